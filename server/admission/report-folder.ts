/** The folder of a report: finished projects while the gate runs, then the report for programs, for people and for markets. */

import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../kernel/hash.ts';
import { admissionOf } from './admission.ts';
import type { BankReport, Shelf } from './bank.ts';
import type { Examined } from './gate.ts';
import { gateReportSchema } from './gate-report.ts';
import { reportText } from './report-text.ts';

const countSchema = z.object({ count: z.number().int(), of: z.number().int() });
const examinedSchema = z.object({
  gates: z.array(gateReportSchema),
  rates: z.object({ accepted: countSchema, rejected: countSchema }),
});

/** Written whole or not at all: a process that is killed leaves no half of a file. */
async function write(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}

function isMissing(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
}

export interface ReportFolder {
  readonly shelf: Shelf;
  finish(report: BankReport): Promise<void>;
}

/** `fresh` forgets what an earlier process finished. */
export async function openReportFolder(folder: string, fresh: boolean): Promise<ReportFolder> {
  const finished = join(folder, 'projects');
  if (fresh) await rm(finished, { recursive: true, force: true });
  await mkdir(finished, { recursive: true });
  const fileOf = (key: string): string => join(finished, `${key}.json`);
  return {
    shelf: {
      get: async (key): Promise<Examined | null> => {
        try {
          const read = examinedSchema.safeParse(JSON.parse(await readFile(fileOf(key), 'utf8')));
          return read.success ? read.data : null;
        } catch (problem) {
          // Missing, or damaged on the disk: examined again.
          if (isMissing(problem) || problem instanceof SyntaxError) return null;
          throw problem;
        }
      },
      put: (key, examined) => write(fileOf(key), canonicalJson(examined)),
    },
    finish: async (report) => {
      // One line a project, so that a change of one shows as one.
      const { projects, ...head } = report;
      const lines = projects.map((one) => canonicalJson(one)).join(',\n');
      await write(join(folder, 'report.json'), `${canonicalJson(head).slice(0, -1)},"projects":[\n${lines}\n]}\n`);
      await write(join(folder, 'report.md'), reportText(report));
      await write(join(folder, 'admission.json'), `${JSON.stringify(admissionOf(report), null, 1)}\n`);
    },
  };
}

/** A shelf that keeps nothing: for a bank that is small, or examined once. */
export function emptyShelf(): Shelf {
  return { get: async () => null, put: async () => undefined };
}
