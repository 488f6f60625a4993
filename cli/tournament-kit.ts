/** What reads and plays tournaments for a server: the same code as `arena run`, without a folder. */

import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { parseConfig, type TournamentConfig } from '../agents/tournament/config.ts';
import { soloMarketNames } from '../agents/tournament/market-name.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import { type Roster, rosterSchema } from '../agents/tournament/roster.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingJson } from '../agents/tournament/standing-export.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';
import { createGround } from '../server/ground.ts';
import type { ReadPlan, TournamentKit } from '../server/tournaments.ts';
import { admissionMark } from './admitted.ts';
import { checkServedConfig } from './check-config.ts';
import { builtBetween, corpusOf } from './corpus-of.ts';

const ROSTERS = fileURLToPath(new URL('../seeds/rosters/', import.meta.url));
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

function planOf(config: TournamentConfig, roster: Roster): ReadPlan {
  const { name, protocol, baseline } = config;
  const problems = describeProblems(checkServedConfig(config));
  if (problems.length > 0) return wrong(...problems);
  if (baseline.kind === 'measured')
    return wrong('baseline.kind: measured: a file of verdicts is for `arena run` to read');
  const names = roster.entries.map((entry) => entry.name);
  if (baseline.kind === 'simulated' && !names.includes(baseline.entry)) {
    return wrong(`baseline.entry: the roster has nobody called "${baseline.entry}"`);
  }
  // A model on a server would be asked with the server's own keys.
  const model = roster.entries.find(({ kind }) => kind === 'model');
  if (model !== undefined)
    return wrong(
      `roster: ${model.name} is a language model: play it with \`arena run\`, or connect it as a freelancer`,
    );
  const markets = protocol === 'auction' ? [name] : soloMarketNames(name, names);
  const long = markets.find((market) => market.length > 63);
  if (long !== undefined) return wrong(`name: too long for a market to be called ${long}`);
  return { ok: true, plan: { name, protocol, markets, config, roster } };
}

export const TOURNAMENT_KIT: TournamentKit = {
  read: async ({ config: given, roster: givenRoster }) => {
    try {
      const parsed = parseConfig(valueIn(given));
      if (!parsed.ok) return wrong(...describeProblems(parsed.problems));
      const roster = rosterSchema.safeParse(await rosterOf(parsed.config.roster, givenRoster));
      if (!roster.success) return wrong(...describeProblems(problemsOf(roster.error)).map((line) => `roster: ${line}`));
      return planOf(parsed.config, roster.data);
    } catch (thrown) {
      // A text that is no YAML, or a roster that there is not.
      return wrong(reasonOf(thrown).split('\n')[0] ?? '');
    }
  },
  play: async ({ plan, arena, reviewing: { reviewer, workers }, signal, pace, onProgress }) => {
    const config = plan.config as TournamentConfig;
    const loaded = { config, roster: plan.roster as Roster, folder: '.' };
    const packages = await builtBetween(corpusOf(config));
    const { name: corpusName, seed, limit } = config.corpus;
    admissionMark(packages.slice(0, limit), { corpus: corpusName, seed, practice: false, files: [] });
    const ground = createGround({ arena, reviewer, corpusName, packages, concurrency: 2 * workers });
    const human = await humanSideOf(loaded, ground);
    const played = await runTournament({ ...loaded, ground, signal, pace, onProgress });
    return standingJson(standingOfRun(loaded, ground, played, human));
  },
};
