/** The scenarios that come with the arena, by name. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Scenario, scenarioSchema } from '../server/protocol/arena/scenario.ts';

const FOLDER = new URL('./scenarios/', import.meta.url);
const ENDING = '.yaml';

export function scenarioNames(): readonly string[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return files.map((file) => file.slice(0, -ENDING.length)).sort();
}

/** Null where there is none of this name. */
export function loadScenario(name: string): Scenario | null {
  const file = new URL(`${name}${ENDING}`, FOLDER);
  if (!/^[a-z0-9-]+$/.test(name) || !existsSync(file)) return null;
  return scenarioSchema.parse(parse(readFileSync(file, 'utf8')));
}
