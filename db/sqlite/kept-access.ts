/** Passes, users and seats kept in memory, so that a request need not ask the file who is calling. */

import type { Database } from 'better-sqlite3';
import type { AccessStore, Pass, Seat, User } from '../../server/engine/access.ts';
import type { UserId } from '../../server/kernel/id.ts';
import { guarded } from './fault.ts';

/** Answers kept of each kind; when there are more, all are forgotten and asked for again. */
const KEPT = 20_000;

/** What changes neither a pass nor a user nor a seat. Whatever is not named here is taken to change all of them. */
const HARMLESS: ReadonlySet<string> = new Set<keyof AccessStore>([
  'userByName',
  'hasResearcher',
  'seatsOf',
  'seatsIn',
  'admissionOf',
  'passesOf',
  'invitesOf',
  'application',
  'applicationsOf',
  'signingKey',
  'isEmpty',
  'marksOf',
  'mark',
  'webhook',
  'webhooksOf',
  'activeWebhooks',
  'noteWebhooks',
  'attemptsOf',
]);

/**
 * Forgets everything at each write of this process, at once; and in the next turn of the event loop after another
 * connection has changed who may enter: what was revoked opens nothing from then on, whoever revoked it. That something is
 * not there is never kept. The changes are counted in the file, because this process's own thread commits bids all the time.
 */
export function keepAccess(client: Database, access: AccessStore): AccessStore {
  const changes = client.prepare<[], number>('select count from access_changes').pluck();
  const kept = { passes: new Map<string, Pass>(), users: new Map<UserId, User>(), seats: new Map<string, Seat>() };
  let seen = changes.get();
  /** Whether other connections were looked after in this turn: asking each time would cost as much as reading a seat. */
  let looked = false;
  /** Counts the writes, so that nothing is kept that was read before one. */
  let writes = 0;

  function lookAfterOthers(): void {
    if (looked) return;
    const now = guarded(() => changes.get());
    if (now !== seen) forget();
    seen = now;
    looked = true;
    setImmediate(() => {
      looked = false;
    });
  }

  async function readAnew<K, T>(found: Map<K, T>, key: K, read: () => Promise<T | null>): Promise<T | null> {
    const before = writes;
    const value = await read();
    if (value === null || writes !== before) return value;
    if (found.size >= KEPT) found.clear();
    found.set(key, value);
    return value;
  }

  function ask<K, T>(found: Map<K, T>, key: K, read: () => Promise<T | null>): Promise<T | null> {
    try {
      lookAfterOthers();
    } catch (fault) {
      return Promise.reject(fault);
    }
    const known = found.get(key);
    return known === undefined ? readAnew(found, key, read) : Promise.resolve(known);
  }

  function forget(): void {
    writes += 1;
    kept.passes.clear();
    kept.users.clear();
    kept.seats.clear();
  }

  const reading: Pick<AccessStore, 'passByHash' | 'user' | 'seat'> = {
    passByHash: (hash) => ask(kept.passes, hash, () => access.passByHash(hash)),
    user: (id) => ask(kept.users, id, () => access.user(id)),
    seat: (userId, marketId) => ask(kept.seats, `${userId}/${marketId}`, () => access.seat(userId, marketId)),
  };
  const rest = Object.entries(access).filter(([name]) => !(name in reading));
  const watched = rest.map(([name, method]) => {
    if (HARMLESS.has(name)) return [name, method] as const;
    const write = method as (...given: readonly unknown[]) => Promise<unknown>;
    const forgetting = (...given: readonly unknown[]): Promise<unknown> => {
      forget();
      return write(...given).finally(forget);
    };
    return [name, forgetting] as const;
  });
  return { ...Object.fromEntries(watched), ...reading } as AccessStore;
}
