/** What a hostile employer or freelancer can put on the reviewer's desk: it stops nobody else's verdict and buys no look at a key. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import { DAY_MS, MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { type ContentHash, contentHash, participantId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Actor, OWNER } from '../../server/market/command.ts';
import type { EventType } from '../../server/market/event.ts';
import { FILES_MEDIA_TYPE } from '../../server/protocol/arena/files.ts';
import { openDesk } from '../../server/reviewer/desk.ts';
import { posting } from '../helpers/given.ts';
import { ANN, BOSS, JUDGE, laid, MARKET, PROFILE } from '../helpers/table.ts';

const KEY = contentHash('d'.repeat(64));
const UNKNOWN = contentHash('e'.repeat(64));
const RIVAL: Actor = { kind: 'participant', participantId: participantId(6) };
const AFTER_MS = 30 * MINUTE_MS;
const CONTEST = { kind: 'contest', entrantsMax: 10, entriesMax: 3, thresholdBps: 5_000, guaranteed: false } as const;

type Posted = Partial<Parameters<typeof posting>[1]>;

/** Contests posted one after the other, all entered by Ann, who hands `body` in to each of them. */
async function played(postings: readonly (readonly [Actor, Posted])[], body = '{"main.py":"1"}') {
  const store = createMemoryStore();
  const table = await laid({ mechanism: CONTEST }, store);
  const rival = { roles: ['employer'], participantKind: 'external', skills: [], profileHash: PROFILE } as const;
  await table.done(OWNER, { type: 'RegisterParticipant', ...rival });
  await table.done(OWNER, { type: 'Deposit', participantId: participantId(6), amountCents: cents(10_000_000) });
  const terms = { amountCents: cents(50_000), days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  for (const [index, [actor, more]] of postings.entries()) {
    const common = { acceptanceHash: KEY, biddingMs: DAY_MS, postedPriceCents: cents(50_000) };
    await table.done(actor, posting(100_000, { ...common, ...more }));
    await table.done(ANN, { type: 'PlaceBid', projectId: projectId(index + 1), ...terms });
  }
  await table.engine.close();
  const arena = createArena({ store });
  const ann = arena.connect(MARKET, ANN);
  const filesHash = await ann.put({ mediaType: FILES_MEDIA_TYPE, nonce: 'n', body });
  for (const index of postings.keys()) {
    const delivery = { type: 'SubmitDelivery', projectId: projectId(index + 1), filesHash, bytes: 1 } as const;
    expect(await ann.send(`delivery/${index}`, delivery)).toMatchObject({ ok: true });
  }
  return { arena, ...(await judged(arena)) };
}

/** A desk that knows one key, of three cases, and passes whoever hands in any file; played until it has nothing to do. */
async function judged(arena: Arena) {
  const reviewed: { readonly key: ContentHash; readonly id: number; readonly files: number }[] = [];
  const desk = await openDesk({
    client: arena.connect(MARKET, JUDGE),
    verdictAfterMs: AFTER_MS,
    review: async (key, id, files) => {
      const count = Object.keys(files).length;
      reviewed.push({ key, id, files: count });
      const [scoreBps, casesPassed] = count > 0 ? [10_000, 3] : [0, 0];
      const counts = { scoreBps, casesPassed, caseCount: 3, weightPassed: casesPassed, weightTotal: 3 };
      const finding = { identity: 'same', ...counts, passed: count > 0, fuel: 1, memoryBytes: 1, cases: [] };
      return key === KEY ? finding : null;
    },
  });
  await desk.settle(VIRTUAL_EPOCH_MS);
  await arena.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + AFTER_MS);
  await desk.settle(VIRTUAL_EPOCH_MS + AFTER_MS);
  const settled = desk.nextDueAt();
  await arena.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 60 * DAY_MS);
  const seen = await arena.connectOwner(MARKET).read(0, 10_000);
  const about = (type: EventType): unknown[] =>
    seen.flatMap(({ event }) => (event.type === type && 'deliveryId' in event ? [event.deliveryId] : []));
  return { reviewed, settled, verdicts: about('VerdictRecorded'), voided: about('DeliveryVoided') };
}

test('a posting with a key that the reviewer does not have stops no other verdict, and its delivery is voided', async () => {
  const { verdicts, voided, settled } = await played([
    [RIVAL, { acceptanceHash: UNKNOWN }],
    [BOSS, {}],
  ]);
  expect({ verdicts, voided, settled }).toEqual({ verdicts: [2], voided: [1], settled: null });
});

test('a posting that misstates how many cases there are stops no other verdict, and its delivery is voided', async () => {
  const { verdicts, voided, settled } = await played([
    [RIVAL, { caseCount: 4 }],
    [RIVAL, {}],
  ]);
  expect({ verdicts, voided, settled }).toEqual({ verdicts: [2], voided: [1], settled: null });
});

test('a key is reviewed for whoever posted it first: a copied posting tells nothing about it', async () => {
  const { reviewed, verdicts, voided } = await played([
    [BOSS, {}],
    [RIVAL, {}],
    [BOSS, {}],
  ]);
  expect(reviewed.map(({ id }) => id)).toEqual([1, 3]);
  expect({ verdicts, voided }).toEqual({ verdicts: [1, 3], voided: [2] });
});

test('files larger than the market takes count as nothing, whatever size their delivery stated', async () => {
  const most = 1_048_576;
  const files = (length: number): string => JSON.stringify({ 'main.py': 'x'.repeat(length - '{"main.py":""}'.length) });
  expect((await played([[BOSS, {}]], files(most))).reviewed).toEqual([{ key: KEY, id: 1, files: 1 }]);
  expect((await played([[BOSS, {}]], files(most + 1))).reviewed).toEqual([{ key: KEY, id: 1, files: 0 }]);
});
