/** Where freelancers were while they worked at a place. Kept beside the markets and outside every log: it decides nothing. */

import { z } from 'zod';
import type { RecordStore } from '../engine/records.ts';
import type { MarketId } from '../kernel/id.ts';
import { createTurns } from './turns.ts';
import { problems, WireError } from './wire-error.ts';

/** A point each minute for four working days. */
const POINTS_MAX = 2_000;
const TRACKS_PER_PROJECT = 100;

const pointSchema = z.object({
  latitude: z.number(),
  longitude: z.number(),
  at: z.int(),
  /** The caller's name for the write that made it. */
  key: z.string(),
});
const trackSchema = z.object({
  trackId: z.int(),
  projectId: z.int(),
  participantId: z.int(),
  startedAt: z.int(),
  stoppedAt: z.int().nullable(),
  points: z.array(pointSchema),
  /** The write that stopped it. */
  stopKey: z.string().nullable(),
});
export type Track = z.infer<typeof trackSchema>;
export type TrackPoint = z.infer<typeof pointSchema>;
type NewTrack = Pick<Track, 'projectId' | 'participantId'> & { readonly point: TrackPoint };

/** What a track is looked for by. */
export interface TrackHead extends Pick<Track, 'trackId' | 'projectId' | 'participantId'> {
  /** The write that began it. */
  readonly key: string;
}

function headOf({ trackId, projectId, participantId, points }: Track): TrackHead {
  return { trackId, projectId, participantId, key: points[0]?.key ?? '' };
}

export interface Tracks {
  get(marketId: MarketId, trackId: number): Promise<Track | null>;
  ofProject(marketId: MarketId, projectId: number): Promise<readonly TrackHead[]>;
  /** A new track, or the one that a write of the same name began. */
  start(marketId: MarketId, track: NewTrack): Promise<Track>;
  /** Adds a point, ends the track, or both; what a write of the same name did is not done again. */
  update(marketId: MarketId, trackId: number, point: TrackPoint | null, stop: Stop | null): Promise<Track>;
}

export interface Stop {
  readonly at: number;
  readonly key: string;
}

const limited = (what: string): WireError =>
  new WireError({ status: 400, code: 'ProjectExceptionCodes.LIMIT_REACHED', message: what });
const conflict = (): WireError =>
  new WireError({
    status: 409,
    code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT',
    message: 'This Idempotency-Key named another write',
  });

const samePlace = (one: TrackPoint, other: TrackPoint): boolean =>
  one.latitude === other.latitude && one.longitude === other.longitude;

export function createTracks(records: RecordStore): Tracks {
  const inTurn = createTurns();
  const nameOf = (id: MarketId, trackId: number): string => `${id}/${String(trackId).padStart(9, '0')}`;

  async function get(id: MarketId, trackId: number): Promise<Track | null> {
    if (!Number.isSafeInteger(trackId) || trackId < 1) return null;
    const body = await records.get('track', nameOf(id, trackId));
    return body === null ? null : trackSchema.parse(JSON.parse(body));
  }

  /** What is looked for among all tracks, read once and then kept up to date: the tracks themselves stay where they are. */
  let heads: Promise<Map<string, TrackHead>> | null = null;
  const readHeads = async (): Promise<Map<string, TrackHead>> => {
    const kept = await records.list('track');
    return new Map(kept.map(({ id, body }) => [id, headOf(trackSchema.parse(JSON.parse(body)))]));
  };
  const allHeads = (): Promise<Map<string, TrackHead>> => {
    heads ??= readHeads().catch((thrown: unknown) => {
      heads = null;
      throw thrown;
    });
    return heads;
  };

  async function headsIn(id: MarketId): Promise<TrackHead[]> {
    return [...(await allHeads())].filter(([name]) => name.startsWith(`${id}/`)).map(([, head]) => head);
  }

  async function keep(id: MarketId, track: Track): Promise<Track> {
    const name = nameOf(id, track.trackId);
    await records.put('track', { id: name, body: JSON.stringify(track) });
    (await allHeads()).set(name, headOf(track));
    return track;
  }

  async function start(id: MarketId, { projectId, participantId, point }: NewTrack): Promise<Track> {
    const tracks = await headsIn(id);
    const known = tracks.find((one) => one.key === point.key && one.participantId === participantId);
    if (known !== undefined) {
      const made = await get(id, known.trackId);
      const first = made?.points[0];
      if (made?.projectId !== projectId || first === undefined || !samePlace(first, point)) throw conflict();
      return made;
    }
    if (tracks.filter((one) => one.projectId === projectId).length >= TRACKS_PER_PROJECT) {
      throw limited(`A project has at most ${TRACKS_PER_PROJECT} tracks`);
    }
    const trackId = Math.max(0, ...tracks.map((one) => one.trackId)) + 1;
    const begun = { startedAt: point.at, stoppedAt: null, stopKey: null, points: [point] };
    return keep(id, { trackId, projectId, participantId, ...begun });
  }

  async function update(id: MarketId, trackId: number, point: TrackPoint | null, stop: Stop | null): Promise<Track> {
    const track = await get(id, trackId);
    if (track === null) throw problems.notFound(`Track ${trackId}`);
    const made = track.points.find(({ key }) => key === (point?.key ?? stop?.key));
    if (made !== undefined) {
      if (point === null || !samePlace(made, point)) throw conflict();
      return track;
    }
    if (stop !== null && track.stopKey === stop.key) return track;
    if (track.stoppedAt !== null) {
      throw new WireError({
        status: 409,
        code: 'ProjectExceptionCodes.TRACK_STOPPED',
        message: `Track ${trackId} was stopped`,
      });
    }
    if (point !== null && track.points.length >= POINTS_MAX) throw limited(`A track has at most ${POINTS_MAX} points`);
    const points = point === null ? track.points : [...track.points, point];
    const ended = stop === null ? {} : { stoppedAt: stop.at, stopKey: stop.key };
    return keep(id, { ...track, points, ...ended });
  }

  return {
    get,
    ofProject: async (id, projectId) => (await headsIn(id)).filter((one) => one.projectId === projectId),
    start: (id, track) => inTurn(id, () => start(id, track)),
    update: (id, trackId, point, stop) => inTurn(id, () => update(id, trackId, point, stop)),
  };
}
