/** The event log on the wire, in the viewer's own cursor: pages, a stream, the market at a moment, a replay. */

import { z } from 'zod';
import { flag, integer, list, word } from '../freelancer/params.ts';
import { pageQuery, typedSchema } from './door.ts';

export const EVENTS_MAX = 1_000;
const cursor = integer.pipe(z.int().min(0));

export const seenSchema = z.object({
  /** Counts what this viewer may see, from 1, without gaps. */
  cursor: z.int(),
  /** Market time, in milliseconds. */
  at: z.int(),
  event: typedSchema,
});

export const eventsQuery = z.strictObject({
  /** The last cursor that the caller has; 0: from the beginning. */
  since: cursor.default(0),
  limit: integer.pipe(z.int().min(1).max(EVENTS_MAX)).default(100),
  /** Only what happened about this project. */
  project: integer.optional(),
});
export const eventsSchema = z.object({
  /** `since` of the next page. */
  cursor: z.int(),
  events: z.array(seenSchema),
  /** Whether there is more already. */
  more: z.boolean(),
});

export const streamQuery = z.strictObject({
  since: cursor,
  /** False: ends with the last event there is. */
  follow: flag.default(true),
});
/** The last line of a stream that the server ends. */
export const endedSchema = z.object({
  ended: z.enum(['up_to_date', 'too_slow', 'server_stopping', 'pass_revoked', 'fault']),
  /** Where to go on: every event up to this one was sent. */
  cursor: z.int(),
});
export type Ended = z.infer<typeof endedSchema>;

export const STATE_PARTS = [
  'participants',
  'projects',
  'bids',
  'milestones',
  'disputes',
  'deliveries',
  'reviews',
  'messages',
] as const;
export type StatePart = (typeof STATE_PARTS)[number];

export const stateQuery = z
  .strictObject({
    /** Everything that happened at or before this market time, in milliseconds. */
    at: integer.pipe(z.int().min(0)).optional(),
    /** Everything up to this cursor of the caller's. */
    cursor: cursor.optional(),
    parts: list(word(STATE_PARTS)).default(['projects', 'bids']),
    /** Only what belongs to this project. */
    project: integer.optional(),
    ...pageQuery(1_000),
  })
  .refine(({ at, cursor: up }) => (at === undefined) !== (up === undefined), 'either at or cursor');

/** One value for each part. */
function perPart<T extends z.ZodType>(value: T) {
  return z.object(Object.fromEntries(STATE_PARTS.map((part) => [part, value])) as Record<StatePart, T>);
}
const things = z.array(z.looseObject({}));
export const stateSchema = z.object({
  /** The last event folded in. */
  cursor: z.int(),
  at: z.int(),
  status: z.enum(['unopened', 'open', 'closed']),
  /** How many there are of each kind, whatever part of them is told. */
  counts: perPart(z.int()),
  /** The parts that were asked for, each cut to the page. */
  state: perPart(things).partial(),
});

export const replayQuery = z.strictObject({
  since: cursor.default(0),
  limit: integer.pipe(z.int().min(1).max(EVENTS_MAX)).default(500),
  /** How long the whole replay is to take. */
  seconds: integer.pipe(z.int().min(1).max(86_400)).default(60),
  /** No pause between two events is longer than this. */
  max_wait_ms: integer.pipe(z.int().min(0).max(60_000)).default(2_000),
});
export const replaySchema = z.object({
  /** Market time of the first and the last event that the caller may see. */
  startAt: z.int(),
  endAt: z.int(),
  eventCount: z.int(),
  /** Market milliseconds for one of the player's. */
  speed: z.number(),
  events: z.array(seenSchema.extend({ waitMs: z.int() })),
  /** `since` of the next page; null: this was the last one. */
  next: z.int().nullable(),
});
