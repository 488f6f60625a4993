import { expect, test } from 'vitest';
import type { HumanSide } from '../../agents/tournament/human-side.ts';
import { type StandingEntry, type StandingInput, standingOf } from '../../agents/tournament/standing.ts';
import { type Standing, type StandingRow, standingSchema } from '../../agents/tournament/standing-schema.ts';
import { cents } from '../../server/kernel/money.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import * as story from './story.ts';

const { ME, RIVAL } = story;

function entry(name: string, change: Partial<StandingEntry> = {}): StandingEntry {
  return { name, kind: 'simulated', model: null, baseline: false, calibration: null, ...change };
}

/** One project from posting to its end; prices and earnings in dollars. */
function work(
  number: number,
  dollars: number,
  result: 'passed' | 'failed',
  casesPassed: number,
  fee = 0,
): MarketEvent[] {
  const price = dollars * 100;
  return [
    story.posted({ number, max: 200_000, price }),
    story.bidPlaced(number, ME, 1, number),
    story.awarded(number, ME, price, number),
    story.accepted(number, ME, price, number),
    story.submitted(number, ME, number),
    story.verdict(number, ME, number, result, casesPassed),
    ...(result === 'passed' ? [story.released(number, ME, price, fee * 100)] : []),
    ...story.ended(number, ME, result === 'passed' ? 'completed' : 'incomplete'),
  ];
}

function cost(dollars: number): MarketEvent {
  const amountCents = cents(Math.round(dollars * 100));
  return { type: 'CostBooked', participantId: ME, amountCents, costKind: 'model', projectId: null };
}

/** The worked example W1: prices 50, 250, 250, 1000, the first two solved, 10 dollars of own costs. */
const W1: readonly MarketEvent[] = [
  story.opened(),
  ...work(1, 50, 'passed', 10),
  ...work(2, 250, 'passed', 10),
  ...work(3, 250, 'failed', 5),
  ...work(4, 1_000, 'failed', 0),
  cost(10),
];

function solo(events: readonly MarketEvent[], human: HumanSide = { kind: 'none' }, who = entry('Me')): Standing {
  return standing({
    protocol: 'solo',
    markets: [{ events, freelancers: new Map([[ME, who.name]]) }],
    roster: [who],
    human,
  });
}

/** Every standing made here also fits the schema of its file. */
function standing(input: StandingInput): Standing {
  return standingSchema.parse(standingOf(input));
}

function only({ rows }: Standing): StandingRow {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`${rows.length} rows`);
  return row;
}

test('the worked example gives its earnings, success and weighted success', () => {
  const { earnings, success, projects } = only(solo(W1));
  expect(earnings).toEqual({
    grossCents: 30_000,
    feesCents: 0,
    ownCostsCents: 1_000,
    netCents: 29_000,
    potCents: 155_000,
    shareOfPot: 300 / 1_550,
  });
  expect(success.taskShare).toBe(0.5);
  expect(success.dollarShare).toBeCloseTo(0.19355, 5);
  expect(success.low).toBeCloseTo(0.15004, 4);
  expect(success.high).toBeCloseTo(0.84996, 4);
  expect(success.macroCaseRate).toBeCloseTo((1 + 1 + 0.5 + 0) / 4, 12);
  expect(success.microCaseRate).toBeCloseTo(25 / 40, 12);
  expect(projects).toEqual({ offered: 4, bid: 4, won: 4, passed: 2, failed: 2, failedFully: 1, unscored: 0 });
});

test('fees and own costs are taken from the gross to give the net', () => {
  const events = [story.opened(), ...work(1, 100, 'passed', 10, 10), cost(1.5)];
  const { earnings } = only(solo(events));
  expect(earnings).toMatchObject({ grossCents: 10_000, feesCents: 1_000, ownCostsCents: 150, netCents: 8_850 });
});

test('a lost bid is unscored by nobody: it is no failure and no success', () => {
  const lost = [
    story.posted({ number: 5, price: 7_000 }),
    story.bidPlaced(5, ME, 6_000, 51),
    story.bidPlaced(5, RIVAL, 5_000, 52),
    story.accepted(5, RIVAL, 5_000, 52),
  ];
  const { projects, success } = only(solo([...W1, ...lost]));
  expect(projects).toEqual({ offered: 5, bid: 5, won: 4, passed: 2, failed: 2, failedFully: 1, unscored: 0 });
  expect(success.taskShare).toBe(0.5);
});

