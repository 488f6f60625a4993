/** What a server keeps beside its markets and outside every log: answer keys, desks, the pace of clocks, tournaments and their standings, tracks, active times. */

export type RecordKind = 'answer_key' | 'desk' | 'pace' | 'tournament' | 'standing' | 'track' | 'active_time';

export interface KeptRecord {
  readonly id: string;
  /** JSON, of a form that belongs to the kind. */
  readonly body: string;
}

/** Every write is durable before it resolves. */
export interface RecordStore {
  /** Keeps the record unless there is one of that name, and gives back the body that is kept. */
  add(kind: RecordKind, record: KeptRecord): Promise<string>;
  /** Keeps the record in place of the one of that name. */
  put(kind: RecordKind, record: KeptRecord): Promise<void>;
  get(kind: RecordKind, id: string): Promise<string | null>;
  /** All of the kind, in order of their names. */
  list(kind: RecordKind): Promise<readonly KeptRecord[]>;
}
