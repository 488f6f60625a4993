/** What the HTTP server is given: markets to serve and the store of who may enter. It listens to nothing by itself. */

import type { AccessStore } from '../engine/access.ts';
import type { Engine } from '../engine/engine.ts';
import type { Pacing } from '../engine/pacing.ts';
import type { RecordStore } from '../engine/records.ts';
import type { Millis } from '../kernel/clock.ts';
import type { ContentHash, MarketId, ParticipantId, UserId } from '../kernel/id.ts';
import type { Actor } from '../market/command.ts';
import type { ClockPolicy } from '../market/policy.ts';
import type { Acceptance, Files } from '../protocol/arena/acceptance.ts';
import type { AdmissionCheckReport } from '../protocol/arena/admission-check.ts';
import type { LocalClient, OwnerClient } from '../protocol/arena/client.ts';
import type { Draft, SyntaxProblem } from '../protocol/arena/delivery.ts';
import type { ModelCall, ModelCalls, ModelCallsQuery } from '../protocol/arena/model-call.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import type { WritingStep, WrittenProject } from '../protocol/arena/project-writing.ts';
import type { NewTournament, SeatGiven, TournamentEstimate, TournamentStatus } from '../protocol/arena/tournament.ts';
import type { PeopleStudies } from './people-port.ts';
import type { ServerSettings } from './settings.ts';

/** The arena as a server sees it. */
export interface ServedArena {
  readonly engine: Engine;
  connect(marketId: MarketId, actor: Actor): LocalClient;
  connectOwner(marketId: MarketId): OwnerClient;
}

/** What became of an answer key that was handed in: kept, or in words why it is of no use. */
export type KeyKept =
  | { readonly ok: true; readonly acceptanceHash: ContentHash; readonly caseCount: number }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Sandbox and reviewer, as far as the network may ask for them. Every method may reject with a fault. */
export interface Judging {
  /** Tries the answer key out and keeps it for this market. There is no way to get it back. */
  keep(marketId: MarketId, project: ProjectPackage): Promise<KeyKept>;
  /** What the admission gate finds. Nothing of the project is kept, and nothing of others is told. */
  examine(project: ProjectPackage, signal: AbortSignal): Promise<AdmissionCheckReport>;
  /** The visible part of the acceptance that a key of this name belongs to; null where none is kept. */
  acceptanceOf(marketId: MarketId, acceptanceHash: ContentHash): Promise<Acceptance | null>;
  /** What the parsers find, or null where they cannot be asked now. */
  checkSyntax(files: Files, signal: AbortSignal): Promise<readonly SyntaxProblem[] | null>;
  /** Runs the files against the visible cases; null where no key of this name is kept. */
  draft(marketId: MarketId, acceptanceHash: ContentHash, files: Files, signal: AbortSignal): Promise<Draft | null>;
}

/** The arena's own reviewer. */
export interface DeskService {
  /** Lets it work in the market as this participant, from now on and after every restart. */
  open(marketId: MarketId, reviewerId: ParticipantId): Promise<void>;
}

export type TournamentAction = 'start' | 'pause' | 'resume' | 'cancel';

/** What became of it; `malformed`: what was sent says no tournament. */
export type TournamentAnswer =
  | { readonly ok: true; readonly status: TournamentStatus }
  | { readonly ok: false; readonly why: string; readonly malformed?: true };

export type SeatAnswer =
  | { readonly ok: true; readonly given: SeatGiven }
  | { readonly ok: false; readonly why: string };

/** Tournaments that the server plays in the background. Null: there is none of that name that is this user's. */
export interface Tournaments {
  /** The same one again is the same tournament. */
  create(wanted: NewTournament, ownerId: UserId): Promise<TournamentAnswer | null>;
  list(ownerId: UserId): Promise<readonly TournamentStatus[]>;
  one(name: string, ownerId: UserId): Promise<TournamentStatus | null>;
  act(action: TournamentAction, name: string, ownerId: UserId): Promise<TournamentAnswer | null>;
  /** Gives a seat that is taken from outside to a user, or to a program without one. Null also where there is no such seat. */
  seat(name: string, seat: string, user: string | null, ownerId: UserId): Promise<SeatAnswer | null>;
  /** Once it is completed. */
  standing(name: string, ownerId: UserId, format: 'json' | 'csv'): Promise<string | null>;
  /** What the tournament will come to; in words what is wrong with it. */
  estimate(wanted: Pick<NewTournament, 'config' | 'roster'>): Promise<TournamentEstimate | readonly string[]>;
  /** What happened in it as lines of JSON, once it is completed. */
  observations(name: string, ownerId: UserId): Promise<AsyncIterable<string> | null>;
}

/** Calls of language models, as whoever played with them has written them down. */
export interface ModelCallReader {
  list(marketId: MarketId, wanted: ModelCallsQuery): Promise<ModelCalls>;
  /** Null: there is no call of that number. */
  one(marketId: MarketId, number: number): Promise<ModelCall | null>;
}

/** A language model that writes projects to a brief, through the gate. Rejects with a fault where model or sandbox are in trouble. */
export interface ProjectWriter {
  readonly model: string;
  write(brief: string, signal: AbortSignal, onStep: (step: WritingStep) => void): Promise<WrittenProject>;
}

export interface ServerOptions {
  readonly arena: ServedArena;
  readonly access: AccessStore;
  /** Null, or not said, where the server has no sandbox: then nothing is tried out or judged here. */
  readonly judging?: (Judging & DeskService) | null;
  /** Null, or not said: this server plays none. */
  readonly tournaments?: Tournaments | null;
  /** Null, or not said: this server keeps no studies with people. */
  readonly people?: PeopleStudies | null;
  /** Null, or not said: nothing is kept of what models were asked. */
  readonly modelCalls?: ModelCallReader | null;
  /** Null, or not said: nobody writes projects for employers here. */
  readonly writer?: ProjectWriter | null;
  /** How markets that are opened here keep time, where their owner does not say. */
  readonly clock?: ClockPolicy;
  /** Not said: the engine's clocks, whose pace is forgotten with the process. */
  readonly pacing?: Pacing;
  /** What is kept beside the markets. Null, or not said: nothing is, and what would need it is refused. */
  readonly records?: RecordStore | null;
  /** Wall time, for passes and request times. */
  readonly wallNow: () => Millis;
  /** Further figures of the process for `/metrics`, by name. */
  readonly gauges?: () => Readonly<Record<string, number>>;
  /** Hears one line of JSON for each request; null: nobody does. */
  readonly log: ((line: string) => void) | null;
  /** What is not said is as `DEFAULT_SETTINGS` says. */
  readonly settings?: Partial<ServerSettings>;
}
