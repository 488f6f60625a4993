/** A market's events for those who look on: each by an own cursor that counts only what that viewer may see. */

import type { MarketId } from '../kernel/id.ts';
import type { LoggedEvent } from '../market/event.ts';
import type { Policy } from '../market/policy.ts';
import { type SeenEvent, type Viewer, view } from '../market/view.ts';
import { createCursorIndex, STRIDE } from './cursor-index.ts';
import { Fault, reasonOf } from './fault.ts';
import { eventsAfter } from './load.ts';
import type { Store } from './ports.ts';

/** An event as a viewer gets it. Who asked for it, by which command, and its place in the log stay inside. */
export interface Seen {
  /** Counts what this viewer may see, from 1, without gaps. */
  readonly cursor: number;
  readonly at: number;
  readonly event: SeenEvent;
}

export type Listener = (seen: Seen) => void;

interface Subscription {
  readonly viewer: Viewer;
  readonly listener: Listener;
  /** What lies at or before this cursor the viewer has already. */
  readonly since: number;
  cursor: number;
  /** Last `seq` handed over. */
  seq: number;
  /** What was published while the past is still being read; null once the viewer is up to date. */
  missed: LoggedEvent[] | null;
}

export interface Feed {
  publish(events: readonly LoggedEvent[]): void;
  /** What `viewer` may see after `since` (in the viewer's cursor), at most `limit`. */
  read(viewer: Viewer, since: number, limit: number): Promise<Seen[]>;
  /** Everything after `since`, then everything as it happens. Returns the function that ends it. */
  follow(viewer: Viewer, since: number, listener: Listener): Promise<() => void>;
}

/** `policy` is asked anew each time: the first event sets it. `report` hears of listeners that throw. */
export function createFeed(id: MarketId, store: Store, policy: () => Policy, report: (fault: Fault) => void): Feed {
  const subscriptions = new Set<Subscription>();
  const index = createCursorIndex();

  function hand(subscription: Subscription, { seq, at, event }: LoggedEvent): void {
    // Whoever has left, or was dropped, hears nothing more, not even the rest of what came together.
    if (seq <= subscription.seq || !subscriptions.has(subscription)) return;
    subscription.seq = seq;
    const shown = view(event, subscription.viewer, policy());
    if (shown === null) return;
    subscription.cursor += 1;
    if (subscription.cursor <= subscription.since) return;
    try {
      subscription.listener({ cursor: subscription.cursor, at, event: shown });
    } catch (thrown) {
      // One broken listener must not stop the others, nor the market.
      subscriptions.delete(subscription);
      report(new Fault('listener_failed', reasonOf(thrown), thrown));
    }
  }

  return {
    publish: (events) => {
      for (const subscription of subscriptions) {
        if (subscription.missed !== null) subscription.missed.push(...events);
        else for (const logged of events) hand(subscription, logged);
      }
    },
    read: async (viewer, since, limit) => {
      const seen: Seen[] = [];
      if (limit < 1) return seen;
      const start = index.before(viewer, since);
      let { cursor } = start;
      for await (const { seq, at, event } of eventsAfter(store, id, start.seq, limit + STRIDE)) {
        const shown = view(event, viewer, policy());
        if (shown !== null) cursor += 1;
        index.reached(viewer, { cursor, seq });
        if (shown === null || cursor <= since) continue;
        seen.push({ cursor, at, event: shown });
        if (seen.length >= limit) break;
      }
      return seen;
    },
    follow: async (viewer, since, listener) => {
      const subscription: Subscription = { viewer, listener, since, ...index.before(viewer, since), missed: [] };
      subscriptions.add(subscription);
      try {
        for await (const logged of eventsAfter(store, id, subscription.seq)) hand(subscription, logged);
      } catch (thrown) {
        // Nobody is there to be told: kept, it would collect everything to come.
        subscriptions.delete(subscription);
        throw thrown;
      }
      // What came both ways is handed over once: `hand` knows the last `seq`.
      for (const logged of subscription.missed ?? []) hand(subscription, logged);
      subscription.missed = null;
      return () => subscriptions.delete(subscription);
    },
  };
}
