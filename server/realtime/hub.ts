/** All streams of a gateway: one for each market and kind of viewer that anybody follows, opened and closed with its listeners. */

import type { Viewer } from '../market/view.ts';
import type { LivePlace, LiveSources } from './ports.ts';
import { createStream, type Stream } from './stream.ts';

/** Everything that the viewers of one kind in one market share. */
export interface Post {
  readonly key: string;
  readonly place: LivePlace;
  readonly stream: Stream;
}

interface OpenPost {
  readonly post: Post;
  readonly stop: () => void;
}

export interface Hub {
  /** The post of this place; it stays open until as many have left as have entered. */
  enter(place: LivePlace): Promise<Post>;
  leave(key: string): void;
  posts(): readonly Post[];
  close(): void;
}

function keyOf({ marketId, viewer }: LivePlace): string {
  return `${marketId}|${viewerKey(viewer)}`;
}

function viewerKey(viewer: Viewer): string {
  return viewer.kind === 'participant' ? `${viewer.participantId}/${viewer.roles.join('+')}` : viewer.kind;
}

/** Page of events that are read to find where a viewer stands. */
const PAGE = 10_000;

export function createHub(sources: LiveSources): Hub {
  const opening = new Map<string, Promise<OpenPost>>();
  const open = new Map<string, OpenPost>();
  const listeners = new Map<string, number>();

  /** The viewer's last cursor: the stream begins there. */
  async function lastCursor(place: LivePlace): Promise<number> {
    let cursor = 0;
    for (;;) {
      const page = await sources.read(place, cursor, PAGE);
      cursor = page.at(-1)?.cursor ?? cursor;
      if (page.length < PAGE) return cursor;
    }
  }

  async function start(key: string, place: LivePlace): Promise<OpenPost> {
    const stream = createStream(await lastCursor(place));
    const stop = await sources.follow(place, stream.toldTo(), (seen) => stream.hear(seen));
    const opened = { post: { key, place, stream }, stop };
    // Everybody may have left while it was opened.
    if (listeners.has(key)) open.set(key, opened);
    else stop();
    return opened;
  }

  function leave(key: string): void {
    const left = (listeners.get(key) ?? 0) - 1;
    if (left > 0) {
      listeners.set(key, left);
      return;
    }
    listeners.delete(key);
    opening.delete(key);
    open.get(key)?.stop();
    open.delete(key);
  }

  return {
    enter: async (place) => {
      const key = keyOf(place);
      listeners.set(key, (listeners.get(key) ?? 0) + 1);
      const started = opening.get(key) ?? start(key, place);
      opening.set(key, started);
      try {
        return (await started).post;
      } catch (thrown) {
        leave(key);
        throw thrown;
      }
    },
    leave,
    posts: () => [...open.values()].map(({ post }) => post),
    close: () => {
      for (const { stop } of open.values()) stop();
      open.clear();
      opening.clear();
      listeners.clear();
    },
  };
}
