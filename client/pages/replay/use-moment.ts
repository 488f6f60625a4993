/** The market as it was at one moment, by the server's own answer. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readEvents, readState } from '../../../server/protocol/sdk/calls.ts';
import { inMarket } from '../../data/market.ts';

const SETTLED_MS = 120;
/** Projects of a moment that are shown. */
export const SHOWN = 60;
const BEFORE = 12;

/** The value once it has stood still for a moment: whoever drags a slider does not ask for every step. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What stood at a cursor never changes, so it is asked for once. */
export function useMoment(market: string, cursor: number) {
  return useQuery({
    queryKey: ['market', market, 'moment', cursor],
    queryFn: async () => {
      const http = inMarket(market);
      const [state, events] = await Promise.all([
        readState(http, { cursor }, { parts: ['projects', 'bids'], limit: 1_000 }),
        readEvents(http, { since: Math.max(0, cursor - BEFORE), limit: BEFORE }),
      ]);
      return { state, events: events.filter((seen) => seen.cursor <= cursor) };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
