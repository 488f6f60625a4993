/** `/metrics`: the text is what Prometheus reads, the figures are true, and nobody's names are in it. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHistogram, metricText } from '../../server/http/arena/metric-text.ts';
import { tokenOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function metrics(): Promise<string> {
  const { headers } = await tokenOf(world, 'olga', { scopes: ['arena:market_manage'] });
  // As Prometheus sends it.
  const authorization = `Bearer ${headers['freelancer-oauth-v1']}`;
  const answer = await world.app.inject({ url: '/metrics', headers: { authorization } });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  return answer.body;
}

const LINE =
  /^(?:# HELP [a-z0-9_]+ .+|# TYPE [a-z0-9_]+ (?:counter|gauge|histogram)|[a-z0-9_]+(?:\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\})? -?\d[\d.e+-]*)$/;

test('every line has a form that Prometheus reads, and every name its type once', async () => {
  const text = await metrics();
  expect(text.endsWith('\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .filter((line) => !LINE.test(line)),
  ).toEqual([]);
  const types = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(new Set(types).size).toBe(types.length);
});

test('requests are counted by pattern and status; no path, no market and no person is named', async () => {
  for (let count = 0; count < 3; count += 1)
    await world.ask('fay', { url: '/m/high-street/api/projects/0.1/projects/77' });
  await world.app.inject({ url: '/somewhere/secret-path?token=abc' });
  const text = await metrics();
  expect(text).toContain(
    'arena_http_requests_total{method="GET",route="/api/projects/0.1/projects/:project_id",status="404"} 3',
  );
  expect(text).toContain('arena_http_requests_total{method="GET",route="",status="404"} 1');
  expect(text).toMatch(/^arena_markets 1$/m);
  for (const name of ['high-street', 'fay', 'secret-path', 'abc']) expect(text).not.toContain(name);
});

test('a histogram counts each value in every bucket that it fits into', () => {
  const histogram = createHistogram([1, 2]);
  for (const value of [0.5, 1, 1.5, 3]) histogram.observe(value);
  const samples = histogram.samples();
  const text = metricText([{ name: 'x', help: 'a "b"\nc', type: 'histogram', samples }]);
  expect(text).toBe(
    '# HELP x a "b" c\n# TYPE x histogram\nx_bucket{le="1"} 2\nx_bucket{le="2"} 3\nx_bucket{le="+Inf"} 4\nx_sum 6\nx_count 4\n',
  );
});

test('labels cannot end their line', () => {
  const samples = [{ labels: { a: 'x"} 1\n# evil\\' }, value: 1 }];
  expect(metricText([{ name: 'x', help: 'h', type: 'gauge', samples }])).toContain('x{a="x\\"} 1\\n# evil\\\\"} 1');
});

test('strangers on the same machine, and tokens without the scope, read nothing', async () => {
  expect((await world.app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).statusCode).toBe(401);
  expect((await world.ask('fay', { url: '/metrics' })).status).toBe(403);
});
