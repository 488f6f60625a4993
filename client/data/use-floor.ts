/** The live floor, market time and names, for pages. */

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState, useSyncExternalStore } from 'react';
import type { Floor } from '../../server/protocol/arena/floor/floor.ts';
import type { Clock, Person } from '../../server/protocol/sdk/market-calls.ts';
import type { FollowState } from './follow.ts';
import { liveFloor } from './live-floor.ts';
import { marketQuery, peopleQuery } from './market.ts';

/** How the floor is followed: whoever calls it keeps it open, and is painted when that changes. */
export function useFollowing(market: string): FollowState {
  const live = useMemo(() => liveFloor(market), [market]);
  return useSyncExternalStore(live.subscribe, live.state);
}

/** The floor now; the caller is painted when it has changed, at most once in `everyMs`. */
export function useFloor(market: string, everyMs: number): Floor {
  const live = useMemo(() => liveFloor(market), [market]);
  const [, paint] = useReducer((times: number) => times + 1, 0);
  useEffect(() => live.add(paint, everyMs), [live, everyMs]);
  return live.floor();
}

const TICK_MS = 500;

/** Market time now, going on between two looks at the server's clock; the last event's where the market has no pace. */
export function useMarketNow(market: string, lastAt: number): number {
  const { data, dataUpdatedAt } = useQuery(marketQuery(market));
  const [wall, setWall] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setWall(Date.now()), TICK_MS);
    return () => clearInterval(ticking);
  }, []);
  return data === undefined ? lastAt : marketTime(data.clock, Math.max(0, wall - dataUpdatedAt), lastAt);
}

/** Market time so long after a clock was read. */
export function marketTime({ kind, speed, paused, now }: Clock, sinceMs: number, lastAt: number): number {
  if (kind === 'wall') return now + sinceMs;
  if (speed === null || paused) return Math.max(now, lastAt);
  return Math.max(now + sinceMs * speed, lastAt);
}

export type NameOf = (participantId: number | null | undefined) => string;

/** Names of participants; whoever is not known by name is told by number. */
export function useNames(market: string): NameOf {
  const { data } = useQuery(peopleQuery(market));
  return useMemo(() => namesOf(data ?? []), [data]);
}

export function namesOf(people: readonly Person[]): NameOf {
  const names = new Map(people.map(({ participantId, name }) => [participantId, name]));
  return (id) => (id === null || id === undefined ? '–' : (names.get(id) ?? `#${id}`));
}
