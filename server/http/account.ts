/** An account as its user sees it: the name, and the seats in markets. */

import type { AccessStore, Seat, User } from '../engine/access.ts';
import type { ServedArena } from './ports.ts';

async function describeSeat({ engine }: ServedArena, seat: Seat): Promise<object> {
  const { marketId: market, kind } = seat;
  if (seat.kind !== 'participant') return { market, kind, participantId: null, roles: [] };
  const { participantId } = seat;
  const viewer = await engine.viewerOf(market, { kind: 'participant', participantId });
  return { market, kind, participantId, roles: viewer.kind === 'participant' ? viewer.roles : [] };
}

export async function describeAccount(arena: ServedArena, access: AccessStore, user: User): Promise<object> {
  const { userId, name, email, rank, createdAt } = user;
  const seats = await access.seatsOf(userId);
  const described = await Promise.all(seats.map((seat) => describeSeat(arena, seat)));
  return { userId, name, email, rank, createdAt, seats: described };
}
