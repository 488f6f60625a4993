/** The projects that a tournament's file asks for. */

import type { TournamentConfig } from '../agents/tournament/config.ts';
import { corpusProjects, isCorpusName } from '../seeds/corpus.ts';
import { pricingOf } from '../seeds/prices/choice.ts';
import { assert } from '../server/kernel/assert.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';

/** One after the other: who has others to answer meanwhile can let them in between. `checkConfig` has seen the names. */
export function corpusOf({ corpus }: TournamentConfig): Iterable<ProjectPackage> {
  const { name, seed, prices } = corpus;
  assert(isCorpusName(name), `no corpus ${name}`);
  return corpusProjects(name, seed, prices === undefined ? null : pricingOf(prices));
}
