/** What the live gateway says no to. */

import { expect, test } from 'vitest';
import { listen, useStage } from './stage.ts';

useStage();

test.each([
  [{ protocol: 0 }, 'protocol_too_old'],
  [{ protocol: 'x' }, 'malformed'],
  [{ token: 'stranger' }, 'not_authenticated'],
  [{ market: 'elsewhere' }, 'no_such_market'],
])('a connection with %j is refused with %s', async (auth, code) => {
  const { socket } = listen('watcher', auth);
  const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
    socket.once('connect_error', (thrown) => resolve(thrown as Error & { data?: { code: string } })),
  );
  expect(error.data?.code).toBe(code);
});

test.each([
  [{ channel: { kind: 'everything' } }],
  [{ channel: { kind: 'project', projectId: 'x' } }],
  [{ channel: { kind: 'market' }, since: -1 }],
  [null],
])('a subscription %j is told what is wrong', async (request) => {
  const { socket } = listen('watcher');
  expect(await socket.emitWithAck('subscribe', request)).toMatchObject({ ok: false, code: 'malformed' });
});

test('a connection has a bounded number of channels', async () => {
  const ear = listen('watcher');
  const answers = await Promise.all(
    Array.from({ length: 101 }, (_, index) => ear.subscribe({ kind: 'project', projectId: index + 1 })),
  );
  expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ code: 'too_many_channels' }]);
});
