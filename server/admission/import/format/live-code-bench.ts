/** LiveCodeBench: cases as JSON texts. Hidden cases that are packed as a Python pickle are never opened. */

import { z } from 'zod';
import {
  DIFFICULTIES,
  type Format,
  type FunctionCase,
  fieldsOf,
  hasFields,
  idSchema,
  type RowContext,
  type StdioCase,
  type TaskDraft,
  type Work,
} from '../draft.ts';
import { type Row, Skip } from '../trouble.ts';
import { functionForm, jsonIn, programForm } from './cases.ts';

const rowSchema = z.object({
  question_title: z.string(),
  question_content: z.string(),
  question_id: idSchema,
  starter_code: z.string().default(''),
  difficulty: z.enum(DIFFICULTIES).nullable().catch(null),
  public_test_cases: z.string(),
  private_test_cases: z.string().default(''),
  metadata: z.string().default('{}'),
});
const casesSchema = z.array(
  z.object({ input: z.string(), output: z.string(), testtype: z.enum(['stdin', 'functional']) }),
);
type Cases = z.infer<typeof casesSchema>;
const metadataSchema = z.object({
  func_name: z
    .string()
    .regex(/^[A-Za-z_]\w*$/)
    .optional(),
});

function casesIn(field: string, text: string): Cases {
  const parsed = casesSchema.safeParse(jsonIn(field, text));
  if (parsed.success) return parsed.data;
  throw new Skip('wrong_field', `${field}: ${parsed.error.issues[0]?.message ?? 'no list of cases'}`);
}

/** The hidden cases, or null: they are packed in a form that runs whatever it was told to when it is opened. */
function privateCases(text: string): Cases | null {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  return trimmed.startsWith('[') ? casesIn('private_test_cases', trimmed) : null;
}

interface Split<Case> {
  readonly visible: readonly Case[];
  readonly hidden: readonly Case[];
}

/** Without hidden cases the public ones are all there is: the first is shown, the rest decides, or the only one does both. */
function split<Case>(open: readonly Case[], closed: readonly Case[]): Split<Case> {
  if (closed.length > 0) return { visible: open.slice(0, 5), hidden: closed };
  return { visible: open.slice(0, 1), hidden: open.length > 1 ? open.slice(1) : open };
}

const stdioCase = ({ input, output }: Cases[number]): StdioCase => ({ stdin: input, expected: output });

/** Each line of the input is one argument. */
function functionCase({ input, output }: Cases[number]): FunctionCase {
  const lines = input.split('\n').filter((line) => line.trim() !== '');
  return { args: lines.map((line) => jsonIn('an argument', line)), expected: jsonIn('an output', output) };
}

function workOf(open: Cases, closed: Cases, entry: string | undefined): Work {
  const base = { programs: [], casesArePublic: closed.length === 0 };
  const types = new Set([...open, ...closed].map(({ testtype }) => testtype));
  if (types.size !== 1) throw new Skip(types.size === 0 ? 'no_tests' : 'wrong_field', 'cases of no kind, or of two');
  if (types.has('stdin')) return { kind: 'stdio', ...base, ...split(open.map(stdioCase), closed.map(stdioCase)) };
  if (entry === undefined) throw new Skip('wrong_field', 'metadata: no func_name, but cases that call one');
  return { kind: 'function', entry, ...base, ...split(open.map(functionCase), closed.map(functionCase)) };
}

async function draft(row: Row, { allowPublicCases }: RowContext): Promise<TaskDraft> {
  const fields = fieldsOf(rowSchema, row);
  const { question_id: id, question_title: title, question_content: question, starter_code: starter } = fields;
  const open = casesIn('public_test_cases', fields.public_test_cases);
  const closed = privateCases(fields.private_test_cases);
  const isPublic = closed === null || closed.length === 0;
  if (isPublic && !allowPublicCases) {
    if (closed === null) throw new Skip('pickled_tests', 'private_test_cases is no JSON');
    throw new Skip('no_tests', 'no hidden cases');
  }
  if (open.length === 0) throw new Skip('no_tests', 'no public case to show');
  const metadata = metadataSchema.safeParse(jsonIn('metadata', fields.metadata));
  if (!metadata.success) throw new Skip('wrong_field', 'metadata: func_name is no name');
  const { func_name: entry } = metadata.data;
  const work = workOf(open, closed ?? [], entry);
  return {
    kind: 'task',
    id,
    title: `LiveCodeBench ${id}: ${title}`.replace(/\s+/g, ' ').slice(0, 120).trim(),
    description: work.kind === 'function' ? functionForm(work.entry, question, starter) : programForm(question),
    difficulty: fields.difficulty,
    marks: isPublic ? ['public cases only: all that decides stands in the posting'] : [],
    works: [work],
  };
}

export const liveCodeBench: Format = {
  name: 'livecodebench',
  about: 'LiveCodeBench (livecodebench/code_generation_lite), JSON lines',
  makes: 'tasks',
  set: {
    name: 'livecodebench',
    licence: 'CC, version not stated',
    attribution: 'LiveCodeBench (livecodebench/code_generation_lite); converted into projects of this arena',
  },
  matches: (row) => hasFields(row, 'question_id', 'question_content', 'public_test_cases'),
  draft,
};
