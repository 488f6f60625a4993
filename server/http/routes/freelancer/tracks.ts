/** Tracks: begun and led by the freelancer at work, read by the parties of the project. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { secondsOf } from '../../../protocol/freelancer/money.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import {
  trackBody,
  trackPointSchema,
  trackQuery,
  trackSchema,
  trackUpdate,
  type WireTrack,
} from '../../../protocol/freelancer/track.ts';
import { answers } from '../../answers.ts';
import { type Look, lookOf, projectIn } from '../../freelancer/looking.ts';
import { mayReadTrack } from '../../freelancer/projects-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import type { Track, TrackPoint, Tracks } from '../../tracks.ts';
import { problems, WireError } from '../../wire-error.ts';

const tags = ['Tracks'];
const one = z.object({ track_id: integer });

const SCHEMAS = {
  start: { tags, operationId: 'startTrack', summary: 'Begin a track', body: trackBody, ...answers(trackSchema) },
  update: {
    tags,
    operationId: 'updateTrack',
    summary: 'Add a point to a track, or stop it',
    params: one,
    body: trackUpdate,
    ...answers(trackPointSchema),
  },
  read: {
    tags,
    operationId: 'getTrack',
    summary: 'Read a track',
    params: one,
    querystring: trackQuery,
    ...answers(trackSchema),
  },
};

const shownPoint = ({ latitude, longitude, at }: TrackPoint): z.infer<typeof trackPointSchema> => ({
  latitude,
  longitude,
  time_created: secondsOf(at),
});

function presentTrack(track: Track, points: readonly TrackPoint[]): WireTrack {
  const { trackId, participantId, projectId, startedAt, stoppedAt } = track;
  return {
    id: trackId,
    user_id: participantId,
    project_id: projectId,
    time_started: secondsOf(startedAt),
    time_stopped: stoppedAt === null ? null : secondsOf(stoppedAt),
    track_points: points.map(shownPoint),
  };
}

/** The freelancer who is at work on the project: only that one is followed, and only by its own word. */
function atWork(look: Look, projectId: number, userId: number | null | undefined): number {
  const { seat } = look.place;
  const { award } = projectIn(look, projectId);
  const own = seat.kind === 'participant' ? Number(seat.participantId) : null;
  const working = award?.status === 'in_progress' && Number(award.freelancerId) === own;
  if (own === null || !working) throw problems.notAllowed('Only the freelancer at work on the project is tracked');
  if (typeof userId === 'number' && userId !== own) throw problems.notAllowed(`user_id: you are participant ${own}`);
  return own;
}

export function addTrackRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const kept = (): Tracks => {
    if (options.tracks !== null) return options.tracks;
    throw new WireError({
      status: 409,
      code: 'ProjectExceptionCodes.TRACKS_NOT_KEPT',
      message: 'This server keeps no tracks',
    });
  };

  async function trackIn(look: Look, wanted: number): Promise<Track> {
    const track = await kept().get(look.place.marketId, wanted);
    if (track === null || !mayReadTrack(look, track)) throw problems.notFound(`Track ${wanted}`);
    return track;
  }

  app.post(`${PROJECTS}/tracks`, { schema: SCHEMAS.start }, async (request) => {
    const look = await lookOf(request, options);
    const { user_id, project_id, track_point } = request.body;
    const participantId = atWork(look, project_id, user_id);
    const point = { ...track_point, at: options.wallNow(), key: writeKeyOf(request) };
    const track = await kept().start(look.place.marketId, { projectId: project_id, participantId, point });
    return success(request, presentTrack(track, track.points));
  });

  app.put(`${PROJECTS}/tracks/:track_id`, { schema: SCHEMAS.update }, async (request) => {
    const look = await lookOf(request, options);
    const { trackId, projectId } = await trackIn(look, request.params.track_id);
    atWork(look, projectId, null);
    const { track_point, stop_tracking } = request.body;
    if (!track_point && !stop_tracking) throw problems.badForm('track_point: where you are, or stop_tracking');
    const now = { at: options.wallNow(), key: writeKeyOf(request) };
    const point = track_point ? { ...track_point, ...now } : null;
    const track = await kept().update(look.place.marketId, trackId, point, stop_tracking ? now : null);
    const [last] = track.points.filter(({ key }) => key === now.key).concat(track.points.slice(-1));
    return success(request, last === undefined ? {} : shownPoint(last));
  });

  app.get(`${PROJECTS}/tracks/:track_id`, { schema: SCHEMAS.read }, async (request) => {
    const look = await lookOf(request, options);
    const track = await trackIn(look, request.params.track_id);
    const { track_point_limit: limit, track_point_offset: offset } = request.query;
    return success(request, presentTrack(track, track.points.slice(offset, offset + limit)));
  });
}
