/** The standing: what every freelancer of a tournament earned, won and passed, from the events of its markets alone. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import type { PriceOrigin } from '../../server/protocol/arena/ground.ts';
import type { MarketEvent, ParticipantKind, PayRule } from '../../server/protocol/arena/wire.ts';
import { compareWithHumans, describeHumanSide, type HumanSide, humanProvenance, type Offered } from './human-side.ts';
import type { Provenance, Standing, StandingRow } from './standing-schema.ts';
import { type Decided, dollarShare, macroCaseRate, median, microCaseRate, taskShare } from './statistics/rates.ts';
import { wilsonInterval } from './statistics/wilson.ts';
import { type Engagement, type MarketTally, resultOf, tallyMarket } from './tally.ts';

/** One market: all its events as the owner sees them, and whom the standing is about. */
export interface StandingMarket {
  readonly events: Iterable<MarketEvent>;
  /** Freelancers' names by number. The same name in several markets is one row. */
  readonly freelancers: ReadonlyMap<ParticipantId, string>;
}

export interface StandingEntry {
  readonly name: string;
  readonly kind: ParticipantKind;
  readonly model: string | null;
  readonly baseline: boolean;
  readonly calibration: { readonly rate: number; readonly source: string } | null;
}

export interface StandingInput {
  /** `solo`: each freelancer alone with all projects. `auction`: all compete. */
  readonly protocol: 'solo' | 'auction';
  readonly markets: readonly StandingMarket[];
  /** One row for each, also for those who did nothing. */
  readonly roster: readonly StandingEntry[];
  readonly human: HumanSide;
  /** How each project's price came about; not said: the events do not tell. */
  readonly priceOrigins?: readonly PriceOrigin[];
}

/** One freelancer's figures, summed over the markets that name it. */
interface Sums {
  grossCents: number;
  feesCents: number;
  ownCostsCents: number;
  potCents: number;
  bid: number;
  won: number;
  unscored: number;
  readonly decided: Decided[];
  readonly offered: Offered[];
}

function emptySums(): Sums {
  return {
    grossCents: 0,
    feesCents: 0,
    ownCostsCents: 0,
    potCents: 0,
    bid: 0,
    won: 0,
    unscored: 0,
    decided: [],
    offered: [],
  };
}

function addMarket(sums: Sums, tally: MarketTally, id: ParticipantId, protocol: StandingInput['protocol']): void {
  const own = tally.freelancers.get(id);
  for (const [projectId, { employerId, posting, awardCents }] of tally.projects) {
    if (employerId === id) continue;
    const { acceptanceHash, postedPriceCents } = posting;
    const priceCents = protocol === 'solo' ? postedPriceCents : (awardCents ?? 0);
    sums.potCents += priceCents;
    const work = own?.engagements.get(projectId);
    sums.offered.push({ acceptanceHash, priceCents, grossCents: work?.grossCents ?? 0 });
    if (work !== undefined) addWork(sums, work, priceCents, posting.caseCount);
  }
  if (own === undefined) return;
  sums.feesCents += own.feesCents;
  sums.ownCostsCents += own.ownCostsCents;
  sums.bid += own.bidOn.size;
}

function addWork(sums: Sums, work: Engagement, priceCents: number, caseCount: number): void {
  sums.grossCents += work.grossCents;
  if (work.won) sums.won += 1;
  const result = resultOf(work);
  if (result === 'unscored') sums.unscored += 1;
  else sums.decided.push({ passed: result === 'passed', priceCents, casesPassed: work.casesPassed, caseCount });
}

/** Only what really ran is measured: a simulated freelancer's results are drawn, whatever sandbox confirmed them. */
function provenanceOf(kind: ParticipantKind): Provenance {
  return kind === 'simulated' || kind === 'scripted' ? 'simulated' : 'measured';
}

function successOf(decided: readonly Decided[]): StandingRow['success'] {
  const interval = wilsonInterval(decided.filter(({ passed }) => passed).length, decided.length);
  return {
    taskShare: taskShare(decided),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    dollarShare: dollarShare(decided),
    macroCaseRate: macroCaseRate(decided),
    microCaseRate: microCaseRate(decided),
  };
}

