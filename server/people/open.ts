/** Opens the service of studies with people for a server: its key first, for without that nothing it kept can be read. */

import type { Arena } from '../app.ts';
import type { AccessStore } from '../engine/access.ts';
import type { PeopleStore } from '../engine/people.ts';
import type { RecordStore } from '../engine/records.ts';
import type { DeskService, Judging } from '../http/ports.ts';
import type { ServerSettings } from '../http/settings.ts';
import type { ClockPolicy } from '../market/policy.ts';
import { KeyRefused, keyOfFile, newKey } from './key-file.ts';
import { createPeopleStudies, type ServedPeople } from './people-studies.ts';
import { studyKeyOwner } from './persons.ts';
import type { StudyKit } from './study-file.ts';
import { createVault, type Vault } from './vault.ts';
import { withdrawalsIn } from './withdrawals.ts';

export interface PeopleKit extends StudyKit {
  /** The key of the environment; null: of the file beside the database. */
  readonly key: Buffer | null;
}

export interface OpeningPeople {
  readonly arena: Arena;
  readonly access: AccessStore;
  readonly records: RecordStore;
  readonly store: PeopleStore;
  /** Null: in memory. */
  readonly file: string | null;
  readonly settings: Partial<ServerSettings>;
  readonly clock: ClockPolicy;
  readonly judging: (Judging & DeskService) | null;
  readonly kit: PeopleKit | null;
  readonly wallNow: () => number;
  readonly report: (reason: string) => void;
  readonly roundMs?: number;
}

export const keyFileOf = (database: string): string => `${database}.people-key`;
export const withdrawalsFileOf = (database: string): string => `${database}.people-withdrawn`;

/** Throws a `KeyRefused` where the key is missing, open to others, or not the one that the database was written with. */
export async function openVault(store: PeopleStore, file: string | null, given: Buffer | null): Promise<Vault> {
  const studies = (await store.studies()).filter(({ secret }) => secret !== '');
  const ofMemory = newKey();
  const vault = createVault(() => {
    if (given !== null) return given;
    return file === null ? ofMemory : keyOfFile(keyFileOf(file), studies.length === 0);
  });
  const [first] = studies;
  try {
    if (first !== undefined) vault.nameUnder(first.secret, studyKeyOwner(first.name), '');
  } catch (thrown) {
    if (thrown instanceof KeyRefused) throw thrown;
    throw new KeyRefused('The key for what people say is not the one that this database was written with', {
      cause: thrown,
    });
  }
  return vault;
}

/** Null where the server has no sandbox, or is given nothing to read studies with. */
export async function openServedPeople(options: OpeningPeople): Promise<ServedPeople | null> {
  const { store, file, settings, kit, judging } = options;
  if (kit === null || judging === null) return null;
  const vault = await openVault(store, file, kit.key);
  const withdrawals = file === null ? null : withdrawalsIn(withdrawalsFileOf(file));
  const people = createPeopleStudies({
    ...options,
    judging,
    kit,
    vault,
    withdrawals,
    publicUrl: settings.publicUrl ?? null,
  });
  await people.start();
  return people;
}
