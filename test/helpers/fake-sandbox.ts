/** A sandbox for unit tests: a program is a TypeScript function that its source text names; faults come when asked for. */

import type { Json } from '../../server/protocol/arena/acceptance.ts';
import {
  type RunAnswer,
  type RunExit,
  type RunOptions,
  type RunRequest,
  type RunResult,
  type Sandbox,
  SandboxUnavailable,
  type Unrepeatable,
} from '../../server/reviewer/sandbox.ts';

export interface FakeEnd {
  readonly exit?: RunExit;
  readonly unrepeatable?: Unrepeatable;
  readonly answer?: RunAnswer;
  readonly message?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly fuel?: number;
  readonly memoryBytes?: number;
}

/** Sees what a real delivery would see: the request without any expected value. */
export type FakeProgram = (request: RunRequest) => FakeEnd;

export function value(json: Json): FakeEnd {
  return { answer: { kind: 'value', value: json } };
}

/** Honest: it runs only what the request names, and counts what it was asked. */
export class FakeSandbox implements Sandbox {
  readonly name = 'fake';
  readonly tier = 'embedded';
  readonly packages = [];
  imageHash = 'image-1';
  readonly walls = [];
  readonly languages = ['python', 'javascript', 'sql'] as const;
  readonly requests: RunRequest[] = [];
  /** The next runs that fail as unavailable. */
  faults = 0;
  running = 0;
  mostRunning = 0;
  private readonly programs: Readonly<Record<string, FakeProgram>>;
  private readonly delayMs: (run: number) => number;

  constructor(programs: Readonly<Record<string, FakeProgram>>, delayMs: (run: number) => number = () => 0) {
    this.programs = programs;
    this.delayMs = delayMs;
  }

  async run(request: RunRequest, { signal }: RunOptions = {}): Promise<RunResult> {
    this.requests.push(request);
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    await new Promise((resolve) => setTimeout(resolve, this.delayMs(this.requests.length)));
    this.running -= 1;
    signal?.throwIfAborted();
    if (this.faults > 0) {
      this.faults -= 1;
      throw new SandboxUnavailable('the sandbox is down');
    }
    const program = this.programs[request.files[request.task.file] ?? ''];
    if (program === undefined) throw new Error(`no such program: ${request.files[request.task.file]}`);
    const { exit = 'answered', answer, ...rest } = program(request);
    const end = {
      exit,
      unrepeatable: null,
      message: '',
      stdout: '',
      stderr: '',
      fuel: 100,
      memoryBytes: 1_000,
      wallMs: 1,
      ...rest,
    };
    return answer === undefined ? end : { ...end, answer };
  }

  async close(): Promise<void> {}
}
