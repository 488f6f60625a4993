/** What pages of a market need first, asked for while the page itself is still on its way: nothing waits for what it does not need. */

import type { QueryClient } from '@tanstack/react-query';
import { liveFloor } from './live-floor.ts';
import { marketQuery, peopleQuery } from './market.ts';

/** The floor is given up again by itself where no page comes to show it. */
export function openEarly(client: QueryClient, market: string): void {
  liveFloor(market);
  void client.prefetchQuery(marketQuery(market));
  void client.prefetchQuery(peopleQuery(market));
}
