/** `arena standing DIR`: prints the standing of a run that has ended. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { standingSchema } from '../agents/tournament/standing-schema.ts';
import { screenOptions, standingTable } from '../agents/tournament/standing-table.ts';
import { readJson } from '../agents/tournament/text-file.ts';

export async function run(args: string[]): Promise<number> {
  const options = { format: { type: 'string', default: 'table' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [dir] = positionals;
  if (dir === undefined) throw new InputError('standing of which run? `arena standing DIR`', 64);
  const file = join(dir, 'standing.json');
  if (!existsSync(file)) throw new InputError(`${file} does not exist: is ${dir} the folder of a run that has ended?`);
  const parsed = standingSchema.safeParse(await readJson(file));
  if (!parsed.success) throw new InputError(`${file} is no standing: ${describeProblems(problemsOf(parsed.error))[0]}`);
  if (values.format === 'table') process.stdout.write(`${standingTable(parsed.data, screenOptions())}\n`);
  else if (values.format === 'csv') process.stdout.write(standingCsv(parsed.data));
  else if (values.format === 'json') process.stdout.write(standingJson(parsed.data));
  else throw new InputError('--format: table, csv or json', 64);
  return 0;
}
