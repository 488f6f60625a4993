/** HumanEval+ and MBPP+ in EvalPlus's own form: inputs without answers, which the set's own solution gives in the sandbox. */

import { z } from 'zod';
import { type InputAnswer, pythonText } from '../bench.ts';
import { type Format, fieldsOf, hasFields, type RowContext, type TaskDraft } from '../draft.ts';
import { type Row, Skip } from '../trouble.ts';
import { functionDescription, functionTitle, HUMAN_EVAL_PLUS } from './human-eval.ts';
import { MBPP_PLUS } from './mbpp.ts';

const rowSchema = z.object({
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string().regex(/^[A-Za-z_]\w*$/),
  canonical_solution: z.string(),
  base_input: z.array(z.unknown()),
  plus_input: z.union([z.array(z.unknown()), z.record(z.string(), z.never())]).optional(),
  atol: z.number().min(0).default(0),
});
const FIELDS = ['task_id', 'prompt', 'entry_point', 'canonical_solution', 'base_input', 'plus_input'];

const AGREEMENT = pythonText('agreement');
/** Inputs of one case: enough cases for a share passed to mean something, few enough that a review stays short. */
const INPUTS_PER_CASE = 50;
const EXAMPLE_CHARACTERS_MAX = 1_000;
const CASE_CHARACTERS_MAX = 400_000;

/** Inputs in groups that are one case each. */
function groups(answers: readonly InputAnswer[]): readonly (readonly InputAnswer[])[] {
  const all: InputAnswer[][] = [];
  let size = 0;
  for (const answer of answers) {
    const characters = answer[1].length + answer[2].length;
    const last = all.at(-1);
    size += characters;
    if (
      last === undefined ||
      last.length >= INPUTS_PER_CASE ||
      size > CASE_CHARACTERS_MAX ||
      last[0]?.[0] !== answer[0]
    ) {
      all.push([answer]);
      size = characters;
    } else last.push(answer);
  }
  return all;
}

function caseOf(group: readonly InputAnswer[], tolerance: number): string {
  const lines = group.map(([, given, wanted]) => `    (${given}, ${wanted}),`);
  return [
    'CASES = [',
    ...lines,
    ']',
    '',
    'def check(candidate):',
    '    for given, wanted in CASES:',
    `        got = candidate(*given)`,
    `        assert agree(got, wanted, ${tolerance}), f'expected {wanted!r}'[:200]`,
    '',
  ].join('\n');
}

/** The first input of all, where it is short enough to be read. */
function exampleOf(entry: string, [first]: readonly InputAnswer[]): string[] {
  if (first === undefined) return [];
  const example = `assert ${entry}(*${first[1]}) == ${first[2]}`;
  return example.length > EXAMPLE_CHARACTERS_MAX ? [] : [example];
}

async function draft(row: Row, { bench, raw }: RowContext): Promise<TaskDraft> {
  const { task_id: id, prompt, entry_point: entry, canonical_solution: body, atol } = fieldsOf(rowSchema, row);
  const program = prompt + body;
  const { answers } = await bench();
  const found = await answers(program, entry, raw ?? JSON.stringify(row), ['base_input', 'plus_input']);
  if (found.length === 0) throw new Skip('no_tests', 'no inputs');
  return {
    kind: 'task',
    id,
    title: functionTitle(entry),
    description: functionDescription(entry, prompt),
    difficulty: null,
    marks: ['expected values are the answers of the solution that the set brings'],
    works: [
      {
        kind: 'assertions',
        program,
        setup: AGREEMENT,
        entry,
        visible: [],
        examples: exampleOf(entry, found),
        hidden: groups(found).map((group) => caseOf(group, atol)),
      },
    ],
  };
}

const isMbpp = ({ task_id: id }: Row): boolean => typeof id === 'string' && id.startsWith('Mbpp/');

export const evalPlusHumanEval: Format = {
  name: 'evalplus-humaneval',
  about: 'HumanEval+ in the form of evalplus/evalplus (base_input, plus_input), JSON lines',
  makes: 'tasks',
  set: HUMAN_EVAL_PLUS,
  matches: (row) => hasFields(row, ...FIELDS) && !isMbpp(row),
  draft,
};

export const evalPlusMbpp: Format = {
  name: 'evalplus-mbpp',
  about: 'MBPP+ in the form of evalplus/evalplus (base_input, plus_input), JSON lines',
  makes: 'tasks',
  set: MBPP_PLUS,
  matches: (row) => hasFields(row, ...FIELDS) && isMbpp(row),
  draft,
};
