/** Calls for whoever works in a market: finding projects, trying out and handing in, one's own time. Each is one request. */

import { z } from 'zod';
import { type ActiveTimeReport, activeTimeSchema, activeTimesSchema } from '../arena/active-time.ts';
import { draftSchema, handedInSchema } from '../arena/delivery.ts';
import type { Http } from './http.ts';
import { legalResult } from './wire.ts';

export type DraftRun = z.output<typeof draftSchema>;
export type HandedIn = z.output<typeof handedInSchema>;
export type ActiveTime = z.output<typeof activeTimeSchema>;
export type { VisibleCase } from '../arena/delivery.ts';

/** What the list needs of Freelancer.com's project; the rest is known from the market's own events. */
const foundSchema = z.object({
  projects: z.array(z.object({ id: z.int(), title: z.string(), preview_description: z.string().nullish() })),
  total_count: z.int().nullish(),
});
export type Found = z.output<typeof foundSchema>;

/** Projects by Freelancer.com's own search. */
export function searchProjects(
  { call }: Http,
  list: 'active' | 'all',
  query: Readonly<Record<string, string | number | readonly (string | number)[]>>,
): Promise<Found> {
  return call({ method: 'GET', area: '/api/projects/0.1', path: `/projects/${list}`, query }, foundSchema);
}

const jobsSchema = z.array(z.object({ id: z.int(), name: z.string() }));
export type Skill = z.output<typeof jobsSchema>[number];

/** Every skill of the market, by the number that Freelancer.com's search wants. */
export function readSkills({ call }: Http): Promise<readonly Skill[]> {
  return call({ method: 'GET', area: '/api/projects/0.1', path: '/jobs' }, jobsSchema);
}

/** What the caller may do now about one project, filled in with values that would be taken. */
export async function readLegal({ call }: Http, project: number): Promise<z.output<typeof legalResult>['commands']> {
  return (await call({ method: 'GET', path: '/legal', query: { project, limit: 1_000 } }, legalResult)).commands;
}

type Files = Readonly<Record<string, string>>;

/** Runs the files against the visible cases, in the sandbox that judges. */
export function runDraft({ call }: Http, project: number, files: Files): Promise<DraftRun> {
  return call({ method: 'POST', path: `/projects/${project}/draft-runs`, body: { files } }, draftSchema);
}

/** The same key with the same files again is the same delivery. */
export function handInFiles(
  { call }: Http,
  project: number,
  body: { readonly files: Files; readonly skipSyntaxCheck: boolean },
  key: string,
): Promise<HandedIn> {
  return call({ method: 'POST', path: `/projects/${project}/deliveries`, body, key }, handedInSchema);
}

export function reportActiveTime({ call }: Http, project: number, body: ActiveTimeReport) {
  return call({ method: 'PUT', path: `/projects/${project}/active-time`, body }, activeTimeSchema);
}

export async function readActiveTimes({ call }: Http) {
  return (await call({ method: 'GET', path: '/active-time', query: { limit: 1_000 } }, activeTimesSchema)).rows;
}
