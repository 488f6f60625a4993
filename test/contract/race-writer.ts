/** One of two processes that write to the same market: `race-writer.ts <file> <name> <count>`; `b` writes with a thread. Prints its conflicts. */

import { setTimeout } from 'node:timers/promises';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { openThreadedStore } from '../../db/sqlite/threaded-store.ts';
import { chainHash, GENESIS_HASH } from '../../server/engine/chain.ts';
import { bidId, commandId, marketId } from '../../server/kernel/id.ts';
import { OWNER } from '../../server/market/command.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { commitOf } from './history.ts';
import { placed } from './history-parts.ts';

const MARKET = marketId('contract');

/** The next event after `last`, stamped by its place so that both writers make an equally good log. */
function following(last: LoggedEvent | undefined, command: string): LoggedEvent {
  const seq = (last?.seq ?? 0) + 1;
  const event = { ...placed(1, seq), bidId: bidId(seq) };
  const line = { seq, at: seq, by: OWNER, commandId: commandId(command), event };
  return { ...line, hash: chainHash(last?.hash ?? GENESIS_HASH, line) };
}

async function write(file: string, name: string, count: number): Promise<number> {
  const store = await (name === 'b' ? openThreadedStore : openSqliteStore)({ file });
  let conflicts = 0;
  let last: LoggedEvent | undefined;
  for (let written = 0; written < count; ) {
    // A pause lets the other process in; without it each would write all of its events in one go.
    await setTimeout(1);
    const event = following(last, `${name}-${written}`);
    const result = await store.commit(commitOf(MARKET, [event]));
    if (result.ok) {
      written += 1;
      last = event;
    } else {
      conflicts += 1;
      [last] = await store.events(MARKET, result.lastSeq - 1, 1);
    }
  }
  await store.close();
  return conflicts;
}

const [file, name, count] = process.argv.slice(2);
if (file === undefined || name === undefined) throw new Error('race-writer.ts <file> <name> <count>');
console.log(await write(file, name, Number(count)));
