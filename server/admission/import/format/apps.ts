/** APPS: programs that read standard input, and functions, with cases in a JSON text. */

import { z } from 'zod';
import type { Json } from '../../../protocol/arena/acceptance.ts';
import {
  DIFFICULTIES,
  type Difficulty,
  type Format,
  type FunctionCase,
  fieldsOf,
  hasFields,
  idSchema,
  type StdioCase,
  type TaskDraft,
  type Work,
} from '../draft.ts';
import { type Row, Skip } from '../trouble.ts';
import { asFunction, functionForm, jsonIn, programForm, shownAndHidden } from './cases.ts';

const rowSchema = z.object({
  problem_id: idSchema,
  question: z.string(),
  solutions: z.string().nullable().default(''),
  input_output: z.string().nullable().default(''),
  difficulty: z.string().nullable().default(''),
  starter_code: z.string().nullable().default(''),
});

const casesSchema = z.object({
  inputs: z.array(z.unknown()),
  outputs: z.array(z.unknown()),
  fn_name: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .optional(),
});
type Cases = z.infer<typeof casesSchema>;

const LEVELS: readonly string[] = ['introductory', 'interview', 'competition'];

function difficultyOf(text: string | null): Difficulty | null {
  return DIFFICULTIES[LEVELS.indexOf(text ?? '')] ?? null;
}

/** A text, or its lines. */
function textIn(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((line) => typeof line === 'string')) return value.join('\n');
  throw new Skip('wrong_field', `input_output: ${what} is no text`);
}

function stdioCases({ inputs, outputs }: Cases): readonly StdioCase[] {
  return inputs.map((input, at) => ({ stdin: textIn(input, 'an input'), expected: textIn(outputs[at], 'an output') }));
}

function functionCases({ inputs, outputs }: Cases, expected: (output: Json) => Json): readonly FunctionCase[] {
  return inputs.map((args, at) => {
    if (!Array.isArray(args)) throw new Skip('wrong_field', 'input_output: an input is no list of arguments');
    return { args: args as Json[], expected: expected(outputs[at] as Json) };
  });
}

/** Some rows have each value in a list of its own. Which ones is not said, so both readings are tried. */
function readings(cases: Cases): readonly [readonly FunctionCase[], ...(readonly FunctionCase[])[]] {
  const plain = functionCases(cases, (output) => output);
  const inList = cases.outputs.every((output) => Array.isArray(output) && output.length === 1);
  if (!inList) return [plain];
  return [functionCases(cases, (output) => (output as readonly Json[])[0] ?? null), plain];
}

function solutionsIn(text: string | null): readonly string[] {
  if (text === null || text.trim() === '') return [];
  const parsed = z.array(z.string()).safeParse(jsonIn('solutions', text));
  if (!parsed.success) throw new Skip('wrong_field', 'solutions: no list of programs');
  return parsed.data;
}

function worksOf(cases: Cases, solutions: readonly string[]): readonly [Work, ...Work[]] {
  const { fn_name: entry } = cases;
  if (entry === undefined) {
    const split = shownAndHidden(stdioCases(cases));
    return [{ kind: 'stdio', programs: solutions, casesArePublic: false, ...split }];
  }
  const programs = solutions.map((program) => asFunction(program, entry));
  const [first, ...others] = readings(cases).map(
    (reading): Work => ({ kind: 'function', entry, programs, casesArePublic: false, ...shownAndHidden(reading) }),
  );
  if (first === undefined) throw new Skip('no_tests', 'no case at all');
  return [first, ...others];
}

async function draft(row: Row): Promise<TaskDraft> {
  const fields = fieldsOf(rowSchema, row);
  const { problem_id: id, question, input_output: text, starter_code: starter, difficulty } = fields;
  if (text === null || text.trim() === '') throw new Skip('no_tests', 'input_output is empty');
  const parsed = casesSchema.safeParse(jsonIn('input_output', text));
  if (!parsed.success) throw new Skip('wrong_field', `input_output: ${parsed.error.issues[0]?.message ?? ''}`);
  const cases = parsed.data;
  if (cases.inputs.length !== cases.outputs.length) {
    throw new Skip('wrong_field', `input_output: ${cases.inputs.length} inputs and ${cases.outputs.length} outputs`);
  }
  const { fn_name: entry } = cases;
  return {
    kind: 'task',
    id,
    title: `APPS ${id}: ${question.trim().replace(/\s+/g, ' ')}`.slice(0, 120).trim(),
    description: entry === undefined ? programForm(question) : functionForm(entry, question, starter ?? ''),
    difficulty: difficultyOf(difficulty),
    marks: [],
    works: worksOf(cases, solutionsIn(fields.solutions)),
  };
}

export const apps: Format = {
  name: 'apps',
  about: 'APPS (codeparrot/apps), JSON lines or Parquet',
  makes: 'tasks',
  set: { name: 'apps', licence: 'MIT' },
  matches: (row) => hasFields(row, 'problem_id', 'question', 'input_output'),
  draft,
};
