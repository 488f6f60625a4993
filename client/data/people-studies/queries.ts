/** A researcher's studies with people, fetched. */

import { queryOptions } from '@tanstack/react-query';
import {
  type ExportTable,
  readPayments,
  readPeopleBaseline,
  readPeopleExport,
  readPeopleStudies,
  readPeopleStudy,
  readReviewSummary,
  readStudyMarkets,
} from '../../../server/protocol/sdk/people-calls.ts';
import { session } from '../session.ts';

/** People take minutes for what they do; whoever looks on need not know within the second. */
const REFRESH_MS = 5_000;
const ALL = ['people-studies'] as const;

export const studiesQuery = queryOptions({
  queryKey: ALL,
  queryFn: () => readPeopleStudies(session.http),
  refetchInterval: REFRESH_MS,
});

export const studyQuery = (study: string) =>
  queryOptions({
    queryKey: [...ALL, study],
    queryFn: () => readPeopleStudy(session.http, study),
    refetchInterval: REFRESH_MS,
  });

export const paymentsQuery = (study: string) =>
  queryOptions({ queryKey: [...ALL, study, 'payments'], queryFn: () => readPayments(session.http, study) });

export const exportQuery = (study: string, table: ExportTable) =>
  queryOptions({
    queryKey: [...ALL, study, 'export', table],
    queryFn: () => readPeopleExport(session.http, study, table),
  });

export const baselineQuery = (study: string) =>
  queryOptions({ queryKey: [...ALL, study, 'baseline'], queryFn: () => readPeopleBaseline(session.http, study) });

export const marketsQuery = (study: string) =>
  queryOptions({
    queryKey: [...ALL, study, 'markets'],
    queryFn: () => readStudyMarkets(session.http, study),
    refetchInterval: REFRESH_MS,
  });

export const reviewSummaryQuery = (study: string) =>
  queryOptions({ queryKey: [...ALL, study, 'review-summary'], queryFn: () => readReviewSummary(session.http, study) });
