/** `arena export RUN…`: rows of runs as tables, runs as Inspect logs, or one run as a file that can be played again. */

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inspectEval, inspectFileName, inspectJson, inspectLogs } from '../agents/tournament/export/inspect-log.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { writeWhole } from '../agents/tournament/text-file.ts';
import { sha256 } from '../server/kernel/hash.ts';
import { bundleRun } from './bundle-run.ts';
import { type Exporter, tables } from './export-tables.ts';
import { inspectRun } from './inspect-run.ts';

function inspect(ending: 'eval' | 'json'): Exporter {
  return async (dirs, out, signal) => {
    const files: string[] = [];
    for (const dir of dirs) {
      signal.throwIfAborted();
      for (const log of inspectLogs(await inspectRun(dir))) {
        const file = join(out, `${inspectFileName(log)}.${ending}`);
        await writeWhole(file, ending === 'eval' ? inspectEval(log) : inspectJson(log));
        files.push(file);
      }
    }
    return files;
  };
}

const bundle: Exporter = async ([dir, ...others], out) => {
  if (dir === undefined || others.length > 0) throw new InputError('a bundle is of one run: name one folder', 64);
  const bytes = await bundleRun(dir);
  await writeWhole(out, bytes);
  return [`${out}, sha256 ${sha256(bytes)}`];
};

const FORMATS: Readonly<Record<string, Exporter>> = {
  csv: tables('csv'),
  jsonl: tables('jsonl'),
  parquet: tables('parquet'),
  inspect: inspect('eval'),
  'inspect-json': inspect('json'),
  bundle,
};

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const options = { format: { type: 'string' }, out: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { format = '', out } = values;
  const exporter = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (exporter === undefined) throw new InputError(`--format: ${Object.keys(FORMATS).join(', ')}`, 64);
  if (out === undefined) throw new InputError('--out: where to, a folder, or for a bundle a file', 64);
  if (positionals.length === 0) throw new InputError('export which run? `arena export DIR…`', 64);
  for (const file of await exporter(positionals, out, signal)) process.stdout.write(`${file}\n`);
  return 0;
}
