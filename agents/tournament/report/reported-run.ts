/** What a report says of one run is made from this: its analysis, its rows, its standing, and what its folder tells of how it was made. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Analysis } from '../analysis/analysis.ts';
import type { RunRecord } from '../analysis/run-record.ts';
import type { Subject } from '../analysis/subject.ts';
import { InputError } from '../input-error.ts';
import { describeProblems, problemsOf } from '../problem.ts';
import { type Standing, standingSchema } from '../standing-schema.ts';
import { readJson } from '../text-file.ts';

const textOrNull = z.string().nullish();

/** Of a run's manifest, what tells how it was made. Loose: folders of other versions say less, or more. */
const circumstancesSchema = z.looseObject({
  identity: z.string(),
  sandboxImage: z.string(),
  provenance: z.looseObject({
    arena: z.string(),
    node: textOrNull,
    platform: textOrNull,
    commit: textOrNull,
    changed: z.boolean().nullish(),
    dependencies: textOrNull,
  }),
  models: z
    .looseObject({
      models: z.array(z.looseObject({ freelancer: z.string(), model: z.string(), answeredBy: textOrNull })),
      prices: z.looseObject({ on: z.string(), sha256: z.string() }),
      mode: z.string(),
    })
    .nullish(),
  sessions: z
    .array(
      z.looseObject({
        startedAt: z.string(),
        endedAt: textOrNull,
        machine: z.looseObject({ processor: z.string(), cores: z.int(), memoryMiB: z.int() }).nullish(),
      }),
    )
    .default([]),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;

export interface ReportedRun {
  readonly record: RunRecord;
  readonly subject: Subject;
  readonly analysis: Analysis;
  readonly standing: Standing | null;
  readonly circumstances: Circumstances;
  /** Number of events of each market, and the hash of the last. */
  readonly logs: readonly { readonly market: string; readonly events: number; readonly hash: string }[];
}

/** The value as the schema has it. Throws an `InputError` that names the file. */
export function parsedAs<T>(schema: z.ZodType<T>, value: unknown, file: string, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(`${file} is no ${what}: ${describeProblems(problemsOf(parsed.error))[0]}`);
}

async function readAs<T>(schema: z.ZodType<T>, file: string, what: string): Promise<T> {
  return parsedAs(schema, await readJson(file), file, what);
}

export function readCircumstances(dir: string): Promise<Circumstances> {
  return readAs(circumstancesSchema, join(dir, 'manifest.json'), 'manifest of this arena');
}

/** Null where the run has none. */
export async function readStanding(dir: string): Promise<Standing | null> {
  const file = join(dir, 'standing.json');
  return existsSync(file) ? readAs(standingSchema, file, 'standing') : null;
}
