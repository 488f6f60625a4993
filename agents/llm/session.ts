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
/** What a call was for: of freelancers, of employers, of judges, of requirement writers. */
export const PURPOSES = [
  ...(['bid', 'code', 'repair', 'revision'] as const),
  ...(['choose', 'answer', 'accept', 'review'] as const),
  ...(['rubric', 'criterion', 'compare'] as const),
  ...(['draft', 'reference', 'second', 'wrong'] as const),
] as const;
export type Purpose = (typeof PURPOSES)[number];

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

/** A call that was made before, by an earlier process of the same run. */
export interface MadeCall {
  readonly key: string;
  readonly usage: Usage | null;
  readonly workingMs: number;
  readonly waitedMs: number;
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
  /** Holds what was spent before, also by an earlier process: a cap is one for the whole run. */
  readonly purse: Purse;
  readonly signal: AbortSignal;
  readonly onCall: (call: CallRecord) => void;
  /** Hears of every call that came to nothing. */
  readonly onFailure?: (failed: FailedAttempt) => void;
  /** What an earlier process asked for this project; not said: nothing. */
  readonly earlier?: Earlier;
}

export interface Earlier {
  readonly made: readonly MadeCall[];
  /** All that decides an answer: the same key is the same call. */
  readonly keyOf: (question: Question) => string;
}

const NOTHING_EARLIER: Earlier = { made: [], keyOf: () => '' };

export interface Session {
  /** Names all calls for the project together. */
  readonly conversation: string;
  readonly spent: Readonly<Spent>;
  /** Rejects with `LimitReached` before a call that a limit forbids, and with the provider's faults. */
  ask(purpose: Purpose, question: Question): Promise<TimedReply>;
}

function count(spent: Spent, { usage, workingMs, waitedMs }: Omit<MadeCall, 'key'>): void {
  spent.turns += 1;
  spent.tokens += usage === null ? 0 : usage.input + usage.output;
  spent.workingMs += workingMs;
  spent.wallMs += workingMs + waitedMs;
}

export function addToPurse(purse: Purse, usage: Usage | null, microUsd: number | null): void {
  purse.calls += 1;
  // In whole billionths, so that the sum does not depend on the order in which calls come back.
  purse.microUsd = (Math.round(purse.microUsd * 1_000) + Math.round((microUsd ?? 0) * 1_000)) / 1_000;
  purse.uncounted += usage === null ? 1 : 0;
  purse.usage = addUsage(purse.usage, usage ?? NO_USAGE);
}

export function createSession(options: SessionOptions): Session {
  const { project, market, agent, model, ask, limits, price, purse, signal, onCall, onFailure } = options;
  const { made, keyOf } = options.earlier ?? NOTHING_EARLIER;
  const spent = nothingSpent();
  const conversation = `${market}/${project}`;
  /** How often each call was made that has not been asked again yet. */
  const onRecord = new Map<string, number>();
  for (const call of made) {
    count(spent, call);
    onRecord.set(call.key, (onRecord.get(call.key) ?? 0) + 1);
  }
  return {
    spent,
    conversation,
    async ask(purpose, question) {
      const key = onRecord.size > 0 ? keyOf(question) : '';
      const left = onRecord.get(key) ?? 0;
      if (left > 0) {
        // Counted and paid for when it was made, and allowed by the limits as they stood then.
        onRecord.set(key, left - 1);
        return ask(question, signal);
      }
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
      count(spent, reply);
      addToPurse(purse, usage, microUsd);
      onCall({ project, purpose, turn: spent.turns, question, reply, microUsd });
      return reply;
    },
  };
}
