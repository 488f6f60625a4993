/** Slips in Python: our program finds them in the sandbox, the text is changed here. */

import { z } from 'zod';
import type { Json } from '../../protocol/arena/acceptance.ts';
import type { Reviewer } from '../../reviewer/reviewer.ts';
import { DEFAULT_LIMITS } from '../../reviewer/sandbox.ts';
import { type Edit, OPERATORS } from './mutant.ts';
import { PYTHON_MUTATOR } from './python-program.ts';

const FILE = 'mutator.py';
const editsSchema = z.array(
  z.tuple([z.enum(OPERATORS), z.number().int(), z.number().int(), z.number().int(), z.string()]),
);
const brokenSchema = z.array(z.number().int());
/** Answers hold no program, so they stay small; the texts that are checked together do not. */
const ANSWER_BYTES = 8 * DEFAULT_LIMITS.answerBytes;

/** Throws a `SyntaxError` where the program of ours gives no answer: the text it was given is not Python. */
async function ask(reviewer: Reviewer, entry: string, argument: Json, signal?: AbortSignal): Promise<Json> {
  const result = await reviewer.runOnce(
    {
      language: 'python',
      files: { [FILE]: PYTHON_MUTATOR },
      task: { kind: 'function', file: FILE, entry, args: [argument] },
      limits: { ...DEFAULT_LIMITS, answerBytes: ANSWER_BYTES },
    },
    signal,
  );
  if (result.answer?.kind !== 'value') throw new SyntaxError(`${result.exit}: ${result.message}`);
  return result.answer.value;
}

/** The place in a text of each wanted byte of its UTF-8 form. */
function placesOf(source: string, wanted: readonly number[]): ReadonlyMap<number, number> {
  const bytes = Buffer.from(source, 'utf8');
  if (bytes.length === source.length) return new Map(wanted.map((at) => [at, at]));
  return new Map(wanted.map((at) => [at, bytes.subarray(0, at).toString('utf8').length]));
}

/** Every slip that the operators know. Rejects with a `SyntaxError` where the text is no Python. */
export async function pythonEdits(reviewer: Reviewer, source: string, signal?: AbortSignal): Promise<readonly Edit[]> {
  const found = editsSchema.parse(await ask(reviewer, 'edits', source, signal));
  const places = placesOf(source, [...new Set(found.flatMap(([, , start, end]) => [start, end]))]);
  return found.map(([operator, line, start, end, replacement]) => ({
    operator,
    line,
    start: places.get(start) ?? start,
    end: places.get(end) ?? end,
    replacement,
  }));
}

/** Which of the texts are no Python any more, by their place in the list. */
export async function brokenPython(
  reviewer: Reviewer,
  sources: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<number>> {
  return new Set(brokenSchema.parse(await ask(reviewer, 'broken', sources, signal)));
}
