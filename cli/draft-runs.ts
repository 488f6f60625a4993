/** Runs the programs of a draft in the sandbox, for a writer that needs to know what its reference answers. */

import type { RanTo, ToRun } from '../agents/writer/llm/llm-writer.ts';
import type { Json } from '../server/protocol/arena/acceptance.ts';
import type { Reviewer } from '../server/reviewer/reviewer.ts';
import { DEFAULT_LIMITS, type RunTask } from '../server/reviewer/sandbox.ts';

function taskOf({ kind, file, entry, input }: ToRun): RunTask {
  if (kind === 'stdio') return { kind, file, stdin: typeof input === 'string' ? input : '', argv: [] };
  return { kind, file, entry, args: Array.isArray(input) ? (input as readonly Json[]) : [] };
}

export function draftRuns(reviewer: Reviewer, signal: AbortSignal): (program: ToRun) => Promise<RanTo> {
  return async (program) => {
    const { language, files } = program;
    const ran = await reviewer.runOnce({ language, files, task: taskOf(program), limits: DEFAULT_LIMITS }, signal);
    const { answer, exit, message } = ran;
    if (answer?.kind === 'value') return { ok: true, value: answer.value };
    if (answer?.kind === 'text') return { ok: true, value: answer.text };
    return { ok: false, why: `${exit}: ${message}` };
  };
}
