/** Markets on the wire: what is answered. Apart from what is sent, so that whoever only looks needs none of that. */

import { z } from 'zod';

const roleSchema = z.enum(['employer', 'freelancer', 'reviewer']);
const seatSchema = z.object({
  market: z.string(),
  kind: z.enum(['owner', 'participant', 'watcher']),
  participantId: z.int().nullable(),
  roles: z.array(roleSchema),
});
export const seatsSchema = z.object({
  markets: z.array(
    seatSchema.extend({
      /** Reserved: its name is taken, and it has not been opened yet. */
      status: z.enum(['reserved', 'opened']),
    }),
  ),
});

export const clockSchema = z.object({
  kind: z.enum(['virtual', 'paced', 'wall']),
  /** Market milliseconds for one of wall time; null: as fast as it goes, or only when told. */
  speed: z.number().nullable(),
  paused: z.boolean(),
  /** Market time now. */
  now: z.int(),
  /** When the market next does something by itself; null: never, or not for this viewer. */
  nextDueAt: z.int().nullable(),
});

export const marketSchema = z.object({
  market: z.string(),
  status: z.enum(['unopened', 'open', 'closed']),
  policy: z.looseObject({ currency: z.string() }).nullable(),
  clock: clockSchema,
  /** The caller's own cursor: `since` of whoever wants what comes next. */
  cursor: z.int(),
  /** Of what the caller may see. */
  counts: z.object({
    participants: z.int(),
    projects: z.int(),
    openProjects: z.int(),
    bids: z.int(),
    deliveries: z.int(),
  }),
  you: seatSchema,
});

export const participantsSchema = z.object({
  count: z.int(),
  participants: z.array(
    z.object({
      participantId: z.int(),
      roles: z.array(roleSchema),
      skills: z.array(z.string()),
      participantKind: z.string().nullable(),
      name: z.string().nullable(),
      withdrawn: z.boolean(),
    }),
  ),
});
