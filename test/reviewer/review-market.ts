/** A contest with deliveries that a real sandbox reviews, for tests about trouble in the middle of a review. */

import { createArena } from '../../server/app.ts';
import type { Store } from '../../server/engine/ports.ts';
import { DAY_MS, MINUTE_MS } from '../../server/kernel/clock.ts';
import { contentHash, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { type Acceptance, acceptanceSchema, type Files } from '../../server/protocol/arena/acceptance.ts';
import type { ArenaClient } from '../../server/protocol/arena/client.ts';
import { FILES_MEDIA_TYPE } from '../../server/protocol/arena/files.ts';
import type { Desk } from '../../server/protocol/arena/ground.ts';
import { openDesk } from '../../server/reviewer/desk.ts';
import type { ReviewQueue } from '../../server/reviewer/queue.ts';
import { posting } from '../helpers/given.ts';
import { ANN, BOB, BOSS, CAT, laid, MARKET } from '../helpers/table.ts';

const VERDICT_AFTER_MS = 30 * MINUTE_MS;
const KEY = contentHash('d'.repeat(64));
const ENTRANTS = [ANN, BOB, CAT];
const CONTEST = { kind: 'contest', entrantsMax: 10, entriesMax: 3, thresholdBps: 5_000, guaranteed: false } as const;

function side(...numbers: readonly number[]): Acceptance {
  const cases = numbers.map((number) => ({ name: `case ${number}`, args: [number], expected: number * 2 }));
  const limits = { timeMs: 60_000, memoryBytes: 134_217_728 };
  return acceptanceSchema.parse({ kind: 'function', language: 'python', file: 'a.py', entry: 'solve', limits, cases });
}

const CASES = { acceptance: side(1), hidden: side(2, 3) };

/** One delivery of each entrant, by what they must score. `loops` makes each of their cases last. */
export function deliveries(loops: number): readonly { readonly files: Files; readonly scoreBps: number }[] {
  const work = `def solve(a):\n    for i in range(${loops}): pass\n`;
  return [
    { files: { 'a.py': `${work}    return a * 2` }, scoreBps: 10_000 },
    { files: { 'a.py': `${work}    return a * 2 + (a == 3)` }, scoreBps: 6_666 },
    { files: { 'a.py': `${work}    return a + a` }, scoreBps: 10_000 },
  ];
}

/** Opens the market in an empty store, and hands everything in. */
export async function layContest(store: Store, loops: number): Promise<void> {
  const table = await laid({ mechanism: CONTEST }, store);
  const asked = posting(100_000, { acceptanceHash: KEY, biddingMs: DAY_MS, postedPriceCents: cents(50_000) });
  await table.done(BOSS, asked);
  const terms = { amountCents: cents(50_000), days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  for (const actor of ENTRANTS) await table.done(actor, { type: 'PlaceBid', projectId: projectId(1), ...terms });
  await table.engine.close();
  const arena = createArena({ store });
  for (const [index, { files }] of deliveries(loops).entries()) {
    const client = arena.connect(MARKET, ENTRANTS[index] ?? ANN);
    const body = JSON.stringify(files);
    const filesHash = await client.put({ mediaType: FILES_MEDIA_TYPE, nonce: `nonce ${index} of a delivery`, body });
    await client.send(`delivery/${index}`, { type: 'SubmitDelivery', projectId: projectId(1), filesHash, bytes: 1 });
  }
  await arena.engine.close();
}

export function openReviewDesk(client: ArenaClient, queue: ReviewQueue): Promise<Desk> {
  return openDesk({
    client,
    review: (_key, deliveryId, files) => queue.add({ deliveryId, files, ...CASES }),
    verdictAfterMs: VERDICT_AFTER_MS,
  });
}

export async function logOf(store: Store): Promise<readonly LoggedEvent[]> {
  return store.events(MARKET, 0, 10_000);
}

/** The verdicts in the log as `[delivery, score]`, in order. */
export async function verdictsOf(store: Store): Promise<(readonly [number, number])[]> {
  const log = await logOf(store);
  return log.flatMap(({ event }) =>
    event.type === 'VerdictRecorded' ? [[event.deliveryId, event.scoreBps] as const] : [],
  );
}
