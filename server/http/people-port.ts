/** Studies with people, as the routes ask for them. What is refused is thrown as an answer of the wire. */

import type { z } from 'zod';
import type { User } from '../engine/access.ts';
import type { UserId } from '../kernel/id.ts';
import type { newPeopleStudySchema, PanelIds } from '../protocol/arena/people-study.ts';
import type { PeopleState, PeopleStep } from '../protocol/arena/people-study-person.ts';
import type {
  MeasuredBaseline,
  Payments,
  PeopleExport,
  PeopleStudyStatus,
  PeopleSummary,
  programSeatAnswer,
  studyMarketsSchema,
} from '../protocol/arena/people-study-results.ts';

/** Of somebody who takes part. `address`: where the request came from. */
export interface TakingPart {
  /** Comes in, or back in; the user is the one that gets the session. */
  join(study: string, ids: PanelIds, address: string): Promise<User>;
  state(study: string, userId: UserId): Promise<PeopleState>;
  step(study: string, userId: UserId, step: PeopleStep): Promise<PeopleState>;
  withdraw(study: string, userId: UserId): Promise<void>;
}

export type PeopleStudyAction = 'open' | 'close' | 'deletion';
export type ExportTable = 'people' | 'projects' | 'choices' | 'guesses' | 'answers';

/** Of the researcher whose study it is; to everybody else there is none of that name. */
export interface RunningPeopleStudies {
  create(wanted: z.output<typeof newPeopleStudySchema>, ownerId: UserId): Promise<PeopleStudyStatus>;
  list(ownerId: UserId): Promise<readonly PeopleStudyStatus[]>;
  summary(study: string, ownerId: UserId): Promise<PeopleSummary>;
  act(study: string, action: PeopleStudyAction, ownerId: UserId): Promise<PeopleStudyStatus>;
  payments(study: string, ownerId: UserId): Promise<Payments>;
  table(study: string, table: ExportTable, ownerId: UserId): Promise<PeopleExport>;
  baseline(study: string, ownerId: UserId): Promise<MeasuredBaseline>;
  reviewSummary(study: string, ownerId: UserId): Promise<string>;
  markets(study: string, ownerId: UserId): Promise<z.output<typeof studyMarketsSchema>>;
  programSeat(study: string, seat: ProgramSeat, ownerId: UserId): Promise<z.output<typeof programSeatAnswer>>;
  withdrawPerson(study: string, pseudonym: string, ownerId: UserId): Promise<void>;
}

export interface ProgramSeat {
  readonly market: string;
  readonly participantId: number;
}

export type PeopleStudies = TakingPart & RunningPeopleStudies;
