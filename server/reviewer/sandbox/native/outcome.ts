/** Reads what a box says: frames strictly, then the end of a guest as an exit. Nothing a guest wrote is believed beyond itself. */

import { type RunExit, type RunLimits, type RunRequest, type RunResult, SandboxUnavailable } from '../../sandbox.ts';
import { readResult } from '../embedded/answer.ts';
import { type AnswerForm, failedOutcome, type GuestOutcome, kept } from '../embedded/guest-run.ts';

const READY = 1;
const UNAVAILABLE = 2;
const BUILT = 3;
const OUTCOME = 4;
const HEADER_BYTES = 30;
const PARTS = [14, 18, 22, 26] as const;
const HOWS = ['ended', 'time', 'memory', 'output'] as const;

const SIGABRT = -6;
const SIGKILL = -9;
const SIGXCPU = -24;

/** How the guest's own process came to its end, and what it left. */
export interface GuestEnd {
  readonly how: (typeof HOWS)[number];
  /** Its exit status; a signal as a negative number. */
  readonly status: number;
  readonly wallMs: number;
  readonly frame: Buffer;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly files: Buffer;
}

export type BoxMessage =
  | { readonly kind: 'ready'; readonly text: string }
  | { readonly kind: 'unavailable'; readonly text: string }
  | { readonly kind: 'built' | 'outcome'; readonly end: GuestEnd };

function readEnd(body: Buffer): GuestEnd | undefined {
  if (body.length < HEADER_BYTES) return undefined;
  const how = HOWS[body[1] ?? HOWS.length];
  const wallMs = body.readDoubleLE(6);
  const lengths = PARTS.map((at) => body.readUInt32LE(at));
  const total = lengths.reduce((sum, length) => sum + length, HEADER_BYTES);
  if (how === undefined || total !== body.length || !(wallMs >= 0)) return undefined;
  let at = HEADER_BYTES;
  const part = (index: number): Buffer => {
    const start = at;
    at += lengths[index] ?? 0;
    return body.subarray(start, at);
  };
  const [frame, stdout, stderr, files] = [part(0), part(1), part(2), part(3)];
  return { how, status: body.readInt32LE(2), wallMs, frame, stdout, stderr, files };
}

/** The message in a frame's body, or undefined when it is not exactly one. */
export function readBoxMessage(body: Buffer): BoxMessage | undefined {
  if (body[0] === READY) return { kind: 'ready', text: body.toString('utf8', 1) };
  if (body[0] === UNAVAILABLE) return { kind: 'unavailable', text: body.toString('utf8', 1) };
  if (body[0] !== BUILT && body[0] !== OUTCOME) return undefined;
  const end = readEnd(body);
  return end && { kind: body[0] === BUILT ? 'built' : 'outcome', end };
}

type Finding = Pick<GuestOutcome, 'exit' | 'unrepeatable' | 'message' | 'form' | 'answer'>;

const EXIT_OF_LETTER: Readonly<Record<string, RunExit>> = {
  B: 'bad_answer',
  C: 'compile_error',
  E: 'exception',
  M: 'memory_limit',
  X: 'exited',
};

function limitFinding(how: 'time' | 'memory' | 'output', limits: RunLimits): Finding {
  if (how === 'time') return failedOutcome('time_limit', `ran longer than ${limits.timeMs} ms`);
  if (how === 'memory') return failedOutcome('memory_limit', `used more than ${limits.memoryBytes} bytes of memory`);
  return failedOutcome('output_limit', `wrote more than its ${limits.outputBytes} bytes, or too many files`);
}

function signalFinding({ status, stderr }: GuestEnd, outOfMemory: boolean, limits: RunLimits): Finding {
  if (status === SIGXCPU) return limitFinding('time', limits);
  if (status === SIGKILL && outOfMemory) return limitFinding('memory', limits);
  // V8 ends its process in this way when its heap is full, and says so. Whoever feigns it only names another failure.
  if (status === SIGABRT && stderr.includes('JavaScript heap out of memory')) return limitFinding('memory', limits);
  return failedOutcome('crashed', `ended by signal ${-status}`);
}

