/** The projects that a tournament's file asks for. */

import { isAbsolute, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { TournamentConfig } from '../agents/tournament/config.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { corpusProjects, isCorpusName } from '../seeds/corpus.ts';
import { pricingOf, STANDARD_PRICING } from '../seeds/prices/choice.ts';
import { readCorpusFile } from '../server/admission/corpus-file.ts';
import { apart, honeypotOf } from '../server/admission/honeypot.ts';
import { assert } from '../server/kernel/assert.ts';
import { chance } from '../server/kernel/prng.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { saying } from './saying.ts';

/** The same tournament over its projects as they were admitted: what ambiguity leaves out of a posting it leaves out afterwards. */
export function asAdmitted(config: TournamentConfig): TournamentConfig {
  return { ...config, corpus: { ...config.corpus, ambiguity: 0 } };
}

/** One after the other, honeypots last. `checkConfig` has seen the names. */
export function* corpusOf(config: TournamentConfig): Generator<ProjectPackage> {
  const { name, seed, prices } = config.corpus;
  assert(isCorpusName(name), `no corpus ${name}`);
  const projects = corpusProjects(name, seed, prices === undefined ? null : pricingOf(prices));
  for (const project of projects) yield saying(project, config.corpus);
  if (config.honeypots > 0) yield* honeypotsFrom(freshProjects(config), config);
}

/** Projects of the same families by another seed: what is posted beside the honeypots has other numbers and words. */
function freshProjects({ seed: drawn, corpus: { name, seed, prices, ambiguity } }: TournamentConfig): ProjectPackage[] {
  const own = name === 'study' ? STANDARD_PRICING : null;
  const fresh = `${seed}/${drawn}/honeypots`;
  const projects = [...corpusProjects('starter', fresh, prices === undefined ? own : pricingOf(prices))];
  return projects.map((project) => saying(project, { ambiguity, seed: fresh }));
}

function honeypotsFrom(projects: readonly ProjectPackage[], { seed, honeypots, corpus }: TournamentConfig) {
  const made = chance(seed, 'honeypots')
    .shuffle(projects)
    .flatMap((project) => honeypotOf(project) ?? [])
    .slice(0, honeypots);
  if (made.length === honeypots) return made;
  throw new InputError(`honeypots: ${corpus.name} has ${made.length} projects to make one of that are not posted`);
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
  const { limit } = config.corpus;
  const projects = await readCorpusFile(isAbsolute(name) ? name : join(folder, name));
  const all = projects.map((project) => saying(project, config.corpus));
  return config.honeypots === 0 ? all : [...all, ...honeypotsFrom(all.slice(limit ?? all.length), config)];
}

/** Those that the tournament will post. */
export function postedOf({ corpus }: TournamentConfig, packages: readonly ProjectPackage[]): ProjectPackage[] {
  const { measured, honeypots } = apart(packages);
  return [...measured.slice(0, corpus.limit ?? measured.length), ...honeypots];
}
