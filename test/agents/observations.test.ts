import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../agents/tournament/input-error.ts';
import { caseKindsIn } from '../../agents/tournament/observations/case-kinds.ts';
import { dataDictionary } from '../../agents/tournament/observations/dictionary.ts';
import { modelCallRows } from '../../agents/tournament/observations/model-calls.ts';
import { observeMarket, together } from '../../agents/tournament/observations/observe-market.ts';
import type { ObservedMarket } from '../../agents/tournament/observations/observed-market.ts';
import { projectFactsIn, projectListText } from '../../agents/tournament/observations/project-list.ts';
import {
  type Observed,
  ROW_SCHEMAS,
  type RowKind,
  TABLE_SCHEMAS,
  type TableName,
} from '../../agents/tournament/observations/row-schema.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { bidId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { postings } from '../../server/market/postings.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import { codeBlocks, section, tableRows } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';
import * as story from './story.ts';

const { ME, RIVAL } = story;

/** Rows of a market told event by event, one minute apart; every row fits its schema. */
function observed(events: readonly MarketEvent[], change: Partial<ObservedMarket> = {}): Observed {
  const told = events.map((event, at) => ({ seq: at + 1, at: at * 60_000, event }));
  const rows = observeMarket({
    market: 'story',
    events: told,
    transfers: told.flatMap(({ seq, at, event }) =>
      postings(event).map((transfer, line) => ({ ...transfer, seq, line, at })),
    ),
    freelancers: new Map([
      [ME, { name: 'Me', kind: 'simulated' }],
      [RIVAL, { name: 'Rival', kind: 'external' }],
    ]),
    projectFacts: () => ({
      slug: 'csv-1',
      family: 'csv',
      estimatedMinutes: 30,
      priceKind: 'assigned',
      priceMethod: 'author',
    }),
    costCents: (freelancer) => (freelancer === 'Me' ? 1_000 : null),
    caseKinds: () => ({ visiblePassed: 2, visibleCount: 2, hiddenPassed: 5, hiddenCount: 8 }),
    ...change,
  });
  for (const kind of Object.keys(ROW_SCHEMAS) as RowKind[]) {
    for (const row of rows[kind]) ROW_SCHEMAS[kind].parse(row);
  }
  return rows;
}

const WON: readonly MarketEvent[] = [
  story.opened(),
  story.posted({ number: 1, price: 9_000 }),
  story.bidPlaced(1, ME, 6_000, 1),
  story.bidPlaced(1, RIVAL, 7_000, 2),
  {
    type: 'BidAmended',
    projectId: story.posted().projectId,
    employerId: story.EMPLOYER,
    bidId: bidId(1),
    bidderId: ME,
    sealed: false,
    amountCents: cents(5_000),
    days: 2,
    qualityBps: 10_000,
    proposalHash: null,
  },
  story.biddingClosed(1),
  story.awarded(1, ME, 5_000, 1),
  story.accepted(1, ME, 5_000, 1),
  story.escrowed(1, ME, 5_000, 1),
  story.submitted(1, ME, 1),
  story.verdict(1, ME, 1, 'revision_requested', 7),
  story.submitted(1, ME, 2, 2),
  story.verdict(1, ME, 2, 'passed', 10),
  story.released(1, ME, 5_000, 500),
  ...story.ended(1, ME, 'completed'),
];

test('a project, its bids and its work are one row each, as they ended', () => {
  const { project, bid, work } = observed(WON);
  expect(project).toHaveLength(1);
  expect(project[0]).toMatchObject({
    ...{ slug: 'csv-1', family: 'csv', round: 1, bidCount: 2, status: 'completed', winner: 'Me', priceCents: 5_000 },
    ...{ postedAt: 60_000, closedAt: 300_000, awardedAt: 360_000, acceptedAt: 420_000, endedAt: 900_000 },
  });
  expect(
    bid.map(({ freelancer, status, firstCents, amountCents, amendments, costCents, origin }) => [
      freelancer,
      status,
      firstCents,
      amountCents,
      amendments,
      costCents,
      origin,
    ]),
  ).toEqual([
    ['Me', 'accepted', 6_000, 5_000, 1, 1_000, 'simulated'],
    ['Rival', 'lost', 7_000, 7_000, 0, null, 'measured'],
  ]);
  expect(work).toHaveLength(1);
  expect(work[0]).toMatchObject({
    ...{ freelancer: 'Me', result: 'passed', priceCents: 5_000, casesPassed: 10, deliveries: 2, won: true },
    ...{ grossCents: 5_000, feeCents: 500, acceptedAt: 420_000, endedAt: 840_000 },
  });
});

test('a lost bid is a bid, and no work: there is nothing to be zero of', () => {
  const { bid, work } = observed(WON);
  expect(bid.some(({ freelancer }) => freelancer === 'Rival')).toBe(true);
  expect(work.some(({ freelancer }) => freelancer === 'Rival')).toBe(false);
});

