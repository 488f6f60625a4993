/**
 * An imported project is judged where the delivery is not: what redefines equality, patches the harness, ends early or prints
 * a pass gains nothing. The attacks themselves stand in test/reviewer; here is that an import arrives at that judgement.
 */

import { expect, test } from 'vitest';
import { testFolder } from './folder.ts';
import * as rows from './rows.ts';
import { jsonLines, openTaskBench } from './task-bench.ts';

const folder = testFolder();
const { importFile, judge } = await openTaskBench(folder.path);

const EQUAL_TO_ALL = `
class Same(list):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __len__(self): return 1
    def __iter__(self): return iter([])
`;

/** `NAME` is the function asked for. */
const CHEATS: readonly (readonly [name: string, program: string])[] = [
  ['an answer that equals everything', `${EQUAL_TO_ALL}\ndef NAME(*a, **k): return Same()\n`],
  [
    'equality of the built-in types',
    'import builtins\nbuiltins.list = builtins.dict = builtins.set = object\ndef NAME(*a, **k): return None\n',
  ],
  ['an end before the first case', 'import os\nos._exit(0)\n'],
  ['an end inside the call', 'import os\ndef NAME(*a, **k): os._exit(0)\n'],
  ['an end by exception', 'def NAME(*a, **k): raise SystemExit(0)\n'],
  ['an end of every loop', 'def NAME(*a, **k): raise StopIteration\n'],
  ['a printed pass', 'def NAME(*a, **k):\n    print("OK\\nRan 3 tests\\n1 passed")\n    return None\n'],
  [
    'a patched harness',
    'import unittest, sys\nunittest.TestCase.assertEqual = lambda *a, **k: None\nsys.modules["assertions"] = sys\ndef NAME(*a, **k): return None\n',
  ],
  ['its own check', 'def check(candidate): pass\nclass TestCases: pass\ndef NAME(*a, **k): return None\n'],
  [
    'what stands in the frames',
    'import sys\ndef NAME(*a, **k):\n    frame = sys._getframe()\n    while frame:\n        for name in ("exp", "wanted", "results"):\n            if name in frame.f_locals: return frame.f_locals[name]\n        frame = frame.f_back\n',
  ],
];

const FORMS: readonly (readonly [form: string, text: string, entry: string])[] = [
  ['HumanEval', jsonLines([rows.HUMAN_EVAL]), 'halve_all'],
  ['HumanEval+', jsonLines([rows.HUMAN_EVAL_PLUS]), 'halve_all'],
  ['EvalPlus', `${rows.EVALPLUS_LINE}\n`, 'scaled'],
  ['MBPP+', jsonLines([rows.MBPP_PLUS]), 'shared'],
  ['BigCodeBench', jsonLines([rows.BIG_CODE_BENCH]), 'task_func'],
];

test.each(FORMS)('%s', async (_form, text, entry) => {
  const [project] = (await importFile(folder.write('rows.jsonl', text))).projects;
  if (project === undefined) throw new Error('no project');
  for (const [name, program] of CHEATS) {
    const finding = await judge(project, program.replaceAll('NAME', entry));
    const hidden = finding.cases.filter(({ visible }) => !visible);
    expect(
      hidden.filter(({ outcome }) => outcome === 'passed'),
      name,
    ).toEqual([]);
    expect(finding.passed, name).toBe(false);
  }
  expect((await judge(project, project.answerKey.reference['solution.py'] ?? '')).passed).toBe(true);
});
