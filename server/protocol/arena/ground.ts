/** The ground that a tournament is played on, as its runner sees it: markets to open, projects to post, a reviewer at work. */

import type { Millis } from '../../kernel/clock.ts';
import type { ContentHash, MarketId, ParticipantId } from '../../kernel/id.ts';
import type { Files } from './acceptance.ts';
import type { ArenaClient, OwnerClient } from './client.ts';
import type { Draft } from './delivery.ts';
import type { PolicyPatch } from './policy.ts';
import type { RubricJudge } from './rubric.ts';
import type { Policy } from './wire.ts';

/** Who says what a project pays: an employer, a rule, or a model that predicts what such work is paid. */
export type PriceOrigin =
  | { readonly kind: 'posted' }
  | { readonly kind: 'assigned' | 'predicted'; readonly method: string };

/** A project of the corpus without its answer key. */
export interface PostableProject {
  readonly slug: string;
  readonly family: string;
  readonly title: string;
  readonly skills: readonly string[];
  readonly budgetMinCents: number;
  readonly budgetMaxCents: number;
  readonly postedPriceCents: number;
  readonly priceOrigin: PriceOrigin;
  readonly estimatedMinutes: number;
  /** All cases, hidden ones included. */
  readonly caseCount: number;
  /** Names the answer key; in every posting, so that the reviewer and prepared deliveries find their project. */
  readonly acceptanceHash: ContentHash;
  /** Names the work in every draw of chance, where its posting was made to say less; not said: `acceptanceHash` does. */
  readonly drawKey?: string;
  /** What the employer posts: description and visible cases, as JSON. */
  readonly document: string;
}

/** What the employer posts, as a document in the content store. */
export const POSTING_MEDIA_TYPE = 'application/vnd.freelance-arena.posting+json';

/** A delivery made at set-up: simulated freelancers hold these, never the answer key. */
export interface PreparedDelivery {
  readonly filesHash: ContentHash;
  readonly bytes: number;
}

/** The reviewer at work in one market: takes deliveries up as they come and gives verdicts when market time says so. */
export interface Desk {
  /** When the next verdict is due, or null. */
  nextDueAt(): Millis | null;
  /** Waits for the verdicts due at or before `now` and records them, in order of their deliveries. */
  settle(now: Millis): Promise<void>;
  close(): void;
}

/**
 * `reference`: the reference solution. `correct`: that or another correct one. `wrong`: a wrong one. At a project that nobody can pass
 * honestly the first two do what its posting asks for. The rest is for adversaries: `memoriser` knows the visible cases by heart,
 * `hack` works on the reviewer, `answers` is what only the answer key knows.
 */
export type ProgramKind = 'reference' | 'correct' | 'wrong' | 'memoriser' | 'hack' | 'answers';

/** How somebody writes: what a program does stays, what can be said another way is said so. */
export interface WritingHand {
  /** Whose it is; the same key writes the same program the same way. */
  readonly key: string;
  /** How much of what its habits would change it does change, in [0, 1]: less, by who only disguises. */
  readonly share: number;
}

export interface ProgramToPrepare {
  readonly slug: string;
  /** What it scores is for the reviewer to find out. */
  readonly kind: ProgramKind;
  /** Draws among those of a kind, in [0, 1). */
  readonly draw: number;
  /** Who has written it, one after the other: the first of them, and whoever made it look like another; not said: as the corpus has it. */
  readonly hands?: readonly WritingHand[];
  /** Lines above the program, as a comment of its language. */
  readonly heading?: string;
  /** Whose it is: equal programs of two holders are two contents, so that erasing one leaves the other. */
  readonly holder: string;
}

export interface GroundMarket {
  readonly owner: OwnerClient;
  connect(participantId: ParticipantId): ArenaClient;
  /** Starts a desk that acts for this participant, who must have the role `reviewer`. Without a judge the tests alone are asked. */
  openDesk(participantId: ParticipantId, verdictAfterMs: number, judge?: RubricJudge): Promise<Desk>;
  /** Puts a program for the project into the content store, ready to be handed in. */
  prepare(program: ProgramToPrepare): Promise<PreparedDelivery>;
  /** Runs the files against a project's visible cases; null where the corpus has no such project. */
  tryOut(acceptanceHash: ContentHash, files: Files): Promise<Draft | null>;
}

export interface Ground {
  /** The default policy with these patches over it, later ones winning field by field. */
  policy(...patches: readonly PolicyPatch[]): Policy;
  readonly corpusName: string;
  /** sha256 over the corpus: which projects these figures are about. */
  readonly corpusHash: string;
  readonly projects: readonly PostableProject[];
  /** Which of them cannot be passed honestly, by their answer keys: nobody is measured by them. */
  readonly honeypots: ReadonlySet<ContentHash>;
  /** Throws, in words for people, where nobody could be judged at one of these projects: then no market is to be opened. */
  requireJudgeable(projects: readonly PostableProject[]): void;
  market(id: MarketId): Promise<GroundMarket>;
}
