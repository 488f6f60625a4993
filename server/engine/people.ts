/** Where studies with people are kept: beside the markets, outside every log, with a key for each person that can be destroyed. */

import type { UserId } from '../kernel/id.ts';

export interface KeptStudy {
  readonly name: string;
  readonly ownerId: UserId;
  /** The study's own secret, wrapped; empty once it was destroyed. */
  readonly secret: string;
  /** JSON: what was asked for and how far it is. Nothing of any person. */
  readonly body: string;
}

export interface KeptPerson {
  readonly study: string;
  /** Drawn, and a function of nothing. */
  readonly pseudonym: string;
  /** Who holds the session; null once the data were destroyed. */
  readonly userId: UserId | null;
  /** Of the panel's id, under the study's secret; null once the data were destroyed. */
  readonly fingerprint: string | null;
  /** JSON: how far they are, and nothing that says who they are or what they said. */
  readonly body: string;
  /** Encrypted under the person's key: ids, answers, words. Empty once it was destroyed. */
  readonly sealed: string;
}

/** A market that a study opened: JSON of who sits where, which no market's log tells. */
export interface KeptStudyMarket {
  readonly study: string;
  readonly market: string;
  readonly body: string;
}

/** Every write is durable before it resolves, and whole or not at all. */
export interface PeopleStore {
  /** False when the name is taken. */
  addStudy(study: KeptStudy): Promise<boolean>;
  putStudy(name: string, body: string): Promise<void>;
  study(name: string): Promise<KeptStudy | null>;
  studies(): Promise<readonly KeptStudy[]>;
  /** With the person's wrapped key. False when the panel's id is known in the study, or was and is spent. */
  addPerson(person: KeptPerson, wrappedKey: string): Promise<boolean>;
  putPerson(person: Pick<KeptPerson, 'study' | 'pseudonym' | 'body' | 'sealed'>): Promise<void>;
  person(study: string, pseudonym: string): Promise<KeptPerson | null>;
  personOf(study: string, userId: UserId): Promise<KeptPerson | null>;
  personBy(study: string, fingerprint: string): Promise<KeptPerson | null>;
  /** In the order of pseudonyms, which is none. */
  people(study: string): Promise<readonly KeptPerson[]>;
  /** Null: destroyed. */
  keyOf(study: string, pseudonym: string): Promise<string | null>;
  /** Whether somebody of this fingerprint took part and was taken out. */
  isSpent(study: string, fingerprint: string): Promise<boolean>;
  /**
   * Destroys the person's key, what it sealed and who they were; `body` is what stays. The old pages leave the file. Rejects
   * with the fault `busy` when a reader holds them back; the same again finishes it.
   */
  destroy(study: string, pseudonym: string, body: string): Promise<void>;
  /** Destroys the study's secret: what was spent under it is noise from then on. */
  destroySecret(study: string): Promise<void>;
  putMarket(market: KeptStudyMarket): Promise<void>;
  markets(study: string): Promise<readonly KeptStudyMarket[]>;
}
