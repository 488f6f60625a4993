/** Python of ours at work in the sandbox: it reads what is imported, and runs it where a set needs its answers. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Json } from '../../protocol/arena/acceptance.ts';
import { type Acceptance, jsonSchema } from '../../protocol/arena/acceptance.ts';
import type { Finding } from '../../reviewer/combine.ts';
import type { Reviewer } from '../../reviewer/reviewer.ts';
import type { RunLimits } from '../../reviewer/sandbox.ts';
import { Skip } from './trouble.ts';

/** Larger than a delivery's: assertions with thousands of inputs are one syntax tree, and nobody else waits for them. */
const LIMITS: RunLimits = {
  fuel: 8_000_000_000,
  timeMs: 60_000,
  memoryBytes: 536_870_912,
  answerBytes: 16_777_216,
  outputBytes: 1_048_576,
};

export function pythonText(name: string): string {
  return readFileSync(new URL(`./python/${name}.py`, import.meta.url), 'utf8');
}

const EXAMINE = pythonText('examine');
const ANSWERS = pythonText('answers');

const namesSchema = z.array(z.string());
const problemSchema = z.strictObject({ problem: z.string() });
const anatomySchema = z.strictObject({
  /** The function asked for; null where the program defines none that the assertions name. */
  entry: z.string().nullable(),
  /** Further names of the program that the assertions use. */
  names: namesSchema,
  /** Modules that the program imports and this Python does not have; the same for its assertions. */
  missing: namesSchema,
  tests_missing: namesSchema,
  /** What the assertions use of numpy. */
  numpy: namesSchema,
  /** What they use that could run a text. */
  evaluates: namesSchema,
  /** Assertions made of the examples in the description, and of the first ones of the hidden cases. */
  examples: namesSchema,
  fallbacks: namesSchema,
  /** The program with one slip each. */
  slips: z.array(z.strictObject({ line: z.number(), program: z.string() })),
});
export type Anatomy = z.infer<typeof anatomySchema>;

const answerSchema = z.tuple([z.string(), z.string(), z.string()]);
export type InputAnswer = z.infer<typeof answerSchema>;
const answersSchema = z.strictObject({ answers: z.array(answerSchema) });

/** What an import needs of a reviewer and its sandboxes. */
export interface Bench {
  examine(task: {
    readonly program: string;
    readonly setup: string;
    readonly tests: readonly string[];
    readonly entry: string | null;
  }): Promise<Anatomy>;
  /** For each input in these fields of the JSON text: the field, the arguments and the answer, as Python literals. */
  answers(program: string, entry: string, text: string, fields: readonly string[]): Promise<readonly InputAnswer[]>;
  review(files: Readonly<Record<string, string>>, acceptance: Acceptance, fuelPerCase?: number): Promise<Finding>;
  shortageFor(acceptance: Acceptance): string | null;
  readonly signal: AbortSignal;
}

export function createBench(reviewer: Reviewer, signal: AbortSignal): Bench {
  async function call(source: string, entry: string, args: readonly Json[]): Promise<Json> {
    const result = await reviewer.runOnce(
      {
        language: 'python',
        files: { 'tool.py': source },
        task: { kind: 'function', file: 'tool.py', entry, args },
        limits: LIMITS,
      },
      signal,
    );
    // A tool that ends early was ended by the task that it was given.
    if (result.answer?.kind !== 'value')
      throw new Skip('not_python', `${result.exit}: ${result.message}`.slice(0, 500));
    const value = jsonSchema.parse(result.answer.value);
    const refused = problemSchema.safeParse(value);
    if (refused.success) throw new Skip(entry === 'answers' ? 'reference_fails' : 'not_python', refused.data.problem);
    return value;
  }

  return {
    examine: async ({ program, setup, tests, entry }) =>
      anatomySchema.parse(await call(EXAMINE, 'examine', [program, setup, [...tests], entry])),
    answers: async (program, entry, text, fields) =>
      answersSchema.parse(await call(ANSWERS, 'answers', [program, entry, text, [...fields]])).answers,
    review: (files, acceptance, fuelPerCase) =>
      reviewer.runVisible({ files, acceptance, signal, ...(fuelPerCase === undefined ? {} : { fuelPerCase }) }),
    shortageFor: (acceptance) => reviewer.shortageFor(acceptance),
    signal,
  };
}
