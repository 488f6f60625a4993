/** The sandbox port: one untrusted program, one input, one answer. It never sees an expected value. */

import type { Files, Json, Language } from '../protocol/arena/acceptance.ts';

export type RunTask =
  /** Load `file`, call `entry(...args)`, answer with the returned JSON value. */
  | { readonly kind: 'function'; readonly file: string; readonly entry: string; readonly args: readonly Json[] }
  /** Run `file` as the main program; the answer is its standard output. */
  | { readonly kind: 'stdio'; readonly file: string; readonly stdin: string; readonly argv: readonly string[] }
  /** Run `file` as the main program over `inputFiles`; the answer is every file it wrote or changed. */
  | {
      readonly kind: 'files';
      readonly file: string;
      readonly stdin: string;
      readonly argv: readonly string[];
      readonly inputFiles: Files;
    }
  /** Run the query in `file` over a fresh SQLite database prepared by `setup`; the answer is columns and rows. */
  | { readonly kind: 'sql'; readonly file: string; readonly setup: string };

export interface RunLimits {
  /** Deterministic budget of work, in ticks of the engine (see docs/decisions); reaching it is `time_limit`. */
  readonly fuel: number;
  /** Wall time in milliseconds; the second guard. */
  readonly timeMs: number;
  readonly memoryBytes: number;
  /** Size of the answer in bytes; above it is `output_limit`. */
  readonly answerBytes: number;
  /** Bytes of standard output and standard error together; above it is `output_limit`. */
  readonly outputBytes: number;
}

export interface RunRequest {
  readonly language: Language;
  /** The delivered files, read-only for the program. */
  readonly files: Files;
  readonly task: RunTask;
  readonly limits: RunLimits;
}

/** How a run ended. Everything but `answered` counts against the delivery; a fault of ours is never among them. */
export type RunExit =
  | 'answered'
  | 'compile_error'
  | 'exception'
  | 'exited'
  | 'time_limit'
  | 'memory_limit'
  | 'output_limit'
  | 'bad_answer'
  | 'crashed';

/** What the program gave back, strictly parsed (UTF-8, depth ≤ 200, no duplicate keys, finite numbers only). */
export type RunAnswer =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'files'; readonly files: Files }
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly Json[])[] };

export interface RunResult {
  readonly exit: RunExit;
  /** Present exactly when `exit` is `answered`. */
  readonly answer?: RunAnswer;
  /** One line for people: the exception and its message, or the limit that was reached. Untrusted text. */
  readonly message: string;
  /** First 64 KiB of each stream. Untrusted text. */
  readonly stdout: string;
  readonly stderr: string;
  /** Ticks used: equal on every machine for equal (image, program, input, limits). */
  readonly fuel: number;
  /** Peak memory of the guest in bytes, as deterministic as `fuel`. */
  readonly memoryBytes: number;
  /** Measured wall time of the run; never part of a verdict or of the log. */
  readonly wallMs: number;
}

/** The sandbox itself failed or is overloaded: a fault of ours, to be retried, never scored. */
export class SandboxUnavailable extends Error {
  override readonly name = 'SandboxUnavailable';
  /** Whether the sandbox died under this very run. That alone proves nothing: memory may be short, a host may reboot. */
  readonly diedUnderRun: boolean;

  constructor(message: string, diedUnderRun = false) {
    super(message);
    this.diedUnderRun = diedUnderRun;
  }
}

/** One provider of isolation. `run` rejects only with `SandboxUnavailable` or an abort. */
export interface Sandbox {
  readonly name: string;
  /** sha256 over the engine binaries and boot code: part of every verdict's identity. */
  readonly imageHash: string;
  /** The walls that stand on this machine, in plain words. */
  readonly walls: readonly string[];
  readonly languages: readonly Language[];
  run(request: RunRequest, signal?: AbortSignal): Promise<RunResult>;
  close(): Promise<void>;
}

export const DEFAULT_LIMITS: RunLimits = {
  fuel: 20_000_000,
  timeMs: 10_000,
  memoryBytes: 134_217_728,
  answerBytes: 1_048_576,
  outputBytes: 1_048_576,
};
