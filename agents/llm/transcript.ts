/** Everything that was asked and answered in a run, one line a call, and what it cost: the truth that costs are booked from. */

import { z } from 'zod';
import type { LineFile } from './line-file.ts';
import { PURPOSES } from './session.ts';
import { usageSchema } from './usage.ts';

const count = z.number().min(0);

/** Times are wall time, and differ from run to run: they stand here and nowhere in the log of a market. */
export const lineSchema = z.strictObject({
  freelancer: z.string(),
  market: z.string(),
  project: z.string(),
  purpose: z.enum(PURPOSES),
  turn: z.number().int().min(1),
  /** Of the recorded call, which holds question and answer. */
  key: z.string(),
  finish: z.string(),
  usage: usageSchema.nullable(),
  /** Millionths of a dollar; null where the model has no price or its provider did not count. */
  microUsd: count.nullable(),
  workingMs: count,
  waitedMs: count,
  attempts: z.number().int().min(1),
});
export type TranscriptLine = z.infer<typeof lineSchema>;

export interface Transcript {
  /** Writes a call down. Whoever goes on with a run leaves out what an earlier process wrote: see `made`. */
  add(line: TranscriptLine): void;
  /** Millionths of a dollar that a freelancer spent in a market. */
  microUsd(freelancer: string, market: string): number;
  /** The calls that were made for a project: a run that goes on asks them again of its record, and owes nothing for them. */
  made(freelancer: string, market: string, project: string): readonly TranscriptLine[];
  readonly lines: readonly TranscriptLine[];
}

/** Billionths of a dollar, whole ones: their sum is the same in whatever order calls come back. */
const nanoUsdOf = ({ microUsd }: TranscriptLine): number => Math.round((microUsd ?? 0) * 1_000);
const keyOf = (...names: readonly string[]): string => JSON.stringify(names);

/** Opens the transcript of a run, with what an earlier process of the same run wrote. Null: kept in memory only. */
export function openTranscript(file: LineFile | null): Transcript {
  const lines: TranscriptLine[] = [];
  const spent = new Map<string, number>();
  const made = new Map<string, TranscriptLine[]>();
  const take = (line: TranscriptLine): void => {
    const { freelancer, market, project } = line;
    lines.push(line);
    const place = keyOf(freelancer, market);
    spent.set(place, (spent.get(place) ?? 0) + nanoUsdOf(line));
    const work = keyOf(freelancer, market, project);
    const before = made.get(work);
    if (before === undefined) made.set(work, [line]);
    else before.push(line);
  };
  for (const line of file?.lines ?? []) take(lineSchema.parse(JSON.parse(line)));
  return {
    lines,
    add(line) {
      take(line);
      file?.append(line);
    },
    microUsd: (freelancer, market) => (spent.get(keyOf(freelancer, market)) ?? 0) / 1_000,
    made: (freelancer, market, project) => [...(made.get(keyOf(freelancer, market, project)) ?? [])],
  };
}
