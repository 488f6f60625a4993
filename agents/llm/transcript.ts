/** Everything that was asked and answered in a run, one line a call, and what it cost: the truth that costs are booked from. */

import { z } from 'zod';
import type { LineFile } from './line-file.ts';
import type { Purpose } from './session.ts';
import { usageSchema } from './usage.ts';

const count = z.number().min(0);

/** Times are wall time, and differ from run to run: they stand here and nowhere in the log of a market. */
const lineSchema = z.strictObject({
  freelancer: z.string(),
  market: z.string(),
  project: z.string(),
  purpose: z.enum(['bid', 'code', 'repair', 'revision']) satisfies z.ZodType<Purpose>,
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
  /** Writes a call down, unless it stands there already: a run that goes on asks again what it has on record. */
  add(line: TranscriptLine): void;
  /** Millionths of a dollar that a freelancer spent in a market. */
  microUsd(freelancer: string, market: string): number;
  readonly lines: readonly TranscriptLine[];
}

const placeOf = ({ freelancer, market, project, turn, key }: TranscriptLine): string =>
  JSON.stringify([freelancer, market, project, turn, key]);

/** Opens the transcript of a run, with what an earlier process of the same run wrote. Null: kept in memory only. */
export function openTranscript(file: LineFile | null): Transcript {
  const lines: TranscriptLine[] = [];
  const places = new Set<string>();
  const take = (line: TranscriptLine): boolean => {
    if (places.has(placeOf(line))) return false;
    places.add(placeOf(line));
    lines.push(line);
    return true;
  };
  for (const line of file?.lines ?? []) take(lineSchema.parse(JSON.parse(line)));
  return {
    lines,
    add(line) {
      if (take(line)) file?.append(line);
    },
    microUsd: (freelancer, market) =>
      lines
        .filter((line) => line.freelancer === freelancer && line.market === market)
        .reduce((sum, { microUsd }) => sum + (microUsd ?? 0), 0),
  };
}
