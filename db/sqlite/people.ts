/** Studies with people in SQLite. What is destroyed leaves the file: rows are overwritten and the write-ahead log emptied. */

import type { Database } from 'better-sqlite3';
import type { KeptPerson, KeptStudy, KeptStudyMarket, PeopleStore } from '../../server/engine/people.ts';
import { userId } from '../../server/kernel/id.ts';
import { emptyWriteAheadLog } from './contents.ts';
import { guarded } from './fault.ts';

interface StudyRow {
  name: string;
  owner_id: number;
  secret: string;
  body: string;
}

interface PersonRow {
  study: string;
  pseudonym: string;
  user_id: number | null;
  fingerprint: string | null;
  body: string;
  sealed: string;
}

const readStudy = ({ name, owner_id, secret, body }: StudyRow): KeptStudy => ({
  name,
  ownerId: userId(owner_id),
  secret,
  body,
});

const readPerson = ({ user_id, ...rest }: PersonRow): KeptPerson => ({
  ...rest,
  userId: user_id === null ? null : userId(user_id),
});

const one = <R, T>(row: R | undefined, read: (row: R) => T): T | null => (row === undefined ? null : read(row));

const ADD_PERSON = `insert into people (study, pseudonym, user_id, fingerprint, body, sealed)
  select ?, ?, ?, ?, ?, ? where not exists (select 1 from people_spent where study = ? and fingerprint = ?)
  on conflict do nothing`;
const SPEND = `insert into people_spent (study, fingerprint)
  select study, fingerprint from people where study = ? and pseudonym = ? and fingerprint is not null
  on conflict do nothing`;
const BLANK = `update people set user_id = null, fingerprint = null, sealed = '', body = ?
  where study = ? and pseudonym = ?`;
const PUT_MARKET = `insert into people_markets (study, market, body) values (?, ?, ?)
  on conflict do update set body = excluded.body`;

function preparePersons(client: Database) {
  const add = client.prepare(ADD_PERSON);
  const addKey = client.prepare('insert into people_keys (study, pseudonym, wrapped) values (?, ?, ?)');
  const spend = client.prepare(SPEND);
  const blank = client.prepare(BLANK);
  const dropKey = client.prepare('delete from people_keys where study = ? and pseudonym = ?');
  const adding = client.transaction((person: KeptPerson, wrapped: string): boolean => {
    const { study, pseudonym, userId: user, fingerprint, body, sealed } = person;
    const { changes } = add.run(study, pseudonym, user, fingerprint, body, sealed, study, fingerprint);
    if (changes === 1) addKey.run(study, pseudonym, wrapped);
    return changes === 1;
  });
  const destroying = client.transaction((study: string, pseudonym: string, body: string): void => {
    spend.run(study, pseudonym);
    dropKey.run(study, pseudonym);
    blank.run(body, study, pseudonym);
  });
  return {
    put: client.prepare('update people set body = ?, sealed = ? where study = ? and pseudonym = ?'),
    by: (column: 'pseudonym' | 'user_id' | 'fingerprint') =>
      client.prepare<[string, string | number], PersonRow>(`select * from people where study = ? and ${column} = ?`),
    all: client.prepare<[string], PersonRow>('select * from people where study = ? order by pseudonym'),
    key: client.prepare<[string, string], string>('select wrapped from people_keys where study = ? and pseudonym = ?'),
    isSpent: client.prepare<[string, string], number>(
      'select exists (select 1 from people_spent where study = ? and fingerprint = ?)',
    ),
    adding,
    destroying,
  };
}

function prepareStudies(client: Database) {
  return {
    add: client.prepare(
      'insert into people_studies (name, owner_id, secret, body) values (?, ?, ?, ?) on conflict do nothing',
    ),
    put: client.prepare('update people_studies set body = ? where name = ?'),
    get: client.prepare<[string], StudyRow>('select * from people_studies where name = ?'),
    all: client.prepare<[], StudyRow>('select * from people_studies order by name'),
    dropSecret: client.prepare("update people_studies set secret = '' where name = ?"),
    putMarket: client.prepare(PUT_MARKET),
    markets: client.prepare<[string], KeptStudyMarket>(
      'select study, market, body from people_markets where study = ? order by market',
    ),
  };
}

/** The statements of `client`, whose tables must be of the current version. */
export function preparePeople(client: Database): PeopleStore {
  const studies = prepareStudies(client);
  const persons = preparePersons(client);
  const [byPseudonym, byUser, byFingerprint] = [
    persons.by('pseudonym'),
    persons.by('user_id'),
    persons.by('fingerprint'),
  ];
  persons.key.pluck();
  persons.isSpent.pluck();
  return {
    addStudy: async ({ name, ownerId, secret, body }) =>
      guarded(() => studies.add.run(name, ownerId, secret, body).changes === 1),
    putStudy: async (name, body) => void guarded(() => studies.put.run(body, name)),
    study: async (name) => guarded(() => one(studies.get.get(name), readStudy)),
    studies: async () => guarded(() => studies.all.all().map(readStudy)),
    addPerson: async (person, wrapped) => guarded(() => persons.adding.immediate(person, wrapped)),
    putPerson: async ({ study, pseudonym, body, sealed }) =>
      void guarded(() => persons.put.run(body, sealed, study, pseudonym)),
    person: async (study, pseudonym) => guarded(() => one(byPseudonym.get(study, pseudonym), readPerson)),
    personOf: async (study, user) => guarded(() => one(byUser.get(study, user), readPerson)),
    personBy: async (study, fingerprint) => guarded(() => one(byFingerprint.get(study, fingerprint), readPerson)),
    people: async (study) => guarded(() => persons.all.all(study).map(readPerson)),
    keyOf: async (study, pseudonym) => guarded(() => persons.key.get(study, pseudonym) ?? null),
    isSpent: async (study, fingerprint) => guarded(() => persons.isSpent.get(study, fingerprint) === 1),
    destroy: async (study, pseudonym, body) => {
      guarded(() => {
        persons.destroying.immediate(study, pseudonym, body);
        emptyWriteAheadLog(client);
      });
    },
    destroySecret: async (study) => {
      guarded(() => {
        studies.dropSecret.run(study);
        emptyWriteAheadLog(client);
      });
    },
    putMarket: async ({ study, market, body }) => void guarded(() => studies.putMarket.run(study, market, body)),
    markets: async (study) => guarded(() => studies.markets.all(study)),
  };
}
