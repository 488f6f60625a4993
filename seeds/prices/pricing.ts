/** Gives the projects of a corpus prices from a preset: longer work tends to cost more, and the prices are still the preset's. */

import { chance } from '../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { bracketOf } from './brackets.ts';
import { normalQuantile } from './normal-quantile.ts';
import { type PresetName, priceCents } from './presets.ts';

export interface Pricing {
  readonly preset: PresetName;
  /** Spearman's correlation of price and estimated minutes that is aimed at, from -1 to 1. */
  readonly rankCorrelation: number;
  /** `heaped` only: the share of employers who round. */
  readonly roundedShare: number;
}

/**
 * A half: with it, how far prices lie from what the length of the work says is about what a neural model of real postings
 * missed them by. docs/decisions/prices.md has the arithmetic.
 */
export const RANK_CORRELATION = 0.5;
/** An assumption inside the range of 0.5 to 0.9. */
export const ROUNDED_SHARE = 0.7;

/** The correlation of two normal numbers whose ranks correlate by `rank`. */
function normalCorrelation(rank: number): number {
  return 2 * Math.sin((Math.PI * rank) / 6);
}

/**
 * Where each project stands among the others by the length of its work, as a share between 0 and 1. Equals are put in
 * order by lot, and each place is a draw from its own stretch of the interval: so the share of a project taken at random
 * is uniform, whatever the estimates are.
 */
function sharesByLength(projects: readonly ProjectPackage[], seed: string): Map<string, number> {
  const drawn = projects.map(({ slug, estimatedMinutes }) => {
    const random = chance(seed, 'price', 'length', slug);
    return { slug, estimatedMinutes, lot: random.unit(), within: random.unit() };
  });
  drawn.sort((a, b) => a.estimatedMinutes - b.estimatedMinutes || a.lot - b.lot);
  return new Map(drawn.map(({ slug, within }, place) => [slug, (place + within) / drawn.length]));
}

/** 0 and 1, which rounding may give, would lie infinitely far out. */
function clamped(share: number): number {
  return Math.min(Math.max(share, Number.EPSILON / 4), 1 - Number.EPSILON / 2);
}

function methodOf({ preset, rankCorrelation, roundedShare }: Pricing, seed: string): string {
  const rounded = preset === 'heaped' ? `, ${roundedShare} of the prices rounded` : '';
  return `${preset}${rounded}, rank correlation ${rankCorrelation} with the estimated minutes, seed ${seed}`;
}

/**
 * The same projects with prices from the preset, their budgets from the bracket around the price. Equal seeds give equal
 * prices, and presets differ in their distribution only: who is dear in one is dear in all.
 */
export function priced(projects: readonly ProjectPackage[], pricing: Pricing, seed: string): ProjectPackage[] {
  const shares = sharesByLength(projects, seed);
  const correlation = normalCorrelation(pricing.rankCorrelation);
  const own = Math.sqrt(1 - correlation ** 2);
  const method = methodOf(pricing, seed);
  return projects.map((project) => {
    const random = chance(seed, 'price', 'own', project.slug);
    const share = clamped(shares.get(project.slug) ?? 0.5);
    const z = correlation * normalQuantile(share) + own * random.normal();
    const cents = priceCents(pricing.preset, { z, rounds: random.unit() < pricing.roundedShare });
    const { minCents, maxCents } = bracketOf(cents);
    return {
      ...project,
      postedPriceCents: cents,
      budgetMinCents: minCents,
      budgetMaxCents: maxCents,
      price: {
        posted: project.price?.posted ?? null,
        exchange: project.price?.exchange ?? null,
        estimate: { cents, method },
      },
    };
  });
}
