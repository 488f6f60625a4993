/** Reads what somebody asks a server to play, with everything that can be seen to be wrong before it is played. */

import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parseConfig, type TournamentConfig } from '../agents/tournament/config.ts';
import { seatedIn } from '../agents/tournament/load.ts';
import { soloMarketNames } from '../agents/tournament/market-name.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { outsideSeats } from '../agents/tournament/outside.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { type Roster, rosterSchema } from '../agents/tournament/roster.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';
import type { ReadPlan, TournamentKit } from '../server/tournament-kit.ts';
import { checkServedConfig } from './check-config.ts';
import { judgeFaultOf, placeOf } from './served-judge.ts';
import type { ServedModels } from './served-models.ts';

const ROSTERS = fileURLToPath(new URL('../seeds/rosters/', import.meta.url));
const NO_MODELS =
  'this server asks no language models: start it with --models, or play the tournament with `arena run`';
type Asked = Parameters<TournamentKit['read']>[0];
const wrong = (...problems: readonly string[]): ReadPlan => ({ ok: false, problems });
const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** JSON is YAML too. */
const valueIn = (given: string | object): unknown => (typeof given === 'string' ? parse(given) : given);

/** By its name only: a path would be one of the server's files. */
async function rosterOf(name: string, given: string | object | undefined): Promise<unknown> {
  if (given !== undefined) return valueIn(given);
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Error('roster: the name of one that comes with the arena, or the roster itself beside the configuration');
  return (await readYaml(`${ROSTERS}${name}.yaml`)).value;
}

function planOf(config: TournamentConfig, given: Roster, models: ServedModels | null): ReadPlan {
  const { name, protocol, baseline } = config;
  const problems = describeProblems(checkServedConfig(config));
  if (problems.length > 0) return wrong(...problems);
  if (baseline.kind === 'measured' && baseline.file !== undefined)
    return wrong('baseline.file: a file is for `arena run` to read: name the study on this server, as baseline.study');
  const roster = seatedIn(config, given);
  if ('text' in roster) return wrong(...describeProblems([roster]));
  const names = roster.entries.map((entry) => entry.name);
  const judgeFault = judgeFaultOf(config, roster);
  if (judgeFault !== null) return wrong(judgeFault);
  for (const model of modelsOfTournament(config, roster)) {
    // A model on a server is asked with the server's own keys.
    const refusal = models === null ? NO_MODELS : models.refusalOf(model);
    if (refusal !== null) return wrong(`models_not_served: ${placeOf(model.name)}: ${refusal}`);
  }
  const markets = protocol === 'auction' ? [name] : soloMarketNames(name, names);
  const long = markets.find((market) => market.length > 63);
  if (long !== undefined) return wrong(`name: too long for a market to be called ${long}`);
  const study = baseline.kind === 'measured' ? (baseline.study ?? null) : null;
  return { ok: true, plan: { name, protocol, markets, config, roster, seats: outsideSeats(config, roster), study } };
}

export async function readPlan(
  { config: given, roster: givenRoster }: Asked,
  models: ServedModels | null,
): Promise<ReadPlan> {
  try {
    const parsed = parseConfig(valueIn(given));
    if (!parsed.ok) return wrong(...describeProblems(parsed.problems));
    const roster = rosterSchema.safeParse(await rosterOf(parsed.config.roster, givenRoster));
    if (!roster.success) return wrong(...describeProblems(problemsOf(roster.error)).map((line) => `roster: ${line}`));
    return planOf(parsed.config, roster.data, models);
  } catch (thrown) {
    // A text that is no YAML, or a roster that there is not.
    return wrong(reasonOf(thrown).split('\n')[0] ?? '');
  }
}
