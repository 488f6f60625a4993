/** What is known of one market besides its live events: fetched, kept for a while, shared by all who show it. */

import { queryOptions } from '@tanstack/react-query';
import type { Http } from '../../server/protocol/sdk/http.ts';
import { readMarket, readPeople, readSeats } from '../../server/protocol/sdk/market-calls.ts';
import { session } from './session.ts';

const known = new Map<string, Http>();

/** Calls in one market. */
export function inMarket(market: string): Http {
  const http = known.get(market) ?? session.market(market);
  known.set(market, http);
  return http;
}

export const seatsQuery = queryOptions({ queryKey: ['seats'], queryFn: () => readSeats(session.http) });

export const marketQuery = (market: string) =>
  queryOptions({ queryKey: ['market', market, 'now'], queryFn: () => readMarket(inMarket(market)) });

export const peopleQuery = (market: string) =>
  queryOptions({
    queryKey: ['market', market, 'people'],
    queryFn: () => readPeople(inMarket(market)),
    staleTime: 30_000,
  });
