/** What the engine needs from the world: a store for the log, a store for contents, and a way to wait. */

import type { CommandId, ContentHash, MarketId } from '../kernel/id.ts';
import type { LoggedEvent } from '../market/event.ts';
import type { PostedTransfer } from '../market/transfer.ts';

/** What a command did, kept so that a retry gets the same answer. */
export interface CommandRecord {
  /** The command's id within its actor, unique in the market. */
  readonly commandId: CommandId;
  /** sha256 of the command: the same id with another fingerprint is a conflict. */
  readonly fingerprint: string;
  /** The events that the command made: first and last `seq`. */
  readonly firstSeq: number;
  readonly lastSeq: number;
}

/** One transaction: everything that a batch of commands did to one market. */
export interface Commit {
  readonly marketId: MarketId;
  /** The last `seq` that the writer knows; anything else in the store is a conflict. */
  readonly expectedSeq: number;
  readonly events: readonly LoggedEvent[];
  readonly transfers: readonly PostedTransfer[];
  readonly commands: readonly CommandRecord[];
  /** Texts that came with the commands: written with the events that name them, or not at all. */
  readonly contents?: readonly Content[];
  /** How many command records to keep for the market; older ones are dropped in the same transaction. */
  readonly rememberedCommands: number;
}

export type CommitResult = { readonly ok: true } | { readonly ok: false; readonly lastSeq: number };

export interface Snapshot {
  readonly seq: number;
  /** Hash of the event `seq`, so that a snapshot of another history is never used. */
  readonly hash: string;
  /** The engine's own serialisation. */
  readonly state: string;
}

/**
 * The log, its read tables and its ledger, as one thing that commits. `commit` is durable before it resolves and
 * all-or-nothing; it derives the read tables from the events itself. Rejects only on faults (disk full, database gone).
 */
export interface Store {
  commit(commit: Commit): Promise<CommitResult>;
  markets(): Promise<readonly MarketId[]>;
  lastSeq(marketId: MarketId): Promise<number>;
  /** Events with `seq` above `sinceSeq`, in order, at most `limit`. */
  events(marketId: MarketId, sinceSeq: number, limit: number): Promise<readonly LoggedEvent[]>;
  transfers(marketId: MarketId, sinceSeq: number, limit: number): Promise<readonly PostedTransfer[]>;
  /** The remembered commands, oldest first. */
  commands(marketId: MarketId): Promise<readonly CommandRecord[]>;
  saveSnapshot(marketId: MarketId, snapshot: Snapshot): Promise<void>;
  latestSnapshot(marketId: MarketId): Promise<Snapshot | null>;
  contents: ContentStore;
  close(): Promise<void>;
}

/** A text, file or document; `nonce` makes the hash of a short text unguessable, so that erasing it hides it. */
export interface Content {
  readonly mediaType: string;
  readonly nonce: string;
  readonly body: string;
}

/** Contents by hash, apart from the log, so that they can be erased while the log still folds. */
export interface ContentStore {
  /** Stores and returns `contentHashOf(content)`; storing the same content twice is one content. */
  put(content: Content): Promise<ContentHash>;
  /** Null when it never was here, `erased` when it was erased. */
  get(hash: ContentHash): Promise<Content | 'erased' | null>;
  /** Names of everything that was put for the market and is not erased. */
  hashesOf(marketId: MarketId): Promise<readonly ContentHash[]>;
  /** Erases for good; a later `put` of the same content stays erased. */
  erase(hash: ContentHash): Promise<void>;
}
