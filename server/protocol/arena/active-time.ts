/** Active time on the wire: how long a person was at work on a project, as their own browser measured it. */

import { z } from 'zod';
import { integer, word } from '../freelancer/params.ts';
import { pageQuery } from './door.ts';

/** One sitting: from opening a page to leaving it. More than this is no sitting any more. */
export const SITTING_MS_MAX = 86_400_000;

export const activeTimeReport = z.strictObject({
  /** The reporter's own random name for one opening of the page: its reports replace each other. */
  sitting: z.string().regex(/^[a-z0-9]{8,64}$/, '8 to 64 lower-case letters and digits'),
  /** In all of this sitting so far. */
  activeMs: z.int().min(0).max(SITTING_MS_MAX),
  /** Without focus, or after so long without a key or a pointer, nothing was counted. */
  idleAfterMs: z.int().min(1_000).max(3_600_000),
});
export type ActiveTimeReport = z.output<typeof activeTimeReport>;

export const ACTIVE_TIMES_MAX = 10_000;
export const activeTimeQuery = z.strictObject({
  /** The owner names a participant, or none for everybody's; a freelancer has one's own. */
  participant: integer.optional(),
  project: integer.optional(),
  format: word(['json', 'csv']).default('json'),
  ...pageQuery(ACTIVE_TIMES_MAX),
});

export const activeTimeSchema = z.object({
  participantId: z.int(),
  projectId: z.int(),
  /** Over all sittings. */
  activeMs: z.int(),
  sittingCount: z.int(),
  idleAfterMs: z.int(),
  /** Wall time of the first and the last report, in milliseconds. */
  firstAt: z.int(),
  lastAt: z.int(),
});
export type ActiveTime = z.output<typeof activeTimeSchema>;

export const activeTimesSchema = z.object({
  /** Who measured it: nobody but the browser of the person at work, whose word it is. */
  measuredBy: z.literal('client'),
  count: z.int(),
  rows: z.array(activeTimeSchema),
});
