/** The projects that an answer about something else is asked to bring along. */

import type { SeenProject } from '../../protocol/arena/seen/things.ts';
import type { RouteOptions } from '../route-options.ts';
import type { PostingText } from '../texts.ts';
import type { Track } from '../tracks.ts';
import { isSealed, type Look } from './looking.ts';
import { type ProjectFlags, presentProject } from './present-project.ts';

/** Whether the viewer may know where the freelancer was: the freelancer itself, the project's employer, the owner. */
export function mayReadTrack(
  { place, market }: Look,
  { participantId, projectId }: Pick<Track, 'participantId' | 'projectId'>,
): boolean {
  const { viewer } = place;
  if (viewer.kind !== 'participant') return viewer.kind === 'owner';
  const employerId = market.projects.get(projectId as SeenProject['projectId'])?.employerId;
  return [participantId, employerId].includes(viewer.participantId);
}

/** Whether the viewer may review the other party now. */
function mayReview({ place, market }: Look, { employerId, award, reviewIds }: SeenProject): boolean {
  const { viewer } = place;
  if (viewer.kind !== 'participant' || award?.status !== 'ended') return false;
  const own = viewer.participantId;
  if (own !== employerId && own !== award.freelancerId) return false;
  const done = reviewIds.some((id) => market.reviews.get(id)?.fromId === own);
  return !done && (award.reviewBy === null || market.at < award.reviewBy);
}

/** One project whose text was read already. */
export function shownProject(
  look: Look,
  project: SeenProject,
  text: PostingText,
  flags: ProjectFlags,
): Record<string, unknown> {
  const shown = presentProject(look.market, project, text, isSealed(look, project), flags);
  return flags.review_availability_details ? { ...shown, can_post_review: mayReview(look, project) } : shown;
}

/** One project in Freelancer.com's form, with its text read as the viewer. */
export async function presentedProject(
  look: Look,
  { texts, tracks }: RouteOptions,
  project: SeenProject,
  flags: ProjectFlags,
): Promise<Record<string, unknown>> {
  const { marketId, viewer } = look.place;
  const text = await texts.posting(marketId, viewer, project.document);
  const shown = shownProject(look, project, text, flags);
  if (!flags.track_details || tracks === null) return shown;
  const found = await tracks.ofProject(marketId, project.projectId);
  return { ...shown, track_ids: found.filter((track) => mayReadTrack(look, track)).map(({ trackId }) => trackId) };
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