function rowOf(entry: StandingEntry, sums: Sums, human: StandingRow['human'], side: HumanSide): StandingRow {
  const { grossCents, feesCents, ownCostsCents, potCents, decided } = sums;
  const { name, kind, model, baseline, calibration } = entry;
  const netCents = grossCents - feesCents - ownCostsCents;
  const shareOfPot = potCents === 0 ? null : grossCents / potCents;
  const passed = decided.filter((work) => work.passed).length;
  const source = provenanceOf(kind);
  return {
    // Set when all rows are in order.
    rank: 1,
    name,
    kind,
    model,
    baseline,
    calibration,
    earnings: { grossCents, feesCents, ownCostsCents, netCents, potCents, shareOfPot },
    projects: {
      offered: sums.offered.length,
      bid: sums.bid,
      won: sums.won,
      passed,
      failed: decided.length - passed,
      failedFully: decided.filter((work) => !work.passed && work.casesPassed === 0).length,
      unscored: sums.unscored,
    },
    success: successOf(decided),
    human,
    provenance: {
      earnings: source,
      costs: source,
      success: source,
      human: human === null ? null : humanProvenance(side),
    },
  };
}

/** Posted prices of the different projects, once each however often and wherever they were posted. */
function pricesOf(tallies: readonly MarketTally[], origins: readonly PriceOrigin[] | undefined): Standing['prices'] {
  const prices = new Map<string, number>();
  for (const { projects } of tallies) {
    for (const { posting } of projects.values()) prices.set(posting.acceptanceHash, posting.postedPriceCents);
  }
  const values = [...prices.values()];
  const sumCents = values.reduce((sum, price) => sum + price, 0);
  const count = values.length;
  const meanCents = count === 0 ? null : sumCents / count;
  return { count, sumCents, meanCents, medianCents: median(values), ...priceKindOf(origins) };
}

function priceKindOf(origins: readonly PriceOrigin[] = []): Pick<Standing['prices'], 'kind' | 'methods'> {
  const methods = [...new Set(origins.flatMap((origin) => (origin.kind === 'posted' ? [] : [origin.method])))];
  const [kind = 'unknown', ...others] = new Set(origins.map((origin) => origin.kind));
  return { kind: others.length === 0 ? kind : 'mixed', methods };
}

function nameOf(payRule: PayRule | undefined): string {
  if (payRule === undefined) return 'unknown';
  return payRule.kind === 'threshold' ? `threshold ${payRule.thresholdBps / 100} %` : payRule.kind;
}

/**
 * Rows by gross earnings, equals by name. `success` divides by decided projects only: what nobody could judge is
 * counted apart, and a lost bid is no failure. A decided project that nothing was handed in for passed no case.
 */
export function standingOf({ protocol, markets, roster, human, priceOrigins }: StandingInput): Standing {
  const tallies = markets.map(({ events }) => tallyMarket(events));
  const sums = new Map(roster.map(({ name }) => [name, emptySums()]));
  for (const [index, { freelancers }] of markets.entries()) {
    const tally = tallies[index];
    for (const [id, name] of freelancers) {
      const own = sums.get(name);
      if (own !== undefined && tally !== undefined) addMarket(own, tally, id, protocol);
    }
  }
  const earnedBy = new Map([...sums].map(([name, { grossCents }]) => [name, grossCents]));
  const rows = roster.map((entry) => {
    const own = sums.get(entry.name) ?? emptySums();
    return rowOf(entry, own, compareWithHumans(human, { protocol, ...own }, earnedBy), human);
  });
  rows.sort((a, b) => b.earnings.grossCents - a.earnings.grossCents || (a.name < b.name ? -1 : 1));
  const policy = tallies[0]?.policy;
  return {
    protocol,
    currency: policy?.currency ?? 'USD',
    payRule: nameOf(policy?.payRule),
    pot: protocol === 'solo' ? 'posted_prices' : 'award_prices',
    prices: pricesOf(tallies, priceOrigins),
    baseline: {
      kind: human.kind,
      description: describeHumanSide(human, protocol),
      ...(human.kind === 'measured' ? { measuredBy: human.by } : {}),
    },
    rows: rows.map((row, index) => ({ ...row, rank: index + 1 })),
  };
}
