/** Reads a tournament and its roster from YAML, with errors that say which line and field is wrong. */

import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeasuredPeople } from '../../server/protocol/arena/measured-people.ts';
import { parseConfig, type TournamentConfig } from './config.ts';
import { employerNames } from './employers.ts';
import { withModels } from './named-agents.ts';
import { outsideFault } from './outside.ts';
import { type Problem, problemsOf } from './problem.ts';
import { isOutside, isPlayed, type Roster, rosterSchema } from './roster.ts';
import { readYaml } from './yaml-file.ts';

const ROSTERS = fileURLToPath(new URL('../../seeds/rosters/', import.meta.url));

export interface LoadedTournament {
  readonly config: TournamentConfig;
  readonly roster: Roster;
  /** Folder of the file: what it names is relative to it. */
  readonly folder: string;
  /** People's tries, where somebody has read them already: then no file is. */
  readonly people?: MeasuredPeople | null;
}

/** The file that a tournament means by its roster, or the problem with that. */
async function rosterFile(name: string, folder: string): Promise<string | Problem> {
  if (/[./\\]/.test(name)) return isAbsolute(name) ? name : join(folder, name);
  const names = (await readdir(ROSTERS)).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -5));
  if (names.includes(name)) return join(ROSTERS, `${name}.yaml`);
  const known = names.sort().join(', ');
  return { path: ['roster'], text: `there is no roster "${name}": use ${known}, or the path of a file` };
}

/**
 * `check` looks for what only the caller can know about a configuration. Everything that is wrong with the two files
 * throws an `InputError`.
 */
export async function loadTournament(
  file: string,
  check: (config: TournamentConfig) => readonly Problem[] = () => [],
): Promise<LoadedTournament> {
  const { value, wrong } = await readYaml(file);
  const parsed = parseConfig(value);
  if (!parsed.ok) throw wrong(parsed.problems);
  const { config } = parsed;
  const problems = check(config);
  if (problems.length > 0) throw wrong(problems);
  const folder = dirname(file);
  const read = await loadRoster(config.roster, folder);
  const roster = 'text' in read ? read : seatedIn(config, read);
  if ('text' in roster) throw wrong([roster]);
  return { config, roster, folder };
}

/** The roster with the models that the configuration names, or the problem of both together. */
export function seatedIn(config: TournamentConfig, given: Roster): Roster | Problem {
  const { models = {}, baseline } = config;
  const roster = withModels(given, models);
  if ('text' in roster) return roster;
  if (baseline.kind === 'simulated' && !roster.entries.some(({ name }) => name === baseline.entry)) {
    return { path: ['baseline', 'entry'], text: `the roster has nobody called "${baseline.entry}"` };
  }
  const masters = employerNames(config);
  const stray = roster.entries.find(
    (entry) => isPlayed(entry) && entry.adversary?.kind === 'shill' && !masters.includes(entry.adversary.employer),
  );
  if (stray !== undefined)
    return { path: ['employers'], text: `nobody has the name that ${stray.name} of the roster bids for` };
  return roster;
}

/** The roster of this name or path, or the problem with the name. A file that is wrong throws an `InputError`. */
export async function loadRoster(name: string, folder: string): Promise<Roster | Problem> {
  const from = await rosterFile(name, folder);
  if (typeof from !== 'string') return from;
  const rosterText = await readYaml(from);
  const roster = rosterSchema.safeParse(rosterText.value);
  if (!roster.success) throw rosterText.wrong(problemsOf(roster.error));
  const outside = roster.data.entries.findIndex(isOutside);
  if (outside !== -1) {
    const text = outsideFault(roster.data.entries[outside]?.name ?? '');
    throw rosterText.wrong([{ path: ['entries', outside, 'kind'], text }]);
  }
  return roster.data;
}
