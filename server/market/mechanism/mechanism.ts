/** What every award-and-payment rule takes and gives: a pure function of the bids, the project's figures and the key. */

import type { BidId, ParticipantId, ProjectId } from '../../kernel/id.ts';
import type { Cents } from '../../kernel/money.ts';

/** The rule of a project, with its parameters. All amounts are cents, all shares basis points. */
export type Mechanism =
  | { readonly kind: 'fp_sealed' }
  | { readonly kind: 'vickrey' }
  /** A new bid must be at least `stepCents` below the standing one; a bid in the last `softCloseMs` extends by as much. */
  | { readonly kind: 'english_rev'; readonly stepCents: Cents; readonly softCloseMs: number }
  /** Bids are standing instructions: stay in while the price (reserve, reserve − step, … , 0) is at least the amount. */
  | { readonly kind: 'clock_rev'; readonly stepCents: Cents }
  /** Bids are standing instructions: accept at the first tick (0, step, 2 × step, … , reserve) at or above the amount. */
  | { readonly kind: 'dutch_rev'; readonly stepCents: Cents }
  /** `valueCents` is V(1): what full quality is worth to the employer; V(q) = valueCents × q. Null: the reserve. */
  | { readonly kind: 'scoring_first'; readonly valueCents: Cents | null; readonly minScoreCents: Cents | null }
  | { readonly kind: 'scoring_second'; readonly valueCents: Cents | null }
  | { readonly kind: 'buyer_determined' }
  | { readonly kind: 'posted'; readonly draw: 'uniform' | 'first_come' }
  /** `named`: the project names the freelancer. `rotation`: eligible bidders take turns by project number. */
  | { readonly kind: 'direct'; readonly assignment: 'named' | 'rotation' }
  | { readonly kind: 'lottery'; readonly pays: 'posted' | 'own' }
  /** Everybody may deliver, up to `entriesMax` deliveries by each of `entrantsMax`; the best score takes the prize. */
  | {
      readonly kind: 'contest';
      readonly entrantsMax: number;
      readonly entriesMax: number;
      /** Least score in basis points that can win. */
      readonly thresholdBps: number;
      /** Guaranteed: the best entry is paid whatever its score; without any entry nobody is. */
      readonly guaranteed: boolean;
    };

export type MechanismKind = Mechanism['kind'];

/** A bid as the rule sees it. `qualityBps` is the promised quality in [0, 10,000]. */
export interface Offer {
  readonly bidId: BidId;
  readonly bidderId: ParticipantId;
  readonly amountCents: Cents;
  readonly qualityBps: number;
  /** Market time of the bid's last change, and its place in the log for equal times: used only by first come. */
  readonly at: number;
  readonly order: number;
}

/** A contest entrant's best entry. */
export interface Entry {
  readonly bidId: BidId;
  readonly bidderId: ParticipantId;
  readonly scoreBps: number;
  /** Market time at which that entry was delivered. */
  readonly at: number;
}

/** The project's figures that the rule may use. */
export interface Auction {
  /**
   * Secret key of the market: `keyedHash(seed, use, projectId, bidderId)` with use `tie`, `draw` or `display` decides
   * ties, uniform draws and the order shown to the employer; the lowest hash comes first.
   */
  readonly seed: string;
  readonly projectId: ProjectId;
  /** The budget's maximum: an amount above it is not eligible. Always finite. */
  readonly reserveCents: Cents;
  /** The price the employer fixed, at most the reserve: paid by `posted`, `direct`, a `posted` lottery and as a prize. */
  readonly postedPriceCents: Cents;
  /** `direct` with assignment `named`. */
  readonly assigneeId: ParticipantId | null;
}

/** One step of how the outcome came about, for people and for re-clearing; plain data. */
export type TraceStep = Readonly<Record<string, string | number | null>>;

export interface Outcome {
  /** The award, or null with the reason why there is none. */
  readonly winner: { readonly bidId: BidId; readonly bidderId: ParticipantId; readonly priceCents: Cents } | null;
  readonly reason:
    | 'awarded'
    | 'no_eligible_bid'
    | 'below_minimum_score'
    | 'no_entry_passed'
    | 'awaits_employer'
    | 'nobody_available';
  readonly trace: readonly TraceStep[];
}
