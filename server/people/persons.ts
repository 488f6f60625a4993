/** Studies, people and markets as the service works with them: read once, written through, what people said under their own keys. */

import type { KeptPerson, KeptStudy, PeopleStore } from '../engine/people.ts';
import { known } from '../kernel/assert.ts';
import { canonicalJson } from '../kernel/hash.ts';
import type { UserId } from '../kernel/id.ts';
import {
  keptMarketSchema,
  keptPersonSchema,
  keptStudySchema,
  type PersonBody,
  type Sealed,
  type StudyBody,
  type StudyMarketBody,
  sealedSchema,
} from './kept.ts';
import type { Vault } from './vault.ts';

export interface Study {
  readonly name: string;
  readonly ownerId: UserId;
  readonly secret: string;
  body: StudyBody;
}

export interface Person {
  readonly study: string;
  readonly pseudonym: string;
  readonly userId: UserId | null;
  body: PersonBody;
}

/** With what they said, as long as it can be read. */
export interface OpenPerson extends Person {
  readonly userId: UserId;
  readonly key: string;
  sealed: Sealed;
}

export interface StudyMarket {
  readonly study: string;
  readonly market: string;
  body: StudyMarketBody;
}

const ownerOf = (study: string, pseudonym: string): string => `${study}/${pseudonym}`;
export const studyKeyOwner = (study: string): string => `study ${study}`;

