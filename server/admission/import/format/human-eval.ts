/** HumanEval and HumanEval+ as their task files have them: a prompt, a body, and a `check(candidate)`. */

import { z } from 'zod';
import { type Format, fieldsOf, hasFields, type SourceSet, type TaskDraft } from '../draft.ts';
import type { Row } from '../trouble.ts';

const rowSchema = z.object({
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string().regex(/^[A-Za-z_]\w*$/),
  canonical_solution: z.string(),
  test: z.string(),
});

const FIELDS = ['task_id', 'prompt', 'entry_point', 'canonical_solution', 'test'];

/** What the extended set brings with its tests and the first one never has. */
function isExtended({ test }: Row): boolean {
  return typeof test === 'string' && /^def assertion\(/m.test(test);
}

export function functionDescription(entry: string, prompt: string): string {
  return `Write the Python function ${entry} in solution.py. Its head and what it has to do:\n\n${prompt.trim()}\n`;
}

export function functionTitle(entry: string): string {
  return `Python function ${entry}`.slice(0, 120);
}

async function draft(row: Row): Promise<TaskDraft> {
  const { task_id: id, prompt, entry_point: entry, canonical_solution: body, test } = fieldsOf(rowSchema, row);
  return {
    kind: 'task',
    id,
    title: functionTitle(entry),
    description: functionDescription(entry, prompt),
    difficulty: null,
    marks: [],
    // The prompt defines helpers that some assertions use: they are ours there, whatever was delivered.
    works: [{ kind: 'assertions', program: prompt + body, setup: prompt, entry, visible: [], hidden: [test] }],
  };
}

const HUMAN_EVAL: SourceSet = { name: 'humaneval', licence: 'MIT' };
export const HUMAN_EVAL_PLUS: SourceSet = { name: 'humaneval-plus', licence: 'Apache-2.0' };

export const humanEval: Format = {
  name: 'humaneval',
  about: 'HumanEval (openai/human-eval), JSON lines or Parquet',
  makes: 'tasks',
  set: HUMAN_EVAL,
  matches: (row) => hasFields(row, ...FIELDS) && !isExtended(row),
  draft,
};

export const humanEvalPlus: Format = {
  name: 'humaneval-plus',
  about: 'HumanEval+ (evalplus/humanevalplus), Parquet or JSON lines',
  makes: 'tasks',
  set: HUMAN_EVAL_PLUS,
  matches: (row) => hasFields(row, ...FIELDS) && isExtended(row),
  draft,
};
