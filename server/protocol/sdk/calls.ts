/** Calls for whoever looks into a market: its money, its past, its projects and deliveries. Each is one request. */

import { z } from 'zod';
import { type newReClearingSchema, reClearingsSchema } from '../arena/clearing.ts';
import type { Seen } from '../arena/client.ts';
import { deliveredFilesAnswer, verdictAnswerSchema } from '../arena/delivery.ts';
import { type StatePart, stateSchema } from '../arena/events.ts';
import { standingSchema, statementSchema } from '../arena/ledger.ts';
import { type Http, ProblemFault } from './http.ts';
import { eventsResult } from './wire.ts';

export type StandingNow = z.output<typeof standingSchema>;
export type Statement = z.output<typeof statementSchema>;
export type StateThen = z.output<typeof stateSchema>;
export type ReClearings = z.output<typeof reClearingsSchema>;

const PAGE = 1_000;

export function readStanding({ call }: Http): Promise<StandingNow> {
  return call({ method: 'GET', path: '/standing', query: { limit: PAGE } }, standingSchema);
}

/** The owner says whose; everybody else has one's own. */
export function readStatement({ call }: Http, participantId: number | null, offset = 0): Promise<Statement> {
  const query = { limit: PAGE, offset, ...(participantId === null ? {} : { participant: participantId }) };
  return call({ method: 'GET', path: '/statement', query }, statementSchema);
}

/** A moment of a market: the last event up to a cursor of the caller's, or up to a market time. */
export type Moment = { readonly cursor: number } | { readonly at: number };

export interface StateWanted {
  readonly parts: readonly StatePart[];
  readonly project?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** The market as the caller saw it then. */
export function readState({ call }: Http, moment: Moment, wanted: StateWanted): Promise<StateThen> {
  const query = { ...moment, ...wanted };
  return call({ method: 'GET', path: '/state', query }, stateSchema);
}

export type ReClearing = z.input<typeof newReClearingSchema>;

/** Recorded bids under another mechanism. Nothing is written. */
export function reClear({ call }: Http, wanted: ReClearing, key: string): Promise<ReClearings> {
  return call({ method: 'POST', path: '/re-clearings', body: wanted, key }, reClearingsSchema);
}

const titlesResult = z.object({ projects: z.array(z.object({ id: z.number().int(), title: z.string() })) });

/** Titles of projects, at most a hundred at once; those that the caller may not see are missing. */
export async function readTitles(
  { call }: Http,
  projectIds: readonly number[],
): Promise<readonly { readonly id: number; readonly title: string }[]> {
  const query = { 'projects[]': projectIds, limit: projectIds.length };
  return (await call({ method: 'GET', area: '/api/projects/0.1', path: '/projects', query }, titlesResult)).projects;
}

/** One page of events after a cursor; of one project where it is named. Fewer than `limit`: there are no more for now. */
export async function readEvents(
  { call }: Http,
  { since, limit = PAGE, project }: { readonly since: number; readonly limit?: number; readonly project?: number },
): Promise<readonly Seen[]> {
  const query = { since, limit, ...(project === undefined ? {} : { project }) };
  return (await call({ method: 'GET', path: '/events', query }, eventsResult)).events;
}

export type VerdictAnswer = z.output<typeof verdictAnswerSchema>;

export function readVerdict({ call }: Http, deliveryId: number): Promise<VerdictAnswer> {
  return call({ method: 'GET', path: `/deliveries/${deliveryId}/verdict` }, verdictAnswerSchema);
}

const NOT_FOUND = 404;

/** Files by path; null where the caller may not read them, or they were erased. */
export async function readDeliveredFiles(
  { call }: Http,
  deliveryId: number,
): Promise<Readonly<Record<string, string>> | null> {
  try {
    return (await call({ method: 'GET', path: `/deliveries/${deliveryId}/files` }, deliveredFilesAnswer)).files;
  } catch (thrown) {
    if (thrown instanceof ProblemFault && thrown.problem.status === NOT_FOUND) return null;
    throw thrown;
  }
}
