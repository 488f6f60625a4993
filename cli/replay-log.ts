/** One log, folded from its first event and proven, with a line about it. */

import { basename } from 'node:path';
import { Fault } from '../server/engine/fault.ts';
import { replay } from '../server/engine/replay.ts';
import { marketId } from '../server/kernel/id.ts';
import { cents, formatCents } from '../server/kernel/money.ts';
import { readLog } from '../server/log-file.ts';

/** Null: it is not what was logged, which has been said. */
export async function replayOne(
  file: string,
  until: number,
): Promise<{ readonly events: number; readonly hash: string } | null> {
  const id = marketId(basename(file, '.ndjson'));
  try {
    const { eventCount, transferCount, escrowCents, hash, state } = await replay(id, readLog(file), until);
    if (eventCount === 0) throw new Fault('log_damaged', `${file} holds no event`);
    const escrow = formatCents(cents(escrowCents), state.policy.currency);
    process.stdout.write(
      `${id}: ${eventCount} events, ${transferCount} transfers, books balance, ${escrow} in escrow, hash ${hash}\n`,
    );
    return { events: eventCount, hash };
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    process.stdout.write(`${id}: NOT what was logged: ${thrown.message}\n`);
    return null;
  }
}
