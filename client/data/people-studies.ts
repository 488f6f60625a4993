/** A researcher's studies with people, fetched. */

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  actOnPeopleStudy,
  type ExportTable,
  type PeopleStudyAction,
  readPayments,
  readPeopleBaseline,
  readPeopleExport,
  readPeopleStudies,
  readPeopleStudy,
  readReviewSummary,
} from '../../server/protocol/sdk/people-calls.ts';
import { session } from './session.ts';

const REFRESH_MS = 3_000;
const SLOW_MS = 15_000;
const ALL = ['people-studies'] as const;

export const peopleStudiesQuery = queryOptions({
  queryKey: ALL,
  queryFn: () => readPeopleStudies(session.http),
  refetchInterval: REFRESH_MS,
});

export const peopleStudyQuery = (study: string) =>
  queryOptions({
    queryKey: [...ALL, study],
    queryFn: () => readPeopleStudy(session.http, study),
    refetchInterval: REFRESH_MS,
  });

export const paymentsQuery = (study: string) =>
  queryOptions({
    queryKey: [...ALL, study, 'payments'],
    queryFn: () => readPayments(session.http, study),
    refetchInterval: SLOW_MS,
  });

export const exportQuery = (study: string, table: ExportTable) =>
  queryOptions({
    queryKey: [...ALL, study, 'export', table],
    queryFn: () => readPeopleExport(session.http, study, table),
    staleTime: SLOW_MS,
  });

export const baselineQuery = (study: string) =>
  queryOptions({
    queryKey: [...ALL, study, 'baseline'],
    queryFn: () => readPeopleBaseline(session.http, study),
    refetchInterval: SLOW_MS,
  });

export const reviewSummaryQuery = (study: string) =>
  queryOptions({
    queryKey: [...ALL, study, 'review'],
    queryFn: () => readReviewSummary(session.http, study),
    staleTime: SLOW_MS,
  });

export function useStudyAction(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: PeopleStudyAction) => actOnPeopleStudy(session.http, study, action),
    onSettled: () => client.invalidateQueries({ queryKey: ALL }),
  });
}
