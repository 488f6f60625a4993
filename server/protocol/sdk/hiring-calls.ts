/** Calls for whoever hires: posting with cases, the gate over a draft, what may be done now, deliveries. Each is one request. */

import type { z } from 'zod';
import { type AdmissionCheck, admissionCheckSchema } from '../arena/admission-check.ts';
import { deliveredFilesAnswer, verdictAnswerSchema } from '../arena/delivery.ts';
import { newPackageAnswer, type newPackageSchema } from '../arena/market.ts';
import type { ProjectPackage } from '../arena/project-package.ts';
import { type ProjectWriting, projectWritingSchema } from '../arena/project-writing.ts';
import type { CommandRequest, SeenEvent } from '../arena/wire.ts';
import { type Http, ProblemFault } from './http.ts';
import { doneResult, legalResult } from './wire.ts';

export type NewPackage = z.input<typeof newPackageSchema>;
export type VerdictFound = z.output<typeof verdictAnswerSchema>;

const ofOne = (projectId: number) => ({ project: projectId, limit: 1_000 });

/** What the caller may do about one project now; the market itself says so. */
export async function readLegal({ call }: Http, projectId: number): Promise<readonly CommandRequest[]> {
  return (await call({ method: 'GET', path: '/legal', query: ofOne(projectId) }, legalResult)).commands;
}

/** What came of it. A no of the market's rejects with a `ProblemFault` that carries the refusal. */
export async function sendCommand({ call }: Http, body: CommandRequest, key: string): Promise<readonly SeenEvent[]> {
  return (await call({ method: 'POST', path: '/commands', body, key }, doneResult)).events;
}

export function postPackage({ call }: Http, body: NewPackage, key: string) {
  return call({ method: 'POST', path: '/project-packages', body, key }, newPackageAnswer);
}

const CHECK = '/project-packages/admission-check';

/** Puts a draft before the gate. */
export function startCheck({ call }: Http, project: ProjectPackage): Promise<AdmissionCheck> {
  return call({ method: 'POST', path: CHECK, body: { package: project } }, admissionCheckSchema);
}

const NOT_FOUND = 404;

/** Null: no answer to the question is known here. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof ProblemFault && thrown.problem.status === NOT_FOUND) return null;
    throw thrown;
  }
}

/** The caller's last check; null: none that the server remembers. */
export function readCheck({ call }: Http): Promise<AdmissionCheck | null> {
  return orNull(call({ method: 'GET', path: CHECK }, admissionCheckSchema));
}

/** Null: there is none yet. */
export function readVerdict({ call }: Http, deliveryId: number): Promise<VerdictFound | null> {
  return orNull(call({ method: 'GET', path: `/deliveries/${deliveryId}/verdict` }, verdictAnswerSchema));
}

const filesResult = deliveredFilesAnswer.transform(({ files }) => files);

/** Null: not for this reader, or erased. */
export function readDeliveredFiles(
  { call }: Http,
  deliveryId: number,
): Promise<Readonly<Record<string, string>> | null> {
  return orNull(call({ method: 'GET', path: `/deliveries/${deliveryId}/files` }, filesResult));
}

const WRITING = '/project-packages/writing';

/** Who writes projects here, and how far the caller's last one is. */
export function readWriting({ call }: Http): Promise<ProjectWriting> {
  return call({ method: 'GET', path: WRITING }, projectWritingSchema);
}

/** Has a project written. A caller who has one under way already is told so with a `ProblemFault`. */
export function startWriting({ call }: Http, brief: string): Promise<ProjectWriting> {
  return call({ method: 'POST', path: WRITING, body: { brief } }, projectWritingSchema);
}

export function stopWriting({ call }: Http): Promise<ProjectWriting> {
  return call({ method: 'DELETE', path: WRITING }, projectWritingSchema);
}
