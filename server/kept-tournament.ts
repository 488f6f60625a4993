/** A tournament as it is kept in the records of a server, with what nobody outside is told. */

import type { UserId } from './kernel/id.ts';
import type { MeasuredPeople } from './protocol/arena/measured-people.ts';
import type { TournamentStatus } from './protocol/arena/tournament.ts';
import type { TournamentPlan } from './tournament-kit.ts';

export interface KeptTournament extends Omit<TournamentStatus, 'progress'> {
  readonly ownerId: UserId;
  readonly plan: TournamentPlan;
  /** Read when it first began, so that what goes on later is compared with the same. */
  readonly people: MeasuredPeople | null;
}

/** Those kept by an earlier version had no seats from outside, and no baseline of people. */
export function keptIn(body: string): KeptTournament {
  const kept = JSON.parse(body) as KeptTournament;
  const { seats = [], people = null, measuredBy = null } = kept as Partial<KeptTournament>;
  const { study = null } = kept.plan as Partial<TournamentPlan>;
  return { ...kept, seats, people, measuredBy, plan: { ...kept.plan, seats, study } };
}
