/** Calls about studies with people: of whoever takes part in one, and of the researcher who runs it. */

import type { z } from 'zod';
import type { PanelIds } from '../arena/people-study.ts';
import { type PeopleState, type PeopleStep, peopleStateSchema, withdrawnSchema } from '../arena/people-study-person.ts';
import {
  exportSchema,
  measuredBaselineSchema,
  type Payments,
  type PeopleExport,
  type PeopleStudyStatus,
  type PeopleSummary,
  paymentsSchema,
  peopleStudiesSchema,
  peopleStudySchema,
  peopleSummarySchema,
  programSeatAnswer,
  reviewSummarySchema,
  studyMarketsSchema,
} from '../arena/people-study-results.ts';
import type { Http } from './http.ts';

export { panelIdsIn } from '../arena/people-study.ts';
export type { PanelIds, Payments, PeopleExport, PeopleState, PeopleStep, PeopleStudyStatus, PeopleSummary };

const at = (study: string, rest = ''): string => `/people-studies/${encodeURIComponent(study)}${rest}`;

/** Comes in, or back in at the stage that was reached: the browser then has the session. */
export function joinPeopleStudy({ call }: Http, study: string, ids: PanelIds): Promise<PeopleState> {
  return call({ method: 'POST', path: at(study, '/join'), body: ids }, peopleStateSchema);
}

export function readPeopleState({ call }: Http, study: string): Promise<PeopleState> {
  return call({ method: 'GET', path: at(study, '/me') }, peopleStateSchema);
}

/** The same step again is answered with where one is now. */
export function takePeopleStep({ call }: Http, study: string, step: PeopleStep): Promise<PeopleState> {
  return call({ method: 'POST', path: at(study, '/steps'), body: step }, peopleStateSchema);
}

/** At any stage, and after the end. Ends the session too. */
export async function withdrawFromPeopleStudy({ call }: Http, study: string): Promise<void> {
  await call({ method: 'POST', path: at(study, '/withdrawal'), body: {} }, withdrawnSchema);
}

export async function readPeopleStudies({ call }: Http): Promise<readonly PeopleStudyStatus[]> {
  return (await call({ method: 'GET', path: '/people-studies' }, peopleStudiesSchema)).studies;
}

/** `study`: the file as YAML or JSON text, or its value. */
export function createPeopleStudy(
  { call }: Http,
  study: string | Readonly<Record<string, unknown>>,
  key: string,
): Promise<PeopleStudyStatus> {
  return call({ method: 'POST', path: '/people-studies', body: { study }, key }, peopleStudySchema);
}

export function readPeopleStudy({ call }: Http, study: string): Promise<PeopleSummary> {
  return call({ method: 'GET', path: at(study) }, peopleSummarySchema);
}

/** `deletion` destroys all personal data for good, and closes the study. */
export type PeopleStudyAction = 'open' | 'close' | 'deletion';

export function actOnPeopleStudy({ call }: Http, study: string, action: PeopleStudyAction): Promise<PeopleStudyStatus> {
  return call({ method: 'POST', path: at(study, `/${action}`), body: {} }, peopleStudySchema);
}

export function readPayments({ call }: Http, study: string): Promise<Payments> {
  return call({ method: 'GET', path: at(study, '/payments') }, paymentsSchema);
}

export type ExportTable = 'people' | 'projects' | 'choices' | 'guesses' | 'answers';

export function readPeopleExport({ call }: Http, study: string, table: ExportTable): Promise<PeopleExport> {
  return call({ method: 'GET', path: at(study, '/export'), query: { table } }, exportSchema);
}

/** Where a browser saves the tables from. */
export function csvAddress(study: string, what: 'payments' | ExportTable): string {
  const rest = what === 'payments' ? '/payments?format=csv' : `/export?table=${what}&format=csv`;
  return `/api/arena/1.0${at(study, rest)}`;
}

export function readPeopleBaseline({ call }: Http, study: string): Promise<z.output<typeof measuredBaselineSchema>> {
  return call({ method: 'GET', path: at(study, '/baseline') }, measuredBaselineSchema);
}

/** What is stored, where, for how long, and how to withdraw: in Markdown, for a review board. */
export async function readReviewSummary({ call }: Http, study: string): Promise<string> {
  return (await call({ method: 'GET', path: at(study, '/review-summary') }, reviewSummarySchema)).markdown;
}

export async function readStudyMarkets({ call }: Http, study: string) {
  return (await call({ method: 'GET', path: at(study, '/markets') }, studyMarketsSchema)).markets;
}

/** A token for a program that takes a seat beside people. */
export function takeProgramSeat({ call }: Http, study: string, market: string, participantId: number) {
  const path = at(study, `/markets/${encodeURIComponent(market)}/seats/${participantId}`);
  return call({ method: 'POST', path, body: {} }, programSeatAnswer);
}

/** On somebody's wish that came by letter: the same as if they had withdrawn themselves. */
export async function withdrawPerson({ call }: Http, study: string, pseudonym: string): Promise<void> {
  const path = at(study, `/people/${encodeURIComponent(pseudonym)}/withdrawal`);
  await call({ method: 'POST', path, body: {} }, withdrawnSchema);
}
