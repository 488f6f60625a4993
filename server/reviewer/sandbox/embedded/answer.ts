/** Reads what a child reported, in the reviewer's own process: sizes, UTF-8 and JSON are checked here, not where the program ran. */

import { filePathSchema, type Json } from '../../../protocol/arena/acceptance.ts';
import type { RunAnswer, RunLimits, RunRequest, RunResult } from '../../sandbox.ts';
import { parseStrictJson } from '../strict-json.ts';
import { decodeFiles } from './file-list.ts';
import type { ChildMessage } from './frames.ts';
import type { AnswerForm } from './guest-run.ts';

const FORM_OF_TASK: Record<RunRequest['task']['kind'], AnswerForm> = {
  function: 'json',
  calls: 'json',
  stdio: 'text',
  files: 'files',
  sql: 'rows',
};

/** Why an answer cannot be taken. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function text(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Unreadable('the answer is not UTF-8 text');
  }
}

function json(bytes: Uint8Array, numbers?: 'wide'): Json {
  const parsed = parseStrictJson(text(bytes), numbers);
  if (!parsed.ok) throw new Unreadable(`the answer is not plain JSON: ${parsed.error}`);
  return parsed.value;
}

function files(bytes: Uint8Array): RunAnswer {
  const found = decodeFiles(bytes);
  if (found === undefined) throw new Unreadable('the list of written files is damaged');
  const checked: [string, string][] = [];
  for (const [path, content] of found) {
    if (!filePathSchema.safeParse(path).success) {
      throw new Unreadable(`a written file has a name outside letters, digits, dot, dash and underscore`);
    }
    checked.push([path, text(content)]);
  }
  return { kind: 'files', files: Object.fromEntries(checked) };
}

function rows(bytes: Uint8Array): RunAnswer {
  const value = json(bytes);
  if (!Array.isArray(value) || value.length !== 2) throw new Unreadable('the rows are damaged');
  const [columns, table] = value;
  if (!Array.isArray(columns) || !Array.isArray(table)) throw new Unreadable('the rows are damaged');
  if (!columns.every((name) => typeof name === 'string') || !table.every((row) => Array.isArray(row))) {
    throw new Unreadable('the rows are damaged');
  }
  return { kind: 'rows', columns, rows: table };
}

function read(form: AnswerForm, bytes: Uint8Array, request: RunRequest): RunAnswer {
  if (form !== FORM_OF_TASK[request.task.kind]) throw new Unreadable('the answer has the wrong form');
  const { task } = request;
  if (form === 'json') {
    return { kind: 'value', value: json(bytes, task.kind === 'function' ? task.numbers : undefined) };
  }
  if (form === 'text') return { kind: 'text', text: text(bytes) };
  return form === 'files' ? files(bytes) : rows(bytes);
}

/** The result of a run that ended inside the child. */
export function readResult({ outcome, wallMs }: ChildMessage & { kind: 'outcome' }, request: RunRequest): RunResult {
  const result = {
    exit: outcome.exit,
    unrepeatable: outcome.unrepeatable,
    message: (outcome.message.split('\n')[0] ?? '').trim(),
    stdout: Buffer.from(outcome.stdout).toString('utf8'),
    stderr: Buffer.from(outcome.stderr).toString('utf8'),
    fuel: outcome.fuel,
    memoryBytes: outcome.memoryBytes,
    wallMs,
  };
  if (outcome.exit !== 'answered') return result;
  const limit = request.limits.answerBytes;
  if (outcome.answer.length > limit) {
    return { ...result, exit: 'output_limit', message: `the answer is longer than ${limit} bytes` };
  }
  try {
    return { ...result, answer: read(outcome.form, outcome.answer, request) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...result, exit: 'bad_answer', message: error.message };
  }
}

/** The result of a run that the wall clock ended, twice: nothing that was measured about it can be repeated. */
export function wallLimitResult(limits: RunLimits): RunResult {
  const message = `ran longer than ${limits.timeMs} ms`;
  const cut = { exit: 'time_limit', unrepeatable: 'wall_clock', message } as const;
  return { ...cut, stdout: '', stderr: '', fuel: 0, memoryBytes: 0, wallMs: limits.timeMs };
}
