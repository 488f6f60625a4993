/** Invented rows in the shape of every published format. No row of a public set is in this project. */

import { deflateSync } from 'node:zlib';

export type InventedRow = Readonly<Record<string, unknown>>;

const HALVE_PROMPT = `from typing import List


def halve_all(numbers: List[int], least: int = 0) -> List[int]:
    """Half of every number above least, rounded down.
    >>> halve_all([4, 7])
    [2, 3]
    >>> halve_all([1, 9], 5)
    [4]
    """
`;
const HALVE_BODY = '    return [number // 2 for number in numbers if number > least]\n';

export const HUMAN_EVAL: InventedRow = {
  task_id: 'Invented/3',
  prompt: HALVE_PROMPT,
  entry_point: 'halve_all',
  canonical_solution: HALVE_BODY,
  test: `METADATA = {'author': 'nobody'}


def check(candidate):
    assert candidate([4, 7]) == [2, 3]
    assert candidate([]) == []
    assert candidate([1, 9], 5) == [4], 'only above least'
    assert candidate([-4, 0, 10]) == [5]
`,
};

export const HUMAN_EVAL_PLUS: InventedRow = {
  ...HUMAN_EVAL,
  test: `import numpy as np

def is_floats(x) -> bool:
    if isinstance(x, float):
        return True
    if isinstance(x, (list, tuple)):
        return all(isinstance(i, float) for i in x)
    if isinstance(x, np.ndarray):
        return x.dtype == np.float64 or x.dtype == np.float32
    return False


def assertion(out, exp, atol):
    exact_match = out == exp
    if atol == 0 and is_floats(exp):
        atol = 1e-6
    if not exact_match and atol != 0:
        assert np.allclose(out, exp, rtol=1e-07, atol=atol)
    else:
        assert exact_match


def check(candidate):
    inputs = [[[4, 7]], [[]], [[1, 9], 5], [[-4, 0, 10]]]
    results = [[2, 3], [], [4], [5]]
    for i, (inp, exp) in enumerate(zip(inputs, results)):
        assertion(candidate(*inp), exp, 0)
`,
};

/** As JSON text: 2.0 is a float there, and the large integer has all its digits. */
export const EVALPLUS_LINE = `{"task_id": "HumanEval/9001", "prompt": ${JSON.stringify('def scaled(values, by):\n    """Every value times by, and their sum, as a pair."""\n')}, "entry_point": "scaled", "contract": "", "canonical_solution": "    found = [value * by for value in values]\\n    return found, sum(found)\\n", "base_input": [[[1, 2], 3], [[0.5, 2.0], 2.0]], "plus_input": [[[], 7], [[9007199254740993], 3], [[1e300], 1e300]], "atol": 1e-06}`;

export const EVALPLUS_MBPP: InventedRow = {
  task_id: 'Mbpp/9002',
  prompt: '"""\nWrite a function to sort the letters of a text.\nassert sorted_letters("ba") == "ab"\n"""\n',
  entry_point: 'sorted_letters',
  contract: '',
  canonical_solution: 'def sorted_letters(text):\n    return "".join(sorted(text))\n',
  base_input: [['ba'], ['']],
  plus_input: [['Zebra'], ['ößa']],
  atol: 0,
};

export const MBPP: InventedRow = {
  task_id: 7001,
  text: 'Write a function to find how many of the given intervals hold a number.',
  code: 'class Interval(object):\r\n    def __init__(self, low, high):\r\n        self.low = low\r\n        self.high = high\r\n\r\ndef count_holding(intervals, number):\r\n    return sum(1 for one in intervals if one.low <= number <= one.high)',
  test_list: [
    'assert count_holding([Interval(1, 3), Interval(2, 5)], 2) == 2',
    'assert count_holding([Interval(1, 3)], 4) == 0',
    'assert count_holding([Interval(1, 3), near], 3) == 2',
  ],
  test_setup_code: 'near = Interval(3, 3)',
  challenge_test_list: ['assert count_holding([], 1) == 0'],
};

export const MBPP_SANITIZED: InventedRow = {
  source_file: 'invented.ipynb',
  task_id: 7002,
  prompt: 'Write a function to find the mean distance of numbers from zero.',
  code: 'def mean_distance(numbers):\n    return sum(abs(one) for one in numbers) / len(numbers)',
  test_imports: ['import math'],
  test_list: [
    'assert math.isclose(mean_distance([1, -2]), 1.5, rel_tol=0.001)',
    'assert math.isclose(mean_distance([0.1, 0.2]), 0.15, rel_tol=0.001)',
    'assert mean_distance([5]) == 5',
  ],
};

export const MBPP_PLUS: InventedRow = {
  task_id: 7003,
  code: 'def shared(a, b):\n    return tuple(sorted(set(a) & set(b)))',
  prompt: 'Write a function to find the items that both of the given tuples hold.',
  source_file: 'invented.ipynb',
  test_imports: [],
  test_list: ['assert set(shared((3, 4), (4, 5))) == {4}'],
  test: `import numpy as np
from math import inf

def is_floats(x) -> bool:
    return isinstance(x, float)

def assertion(out, exp, atol):
    if atol == 0 and is_floats(exp):
        atol = 1e-6
    if out != exp and atol != 0:
        assert np.allclose(out, exp, rtol=1e-07, atol=atol)
    else:
        assert out == exp, f"out: {out}, exp: {exp}"

inputs = [[(3, 4), (4, 5)], [(), (1,)], [(1, 2, 3), (3, 2, 9)]]
results = [(4,), (), (2, 3)]
for i, (inp, exp) in enumerate(zip(inputs, results)):
    assertion(shared(*inp), exp, 0)
`,
};

