/** Users, seats and passes in memory, for tests and for scenarios that keep nothing. */

import type { AccessStore, Pass, Seat, User } from '../../server/engine/access.ts';
import { type PassId, passId, type UserId, userId } from '../../server/kernel/id.ts';

/** Whether two seats cannot stand side by side. */
function collide(one: Seat, other: Seat): boolean {
  if (one.marketId !== other.marketId) return false;
  if (one.userId === other.userId) return true;
  return one.kind === 'participant' && other.kind === 'participant' && one.participantId === other.participantId;
}

export function createMemoryAccess(): AccessStore {
  const users = new Map<UserId, User>();
  const passes = new Map<PassId, Pass>();
  const seats: Seat[] = [];
  const byName = (name: string): User | null =>
    [...users.values()].find((user) => user.name.toLowerCase() === name.toLowerCase()) ?? null;
  return {
    addUser: async (user) => {
      if (byName(user.name) !== null) return null;
      const added = { ...user, userId: userId(users.size + 1) };
      users.set(added.userId, added);
      return added;
    },
    user: async (id) => users.get(id) ?? null,
    userByName: async (name) => byName(name),
    setPassword: async (id, passwordHash) => {
      const user = users.get(id);
      if (user !== undefined) users.set(id, { ...user, passwordHash });
    },
    addSeat: async (seat) => {
      if (seats.some((other) => collide(seat, other))) return false;
      seats.push(seat);
      return true;
    },
    seatsOf: async (id) => seats.filter((seat) => seat.userId === id),
    seatsIn: async (id) => seats.filter((seat) => seat.marketId === id),
    addPass: async (pass) => {
      const added = { ...pass, passId: passId(passes.size + 1), revokedAt: null };
      passes.set(added.passId, added);
      return added;
    },
    passByHash: async (secretHash) => [...passes.values()].find((pass) => pass.secretHash === secretHash) ?? null,
    passesOf: async (id) => [...passes.values()].filter((pass) => pass.userId === id),
    usePass: async (id) => {
      const pass = passes.get(id);
      if (pass === undefined || pass.revokedAt !== null || pass.usesLeft === 0) return false;
      if (pass.usesLeft !== null) passes.set(id, { ...pass, usesLeft: pass.usesLeft - 1 });
      return true;
    },
    revokePass: async (id, at) => {
      const pass = passes.get(id);
      if (pass !== undefined && pass.revokedAt === null) passes.set(id, { ...pass, revokedAt: at });
    },
  };
}
