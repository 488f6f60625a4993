/**
 * The same market played twice, person and program exchanged: what an employer of a study is shown is the same, byte for byte, whoever
 * of the two was fast, bid twice, wrote more on the way, or left while the choice was open.
 */

import { expect, test } from 'vitest';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import type { DeskService, Judging } from '../../server/http/ports.ts';
import { known } from '../../server/kernel/assert.ts';
import { bidId, contentHash, marketId, participantId, projectId, userId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { resolvePolicy } from '../../server/market/policy-patch.ts';
import { presentItem } from '../../server/people/blind.ts';
import { awardsOf, bidsAreIn, choiceSetsOf, choicesIn, shownBids } from '../../server/people/hiring.ts';
import { hiringView } from '../../server/people/hiring-view.ts';
import { keptMarketSchema, type StudyMarketBody } from '../../server/people/kept.ts';
import { createStudyMarkets, seatNumber } from '../../server/people/study-markets.ts';
import { PROJECTS } from './study-file.ts';

const TWO = PROJECTS.slice(0, 2);
const SEED = 'the seed of one market';
const MINUTE = 60_000;

/** Bids alone are made here: nothing is ever judged. */
const unjudged = (): never => {
  throw new Error('nothing is delivered in this market');
};
const JUDGING: Judging & DeskService = {
  keep: async () => ({ ok: true, acceptanceHash: contentHash('a'.repeat(64)), caseCount: 3 }),
  open: async () => undefined,
  examine: unjudged,
  acceptanceOf: unjudged,
  checkSyntax: unjudged,
  draft: unjudged,
};

/** What is asked and written at each seat; the seats are the same in both plays, who sits there is not. */
const TERMS = [
  { amountCents: 1_500, days: 2, text: 'I have done this before.' },
  { amountCents: 1_200, days: 1, text: 'Here is how I would do it.' },
];

function bodyOf(programAt: number): StudyMarketBody {
  const seats = [0, 1].map((index) => ({
    participantId: seatNumber(index),
    pseudonym: index === programAt ? null : 'p-freelancer',
    name: `Freelancer A${index + 2}`,
  }));
  return keptMarketSchema.parse({
    condition: 'hired',
    kind: 'work',
    order: TWO.map(({ slug }) => slug),
    seats,
    employerId: 2,
    employer: 'p-employer',
    reviewerId: 1,
    posted: [],
    state: 'open',
    endsAt: null,
  });
}

async function play(programAt: number) {
  const arena = createArena({ store: createMemoryStore() });
  const markets = createStudyMarkets({ arena, access: createMemoryAccess(), judging: JUDGING });
  const market = marketId(`hired-${programAt}`);
  const policy = resolvePolicy({
    mechanism: { kind: 'buyer_determined' },
    questions: 'none',
    identities: 'pseudonyms',
    deadlines: { biddingMs: 30 * MINUTE },
  });
  let body = bodyOf(programAt);
  const opening = { market, ownerId: userId(1), policy, seed: SEED, body, packages: TWO, users: new Map() };
  await markets.open(opening);
  const posted = [];
  for (const one of TWO) posted.push(await markets.post(market, one));
  body = { ...body, posted };
  const owner = arena.connectOwner(market);
  const look = async (): Promise<string> =>
    JSON.stringify(
      await hiringView({
        ...{ arena, market: { study: 'trial', market, body }, packages: TWO },
        stateOf: () => markets.stateOf(market),
      }),
    );
  const seat = (index: number) =>
    arena.connect(market, { kind: 'participant', participantId: participantId(seatNumber(index)) });
  const waiting = [await look()];

  async function bid(index: number, project: number, { draft }: { draft: boolean }): Promise<void> {
    const { amountCents, days, text } = known(TERMS[index], 'terms');
    const client = seat(index);
    const document = { mediaType: 'text/plain', nonce: `${project}`, body: text };
    const rest = { qualityBps: 10_000, confidenceBps: null };
    const asked = draft ? amountCents + 300 : amountCents;
    const placed = await client.send(`bid/${project}`, {
      ...{ type: 'PlaceBid', projectId: projectId(project), amountCents: cents(asked), days, ...rest },
      proposalHash: await client.put(document),
    });
    expect(placed, JSON.stringify(placed)).toMatchObject({ ok: true });
    if (!draft) return;
    const own = [...(await markets.stateOf(market)).bids.values()].find(
      (one) => one.bidderId === seatNumber(index) && one.projectId === project,
    );
    const again = {
      type: 'AmendBid',
      bidId: bidId(known(own, 'bid').bidId),
      amountCents: cents(amountCents),
      days,
    } as const;
    const { proposalHash } = known(own, 'bid');
    expect(await client.send(`amend/${project}`, { ...again, qualityBps: 10_000, proposalHash })).toMatchObject({
      ok: true,
    });
  }

  // The program is there at once, in the order of the posting; the person comes late, the other way round, and thinks again.
  for (const project of [1, 2]) await bid(programAt, project, { draft: false });
  waiting.push(await look());
  await owner.moveTo((await owner.now()) + 21 * MINUTE);
  await seat(1 - programAt).put({ mediaType: 'text/plain', nonce: 'thought', body: 'Something that is never sent.' });
  for (const project of [2, 1]) await bid(1 - programAt, project, { draft: true });
  waiting.push(await look());
  const before = await markets.stateOf(market);
  expect(bidsAreIn(body, before)).toBe(false);
  await owner.moveTo((await owner.now()) + 9 * MINUTE);
  const state = await markets.stateOf(market);
  expect(bidsAreIn(body, state)).toBe(true);
  waiting.push(await look());

  body = { ...body, hiring: { endsAt: 0, sets: choiceSetsOf(SEED, body, state), choices: null, awards: null } };
  const shown = await look();
  const orders = Array.from({ length: 12 }, (_, index) =>
    choiceSetsOf(`seed ${index}`, body, state).map(({ bids }) => bids[0]?.participantId),
  );
  const items = shownBids(body, SEED, 6);
  const blinding = { arena, market: { study: 'trial', market, body }, state, grainMinutes: 1, titles: new Map() };
  const guessed = await Promise.all(items.map((item) => presentItem(blinding, item)));
  // The person leaves while the choice is open; a program never does.
  await markets.leave(market, seatNumber(1 - programAt));
  return {
    arena,
    markets,
    market,
    items,
    waiting,
    shown,
    after: await look(),
    body,
    orders,
    guessed: JSON.stringify(guessed),
    state,
  };
}

test('with person and program exchanged an employer is shown the same bytes, before, while and after', async () => {
  const [first, second] = [await play(0), await play(1)];
  // Nothing that happens shows before all bids are there.
  expect(new Set([...first.waiting, ...second.waiting]).size).toBe(1);
  expect(second.shown).toBe(first.shown);
  expect([first.after, second.after]).toEqual([first.shown, second.shown]);
  expect(second.guessed).toBe(first.guessed);
  expect(first.shown).toContain('Here is how I would do it.');
  expect(first.shown).not.toMatch(/"(?:at|time|bidId|participantId|cursor|seq|market)"/);
  expect(new Set((JSON.parse(first.guessed) as { at: number }[]).map(({ at }) => at)).size).toBe(1);
  // It is one market as the employer sees it, and two as it was: who bid first differs.
  const byNumber = ({ state }: typeof first): number[] =>
    [...state.bids.values()].map(({ bidderId }) => Number(bidderId));
  expect(byNumber(first)).not.toEqual(byNumber(second));
  expect(first.items.map(({ item }) => item)).toEqual(second.items.map(({ item }) => item));
  expect(first.items.map(({ by }) => by)).not.toEqual(second.items.map(({ by }) => by));

  // The order is drawn for each project, not one for all: the seed decides, and another one decides otherwise.
  const { orders } = first;
  expect(new Set(orders.flat()).size).toBe(2);
  expect(orders.some(([one, other]) => one !== other)).toBe(true);
  for (const { arena } of [first, second]) await arena.close();
});

test('a choice names every project once and a bid that was shown for it; what is gone falls to the lowest bid left', async () => {
  const { arena, markets, market, body } = await play(0);
  const { sets } = known(body.hiring, 'hiring');
  const [one, two] = sets.map(({ bids }) => bids.map(({ item }) => item));
  const all = [
    { project: 1, item: one?.[0] ?? null },
    { project: 2, item: null },
  ];
  expect(choicesIn(sets, all)).toEqual([
    { projectId: 1, bidId: sets[0]?.bids[0]?.bidId },
    { projectId: 2, bidId: null },
  ]);
  const wrong = [
    [],
    all.slice(1),
    [...all, ...all],
    [known(all[0], 'one'), known(all[0], 'one')],
    [{ project: 1, item: two?.[0] ?? null }, known(all[1], 'two')],
    [{ project: 1, item: 'another' }, known(all[1], 'two')],
    [known(all[0], 'one'), { project: 3, item: null }],
  ];
  for (const given of wrong) expect(choicesIn(sets, given), JSON.stringify(given)).toBeNull();

  // The person at the second seat has left: chosen for the first project, not asked about in the second.
  const gone = known(
    sets[0]?.bids.find(({ participantId: number }) => number === seatNumber(1)),
    'bid of who left',
  );
  await markets.awardChosen(market, 1, gone.bidId);
  await markets.awardLowest(market, sets);
  const hiring = { endsAt: 0, sets, choices: [{ projectId: 1, bidId: gone.bidId }], awards: null };
  const awards = awardsOf(hiring, await markets.stateOf(market));
  const left = (index: number) =>
    sets[index]?.bids.find(({ participantId: number }) => number === seatNumber(0))?.bidId;
  expect(awards).toEqual([
    { projectId: 1, bidId: left(0), by: 'fallback' },
    { projectId: 2, bidId: left(1), by: 'fallback' },
  ]);
  await arena.close();
});
