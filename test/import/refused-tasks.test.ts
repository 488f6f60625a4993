/** Rows that make no project are told one by one, with a code and a reason; the others are imported all the same. */

import { expect, test } from 'vitest';
import { testFolder } from './folder.ts';
import * as rows from './rows.ts';
import { jsonLines, openTaskBench } from './task-bench.ts';

const folder = testFolder();
const { importFile } = await openTaskBench(folder.path);

const { HUMAN_EVAL, MBPP, MBPP_SANITIZED, BIG_CODE_BENCH, LIVE_CODE_BENCH, APPS, EVALPLUS_MBPP } = rows;
const CHECK = String(HUMAN_EVAL.test);

/** Each beside a good row of its set, which has to come through. */
const REFUSED: readonly (readonly [
  name: string,
  good: rows.InventedRow,
  change: rows.InventedRow,
  code: string,
  said: string,
])[] = [
  ['a field is missing', HUMAN_EVAL, { canonical_solution: undefined }, 'wrong_field', 'canonical_solution'],
  ['a field is a number', HUMAN_EVAL, { prompt: 7 }, 'wrong_field', 'prompt'],
  ['an entry point that is code', HUMAN_EVAL, { entry_point: 'f(); import os' }, 'wrong_field', 'entry_point'],
  [
    'an entry point that the program lacks',
    HUMAN_EVAL,
    { entry_point: 'other' },
    'no_tests',
    'nothing that the program defines',
  ],
  ['a solution that is no Python', HUMAN_EVAL, { canonical_solution: '    return (\n' }, 'not_python', 'SyntaxError'],
  ['a solution that fails', HUMAN_EVAL, { canonical_solution: '    return []\n' }, 'reference_fails', 'wrong_answer'],
  ['assertions without a check', HUMAN_EVAL, { test: 'METADATA = {}\n' }, 'reference_fails', 'never asked'],
  [
    'assertions that everything passes',
    HUMAN_EVAL,
    { test: 'def check(candidate):\n    candidate([])\n' },
    'weak_tests',
    'does nothing',
  ],
  [
    'assertions that evaluate an answer',
    HUMAN_EVAL,
    { test: `${CHECK}    eval(str(candidate([])))\n` },
    'evaluates',
    'eval',
  ],
  ['assertions that unpickle', HUMAN_EVAL, { test: `import pickle\n${CHECK}` }, 'evaluates', 'pickle'],
  ['assertions of another world', HUMAN_EVAL, { test: `import pandas as pd\n${CHECK}` }, 'needs_package', 'pandas'],
  [
    'more of numpy than there is',
    HUMAN_EVAL,
    { test: `import numpy as np\n${CHECK}    np.linalg.norm([1])\n` },
    'needs_package',
    'numpy: linalg',
  ],
  [
    'a description beyond a posting',
    HUMAN_EVAL,
    { prompt: `${HUMAN_EVAL.prompt}    # ${'x'.repeat(9_000)}\n` },
    'posting_unfit',
    'description',
  ],
  [
    'one assertion only',
    MBPP,
    { test_list: ['assert count_holding([], 1) == 0'], challenge_test_list: [] },
    'no_tests',
    'one assertion',
  ],
  ['assertions that are no list', MBPP_SANITIZED, { test_list: 'assert True' }, 'wrong_field', 'test_list'],
  [
    'a module that is not here',
    BIG_CODE_BENCH,
    { complete_prompt: `import pandas\n${BIG_CODE_BENCH.complete_prompt}` },
    'needs_package',
    'imports pandas',
  ],
  ['libraries that are code', BIG_CODE_BENCH, { libs: "[exec('x')]" }, 'no_literal', 'exec'],
  ['cases that are no JSON', LIVE_CODE_BENCH, { public_test_cases: '[{' }, 'wrong_field', 'public_test_cases'],
  [
    'cases of two kinds',
    LIVE_CODE_BENCH,
    { private_test_cases: '[{"input":"1","output":"2","testtype":"functional"}]' },
    'wrong_field',
    'of two',
  ],
  ['no cases', APPS, { input_output: '' }, 'no_tests', 'empty'],
  [
    'cases deeper than anybody reads',
    APPS,
    { input_output: `{"inputs":${'['.repeat(5_000)}${']'.repeat(5_000)},"outputs":[]}` },
    'wrong_field',
    '200 levels',
  ],
  [
    'a prototype among the arguments',
    APPS,
    { input_output: '{"fn_name":"f","inputs":[[{"__proto__":1}],[1]],"outputs":[1,2]}', solutions: '[]' },
    'unsafe_key',
    '__proto__',
  ],
  [
    'inputs without outputs',
    APPS,
    { input_output: '{"inputs":["1","2"],"outputs":["1"]}' },
    'wrong_field',
    '2 inputs and 1 outputs',
  ],
  [
    'solutions of which none runs',
    APPS,
    { solutions: '["print(", "raise SystemExit(1)"]' },
    'reference_fails',
    'case "hidden 1"',
  ],
  [
    'inputs that its solution cannot take',
    EVALPLUS_MBPP,
    { plus_input: [[5]] },
    'reference_fails',
    'input 1 of plus_input: TypeError',
  ],
  ['inputs that are no lists', EVALPLUS_MBPP, { plus_input: [5] }, 'reference_fails', 'no list of arguments'],
  [
    'answers that nobody can write down',
    EVALPLUS_MBPP,
    { canonical_solution: 'def sorted_letters(text):\n    return object()\n' },
    'reference_fails',
    'type object',
  ],
];

const idOf = (row: rows.InventedRow): string =>
  ['task_id', 'problem_id', 'question_id'].find((name) => Object.hasOwn(row, name)) ?? '';

/** The good row and all that are changed from it, in one file: no row keeps another from being read. */
test.each([...Map.groupBy(REFUSED, ([, good]) => good)].map(([good, refused]) => [idOf(good), good, refused] as const))(
  'changes of a row with %s: %#',
  async (id, good, refused) => {
    const own = String(good[id]).replace(/\d+$/, '');
    const bad = refused.map(([, , change], at) => ({ ...good, [id]: own === '' ? at : `${own}${at}`, ...change }));
    const { report } = await importFile(folder.write('rows.jsonl', jsonLines([...bad, good])));
    expect(report.imported).toBe(1);
    const told = report.skipped.map(({ place, code, reason }, at) => {
      const [name, , , , said = ''] = refused[at] ?? [];
      return [name, place.at, code, reason.includes(said) ? said : reason];
    });
    expect(told).toEqual(refused.map(([name, , , code, said], at) => [name, at + 1, code, said]));
  },
);
