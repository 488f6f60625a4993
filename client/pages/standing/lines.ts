/** The standing's lines: earnings, success and the human side, each with where it comes from. */

import type { Person } from '../../../server/protocol/sdk/market-calls.ts';
import type { Earnings } from '../../data/earnings.ts';
import { wilson } from '../../data/earnings.ts';
import type { Origin } from '../../parts/provenance.tsx';

export interface StandingLine {
  readonly freelancerId: number;
  readonly name: string;
  readonly kind: string | null;
  readonly origin: Origin;
  readonly bids: number;
  readonly awards: number;
  readonly passed: number;
  readonly judged: number;
  readonly success: number | null;
  readonly interval: readonly [number, number] | null;
  readonly grossCents: number;
  readonly costCents: number;
  readonly netCents: number;
  readonly costPerDollar: number | null;
  readonly ofHuman: number | null;
}

/** As in a tournament's standing: what a simulated or scripted freelancer does is drawn, whatever sandbox confirmed it. */
export function originOf(kind: string | null): Origin {
  return kind === 'simulated' || kind === 'scripted' ? 'simulated' : 'measured';
}

/** Of all lines, each once, in the order in which they may be relied on. */
export function originsOf(lines: readonly StandingLine[]): readonly Origin[] {
  const found = new Set(lines.map(({ origin }) => origin));
  return (['measured', 'published', 'simulated'] as const).filter((origin) => found.has(origin));
}

/** Whom the others are compared with unless one chooses another: the first of the people, where there is one. */
export function baselineIn(people: readonly Person[]): number | null {
  const human = people.find(
    ({ roles, participantKind }) => roles.includes('freelancer') && participantKind === 'human',
  );
  return human?.participantId ?? null;
}

/** Best net first. `baselineId`: who stands for the human side. */
export function linesOf(
  { earners }: Earnings,
  people: readonly Person[],
  baselineId: number | null,
): readonly StandingLine[] {
  const freelancers = people.filter(({ roles }) => roles.includes('freelancer'));
  const baseline = baselineId === null ? 0 : (earners.get(baselineId)?.grossCents ?? 0);
  const lines = freelancers.map((person): StandingLine => {
    const { participantId, name, participantKind } = person;
    const earner = earners.get(participantId);
    const { bids = 0, awards = 0, passed = 0, judged = 0, grossCents = 0, feesCents = 0, costCents = 0 } = earner ?? {};
    return {
      freelancerId: participantId,
      name: name ?? `#${participantId}`,
      kind: participantKind,
      origin: originOf(participantKind),
      bids,
      awards,
      passed,
      judged,
      success: judged === 0 ? null : passed / judged,
      interval: wilson(passed, judged),
      grossCents,
      costCents,
      netCents: grossCents - feesCents - costCents,
      costPerDollar: grossCents === 0 ? null : costCents / grossCents,
      ofHuman: baseline === 0 ? null : grossCents / baseline,
    };
  });
  return lines.toSorted((a, b) => b.netCents - a.netCents || b.passed - a.passed);
}
