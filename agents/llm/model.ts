/** The port to a language model: one question, one reply, with what it used. Who answers is the provider's affair. */

import type { Usage } from './usage.ts';

/** A tool that the model wishes to have used. `input`: whatever it wrote, to be read by who has the tool. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
}

/** A tool that is offered, with the JSON Schema of its input. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export type Turn =
  | { readonly role: 'system' | 'user'; readonly text: string }
  /** `calls`: left out where it used no tool. */
  | { readonly role: 'assistant'; readonly text: string; readonly calls?: readonly ToolCall[] }
  /** What came of a call of the turn before. */
  | { readonly role: 'tool'; readonly callId: string; readonly name: string; readonly text: string };

export interface Question {
  readonly turns: readonly Turn[];
  /** The answer as JSON of this schema (JSON Schema), or free text. Providers that can are held to it; the rest are asked for it. */
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> } | null;
  /** Tools that it may use; left out where there are none. A model without tools replies `no_tools`. */
  readonly tools?: readonly Tool[];
  readonly maxTokens: number;
  readonly temperature: number;
  /** Which of several equal questions this is: repetitions must not share an answer. */
  readonly repetition: number;
}

/**
 * `refused`: the provider or the model would not answer. `length`: cut off at `maxTokens`. `too_long`: the question is
 * longer than the model can read. `no_tools`: it cannot use tools, and was asked nothing. None of these is a fault: the same
 * question gets the same again.
 */
export const FINISHES = ['stop', 'length', 'refused', 'too_long', 'no_tools', 'other'] as const;
export type Finish = (typeof FINISHES)[number];

export interface Reply {
  readonly text: string;
  readonly finish: Finish;
  /** Tools that it wants used now, in this order; left out where none. */
  readonly calls?: readonly ToolCall[];
  readonly usage: Usage | null;
  /** The provider's own name of what answered, where it says so. */
  readonly model: string | null;
}

export interface Model {
  /** `provider:model`, and whatever else decides the answers: the endpoint where it is not the provider's own. */
  readonly name: string;
  readonly endpoint: string | null;
  /** Rejects with a `ModelFault`: the provider is in trouble, or nobody answers in time. */
  ask(question: Question, signal: AbortSignal): Promise<Reply>;
  close?(): Promise<void>;
}

export type FaultKind =
  | 'rate_limited'
  | 'overloaded'
  | 'timeout'
  | 'unreachable'
  | 'refused_key'
  | 'bad_request'
  | 'malformed'
  /** A package or a file that is needed is not on this machine. */
  | 'not_installed';

const FINAL: ReadonlySet<FaultKind> = new Set(['refused_key', 'bad_request', 'not_installed']);

/** Trouble of the provider's, never failed work. `retryAfterMs`: what it asked for, or null. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  readonly kind: FaultKind;
  readonly retryAfterMs: number | null;

  constructor(kind: FaultKind, message: string, retryAfterMs: number | null = null, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }

  /** What a process says that ends by it: try again, or something is needed that is not there. */
  get exitCode(): number {
    return this.passes ? 75 : 69;
  }

  /** Whether the same question may be answered later. */
  get passes(): boolean {
    return !FINAL.has(this.kind);
  }
}
