/** The door: what anybody who takes part can do, whatever carries it. In one process a function call, else a network. */

import type { Millis } from '../../kernel/clock.ts';
import type { ContentHash, MarketId } from '../../kernel/id.ts';
import type { Actor, CommandRequest } from '../../market/command.ts';
import type { Refusal } from '../../market/refusal.ts';
import type { SeenEvent } from '../../market/view.ts';

/** An event as its viewer sees it, numbered by that viewer's own cursor: from 1, without gaps. */
export interface Seen {
  readonly cursor: number;
  readonly at: Millis;
  readonly event: SeenEvent;
}

/**
 * What came of a command, as its sender may see it. `repeated`: it had been done before, nothing changed now. `at`: the
 * market time at which it was done, where the answer did not come over a network.
 */
export type Answer =
  | { readonly ok: true; readonly repeated: boolean; readonly at?: Millis; readonly events: readonly SeenEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** A text or document to be named by its hash. `nonce` keeps the hash of a short text from being guessed. */
export interface Document {
  readonly mediaType: string;
  readonly nonce: string;
  readonly body: string;
}

/** One actor's connection to one market. Every method may reject with a fault: ours, to be tried again. */
export interface ArenaClient {
  readonly marketId: MarketId;
  readonly actor: Actor;
  /** Sends a command. The same `commandId` again is the same command again: nothing is done twice. */
  send(commandId: string, request: CommandRequest): Promise<Answer>;
  /** Events after the cursor `since`, at most `limit`. */
  read(since: number, limit: number): Promise<readonly Seen[]>;
  /** Everything after `since`, then all that happens. The returned function ends it. */
  follow(since: number, listener: (seen: Seen) => void): Promise<() => void>;
  /** What may be done now, one entry for each kind of command and thing. */
  legal(): Promise<readonly CommandRequest[]>;
  /** Keeps the document for this market. Rejects with a `DocumentRefused` when it is too large or no document. */
  put(document: Document): Promise<ContentHash>;
  /** A document named by an event that this actor may see, at the actor's cursor; null when there is none. */
  get(contentHash: ContentHash, cursor: number): Promise<Document | 'erased' | null>;
  now(): Promise<Millis>;
}

/** A client in the process of the arena itself: documents can travel with the command that names them. */
export interface LocalClient extends ArenaClient {
  /** The hash that the document has in this market. Rejects as `put` does. */
  nameOf(document: Document): ContentHash;
  /** The documents are written with the command's events, in one transaction, or not at all. */
  send(commandId: string, request: CommandRequest, documents?: readonly Document[]): Promise<Answer>;
}

/** What the owner of a market, the researcher, can do besides. */
export interface OwnerClient extends ArenaClient {
  /** When the market next does something by itself; null: never. */
  nextDueAt(): Promise<Millis | null>;
  /** Lets market time pass. */
  moveTo(at: Millis): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
}