export const BIG_CODE_BENCH: InventedRow = {
  task_id: 'BigCodeBench/90001',
  complete_prompt: `import re
from collections import Counter


def task_func(text, least=1):
    """How often each word of at least so many letters stands in text."""
`,
  instruct_prompt: 'Count how often each word of at least so many letters stands in a text. Words are runs of letters.',
  canonical_solution:
    "    return dict(Counter(word for word in re.findall('[a-z]+', text.lower()) if len(word) >= least))",
  code_prompt: 'import re\nfrom collections import Counter\ndef task_func(text, least=1):\n',
  test: `import unittest

class TestCases(unittest.TestCase):
    def setUp(self):
        self.text = 'To be or not to be'

    def test_words(self):
        self.assertEqual(task_func(self.text), {'to': 2, 'be': 2, 'or': 1, 'not': 1})

    def test_least(self):
        self.assertEqual(task_func(self.text, 3), {'not': 1})
        self.assertEqual(Counter(task_func('')), Counter())

    def test_no_text(self):
        with self.assertRaises(AttributeError):
            task_func(None)
`,
  entry_point: 'task_func',
  doc_struct: '{"description": ["Counts words."]}',
  libs: "['re', 'collections']",
};

/** What Python's pickle module would make of a text, as such rows have it: not opened by anybody here. */
export const PICKLED = deflateSync(Buffer.from('\u0080\u0004X\u0002\u0000\u0000\u0000[].', 'latin1')).toString(
  'base64',
);

export const LIVE_CODE_BENCH: InventedRow = {
  question_title: 'Echo and Double',
  question_content: 'Read one number on each line and print twice of it on a line of its own, in the same order.',
  platform: 'atcoder',
  question_id: 'inv900_a',
  contest_id: 'inv900',
  contest_date: '2024-01-06T00:00:00',
  starter_code: '',
  difficulty: 'medium',
  public_test_cases: JSON.stringify([
    { input: '1\n', output: '2\n', testtype: 'stdin' },
    { input: '3\n4\n', output: '6\n8\n', testtype: 'stdin' },
  ]),
  private_test_cases: JSON.stringify([
    { input: '0\n', output: '0\n', testtype: 'stdin' },
    { input: '-5\n', output: '-10\n', testtype: 'stdin' },
  ]),
  metadata: '{}',
};

export const LIVE_CODE_BENCH_FUNCTION: InventedRow = {
  ...LIVE_CODE_BENCH,
  question_id: 9003,
  platform: 'leetcode',
  starter_code: 'class Solution:\n    def joined(self, parts: List[int], times: int) -> List[int]:\n        ',
  difficulty: 'easy',
  public_test_cases: JSON.stringify([
    { input: '[1, 2]\n2', output: '[1, 2, 1, 2]', testtype: 'functional' },
    { input: '[]\n9', output: '[]', testtype: 'functional' },
  ]),
  private_test_cases: PICKLED,
  metadata: '{"func_name": "joined"}',
};

export const APPS: InventedRow = {
  problem_id: 9004,
  question: 'Read two whole numbers from one line and print how far apart they are, as one number on a line.',
  solutions: JSON.stringify([
    'a, b = map(int, raw_input().split())\nprint abs(a - b)\n',
    'a, b = map(int, input().split())\nprint(abs(a - b))\n',
  ]),
  input_output: JSON.stringify({ inputs: ['3 7\n', '5 5\n', '-2 9\n'], outputs: ['4\n', '0\n', '11\n'] }),
  difficulty: 'competition',
  url: 'https://example.org/p/9004',
  starter_code: '',
};

export const APPS_FUNCTION: InventedRow = {
  ...APPS,
  problem_id: 9005,
  question: 'Given a list of whole numbers, return those that are above the mean of all of them, in the same order.',
  solutions: JSON.stringify([
    'class Solution:\n    def above(self, nums):\n        mean = sum(nums) / len(nums)\n        return [n for n in nums if n > mean]\n',
  ]),
  input_output: JSON.stringify({
    fn_name: 'above',
    inputs: [[[1, 2, 9]], [[4, 4]], [[0, 10, 20, 30]]],
    outputs: [[[9]], [[]], [[20, 30]]],
  }),
  difficulty: 'interview',
  starter_code: 'class Solution:\n    def above(self, nums: List[int]) -> List[int]:\n        ',
};

export const KAGGLE_HEADER =
  'projectId,job_title,job_description,tags,client_state,client_country,client_average_rating,client_review_count,min_price,max_price,avg_price,currency,rate_type';
export const KAGGLE_LINES: readonly string[] = [
  '39000001,Clean a sales sheet,"Remove duplicates,\nfix ""dates""","[\'python\', \'excel\']",Lyon,France,4.9,12,30.0,250.0,140.0,EUR,fixed',
  "39000002,Chart help,Two charts;one table,['r'],,Italy,0.0,0,600,1500,1050,INR,hourly",
];

export const SWE_LANCER_HEADER =
  'question_id,variant,set,title,description,price,proposals,acceptable_folders,manager_data,manager_commit,cwd';
export const SWE_LANCER_LINES: readonly string[] = [
  String.raw`99901-manager-0,swe_manager,diamond,Pick a fix,Line one\nLine two \u00e9,1000,Proposal 1 ...,"['src']","{'game': {'correct_proposal': {'id': 2}}}",abc1234,/app`,
  `99902,ic_swe,diamond,[$250] Button overlaps,Text,250.0,,"['src']",,,/app`,
];

export const UPWORK: InventedRow = {
  title: 'Fix a form',
  link: 'https://example.org/j/1',
  description: 'The form of our page loses what people wrote.',
  published_date: '2024-02-01T10:00:00Z',
  is_hourly: false,
  hourly_low: null,
  hourly_high: null,
  budget: 75,
  country: 'Kenya',
};
