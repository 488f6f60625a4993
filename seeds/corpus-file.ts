/** A corpus as a file of JSON lines: what it is first, then one project a line. */

import { canonicalJson } from '../server/kernel/hash.ts';
import { CANARY } from '../server/protocol/arena/project-package.ts';
import { type CorpusName, corpusProjects } from './corpus.ts';
import { STANDARD_PRICING } from './prices/choice.ts';
import type { Pricing } from './prices/pricing.ts';
import { GENERATOR_VERSION, studyProjects } from './study-corpus.ts';

export interface CorpusFile {
  readonly corpus: CorpusName;
  readonly seed: string;
  /** Null: as many as the corpus has as it is published. */
  readonly size: number | null;
  /** Null: the corpus's own prices. */
  readonly pricing: Pricing | null;
}

/** The lines of the file, made one at a time; the first says what the others are. */
export function* corpusLines({ corpus, seed, size, pricing }: CorpusFile): Generator<string> {
  const prices = pricing ?? (corpus === 'study' ? STANDARD_PRICING : null);
  const generated = { corpus, seed, size, generatorVersion: GENERATOR_VERSION, prices };
  yield `${canonicalJson({ canary: CANARY, format: 'freelance-arena-projects', version: 1, generated })}\n`;
  const projects =
    corpus === 'study' && size !== null
      ? studyProjects({ seed, size, pricing: prices ?? STANDARD_PRICING })
      : corpusProjects(corpus, seed, pricing);
  let left = size ?? Number.POSITIVE_INFINITY;
  for (const project of projects) {
    if (left <= 0) return;
    left -= 1;
    yield `${canonicalJson(project)}\n`;
  }
}