test('work without a verdict for a reason of ours, or still running, is unscored and in no rate', () => {
  const start = (number: number) => work(number, 100, 'failed', 0).slice(0, 5);
  const fault = [...start(8), ...story.ended(8, ME, 'unscored')];
  const { projects, success } = only(solo([...W1, ...fault, ...start(9)]));
  expect(projects).toMatchObject({ won: 6, passed: 2, failed: 2, unscored: 2 });
  expect(success.taskShare).toBe(0.5);
  expect(success.macroCaseRate).toBeCloseTo(0.625, 12);
});

test('who delivers nothing has failed with no case passed; who passes at the second attempt has passed', () => {
  const idle = [...work(1, 100, 'failed', 0).slice(0, 4), ...story.ended(1, ME, 'incomplete')];
  const second = [
    ...work(2, 100, 'passed', 10).slice(0, 5),
    story.verdict(2, ME, 2, 'revision_requested', 4),
    ...work(2, 100, 'passed', 10).slice(5),
  ];
  const { projects, success } = only(solo([story.opened(), ...idle, ...second]));
  expect(projects).toMatchObject({ passed: 1, failed: 1, failedFully: 1, unscored: 0 });
  expect(success.macroCaseRate).toBe(0.5);
});

test('partial pay is earned without being a success', () => {
  const events = [
    story.opened({ payRule: { kind: 'proportional' } }),
    ...work(1, 100, 'failed', 6).slice(0, 6),
    story.released(1, ME, 6_000, 0),
    ...story.ended(1, ME, 'completed'),
  ];
  const result = solo(events);
  expect(result.payRule).toBe('proportional');
  expect(only(result).earnings.grossCents).toBe(6_000);
  expect(only(result).projects).toMatchObject({ passed: 0, failed: 1, failedFully: 0 });
});

test('in an auction the pot is what the accepted awards pay, and both bidders share it', () => {
  const market = (winner: typeof ME, number: number, price: number): MarketEvent[] => [
    story.posted({ number, max: 100_000 }),
    story.bidPlaced(number, ME, price, 10 * number),
    story.bidPlaced(number, RIVAL, price, 10 * number + 1),
    story.accepted(number, winner, price, 10 * number),
    story.verdict(number, winner, number, 'passed', 10),
    story.released(number, winner, price, 0),
    ...story.ended(number, winner, 'completed'),
  ];
  const events = [
    story.opened(),
    ...market(ME, 1, 3_000),
    ...market(RIVAL, 2, 1_000),
    story.posted({ number: 3, price: 99_000 }),
  ];
  const freelancers = new Map([
    [ME, 'Me'],
    [RIVAL, 'Rival'],
  ]);
  const roster = [entry('Rival'), entry('Me'), entry('Absent')];
  const human: HumanSide = { kind: 'published', rate: 0.95 };
  const result = standing({ protocol: 'auction', markets: [{ events, freelancers }], roster, human });
  expect(result.pot).toBe('award_prices');
  expect(result.rows.map(({ rank, name, earnings }) => [rank, name, earnings.shareOfPot])).toEqual([
    [1, 'Me', 0.75],
    [2, 'Rival', 0.25],
    [3, 'Absent', null],
  ]);
  expect(result.rows.map(({ projects }) => [projects.bid, projects.won])).toEqual([
    [2, 1],
    [2, 1],
    [0, 0],
  ]);
  // A published rate says nothing about an auction.
  expect(result.rows.map((row) => row.human)).toEqual([null, null, null]);
  expect(result.baseline.description).toContain('none');
});

test('the same name in several markets is one row, and equal earnings are ranked by name', () => {
  const again = { events: W1, freelancers: new Map([[ME, 'Zoe']]) };
  const once = { events: [story.opened(), ...work(1, 600, 'passed', 10)], freelancers: new Map([[ME, 'Ann']]) };
  const input = { protocol: 'solo', roster: [entry('Zoe'), entry('Ann')], human: { kind: 'none' } } as const;
  const result = standing({ ...input, markets: [again, again, once] });
  expect(result.rows.map(({ name, earnings }) => [name, earnings.grossCents])).toEqual([
    ['Ann', 60_000],
    ['Zoe', 60_000],
  ]);
  expect(result.rows[1]?.projects.offered).toBe(8);
});

