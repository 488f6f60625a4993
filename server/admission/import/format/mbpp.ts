/** MBPP in its three forms: all of it, the sanitized part, and MBPP+ with one program of assertions. */

import { z } from 'zod';
import {
  type AssertionWork,
  type Format,
  fieldsOf,
  hasFields,
  idSchema,
  type SourceSet,
  type TaskDraft,
} from '../draft.ts';
import { type Row, Skip } from '../trouble.ts';

const linesSchema = z.array(z.string());
const fullSchema = z.object({
  task_id: idSchema,
  text: z.string(),
  code: z.string(),
  test_list: linesSchema,
  test_setup_code: z.string().default(''),
  challenge_test_list: linesSchema.default([]),
});
const sanitizedSchema = z.object({
  task_id: idSchema,
  prompt: z.string(),
  code: z.string(),
  test_imports: linesSchema.default([]),
  test_list: linesSchema,
});
const plusSchema = sanitizedSchema.extend({ test: z.string() });

const CREDIT =
  'Mostly Basic Python Problems (MBPP) by Jacob Austin, Augustus Odena, Maxwell Nye and others, "Program Synthesis with Large ' +
  'Language Models", 2021 (Google Research), CC BY 4.0; converted into projects of this arena';
const MBPP: SourceSet = { name: 'mbpp', licence: 'CC-BY-4.0', attribution: CREDIT };
/** Its rows are those of MBPP, so its credit goes with them. */
export const MBPP_PLUS: SourceSet = { name: 'mbpp-plus', licence: 'Apache-2.0 AND CC-BY-4.0', attribution: CREDIT };

/** Newlines of other systems inside programs are no part of them. */
const unix = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');

function draftOf(id: string, text: string, work: Omit<AssertionWork, 'kind' | 'entry'>): TaskDraft {
  const [example] = work.visible;
  if (example === undefined) throw new Skip('no_tests', 'no assertion at all');
  const sentence = text.trim();
  return {
    kind: 'task',
    id,
    title: `MBPP ${id}: ${sentence.replace(/\s+/g, ' ')}`.slice(0, 120).trim(),
    // The name of the function stands in the assertion only.
    description: `${sentence}\n\nWrite it in Python, in solution.py. For example, this has to hold:\n\n${example.trim()}\n`,
    difficulty: null,
    marks: [],
    works: [{ kind: 'assertions', entry: null, ...work }],
  };
}

/** One assertion is shown, as whoever wrote the posting would; what stands before it may use what is delivered. */
function listed(
  program: string,
  setup: string,
  before: string,
  tests: readonly string[],
): Omit<AssertionWork, 'kind' | 'entry'> {
  if (tests.length < 2) throw new Skip('no_tests', 'one assertion only: shown, it leaves nothing to judge by');
  const sources = tests.map((test) => (before.trim() === '' ? test : `${before.trimEnd()}\n${test}`)).map(unix);
  return { program: unix(program), setup: unix(setup), visible: sources.slice(0, 1), hidden: sources.slice(1) };
}

async function full(row: Row): Promise<TaskDraft> {
  const { task_id: id, text, code, test_list, challenge_test_list, test_setup_code } = fieldsOf(fullSchema, row);
  return draftOf(id, text, listed(code, '', test_setup_code, [...test_list, ...challenge_test_list]));
}

async function sanitized(row: Row): Promise<TaskDraft> {
  const { task_id: id, prompt, code, test_imports, test_list } = fieldsOf(sanitizedSchema, row);
  return draftOf(id, prompt, listed(code, test_imports.join('\n'), '', test_list));
}

async function plus(row: Row): Promise<TaskDraft> {
  const { task_id: id, prompt, code, test_imports, test_list, test } = fieldsOf(plusSchema, row);
  const setup = unix(test_imports.join('\n'));
  const visible = test_list.slice(0, 1).map(unix);
  return draftOf(id, prompt, { program: unix(code), setup, visible, hidden: [unix(test)] });
}

export const mbpp: Format = {
  name: 'mbpp',
  about: 'MBPP, all of it (google-research-datasets/mbpp), JSON lines or Parquet',
  makes: 'tasks',
  set: MBPP,
  matches: (row) => hasFields(row, 'task_id', 'text', 'code', 'test_list'),
  draft: full,
};

export const mbppSanitized: Format = {
  name: 'mbpp-sanitized',
  about: 'MBPP, the sanitized part, JSON or Parquet',
  makes: 'tasks',
  set: MBPP,
  matches: (row) => hasFields(row, 'task_id', 'prompt', 'code', 'test_list') && !hasFields(row, 'test'),
  draft: sanitized,
};

export const mbppPlus: Format = {
  name: 'mbpp-plus',
  about: 'MBPP+ (evalplus/mbppplus), Parquet or JSON lines',
  makes: 'tasks',
  set: MBPP_PLUS,
  matches: (row) => hasFields(row, 'task_id', 'prompt', 'code', 'test_list', 'test'),
  draft: plus,
};
