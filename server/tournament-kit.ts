/** What a server needs to be given to play tournaments: how they are read, and how they are played. */

import type { Arena } from './app.ts';
import type { MarketId } from './kernel/id.ts';
import type { MeasuredPeople } from './protocol/arena/measured-people.ts';
import type { NewTournament, TournamentEstimate, TournamentStatus } from './protocol/arena/tournament.ts';
import type { Reviewing } from './workshop.ts';

/** A configuration that was understood. `config` and `roster` are JSON that `play` knows to read. */
export interface TournamentPlan {
  readonly name: string;
  readonly protocol: 'solo' | 'auction';
  readonly markets: readonly string[];
  readonly config: unknown;
  readonly roster: unknown;
  /** Taken from outside. */
  readonly seats: TournamentStatus['seats'];
  /** The study with people whose tries are the measured baseline; null: the baseline is another one. */
  readonly study: string | null;
}

export type ReadPlan =
  | { readonly ok: true; readonly plan: TournamentPlan }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface Playing {
  readonly plan: TournamentPlan;
  readonly arena: Arena;
  readonly reviewing: Reviewing;
  readonly signal: AbortSignal;
  /** Of the plan's study; null: it names none. */
  readonly people: MeasuredPeople | null;
  /** How fast it was asked for; see `NewTournament`. */
  readonly speed: number | null;
  /** Waits before a market's time moves on. */
  readonly pace: (market: MarketId, fromMs: number, toMs: number) => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** Reads and plays tournaments; what plays stands outside the server and is given to it. */
export interface TournamentKit {
  read(wanted: Pick<NewTournament, 'config' | 'roster'>): Promise<ReadPlan>;
  /** Plays to the end and gives the standing as JSON; rejects with the signal's reason when stopped. */
  play(playing: Playing): Promise<string>;
  /** What it will come to, before it is played. */
  estimate(plan: TournamentPlan): Promise<TournamentEstimate>;
  /** A standing that `play` gave, as CSV. */
  csvOf(standing: string): string;
  /** What happened in its markets, and with which people it is compared, as rows: one JSON value a line, piece by piece. */
  observe(plan: TournamentPlan, arena: Arena, people: MeasuredPeople | null): AsyncIterable<string>;
}
