/** What a freelancer's calls may cost, before the first is made: a range, from the postings' lengths and the limits. */

import type { ModelEntry } from './roster-entry.ts';
import type { Price } from './usage.ts';

/** What is going to be offered to each freelancer. */
export interface Offer {
  /** Characters of each posting with its visible cases, one for each time it is posted. */
  readonly postings: readonly number[];
  /** How many bid for the same projects; 1: the only one, who gets them all. */
  readonly competitors: number;
  /** Deliveries that one award allows. */
  readonly attempts: number;
}

export interface CostRange {
  readonly calls: Range;
  /** Null: the model has no price. */
  readonly usd: Range | null;
}
export interface Range {
  readonly least: number;
  readonly likely: number;
  readonly most: number;
}

/** A token is three to five characters of English or code. */
const CHARACTERS = { least: 5, likely: 4, most: 3 } as const;
/** Tokens beside the posting: instructions, terms, the schema. */
const INSTRUCTIONS = 900;
/** Tokens of the answers: a bid with its proposal, a program with its plan; `most` is what a call is cut off at. */
const BID = { least: 120, likely: 250, most: 900 } as const;
const PROGRAM = { least: 300, likely: 900, most: 4_000 } as const;
/** Tokens that tell of failed cases before a repair. */
const FAILURES = 1_500;
/** How often a bid that nobody can read is asked for again. */
const BID_REPAIRS = 2;

export type Case = keyof Range;
export interface Used {
  calls: number;
  input: number;
  output: number;
}

/** Asks again and again in one conversation: each call sends everything that was said before. */
export function converse(used: Used, first: number, answer: number, added: number, calls: number): void {
  for (let call = 0; call < calls; call += 1) {
    used.calls += 1;
    used.input += first + call * (answer + added);
    used.output += answer;
  }
}

/** Tokens of a question about a text of so many characters, instructions included. */
export function tokensOf(which: Case, characters: number): number {
  return INSTRUCTIONS + characters / CHARACTERS[which];
}

/** How much work comes of the bids: nothing, one's share, or every project with every repair and delivery. */
function workOf(
  which: Case,
  { competitors, attempts }: Offer,
  repairs: number,
): { readonly share: number; readonly calls: number } {
  const alone = competitors === 1;
  if (which === 'least') return { share: alone ? 1 : 0, calls: 1 };
  if (which === 'likely') return { share: 1 / competitors, calls: 1 + Math.min(1, repairs) / 2 };
  return { share: 1, calls: attempts * (1 + repairs) };
}

function usedFor(which: Case, entry: ModelEntry, offer: Offer, characters: number): Used {
  const { turns, tokens, repairs } = entry.limits;
  const posting = tokensOf(which, characters);
  const used: Used = { calls: 0, input: 0, output: 0 };
  converse(used, posting, BID[which], 200, which === 'most' ? 1 + BID_REPAIRS : 1);
  const { share, calls } = workOf(which, offer, repairs);
  const work: Used = { calls: 0, input: 0, output: 0 };
  converse(work, posting, PROGRAM[which], FAILURES, Math.ceil(calls));
  const part = (share * calls) / Math.ceil(calls);
  used.calls += part * work.calls;
  used.input += part * work.input;
  used.output += part * work.output;
  // A limit is looked at before each call: the one that meets it is made.
  const fits = Math.min(1, turns / used.calls, (2 * tokens) / (used.input + used.output));
  return { calls: fits * used.calls, input: fits * used.input, output: fits * used.output };
}

function sumsOf({ limits }: ModelEntry, price: Price | null, all: readonly Used[]): { calls: number; usd: number } {
  let calls = 0;
  let usd = 0;
  for (const used of all) {
    calls += used.calls;
    if (price !== null) usd += (used.input * price.input + used.output * price.output) / 1_000_000;
  }
  return { calls: Math.round(calls), usd: Math.min(usd, limits.dollars ?? Number.POSITIVE_INFINITY) };
}

/** An estimate, no promise: what a model makes of a posting is its own affair. A cap in dollars is the only bound that holds. */
export function estimateCost(entry: ModelEntry, offer: Offer, price: Price | null): CostRange {
  return rangeOf(entry, price, (which) => offer.postings.map((characters) => usedFor(which, entry, offer, characters)));
}

/** The range of a model whose use of each thing that it is asked about is estimated by `usedIn`. */
export function rangeOf(entry: ModelEntry, price: Price | null, usedIn: (which: Case) => readonly Used[]): CostRange {
  const [least, likely, most] = (['least', 'likely', 'most'] as const).map((which) =>
    sumsOf(entry, price, usedIn(which)),
  ) as [Sums, Sums, Sums];
  const usd = { least: least.usd, likely: likely.usd, most: most.usd };
  return {
    calls: { least: least.calls, likely: likely.calls, most: most.calls },
    usd: price === null ? null : usd,
  };
}
type Sums = ReturnType<typeof sumsOf>;
