/** `arena standing DIR`: prints the standing of a run that has ended. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { standingSchema } from '../agents/tournament/standing-schema.ts';
import { standingTable } from '../agents/tournament/standing-table.ts';

export async function run(args: string[]): Promise<number> {
  const options = { format: { type: 'string', default: 'table' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const [dir] = positionals;
  if (dir === undefined) throw new InputError('standing of which run? `arena standing DIR`', 64);
  const file = join(dir, 'standing.json');
  if (!existsSync(file))
    throw new InputError(`${file} does not exist: is ${dir} the folder of a run that has ended?`, 64);
  const parsed = standingSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new InputError(`${file} is no standing: ${parsed.error.issues[0]?.message ?? ''}`);
  const width = process.stdout.isTTY === true ? process.stdout.columns : 80;
  const color = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  if (values.format === 'table') process.stdout.write(`${standingTable(parsed.data, { width, color })}\n`);
  else if (values.format === 'csv') process.stdout.write(standingCsv(parsed.data));
  else if (values.format === 'json') process.stdout.write(standingJson(parsed.data));
  else throw new InputError('--format: table, csv or json', 64);
  return 0;
}
