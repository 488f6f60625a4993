/** The logs that a path means: a file, or all of a run's folder. */

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../agents/tournament/input-error.ts';

/** In the order of their names. Throws an `InputError` where there is none. */
export function logsOf(path: string): string[] {
  if (!existsSync(path)) throw new InputError(`${path} does not exist`);
  if (statSync(path).isFile()) return [path];
  const folder = join(path, 'log');
  const logs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson')) : [];
  if (logs.length === 0) throw new InputError(`${path} is no folder of a run that has ended: it has no log/*.ndjson`);
  return logs.sort().map((name) => join(folder, name));
}