const FORMS = { function: 'json', calls: 'json', stdio: 'text', files: 'files', sql: 'rows' } as const satisfies Record<
  RunRequest['task']['kind'],
  AnswerForm
>;

function answered({ task }: RunRequest, end: GuestEnd): Finding {
  const answer = { json: end.frame.subarray(1), text: end.stdout, files: end.files, rows: end.frame }[FORMS[task.kind]];
  return { exit: 'answered', unrepeatable: null, message: '', form: FORMS[task.kind], answer };
}

function findingOf(request: RunRequest, end: GuestEnd, outOfMemory: boolean): Finding {
  const { status, frame, how } = end;
  if (how !== 'ended') return limitFinding(how, request.limits);
  if (status < 0) return signalFinding(end, outOfMemory, request.limits);
  const letter = String.fromCharCode(frame[0] ?? 0);
  if (status === 0) {
    if (request.task.kind !== 'function' || letter === 'A') return answered(request, end);
    if (frame.length > 0) return failedOutcome('bad_answer', 'an answer of no known form');
  }
  const exit = Object.hasOwn(EXIT_OF_LETTER, letter) ? EXIT_OF_LETTER[letter] : undefined;
  if (exit !== undefined) return failedOutcome(exit, frame.toString('utf8', 1));
  return failedOutcome('exited', `the program ended itself with status ${status}`);
}

/** The result of a run. `outOfMemory`: whether the machine killed something in the box meanwhile, because it was full. */
export function readEndOfRun(request: RunRequest, end: GuestEnd, outOfMemory: boolean): RunResult {
  const finding = findingOf(request, end, outOfMemory);
  const streams = { stdout: kept(end.stdout), stderr: kept(end.stderr) };
  // Neither is the same in every run: figures that cannot be repeated have no place in a verdict.
  const outcome = { ...finding, ...streams, fuel: 0, memoryBytes: 0 };
  const result = readResult({ kind: 'outcome', outcome, wallMs: end.wallMs }, request);
  return { ...result, unrepeatable: result.exit === 'time_limit' ? 'wall_clock' : 'native_process' };
}

/** The result of a run that filled its box, so that our own process in it was ended with the rest. */
export function memoryResult({ limits }: RunRequest): RunResult {
  const { exit, message } = limitFinding('memory', limits);
  return { exit, message, unrepeatable: 'native_process', stdout: '', stderr: '', fuel: 0, memoryBytes: 0, wallMs: 0 };
}

/** What every case of a program comes to whose build failed, or null: it was built. */
export function readBuild(end: GuestEnd, seconds: number): Omit<RunResult, 'wallMs'> | null {
  const { how, status, frame, stdout, stderr } = end;
  if (how === 'ended' && status === 0 && frame.length === 0) return null;
  const reasons = {
    ended: frame.length > 0 ? frame.toString('utf8', 1) : `the build ended with status ${status}`,
    time: `the build ran longer than ${seconds} s`,
    memory: 'the build used too much memory',
    output: 'the build wrote too much',
  };
  return {
    exit: how === 'time' ? 'time_limit' : 'compile_error',
    unrepeatable: how === 'time' ? 'wall_clock' : 'native_process',
    message: (reasons[how].split('\n')[0] ?? '').trim(),
    stdout: kept(stdout).toString(),
    stderr: kept(stderr).toString(),
    fuel: 0,
    memoryBytes: 0,
  };
}

/** A run that cannot be begun here, as the embedded tier says it. */
export function refusal(request: RunRequest): RunResult | null {
  const { task, language, files, environment } = request;
  const say = (message: string): RunResult => ({
    ...{ exit: 'compile_error', unrepeatable: null, message, stdout: '', stderr: '' },
    ...{ fuel: 0, memoryBytes: 0, wallMs: 0 },
  });
  if (!Object.hasOwn(files, task.file)) return say(`the delivery has no file ${task.file}`);
  if (language === 'sql' || task.kind === 'sql') throw new SandboxUnavailable('the native tier does not run sql');
  if (language !== 'command') return null;
  if (task.kind === 'function') return say('a command is started, not called: it has no functions');
  if (environment?.start === undefined) throw new SandboxUnavailable('the environment does not name a start command');
  return null;
}
