/** The report of latency on a market that really had batch windows: what the window drew is told as drawn, and not as won by haste. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import { clearingsOf, type OwnerSeen } from '../../server/engine/clearings.ts';
import { latencyReport } from '../../server/engine/latency.ts';
import { known } from '../../server/kernel/assert.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { resolvePolicy } from '../../server/market/policy-patch.ts';
import { TEXT } from '../helpers/given.ts';

const WINDOW_MS = 5_000;

/** The winner of a posted price for the first who comes, when 2 bids before 3 within one window, or the other way round. */
async function play(order: readonly number[], seed: string) {
  const arena = createArena({ store: createMemoryStore() });
  const id = marketId('windows');
  const owner = arena.connectOwner(id);
  const policy = resolvePolicy({
    mechanism: { kind: 'posted', draw: 'first_come' },
    visibility: 'open',
    fees: 'none',
    speed: { batchMs: WINDOW_MS },
    deadlines: { biddingMs: 60_000 },
  });
  await owner.send('open', { type: 'OpenMarket', policy, seed });
  for (const [index, role] of (['employer', 'freelancer', 'freelancer'] as const).entries()) {
    const newcomer = { roles: [role], participantKind: 'external', skills: [], profileHash: TEXT } as const;
    await owner.send(`register/${index}`, { type: 'RegisterParticipant', ...newcomer });
  }
  const as = (number: number) => arena.connect(id, { kind: 'participant', participantId: participantId(number) });
  await as(1).send('post', {
    type: 'PostProject',
    contentHash: TEXT,
    acceptanceHash: TEXT,
    caseCount: 1,
    skills: [],
    budgetMinCents: cents(0),
    budgetMaxCents: cents(10_000),
    postedPriceCents: cents(9_000),
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: false,
  });
  const terms = { amountCents: cents(8_000), days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  const answers: Promise<unknown>[] = [];
  for (const number of order) {
    answers.push(as(number).send('bid', { type: 'PlaceBid', projectId: 1 as never, ...terms }));
    // A moment later, and still the same window.
    await owner.moveTo((await owner.now()) + 1);
  }
  await owner.moveTo((await owner.now()) + 120_000);
  await Promise.all(answers);
  const log = (await owner.read(0, 1_000)) as readonly OwnerSeen[];
  await arena.close();
  const report = latencyReport(known(clearingsOf(log), 'market'), { windowMs: 1, shuffles: 20 });
  return { report, line: known(report.lines[0], 'line') };
}

test('the window decides and not haste: whoever bids first, the same wins, and the report says who drew', async () => {
  for (const seed of ['a', 'b', 'c', 'd']) {
    const { report, line } = await play([2, 3], seed);
    const other = await play([3, 2], seed);
    expect(other.line.winnerId, seed).toBe(line.winnerId);
    expect(report).toMatchObject({ batched: true, windowMs: WINDOW_MS, awards: 1, changedByReversal: 1 });
    expect(line).toMatchObject({ decidedBy: 'batch_window', sharedWindows: 1, bidCount: 2 });
    expect(line.reversedWinnerId).toBe(line.winnerId === 2 ? 3 : 2);
  }
});
