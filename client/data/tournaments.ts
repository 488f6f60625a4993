/** Tournaments, fetched. */

import { queryOptions } from '@tanstack/react-query';
import { readTournament, readTournamentStanding, readTournaments } from '../../server/protocol/sdk/tournament-calls.ts';
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
