/** The study corpus: as many projects as the freelance study had, and streams of any size from any seed by the same rule. */

import { assert } from '../server/kernel/assert.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { buildFamily } from './families/completed.ts';
import { type Pricing, priced } from './prices/pricing.ts';
import { STARTER_FAMILIES } from './starter.ts';
import { STUDY_FAMILIES } from './study.ts';

/** Tasks of the study (Noever & McKee 2025). */
export const STUDY_SIZE = 1_115;

/** Counts changes of what a seed gives: figures from corpora of two versions are not about the same projects. */
export const GENERATOR_VERSION = 2;

/**
 * Prices are drawn for so many projects at a time: the study is one such block, and a stream keeps one block in memory.
 * Within a block length of work and price correlate, and a price is distributed as the preset says.
 */
const BLOCK = STUDY_SIZE;

/** How many projects there are that ask for different things. Later ones of a stream differ in data and names only. */
export function distinctCount(): number {
  const starter = STARTER_FAMILIES.reduce((sum, family) => sum + buildFamily(family, 'count').length, 0);
  return STUDY_FAMILIES.reduce((sum, { variants }) => sum + variants, starter);
}

/**
 * Every project that asks for something of its own first, then the families' variants again with other data, without
 * end: families in turn, so that a corpus cut short anywhere holds about as much of each.
 */
function* unpriced(seed: string): Generator<ProjectPackage> {
  for (const family of STARTER_FAMILIES) yield* buildFamily(family, seed);
  const most = Math.max(0, ...STUDY_FAMILIES.map(({ variants }) => variants));
  for (let index = 0; index < most; index += 1) {
    for (const family of STUDY_FAMILIES) if (index < family.variants) yield family.build(seed, index);
  }
  assert(STUDY_FAMILIES.length > 0, 'there is no family to go on with');
  for (let further = 0; ; further += 1) {
    for (const family of STUDY_FAMILIES) yield family.build(seed, family.variants + further);
  }
}

export interface StudyOptions {
  readonly seed: string;
  readonly size: number;
  readonly pricing: Pricing;
}

/** The first `size` projects of a seed, one at a time, in memory that does not grow with their number. */
export function* studyProjects({ seed, size, pricing }: StudyOptions): Generator<ProjectPackage> {
  let block: ProjectPackage[] = [];
  let built = 0;
  const source = unpriced(seed);
  while (built < size) {
    const next = source.next();
    assert(next.done !== true, 'the study corpus has an end');
    block.push(next.value);
    built += 1;
    if (block.length < BLOCK && built < size) continue;
    yield* priced(block, pricing, seed);
    block = [];
  }
}
