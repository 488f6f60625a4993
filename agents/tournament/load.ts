/** Reads a tournament and its roster from YAML, with errors that say which line or field is wrong. */

import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { describeIssues } from '../../server/protocol/arena/command.ts';
import { parseConfig, type TournamentConfig } from './config.ts';
import { InputError } from './input-error.ts';
import { type Roster, rosterSchema } from './roster.ts';

const ROSTERS = fileURLToPath(new URL('../../seeds/rosters/', import.meta.url));

export interface LoadedTournament {
  readonly config: TournamentConfig;
  readonly roster: Roster;
  /** Folder of the file: what it names is relative to it. */
  readonly folder: string;
}

async function readYaml(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    throw new InputError(`${file} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  try {
    return parseYaml(text);
  } catch (thrown) {
    if (thrown instanceof YAMLParseError) throw new InputError(`${file}: ${thrown.message}`);
    throw thrown;
  }
}

function rosterFile(name: string, folder: string): string {
  if (!/[./\\]/.test(name)) return join(ROSTERS, `${name}.yaml`);
  return isAbsolute(name) ? name : join(folder, name);
}

export async function loadTournament(file: string): Promise<LoadedTournament> {
  const parsed = parseConfig(await readYaml(file));
  if (!parsed.ok) throw new InputError(`${file}: ${parsed.detail}`);
  const { config } = parsed;
  const folder = dirname(file);
  const from = rosterFile(config.roster, folder);
  const roster = rosterSchema.safeParse(await readYaml(from));
  if (!roster.success) throw new InputError(`${from}: ${describeIssues(roster.error)}`);
  const { baseline } = config;
  if (baseline.kind === 'simulated' && !roster.data.entries.some(({ name }) => name === baseline.entry)) {
    throw new InputError(`${file}: baseline.entry: the roster has nobody called "${baseline.entry}"`);
  }
  return { config, roster: roster.data, folder };
}
