/** Live markets heard by socket.io's official client for Python, over both of its transports. */

import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bid, post, url, useStage } from './stage.ts';

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('./python-client.py', import.meta.url));
const PROBE_MAX_MS = 60_000;

const found = spawnSync(PYTHON, ['-c', 'import socketio, requests, websocket'], { timeout: PROBE_MAX_MS });
if (found.status !== 0) {
  console.warn(
    'The Python client of socket.io is not tried: the packages socketio, requests and websocket are not here.',
  );
}

interface Line {
  readonly kind: 'subscribed' | 'refused' | 'events' | 'trouble';
  readonly value: unknown;
}

/** Runs the client until it has heard so many events, or could not come in within so many seconds. */
async function follow(
  token: string,
  transport: string,
  since: number,
  wanted: number,
  patience = 60,
): Promise<readonly Line[]> {
  const words = [SCRIPT, url, token, transport, ...[since, wanted, patience].map(String)];
  const client = spawn(PYTHON, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  client.stdout.on('data', (data: Buffer) => {
    text += data.toString();
  });
  await new Promise((resolve) => client.once('close', resolve));
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe.runIf(found.status === 0)('the Python client', () => {
  useStage();

  test.each(['websocket', 'polling', 'polling+websocket'])(
    'hears over %s what it missed, and no more than it may',
    async (transport) => {
      await post();
      await bid(2, 1, 4_242);
      await post();
      // Four events opened the market, and the sealed bid is none of the watcher's.
      const lines = await follow('watcher', transport, 4, 2);
      expect(lines.find(({ kind }) => kind === 'subscribed')).toMatchObject({
        value: { ok: true, channel: 'market', watchers: 1 },
      });
      expect(lines.find(({ kind }) => kind === 'refused')).toMatchObject({ value: { ok: false } });
      const events = lines.filter(({ kind }) => kind === 'events').map(({ value }) => value);
      expect(events).toMatchObject([
        {
          events: [
            { cursor: 5, event: { type: 'ProjectPosted' } },
            { cursor: 6, event: { type: 'ProjectPosted' } },
          ],
        },
      ]);
      expect(JSON.stringify(lines)).not.toMatch(/BidPlaced|4242/);
    },
  );

  test('is told why it may not come in', async () => {
    // The client goes on waiting for a second answer, although it was told no.
    expect(await follow('nobody', 'websocket', 0, 1, 1)).toMatchObject([{ kind: 'trouble' }]);
  });
});
