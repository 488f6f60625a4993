/** The authority: many markets in one process, each with one writer, one clock and one feed. */

import type { Millis } from '../kernel/clock.ts';
import type { ContentHash, MarketId } from '../kernel/id.ts';
import type { Actor, Command, CommandRequest } from '../market/command.ts';
import type { LoggedEvent } from '../market/event.ts';
import { legalCommands } from '../market/legal.ts';
import { type Refusal, refusal } from '../market/refusal.ts';
import type { MarketState } from '../market/state.ts';
import { OWNER_VIEW, type SeenEvent, type Viewer, view, WATCHER } from '../market/view.ts';
import { belongsTo, unbound } from './content.ts';
import { viewerKeyOf } from './cursor-index.ts';
import { Fault } from './fault.ts';
import { faultingStore } from './faulting-store.ts';
import { createFeed, type Feed, type Listener, type Seen } from './feed.ts';
import type { Outcome } from './live-market.ts';
import { type ClockReading, MACHINE_CLOCK, type WallClock } from './market-clock.ts';
import type { CommandRecord, Content, Store } from './ports.ts';
import { createWriter, type Writer } from './writer.ts';

/** The answer to a command: what came of it as its sender may see it and at which market time, or the refusal. */
export type Answer =
  | { readonly ok: true; readonly repeated: boolean; readonly at: Millis; readonly events: readonly SeenEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** How an actor asks to see a content: by a hash that stands in one of the events it may see. */
export interface ContentRequest {
  readonly contentHash: ContentHash;
  /** The viewer's cursor of that event. */
  readonly cursor: number;
}

export interface Engine {
  /**
   * Decides a command and answers when its events are durable. Rejects with a `Fault` when it could not be decided;
   * the same command may then be sent again: if it had been written after all, the answer says `repeated`. `contents`:
   * texts that the command names, bound to its market; they are written with its events, or not at all.
   */
  submit(command: Command, contents?: readonly Content[]): Promise<Answer>;
  /** What `actor` may do now; see `legalCommands`. */
  legal(id: MarketId, actor: Actor): Promise<CommandRequest[]>;
  read(id: MarketId, viewer: Viewer, since: number, limit: number): Promise<Seen[]>;
  follow(id: MarketId, viewer: Viewer, since: number, listener: Listener): Promise<() => void>;
  /** The content, `erased`, or null when the viewer has no event that names it. */
  content(id: MarketId, viewer: Viewer, request: ContentRequest): Promise<Content | 'erased' | null>;
  /** The folded state, for reading only and only in the same tick. */
  state(id: MarketId): Promise<MarketState>;
  viewerOf(id: MarketId, actor: Actor): Promise<Viewer>;
  now(id: MarketId): Promise<Millis>;
  nextDueAt(id: MarketId): Promise<Millis | null>;
  moveTo(id: MarketId, at: Millis): Promise<void>;
  pause(id: MarketId): Promise<void>;
  resume(id: MarketId): Promise<void>;
  setSpeed(id: MarketId, speed: number): Promise<void>;
  clock(id: MarketId): Promise<ClockReading>;
  markets(): Promise<readonly MarketId[]>;
  /** Whoever keeps copies of contents hears of each that is erased, before anybody else does. Returns what ends it. */
  onErased(listener: ErasureListener): () => void;
  /** Finishes what is in flight and saves snapshots. The store stays open: it is the caller's. */
  close(): Promise<void>;
}

export type ErasureListener = (id: MarketId, hash: ContentHash) => void;

export interface EngineOptions {
  readonly store: Store;
  readonly wall?: WallClock;
  /** Hears of trouble that no caller is waiting for; standard error by default. */
  readonly report?: (fault: Fault) => void;
}

interface OpenMarket {
  readonly writer: Writer;
  readonly feed: Feed;
  /** Which viewer's cursor was found to name which hash: a log only grows, so what was found stays true. */
  readonly named: Set<string>;
}

/** Findings kept of each market; when there are more, all are found anew. */
const NAMED = 20_000;

const toStandardError = (fault: Fault): void => {
  process.stderr.write(`${fault.message}\n`);
};

/** The viewer that an actor is. The clock looks at nothing. */
function viewerIn(state: MarketState, actor: Actor): Viewer {
  if (actor.kind === 'owner') return OWNER_VIEW;
  if (actor.kind === 'clock') return WATCHER;
  const { participantId } = actor;
  const roles = state.participants.get(participantId)?.roles ?? [];
  return { kind: 'participant', participantId, roles: [...roles] };
}

/** Whether any field of the event, at any depth, is this hash. */
function names(value: unknown, hash: ContentHash): boolean {
  if (value === hash) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => names(inner, hash));
}

