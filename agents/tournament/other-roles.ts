/** Who sits in the places beside the freelancers: an employer and a judge of one's own, in every market of a run. */

import type { MarketId } from '../../server/kernel/id.ts';
import type { ArenaClient } from '../../server/protocol/arena/client.ts';
import type { RubricJudge } from '../../server/protocol/arena/rubric.ts';
import type { Agent } from '../agent.ts';
import type { Stopping } from '../llm/room.ts';
import type { ScheduledProject } from '../scripted/employer.ts';

/** The employer's place in one market. */
export interface EmployerPlace extends Stopping {
  /** Its door: it has no other rights than any employer. */
  readonly client: ArenaClient;
  readonly seed: string;
  readonly projects: readonly ScheduledProject[];
}

export interface OtherRoles {
  readonly employer?: (place: EmployerPlace) => Promise<Agent>;
  readonly judge?: (market: MarketId, stopping: Stopping) => Promise<RubricJudge>;
  /** What their models have cost in a market so far, in millionths of a dollar. */
  spentIn(market: MarketId): { readonly employer?: number; readonly reviewer?: number };
}
