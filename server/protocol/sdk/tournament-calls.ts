/** Calls of a researcher about tournaments: asked for, started, held, given up, and what came of them. */

import { z } from 'zod';
import {
  type TournamentEstimate,
  type TournamentStatus,
  tournamentEstimateSchema,
  tournamentSchema,
  tournamentsSchema,
} from '../arena/tournament.ts';
import type { Http } from './http.ts';

export type { TournamentEstimate, TournamentStatus };

export async function readTournaments({ call }: Http): Promise<readonly TournamentStatus[]> {
  return (await call({ method: 'GET', path: '/tournaments' }, tournamentsSchema)).tournaments;
}

export function readTournament({ call }: Http, name: string): Promise<TournamentStatus> {
  return call({ method: 'GET', path: `/tournaments/${encodeURIComponent(name)}` }, tournamentSchema);
}

export interface TournamentFiles {
  /** The file, as YAML. */
  readonly config: string;
  /** In place of the roster that the file names. */
  readonly roster?: string;
}

export interface TournamentWanted extends TournamentFiles {
  readonly speed: number | null;
  readonly start: boolean;
}

export function createTournament({ call }: Http, wanted: TournamentWanted, key: string): Promise<TournamentStatus> {
  return call({ method: 'POST', path: '/tournaments', body: wanted, key }, tournamentSchema);
}

/** What it will come to. Rejects with a `ProblemFault` that says what is wrong with the file. */
export function estimateTournament({ call }: Http, wanted: TournamentFiles): Promise<TournamentEstimate> {
  return call({ method: 'POST', path: '/tournaments/estimate', body: wanted }, tournamentEstimateSchema);
}

/** Where the results of a completed tournament lie as files, below the server's address. */
export function resultFiles(name: string): Readonly<Record<'json' | 'csv' | 'observations', string>> {
  const at = `/api/arena/1.0/tournaments/${encodeURIComponent(name)}`;
  return { json: `${at}/standing`, csv: `${at}/standing?format=csv`, observations: `${at}/observations` };
}

export type TournamentAction = 'start' | 'pause' | 'resume' | 'cancel';

export function actOnTournament(
  { call }: Http,
  name: string,
  action: TournamentAction,
  key: string,
): Promise<TournamentStatus> {
  const path = `/tournaments/${encodeURIComponent(name)}/${action}`;
  return call({ method: 'POST', path, body: {}, key }, tournamentSchema);
}

const originSchema = z.enum(['measured', 'simulated', 'published']);
const share = z.number().nullable();

/** What is read of a standing here; `docs/reading-the-results.md` says what else it holds. */
const standingSchema = z.object({
  currency: z.string(),
  payRule: z.string(),
  baseline: z.object({ kind: z.string(), description: z.string() }),
  rows: z.array(
    z.object({
      rank: z.number(),
      name: z.string(),
      baseline: z.boolean(),
      earnings: z.object({
        grossCents: z.number(),
        feesCents: z.number(),
        ownCostsCents: z.number(),
        netCents: z.number(),
        shareOfPot: share,
      }),
      projects: z.object({ offered: z.number(), won: z.number(), passed: z.number(), failed: z.number() }),
      success: z.object({ taskShare: share, low: share, high: share, dollarShare: share }),
      human: z.object({ ratio: share, estimate: z.boolean() }).nullable(),
      provenance: z.object({
        earnings: originSchema,
        costs: originSchema,
        success: originSchema,
        human: originSchema.nullable(),
      }),
    }),
  ),
});
export type TournamentStanding = z.output<typeof standingSchema>;

/** Once it is completed. */
export function readTournamentStanding({ call }: Http, name: string): Promise<TournamentStanding> {
  return call({ method: 'GET', path: `/tournaments/${encodeURIComponent(name)}/standing` }, standingSchema);
}
