/** `arena replay DIR|LOG`: folds logs from their first event and proves chain, order and books. */

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { Fault } from '../server/engine/fault.ts';
import { replay } from '../server/engine/replay.ts';
import { marketId } from '../server/kernel/id.ts';
import { cents, formatCents } from '../server/kernel/money.ts';
import { readLog } from '../server/log-file.ts';
import { logsOf } from './logs-of.ts';

async function replayOne(file: string, until: number): Promise<boolean> {
  const id = marketId(basename(file, '.ndjson'));
  try {
    const { eventCount, transferCount, escrowCents, hash, state } = await replay(id, readLog(file), until);
    if (eventCount === 0) throw new Fault('log_damaged', `${file} holds no event`);
    const escrow = formatCents(cents(escrowCents), state.policy.currency);
    process.stdout.write(
      `${id}: ${eventCount} events, ${transferCount} transfers, books balance, ${escrow} in escrow, hash ${hash}\n`,
    );
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    process.stdout.write(`${id}: NOT what was logged: ${thrown.message}\n`);
    return false;
  }
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { until: { type: 'string' } } });
  const [path] = positionals;
  if (path === undefined) throw new InputError('replay what? `arena replay DIR` or `arena replay FILE.ndjson`', 64);
  const until = values.until === undefined ? Number.POSITIVE_INFINITY : Number(values.until);
  if (!(until >= 1) || (until !== Number.POSITIVE_INFINITY && !Number.isInteger(until)))
    throw new InputError('--until: the number of an event, from 1', 64);
  let good = true;
  for (const file of logsOf(path)) {
    signal.throwIfAborted();
    good = (await replayOne(file, until)) && good;
  }
  return good ? 0 : 1;
}
