/** Calls of language models as rows, from a run's transcript: no market's log knows of them. */

import { z } from 'zod';
import { InputError } from '../input-error.ts';
import { isOutside, participantKindOf, type Roster } from '../roster.ts';
import { originOf } from './fold-projects.ts';
import type { ModelCallRow, Observed } from './row-schema.ts';

const tokens = z.int().min(0);
/** What is needed of a line; a transcript may say more. */
const lineSchema = z.object({
  freelancer: z.string(),
  market: z.string(),
  project: z.string(),
  purpose: z.string(),
  turn: z.int(),
  finish: z.string(),
  usage: z.object({ input: tokens, cacheRead: tokens, output: tokens, reasoning: tokens }).nullable(),
  microUsd: z.number().nullable(),
  workingMs: z.number(),
  waitedMs: z.number(),
  attempts: z.int(),
});

type Line = z.infer<typeof lineSchema>;

function lineOf(text: string, at: number): Line {
  const wrong = (): InputError => new InputError(`transcript.jsonl, line ${at + 1}: no call of a model`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong();
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) throw wrong();
  return parsed.data;
}

/** One row a line that is a call of somebody in the roster. `observed`: the rows of the run's markets. Throws an `InputError`. */
export function modelCallRows(lines: readonly string[], { entries }: Roster, observed: Observed): ModelCallRow[] {
  const places = new Map(observed.project.map((row) => [`${row.market}/${row.project}`, row]));
  const numbers = new Map(observed.bid.map((row) => [`${row.market}/${row.freelancer}`, row.participant]));
  return lines.flatMap((line, at): ModelCallRow[] => {
    const { project, usage, ...call } = lineOf(line, at);
    const entry = entries.find(({ name }) => name === call.freelancer);
    if (entry === undefined) return [];
    const place = places.get(`${call.market}/${project}`);
    const { market, freelancer, purpose, turn, finish, microUsd, workingMs, waitedMs, attempts } = call;
    return [
      {
        kind: 'model_call',
        market,
        project: place?.project ?? null,
        slug: place?.slug ?? null,
        family: place?.family ?? null,
        round: place?.round ?? null,
        freelancer,
        participant: numbers.get(`${market}/${freelancer}`) ?? 0,
        participantKind: participantKindOf(entry),
        origin: originOf(participantKindOf(entry)),
        model: isOutside(entry) ? null : entry.model,
        ...{ purpose, turn, finish },
        inputTokens: usage?.input ?? null,
        cachedTokens: usage?.cacheRead ?? null,
        outputTokens: usage?.output ?? null,
        reasoningTokens: usage?.reasoning ?? null,
        ...{ microUsd, workingMs, waitedMs, attempts },
      },
    ];
  });
}
