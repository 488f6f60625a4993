/**
 * All that a viewer may see of a market, read once and then gone on from: for pages about the whole of it. What lies further back than
 * the last so many events is read by the server's own answers instead.
 */

import { queryOptions } from '@tanstack/react-query';
import type { Seen } from '../../server/protocol/arena/client.ts';
import { readEvents } from '../../server/protocol/sdk/calls.ts';
import { readMarket } from '../../server/protocol/sdk/market-calls.ts';
import { inMarket } from './market.ts';

/** A few hundred bytes each. */
export const HISTORY_MAX = 100_000;
const PAGE = 1_000;
const REFRESH_MS = 4_000;

export interface History {
  readonly events: readonly Seen[];
  /** Whether older events were left out. */
  readonly cut: boolean;
}

async function readOn(market: string, before: History): Promise<History> {
  const http = inMarket(market);
  const events = [...before.events];
  let { cut } = before;
  if (events.length === 0) {
    const { cursor } = await readMarket(http);
    cut = cursor > HISTORY_MAX;
    if (cut) events.push(...(await readEvents(http, { since: cursor - HISTORY_MAX })));
  }
  for (;;) {
    const page = await readEvents(http, { since: events.at(-1)?.cursor ?? 0 });
    events.push(...page);
    if (page.length < PAGE) break;
  }
  if (events.length === before.events.length) return before;
  return { events: events.slice(-HISTORY_MAX), cut: cut || events.length > HISTORY_MAX };
}

export const historyQuery = (market: string) =>
  queryOptions({
    queryKey: ['market', market, 'history'],
    queryFn: ({ client, queryKey }) =>
      readOn(market, client.getQueryData<History>(queryKey) ?? { events: [], cut: false }),
    structuralSharing: false,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
  });
