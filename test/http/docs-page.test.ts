/** The page to browse the API on: whole from this server, under a policy that lets nothing else in. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const parts = (page: string): string[] =>
  [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target = '']) => target);

test.each(['/docs', '/docs/'])('%s is a page of its own parts, which are all there', async (url) => {
  const page = await world.app.inject({ url });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  const targets = parts(page.body);
  expect(targets.length).toBeGreaterThan(4);
  for (const target of targets) {
    expect(target).toMatch(/^\//);
    const part = await world.app.inject({ url: target });
    expect(part.statusCode, target).toBe(200);
    expect(part.rawPayload.length).toBeGreaterThan(100);
    expect(part.headers['content-type']).toMatch(
      { js: /^text\/javascript/, css: /^text\/css/, png: /^image\/png/, json: /^application\/json/ }[
        target.split('.').at(-1) ?? ''
      ] ?? /never/,
    );
  }
});

test('its policy lets in no inline script or style, nothing evaluated, and nothing from elsewhere', async () => {
  const page = await world.app.inject({ url: '/docs' });
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(page.body).not.toMatch(/<script>|<style|\son[a-z]+=|\sstyle=/);
});

test.each(['../docs-page.ts', '..%2f..%2fpackage.json', 'index.html', 'constructor', '__proto__'])(
  'a name that is not one of its parts is nothing: %s',
  async (name) => {
    const answer = await world.app.inject({ url: `/docs/assets/${name}` });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'/);
  },
);
