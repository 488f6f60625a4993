/** The port to a language model: one question, one reply, with what it used. Who answers is the provider's affair. */

import type { Usage } from './usage.ts';

export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

export interface Question {
  readonly turns: readonly Turn[];
  /** The answer as JSON of this schema (JSON Schema), or free text. Providers that can are held to it; the rest are asked for it. */
  readonly schema: { readonly name: string; readonly json: Readonly<Record<string, unknown>> } | null;
  readonly maxTokens: number;
  readonly temperature: number;
  /** Which of several equal questions this is: repetitions must not share an answer. */
  readonly repetition: number;
}

/** `refused`: the provider or the model would not answer. `length`: cut off at `maxTokens`. */
export type Finish = 'stop' | 'length' | 'refused' | 'other';

export interface Reply {
  readonly text: string;
  readonly finish: Finish;
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
  | 'malformed';

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
    return this.kind !== 'refused_key' && this.kind !== 'bad_request';
  }
}
