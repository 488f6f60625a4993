/** `arena import`: makes projects or postings of the files of public task sets. */

import { writeFile } from 'node:fs/promises';
import { InputError } from '../agents/tournament/input-error.ts';
import { reasonOf } from '../agents/tournament/text-file.ts';
import { printable } from '../agents/tournament/text-width.ts';
import { createBench } from '../server/admission/import/bench.ts';
import { importFiles } from '../server/admission/import/import.ts';
import { importedLines, skippedJson, skippedLines } from '../server/admission/import/summary.ts';
import { type Reviewing, startReviewing } from '../server/workshop.ts';
import { importOptions } from './import-options.ts';
import { importProgress } from './import-progress.ts';

/** Rows at work for each worker: enough that none waits for this process. */
const ROWS_PER_WORKER = 4;

/** Postings need no sandbox, so it starts with the first task. */
function openedOnce(start: () => Promise<Reviewing>) {
  let starting: Promise<Reviewing> | null = null;
  return {
    open: (): Promise<Reviewing> => {
      starting ??= start();
      return starting;
    },
    close: async (): Promise<void> => {
      await (await starting?.catch(() => null))?.close();
    },
  };
}

/** What comes out of files of others is printed without what moves cursors. */
function say(lines: readonly string[], to: NodeJS.WriteStream): void {
  to.write(lines.map((line) => `${printable(line)}\n`).join(''));
}

async function writeSkipped(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (thrown) {
    throw new InputError(`--skipped ${file} cannot be written: ${reasonOf(thrown)}`, 64);
  }
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const options = importOptions(args);
  const { out, workers, quiet, prices, skipped: skippedFile } = options;
  const place = openedOnce(() => startReviewing({ workers, cache: false, tiers: new Set(['embedded', 'native']) }));
  const bench = async () => createBench((await place.open()).reviewer, signal);
  const progress = importProgress(quiet);
  try {
    const width = ROWS_PER_WORKER * workers;
    const report = await importFiles({ ...options, width, bench, signal, onProgress: progress.at });
    progress.end();
    const { skipped } = report;
    if (skippedFile !== undefined) await writeSkipped(skippedFile, skippedJson(skipped));
    if (!quiet && skipped.length > 0)
      say([`Skipped ${skipped.length} rows:`, ...skippedLines(skipped)], process.stderr);
    say(importedLines(report, out, prices.rule), process.stdout);
  } finally {
    progress.end();
    await place.close();
  }
  return 0;
}
