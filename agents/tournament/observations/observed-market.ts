/** What the rows of one market are made from: its log and ledger, and what only its owner knows about those in it. */

import type { ContentHash, ParticipantId } from '../../../server/kernel/id.ts';
import type { PriceOrigin } from '../../../server/protocol/arena/ground.ts';
import type { MarketEvent, ParticipantKind } from '../../../server/protocol/arena/wire.ts';
import type { TransferRow } from './row-schema.ts';

export interface ToldEvent {
  readonly seq: number;
  readonly at: number;
  readonly event: MarketEvent;
}

export interface ToldTransfer {
  readonly seq: number;
  readonly line: number;
  readonly at: number;
  readonly code: TransferRow['code'];
  readonly from: string;
  readonly to: string;
  readonly amountCents: number;
}

export interface Who {
  readonly name: string;
  readonly kind: ParticipantKind;
}

/** How many cases of a verdict were visible, and how many of each kind passed. */
export interface CaseKinds {
  readonly visiblePassed: number;
  readonly visibleCount: number;
  readonly hiddenPassed: number;
  readonly hiddenCount: number;
}

/** What the corpus says about a project. */
export interface ProjectFacts {
  readonly slug: string;
  readonly family: string;
  readonly estimatedMinutes: number;
  readonly priceKind: PriceOrigin['kind'];
  /** Null: an employer posted it. */
  readonly priceMethod: string | null;
  /** Nobody can pass it honestly. */
  readonly honeypot?: true | undefined;
  /** Names the work in draws of chance, where the name of its answer key does not. */
  readonly drawKey?: string;
}

/** Which posting of which project, and the most it pays. */
export interface PostedTo {
  readonly acceptanceHash: ContentHash;
  readonly round: number;
  readonly budgetMaxCents: number;
}

export interface ObservedMarket {
  readonly market: string;
  /** All of them, in order, as the owner sees them. */
  readonly events: readonly ToldEvent[];
  readonly transfers: readonly ToldTransfer[];
  /** Freelancers by number; who is not in it has no rows of its own. */
  readonly freelancers: ReadonlyMap<ParticipantId, Who>;
  readonly projectFacts: (acceptanceHash: ContentHash) => ProjectFacts | null;
  /** What the work would cost this freelancer, in cents; null: nobody knows. */
  readonly costCents: (freelancer: string, project: PostedTo) => number | null;
  /** Of the evidence with this hash; null: it is not there. */
  readonly caseKinds: (evidenceHash: ContentHash) => CaseKinds | null;
}
