/** A floor on the wire: what a fold of everything so far has come to, so that nobody reads a whole past to see what is now. */

import { z } from 'zod';
import { seenSchema } from '../events.ts';
import { emptyFloor, type Floor } from './floor.ts';
import { HAPPENINGS_MAX } from './fold.ts';

const count = z.int().min(0);
const statusSchema = z.enum([
  'draft',
  'open',
  'bidding_closed',
  'awarded',
  'in_progress',
  'completed',
  'expired',
  'cancelled',
]);
const deliverySchema = z.enum(['submitted', 'under_review', 'passed', 'failed', 'revision_requested', 'voided']);

const projectSchema = z.object({
  projectId: z.int(),
  employerId: z.int(),
  skills: z.array(z.string()),
  budgetMinCents: z.int(),
  budgetMaxCents: z.int(),
  mechanism: z.string(),
  postedAt: z.int(),
  /** Cursor of the last event about it. */
  changed: z.int(),
  status: statusSchema,
  closesAt: z.int(),
  /** Number and cents of each bid that stands; none where bidding is over. */
  bids: z.array(z.tuple([z.int(), z.int()])),
  bidCount: count,
  lowestCents: z.int().nullable(),
  /** How the lowest bid fell, oldest first. */
  lows: z.array(z.int()),
  freelancerId: z.int().nullable(),
  priceCents: z.int().nullable(),
  delivery: deliverySchema.nullable(),
  casesPassed: z.int().nullable(),
  caseCount: z.int().nullable(),
  releasedCents: z.int(),
});

const totalsSchema = z.object({
  projects: count,
  openProjects: z.int(),
  bids: count,
  awards: count,
  awardedCents: count,
  deliveries: count,
  inReview: count,
  passed: count,
  failed: count,
  escrowCents: z.int(),
  releasedCents: count,
});

export const floorSchema = z.object({
  /** The caller's cursor of the last event in it: what follows is asked for from here. */
  cursor: z.int(),
  /** Market time of the last event. */
  at: z.int(),
  currency: z.string(),
  /** Everything that is not over, and the last that were. */
  projects: z.array(projectSchema),
  /** Projects that are over, oldest first. */
  over: z.array(z.int()),
  /** The last events, oldest first. */
  happenings: z.array(seenSchema),
  totals: totalsSchema,
  /** How bids, awards and money grew: one moment for each step of market time. */
  samples: z.array(z.object({ at: z.int(), bids: count, awards: count, releasedCents: count })),
  sampleStepMs: z.int().min(1),
});
export type FloorAnswer = z.output<typeof floorSchema>;

export function floorAnswer(floor: Floor): FloorAnswer {
  const { projects, happenings, ...rest } = floor;
  return {
    ...rest,
    projects: [...projects.values()].map(({ bids, ...project }) => ({
      ...project,
      skills: [...project.skills],
      bids: [...bids],
    })),
    happenings: happenings.slice(-HAPPENINGS_MAX).map(({ cursor, at, event }) => ({ cursor, at, event: { ...event } })),
  };
}

/** The floor that the answer tells of, to be folded on from its cursor. */
export function floorFrom({ projects, happenings, ...rest }: FloorAnswer): Floor {
  const floor = Object.assign(emptyFloor(), rest);
  for (const { bids, ...project } of projects) {
    floor.projects.set(project.projectId, { ...project, bids: new Map(bids) });
  }
  // The schema leaves each event open: which fields there are follows from its type.
  floor.happenings = happenings as unknown as Floor['happenings'];
  return floor;
}
