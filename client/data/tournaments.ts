/** Tournaments, fetched. */

import { queryOptions } from '@tanstack/react-query';
import { readObservedWork } from '../../server/protocol/sdk/observed-work.ts';
import {
  estimateTournament,
  readTournament,
  readTournamentStanding,
  readTournaments,
  type TournamentFiles,
} from '../../server/protocol/sdk/tournament-calls.ts';
import { session } from './session.ts';

const REFRESH_MS = 2_000;

export const tournamentsQuery = queryOptions({
  queryKey: ['tournaments'],
  queryFn: () => readTournaments(session.http),
  refetchInterval: REFRESH_MS,
});

export const tournamentQuery = (name: string) =>
  queryOptions({
    queryKey: ['tournaments', name],
    queryFn: () => readTournament(session.http, name),
    refetchInterval: REFRESH_MS,
  });

export const tournamentStandingQuery = (name: string) =>
  queryOptions({
    queryKey: ['tournaments', name, 'standing'],
    queryFn: () => readTournamentStanding(session.http, name),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Of a file as it stands; what is wrong with it comes as a fault. */
export const estimateQuery = (wanted: TournamentFiles) =>
  queryOptions({
    queryKey: ['tournaments', 'estimate', wanted],
    queryFn: () => estimateTournament(session.http, wanted),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: (before) => before,
  });

/** Once it is completed. */
export const observedWorkQuery = (name: string) =>
  queryOptions({
    queryKey: ['tournaments', name, 'work'],
    queryFn: () => readObservedWork(name),
    staleTime: Number.POSITIVE_INFINITY,
  });
