/** Contrasts: which treatments are set against which others, as weights that sum to nothing. */

import type { ContrastChoice, Experiment } from './config.ts';
import { factorsOf, type Treatment } from './design.ts';

export interface Contrast {
  readonly name: string;
  readonly factor: string;
  readonly of: string;
  readonly against: string;
  readonly within: Readonly<Record<string, string>>;
  /** Null: no interaction. */
  readonly by: { readonly factor: string; readonly of: string; readonly against: string } | null;
}

function nameOf({ factor, of, against, within = {}, by }: Omit<ContrastChoice, 'name'>): string {
  const inside = Object.entries(within).map(([name, level]) => `-in-${name}-${level}`);
  const over = by === undefined ? '' : `-by-${by.factor}-${by.of}-vs-${by.against}`;
  return `${factor}-${of}-vs-${against}${inside.join('')}${over}`;
}

/** What the file says, or every other level of each factor against its first. */
export function contrastsOf(experiment: Pick<Experiment, 'factors' | 'contrasts' | 'design'>): Contrast[] {
  const { contrasts, design } = experiment;
  const blocks: readonly string[] = design.kind === 'latin_square' ? (design.blocks ?? []) : [];
  const chosen: readonly ContrastChoice[] =
    contrasts ??
    factorsOf(experiment)
      .filter(([factor]) => !blocks.includes(factor))
      .flatMap(([factor, [first = '', ...others]]) => others.map((of) => ({ factor, of, against: first })));
  return chosen.map((one) => ({
    name: one.name ?? nameOf(one),
    factor: one.factor,
    of: one.of,
    against: one.against,
    within: one.within ?? {},
    by: one.by ?? null,
  }));
}

/** 1: on the side of `of`; -1: against; 0: neither. */
function sideOf(levels: Treatment['levels'], pair: Pick<Contrast, 'factor' | 'of' | 'against'>): number {
  const level = levels[pair.factor];
  return level === pair.of ? 1 : level === pair.against ? -1 : 0;
}

function isWithin(levels: Treatment['levels'], within: Contrast['within']): boolean {
  return Object.entries(within).every(([factor, level]) => levels[factor] === level);
}

/** The side of each treatment that takes part; with an interaction the product of both sides. */
function sides(contrast: Contrast, treatments: readonly Treatment[]): Map<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>();
  for (const { name, levels } of treatments) {
    const own = sideOf(levels, contrast);
    const other = contrast.by === null ? 1 : sideOf(levels, contrast.by);
    if (own !== 0 && other !== 0 && isWithin(levels, contrast.within)) found.set(name, [own, other]);
  }
  return found;
}

/**
 * By treatment: the mean of each corner counts once, whichever number of treatments it averages. Of a paired design only
 * treatments that differ in nothing but the factor of the contrast are set against each other.
 */
export function weightsOf(contrast: Contrast, treatments: readonly Treatment[]): Map<string, number> {
  const corners = Map.groupBy(sides(contrast, treatments), ([, [own, other]]) => `${own}/${other}`);
  const weights = new Map<string, number>();
  for (const members of corners.values())
    for (const [name, [own, other]] of members) weights.set(name, (own * other) / members.length);
  return weights;
}

/** The treatments that a paired design compares for this factor: those with the first level of every other factor. */
export function comparable(
  contrast: Contrast,
  experiment: Pick<Experiment, 'factors' | 'design'>,
  treatments: readonly Treatment[],
): readonly Treatment[] {
  if (experiment.design.kind !== 'paired') return treatments;
  const firsts = Object.fromEntries(factorsOf(experiment).map(([factor, [first = '']]) => [factor, first]));
  return treatments.filter(({ levels }) =>
    Object.entries(levels).every(([factor, level]) => factor === contrast.factor || level === firsts[factor]),
  );
}

/** What is wrong with a contrast, in words; null: nothing. */
export function contrastFault(contrast: Contrast, experiment: Pick<Experiment, 'factors' | 'design'>): string | null {
  const listed = new Map(factorsOf(experiment));
  const pairs = contrast.by === null ? [contrast] : [contrast, contrast.by];
  const named = [
    ...pairs.flatMap(({ factor, of, against }) => [of, against].map((level) => [factor, level] as const)),
    ...Object.entries(contrast.within),
  ];
  for (const [factor, level] of named) {
    const levels = listed.get(factor);
    if (levels === undefined) return `there is no factor "${factor}": there are ${[...listed.keys()].join(', ')}`;
    if (!levels.includes(level)) return `${factor} has no level "${level}": it has ${levels.join(', ')}`;
  }
  if (pairs.some(({ of, against }) => of === against)) return 'two different levels';
  const own = [...pairs.map(({ factor }) => factor), ...Object.keys(contrast.within)];
  if (new Set(own).size < own.length) return 'a factor stands in it twice';
  if (experiment.design.kind === 'paired' && contrast.by !== null) return 'a paired design shows no interactions';
  return null;
}