test('prices are summed up over the different projects, however often they were posted', () => {
  const markets = [W1, W1].map((events) => ({ events, freelancers: new Map([[ME, 'Me']]) }));
  const { prices } = standing({ protocol: 'solo', markets, roster: [entry('Me')], human: { kind: 'none' } });
  expect(prices).toEqual({
    count: 4,
    sumCents: 155_000,
    meanCents: 38_750,
    medianCents: 25_000,
    kind: 'unknown',
    methods: [],
  });
});

test('a published human side is its rate of the pot and marked an estimate', () => {
  const row = only(solo(W1, { kind: 'published', rate: 0.95 }));
  expect(row.human).toEqual({
    ratio: 30_000 / 147_250,
    earningsCents: 30_000,
    baselineCents: 147_250,
    estimate: true,
  });
  expect(row.provenance.human).toBe('published');
});

test('a simulated human side is what the named entry earned', () => {
  const human = { events: [story.opened(), ...work(1, 550, 'passed', 10)], freelancers: new Map([[ME, 'Human']]) };
  const me = { events: W1, freelancers: new Map([[ME, 'Me']]) };
  const side: HumanSide = { kind: 'simulated', name: 'Human' };
  const roster = [entry('Me'), entry('Human', { baseline: true })];
  const result = standing({ protocol: 'solo', markets: [human, me], roster, human: side });
  expect(result.rows.map((row) => [row.name, row.human?.ratio])).toEqual([
    ['Human', 1],
    ['Me', 300 / 550],
  ]);
  expect(result.rows[0]?.provenance.human).toBe('simulated');
});

const BY = { study: 'trial', people: 3, tries: 5, rowsHash: 'a'.repeat(64) };

test('a measured human side counts only the projects that people tried, their mean where several did', () => {
  const verdicts = [
    { acceptanceHash: story.keyOf(1), passed: true },
    { acceptanceHash: story.keyOf(2), passed: true },
    { acceptanceHash: story.keyOf(3), passed: true },
    { acceptanceHash: story.keyOf(3), passed: false },
    { acceptanceHash: story.keyOf(77), passed: true },
  ];
  const row = only(solo(W1, { kind: 'measured', source: 'three people', by: BY, verdicts }));
  expect(row.human).toEqual({
    ratio: 300 / 425,
    earningsCents: 30_000,
    baselineCents: 42_500,
    estimate: false,
  });
  expect(row.provenance.human).toBe('measured');
});

test('a person who solves all but the dearest: the worked ratio .54545', () => {
  const verdicts = [1, 2, 3, 4].map((number) => ({ acceptanceHash: story.keyOf(number), passed: number < 4 }));
  const { human } = only(solo(W1, { kind: 'measured', source: 'one person', by: BY, verdicts }));
  expect(human?.ratio).toBeCloseTo(0.54545, 5);
});

test('simulated and scripted freelancers are never shown as measured', () => {
  const provenance = (kind: StandingEntry['kind']) =>
    only(solo(W1, { kind: 'none' }, entry('Me', { kind }))).provenance;
  for (const kind of ['simulated', 'scripted'] as const) {
    expect(provenance(kind)).toEqual({ earnings: 'simulated', costs: 'simulated', success: 'simulated', human: null });
  }
  for (const kind of ['model', 'human', 'external'] as const) expect(provenance(kind).earnings).toBe('measured');
});

test('a contest entry that passes without winning is a success without earnings', () => {
  const mechanism = {
    kind: 'contest',
    entrantsMax: 9,
    entriesMax: 1,
    thresholdBps: 10_000,
    guaranteed: false,
  } as const;
  const events = [
    story.opened(),
    story.posted({ mechanism, price: 5_000 }),
    story.bidPlaced(1, ME, 5_000, 1),
    story.submitted(1, ME, 1),
    story.verdict(1, ME, 1, 'passed', 10),
    story.accepted(1, RIVAL, 5_000, 2),
    story.released(1, RIVAL, 5_000, 0),
  ];
  const { projects, earnings } = only(solo(events));
  expect(projects).toMatchObject({ bid: 1, won: 0, passed: 1, unscored: 0 });
  expect(earnings.grossCents).toBe(0);
});

test('a market without anything gives a row of nothing, not of zero success', () => {
  const { earnings, success, human } = only(solo([story.opened()], { kind: 'published', rate: 0.95 }));
  expect(earnings.shareOfPot).toBeNull();
  expect(Object.values(success)).toEqual([null, null, null, null, null, null]);
  expect(human?.ratio).toBeNull();
});
