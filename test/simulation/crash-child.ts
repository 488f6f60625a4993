/** A process that will be killed: `crash-child.ts FILE SEED ROUND` plays a busy market and prints each answered command. */

import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { openThreadedStore } from '../../db/sqlite/threaded-store.ts';
import { type Answered, nextSteps, openBusyMarket, rememberingPolicy, sendAll } from './busy-market.ts';
import { createWorld } from './world.ts';

const [file, seed, round] = process.argv.slice(2);
if (file === undefined || seed === undefined) throw new Error('crash-child.ts FILE SEED ROUND');
// Every other round is written by a thread.
const openStore = Number(round) % 2 === 0 ? openSqliteStore : openThreadedStore;
const market = openBusyMarket(await openStore({ file }));
const world = createWorld(seed, { prefix: `r${round}-`, restarts: false, policy: rememberingPolicy(seed) });

// The pipe from the parent closes with it: without this, a stopped test run would leave a market playing for ever.
process.stdin.on('close', () => process.exit(1)).resume();

/** Written at once and whole: what the parent reads has been answered before. */
function print(answer: Answered): void {
  writeSync(1, `${JSON.stringify(answer)}\n`);
}

while (true) await sendAll(market, await nextSteps(world, market), print);
