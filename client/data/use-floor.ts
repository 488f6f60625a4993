/** The live floor, market time and names, for pages. */

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Clock, Person } from '../../server/protocol/sdk/market-calls.ts';
import { type FloorView, liveFloor } from './live-floor.ts';
import { marketQuery, peopleQuery } from './market.ts';

export function useFloor(market: string): FloorView {
  const floor = useMemo(() => liveFloor(market), [market]);
  return useSyncExternalStore(floor.subscribe, floor.view);
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
