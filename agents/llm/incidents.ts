/** What went wrong in a run without being failed work: calls that came to nothing, and limits that ended work. One line each. */

import { z } from 'zod';
import type { LineFile } from './line-file.ts';

const place = { freelancer: z.string(), market: z.string(), project: z.string() };

const incidentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...place,
    kind: z.literal('fault'),
    fault: z.string(),
    message: z.string(),
    attempt: z.number().int().min(1),
    /** Milliseconds until it was tried again; null: it was given up, and the run ended by it. */
    waitMs: z.number().min(0).nullable(),
  }),
  z.strictObject({ ...place, kind: z.literal('stopped'), why: z.string() }),
]);
export type Incident = z.infer<typeof incidentSchema>;

export interface Incidents {
  add(incident: Incident): void;
  readonly all: readonly Incident[];
}

/** Opens the list of a run, with what an earlier process wrote. Null: kept in memory only. */
export function openIncidents(file: LineFile | null): Incidents {
  const all = (file?.lines ?? []).map((line) => incidentSchema.parse(JSON.parse(line)));
  const stopped = new Set(all.filter(({ kind }) => kind === 'stopped').map((one) => JSON.stringify(one)));
  return {
    all,
    add(incident) {
      // A run that goes on comes past the same limit again.
      const text = JSON.stringify(incident);
      if (incident.kind === 'stopped' && stopped.has(text)) return;
      if (incident.kind === 'stopped') stopped.add(text);
      all.push(incident);
      file?.append(incident);
    },
  };
}
