/** The one-call interface of everything that plays: look at an observation, say what to do and when to look again. */

import type { Millis } from '../server/kernel/clock.ts';
import type { BidId, ContentHash, DeliveryId, ParticipantId, ProjectId } from '../server/kernel/id.ts';
import type { Files } from '../server/protocol/arena/acceptance.ts';
import type { PostableProject } from '../server/protocol/arena/ground.ts';
import type { CommandRequest, Mechanism } from '../server/protocol/arena/wire.ts';
import type { Observation } from './observation.ts';

/**
 * One thing to do. `key` names it for good: the same key again is the same action again and is done once, also after a
 * restart, so derive it from what the action is about (`bid/12`), never from a counter.
 */
export type Action =
  | {
      readonly kind: 'bid';
      readonly key: string;
      readonly projectId: ProjectId;
      readonly amountCents: number;
      readonly days: number;
      /** Promised quality in basis points; only scoring mechanisms use it. */
      readonly qualityBps: number;
      readonly proposal: string | null;
      /** Own estimate of the chance to pass, in basis points. */
      readonly confidenceBps: number | null;
    }
  | {
      readonly kind: 'amend';
      readonly key: string;
      readonly bidId: BidId;
      readonly amountCents: number;
      readonly days: number;
      readonly qualityBps: number;
    }
  | { readonly kind: 'deliver'; readonly key: string; readonly projectId: ProjectId; readonly files: Files }
  /** Hands in files that are in the content store already. */
  | {
      readonly kind: 'deliver_prepared';
      readonly key: string;
      readonly projectId: ProjectId;
      readonly filesHash: ContentHash;
      readonly bytes: number;
    }
  /** Posts a project of the corpus: its document goes into the content store first. Null: the market's default. */
  | {
      readonly kind: 'post';
      readonly key: string;
      readonly project: PostableProject;
      readonly mechanism: Mechanism | null;
      readonly biddingMs: Millis | null;
    }
  /** A message about a project to one of its parties. */
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly projectId: ProjectId;
      readonly toId: ParticipantId;
      readonly text: string;
    }
  /** Asks for a delivery to be revised, and says what for. */
  | { readonly kind: 'ask_revision'; readonly key: string; readonly deliveryId: DeliveryId; readonly text: string }
  | { readonly kind: 'command'; readonly key: string; readonly request: CommandRequest };

export interface Plan {
  readonly actions: readonly Action[];
  /** When to be asked again even if nothing happens; null: only when something does. */
  readonly wakeAt: Millis | null;
}

export const NOTHING_TO_DO: Plan = { actions: [], wakeAt: null };

/** Acts for one participant. Keeps nothing that it could not derive from the observation: a restart must not matter. */
export interface Agent {
  readonly name: string;
  /**
   * `at_once`: thinks for long, so it is asked beside all others of this kind, about the market as it stands when a round of
   * asking begins. Not said: it is asked in its turn, and sees what those before it have just done.
   */
  readonly asked?: 'at_once';
  act(observation: Observation): Plan | Promise<Plan>;
}
