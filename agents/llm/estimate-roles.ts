/** What the calls of employer, judge and writer may cost, before the first is made: as for freelancers, by estimate. */

import { type Case, type CostRange, converse, type Offer, rangeOf, tokensOf, type Used } from './estimate.ts';
import type { ModelEntry } from './roster-entry.ts';
import type { Price } from './usage.ts';

/** What is asked of the places beside the freelancers. */
export interface RoleOffer extends Offer {
  /** How many markets post all of it: one, or one for each freelancer. */
  readonly markets: number;
  /** Whether the employer's model chooses among bids. */
  readonly chooses: boolean;
  /** Whether it is asked what it makes of a delivery. */
  readonly accepts: boolean;
  /** Whether deliveries with known verdicts are mixed in. */
  readonly canaries: boolean;
}

type Counts = Readonly<Record<Case, number>>;
const PROPOSAL: Counts = { least: 30, likely: 150, most: 375 };
const DELIVERY: Counts = { least: 200, likely: 800, most: 5_000 };
const CHOICE: Counts = { least: 20, likely: 60, most: 400 };
const OPINION: Counts = { least: 20, likely: 100, most: 600 };
const FINDING: Counts = { least: 40, likely: 150, most: 900 };
const CRITERIA: Counts = { least: 1, likely: 4, most: 8 };
/** An answer that nobody can read is asked for again, twice at most. */
const TRIES: Counts = { least: 1, likely: 1, most: 3 };
/** Letters that are answered: freelancers of the roster rarely ask. */
const LETTERS: Counts = { least: 0, likely: 0, most: 20 };
/** More bids than these are not shown. */
const SHOWN_MAX = 20;
/** A right delivery, a wrong one, one that talks; and a pair in two orders. */
const CANARIES = 3;
const PAIR_CALLS = 2;

/** Bids, proposals and letters of one project, and the review at its end. */
function employerUses(which: Case, offer: RoleOffer, posting: number): Used {
  const used: Used = { calls: 0, input: 0, output: 0 };
  const tries = TRIES[which];
  const again = 60;
  if (offer.chooses) {
    const bids = Math.min(SHOWN_MAX, offer.competitors) * PROPOSAL[which];
    converse(used, posting + bids, CHOICE[which], again, tries);
  }
  for (let letter = 0; letter < LETTERS[which]; letter += 1) converse(used, posting + 200, OPINION[which], 0, 1);
  const deliveries = which === 'most' ? offer.attempts : 1;
  for (let at = 0; at < deliveries && offer.accepts && which !== 'least'; at += 1)
    converse(used, posting + DELIVERY[which], OPINION[which], again, tries);
  if (which !== 'least') converse(used, posting, CHOICE[which], again, tries);
  return used;
}

/** The rubric of one project, and its deliveries and canaries against each criterion. */
function judgeUses(which: Case, offer: RoleOffer, posting: number): Used {
  const used: Used = { calls: 0, input: 0, output: 0 };
  if (which === 'least') return used;
  converse(used, posting, FINDING[which], 100, TRIES[which]);
  const deliveries = (which === 'most' ? offer.attempts : 1) + (offer.canaries ? CANARIES : 0);
  for (let at = 0; at < deliveries * CRITERIA[which]; at += 1)
    converse(used, posting + DELIVERY[which], FINDING[which], 100, TRIES[which]);
  for (let at = 0; at < PAIR_CALLS && offer.canaries; at += 1)
    converse(used, posting + 2 * DELIVERY[which], FINDING[which], 100, TRIES[which]);
  return used;
}

/** A limit is of one project for an employer; a judge has one for a rubric and one for each delivery, so it bounds nothing here. */
function boundBy({ limits }: ModelEntry, used: Used): Used {
  const fits = Math.min(1, limits.turns / Math.max(1, used.calls));
  return { calls: fits * used.calls, input: fits * used.input, output: fits * used.output };
}

export function estimateRole(
  role: 'employer' | 'judge',
  entry: ModelEntry,
  offer: RoleOffer,
  price: Price | null,
): CostRange {
  return rangeOf(entry, price, (which) => {
    const each = offer.postings.map((characters) => {
      const posting = tokensOf(which, characters);
      return role === 'employer'
        ? boundBy(entry, employerUses(which, offer, posting))
        : judgeUses(which, offer, posting);
    });
    return Array.from({ length: offer.markets }, () => each).flat();
  });
}

/** Prompt and answer of a draft, and of the programs that belong to it. */
const DRAFT: Counts = { least: 1_000, likely: 2_000, most: 8_000 };
const WRITTEN: Counts = { least: 200, likely: 700, most: 4_000 };

/** `projects`: asked for; `drafts`: of each, at most. `part`: the whole, or the second solution alone. */
export function estimateWriter(
  part: 'writer' | 'second',
  entry: ModelEntry,
  { projects, drafts }: { readonly projects: number; readonly drafts: number },
  price: Price | null,
): CostRange {
  return rangeOf(entry, price, (which) => {
    const rounds = which === 'most' ? drafts : which === 'likely' ? Math.min(2, drafts) : 1;
    const used: Used = { calls: 0, input: 0, output: 0 };
    for (let round = 0; round < rounds; round += 1) {
      // A second solution, then the draft, its reference and its wrong ones.
      converse(used, tokensOf(which, 4_000), WRITTEN[which], 0, 1);
      if (part === 'second') continue;
      converse(used, tokensOf(which, 6_000), DRAFT[which], 200, TRIES[which]);
      converse(used, tokensOf(which, 4_000), WRITTEN[which], 0, 1);
      converse(used, tokensOf(which, 4_000), DRAFT[which], 200, TRIES[which]);
    }
    return Array.from({ length: projects }, () => used);
  });
}
