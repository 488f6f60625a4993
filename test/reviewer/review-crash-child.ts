/**
 * A process that is killed: `review-crash-child.ts FILE LOOPS [MOMENT AFTER_MS]` reviews what is delivered, prints what it is at, and
 * ends by SIGKILL so long after it said the moment for the first time. By its own hand: who listens may be late.
 */

import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { createReviewQueue } from '../../server/reviewer/queue.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { JUDGE, MARKET } from '../helpers/table.ts';
import { layContest, openReviewDesk } from './review-market.ts';

const [file, loops, moment, afterMs = '0'] = process.argv.slice(2);
if (file === undefined || loops === undefined) throw new Error('review-crash-child.ts FILE LOOPS [MOMENT AFTER_MS]');
// The pipe from the parent closes with it: without this, a stopped test run would leave a reviewer working.
process.stdin.on('close', () => process.exit(1)).resume();

/** Written at once and whole: what the parent reads has happened. */
function say(what: string): void {
  writeSync(1, `${what}\n`);
  if (what !== moment) return;
  const end = (): unknown => process.kill(process.pid, 'SIGKILL');
  if (afterMs === '0') end();
  else setTimeout(end, Number(afterMs));
}

const store = await openSqliteStore({ file });
if ((await store.lastSeq(MARKET)) === 0) await layContest(store, Number(loops));
const inner = await createEmbeddedSandbox({ slots: 2 });
const sandbox: Sandbox = {
  ...inner,
  run: (request, options) => {
    const running = inner.run(request, options);
    say('running');
    return running;
  },
};
const reviewer = createReviewer({ sandbox, cache: null });
const arena = createArena({ store });
const client = arena.connect(MARKET, JUDGE);
const send: typeof client.send = async (key, request) => {
  const answer = await client.send(key, request);
  if (request.type === 'RecordVerdict') say('recorded');
  return answer;
};
const desk = await openReviewDesk({ ...client, send }, createReviewQueue({ reviewer, concurrency: 2 }));
for (let due = desk.nextDueAt(); due !== null; due = desk.nextDueAt()) {
  const now = await arena.engine.now(MARKET);
  if (due > now) await arena.engine.moveTo(MARKET, due);
  else await desk.settle(now);
}
await arena.engine.close();
await store.close();
await sandbox.close();
say('done');
process.exit(0);
