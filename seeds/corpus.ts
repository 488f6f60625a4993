/** Corpora by name, and the packages they give for a seed. */

import { assert } from '../server/kernel/assert.ts';
import { canonicalJson } from '../server/kernel/hash.ts';
import { CANARY, type ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { buildFamily } from './families/completed.ts';
import { STANDARD_PRICING } from './prices/choice.ts';
import { type Pricing, priced } from './prices/pricing.ts';
import { STARTER_FAMILIES } from './starter.ts';
import { STUDY_SIZE, studyProjects } from './study-corpus.ts';

export const CORPUS_NAMES = ['starter', 'study'] as const;
export type CorpusName = (typeof CORPUS_NAMES)[number];

/** Whether there is a corpus of this name. */
export function isCorpusName(name: string): name is CorpusName {
  return CORPUS_NAMES.some((known) => known === name);
}

/** What was built last: a process plays many tournaments of one corpus, and packages never change. */
let built: { readonly seed: string; readonly projects: readonly ProjectPackage[] } | null = null;

function* starterProjects(seed: string, pricing: Pricing | null): Generator<ProjectPackage> {
  if (built?.seed !== seed) {
    built = { seed, projects: STARTER_FAMILIES.flatMap((family) => buildFamily(family, seed)) };
  }
  yield* pricing === null ? built.projects : priced(built.projects, pricing, seed);
}

/**
 * The projects of a corpus one by one, answer keys included; same seed, same bytes. Without a pricing the prices are the
 * corpus's own: the authors' in `starter`, those of the standard preset in `study`.
 */
export function* corpusProjects(
  name: CorpusName,
  seed: string,
  pricing: Pricing | null = null,
): Generator<ProjectPackage> {
  const slugs = new Set<string>();
  for (const project of name === 'starter'
    ? starterProjects(seed, pricing)
    : studyProjects({ seed, size: STUDY_SIZE, pricing: pricing ?? STANDARD_PRICING })) {
    assert(!slugs.has(project.slug), `slug used twice: ${project.slug}`);
    slugs.add(project.slug);
    yield project;
  }
}

export function buildCorpus(name: CorpusName, seed: string, pricing: Pricing | null = null): ProjectPackage[] {
  return [...corpusProjects(name, seed, pricing)];
}

/** The corpus as the text of a file (canonical JSON), headed by the canary: what is frozen and hashed. */
export function corpusText(name: CorpusName, seed: string): string {
  return canonicalJson({ canary: CANARY, corpus: name, seed, projects: buildCorpus(name, seed) });
}
