/** The arena, wired but not listening: an engine over a store, and clients that are function calls. */

import { boundTo, contentHashOf } from './engine/content.ts';
import { createEngine, type Engine, type EngineOptions } from './engine/engine.ts';
import { faultingStore } from './engine/faulting-store.ts';
import type { Content, ContentStore } from './engine/ports.ts';
import type { ContentHash, MarketId } from './kernel/id.ts';
import type { Actor, Command } from './market/command.ts';
import type { Document, LocalClient, OwnerClient } from './protocol/arena/client.ts';
import { commandIdSchema, describeIssues, parseRequest } from './protocol/arena/command.ts';
import { parseDocument } from './protocol/arena/document.ts';

export interface Arena {
  readonly engine: Engine;
  readonly contents: ContentStore;
  /** A participant's client. Whoever wires this up has already made sure that the caller is that participant. */
  connect(marketId: MarketId, actor: Actor): LocalClient;
  connectOwner(marketId: MarketId): OwnerClient;
  /** Finishes what is in flight, then closes the store. */
  close(): Promise<void>;
}

export function createArena(options: EngineOptions): Arena {
  const store = faultingStore(options.store);
  const engine = createEngine({ ...options, store });

  function connect(marketId: MarketId, actor: Actor): LocalClient {
    /** What was named and not yet sent: as a rule it is sent next, and need not be read again. */
    let named: { readonly document: Document; readonly own: Content } | null = null;
    const ownOf = (document: Document): Content =>
      named?.document === document ? named.own : boundTo(marketId, parseDocument(document));
    return {
      marketId,
      actor,
      nameOf: (document) => {
        named = { document, own: ownOf(document) };
        return contentHashOf(named.own);
      },
      send: async (id, input, documents = []) => {
        // The same border as on the network: nothing reaches the market that its schema does not know.
        const commandId = commandIdSchema.safeParse(id);
        if (!commandId.success) {
          return { ok: false, refusal: { code: 'malformed', detail: `commandId: ${describeIssues(commandId.error)}` } };
        }
        const parsed = parseRequest(input);
        if (!parsed.ok) return { ok: false, refusal: { code: 'malformed', detail: parsed.detail } };
        const command = { ...parsed.request, commandId: commandId.data, marketId, actor } as Command;
        const contents = documents.map(ownOf);
        named = null;
        return engine.submit(command, contents);
      },
      read: async (since, limit) => engine.read(marketId, await engine.viewerOf(marketId, actor), since, limit),
      follow: async (since, listener) =>
        engine.follow(marketId, await engine.viewerOf(marketId, actor), since, listener),
      legal: () => engine.legal(marketId, actor),
      put: async (document) => store.contents.put(ownOf(document)),
      get: async (contentHash: ContentHash, cursor: number) =>
        engine.content(marketId, await engine.viewerOf(marketId, actor), { contentHash, cursor }),
      now: () => engine.now(marketId),
    };
  }

  return {
    engine,
    contents: store.contents,
    connect,
    connectOwner: (marketId) => ({
      ...connect(marketId, { kind: 'owner' }),
      nextDueAt: () => engine.nextDueAt(marketId),
      moveTo: (at) => engine.moveTo(marketId, at),
      pause: () => engine.pause(marketId),
      resume: () => engine.resume(marketId),
    }),
    close: async () => {
      await engine.close();
      await store.close();
    },
  };
}
