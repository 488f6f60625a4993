/** Calls for whoever watches a market or runs it: what it is, its clock, its people. Each is one request. */

import type { z } from 'zod';
import { clockSchema, marketSchema, participantsSchema, seatsSchema } from '../arena/market-answer.ts';
import type { Http } from './http.ts';

export type MarketSeat = z.output<typeof seatsSchema>['markets'][number];
export type MarketNow = z.output<typeof marketSchema>;
export type Clock = z.output<typeof clockSchema>;
export type Person = z.output<typeof participantsSchema>['participants'][number];

/** Markets that the caller has a seat in; asked in no market. */
export async function readSeats({ call }: Http): Promise<readonly MarketSeat[]> {
  return (await call({ method: 'GET', path: '/markets' }, seatsSchema)).markets;
}

export function readMarket({ call }: Http): Promise<MarketNow> {
  return call({ method: 'GET', path: '/market' }, marketSchema);
}

/** Holds the market's time, lets it go on, or goes on to the next thing due; the same key again is the same change. */
export function changeClock({ call }: Http, action: 'pause' | 'resume' | 'step', key: string): Promise<Clock> {
  return call({ method: 'POST', path: `/clock/${action}`, body: {}, key }, clockSchema);
}

export function readClock({ call }: Http): Promise<Clock> {
  return call({ method: 'GET', path: '/clock' }, clockSchema);
}

export function setSpeed({ call }: Http, speed: number | null, key: string): Promise<Clock> {
  return call({ method: 'PUT', path: '/clock/speed', body: { speed }, key }, clockSchema);
}

const PAGE = 1_000;

/** Everybody who takes part, however many. */
export async function readPeople({ call }: Http): Promise<readonly Person[]> {
  const found: Person[] = [];
  for (;;) {
    const query = { limit: PAGE, offset: found.length };
    const { count, participants } = await call({ method: 'GET', path: '/participants', query }, participantsSchema);
    found.push(...participants);
    if (participants.length === 0 || found.length >= count) return found;
  }
}
