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

/** The same tournament over its projects as they were admitted: what ambiguity leaves out of a posting it leaves out afterwards. */
export function asAdmitted(config: TournamentConfig): TournamentConfig {
  return { ...config, corpus: { ...config.corpus, ambiguity: 0 } };
}

/** One after the other. `checkConfig` has seen the names. */
export function* corpusOf({ corpus }: TournamentConfig): Generator<ProjectPackage> {
  const { name, seed, prices, ambiguity } = corpus;
  assert(isCorpusName(name), `no corpus ${name}`);
  const projects = corpusProjects(name, seed, prices === undefined ? null : pricingOf(prices));
  for (const project of projects) yield leaveOut(project, ambiguity, seed);
}

/** The projects as a list, made while others are served: a thousand of them take seconds. */
export async function builtBetween(projects: Iterable<ProjectPackage>): Promise<ProjectPackage[]> {
  const built: ProjectPackage[] = [];
  for (const project of projects) {
    built.push(project);
    if (built.length % 8 === 0) await setImmediate();
  }
  return built;
}

/** All projects of what is played here, where a corpus can be a file. Throws where that file is no corpus. */
export async function packagesOf({ config, folder }: LoadedTournament): Promise<readonly ProjectPackage[]> {
  const { name } = config.corpus;
  if (isCorpusName(name)) return [...corpusOf(config)];
  const { seed, ambiguity } = config.corpus;
  const projects = await readCorpusFile(isAbsolute(name) ? name : join(folder, name));
  return projects.map((project) => leaveOut(project, ambiguity, seed));
}