export function createPersons(store: PeopleStore, vault: Vault) {
  const studies = new Map<string, Study>();
  /** Bodies hold nothing personal, so they may stay in memory; who ended long ago costs a few hundred bytes. */
  const people = new Map<string, Map<string, Person>>();
  const markets = new Map<string, Map<string, StudyMarket>>();

  function readStudy({ name, ownerId, secret, body }: KeptStudy): Study {
    const study = studies.get(name) ?? { name, ownerId, secret, body: keptStudySchema.parse(JSON.parse(body)) };
    studies.set(name, study);
    return study;
  }

  async function all(study: string): Promise<Map<string, Person>> {
    const before = people.get(study);
    if (before !== undefined) return before;
    const read = (await store.people(study)).map(({ pseudonym, userId, body }) => {
      return { study, pseudonym, userId, body: keptPersonSchema.parse(JSON.parse(body)) };
    });
    const found = people.get(study) ?? new Map(read.map((one) => [one.pseudonym, one]));
    people.set(study, found);
    return found;
  }

  async function marketsOf(study: string): Promise<Map<string, StudyMarket>> {
    const before = markets.get(study);
    if (before !== undefined) return before;
    const read = (await store.markets(study)).map(({ market, body }) => {
      return { study, market, body: keptMarketSchema.parse(JSON.parse(body)) };
    });
    const found = markets.get(study) ?? new Map(read.map((one) => [one.market, one]));
    markets.set(study, found);
    return found;
  }

  async function open(kept: KeptPerson | null): Promise<OpenPerson | null> {
    if (kept === null || kept.userId === null) return null;
    const { study, pseudonym, userId, sealed } = kept;
    const key = await store.keyOf(study, pseudonym);
    if (key === null) return null;
    const people = await all(study);
    // Whoever another process let in is met here first.
    const { body } = people.get(pseudonym) ?? { body: keptPersonSchema.parse(JSON.parse(kept.body)) };
    people.set(pseudonym, { study, pseudonym, userId, body });
    const said = sealedSchema.parse(JSON.parse(vault.open(key, ownerOf(study, pseudonym), sealed)));
    return { study, pseudonym, userId, body, key, sealed: said };
  }

  return {
    study: async (name: string): Promise<Study | null> => {
      const kept = studies.get(name);
      if (kept !== undefined) return kept;
      const read = await store.study(name);
      return read === null ? null : readStudy(read);
    },
    studies: async (): Promise<readonly Study[]> => (await store.studies()).map(readStudy),
    addStudy: async (study: Omit<Study, 'secret'>): Promise<boolean> => {
      const secret = vault.newKey(studyKeyOwner(study.name));
      return store.addStudy({ ...study, secret, body: canonicalJson(study.body) });
    },
    saveStudy: async (study: Study, change: Partial<StudyBody>): Promise<void> => {
      const body = { ...study.body, ...change };
      await store.putStudy(study.name, canonicalJson(body));
      study.body = body;
    },
    fingerprint: (study: Study, panelId: string): string =>
      vault.nameUnder(study.secret, studyKeyOwner(study.name), panelId),
    /** False where the panel's id is there already. */
    add: async (person: Omit<OpenPerson, 'key'>, fingerprint: string): Promise<boolean> => {
      const { study, pseudonym, userId, body, sealed } = person;
      const owner = ownerOf(study, pseudonym);
      const key = vault.newKey(owner);
      const text = vault.seal(key, owner, canonicalJson(sealed));
      const kept = { study, pseudonym, userId, fingerprint, body: canonicalJson(body), sealed: text };
      const known = await all(study);
      if (!(await store.addPerson(kept, key))) return false;
      known.set(pseudonym, { study, pseudonym, userId, body });
      return true;
    },
    /** What is not said stays as it was; one write. */
    save: async (
      person: OpenPerson,
      change: { body?: Partial<PersonBody>; sealed?: Partial<Sealed> },
    ): Promise<void> => {
      const { study, pseudonym, key } = person;
      const body = { ...person.body, ...change.body };
      const sealed = { ...person.sealed, ...change.sealed };
      const text = vault.seal(key, ownerOf(study, pseudonym), canonicalJson(sealed));
      await store.putPerson({ study, pseudonym, body: canonicalJson(body), sealed: text });
      person.body = body;
      person.sealed = sealed;
      known((await all(study)).get(pseudonym), `person ${pseudonym}`).body = body;
    },
    /** For whoever's words are gone. */
    saveTombstone: async ({ study, pseudonym }: Person, body: PersonBody): Promise<void> => {
      await store.putPerson({ study, pseudonym, body: canonicalJson(body), sealed: '' });
      known((await all(study)).get(pseudonym), `person ${pseudonym}`).body = body;
    },
    destroy: async ({ study, pseudonym }: Person, body: PersonBody): Promise<void> => {
      try {
        await store.destroy(study, pseudonym, canonicalJson(body));
      } finally {
        // Also where only the old pages were held back: what counts is what is kept now.
        const kept = await store.person(study, pseudonym);
        if (kept?.userId === null) (await all(study)).set(pseudonym, { study, pseudonym, userId: null, body });
      }
    },
    all: async (study: string): Promise<readonly Person[]> => [...(await all(study)).values()].sort(byPseudonym),
    open: async (study: string, pseudonym: string) => open(await store.person(study, pseudonym)),
    ofUser: async (study: string, userId: UserId) => open(await store.personOf(study, userId)),
    byFingerprint: async (study: string, fingerprint: string) => open(await store.personBy(study, fingerprint)),
    isSpent: (study: string, fingerprint: string) => store.isSpent(study, fingerprint),
    markets: async (study: string): Promise<readonly StudyMarket[]> => [...(await marketsOf(study)).values()],
    market: async (study: string, market: string) => (await marketsOf(study)).get(market) ?? null,
    saveMarket: async (study: string, market: string, body: StudyMarketBody): Promise<void> => {
      await store.putMarket({ study, market, body: canonicalJson(body) });
      (await marketsOf(study)).set(market, { study, market, body });
    },
    destroySecret: async (study: string): Promise<void> => {
      await store.destroySecret(study);
      studies.delete(study);
    },
  };
}
export type Persons = ReturnType<typeof createPersons>;

const byPseudonym = (one: Person, other: Person): number => (one.pseudonym < other.pseudonym ? -1 : 1);
