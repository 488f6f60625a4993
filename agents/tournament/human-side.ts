/** What the human side earns on the same projects: a published estimate, a roster entry, or people's verdicts. */

import type { ContentHash } from '../../server/kernel/id.ts';
import type { MeasuredBy } from '../../server/protocol/arena/measured-people.ts';
import type { Provenance, StandingRow } from './standing-schema.ts';

export type HumanSide =
  /** A published success rate times the pot. Always an estimate, and only where prices are posted: `solo`. */
  | { readonly kind: 'published'; readonly rate: number }
  /** What the row of this name earned. */
  | { readonly kind: 'simulated'; readonly name: string }
  /** People's verdicts; several people on one project count as their mean. Only for `solo`: nobody knows their bids. */
  | {
      readonly kind: 'measured';
      readonly source: string;
      readonly by: MeasuredBy;
      readonly verdicts: readonly HumanVerdict[];
    }
  | { readonly kind: 'none' };

export interface HumanVerdict {
  readonly acceptanceHash: ContentHash;
  readonly passed: boolean;
}

/** One posting in a freelancer's market. */
export interface Offered {
  readonly acceptanceHash: ContentHash;
  readonly priceCents: number;
  /** What the freelancer earned on it, before fees. */
  readonly grossCents: number;
}

export interface ComparedRow {
  readonly protocol: 'solo' | 'auction';
  readonly grossCents: number;
  readonly potCents: number;
  readonly offered: readonly Offered[];
}

export function describeHumanSide(side: HumanSide, protocol: 'solo' | 'auction'): string {
  if (protocol === 'auction' && (side.kind === 'published' || side.kind === 'measured')) {
    return `none: a ${side.kind} baseline says nothing about an auction`;
  }
  if (side.kind === 'published') return `published: ${side.rate} of the posted prices, an estimate`;
  if (side.kind === 'simulated') return `simulated: the earnings of ${side.name}`;
  return side.kind === 'measured' ? `measured: ${side.source}` : 'none';
}

export function humanProvenance({ kind }: HumanSide): Provenance | null {
  return kind === 'none' ? null : kind;
}

function ratio(earningsCents: number, baselineCents: number): number | null {
  return baselineCents === 0 ? null : earningsCents / baselineCents;
}

/** The row beside the human side. `earnedBy`: gross earnings by name of row. */
export function compareWithHumans(
  side: HumanSide,
  row: ComparedRow,
  earnedBy: ReadonlyMap<string, number>,
): StandingRow['human'] {
  const earningsCents = row.grossCents;
  if (side.kind === 'simulated') {
    const baselineCents = earnedBy.get(side.name);
    if (baselineCents === undefined) return null;
    return { ratio: ratio(earningsCents, baselineCents), earningsCents, baselineCents, estimate: false };
  }
  if (row.protocol === 'auction' || side.kind === 'none') return null;
  if (side.kind === 'measured') return compareWithVerdicts(side.verdicts, row.offered);
  const baselineCents = Math.round(side.rate * row.potCents);
  return { ratio: ratio(earningsCents, baselineCents), earningsCents, baselineCents, estimate: true };
}

/** Only projects that people have tried count, on both sides. */
function compareWithVerdicts(verdicts: readonly HumanVerdict[], offered: readonly Offered[]): StandingRow['human'] {
  const tried = new Map<ContentHash, { people: number; passed: number }>();
  for (const { acceptanceHash, passed } of verdicts) {
    const known = tried.get(acceptanceHash) ?? { people: 0, passed: 0 };
    tried.set(acceptanceHash, { people: known.people + 1, passed: known.passed + (passed ? 1 : 0) });
  }
  let earningsCents = 0;
  let expected = 0;
  for (const { acceptanceHash, priceCents, grossCents } of offered) {
    const human = tried.get(acceptanceHash);
    if (human === undefined) continue;
    earningsCents += grossCents;
    expected += (priceCents * human.passed) / human.people;
  }
  const baselineCents = Math.round(expected);
  return { ratio: ratio(earningsCents, baselineCents), earningsCents, baselineCents, estimate: false };
}
