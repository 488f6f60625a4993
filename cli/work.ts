/** `arena work`: serves this machine's sandbox to reviewers elsewhere, until it is stopped. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { isIPv6 } from 'node:net';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { createRunnerServer } from '../server/reviewer/sandbox/remote/server.ts';
import { readToken } from '../server/reviewer/sandbox/remote/token.ts';
import { openTier } from '../server/tiers.ts';

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  'token-file': { type: 'string' },
  tier: { type: 'string' },
  workers: { type: 'string' },
  container: { type: 'string' },
} as const;

/** Runs that may wait for each place: enough for several reviewers, little enough that nobody waits for minutes. */
const WAITING_PER_WORKER = 64;
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most)
    throw new InputError(`--${name}: ${least} to ${most}`, 64);
  return number;
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { port: portText, host, container, 'token-file': tokenFile } = values;
  const tier = values.tier ?? (container === undefined ? 'embedded' : 'native');
  if (portText === undefined)
    throw new InputError('work on which port? `arena work --port 7000`; 0 takes a free one', 64);
  const port = wholeNumber('port', portText, 0, 65_535);
  const workers = wholeNumber('workers', values.workers ?? String(availableParallelism()), 1, 64);
  if (tier !== 'embedded' && tier !== 'native') throw new InputError('--tier: embedded or native', 64);
  if (tokenFile === undefined && !LOOPBACK.test(host))
    throw new InputError(`--host ${host} can be reached by others: name a --token-file that callers must know`, 64);
  const token = tokenFile === undefined ? null : readToken(tokenFile);
  const sandbox = await openTier(tier, workers, { container });
  try {
    const { server, stop } = createRunnerServer({ sandbox, token, runsMax: workers * (1 + WAITING_PER_WORKER) });
    server.listen(port, host);
    await once(server, 'listening', { signal });
    const { port: taken } = server.address() as AddressInfo;
    const address = `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`;
    process.stdout.write(`Runs programs (${sandbox.name}, ${workers} at a time) for callers of ${address}\n`);
    if (!signal.aborted) await once(signal, 'abort');
    process.stderr.write('Stopping: what runs is finished first.\n');
    await stop();
  } finally {
    await sandbox.close();
  }
  return 0;
}
