/** The service of studies with people over a database file, without a server: for commands. Nothing is judged, and no market is opened. */

import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../app.ts';
import { Fault } from '../engine/fault.ts';
import { faultingPeople, faultingRecords } from '../engine/faulting-store.ts';
import type { DeskService, Judging } from '../http/ports.ts';
import { known } from '../kernel/assert.ts';
import type { UserId } from '../kernel/id.ts';
import { openVault, type PeopleKit, withdrawalsFileOf } from './open.ts';
import { createPeopleStudies, type ServedPeople } from './people-studies.ts';
import { withdrawalsIn } from './withdrawals.ts';

const noSandbox = (): Promise<never> =>
  Promise.reject(new Fault('overloaded', 'a command has no sandbox: the server goes on with it'));
const NO_JUDGING: Judging & DeskService = {
  keep: noSandbox,
  examine: noSandbox,
  acceptanceOf: noSandbox,
  checkSyntax: noSandbox,
  draft: noSandbox,
  open: noSandbox,
};

export interface Offline {
  readonly people: ServedPeople;
  /** The user of this name; not said: the only researcher. Null: there is none, or several. */
  owner(name: string | undefined): Promise<UserId | null>;
}

/** Closes everything in the end, whatever comes of the work. */
export async function withPeople<T>(
  file: string,
  kit: PeopleKit,
  report: (reason: string) => void,
  work: (offline: Offline) => Promise<T>,
): Promise<T> {
  const store = await openSqliteStore({ file });
  const arena = createArena({ store, report: (fault) => report(fault.message) });
  try {
    const people = createPeopleStudies({
      ...{ arena, access: store.access, records: faultingRecords(store.records), store: faultingPeople(store.people) },
      ...{ vault: await openVault(store.people, file, kit.key), judging: NO_JUDGING, kit, publicUrl: null, report },
      ...{ withdrawals: withdrawalsIn(withdrawalsFileOf(file)), clock: { kind: 'wall', speed: 1 }, wallNow: Date.now },
    });
    const owner = async (name: string | undefined): Promise<UserId | null> => {
      if (name !== undefined) return (await store.access.userByName(name))?.userId ?? null;
      const owners = new Set((await store.people.studies()).map(({ ownerId }) => ownerId));
      const [only] = owners;
      return owners.size === 1 ? known(only, 'owner') : null;
    };
    const result = await work({ people, owner });
    await people.close();
    return result;
  } finally {
    await arena.close();
  }
}
