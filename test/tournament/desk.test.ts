/** The reviewer's desk: verdicts come when market time says so, once, and never about what is our own fault. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import type { Store } from '../../server/engine/ports.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { bidId, type ContentHash, contentHash, deliveryId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import type { Files } from '../../server/protocol/arena/acceptance.ts';
import { FILES_MEDIA_TYPE } from '../../server/protocol/arena/files.ts';
import type { Desk } from '../../server/protocol/arena/ground.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { type DeskOptions, openDesk } from '../../server/reviewer/desk.ts';
import { ReviewFault } from '../../server/reviewer/fault.ts';
import { posting, TEXT } from '../helpers/given.ts';
import { ANN, BOB, BOSS, CAT, gate, JUDGE, laid, MARKET, rest } from '../helpers/table.ts';

const AFTER_MS = 30 * MINUTE_MS;
const KEY = contentHash('d'.repeat(64));
const ENTRANTS = [ANN, BOB, CAT];
const CONTEST = { kind: 'contest', entrantsMax: 10, entriesMax: 3, thresholdBps: 5_000, guaranteed: false } as const;

/** A contest that three have entered: each may hand in at any time. */
async function contest(): Promise<{ store: Store; arena: Arena }> {
  const store = createMemoryStore();
  const table = await laid({ mechanism: CONTEST }, store);
  await table.done(BOSS, posting(100_000, { acceptanceHash: KEY, biddingMs: DAY_MS, postedPriceCents: cents(50_000) }));
  const terms = { amountCents: cents(50_000), days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  for (const actor of ENTRANTS) await table.done(actor, { type: 'PlaceBid', projectId: projectId(1), ...terms });
  await table.engine.close();
  return { store, arena: createArena({ store }) };
}

async function handIn(
  arena: Arena,
  who: number,
  body: string,
  key = `delivery/${who}/${body.length}`,
): Promise<ContentHash> {
  const actor = ENTRANTS[who];
  if (actor === undefined) throw new Error('only three take part');
  const client = arena.connect(MARKET, actor);
  const filesHash = await client.put({ mediaType: FILES_MEDIA_TYPE, nonce: key, body });
  const answer = await client.send(key, { type: 'SubmitDelivery', projectId: projectId(1), filesHash, bytes: 1 });
  expect(answer).toMatchObject({ ok: true });
  return filesHash;
}

/** Passes what has a file, fails what has none. */
function finding(files: Files): Finding {
  const passed = Object.keys(files).length > 0;
  const counts = { scoreBps: passed ? 10_000 : 0, casesPassed: passed ? 3 : 0, caseCount: 3, weightTotal: 3 };
  return { identity: 'same', ...counts, weightPassed: counts.casesPassed, passed, fuel: 1, memoryBytes: 1, cases: [] };
}

interface Reviewed {
  readonly key: ContentHash;
  readonly id: number;
  readonly files: Files;
}

/** A desk whose reviewer notes what it is given; `before` may hold a review back or fail it. */
async function deskOf(
  arena: Arena,
  before: () => Promise<void> = async () => {},
): Promise<{ desk: Desk; asked: Reviewed[]; sent: string[] }> {
  const asked: Reviewed[] = [];
  const review: DeskOptions['review'] = async (key, id, files) => {
    asked.push({ key, id, files });
    await before();
    return finding(files);
  };
  const sent: string[] = [];
  const plain = arena.connect(MARKET, JUDGE);
  const send: typeof plain.send = (key, request) => {
    sent.push(key);
    return plain.send(key, request);
  };
  return { desk: await openDesk({ client: { ...plain, send }, review, verdictAfterMs: AFTER_MS }), asked, sent };
}

/** Lets the desk do what is due until nothing is, as a runner would, at most until `end`. */
async function runUntil(arena: Arena, desk: Desk, end: number): Promise<void> {
  for (;;) {
    const now = await arena.engine.now(MARKET);
    const due = desk.nextDueAt();
    if (due !== null && due <= now) await desk.settle(now);
    const next = desk.nextDueAt() ?? end;
    if (next > now || now >= end) {
      if (now >= end) return;
      await arena.engine.moveTo(MARKET, Math.min(next, end));
    }
  }
}

const log = ({ store }: { store: Store }): Promise<readonly LoggedEvent[]> => store.events(MARKET, 0, 10_000);
const verdicts = async (at: { store: Store }) =>
  (await log(at)).flatMap(({ event, at: moment }) =>
    event.type === 'VerdictRecorded'
      ? [{ id: event.deliveryId, at: moment - VIRTUAL_EPOCH_MS, score: event.scoreBps }]
      : [],
  );
const taken = async (at: { store: Store }) =>
  (await log(at)).filter(({ event }) => event.type === 'DeliveryTaken').length;

test('a verdict comes a fixed market time after its delivery, however long the review takes', async () => {
  const ground = await contest();
  const { arena } = ground;
  const { passed, open } = gate();
  let count = 0;
  // The first review is slower than all that come after it.
  const { desk, asked } = await deskOf(arena, async () => {
    count += 1;
    if (count === 1) await passed;
  });
  await handIn(arena, 0, '{"main.py":"1"}');
  await runUntil(arena, desk, VIRTUAL_EPOCH_MS + 10 * MINUTE_MS);
  await handIn(arena, 1, '{}');
  await runUntil(arena, desk, VIRTUAL_EPOCH_MS + 20 * MINUTE_MS);
  expect(asked).toEqual([
    { key: KEY, id: 1, files: { 'main.py': '1' } },
    { key: KEY, id: 2, files: {} },
  ]);
  setTimeout(open, 20);
  await runUntil(arena, desk, VIRTUAL_EPOCH_MS + 2 * HOUR_MS);
  expect(await verdicts(ground)).toEqual([
    { id: 1, at: AFTER_MS, score: 10_000 },
    { id: 2, at: AFTER_MS + 10 * MINUTE_MS, score: 0 },
  ]);
  expect(desk.nextDueAt()).toBeNull();
});

test('a delivery is taken up at once, and once', async () => {
  const ground = await contest();
  const { desk } = await deskOf(ground.arena);
  await handIn(ground.arena, 0, '{}');
  expect(desk.nextDueAt()).toBeLessThanOrEqual(VIRTUAL_EPOCH_MS);
  await desk.settle(VIRTUAL_EPOCH_MS);
  await desk.settle(VIRTUAL_EPOCH_MS);
  expect(desk.nextDueAt()).toBe(VIRTUAL_EPOCH_MS + AFTER_MS);
  expect(await taken(ground)).toBe(1);
  expect(await verdicts(ground)).toEqual([]);
});

test('verdicts due at one moment come in the order of their deliveries', async () => {
  const ground = await contest();
  const { desk } = await deskOf(ground.arena);
  for (const who of [2, 0, 1]) await handIn(ground.arena, who, '{}');
  await runUntil(ground.arena, desk, VIRTUAL_EPOCH_MS + HOUR_MS);
  expect((await verdicts(ground)).map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('a restarted desk reviews what has no verdict, and records nothing twice', async () => {
  const ground = await contest();
  const { arena, store } = ground;
  const first = await deskOf(arena);
  await handIn(arena, 0, '{"main.py":"1"}');
  await runUntil(arena, first.desk, VIRTUAL_EPOCH_MS + AFTER_MS);
  await handIn(arena, 1, '{"main.py":"2"}');
  await first.desk.settle(await arena.engine.now(MARKET));
  await handIn(arena, 2, '{"main.py":"3"}');
  await arena.engine.close();
  const again = createArena({ store });
  const second = await deskOf(again);
  await rest();
  expect(second.asked.map(({ id }) => id)).toEqual([2, 3]);
  await runUntil(again, second.desk, VIRTUAL_EPOCH_MS + 3 * AFTER_MS);
  expect((await verdicts(ground)).map(({ id, at }) => [id, at])).toEqual([
    [1, AFTER_MS],
    [2, 2 * AFTER_MS],
    [3, 2 * AFTER_MS],
  ]);
  expect(second.sent).toEqual(['take/3', 'verdict/2', 'verdict/3']);
  expect(await taken(ground)).toBe(3);
  const third = await deskOf(createArena({ store }));
  await rest();
  expect([third.asked, third.desk.nextDueAt()]).toEqual([[], null]);
});

test('two desks of one reviewer record nothing twice', async () => {
  const ground = await contest();
  const one = await deskOf(ground.arena);
  const two = await deskOf(ground.arena);
  await handIn(ground.arena, 0, '{}');
  await Promise.all([one.desk, two.desk].map((desk) => desk.settle(VIRTUAL_EPOCH_MS)));
  await ground.arena.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + AFTER_MS);
  await Promise.all([one.desk, two.desk].map((desk) => desk.settle(VIRTUAL_EPOCH_MS + AFTER_MS)));
  expect([await taken(ground), (await verdicts(ground)).length]).toEqual([1, 1]);
});

test.each([
  ['no JSON', 'def main(): pass'],
  ['half of one', '{"main.py":'],
  ['a list', '["main.py"]'],
  ['files that are no texts', '{"main.py":7}'],
  ['nothing', ''],
  ['null', 'null'],
])('a delivery of %s is reviewed as handing in nothing', async (_what, body) => {
  const ground = await contest();
  const { desk, asked } = await deskOf(ground.arena);
  await handIn(ground.arena, 0, body);
  await runUntil(ground.arena, desk, VIRTUAL_EPOCH_MS + AFTER_MS);
  expect(asked.map(({ files }) => files)).toEqual([{}]);
  expect((await verdicts(ground)).map(({ score }) => score)).toEqual([0]);
});

test('files that were erased, or were never put, are nothing', async () => {
  const ground = await contest();
  const { arena } = ground;
  const filesHash = await handIn(arena, 0, '{"main.py":"1"}');
  await arena.connect(MARKET, OWNER).send('erase', { type: 'EraseContent', contentHash: filesHash });
  const unknown = { type: 'SubmitDelivery', projectId: projectId(1), filesHash: TEXT, bytes: 1 } as const;
  await arena.connect(MARKET, BOB).send('unknown', unknown);
  const { desk, asked } = await deskOf(arena);
  await runUntil(arena, desk, VIRTUAL_EPOCH_MS + AFTER_MS);
  expect(asked.map(({ files }) => files)).toEqual([{}, {}]);
});

test('a fault of ours stops settling with that fault, records nothing, and is reviewed again when asked again', async () => {
  const ground = await contest();
  let broken = true;
  const fault = new ReviewFault('sandbox_unavailable', 'the sandbox is down');
  const { desk, asked } = await deskOf(ground.arena, async () => {
    if (broken) throw fault;
  });
  await handIn(ground.arena, 0, '{"main.py":"1"}');
  await desk.settle(VIRTUAL_EPOCH_MS);
  await ground.arena.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + AFTER_MS);
  await expect(desk.settle(VIRTUAL_EPOCH_MS + AFTER_MS)).rejects.toBe(fault);
  expect(await verdicts(ground)).toEqual([]);
  expect(desk.nextDueAt()).toBe(VIRTUAL_EPOCH_MS + AFTER_MS);
  broken = false;
  await desk.settle(VIRTUAL_EPOCH_MS + AFTER_MS);
  expect(asked.length).toBe(2);
  expect((await verdicts(ground)).map(({ score }) => score)).toEqual([10_000]);
});

test('a delivery that is voided before its verdict is off the desk', async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  await table.done(BOSS, posting(100_000, { acceptanceHash: KEY, biddingMs: HOUR_MS }));
  const terms = { amountCents: cents(50_000), days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  await table.done(ANN, { type: 'PlaceBid', projectId: projectId(1), ...terms });
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + HOUR_MS);
  await table.done(ANN, { type: 'AcceptAward', bidId: bidId(1) });
  await table.engine.close();
  const arena = createArena({ store });
  const { desk } = await deskOf(arena, () => new Promise(() => {}));
  await handIn(arena, 0, '{}');
  await desk.settle(await arena.engine.now(MARKET));
  expect(desk.nextDueAt()).not.toBeNull();
  await arena.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 10 * DAY_MS);
  expect((await log({ store })).map(({ event }) => event.type)).toContain('DeliveryVoided');
  expect(desk.nextDueAt()).toBeNull();
  const late = { scoreBps: 0, casesPassed: 0, caseCount: 3, evidenceHash: TEXT, fuel: 1, memoryBytes: 1 };
  const verdict = { type: 'RecordVerdict', deliveryId: deliveryId(1), ...late } as const;
  expect(await arena.connect(MARKET, JUDGE).send('late', verdict)).toMatchObject({
    ok: false,
    refusal: { code: 'delivery_state' },
  });
});
