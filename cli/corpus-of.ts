/** The projects that a tournament's file asks for. */

import { isAbsolute, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { TournamentConfig } from '../agents/tournament/config.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { leaveOut } from '../agents/writer/ambiguity.ts';
import { corpusProjects, isCorpusName } from '../seeds/corpus.ts';
import { pricingOf } from '../seeds/prices/choice.ts';
import { readCorpusFile } from '../server/admission/corpus-file.ts';
import { assert } from '../server/kernel/assert.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';

/** One after the other: who has others to answer meanwhile can let them in between. `checkConfig` has seen the names. */
export function* corpusOf({ corpus }: TournamentConfig): Generator<ProjectPackage> {
  const { name, seed, prices, ambiguity } = corpus;
  assert(isCorpusName(name), `no corpus ${name}`);
  const projects = corpusProjects(name, seed, prices === undefined ? null : pricingOf(prices));
  for (const project of projects) yield leaveOut(project, ambiguity, seed);
}

/** All of them, for a server: a thousand projects take seconds, and others are served meanwhile. */
export async function packagesBetweenTurns(config: TournamentConfig): Promise<ProjectPackage[]> {
  const packages: ProjectPackage[] = [];
  for (const project of corpusOf(config)) {
    packages.push(project);
    if (packages.length % 8 === 0) await setImmediate();
  }
  return packages;
}

/** The same for what is played here, where a corpus can be a file. Throws where that file is no corpus. */
export async function packagesOf({ config, folder }: LoadedTournament): Promise<readonly ProjectPackage[]> {
  const { name } = config.corpus;
  if (isCorpusName(name)) return [...corpusOf(config)];
  const { seed, ambiguity } = config.corpus;
  const projects = await readCorpusFile(isAbsolute(name) ? name : join(folder, name));
  return projects.map((project) => leaveOut(project, ambiguity, seed));
}
