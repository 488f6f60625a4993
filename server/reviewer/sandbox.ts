/** The sandbox port: one untrusted program, one input, one answer. It never sees an expected value. */

import type { Environment, Files, Json, Language, Tier } from '../protocol/arena/acceptance.ts';
import { RUN_FAILURES } from '../protocol/arena/run-failure.ts';

export type RunTask =
  /**
   * Load `file`, call `entry(...args)`, answer with the returned JSON value. With `wide` numbers, `{"$number": text}` in the
   * arguments arrives as the number it says, and the answer may hold such numbers.
   */
  | {
      readonly kind: 'function';
      readonly file: string;
      readonly entry: string;
      readonly args: readonly Json[];
      readonly numbers?: 'wide' | undefined;
    }
  /**
   * Load `file`, then answer calls of the functions and classes named, over the exchange, until nobody is there any more
   * (docs/decisions/assertions.md has the messages). The answer is null: what counts went over the exchange.
   */
  | { readonly kind: 'calls'; readonly file: string; readonly names: readonly string[] }
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
  /** Deterministic budget of work, in ticks (see docs/decisions/fuel.md); reaching it is `time_limit`. */
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
  /** Absent: the embedded tier, and nothing beside it. */
  readonly environment?: Environment;
  /** The delivered files, read-only for the program. */
  readonly files: Files;
  readonly task: RunTask;
  readonly limits: RunLimits;
}

/** How a run ended. Everything but `answered` counts against the delivery; a fault of ours is never among them. */
export const RUN_EXITS = ['answered', ...RUN_FAILURES] as const;
export type RunExit = (typeof RUN_EXITS)[number];

/** What the program gave back, strictly parsed (UTF-8, depth ≤ 200, no duplicate keys, finite numbers unless wide ones are allowed). */
export type RunAnswer =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'files'; readonly files: Files }
  | { readonly kind: 'rows'; readonly columns: readonly string[]; readonly rows: readonly (readonly Json[])[] };

/**
 * Why an equal run may end otherwise. `wall_clock`: time of the machine ended it, not counted work. `native_stack`: it went
 * deeper than the stack of the machine's own process. `native_process`: it ran on the machine's own processor and system.
 */
export const UNREPEATABLE = ['wall_clock', 'native_stack', 'native_process'] as const;
export type Unrepeatable = (typeof UNREPEATABLE)[number];

export interface RunResult {
  readonly exit: RunExit;
  /** Null where an equal request gives an equal result on every machine, `wallMs` aside. */
  readonly unrepeatable: Unrepeatable | null;
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

/**
 * Answers one message of a running program, which waits meanwhile; null tells it that nobody is there any more. What comes
 * from the program is untrusted, and at most `MESSAGE_BYTES_MAX` long.
 */
export type Exchange = (message: Uint8Array) => Promise<Uint8Array | null>;

export const MESSAGE_BYTES_MAX = 1_048_576;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /**
   * Lets the program exchange messages while it runs. Time in which the program waits for a reply does not count. Such a
   * run is not repeated by the sandbox, for the other side would have to begin anew too: when the wall clock cuts it, it
   * ends as `time_limit` at once, with `unrepeatable: 'wall_clock'`.
   */
  readonly exchange?: Exchange;
  /** Run while the sandbox runs nothing else, so that only the program itself can be slow. */
  readonly alone?: boolean;
}

/** One provider of isolation. `run` rejects only with `SandboxUnavailable` or an abort. */
export interface Sandbox {
  readonly name: string;
  readonly tier: Tier;
  /** Packages that programs may import, beside what their language always has. */
  readonly packages: readonly string[];
  /** sha256 over the engine binaries and boot code: part of every verdict's identity. */
  readonly imageHash: string;
  /** The walls that stand on this machine, in plain words. */
  readonly walls: readonly string[];
  readonly languages: readonly Language[];
  run(request: RunRequest, options?: RunOptions): Promise<RunResult>;
  close(): Promise<void>;
}

/** What a sandbox lacks for a project, in words, or null: it has all that is needed. */
export function shortageOf(sandbox: Sandbox, language: Language, environment?: Environment): string | null {
  const { name, tier, languages, packages } = sandbox;
  const wanted = environment?.tier ?? 'embedded';
  if (tier !== wanted) return `${name} is of tier ${tier}, not ${wanted}`;
  if (!languages.includes(language)) return `${name} does not run ${language}`;
  const missing = (environment?.packages ?? []).filter((one) => !packages.includes(one));
  return missing.length === 0 ? null : `${name} has no ${missing.join(', ')}`;
}

/** What none of the sandboxes has, in words; null when one of them has all that is needed. */
export function shortageAmong(
  sandboxes: readonly Sandbox[],
  language: Language,
  environment?: Environment,
): string | null {
  const shortages = sandboxes.map((sandbox) => shortageOf(sandbox, language, environment));
  return shortages.includes(null) ? null : shortages.join('; ');
}

export const DEFAULT_LIMITS: RunLimits = {
  fuel: 400_000_000,
  timeMs: 10_000,
  memoryBytes: 134_217_728,
  answerBytes: 1_048_576,
  outputBytes: 1_048_576,
};
