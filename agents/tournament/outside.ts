/** Seats of a tournament that are taken from outside: where they are, and where there can be none. */

import type { TournamentConfig } from './config.ts';
import { InputError } from './input-error.ts';
import { soloMarketNames } from './market-name.ts';
import { FIRST_FREELANCER } from './places.ts';
import { isOutside, type Roster } from './roster.ts';

/** Where somebody from outside sits: which market, and which number there. */
export interface OutsideSeat {
  readonly seat: string;
  readonly kind: 'external' | 'person';
  readonly market: string;
  readonly participantId: number;
}

export function outsideSeats({ name, protocol }: TournamentConfig, { entries }: Roster): OutsideSeat[] {
  const markets =
    protocol === 'auction'
      ? null
      : soloMarketNames(
          name,
          entries.map((entry) => entry.name),
        );
  return entries.flatMap((entry, index): OutsideSeat[] => {
    if (!isOutside(entry)) return [];
    const place = FIRST_FREELANCER + (markets === null ? index : 0);
    return [{ seat: entry.name, kind: entry.kind, market: markets?.[index] ?? name, participantId: place }];
  });
}

/** Why nobody can come to a run without a server: its virtual time would be over before. Begins with the refusal's code. */
export function outsideFault(seat: string): string {
  return `outside_seats: ${seat} is played from outside, and this run has no server and no time to wait: ask a server for the tournament (arena serve, POST /api/arena/1.0/tournaments)`;
}

export function refuseOutsiders({ entries }: Roster): void {
  const outside = entries.find(isOutside);
  if (outside !== undefined) throw new InputError(outsideFault(outside.name));
}
