/** Whether a page knows that the server is away: from what its calls find, since when, and until the first that comes through. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createReach } from '../../client/data/reach.ts';
import { openSession } from '../../server/protocol/sdk/session.ts';

test('it was lost when the last try came through, and is there again with the next one', () => {
  let now = 1_000;
  let told = 0;
  const reach = createReach(() => now);
  const leave = reach.subscribe(() => {
    told += 1;
  });
  now = 2_000;
  reach.heard(true);
  now = 9_000;
  reach.heard(false);
  now = 12_000;
  reach.heard(false);
  expect([reach.lostSince(), told]).toEqual([2_000, 1]);
  reach.heard(true);
  expect([reach.lostSince(), told]).toEqual([null, 2]);
  leave();
  reach.heard(false);
  expect([reach.lostSince(), told]).toEqual([12_000, 2]);
});

test.each([
  ['a no of the server’s', 403, true],
  ['a server that is busy', 503, true],
  ['a proxy that does not reach it', 502, false],
])('%s', async (_, status, reached) => {
  const server = createServer((_request, answer) => answer.writeHead(status).end());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const heard: boolean[] = [];
  const options = { patienceMs: 0, onReach: (one: boolean) => heard.push(one) };
  const session = openSession({ origin: `http://127.0.0.1:${port}`, ...options });
  await expect(session.account()).rejects.toThrow();
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await expect(session.account()).rejects.toThrow();
  expect(heard).toEqual([reached, false]);
});
