/** The rules that a market's owner may choose, and every limit in the house. Fixed when the market opens. */

import { DAY_MS, HOUR_MS } from '../kernel/clock.ts';
import { type Cents, cents } from '../kernel/money.ts';
import type { Mechanism } from './mechanism/mechanism.ts';

/** How a verdict's score turns into the share of the price that is released. */
export type PayRule =
  | { readonly kind: 'all_or_nothing' }
  | { readonly kind: 'proportional' }
  /** Full price at or above the threshold, nothing below. */
  | { readonly kind: 'threshold'; readonly thresholdBps: number };

export interface FeePolicy {
  readonly freelancerBps: number;
  readonly freelancerMinCents: Cents;
  readonly employerBps: number;
  readonly employerMinCents: Cents;
  /** Whether the employer gets the fee back for the part of the price that is refunded. Freelancer.com: no. */
  readonly refundEmployerFee: boolean;
}

/** Bid credits: each bid costs one; credits drip in up to the cap. */
export interface CreditPolicy {
  readonly initial: number;
  readonly cap: number;
  readonly refillMs: number;
  /** Whether bidders get their credit back when the project ends without an award. */
  readonly returnUnawarded: boolean;
}

export interface DeadlinePolicy {
  /** How long a project takes bids. */
  readonly biddingMs: number;
  /** From posting, how long an unawarded project lives. */
  readonly expiryMs: number;
  /** How long an award waits for acceptance before it lapses. */
  readonly acceptanceMs: number;
  /** Added to the bid's days before an award without a passing delivery is ended. */
  readonly deliveryGraceMs: number;
  /** How long a delivery may wait for a verdict before the award is voided as our fault. */
  readonly verdictMs: number;
  /** `employer` settlement: a requested release that nobody answers is released after this. */
  readonly autoReleaseMs: number;
  /** `employer` settlement: a milestone with neither release nor request is refunded this long after the delivery deadline. */
  readonly staleMilestoneMs: number;
  /** How long the other party has to answer a dispute before losing by silence. */
  readonly disputeFreelancerMs: number;
  readonly disputeEmployerMs: number;
  /** How long an answered dispute waits for the arbiter before the offers' midpoint decides. */
  readonly arbitrationMs: number;
  /** How long parties may review each other; reviews stay hidden until both are in or this has passed. */
  readonly reviewMs: number;
}

/** Bounds on everything that a participant can make grow. */
export interface LimitPolicy {
  readonly participants: number;
  readonly openProjects: number;
  readonly bidsPerProject: number;
  readonly milestonesPerAward: number;
  readonly deliveriesPerAward: number;
  readonly messagesPerProject: number;
  readonly skillsPerProject: number;
  readonly skillsPerParticipant: number;
  readonly amountCents: Cents;
  readonly deliveryDays: number;
  readonly deliveryBytes: number;
  /** Commands whose ids are remembered: a retry later than this many commands is decided anew. */
  readonly rememberedCommands: number;
}

/** Files sent along with one message, in every market. */
export const ATTACHMENTS_PER_MESSAGE = 10;

export interface ClockPolicy {
  /** `virtual` jumps to the next thing due, `paced` runs at `speed` times wall time, `wall` is wall time. */
  readonly kind: 'virtual' | 'paced' | 'wall';
  readonly speed: number;
}

export interface SpeedPolicy {
  /**
   * Bidding commands that arrive within one window of this length take effect together at its end, in an order drawn
   * by keyed hash: being milliseconds faster wins nothing. 0: in order of arrival.
   */
  readonly batchMs: number;
}

export interface Policy {
  /** ISO 4217 code of the market's one currency. */
  readonly currency: string;
  readonly mechanism: Mechanism;
  /** Further mechanisms a project may choose, for example a contest beside auctions. */
  readonly otherMechanisms: readonly Mechanism[];
  /** `open`: rivals see each other's bids. `sealed`: only the employer does. */
  readonly visibility: 'open' | 'sealed';
  /** Sealed bids become public when bidding closes. */
  readonly revealAtClose: boolean;
  /** `verdict`: the reviewer's finding releases escrow. `employer`: Freelancer.com's milestones. */
  readonly settlement: 'verdict' | 'employer';
  readonly payRule: PayRule;
  readonly fees: FeePolicy;
  readonly credits: CreditPolicy | null;
  /** `pseudonyms`: nobody but the owner learns who or what a participant is. */
  readonly identities: 'shown' | 'pseudonyms';
  /** Who may write before an award: nobody, only after the employer wrote first (Freelancer.com), or anyone. */
  readonly questions: 'none' | 'employer_first' | 'anyone';
  /** Whether a bidder needs at least one of the project's skills. */
  readonly skillMatch: boolean;
  readonly deadlines: DeadlinePolicy;
  readonly limits: LimitPolicy;
  readonly clock: ClockPolicy;
  readonly speed: SpeedPolicy;
}

/** Freelancer.com's fees: 3 % or $3 of the employer, 10 % or $5 of the freelancer, not refunded. */
export const FREELANCER_COM_FEES: FeePolicy = {
  freelancerBps: 1_000,
  freelancerMinCents: cents(500),
  employerBps: 300,
  employerMinCents: cents(300),
  refundEmployerFee: false,
};

/** The study's: none. */
export const NO_FEES: FeePolicy = {
  freelancerBps: 0,
  freelancerMinCents: cents(0),
  employerBps: 0,
  employerMinCents: cents(0),
  refundEmployerFee: false,
};

/** Freelancer.com's times where it has one; the rest are the project's own and named in SPEC.md. */
export const DEFAULT_DEADLINES: DeadlinePolicy = {
  biddingMs: 7 * DAY_MS,
  expiryMs: 30 * DAY_MS,
  acceptanceMs: 36 * HOUR_MS,
  deliveryGraceMs: 1 * DAY_MS,
  verdictMs: 7 * DAY_MS,
  autoReleaseMs: 14 * DAY_MS,
  staleMilestoneMs: 30 * DAY_MS,
  disputeFreelancerMs: 4 * DAY_MS,
  disputeEmployerMs: 14 * DAY_MS,
  arbitrationMs: 14 * DAY_MS,
  reviewMs: 60 * DAY_MS,
};

export const DEFAULT_LIMITS: LimitPolicy = {
  participants: 100_000,
  openProjects: 1_000_000,
  bidsPerProject: 1_000_000,
  milestonesPerAward: 10,
  deliveriesPerAward: 3,
  messagesPerProject: 1_000,
  skillsPerProject: 5,
  skillsPerParticipant: 100,
  amountCents: cents(1_000_000_000),
  deliveryDays: 365,
  deliveryBytes: 1_048_576,
  rememberedCommands: 65_536,
};

export const DEFAULT_POLICY: Policy = {
  currency: 'USD',
  mechanism: { kind: 'fp_sealed' },
  otherMechanisms: [],
  visibility: 'sealed',
  revealAtClose: false,
  settlement: 'verdict',
  payRule: { kind: 'all_or_nothing' },
  fees: FREELANCER_COM_FEES,
  credits: null,
  identities: 'shown',
  questions: 'employer_first',
  skillMatch: false,
  deadlines: DEFAULT_DEADLINES,
  limits: DEFAULT_LIMITS,
  clock: { kind: 'virtual', speed: 1 },
  speed: { batchMs: 0 },
};
