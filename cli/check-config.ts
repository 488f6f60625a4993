/** What only corpora and market know to be wrong with tournaments, found before anything is played. */

import { impliedPatch, type TournamentConfig } from '../agents/tournament/config.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import type { Problem } from '../agents/tournament/problem.ts';
import { CORPUS_NAMES, isCorpusName } from '../seeds/corpus.ts';
import { isPresetName, PRESET_NAMES } from '../seeds/prices/presets.ts';
import { policyFault } from '../server/market/market.decide.ts';
import { resolvePolicy } from '../server/market/policy-patch.ts';

function unknownPrices(preset: string, inside: boolean): Problem {
  const text = `there are no prices "${preset}": use ${PRESET_NAMES.join(', ')}`;
  return { path: ['corpus', 'prices', ...(inside ? ['preset'] : [])], text };
}

export function checkConfig(config: TournamentConfig): Problem[] {
  const { name, prices } = config.corpus;
  const text = `there is no corpus "${name}": use ${CORPUS_NAMES.join(', ')}`;
  const preset = typeof prices === 'object' ? prices.preset : (prices ?? '');
  const fault = policyFault(resolvePolicy(impliedPatch(config), config.market));
  return [
    ...(isCorpusName(name) ? [] : [{ path: ['corpus', 'name'], text }]),
    ...(prices === undefined || isPresetName(preset) ? [] : [unknownPrices(preset, typeof prices === 'object')]),
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
