/** The projects that an answer about something else is asked to bring along. */

import type { SeenProject } from '../../protocol/arena/seen/things.ts';
import type { RouteOptions } from '../route-options.ts';
import { isSealed, type Look } from './looking.ts';
import { type ProjectFlags, presentProject } from './present-project.ts';

/** One project in Freelancer.com's form, with its text read as the viewer. */
export async function presentedProject(
  look: Look,
  { texts }: RouteOptions,
  project: SeenProject,
  flags: ProjectFlags,
): Promise<Record<string, unknown>> {
  const { marketId, viewer } = look.place;
  const text = await texts.posting(marketId, viewer, project.document);
  return presentProject(look.market, project, text, isSealed(look, project), flags);
}

/** By their numbers, each once. */
export async function projectsBeside(
  look: Look,
  options: RouteOptions,
  ids: Iterable<SeenProject['projectId']>,
  flags: ProjectFlags = {},
): Promise<Readonly<Record<string, object>>> {
  const projects = [...new Set(ids)].flatMap((id) => look.market.projects.get(id) ?? []);
  const shown = projects.map(async (project) => {
    return [String(project.projectId), await presentedProject(look, options, project, flags)] as const;
  });
  return Object.fromEntries(await Promise.all(shown));
}
