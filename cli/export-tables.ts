/** Rows of runs as files, one a table, beside the dictionary that says what stands in them. */

import { join } from 'node:path';
import { readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { csvLines, dictionaryLines } from '../agents/tournament/export/csv.ts';
import { type ExportedRun, exportDictionary, rowsOf, TABLES } from '../agents/tournament/export/exported-rows.ts';
import { jsonLines } from '../agents/tournament/export/json-lines.ts';
import { parquetOf } from '../agents/tournament/export/parquet.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { humanTryRows } from '../agents/tournament/observations/human-tries.ts';
import { writeWhole } from '../agents/tournament/text-file.ts';
import { subjectOf } from './observed-run.ts';

/** Writes runs to a place and gives the files that it wrote. */
export type Exporter = (runs: readonly string[], out: string, signal: AbortSignal) => Promise<readonly string[]>;

async function exportedRuns(dirs: readonly string[]): Promise<ExportedRun[]> {
  const runs: ExportedRun[] = [];
  for (const dir of dirs) {
    const record = await readRunRecord(dir);
    const { name, observed } = await subjectOf(record);
    if (runs.some((one) => one.name === name))
      throw new InputError(`two of the folders are called ${name}: their rows could not be told apart`);
    runs.push({ name, rows: { ...observed, human_try: record.people === null ? [] : humanTryRows(record.people) } });
  }
  return runs;
}

export function tables(format: 'csv' | 'jsonl' | 'parquet'): Exporter {
  return async (dirs, out) => {
    const runs = await exportedRuns(dirs);
    const dictionary = exportDictionary();
    for (const table of TABLES) {
      const columns = dictionary.filter((line) => line.table === table);
      const rows = rowsOf(runs, table);
      const content = {
        csv: () => csvLines(columns, rows),
        jsonl: () => jsonLines(rows),
        parquet: () => parquetOf(columns, [...rows]),
      };
      await writeWhole(join(out, `${table}.${format}`), content[format]());
    }
    await writeWhole(join(out, 'data-dictionary.csv'), dictionaryLines(dictionary));
    return [...TABLES.map((table) => `${table}.${format}`), 'data-dictionary.csv'].map((name) => join(out, name));
  };
}
