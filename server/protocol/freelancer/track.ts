/** Tracks on Freelancer.com's wire: where a freelancer was while working at a place. */

import { z } from 'zod';
import { decimal, flag, id, integer } from './params.ts';

const point = z.object({
  latitude: decimal.pipe(z.number().min(-90).max(90)),
  longitude: decimal.pipe(z.number().min(-180).max(180)),
});

export const trackBody = z.object({ user_id: id.nullish(), project_id: id, track_point: point });
export const trackUpdate = z.object({ track_point: point.nullish(), stop_tracking: flag.default(false) });

const PAGE_MAX = 1_000;
const bounded = integer.transform((count) => Math.min(Math.max(count, 0), PAGE_MAX));
export const trackQuery = z.object({
  track_point_limit: bounded.default(PAGE_MAX),
  track_point_offset: integer.transform((count) => Math.max(count, 0)).default(0),
});

const time = z.int();
export const trackPointSchema = z.object({ latitude: z.number(), longitude: z.number(), time_created: time });
export const trackSchema = z
  .object({
    id: z.int(),
    user_id: z.int(),
    project_id: z.int(),
    time_started: time,
    time_stopped: time.nullable(),
    track_points: z.array(trackPointSchema),
  })
  .meta({ id: 'Track' });
export type WireTrack = z.infer<typeof trackSchema>;
