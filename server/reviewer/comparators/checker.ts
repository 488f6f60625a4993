/** Checker: a Python program of ours decides, in a sandbox run of its own that starts after the delivery's run is over. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { ReviewFault } from '../fault.ts';
import type { RunLimits, RunRequest, RunResult } from '../sandbox.ts';
import { type Comparison, differs, EQUAL } from './comparison.ts';

/**
 * The run of `check(input, expected, answer)`. `input` is the list of arguments for functions, `{stdin, argv}` for
 * programs, `{files, stdin, argv}` for programs over files, and the set-up text for queries. The delivery's files are
 * not there: the checker meets the answer only.
 */
export function checkerRequest(
  source: string,
  input: Json,
  expected: Json,
  answer: Json,
  limits: RunLimits,
  numbers?: 'wide',
): RunRequest {
  return {
    language: 'python',
    files: { 'checker.py': source },
    task: { kind: 'function', file: 'checker.py', entry: 'check', args: [input, expected, answer], numbers },
    limits,
  };
}

/** Reads the checker's word. Anything but true or false is a `ReviewFault`: our program failed, not the delivery. */
export function readChecker(result: RunResult): Comparison {
  const answer = result.answer;
  if (result.exit === 'answered' && answer?.kind === 'value' && typeof answer.value === 'boolean') {
    return answer.value ? EQUAL : differs('the check program does not accept this answer');
  }
  throw new ReviewFault('checker_failed', `a checker ended with ${result.exit}: ${result.message}`);
}
