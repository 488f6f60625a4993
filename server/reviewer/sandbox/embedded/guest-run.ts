/** What every engine works with during one run: the request, the meters that stop it, and the outcome. */

import type { RunExit, RunLimits, RunRequest, Unrepeatable } from '../../sandbox.ts';
import { FUEL_MAX, fill, fuelLeft, type Gauge, isTooDeep, spend } from './metering/gauge.ts';

/** Bytes of each stream that are kept for people. */
export const STREAM_KEPT_BYTES = 65_536;
/** Bytes of the one-line message that are kept. */
export const MESSAGE_KEPT_BYTES = 2_048;

export type AnswerForm = 'none' | 'json' | 'text' | 'files' | 'rows';

/** The end of a run as the child process reports it. `answer` is raw: only the reviewer's process parses it. */
export interface GuestOutcome {
  readonly exit: RunExit;
  readonly unrepeatable: Unrepeatable | null;
  readonly message: string;
  readonly form: AnswerForm;
  readonly answer: Uint8Array;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly fuel: number;
  readonly memoryBytes: number;
}

/** One engine with its image loaded. Every call of `run` starts from that image. */
export interface Engine {
  run(request: RunRequest): GuestOutcome | Promise<GuestOutcome>;
}

/** Thrown out of the guest when a limit is reached: the run is over, the guest is restored before the next one. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly exit: RunExit;
  readonly unrepeatable: Unrepeatable | null;

  constructor(exit: RunExit, message: string, unrepeatable: Unrepeatable | null = null) {
    super(message);
    this.exit = exit;
    this.unrepeatable = unrepeatable;
  }
}

/** Thrown out of the guest when the program ends its process. */
export class ProgramExit extends Error {
  override readonly name = 'ProgramExit';
  readonly status: number;

  constructor(status: number) {
    super(`the program ended itself with status ${status}`);
    this.status = status;
  }
}

/** Counts work and output; throws `LimitReached` on the tick or byte that is one too many. */
export interface Meter {
  readonly fuelUsed: () => number;
  /** Ticks of the host; those of the engine's own code go to the gauge by themselves. */
  readonly tick: (ticks: number) => void;
  /** The limit behind an error that came out of the engine's code, or undefined when it was none. */
  readonly limitBehind: (error: unknown) => LimitReached | undefined;
  readonly write: (stream: 'stdout' | 'stderr' | 'answer', bytes: Uint8Array) => void;
  /** Everything written to a stream so far. */
  readonly written: (stream: 'stdout' | 'stderr' | 'answer') => Uint8Array;
}

/** For the boot of an engine, which runs our own code only. */
export const NO_LIMITS: RunLimits = {
  fuel: Infinity,
  timeMs: 0,
  memoryBytes: 0,
  answerBytes: 1_024,
  outputBytes: 65_536,
};

/** Whether V8 gave up because the stack of this process was full. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** Fills the gauge of the instance that will run. Without one nothing but the host counts. */
export function startMeter(limits: RunLimits, stdoutIsAnswer: boolean, gauge: Gauge = { value: 0n }): Meter {
  const fuel = Math.min(limits.fuel, FUEL_MAX);
  const outOfFuel = (): LimitReached => new LimitReached('time_limit', `used its ${fuel} ticks of work`);
  fill(gauge, fuel);
  let outputBytes = 0;
  let answerBytes = 0;
  const streams = { stdout: growingBytes(), stderr: growingBytes(), answer: growingBytes() };
  return {
    fuelUsed: () => Math.min(fuel, fuel - fuelLeft(gauge)),
    tick: (ticks) => {
      spend(gauge, ticks);
      if (fuelLeft(gauge) < 0) throw outOfFuel();
    },
    limitBehind: (error) => {
      if (error instanceof LimitReached) return error;
      if (fuelLeft(gauge) < 0) return outOfFuel();
      if (isTooDeep(gauge)) return new LimitReached('crashed', 'its calls nest deeper than the engine allows');
      if (!isStackOverflow(error)) return undefined;
      return new LimitReached('crashed', 'its calls nest deeper than the stack of this machine', 'native_stack');
    },
    write: (stream, bytes) => {
      if (stream === 'answer' || (stdoutIsAnswer && stream === 'stdout')) {
        answerBytes += bytes.length;
        if (answerBytes > limits.answerBytes) {
          throw new LimitReached('output_limit', `the answer is longer than ${limits.answerBytes} bytes`);
        }
      }
      if (stream !== 'answer') {
        outputBytes += bytes.length;
        if (outputBytes > limits.outputBytes) {
          throw new LimitReached('output_limit', `wrote more than ${limits.outputBytes} bytes`);
        }
      }
      streams[stream].add(bytes);
    },
    written: (stream) => streams[stream].bytes(),
  };
}

/** Bytes that grow at the end. Pieces are joined at once: a million writes of a byte, or of none, cost a million bytes at most. */
function growingBytes(): { readonly add: (piece: Uint8Array) => void; readonly bytes: () => Uint8Array } {
  let held = new Uint8Array(0);
  let size = 0;
  return {
    add: (piece) => {
      if (size + piece.length > held.length) {
        const larger = new Uint8Array(Math.max(2 * held.length, size + piece.length));
        larger.set(held.subarray(0, size));
        held = larger;
      }
      held.set(piece, size);
      size += piece.length;
    },
    bytes: () => held.subarray(0, size),
  };
}

/** The kept beginning of a stream; `subarray`, no copy. */
export function kept(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, STREAM_KEPT_BYTES);
}

/** An outcome without an answer, for a program that was stopped or never started. */
export function failedOutcome(exit: RunExit, message: string, unrepeatable: Unrepeatable | null = null): GuestOutcome {
  const nothing = new Uint8Array(0);
  return {
    exit,
    unrepeatable,
    message: message.slice(0, MESSAGE_KEPT_BYTES),
    form: 'none',
    answer: nothing,
    stdout: nothing,
    stderr: nothing,
    fuel: 0,
    memoryBytes: 0,
  };
}
