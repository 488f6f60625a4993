/** Cases of every kind of acceptance by the two things that the gate asks of them: what goes in, and what should come out. */

import { unreachable } from '../kernel/assert.ts';
import { canonicalJson } from '../kernel/hash.ts';
import type { Acceptance, AcceptanceCase, Files, Json } from '../protocol/arena/acceptance.ts';
import type { RunAnswer, RunTask } from '../reviewer/sandbox.ts';

/** The acceptance with these cases instead of its own; they have to be of its kind. */
export function withCases(acceptance: Acceptance, cases: readonly AcceptanceCase[]): Acceptance {
  return { ...acceptance, cases: [...cases] } as Acceptance;
}

export function casesOf(acceptance: Acceptance): readonly AcceptanceCase[] {
  return acceptance.cases;
}

/** What a delivery is given, as one JSON value. */
export function inputOf(one: AcceptanceCase): Json {
  if ('source' in one) return one.source;
  if ('args' in one) return one.args;
  if ('setup' in one) return one.setup;
  if ('files' in one) return { files: one.files, stdin: one.stdin, argv: one.argv };
  return { stdin: one.stdin, argv: one.argv };
}

/** Equal for two cases that give a delivery the same. */
export function inputKey(one: AcceptanceCase): string {
  return canonicalJson(inputOf(one));
}

/** What should come back, or undefined where assertions decide. */
export function expectedOf(one: AcceptanceCase): Json | undefined {
  return 'expected' in one ? one.expected : undefined;
}

/** What the sandbox is asked to do for the case; null for assertions, which hold a conversation. */
export function taskOf(acceptance: Acceptance, one: AcceptanceCase): RunTask | null {
  const { file } = acceptance;
  if (acceptance.kind === 'function' && 'args' in one) {
    return { kind: 'function', file, entry: acceptance.entry, args: one.args, numbers: acceptance.numbers };
  }
  if ('setup' in one) return { kind: 'sql', file, setup: one.setup };
  if ('files' in one) {
    return { kind: 'files', file, stdin: one.stdin, argv: one.argv, inputFiles: one.files };
  }
  return 'stdin' in one ? { kind: 'stdio', file, stdin: one.stdin, argv: one.argv } : null;
}

/** The case with this answer as what is expected, or null where a file that the case asks for was not written. */
export function expecting(one: AcceptanceCase, answer: RunAnswer): AcceptanceCase | null {
  switch (answer.kind) {
    case 'value':
      return 'args' in one ? { ...one, expected: answer.value } : null;
    case 'text':
      return 'stdin' in one && !('files' in one) ? { ...one, expected: answer.text } : null;
    case 'rows': {
      const rows = answer.rows.map((row) => [...row]);
      return 'setup' in one ? { ...one, expected: { columns: [...answer.columns], rows } } : null;
    }
    case 'files': {
      if (!('files' in one)) return null;
      // What the program left alone is still there.
      const after: Files = { ...one.files, ...answer.files };
      const wanted = Object.keys(one.expected);
      if (wanted.some((path) => !Object.hasOwn(after, path))) return null;
      return { ...one, expected: Object.fromEntries(wanted.map((path) => [path, after[path] ?? ''])) };
    }
    default:
      return unreachable(answer);
  }
}
