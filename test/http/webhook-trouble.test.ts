/** Webhooks whose receivers are down, slow or gone, and servers that are killed: nothing lost, nothing out of order. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_WEBHOOKS } from '../../server/http/settings.ts';
import { retryDelay } from '../../server/http/webhooks/sender.ts';
import { connect } from '../../server/protocol/sdk/sdk.ts';
import { fillDatabase, privateToken } from '../helpers/private-scenario.ts';
import type { Receiver } from '../helpers/receiver.ts';
import { serveArena } from '../helpers/served-arena.ts';
import {
  amend,
  amendments,
  amounts,
  ask,
  hook,
  host,
  opened,
  register,
  soon,
  statusOf,
  useStage,
} from './webhook-stage.ts';

useStage();

test('a receiver that fails is called again with the same message, and the next waits for it', async () => {
  const made = await register('scenario-gus');
  hook.answer(500);
  for (let count = 0; count < 3; count += 1) await amend();
  await soon(() => expect(hook.received.length).toBeGreaterThanOrEqual(4));
  expect(new Set(hook.received.map(({ id }) => id)).size).toBe(1);
  expect(await statusOf('scenario-gus', made)).toMatchObject({ status: 'active', failures: expect.any(Number) });
  hook.answer(200);
  await soon(() => expect(amounts()).toEqual([12_000 - amendments + 2, 12_000 - amendments + 1, 12_000 - amendments]));
  await soon(async () =>
    expect(await statusOf('scenario-gus', made)).toMatchObject({ failures: 0, failingSince: null }),
  );
  const { result } = await ask('scenario-gus', 'GET', `/${made.webhookId}/attempts`);
  const { attempts } = result as { attempts: { messageId: string; status: number }[] };
  expect(attempts.map(({ messageId, status }) => [messageId, status])).toEqual(
    hook.received.map(({ id, status }) => [id, status]).reverse(),
  );
});

test.each<[string, Parameters<Receiver['instead']>[0], object]>([
  ['never answers', () => undefined, { status: null, problem: 'timeout' }],
  ['hangs up', (response) => response.destroy(), { status: null, problem: 'ECONNRESET' }],
  [
    'leads elsewhere',
    (response) => response.writeHead(307, { location: '/other' }).end(),
    { status: 307, problem: null },
  ],
  [
    'answers without end',
    (response) => {
      response.writeHead(500);
      const pump = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pump);
      pump();
    },
    { status: 500, problem: null },
  ],
])('a receiver that %s is called again', async (_what, act, attempt) => {
  await host.close();
  await opened({ timeoutMs: 1_000 });
  const made = await register('scenario-gus');
  hook.instead(act);
  await amend();
  await soon(() => expect(hook.received.length).toBeGreaterThanOrEqual(2));
  hook.instead(null);
  await soon(() => expect(hook.received.length).toBeGreaterThanOrEqual(3));
  const { result } = await ask('scenario-gus', 'GET', `/${made.webhookId}/attempts`);
  expect((result as { attempts: object[] }).attempts).toContainEqual(expect.objectContaining(attempt));
  expect(new Set(hook.received.map(({ id }) => id)).size).toBe(1);
});

test('waits grow to the longest, differ by chance, and obey a receiver that says when', async () => {
  const settings = { ...DEFAULT_WEBHOOKS, firstRetryMs: 1_000, longestRetryMs: 60_000 };
  expect([1, 2, 3, 7, 99].map((failures) => retryDelay(settings, failures, 1))).toEqual([
    1_000, 2_000, 4_000, 60_000, 60_000,
  ]);
  expect(retryDelay(settings, 1, 0)).toBe(500);
  const made = await register('scenario-gus');
  hook.answer(429, { 'retry-after': '9999' });
  await host.close();
  await opened({ longestRetryMs: 30_000 });
  await register('scenario-gus');
  await amend();
  await soon(async () => {
    const { nextTryAt } = (await statusOf('scenario-gus', made)) ?? {};
    expect(Number(nextTryAt) - Date.now()).toBeGreaterThan(15_000);
  });
});

test('410 ends a webhook; resumed, it goes on where it was', async () => {
  const made = await register('scenario-gus');
  hook.answer(410);
  await amend();
  await soon(async () => expect(await statusOf('scenario-gus', made)).toMatchObject({ status: 'gone' }));
  hook.answer(200);
  await amend();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(hook.taken()).toEqual([]);
  const { result } = await ask('scenario-gus', 'POST', `/${made.webhookId}/resume`);
  expect(result).toMatchObject({ status: 'active' });
  await soon(() => expect(hook.taken().length).toBe(2));
});

test('a receiver that is not reached for too long is given up', async () => {
  await host.close();
  await opened({ giveUpMs: 100 });
  const made = await register('scenario-gus', { url: 'http://127.0.0.1:9/' });
  await amend();
  await soon(async () => expect(await statusOf('scenario-gus', made)).toMatchObject({ status: 'given_up' }));
});

test('a receiver that answers with another protocol is a failure like any other, and stops no server', async () => {
  const made = await register('scenario-gus');
  const head = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n';
  hook.instead((response) => void response.socket?.write(head));
  const ping = await ask('scenario-gus', 'POST', `/${made.webhookId}/ping`);
  expect(ping.result).toMatchObject({ status: null, problem: 'failed' });
  await amend();
  const failures = async (): Promise<unknown> => (await statusOf('scenario-gus', made))?.failures;
  await soon(async () => expect(await failures()).toBeGreaterThan(0));
  hook.instead(null);
  await soon(async () => expect(await failures()).toBe(0));
});

test('a server that is killed goes on where it was: all come, in order, each under the id that it had', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-hooks-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await fillDatabase(join(folder, 'hooks.db'));
  const words = ['--db', 'hooks.db', '--quiet', '--webhooks-to-anywhere'];
  const first = await serveArena(folder, ...words);
  await register(privateToken('gus'), {}, first.url);
  const fay = await connect({ url: first.url, token: privateToken('fay') });
  for (let count = 0; count < 20; count += 1) await amend(fay);
  await soon(() => expect(hook.received.length).toBeGreaterThan(3));
  hook.answer(503);
  for (let count = 0; count < 10; count += 1) await amend(fay);
  fay.close();
  first.child.kill('SIGKILL');
  await first.ended;
  hook.answer(200);
  const second = await serveArena(folder, ...words);
  await soon(() => expect(hook.taken().length).toBe(30));
  expect(amounts()).toEqual(Array.from({ length: 30 }, (_, index) => 12_000 - amendments + 29 - index));
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
  const count = hook.received.length;
  const third = await serveArena(folder, ...words);
  await new Promise((resolve) => setTimeout(resolve, 500));
  // An ordinary stop writes down how far everything came.
  expect(hook.received.length).toBe(count);
  third.child.kill('SIGTERM');
  await third.ended;
});