test('deliveries and verdicts are one row each, with visible and hidden cases apart', () => {
  const { delivery, verdict } = observed(WON);
  expect(delivery.map(({ delivery: number, attempt }) => [number, attempt])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(verdict.map(({ status, casesPassed, hiddenPassed }) => [status, casesPassed, hiddenPassed])).toEqual([
    ['revision_requested', 7, 5],
    ['passed', 10, 5],
  ]);
  const without = observed(WON, { caseKinds: () => null });
  expect(without.verdict[0]).toMatchObject({ visibleCount: null, hiddenPassed: null });
});

test('transfers name their project, and what leaves escrow is what entered it', () => {
  const { transfer } = observed(WON);
  expect(transfer.map(({ code, amountCents, slug }) => [code, amountCents, slug])).toEqual([
    ['fund', 5_000, 'csv-1'],
    ['release', 4_500, 'csv-1'],
    ['fee', 500, 'csv-1'],
  ]);
});

test('a second posting of the same answer key is the second round; a retracted bid is not counted', () => {
  const again = [
    story.opened(),
    story.posted({ number: 1, key: 5 }),
    story.posted({ number: 2, key: 5 }),
    story.bidPlaced(2, ME, 100, 1),
    {
      type: 'BidRetracted',
      projectId: story.posted({ number: 2 }).projectId,
      employerId: story.EMPLOYER,
      bidId: bidId(1),
      bidderId: ME,
      sealed: false,
    },
    { type: 'ProjectExpired', projectId: story.posted({ number: 1 }).projectId, employerId: story.EMPLOYER },
  ] as const satisfies readonly MarketEvent[];
  const { project, bid } = observed(again);
  expect(project.map(({ round, status, bidCount }) => [round, status, bidCount])).toEqual([
    [1, 'expired', 0],
    [2, 'open', 0],
  ]);
  expect(bid.map(({ status, round }) => [status, round])).toEqual([['retracted', 2]]);
});

test('a project of an unknown corpus has neither slug nor family', () => {
  const { project } = observed(WON, { projectFacts: () => null });
  expect(project[0]).toMatchObject({ slug: null, family: null, estimatedMinutes: null });
});

test('rows of markets together are all of theirs', () => {
  const one = observed(WON);
  expect(together([one, one]).bid).toHaveLength(2 * one.bid.length);
});

describe('what stands beside the log', () => {
  test('a list of projects reads as it was written', () => {
    const project = {
      ...{
        slug: 'csv-1',
        family: 'csv',
        title: 'T',
        skills: [],
        budgetMinCents: 0,
        budgetMaxCents: 1,
        postedPriceCents: 1,
      },
      ...{
        priceOrigin: { kind: 'predicted' as const, method: 'forest' },
        estimatedMinutes: 30,
        caseCount: 3,
        acceptanceHash: story.keyOf(1),
        document: '',
      },
    };
    const facts = projectFactsIn(JSON.parse(projectListText([project])), 'f');
    expect(facts.get(story.keyOf(1))).toEqual({
      slug: 'csv-1',
      family: 'csv',
      estimatedMinutes: 30,
      priceKind: 'predicted',
      priceMethod: 'forest',
    });
    expect(() => projectFactsIn({ projects: [{ slug: 'x' }] }, 'runs/a/projects.json')).toThrow(InputError);
  });

  test('evidence counts its cases, and anything else is none', () => {
    const excerpt = { text: '', characters: 0 };
    const seen = {
      name: 'a',
      fuel: 1,
      memoryBytes: 1,
      input: excerpt,
      expected: excerpt,
      got: null,
      difference: '',
      message: excerpt,
      stdout: excerpt,
      stderr: excerpt,
    };
    const visible = [{ ...seen, outcome: 'passed' }];
    const hidden = [
      { number: 1, outcome: 'passed' },
      { number: 2, outcome: 'wrong_answer' },
    ];
    expect(caseKindsIn({ visible, hidden })).toEqual({
      visiblePassed: 1,
      visibleCount: 1,
      hiddenPassed: 1,
      hiddenCount: 2,
    });
    expect(caseKindsIn(null)).toBeNull();
  });

  test('a call of a model is a row of its project and its freelancer', () => {
    const roster = rosterSchema.parse({
      name: 'r',
      description: 'd',
      entries: [{ name: 'Me', kind: 'model', model: 'ollama:tiny' }],
    });
    const line = {
      ...{ freelancer: 'Me', market: 'story', project: '1', purpose: 'bid', turn: 1, key: 'k', finish: 'stop' },
      usage: { input: 10, cacheRead: 4, cacheWrite: 0, output: 5, reasoning: 2 },
      ...{ microUsd: null, workingMs: 12, waitedMs: 0, attempts: 1 },
    };
    const stranger = { ...line, freelancer: 'Somebody' };
    const rows = modelCallRows(
      [line, stranger].map((one) => JSON.stringify(one)),
      roster,
      observed(WON),
    );
    expect(() => modelCallRows(['{', ''], roster, observed(WON))).toThrow('line 1: no call of a model');
    expect(rows).toHaveLength(1);
    expect(ROW_SCHEMAS.model_call.parse(rows[0])).toMatchObject({
      ...{ slug: 'csv-1', participant: Number(ME), origin: 'measured', model: 'ollama:tiny' },
      ...{ inputTokens: 10, cachedTokens: 4, outputTokens: 5, reasoningTokens: 2, microUsd: null },
    });
  });
});

test('the data dictionary says of every column what it means, and every figure its unit', () => {
  const lines = dataDictionary();
  expect(lines.length).toBeGreaterThan(100);
  for (const { table, column, type, meaning, unit } of lines) {
    expect(meaning, `${table}.${column}`).not.toBe('');
    if (type === 'whole' || type === 'number') expect(unit, `${table}.${column}`).not.toBeNull();
  }
});

test('the page of the data dictionary is the dictionary', () => {
  const page = readFileSync(join(ROOT, 'docs/data-dictionary.md'), 'utf8');
  for (const kind of Object.keys(TABLE_SCHEMAS) as TableName[]) {
    const lines = dataDictionary().filter(({ table }) => table === kind);
    const expected = lines.map(({ column, type, values, nullable, unit, meaning }) => [
      `\`${column}\``,
      type === 'one_of' ? values.join(', ') : type.replace('yes_no', 'yes or no'),
      unit ?? '',
      nullable ? 'may be empty' : '',
      meaning,
    ]);
    expect(tableRows(section(page, `\`${kind}\``)), kind).toEqual(expected);
  }
  expect(codeBlocks(page)).toEqual([]);
});
