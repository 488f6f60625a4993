/** `arena sweep DIR…`: success and earnings of runs against the stated size of their models, as table, files and plot. */

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { standingSchema } from '../agents/tournament/standing-schema.ts';
import {
  type SweptRun,
  sweepCsv,
  sweepJson,
  sweepOf,
  sweepTable,
  sweptManifestSchema,
} from '../agents/tournament/sweep.ts';
import { sweepSvg } from '../agents/tournament/sweep-plot.ts';
import { readJson, reasonOf } from '../agents/tournament/text-file.ts';

async function runIn(dir: string): Promise<SweptRun> {
  const [manifestFile, standingFile] = [join(dir, 'manifest.json'), join(dir, 'standing.json')];
  for (const file of [manifestFile, standingFile]) {
    if (!existsSync(file))
      throw new InputError(`${file} does not exist: is ${dir} the folder of a run that has ended?`);
  }
  const manifest = sweptManifestSchema.safeParse(await readJson(manifestFile));
  if (!manifest.success) throw new InputError(`${manifestFile}: ${describeProblems(problemsOf(manifest.error))[0]}`);
  const standing = standingSchema.safeParse(await readJson(standingFile));
  if (!standing.success) throw new InputError(`${standingFile}: ${describeProblems(problemsOf(standing.error))[0]}`);
  return { manifest: manifest.data, standing: standing.data };
}

export async function run(args: string[]): Promise<number> {
  const options = { out: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (positionals.length === 0) throw new InputError('sweep over which runs? `arena sweep DIR…`', 64);
  const sweep = sweepOf(await Promise.all(positionals.map(runIn)));
  if (sweep.points.length === 0) {
    throw new InputError('no model of these runs has a stated size: give its entry in the roster parametersBillion');
  }
  process.stdout.write(sweepTable(sweep));
  const { out } = values;
  if (out === undefined) return 0;
  try {
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'sweep.json'), sweepJson(sweep));
    await writeFile(join(out, 'sweep.csv'), sweepCsv(sweep));
    await writeFile(join(out, 'sweep.svg'), sweepSvg(sweep));
  } catch (thrown) {
    throw new InputError(`${out} cannot be written: ${reasonOf(thrown)}`, 64);
  }
  process.stdout.write(`In ${out}: sweep.json, sweep.csv, sweep.svg\n`);
  return 0;
}
