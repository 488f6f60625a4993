/** How the web app is served: by name and nothing else, kept for ever or never, and under a policy that runs no text. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../server/http/rules.ts';
import { codingFor, readBuiltApp } from '../../server/http/web/built.ts';
import { isLostPerson, WEB_PAGES } from '../../server/http/web/pages.ts';
import { WEB_POLICY } from '../../server/http/web/send.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const get = (url: string, headers: Record<string, string> = {}) => world.app.inject({ url, headers });

async function scriptOf(page: string): Promise<string> {
  return /src="(\/assets\/[^"]+\.js)"/.exec((await get(page)).body)?.[1] ?? '';
}

test.each(['/', '/sign-in', '/markets', '/markets/high-street/projects/3', '/hiring/', '/working/any/thing'])(
  '%s is the page of the app, asked for anew each time',
  async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': WEB_POLICY,
    });
    expect(answer.body).toContain('<div id="app"></div>');
  },
);

test('the policy lets nothing run or be painted but files of this server', () => {
  expect(WEB_POLICY).not.toMatch(/unsafe|\*|https?:/);
  expect(WEB_POLICY).toContain("require-trusted-types-for 'script'");
});

test('the page holds no script and no style of its own', async () => {
  const { body } = await get('/');
  expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|style=/);
});

test('its files are kept for ever, packed as the caller takes them', async () => {
  const url = await scriptOf('/');
  const plain = await get(url);
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
  const br = await get(url, { 'accept-encoding': 'gzip, br' });
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
  expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
  const gzip = await get(url, { 'accept-encoding': 'gzip' });
  expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
});

test.each(['/assets/nothing.js', '/assets/..%2f..%2fpackage.json', '/assets/index.html', '/assets/.stamp'])(
  '%s is no file of the app',
  async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  },
);

test.each([
  '/api/arena/1.0/nowhere',
  '/api/projects/0.1/nowhere',
  '/m/high-street/api/arena/1.0/nowhere',
  '/mcp/markets',
  '/oauth/nowhere',
  '/docs/nowhere',
])('%s is never answered with the page', async (url) => {
  const answer = await get(url, { accept: 'text/html' });
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ status: 'error' });
});

test('a browser that is lost is shown the app’s page, as missing; a program is told', async () => {
  const people = await get('/nowhere?x=1', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
  expect(people.statusCode).toBe(404);
  expect(people.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-security-policy': WEB_POLICY });
  expect(people.body).toContain('<div id="app"></div>');
  for (const accept of ['*/*', 'application/json']) {
    const program = await get('/nowhere', { accept });
    expect(program.statusCode).toBe(404);
    expect(program.json()).toMatchObject({ status: 'error' });
  }
  const post = await world.app.inject({ method: 'POST', url: '/nowhere', headers: { accept: 'text/html' } });
  expect(post.json()).toMatchObject({ status: 'error' });
});

test('every route of programs lies below a door where nobody is taken for a lost person', () => {
  const paths = Object.keys(RULES).map((route) => route.split(' ')[1] ?? '');
  const programs = paths.filter((path) => !WEB_PAGES.includes(path));
  expect(programs.filter((path) => isLostPerson('GET', path, 'text/html'))).toEqual([]);
});

describe('where nothing was built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-built-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('there is no app; where it was, only files of kinds that pages are made of', () => {
    expect(readBuiltApp(folder)).toBeNull();
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'assets', 'a.js'), 'one');
    writeFileSync(join(folder, 'assets', 'notes.txt'), 'two');
    expect([...(readBuiltApp(folder)?.files.keys() ?? [])]).toEqual(['a.js']);
  });
});

test.each([
  ['br;q=0, gzip', 'gzip'],
  ['gzip;q=0.5, br;q=0.1', 'br'],
  ['identity', 'identity'],
  [undefined, 'identity'],
])('%s is answered with %s', (accepted, coding) => {
  expect(codingFor(accepted)).toBe(coding);
});
