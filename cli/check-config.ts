/** What only corpora and market know to be wrong with tournaments, found before anything is played. */

import { impliedPatch, type TournamentConfig } from '../agents/tournament/config.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import type { Problem } from '../agents/tournament/problem.ts';
import { CORPUS_NAMES, isCorpusName } from '../seeds/corpus.ts';
import { isPresetName, PRESET_NAMES } from '../seeds/prices/presets.ts';
import { policyFault } from '../server/market/market.decide.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';

/** Corpora of files are named by a path, which has one of these in it; those that come with the arena have not. */
const isPath = (name: string): boolean => /[./\\]/.test(name);

/** For what is played here: a file that does not exist is found when it is read. */
export function checkConfig(config: TournamentConfig): Problem[] {
  const { name } = config.corpus;
  return checkNamed(config, isPath(name) ? null : `use ${CORPUS_NAMES.join(', ')}, or the path of a file`);
}

/** For what is played by a server: a path would be one of the server's files. */
export function checkServedConfig(config: TournamentConfig): Problem[] {
  return checkNamed(config, `use ${CORPUS_NAMES.join(', ')}`);
}

function priceProblems({ corpus: { name, prices } }: TournamentConfig): Problem[] {
  if (prices === undefined) return [];
  const [preset, path] = typeof prices === 'object' ? [prices.preset, ['preset']] : [prices, []];
  const say = (text: string): Problem[] => [{ path: ['corpus', 'prices', ...path], text }];
  if (!isPresetName(preset)) return say(`there are no prices "${preset}": use ${PRESET_NAMES.join(', ')}`);
  return isPath(name) ? say('the projects of a file have their prices: leave this out') : [];
}

function checkNamed(config: TournamentConfig, help: string | null): Problem[] {
  const { name } = config.corpus;
  const text = `there is no corpus "${name}": ${help}`;
  const fault = policyFault(resolvePolicy(impliedPatch(config), config.market));
  return [
    ...(isCorpusName(name) || help === null ? [] : [{ path: ['corpus', 'name'], text }]),
    ...priceProblems(config),
    ...(fault === null ? [] : [{ path: ['market'], text: fault }]),
  ];
}

/** A run's folder is named after its tournament: two of one name would meet in it. */
export function checkNamesDiffer(tournaments: readonly LoadedTournament[]): void {
  const names = new Set<string>();
  for (const { config } of tournaments) {
    if (names.has(config.name)) throw new InputError(`two of the tournaments are called "${config.name}": rename one`);
    names.add(config.name);
  }
}
