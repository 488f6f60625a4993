/** Studies with people in memory, for tests and for servers that keep nothing. */

import type { KeptPerson, KeptStudy, KeptStudyMarket, PeopleStore } from '../../server/engine/people.ts';
import { known } from '../../server/kernel/assert.ts';

const inOrder = <T>(entries: Iterable<T>, nameOf: (one: T) => string): T[] =>
  [...entries].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

function createMarkets(): Pick<PeopleStore, 'putMarket' | 'markets'> {
  const markets = new Map<string, KeptStudyMarket>();
  return {
    putMarket: async (market) => {
      markets.set(market.market, market);
    },
    markets: async (study) =>
      inOrder(
        [...markets.values()].filter((one) => one.study === study),
        ({ market }) => market,
      ),
  };
}

export function createMemoryPeople(): PeopleStore {
  const studies = new Map<string, KeptStudy>();
  const people = new Map<string, KeptPerson>();
  const keys = new Map<string, string>();
  const spent = new Set<string>();
  const find = (study: string, test: (person: KeptPerson) => boolean): KeptPerson | null =>
    [...people.values()].find((person) => person.study === study && test(person)) ?? null;
  return {
    addStudy: async (study) => {
      if (studies.has(study.name)) return false;
      studies.set(study.name, study);
      return true;
    },
    putStudy: async (name, body) => {
      studies.set(name, { ...known(studies.get(name), `study ${name}`), body });
    },
    study: async (name) => studies.get(name) ?? null,
    studies: async () => inOrder(studies.values(), ({ name }) => name),
    addPerson: async (person, wrappedKey) => {
      const { study, pseudonym, fingerprint } = person;
      const taken = find(study, (one) => one.fingerprint === fingerprint) !== null;
      if (taken || spent.has(`${study}/${fingerprint}`)) return false;
      people.set(`${study}/${pseudonym}`, person);
      keys.set(`${study}/${pseudonym}`, wrappedKey);
      return true;
    },
    putPerson: async ({ study, pseudonym, body, sealed }) => {
      const name = `${study}/${pseudonym}`;
      people.set(name, { ...known(people.get(name), 'person'), body, sealed });
    },
    person: async (study, pseudonym) => people.get(`${study}/${pseudonym}`) ?? null,
    personOf: async (study, userId) => find(study, (one) => one.userId === userId),
    personBy: async (study, fingerprint) => find(study, (one) => one.fingerprint === fingerprint),
    people: async (study) =>
      inOrder(
        [...people.values()].filter((one) => one.study === study),
        ({ pseudonym }) => pseudonym,
      ),
    keyOf: async (study, pseudonym) => keys.get(`${study}/${pseudonym}`) ?? null,
    isSpent: async (study, fingerprint) => spent.has(`${study}/${fingerprint}`),
    destroy: async (study, pseudonym, body) => {
      const name = `${study}/${pseudonym}`;
      const before = known(people.get(name), 'person');
      if (before.fingerprint !== null) spent.add(`${study}/${before.fingerprint}`);
      keys.delete(name);
      people.set(name, { study, pseudonym, userId: null, fingerprint: null, body, sealed: '' });
    },
    destroySecret: async (study) => {
      studies.set(study, { ...known(studies.get(study), `study ${study}`), secret: '' });
    },
    ...createMarkets(),
  };
}
