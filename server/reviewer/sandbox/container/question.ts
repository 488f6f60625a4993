/** A run as the container's first process is asked for it, and the result that it hands out, read strictly. */

import { z } from 'zod';
import { RUN_EXITS, type RunRequest, type RunResult, SandboxUnavailable } from '../../sandbox.ts';
import { readResult } from '../embedded/answer.ts';
import type { AnswerForm } from '../embedded/guest-run.ts';

/** A build may take this much longer than a case, step by step; harness.py has the same number. */
const BUILD_FACTOR = 6;
const FORMS: Readonly<Record<string, AnswerForm>> = { function: 'json', stdio: 'text', files: 'files' };

interface QuestionOfRun {
  readonly limits: RunRequest['limits'];
  readonly letter: 'Q';
  readonly body: Uint8Array;
  readonly timeMs: number;
}

/** Throws `SandboxUnavailable` for kinds of tasks that a container does not run. */
function formOf({ kind }: RunRequest['task']): AnswerForm {
  const form = FORMS[kind];
  if (form === undefined) throw new SandboxUnavailable(`a container runs no tasks of kind ${kind}`);
  return form;
}

export function questionOf(request: RunRequest, exchange: boolean): QuestionOfRun {
  formOf(request.task);
  const { language, environment, files, task, limits } = request;
  const { build = [], start } = environment ?? {};
  if (language === 'command' && start === undefined) {
    throw new SandboxUnavailable('the environment does not name a start command');
  }
  const { timeMs, memoryBytes, answerBytes, outputBytes } = limits;
  const asked = {
    ...{ language, files, task, build, start: start ?? null, exchange },
    limits: { timeMs, memoryBytes, answerBytes, outputBytes },
  };
  const all = timeMs * (1 + BUILD_FACTOR * build.length);
  return { limits, letter: 'Q', body: Buffer.from(JSON.stringify(asked)), timeMs: all };
}

const outcomeSchema = z.strictObject({
  exit: z.enum(RUN_EXITS),
  message: z.string().max(4_096),
  answer: z.base64(),
  stdout: z.base64(),
  stderr: z.base64(),
  memoryBytes: z.number().int().min(0),
  wallMs: z.number().min(0),
});

/** What was measured on a machine's own processor can be otherwise next time, and its wall clock even more. */
export function readOutcome(body: Buffer, request: RunRequest): RunResult {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new SandboxUnavailable('the container handed out something that is no result', true);
  }
  const parsed = outcomeSchema.safeParse(value);
  if (!parsed.success) throw new SandboxUnavailable('the container handed out something that is no result', true);
  const { exit, message, memoryBytes, wallMs } = parsed.data;
  const [answer, stdout, stderr] = [parsed.data.answer, parsed.data.stdout, parsed.data.stderr].map((part) =>
    Buffer.from(part, 'base64'),
  );
  const nothing = Buffer.alloc(0);
  const outcome = {
    ...{ exit, unrepeatable: null, message, form: formOf(request.task), answer: answer ?? nothing },
    ...{ stdout: stdout ?? nothing, stderr: stderr ?? nothing, fuel: 0, memoryBytes },
  };
  const result = readResult({ kind: 'outcome', outcome, wallMs }, request);
  return { ...result, unrepeatable: result.exit === 'time_limit' ? 'wall_clock' : 'native_process' };
}

/** For a delivery without the file that is to run: nothing runs. */
export function missingResult(file: string): RunResult {
  const message = `the delivery has no file ${file}`;
  const nothing = { stdout: '', stderr: '', fuel: 0, memoryBytes: 0, wallMs: 0 };
  return { exit: 'compile_error', unrepeatable: null, message, ...nothing };
}
