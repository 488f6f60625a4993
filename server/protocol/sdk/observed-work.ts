/** Of a completed tournament's observations, the work: who was to do what, for how much, and what came of it. */

import { z } from 'zod';
import { ArenaFault } from './fault.ts';
import { resultFiles } from './tournament-calls.ts';

/** What is read of a row here; `docs/data-dictionary.md` says what else it holds. */
const workSchema = z.object({
  kind: z.literal('work'),
  family: z.string().nullable(),
  freelancer: z.string(),
  origin: z.enum(['measured', 'simulated', 'published']),
  result: z.enum(['passed', 'failed', 'unscored']),
  priceCents: z.number(),
  grossCents: z.number(),
  feeCents: z.number(),
});
export type ObservedWork = z.output<typeof workSchema>;

const WORK = '"kind":"work"';

/** In a browser, with the session of whoever sits at it. Rejects with an `ArenaFault`. */
export async function readObservedWork(tournament: string): Promise<readonly ObservedWork[]> {
  const answer = await fetch(resultFiles(tournament).observations);
  if (!answer.ok) throw new ArenaFault('bad_request', `the server answered ${answer.status}`);
  const lines = (await answer.text()).split('\n');
  // Most lines are of other kinds, and need not be read as JSON.
  return lines.flatMap((line) => (line.includes(WORK) ? (workSchema.safeParse(JSON.parse(line)).data ?? []) : []));
}
