/** One sandbox for the imports of a test file, and what an import of rows comes to. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Bench, createBench } from '../../server/admission/import/bench.ts';
import { type ImportOptions, type ImportReport, importFiles } from '../../server/admission/import/import.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { fuelLimit } from '../../server/reviewer/fuel.ts';
import { startReviewing } from '../../server/workshop.ts';
import type { InventedRow } from './rows.ts';

export interface ImportedTasks {
  readonly report: ImportReport;
  readonly projects: readonly ProjectPackage[];
  readonly text: string;
}

export interface TaskBench {
  readonly bench: Bench;
  importFile(file: string, change?: Partial<ImportOptions>): Promise<ImportedTasks>;
  /** The verdict on a program for the project, visible and hidden cases. */
  judge(project: ProjectPackage, program: string): Promise<Finding>;
}

export const jsonLines = (rows: readonly InventedRow[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

export async function openTaskBench(folder: string): Promise<TaskBench> {
  const reviewing = await startReviewing({ workers: 2, cache: false });
  afterAll(() => reviewing.close());
  const { signal } = new AbortController();
  const bench = createBench(reviewing.reviewer, signal);
  let outs = 0;
  return {
    bench,
    importFile: async (file, change = {}) => {
      outs += 1;
      const out = join(folder, `imported-${outs}.jsonl`);
      const report = await importFiles({
        files: [file],
        format: null,
        out,
        prices: { rule: 'difficulty-band', seed: 'test' },
        limit: null,
        strict: false,
        allowPublicCases: true,
        width: 8,
        bench: async () => bench,
        signal,
        ...change,
      });
      const text = readFileSync(out, 'utf8');
      const [, ...lines] = text.trimEnd().split('\n');
      return { report, text, projects: lines.map((line) => JSON.parse(line) as ProjectPackage) };
    },
    judge: (project, program) =>
      reviewing.reviewer.review({
        files: { 'solution.py': program },
        acceptance: project.acceptance,
        hidden: project.answerKey.hidden,
        fuelPerCase: fuelLimit(0),
      }),
  };
}
