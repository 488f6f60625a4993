/** A store whose trouble leaves as a `Fault`, so that whatever else is thrown in the engine is a bug of ours. */

import { Bug } from '../kernel/assert.ts';
import type { AccessStore } from './access.ts';
import { Fault, reasonOf } from './fault.ts';
import type { PeopleStore } from './people.ts';
import type { Store } from './ports.ts';
import type { RecordStore } from './records.ts';

/** A store says by this code that there is no space: the one trouble of its own that somebody else can end. */
const FULL = 'disk_full';

function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === FULL;
}

/** Rejects with the fault that the trouble is. */
function asFault(thrown: unknown): Promise<never> {
  if (thrown instanceof Fault || thrown instanceof Bug) return Promise.reject(thrown);
  const full = isFull(thrown);
  const detail = `${reasonOf(thrown)}; ${full ? 'nothing was written' : 'it may be tried again'}`;
  return Promise.reject(new Fault(full ? 'storage_full' : 'store_failed', detail, thrown));
}

/** No async function: every request asks several times who is calling. */
function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return work().catch(asFault);
  } catch (thrown) {
    return asFault(thrown);
  }
}

/** The same store: faults and bugs pass, every other rejection becomes the fault `store_failed` or `storage_full` with its cause. */
export function faultingStore(store: Store): Store {
  const { contents } = store;
  return {
    commit: (commit) => guarded(() => store.commit(commit)),
    markets: () => guarded(() => store.markets()),
    lastSeq: (id) => guarded(() => store.lastSeq(id)),
    events: (id, sinceSeq, limit) => guarded(() => store.events(id, sinceSeq, limit)),
    transfers: (id, sinceSeq, limit) => guarded(() => store.transfers(id, sinceSeq, limit)),
    commands: (id) => guarded(() => store.commands(id)),
    saveSnapshot: (id, snapshot) => guarded(() => store.saveSnapshot(id, snapshot)),
    latestSnapshot: (id) => guarded(() => store.latestSnapshot(id)),
    contents: {
      put: (content) => guarded(() => contents.put(content)),
      get: (hash) => guarded(() => contents.get(hash)),
      hashesOf: (id) => guarded(() => contents.hashesOf(id)),
      erase: (hash) => guarded(() => contents.erase(hash)),
    },
    close: () => guarded(() => store.close()),
  };
}

/** The same for what is kept beside the markets. */
export function faultingRecords(records: RecordStore): RecordStore {
  return {
    add: (kind, record) => guarded(() => records.add(kind, record)),
    put: (kind, record) => guarded(() => records.put(kind, record)),
    get: (kind, id) => guarded(() => records.get(kind, id)),
    list: (kind) => guarded(() => records.list(kind)),
  };
}

function faultingMethods<T extends object>(given: T): T {
  const methods = Object.entries(given).map(([name, method]) => [
    name,
    (...all: readonly unknown[]) =>
      guarded(() => (method as (...each: readonly unknown[]) => Promise<unknown>)(...all)),
  ]);
  return Object.fromEntries(methods) as T;
}

/** The same for who may enter. */
export const faultingAccess = (access: AccessStore): AccessStore => faultingMethods(access);

/** The same for studies with people. */
export const faultingPeople = (people: PeopleStore): PeopleStore => faultingMethods(people);
