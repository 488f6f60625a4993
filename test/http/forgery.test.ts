/** What nobody can say about itself, and what nobody is told about us. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildServer } from '../../server/http/server.ts';
import { openWorld, type World } from './world.ts';

const PROJECT = '/api/projects/0.1/projects/1';

describe('as somebody else', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test.each([
    { 'x-arena-market': 'elsewhere' },
    { 'X-Arena-Market': 'elsewhere' },
    { 'x-arena-market': ['elsewhere', 'high-street'] },
    { 'x-original-url': '/m/elsewhere/' },
    { 'x-rewrite-url': '/m/elsewhere/' },
    { 'x-forwarded-prefix': '/m/elsewhere' },
  ])('no header names the market: %j', async (headers) => {
    const answer = await world.ask('fay', { url: PROJECT, headers: headers as never });
    expect(answer.body.result).toMatchObject({ id: 1 });
  });

  test.each([
    ['/m/high-street/m/elsewhere/api/projects/0.1/projects/1', 404],
    ['/m/High-Street/api/projects/0.1/projects/1', 404],
    ['/%6d/high-street/api/projects/0.1/projects/1', 404],
    ['/m//api/projects/0.1/projects/1', 404],
    ['/m/elsewhere/api/projects/0.1/projects/1', 403],
    ['//evil.example/api/projects/0.1/projects/1', 404],
    ['/%zz', 400],
    [`/join/${'x'.repeat(300)}`, 414],
  ])('%s is answered %i, in the envelope', async (url, status) => {
    const answer = await world.ask('fay', { url });
    expect([answer.status, answer.body.status], answer.text).toEqual([status, 'error']);
    expect(answer.body.request_id).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('our own trouble is named by its request and says nothing of where it came from', async () => {
    const reasons: string[] = [];
    const access = { ...world.access, passByHash: () => Promise.reject(new TypeError('secret of the house')) };
    const broken = {
      ...world.access,
      seat: () => {
        throw new TypeError('secret of the house');
      },
    };
    for (const [store, status] of [
      [access, 503],
      [broken, 503],
    ] as const) {
      const log = (line: string) => reasons.push(line);
      const app = await buildServer({ arena: world.arena, access: store, wallNow: Date.now, log });
      const answer = await app.inject({ url: PROJECT, headers: { 'freelancer-oauth-v1': 'scenario-fay' } });
      expect(answer.statusCode).toBe(status);
      expect(answer.body).not.toMatch(/secret of the house|TypeError|\.ts/);
      expect(answer.headers['retry-after']).toBe('1');
      await app.close();
    }
    expect(reasons.join('\n')).toContain('secret of the house');
  });

  test('every answer forbids what a page could do with it', async () => {
    const { headers } = await world.ask('fay', { url: PROJECT });
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
