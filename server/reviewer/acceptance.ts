/** Turns a delivery and its acceptance into checks: what to run, and how to judge what comes back. */

import { assert, Bug, known, unreachable } from '../kernel/assert.ts';
import type { Acceptance, AcceptanceCase, CaseLimits, Comparator, Files, Json } from '../protocol/arena/acceptance.ts';
import { compare, compareWide } from './comparators/compare.ts';
import { type Comparison, differs, EQUAL } from './comparators/comparison.ts';
import { compareQueryRows, type QueryRows } from './comparators/query-rows.ts';
import { DEFAULT_LIMITS, type RunAnswer, type RunLimits, type RunRequest, type RunTask } from './sandbox.ts';

/** What a case asks for. It stays in the reviewer's process; only a `RunRequest` goes to the sandbox. */
export type Expectation =
  | { readonly kind: 'value'; readonly expected: Json; readonly numbers: 'wide' | undefined }
  | { readonly kind: 'text'; readonly expected: string }
  | { readonly kind: 'files'; readonly expected: Files }
  | { readonly kind: 'rows'; readonly expected: QueryRows; readonly ordered: boolean }
  /** Python of ours that asks the delivery, and decides; `setup` runs before the functions named are there. */
  | { readonly kind: 'assertions'; readonly setup: string; readonly source: string; readonly names: readonly string[] };

/** One case, ready to run. `request` is null when the delivery lacks the file that the acceptance names. */
export interface Check {
  readonly name: string;
  readonly visible: boolean;
  readonly weight: number;
  readonly file: string;
  /** What the program is given, as a checker and people read it. */
  readonly input: Json;
  readonly comparator: Comparator;
  readonly expectation: Expectation;
  readonly request: RunRequest | null;
}

interface Part {
  readonly input: Json;
  readonly task: RunTask;
  readonly expectation: Expectation;
}

/** Case limits over the acceptance's limits over the defaults. */
export function mergeLimits(acceptance: CaseLimits, ofCase: AcceptanceCase['limits'], fuel: number): RunLimits {
  return {
    ...DEFAULT_LIMITS,
    fuel,
    timeMs: ofCase?.timeMs ?? acceptance.timeMs,
    memoryBytes: ofCase?.memoryBytes ?? acceptance.memoryBytes,
  };
}

function partsOf(acceptance: Acceptance): readonly Part[] {
  const { file } = acceptance;
  switch (acceptance.kind) {
    case 'function':
      return acceptance.cases.map(({ args, expected }) => ({
        input: args,
        task: { kind: 'function', file, entry: acceptance.entry, args, numbers: acceptance.numbers },
        expectation: { kind: 'value', expected, numbers: acceptance.numbers },
      }));
    case 'stdio':
      return acceptance.cases.map(({ stdin, argv, expected }) => ({
        input: { stdin, argv },
        task: { kind: 'stdio', file, stdin, argv },
        expectation: { kind: 'text', expected },
      }));
    case 'files':
      return acceptance.cases.map(({ files, stdin, argv, expected }) => ({
        input: { files, stdin, argv },
        task: { kind: 'files', file, stdin, argv, inputFiles: files },
        expectation: { kind: 'files', expected },
      }));
    case 'assertions': {
      const { setup, entry, names } = acceptance;
      const all = [entry, ...names];
      return acceptance.cases.map(({ source }) => ({
        input: source,
        task: { kind: 'calls', file, names: all },
        expectation: { kind: 'assertions', setup, source, names: all },
      }));
    }
    case 'sql':
      return acceptance.cases.map(({ setup, expected }) => ({
        input: setup,
        task: { kind: 'sql', file, setup },
        expectation: { kind: 'rows', expected, ordered: acceptance.rowsOrdered },
      }));
    default:
      return unreachable(acceptance);
  }
}

/** The checks of one acceptance, in the order of its cases. `fuel` is the budget of ticks for each case. */
export function checksOf(files: Files, acceptance: Acceptance, visible: boolean, fuel: number): readonly Check[] {
  const { language, environment, file } = acceptance;
  // Assertions compare by themselves.
  const comparator: Comparator = acceptance.kind === 'assertions' ? { kind: 'exact' } : acceptance.comparator;
  const present = Object.hasOwn(files, file);
  return partsOf(acceptance).map(({ input, task, expectation }, index) => {
    const { name, weight, limits } = known(acceptance.cases[index], 'case');
    const merged = mergeLimits(acceptance.limits, limits, fuel);
    const request = { language, ...(environment && { environment }), files, task, limits: merged };
    return { name, visible, weight, file, input, comparator, expectation, request: present ? request : null };
  });
}

/** The folder as the run left it: an input file that the program did not touch is still there. */
function folderAfter(check: Check, written: Files): Files {
  const task = check.request?.task;
  return task?.kind === 'files' ? { ...task.inputFiles, ...written } : written;
}

function compareFiles(comparator: Comparator, expected: Files, answer: Files): Comparison {
  assert(comparator.kind !== 'checker', 'a checker runs in the sandbox');
  for (const path of Object.keys(expected).sort()) {
    if (!Object.hasOwn(answer, path)) return differs(`file ${path} is missing`);
    const found = compare(comparator, expected[path] ?? '', answer[path] ?? '');
    if (!found.equal) return differs(`file ${path}: ${found.difference}`);
  }
  return EQUAL;
}

/** Judges an answer with the check's comparator, which must not be a `checker`. An answer of another kind is a bug. */
export function judge(check: Check, answer: RunAnswer): Comparison {
  const { comparator, expectation } = check;
  assert(comparator.kind !== 'checker', 'a checker runs in the sandbox');
  if (expectation.kind === 'value' && answer.kind === 'value') {
    const compared = expectation.numbers === 'wide' ? compareWide : compare;
    return compared(comparator, expectation.expected, answer.value);
  }
  if (expectation.kind === 'text' && answer.kind === 'text') {
    return compare(comparator, expectation.expected, answer.text);
  }
  if (expectation.kind === 'files' && answer.kind === 'files') {
    return compareFiles(comparator, expectation.expected, folderAfter(check, answer.files));
  }
  if (expectation.kind === 'rows' && answer.kind === 'rows') {
    return compareQueryRows(expectation.expected, answer, comparator, expectation.ordered);
  }
  throw new Bug(`the sandbox answered with ${answer.kind} where ${expectation.kind} was asked for`);
}

/** An answer, or what is expected of it, as the one JSON value that checkers and people read. */
export function answerValue(answer: RunAnswer): Json {
  switch (answer.kind) {
    case 'value':
      return answer.value;
    case 'text':
      return answer.text;
    case 'files':
      return answer.files;
    case 'rows':
      return { columns: answer.columns, rows: answer.rows };
    default:
      return unreachable(answer);
  }
}

export function expectedValue(expectation: Expectation): Json {
  // What assertions expect stands in their source, which is what people read as the input of the case.
  if (expectation.kind === 'assertions') return '';
  if (expectation.kind !== 'rows') return expectation.expected;
  return { columns: expectation.expected.columns, rows: expectation.expected.rows };
}
