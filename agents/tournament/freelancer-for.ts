/** From an entry of a roster to the agent that plays it: simulated with prepared deliveries, or a language model at work. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import type { Ground, GroundMarket } from '../../server/protocol/arena/ground.ts';
import type { Policy } from '../../server/protocol/arena/wire.ts';
import type { Agent } from '../agent.ts';
import { createLlmFreelancer } from '../llm/freelancer.ts';
import type { ModelRoom } from '../llm/room.ts';
import type { ModelEntry } from '../llm/roster-entry.ts';
import { createWorkbench } from '../llm/workbench.ts';
import { createSimulatedFreelancer } from '../simulated/freelancer.ts';
import { conductOf } from './adversary-for.ts';
import type { TournamentConfig } from './config.ts';
import { InputError } from './input-error.ts';
import { prepareDeliveries } from './prepare.ts';
import type { OutsideEntry, PlayedEntry, Roster, RosterEntry } from './roster.ts';

/** Where a freelancer of a tournament sits. */
export interface Table {
  readonly config: TournamentConfig;
  readonly ground: Ground;
  readonly models: ModelRoom | null;
  /** All that take part in the tournament, whichever market they sit in. */
  readonly roster: Roster;
  /** By name. */
  readonly employerIds: ReadonlyMap<string, ParticipantId>;
  readonly policy: Policy;
  readonly market: GroundMarket;
  readonly participantId: ParticipantId;
  /** Of the agents: the same for all protocols and mechanisms. */
  readonly seed: string;
  readonly competitors: number;
  /** Told to stop: no call of a model begins then. */
  readonly signal: AbortSignal;
  /** Ends the calls that have begun, too; not said: they come to their end. */
  readonly abandon?: AbortSignal;
  /** Hears why a freelancer went no further with a project. */
  readonly onStop?: (freelancer: string, why: string) => void;
}

const NEVER = new AbortController().signal;

export function freelancerFor(entry: Exclude<RosterEntry, OutsideEntry>, table: Table): Promise<Agent> {
  return entry.kind === 'model' ? modelFor(entry, table) : simulatedFor(entry, table);
}

async function simulatedFor(entry: PlayedEntry, table: Table): Promise<Agent> {
  const { ground, policy, market, seed, competitors, roster, employerIds } = table;
  const minutes = new Map(
    ground.projects.map(({ acceptanceHash, estimatedMinutes }) => [acceptanceHash, estimatedMinutes]),
  );
  const { prepared, confidenceBps } = await prepareDeliveries(table, policy, market, entry, seed, roster);
  const minutesOf: Parameters<typeof createSimulatedFreelancer>[0]['minutesOf'] = (hash) => minutes.get(hash) ?? 60;
  const conduct = conductOf(entry, roster, employerIds);
  return createSimulatedFreelancer({ ...entry, seed, competitors, minutesOf, prepared, confidenceBps, ...conduct });
}

async function modelFor(entry: ModelEntry, table: Table): Promise<Agent> {
  const { models, market, participantId, seed, competitors, signal, abandon = NEVER, onStop } = table;
  if (models === null) throw new InputError(`${entry.name}: language models do not take part here`);
  const seat = await models.seat(entry, market.owner.marketId, { stop: signal, abandon });
  const { name, skills, strategy, limits } = entry;
  const client = market.connect(participantId);
  const workbench = createWorkbench(client, ({ posting }, files) => market.tryOut(posting.acceptanceHash, files));
  return createLlmFreelancer({
    ...{ name, seed, skills, strategy, competitors, limits, workbench, ...seat },
    onStop: (project, why) => {
      seat.onStop(project, why);
      onStop?.(name, why);
    },
  });
}
