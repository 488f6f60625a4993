/** The market as it was at one moment, by the server's own answer. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Moment, readEvents, readState } from '../../../server/protocol/sdk/calls.ts';
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

/** What stood at a moment never changes, so it is asked for once. */
export function useMoment(market: string, moment: Moment) {
  return useQuery({
    queryKey: ['market', market, 'moment', moment],
    queryFn: async () => {
      const http = inMarket(market);
      const state = await readState(http, moment, { parts: ['projects', 'bids'], limit: 1_000 });
      const events = await readEvents(http, { since: Math.max(0, state.cursor - BEFORE), limit: BEFORE });
      return { state, events: events.filter((seen) => seen.cursor <= state.cursor) };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** When the market's first and last events happened; undefined until it is known. */
export function useSpan(market: string, last: number): readonly [from: number, to: number] | undefined {
  return useQuery({
    queryKey: ['market', market, 'span', last],
    queryFn: async () => {
      const http = inMarket(market);
      const [first] = await readEvents(http, { since: 0, limit: 1 });
      const { at } = await readState(http, { cursor: last }, { parts: ['projects'], limit: 1 });
      return [first?.at ?? at, at] as const;
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}
