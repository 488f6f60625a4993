/** Where freelancers were while they worked at a place. Kept beside the markets and outside every log: it decides nothing. */

import { z } from 'zod';
import type { RecordStore } from '../engine/records.ts';
import type { MarketId } from '../kernel/id.ts';
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

export interface Tracks {
  get(marketId: MarketId, trackId: number): Promise<Track | null>;
  ofProject(marketId: MarketId, projectId: number): Promise<readonly Track[]>;
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

/** Each market's writes one after the other: a track is read, changed and kept as a whole. */
function createTurns(): <T>(id: MarketId, work: () => Promise<T>) => Promise<T> {
  const last = new Map<MarketId, Promise<unknown>>();
  return async (id, work) => {
    const before = last.get(id) ?? Promise.resolve();
    // Whoever came before was told what went wrong; the next one is not kept from its turn.
    const turn = before.then(work, work);
    last.set(id, turn);
    try {
      return await turn;
    } finally {
      if (last.get(id) === turn) last.delete(id);
    }
  };
}

export function createTracks(records: RecordStore): Tracks {
  const inTurn = createTurns();
  const nameOf = (id: MarketId, trackId: number): string => `${id}/${String(trackId).padStart(9, '0')}`;

  async function get(id: MarketId, trackId: number): Promise<Track | null> {
    if (!Number.isSafeInteger(trackId) || trackId < 1) return null;
    const body = await records.get('track', nameOf(id, trackId));
    return body === null ? null : trackSchema.parse(JSON.parse(body));
  }

  async function all(id: MarketId): Promise<Track[]> {
    const kept = await records.list('track');
    const own = kept.filter((one) => one.id.startsWith(`${id}/`));
    return own.map(({ body }) => trackSchema.parse(JSON.parse(body)));
  }

  async function keep(id: MarketId, track: Track): Promise<Track> {
    await records.put('track', { id: nameOf(id, track.trackId), body: JSON.stringify(track) });
    return track;
  }

  async function start(id: MarketId, { projectId, participantId, point }: NewTrack): Promise<Track> {
    const tracks = await all(id);
    const made = tracks.find((one) => one.points[0]?.key === point.key && one.participantId === participantId);
    if (made !== undefined) {
      const same = made.projectId === projectId && made.points[0] !== undefined && samePlace(made.points[0], point);
      if (!same) throw conflict();
      return made;
    }
    if (tracks.filter((one) => one.projectId === projectId).length >= TRACKS_PER_PROJECT) {
      throw limited(`A project has at most ${TRACKS_PER_PROJECT} tracks`);
    }
    const trackId = (tracks.at(-1)?.trackId ?? 0) + 1;
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
    ofProject: async (id, projectId) => (await all(id)).filter((one) => one.projectId === projectId),
    start: (id, track) => inTurn(id, () => start(id, track)),
    update: (id, trackId, point, stop) => inTurn(id, () => update(id, trackId, point, stop)),
  };
}
