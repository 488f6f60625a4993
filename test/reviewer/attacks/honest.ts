/** The honest task behind every attack, for each kind of task: sort the numbers 3, 1, 2. Budgets of all languages stand here. */

import type { RunAnswer, RunLimits, RunTask } from '../../../server/reviewer/sandbox.ts';

export type RunLanguage = 'python' | 'javascript' | 'typescript' | 'sql' | 'command';
/** Deliveries that are called by assertions have attacks of their own, see `test/reviewer/assertions`. */
export type TaskKind = Exclude<RunTask['kind'], 'calls'>;

export const LIMITS: RunLimits = {
  fuel: 100_000_000,
  timeMs: 5_000,
  memoryBytes: 33_554_432,
  answerBytes: 100_000,
  outputBytes: 100_000,
};

/** Small budgets of work for hostile programs, so that loops end soon. */
export const ATTACK_FUEL: Record<RunLanguage, number> = {
  python: 20_000_000,
  javascript: 20_000_000,
  typescript: 20_000_000,
  sql: 20_000_000,
  command: 20_000_000,
};

export const MAIN_FILE: Record<RunLanguage, string> = {
  python: 'main.py',
  javascript: 'main.js',
  typescript: 'main.ts',
  sql: 'main.sql',
  command: 'main.sh',
};

/** The kind of task that an attack in a language faces unless it says another. */
export const USUAL_TASK: Record<RunLanguage, TaskKind> = {
  python: 'function',
  javascript: 'function',
  typescript: 'function',
  sql: 'sql',
  command: 'stdio',
};

export function taskOf(kind: TaskKind, file: string): RunTask {
  switch (kind) {
    case 'function':
      return { kind, file, entry: 'solve', args: [[3, 1, 2]] };
    case 'stdio':
      return { kind, file, stdin: '3 1 2\n', argv: [] };
    case 'files':
      return { kind, file, stdin: '', argv: [], inputFiles: { 'numbers.txt': '3 1 2\n' } };
    case 'sql':
      return { kind, file, setup: 'CREATE TABLE numbers (n INTEGER); INSERT INTO numbers VALUES (3), (1), (2);' };
  }
}

export const RIGHT: Record<TaskKind, RunAnswer> = {
  function: { kind: 'value', value: [1, 2, 3] },
  stdio: { kind: 'text', text: '1 2 3\n' },
  files: { kind: 'files', files: { 'sorted.txt': '1 2 3\n' } },
  sql: { kind: 'rows', columns: ['n'], rows: [[1], [2], [3]] },
};

const JAVASCRIPT = 'function solve(a) { return a.sort() }';

export const HONEST: Record<RunLanguage, string> = {
  python: 'def solve(a):\n    return sorted(a)\n',
  javascript: JAVASCRIPT,
  typescript: JAVASCRIPT.replace('(a)', '(a: number[]): number[]'),
  sql: 'SELECT n FROM numbers ORDER BY n',
  command: "tr ' ' '\\n' | sort -n | paste -sd ' ' -\n",
};
