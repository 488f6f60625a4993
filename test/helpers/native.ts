/** The tests of the native tier run where it stands. In CI it has to; elsewhere the reason is printed. */

import { describe } from 'vitest';
import type { Environment, Files, Json, Language } from '../../server/protocol/arena/acceptance.ts';
import { describeNative } from '../../server/reviewer/sandbox/native.ts';
import type { RunLimits, RunResult, RunTask, Sandbox } from '../../server/reviewer/sandbox.ts';

const found = await describeNative();
if (!found.stands && process.env.CI === 'true') throw new Error(`CI has to run these tests: ${found.missing}`);
if (!found.stands) console.warn(`Tests of the native tier are not run: ${found.missing}`);

export const NATIVE_STANDS = found.stands;

/** `describe`, where the native tier stands. */
export const describeOnNative = describe.runIf(NATIVE_STANDS);

/** How often each hostile program is run. Where root runs these tests, an ordinary user runs them once more. */
export const ROUNDS = Number(process.env.ARENA_HOSTILE_ROUNDS ?? (process.geteuid?.() === 0 ? 1 : 2));

export const LIMITS: RunLimits = {
  fuel: 1_000_000,
  timeMs: 20_000,
  memoryBytes: 134_217_728,
  answerBytes: 1_048_576,
  outputBytes: 1_048_576,
};

/** A project's environment on the native tier. */
export function native(given: Partial<Environment> = {}): Environment {
  return { tier: 'native', packages: [], build: [], ...given };
}

export interface Program {
  readonly language: Language;
  readonly files: Files;
  readonly environment?: Environment;
  readonly limits?: Partial<RunLimits>;
  /** For what is expected to run out of time: it is told so at once, instead of being run again alone. */
  readonly alone?: boolean;
}

export function run(sandbox: Sandbox, program: Program, task: RunTask): Promise<RunResult> {
  const { language, files, environment = native(), limits, alone = false } = program;
  return sandbox.run({ language, environment, files, task, limits: { ...LIMITS, ...limits } }, { alone });
}

/** Calls `solve` of the program's first file. */
export function call(sandbox: Sandbox, program: Program, ...args: Json[]): Promise<RunResult> {
  const file = Object.keys(program.files)[0] ?? '';
  return run(sandbox, program, { kind: 'function', file, entry: 'solve', args });
}
