/** Attacks as data: the files below this folder, read strictly, one list for each language. */

import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { filesSchema, type Json, type Tier } from '../../../server/protocol/arena/acceptance.ts';
import { RUN_FAILURES } from '../../../server/protocol/arena/run-failure.ts';

/** How an attack may end: `right` and `wrong` are answers to the honest task, all others are exits of the sandbox. */
const verdictSchema = z.enum(['right', 'wrong', ...RUN_FAILURES]);
export type AttackVerdict = z.infer<typeof verdictSchema>;

const verdictsSchema = z.array(verdictSchema).min(1);

const attackSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'use words of small letters and digits, joined by underscores'),
    /** What it tries, in one sentence. */
    tries: z.string().regex(/^[A-Z].{10,160}\.$/, 'use one sentence'),
    task: z.enum(['function', 'stdio', 'files', 'sql']).optional(),
    /** The main file; `files` are delivered beside it. */
    source: z.string().optional(),
    files: z.record(z.string(), z.string()).optional(),
    embedded: verdictsSchema.optional(),
    /** Absent: as in the embedded tier. */
    native: verdictsSchema.optional(),
    /** Wall time in milliseconds, for programs that only the wall clock can end. */
    timeMs: z.number().int().min(50).max(5_000).optional(),
    answerBytes: z.number().int().positive().optional(),
    /** Command lines that run before the first case, and the one that starts the program. */
    build: z.array(z.array(z.string())).optional(),
    start: z.array(z.string()).optional(),
  })
  .refine(({ embedded, native }) => embedded !== undefined || native !== undefined, 'no tier expects anything');
export type Attack = z.infer<typeof attackSchema>;

const fileSchema = z.strictObject({ attacks: z.array(attackSchema).min(1) });

export type AttackLanguage = 'python' | 'javascript' | 'sql' | 'command';

/** `@REPEAT 3 ab@` stands for `ababab`: bombs are written as what they are, not at full length. */
function expanded(text: string): string {
  return text.replaceAll(/@REPEAT (\d+) ([^@]+)@/g, (_all, count: string, piece: string) =>
    piece.repeat(Number(count)),
  );
}

/** Reads one data file; trouble names the file and the place in it. */
export function readData<T>(folder: URL, file: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(parse(readFileSync(new URL(file, folder), 'utf8')));
  if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** All attacks written in `language`, file by file. */
export function attacksIn(language: AttackLanguage): readonly Attack[] {
  const folder = new URL(`./${language}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => readData(folder, file, fileSchema).attacks);
}

/** The delivered files of an attack; `@CANARY_FILE@` becomes the path of a file of the host that must stay unread. */
export function deliveredFiles(attack: Attack, mainFile: string, canaryFile: string): Record<string, string> {
  const files = { ...attack.files, ...(attack.source !== undefined && { [mainFile]: attack.source }) };
  const written = Object.entries(files).map(([path, text]) => [
    path,
    expanded(text).replaceAll('@CANARY_FILE@', canaryFile),
  ]);
  return filesSchema.parse(Object.fromEntries(written));
}

/** What an attack may come to on a tier; undefined: it is not for that tier. */
export function allowedOn(attack: Attack, tier: Tier): readonly AttackVerdict[] | undefined {
  return tier === 'embedded' ? attack.embedded : (attack.native ?? attack.embedded);
}

/** Whether two answers are the same value. */
export function sameJson(one: Json | undefined, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
