/** Users, seats and passes in memory, for tests and for scenarios that keep nothing. */

import { randomBytes } from 'node:crypto';
import {
  type AccessStore,
  type Admission,
  type Application,
  BY_INVITE,
  type NewPass,
  type NewUser,
  type Pass,
  type Seat,
  type User,
} from '../../server/engine/access.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import { type ApplicationId, type MarketId, type PassId, passId, type UserId, userId } from '../../server/kernel/id.ts';
import { canUse, isForgettable, passOf } from '../access-rules.ts';
import { createThreadMarks } from './thread-marks.ts';
import { createMemoryWebhooks } from './webhooks.ts';

/** Whether two seats cannot stand side by side. */
function collide(one: Seat, other: Seat): boolean {
  if (one.marketId !== other.marketId) return false;
  if (one.userId === other.userId) return true;
  return one.kind === 'participant' && other.kind === 'participant' && one.participantId === other.participantId;
}

type Users = Pick<
  AccessStore,
  'addUser' | 'user' | 'userByName' | 'hasResearcher' | 'setPassword' | 'addSeat' | 'seat' | 'seatsOf' | 'seatsIn'
>;

function createUsers(): Users & { add(user: NewUser): User | null; count(): number } {
  const users = new Map<UserId, User>();
  const seats: Seat[] = [];
  const byName = (name: string): User | null =>
    [...users.values()].find((user) => user.name.toLowerCase() === name.toLowerCase()) ?? null;
  const add = (user: NewUser): User | null => {
    if (byName(user.name) !== null) return null;
    const added: User = { rank: 'member', ...user, userId: userId(users.size + 1) };
    users.set(added.userId, added);
    return added;
  };
  return {
    add,
    count: () => users.size,
    addUser: async (user) => add(user),
    user: async (id) => users.get(id) ?? null,
    userByName: async (name) => byName(name),
    hasResearcher: async () => [...users.values()].some(({ rank }) => rank === 'researcher'),
    setPassword: async (id, passwordHash) => {
      const user = users.get(id);
      if (user !== undefined) users.set(id, { ...user, passwordHash });
    },
    addSeat: async (seat) => {
      if (seats.some((other) => collide(seat, other))) return false;
      seats.push(seat);
      return true;
    },
    seat: async (id, market) => seats.find((seat) => seat.userId === id && seat.marketId === market) ?? null,
    seatsOf: async (id) => seats.filter((seat) => seat.userId === id),
    seatsIn: async (id) => seats.filter((seat) => seat.marketId === id),
  };
}

function createApplications(): Map<ApplicationId, Application> & { add(application: Application): Application } {
  const applications = new Map<ApplicationId, Application>();
  const add = (application: Application): Application => {
    const made = [...applications.values()].find(({ write }) => write !== null && write.key === application.write?.key);
    if (made !== undefined) return made;
    applications.set(application.applicationId, application);
    return application;
  };
  return Object.assign(applications, { add });
}

export function createMemoryAccess(): AccessStore {
  const users = createUsers();
  const passes = new Map<PassId, Pass>();
  const applications = createApplications();
  const admissions = new Map<MarketId, Admission>();
  const key = randomBytes(32).toString('base64url');
  let lastPass = 0;

  function add(pass: NewPass): Pass {
    const made = [...passes.values()].find(({ write }) => write !== null && write.key === pass.write?.key);
    if (made !== undefined) return made;
    lastPass += 1;
    const added = passOf(pass, passId(lastPass));
    passes.set(added.passId, added);
    return added;
  }
  function use(id: PassId): boolean {
    const pass = passes.get(id);
    if (pass === undefined || !canUse(pass)) return false;
    if (pass.usesLeft !== null) passes.set(id, { ...pass, usesLeft: pass.usesLeft - 1 });
    return true;
  }
  function revoke(wanted: (pass: Pass) => boolean, at: Millis): void {
    for (const pass of passes.values()) {
      if (pass.revokedAt === null && wanted(pass)) passes.set(pass.passId, { ...pass, revokedAt: at });
    }
  }
  const found = (wanted: (pass: Pass) => boolean): Pass[] => [...passes.values()].filter(wanted);
  return {
    ...users,
    ...createThreadMarks(),
    ...createMemoryWebhooks(),
    admit: async (user, from, claim) => {
      const pass = from === null ? undefined : passes.get(from);
      if (from !== null && (pass === undefined || !canUse(pass))) return { ok: false, why: 'pass_spent' };
      const added = users.add(user);
      if (added === null) return { ok: false, why: 'name_taken' };
      if (from !== null) use(from);
      return { ok: true, user: added, claim: claim === null ? null : add({ ...claim, userId: added.userId }) };
    },
    admissionOf: async (id) => admissions.get(id) ?? BY_INVITE,
    setAdmission: async (id, admission) => {
      admissions.set(id, admission);
    },
    addPass: async (pass) => add(pass),
    passByHash: async (hash) => found(({ secretHash }) => secretHash === hash)[0] ?? null,
    passesOf: async (id) => found((pass) => pass.userId === id),
    invitesOf: async (id) => found((pass) => pass.kind === 'invite' && pass.marketId === id && pass.userId === null),
    usePass: async (id) => use(id),
    exchange: async (from, added) => (use(from) ? added.map(add) : null),
    resealPass: async (id, secretHash) => {
      const pass = passes.get(id);
      if (pass === undefined || pass.revokedAt !== null) return false;
      passes.set(id, { ...pass, secretHash });
      return true;
    },
    revokePass: async (id, at) => revoke((pass) => pass.passId === id, at),
    revokeChildren: async (id, at) => revoke((pass) => pass.parentId === id, at),
    forgetEnded: async (at) => {
      for (const pass of found((one) => isForgettable(one, at))) passes.delete(pass.passId);
    },
    addApplication: async (application) => applications.add({ ...application, revokedAt: null }),
    application: async (id) => applications.get(id) ?? null,
    applicationsOf: async (id) => [...applications.values()].filter(({ ownerId }) => ownerId === id),
    resealApplication: async (id, secretHash) => {
      const application = applications.get(id);
      if (application === undefined || application.revokedAt !== null) return false;
      applications.set(id, { ...application, secretHash });
      return true;
    },
    revokeApplication: async (id, at) => {
      const application = applications.get(id);
      if (application?.revokedAt === null) applications.set(id, { ...application, revokedAt: at });
      revoke((pass) => pass.applicationId === id, at);
    },
    signingKey: async () => key,
    isEmpty: async () => users.count() === 0 && passes.size === 0,
  };
}
