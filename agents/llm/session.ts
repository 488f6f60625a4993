/** The calls for one project: counted, bounded, priced and put into the transcript. */

import { type LimitKind, type Limits, limitReached, nothingSpent, type Spent } from './limits.ts';
import type { Question } from './model.ts';
import type { Asker, FailedAttempt, TimedReply } from './retrying.ts';
import { answerAttributes, spanned } from './spans.ts';
import { addUsage, microUsdOf, NO_USAGE, type Price, type Usage } from './usage.ts';

/** One call, as it is told: prompt, answer, what it used. Times are wall time and stay outside of the log. */
export interface CallRecord {
  readonly project: string;
  readonly purpose: Purpose;
  readonly turn: number;
  readonly question: Question;
  readonly reply: TimedReply;
  /** Null where the model has no price. */
  readonly microUsd: number | null;
}
export type Purpose = 'bid' | 'code' | 'repair' | 'revision';

/** What a freelancer has spent in a run: one for all of its projects. */
export interface Purse {
  microUsd: number;
  usage: Usage;
  calls: number;
  /** Calls whose provider did not say what they used. */
  uncounted: number;
}

export const emptyPurse = (): Purse => ({ microUsd: 0, usage: NO_USAGE, calls: 0, uncounted: 0 });

export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly limit: LimitKind;

  constructor(limit: LimitKind) {
    super(`the limit of ${limit} is reached`);
    this.limit = limit;
  }
}

export interface SessionOptions {
  readonly market: string;
  readonly project: string;
  /** The names of freelancer and model, as spans tell them. */
  readonly agent: string;
  readonly model: string;
  readonly ask: Asker;
  readonly limits: Limits;
  readonly price: Price | null;
  readonly purse: Purse;
  readonly signal: AbortSignal;
  readonly onCall: (call: CallRecord) => void;
  /** Hears of every call that came to nothing. */
  readonly onFailure?: (failed: FailedAttempt) => void;
}

export interface Session {
  /** Names all calls for the project together. */
  readonly conversation: string;
  readonly spent: Readonly<Spent>;
  /** Rejects with `LimitReached` before a call that a limit forbids, and with the provider's faults. */
  ask(purpose: Purpose, question: Question): Promise<TimedReply>;
}

export function createSession(options: SessionOptions): Session {
  const { project, market, agent, model, ask, limits, price, purse, signal, onCall, onFailure } = options;
  const spent = nothingSpent();
  const conversation = `${market}/${project}`;
  return {
    spent,
    conversation,
    async ask(purpose, question) {
      const limit = limitReached(limits, spent, purse.microUsd);
      if (limit !== null) throw new LimitReached(limit);
      const { maxTokens, temperature } = question;
      const about = { caller: agent, model, conversation, maxTokens, temperature };
      const chat = `chat ${model.slice(model.indexOf(':') + 1)}`;
      const reply = await spanned(chat, about, () => ask(question, signal, onFailure), answerAttributes);
      // Nothing was asked and nothing used: it stands in no account.
      if (reply.finish === 'no_tools') return reply;
      const { usage } = reply;
      const microUsd = usage === null || price === null ? null : microUsdOf(usage, price);
      spent.turns += 1;
      spent.tokens += usage === null ? 0 : usage.input + usage.output;
      spent.workingMs += reply.workingMs;
      spent.wallMs += reply.workingMs + reply.waitedMs;
      purse.calls += 1;
      purse.microUsd += microUsd ?? 0;
      purse.uncounted += usage === null ? 1 : 0;
      purse.usage = addUsage(purse.usage, usage ?? NO_USAGE);
      onCall({ project, purpose, turn: spent.turns, question, reply, microUsd });
      return reply;
    },
  };
}
