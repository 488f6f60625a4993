import { expect, test } from 'vitest';
import { analyse, analysisJson, analysisSchema } from '../../agents/tournament/analysis/analysis.ts';
import { analysisText } from '../../agents/tournament/analysis/analysis-text.ts';
import { gamesOf, winsOf } from '../../agents/tournament/analysis/games.ts';
import { humanTable } from '../../agents/tournament/analysis/human-table.ts';
import { pairsTable } from '../../agents/tournament/analysis/pairs-table.ts';
import { clusterOf, type HumanLine, type Subject, unitOf } from '../../agents/tournament/analysis/subject.ts';
import { successTable } from '../../agents/tournament/analysis/success-table.ts';
import { type CostOf, surplusTable } from '../../agents/tournament/analysis/surplus-table.ts';
import {
  cellOf,
  differenceCellOf,
  ratioCellOf,
  shareCellOf,
  type Table,
} from '../../agents/tournament/analysis/table.ts';
import { observeMarket, together } from '../../agents/tournament/observations/observe-market.ts';
import type { Who } from '../../agents/tournament/observations/observed-market.ts';
import { known } from '../../server/kernel/assert.ts';
import type { ParticipantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { postings } from '../../server/market/postings.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import * as story from './story.ts';

const { ME, RIVAL } = story;

/** One project from posting to its end; prices in dollars. */
function work(number: number, dollars: number, passed: boolean, cases: number, who = ME): MarketEvent[] {
  const price = dollars * 100;
  return [
    story.posted({ number, max: 200_000, price }),
    story.bidPlaced(number, who, price, number),
    story.biddingClosed(number),
    story.awarded(number, who, price, number),
    story.accepted(number, who, price, number),
    story.submitted(number, who, number),
    story.verdict(number, who, number, passed ? 'passed' : 'failed', cases),
    ...(passed ? [story.released(number, who, price, 0)] : []),
    ...story.ended(number, who, passed ? 'completed' : 'incomplete'),
  ];
}

function cost(who: ParticipantId, dollars: number): MarketEvent {
  const amountCents = cents(Math.round(dollars * 100));
  return { type: 'CostBooked', participantId: who, amountCents, costKind: 'model', projectId: null };
}

/** The worked example W1, once for each number of a market: what passes is said, the own costs are ten dollars. */
function w1(passes: readonly boolean[], who = ME): MarketEvent[] {
  const prices = [50, 250, 250, 1_000];
  const done = prices.flatMap((price, at) => work(at + 1, price, passes[at] ?? false, passes[at] ? 10 : 5, who));
  return [story.opened({ mechanism: { kind: 'direct', assignment: 'rotation' } }), ...done, cost(who, 10)];
}

interface Played {
  readonly market: string;
  readonly events: readonly MarketEvent[];
  readonly who: ReadonlyMap<ParticipantId, Who>;
}

const PRIVATE: CostOf = (name) => (name === 'Me' ? 2_000 : 3_000);

function subject(
  protocol: Subject['protocol'],
  markets: readonly Played[],
  human: HumanLine = { kind: 'none' },
): Subject {
  const observed = markets.map(({ market, events, who }) => {
    const told = events.map((event, at) => ({ seq: at + 1, at: at * 60_000, event }));
    return observeMarket({
      market,
      events: told,
      transfers: told.flatMap(({ seq, at, event }) => postings(event).map((one, line) => ({ ...one, seq, line, at }))),
      freelancers: who,
      projectFacts: (hash) => ({
        slug: `p${hash.slice(-1)}`,
        family: `f${hash.slice(-1)}`,
        estimatedMinutes: 1,
        priceKind: 'posted',
        priceMethod: null,
      }),
      costCents: (name) => (name === 'Me' ? 2_000 : 3_000),
      caseKinds: () => null,
    });
  });
  const seats = markets.flatMap(({ market, who }) =>
    [...who].map(([id, { name }]) => ({ market, participant: Number(id), name })),
  );
  const names = new Set(seats.map(({ name }) => name));
  const participants = [...names].map((name) => ({ name, origin: 'simulated' as const }));
  return {
    name: 'story',
    protocol,
    policy: story.STORY_POLICY,
    seats,
    participants,
    human,
    observed: together(observed),
  };
}

const only = (id: ParticipantId, name: string): Map<ParticipantId, Who> => new Map([[id, { name, kind: 'simulated' }]]);
const ALONE: readonly Played[] = [
  { market: 'me', events: w1([true, true, false, false]), who: only(ME, 'Me') },
  { market: 'person', events: w1([true, true, true, false], RIVAL), who: only(RIVAL, 'Person') },
];

const named = (all: readonly Table[]): Map<string, Table> => new Map(all.map((table) => [table.name, table]));

async function tables(given: Subject): Promise<Map<string, Table>> {
  return named(analysisSchema.parse(await analyse(given, PRIVATE)).tables);
}

const value = (cell: unknown): unknown =>
  typeof cell === 'object' && cell !== null && 'value' in cell ? cell.value : cell;

function row(table: Table | undefined, freelancer: string): Record<string, unknown> {
  const found = table?.rows.find((one) => one.freelancer === freelancer) ?? {};
  return Object.fromEntries(Object.entries(found).map(([key, cell]) => [key, value(cell)]));
}

/** Two bid on each of three projects; who is named wins. The losing bid is ten dollars higher. */
const RIVALS: readonly MarketEvent[] = [
  story.opened(),
  ...[ME, RIVAL, ME].flatMap((winner, at) => {
    const number = at + 1;
    const loser = winner === ME ? RIVAL : ME;
    const [, ...rest] = work(number, 100, true, 10, winner);
    return [
      story.posted({ number, max: 20_000, price: 10_000 }),
      story.bidPlaced(number, loser, 11_000, number + 10),
      ...rest,
    ];
  }),
  story.posted({ number: 4, max: 20_000 }),
  story.bidPlaced(4, RIVAL, 19_000, 20),
  { type: 'ProjectExpired', projectId: story.posted({ number: 4 }).projectId, employerId: story.EMPLOYER },
];
const BOTH = new Map([...only(ME, 'Me'), ...only(RIVAL, 'Rival')]);
const CONTEST: readonly Played[] = [{ market: 'all', events: RIVALS, who: BOTH }];

const besidePerson = tables(subject('solo', ALONE, { kind: 'simulated', name: 'Person' }));
const contest = subject('auction', CONTEST);
const inContest = analyse(contest, PRIVATE);

test('the worked example gives its earnings, shares and returns', async () => {
  const all = await besidePerson;
  const earned = row(all.get('earnings'), 'Me');
  expect(earned).toMatchObject({ gross: 30_000, fees: 0, costs: 1_000, net: 29_000, pot: 155_000, returnOnCost: 29 });
  expect(earned.shareOfPot).toBeCloseTo(300 / 1_550, 12);
  expect(earned.costPerSolvedDollar).toBeCloseTo(0.03333, 5);
  const success = row(all.get('success'), 'Me');
  expect(success).toMatchObject({ decided: 4, passed: 2, unscored: 0, taskShare: 0.5, microCases: 0.75, gap: null });
  expect(success.dollarShare).toBeCloseTo(0.19355, 5);
});

test('the ratio to the human side is that of the worked example; its own row is left out', async () => {
  const table = (await besidePerson).get('human');
  expect(table?.rows).toHaveLength(1);
  const me = row(table, 'Me');
  expect(me).toMatchObject({ projects: 4, asGood: 0.75, estimate: false, humanOrigin: 'simulated' });
  expect(me.ratio).toBeCloseTo(0.54545, 5);
  expect(me.logRatio).toBeCloseTo(-0.60614, 5);
});

test('a published human side is an estimate of every price', () => {
  const table = humanTable(subject('solo', ALONE, { kind: 'published', rate: 0.95 }));
  if (table === null) throw new Error('no table');
  expect(row(table, 'Person')).toMatchObject({ estimate: true, humanOrigin: 'published', asGood: null });
  expect(row(table, 'Person').ratio).toBeCloseTo(550 / (0.95 * 1_550), 10);
});

test('measured people are a human side on the projects that they tried, and on no others', () => {
  const { slug, postedPriceCents } = known(subject('solo', ALONE).observed.project[0], 'project');
  const passed = new Map([[known(slug, 'slug'), 0.5]]);
  const given = subject('solo', ALONE, { kind: 'measured', source: 'people study trial: 2 tries of 2 people', passed });
  const table = humanTable(given);
  if (table === null) throw new Error('no table');
  expect(table.notes[0]).toContain('people study trial: 2 tries of 2 people');
  const all = given.observed.work.filter(({ freelancer, slug: on }) => freelancer === 'Person' && on === slug);
  const earned = all.reduce((sum, { grossCents }) => sum + grossCents, 0);
  expect(earned).toBeGreaterThan(0);
  const person = row(table, 'Person');
  expect(person).toMatchObject({ projects: 1, estimate: false, humanOrigin: 'measured', asGood: 1 });
  expect(person.ratio).toBeCloseTo(earned / (0.5 * postedPriceCents), 10);
});

test('two are compared on the projects that both did, with corrections over all pairs', async () => {
  const [pair] = (await besidePerson).get('pairs')?.rows ?? [];
  expect(pair).toMatchObject({ first: 'Me', second: 'Person', projects: 4, onlyFirst: 0, onlySecond: 1, p: 1 });
  expect(value(pair?.difference)).toBe(-0.25);
  expect(value(pair?.earned)).toBe(-6_250);
});

test('projects that one of two did not do are in no comparison', () => {
  const shorter = { market: 'person', events: w1([true]).slice(0, 12), who: only(ME, 'Person') };
  const [pair] = pairsTable(subject('solo', [ALONE[0] ?? shorter, shorter]))?.rows ?? [];
  expect(pair?.projects).toBe(1);
});

test('what nobody could judge is counted apart and is in no rate and no comparison', () => {
  const cut = [...w1([true, true, false, false]).slice(0, -4), ...story.ended(4, ME, 'unscored')];
  const given = subject('solo', [{ market: 'me', events: cut, who: only(ME, 'Me') }, ...ALONE.slice(1)]);
  expect(row(successTable(given), 'Me')).toMatchObject({ decided: 3, passed: 2, unscored: 1, taskShare: 2 / 3 });
  expect(pairsTable(given)?.rows[0]?.projects).toBe(3);
});

test('no interval leaves what its figure can be: shares, their differences, and how far a price is above a cost', () => {
  expect(shareCellOf({ value: 0.9, low: -0.4, high: 2.2 })).toEqual({ value: 0.9, low: 0, high: 1 });
  expect(differenceCellOf({ value: -0.1, low: -1.07, high: 1.2 })).toEqual({ value: -0.1, low: -1, high: 1 });
  const spread = ratioCellOf({ value: Math.log(2), low: -40, high: Math.log(8) });
  expect(spread).toMatchObject({ value: expect.closeTo(1, 12), high: expect.closeTo(7, 12) });
  expect((spread as { low: number }).low).toBeGreaterThanOrEqual(-1);
});

test('in an auction a lost bid is in no rate, and the pot is what awards pay', async () => {
  const all = named((await inContest).tables);
  expect(row(all.get('success'), 'Me')).toMatchObject({ decided: 2, passed: 2 });
  expect(row(all.get('success'), 'Rival')).toMatchObject({ decided: 1, passed: 1, unscored: 0 });
  expect(row(all.get('earnings'), 'Me')).toMatchObject({ gross: 20_000, pot: 30_000, shareOfPot: 2 / 3 });
  const bidding = row(all.get('bidding'), 'Me');
  expect(bidding).toMatchObject({ offered: 4, bids: 3, bidRate: 0.75, won: 2, winRate: 2 / 3 });
  // Five times the cost, five and a half times, five times: ratios are averaged by their logarithms.
  expect(bidding.markup).toBeCloseTo((5 * 5.5 * 5) ** (1 / 3) - 1, 10);
  expect([all.has('pairs'), all.has('human')]).toEqual([false, false]);
});

test('the market: unfilled projects, concentration and turns', async () => {
  const all = named((await inContest).tables);
  const [market] = all.get('market')?.rows ?? [];
  expect(value(market?.unfilled)).toBe(0.25);
  expect(market).toMatchObject({ projects: 4, bidsPerProject: 7 / 4 });
  expect(market?.herfindahl).toBeCloseTo((200 / 3) ** 2 + (100 / 3) ** 2, 8);
  expect(all.get('turns')?.rows[0]).toMatchObject({ met: 3, firstWon: 2, secondWon: 1, turns: 1, byChance: 4 / 6 });
});

test('a rating lies within its interval, also where half wins pull all refits to the middle, and then that is said', async () => {
  const ratings = named((await inContest).tables).get('ratings');
  const cells = ratings?.rows.flatMap(({ elo, rank }) => [elo, rank]) ?? [];
  expect(cells.length).toBeGreaterThan(2);
  for (const cell of cells) {
    const { value: own, low, high } = cell as { value: number; low: number; high: number };
    expect(own).toBeGreaterThanOrEqual(low);
    expect(own).toBeLessThanOrEqual(high);
  }
  const isPulled = ratings?.notes.some((note) => note.includes('half a win each way'));
  expect(ratings?.notes.some((note) => note.includes('too narrow'))).toBe(isPulled);
});

test('surplus goes to three and sums; what was possible counts the project that nobody got', () => {
  const [found] = surplusTable(contest, PRIVATE)?.rows ?? [];
  expect(found).toMatchObject({ awards: 3, total: 60_000 - 7_000, employer: 30_000, freelancer: 23_000, platform: 0 });
  expect(found?.best).toBe(4 * 18_000);
  expect(found?.efficiency).toBeCloseTo(53_000 / 72_000, 12);
});

test('where one cost is not known there is no surplus', () => {
  const unknown: CostOf = (name) => (name === 'Me' ? 2_000 : null);
  expect(surplusTable(contest, unknown)).toBeNull();
});

test('a game in an auction is an award, in solo a project; two who lost the same award played none', () => {
  const auction = gamesOf(contest);
  expect(winsOf(auction, 2, 'none')).toEqual([
    [0, 2],
    [1, 0],
  ]);
  const solo = gamesOf(subject('solo', ALONE));
  expect(winsOf(solo, 2, 'half')).toEqual([
    [0, 1.5],
    [2.5, 0],
  ]);
});

test('the same rows give the same bytes, and the text has every table, its notes and the mark of what is simulated', async () => {
  const analysis = await inContest;
  expect(analysisJson(analysis)).toBe(analysisJson(await analyse(contest, PRIVATE)));
  const text = analysisText(analysis, 80);
  for (const { title } of analysis.tables) expect(text).toContain(`\n${title}\n`);
  expect(text).toContain('not measured');
  expect(text).toContain('33.3 %');
});

test('a cell whose bounds meet shows none, and bounds of a share stay within it', () => {
  expect(cellOf({ value: 1, low: 1, high: 1 })).toBe(1);
  expect(shareCellOf({ value: 0.9, low: 0.7, high: 1.1 })).toEqual({ value: 0.9, low: 0.7, high: 1 });
  expect(cellOf(null)).toBeNull();
});

test('without a known family every project is its own cluster', () => {
  expect(clusterOf({ family: null, slug: null, project: 7 })).toBe('project 7');
  expect(unitOf({ slug: null, project: 7, round: 1 })).toBe('project 7');
});
