/** Tournaments on the wire: asked for with the same configuration as `arena run` reads from a file. */

import { z } from 'zod';
import { SPEED_MAX } from './market.ts';
import { measuredBySchema } from './measured-people.ts';

/** A text is read as YAML, whose reader takes the square of the time for twice the length; what is longer comes as a value. */
const TEXT_MAX = 32_768;

export const newTournamentSchema = z.strictObject({
  /** The file of `docs/tournament.md`: as a text of YAML or JSON, or as the value that it says. */
  config: z.union([z.string().min(1).max(TEXT_MAX), z.record(z.string(), z.unknown())]),
  /** In place of a roster's name in the configuration: the roster itself, in either form. */
  roster: z.union([z.string().min(1).max(TEXT_MAX), z.record(z.string(), z.unknown())]).optional(),
  /** Market milliseconds for one of wall time; null: as fast as it goes, or with seats from outside by the wall. */
  speed: z.number().positive().max(SPEED_MAX).nullable().default(null),
  /** Whether it is queued at once. */
  start: z.boolean().default(false),
});
export type NewTournament = z.output<typeof newTournamentSchema>;

export const estimateQuestionSchema = newTournamentSchema.pick({ config: true, roster: true });

const rangeSchema = z.object({ least: z.number(), likely: z.number(), most: z.number() });
export const tournamentEstimateSchema = z.object({
  markets: z.int(),
  /** That will be posted, in all markets and rounds together. */
  projects: z.int(),
  /** What each language model may cost: an estimate, no promise. `usd` null: it has no price. */
  models: z.array(
    z.object({
      name: z.string(),
      model: z.string(),
      /** Asked at an address of somebody's own, which may cost nothing. */
      ownAddress: z.boolean(),
      calls: rangeSchema,
      usd: rangeSchema.nullable(),
    }),
  ),
  /** Null: no model takes part, and it costs nothing but the machine’s time. `unknown`: a model has no price. */
  total: z.object({ usd: rangeSchema, unknown: z.boolean() }).nullable(),
  prices: z.object({ on: z.string(), source: z.string() }).nullable(),
});
export type TournamentEstimate = z.infer<typeof tournamentEstimateSchema>;

export const standingFormatQuery = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });

/** A seat for a user of the arena, or, where none is named, for a program: that gets a token for it. */
export const newSeatSchema = z.strictObject({ user: z.string().min(1).max(100).optional() });
export const seatGivenSchema = z.object({
  tournament: z.string(),
  seat: z.string(),
  market: z.string(),
  participantId: z.int(),
  user: z.string(),
  /** Shown only now; null: the seat is a user's, who comes in as users do. */
  token: z.string().nullable(),
});
export type SeatGiven = z.infer<typeof seatGivenSchema>;

export const TOURNAMENT_STATES = [
  'created',
  'queued',
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const;

export const tournamentSchema = z.object({
  tournament: z.string(),
  state: z.enum(TOURNAMENT_STATES),
  /** Why it failed, in words. */
  reason: z.string().nullable(),
  protocol: z.enum(['solo', 'auction']),
  /** Its markets; each is the tournament owner's, and is opened when the tournament first runs. */
  markets: z.array(z.string()),
  speed: z.number().nullable(),
  /** Seats that are taken from outside. Where there are any, markets run by the wall, or at `speed` times it. */
  seats: z.array(
    z.object({
      seat: z.string(),
      kind: z.enum(['external', 'person']),
      market: z.string(),
      participantId: z.int(),
    }),
  ),
  /** Projects that are over, of all that will be posted; null before it first ran. */
  progress: z.object({ done: z.int(), total: z.int() }).nullable(),
  /** The people whose tries are its measured baseline, as they were when it began; null: it has not, or the baseline is another. */
  measuredBy: measuredBySchema.nullable(),
  /** How often the end of a process interrupted it; it goes on by itself. */
  interruptions: z.int(),
  createdAt: z.int(),
  startedAt: z.int().nullable(),
  endedAt: z.int().nullable(),
});
export type TournamentStatus = z.infer<typeof tournamentSchema>;
export const tournamentsSchema = z.object({ tournaments: z.array(tournamentSchema) });
/** The standing as `arena run` writes it. */
export const tournamentStandingSchema = z.looseObject({});