export function createEngine(options: EngineOptions): Engine {
  const { wall = MACHINE_CLOCK, report = toStandardError } = options;
  const store = faultingStore(options.store);
  const markets = new Map<MarketId, Promise<OpenMarket>>();
  /** How many commands are under way in each market. */
  const underWay = new Map<MarketId, number>();
  const erasureListeners = new Set<ErasureListener>();
  let closed = false;

  /** The market's writer and feed; only `creating` brings up one that has no log yet. */
  function market(id: MarketId, creating = false): Promise<OpenMarket> {
    if (closed) return Promise.reject(new Fault('engine_closed', 'the engine is closed'));
    const known = markets.get(id);
    if (known !== undefined) return known;
    const opening = open(id, creating);
    markets.set(id, opening);
    // What could not be opened now may be opened later.
    opening.catch(() => markets.delete(id));
    return opening;
  }

  async function open(id: MarketId, creating: boolean): Promise<OpenMarket> {
    if (!creating && (await store.lastSeq(id)) === 0) throw new Fault('unknown_market', `there is no market ${id}`);
    const feed: Feed = createFeed(id, store, () => writer.state().policy, report);
    const writer = await createWriter(id, { store, wall, publish: publishTo(id, feed), report });
    return { writer, feed, named: new Set() };
  }

  /** The market's writer when its memory holds what is durable and nothing else. */
  async function settled(id: MarketId): Promise<Writer> {
    const { writer } = await market(id);
    await writer.settled();
    return writer;
  }

  /** Copies are given up before anybody is told what was erased, and so before anybody can ask for it again. */
  function publishTo(id: MarketId, feed: Feed): (events: readonly LoggedEvent[]) => void {
    return (events) => {
      for (const { event } of events) {
        if (event.type === 'ContentErased') for (const listener of erasureListeners) listener(id, event.contentHash);
      }
      feed.publish(events);
    };
  }

  function eventsOf(id: MarketId, { firstSeq, lastSeq }: CommandRecord): Promise<readonly LoggedEvent[]> {
    return store.events(id, firstSeq - 1, lastSeq - firstSeq + 1);
  }

  /** One command less. The last to leave a market that nobody opened takes its writer along. */
  function leave(id: MarketId, writer: Writer | null): void {
    const left = (underWay.get(id) ?? 1) - 1;
    if (left > 0) underWay.set(id, left);
    else {
      underWay.delete(id);
      if (writer?.hasLog() === false) markets.delete(id);
    }
  }

  async function answer(id: MarketId, command: Command, outcome: Outcome, writer: Writer): Promise<Answer> {
    if (!outcome.ok) return outcome;
    const logged = outcome.repeated ? await eventsOf(id, outcome.record) : outcome.events;
    const state = writer.state();
    const viewer = viewerIn(state, command.actor);
    const events = logged.map(({ event }) => view(event, viewer, state.policy)).filter((seen) => seen !== null);
    const at = logged[0]?.at ?? writer.now();
    return { ok: true, repeated: outcome.repeated, at, events };
  }

  return {
    submit: async (command, contents = []) => {
      // The clock's commands come from the market's own deadlines; from outside they would be a forgery.
      if (command.actor.kind === 'clock') return { ok: false, refusal: refusal('not_allowed').error };
      const { marketId: id } = command;
      let writer: Writer | null = null;
      underWay.set(id, (underWay.get(id) ?? 0) + 1);
      try {
        ({ writer } = await market(id, command.type === 'OpenMarket'));
        return await answer(id, command, await writer.submit(command, contents), writer);
      } finally {
        leave(id, writer);
      }
    },
    legal: async (id, actor) => {
      const writer = await settled(id);
      return legalCommands(writer.state(), actor, writer.now());
    },
    read: async (id, viewer, since, limit) => (await market(id)).feed.read(viewer, since, limit),
    follow: async (id, viewer, since, listener) => (await market(id)).feed.follow(viewer, since, listener),
    content: async (id, viewer, { contentHash, cursor }) => {
      const { feed, named } = await market(id);
      const key = `${viewerKeyOf(viewer)}/${cursor}/${contentHash}`;
      if (!named.has(key)) {
        const [seen] = await feed.read(viewer, cursor - 1, 1);
        if (seen === undefined || !names(seen.event, contentHash)) return null;
        if (named.size >= NAMED) named.clear();
        named.add(key);
      }
      const content = await store.contents.get(contentHash);
      if (content === null || content === 'erased') return content;
      return belongsTo(id, content) ? unbound(id, content) : null;
    },
    state: async (id) => (await settled(id)).state(),
    // Roles are for good, and nobody is known as a participant whose registering is not durable: no need to wait.
    viewerOf: async (id, actor) => viewerIn((await market(id)).writer.state(), actor),
    now: async (id) => (await market(id)).writer.now(),
    nextDueAt: async (id) => (await settled(id)).nextDueAt(),
    moveTo: async (id, at) => (await market(id)).writer.moveTo(at),
    pause: async (id) => (await market(id)).writer.pause(),
    resume: async (id) => (await market(id)).writer.resume(),
    setSpeed: async (id, speed) => (await market(id)).writer.setSpeed(speed),
    clock: async (id) => (await market(id)).writer.clock(),
    markets: () => store.markets(),
    onErased: (listener) => {
      erasureListeners.add(listener);
      return () => erasureListeners.delete(listener);
    },
    close: async () => {
      closed = true;
      await Promise.all([...markets.values()].map(async (opening) => (await opening).writer.close()));
    },
  };
}
