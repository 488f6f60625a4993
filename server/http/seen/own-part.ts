/** A market as one participant sees it: what everybody sees, and over it the projects in which this one is told more. */

import type { ParticipantId, ProjectId } from '../../kernel/id.ts';
import type { Viewer } from '../../market/view.ts';
import { foldSeen } from '../../protocol/arena/seen/fold.ts';
import {
  emptySeenMarket,
  type ReadMarket,
  type SeenDocument,
  type SeenMarket,
} from '../../protocol/arena/seen/things.ts';
import { layered } from './layered-map.ts';
import type { SharedMarket, Told } from './shared-market.ts';

/** How many of the ascending numbers lie below the bound. */
function countBelow(numbers: readonly number[], bound: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface OwnMarket {
  /** Documents of what everybody sees stand there in everybody's cursor. */
  readonly market: ReadMarket;
  /** The same with all documents in the viewer's own cursor, to be handed out. */
  whole(): SeenMarket;
  /** Things kept for this viewer alone. */
  size(): number;
}

const isDocument = (value: unknown): value is SeenDocument =>
  typeof value === 'object' && value !== null && 'hash' in value && 'cursor' in value;

/** The thing with its documents in another cursor. What everybody sees of a thing names documents in its own fields only. */
function inCursor<Thing extends object>(thing: Thing, cursorOf: (cursor: number) => number): Thing {
  const moved = (value: unknown): unknown => {
    if (isDocument(value)) return { ...value, cursor: cursorOf(value.cursor) };
    return Array.isArray(value) ? value.map(moved) : value;
  };
  // The same fields, and each of the same form.
  return Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, moved(value)])) as Thing;
}

function sizeOf({ participants, projects, bids, ...market }: SeenMarket): number {
  const { milestones, milestoneRequests, disputes, deliveries, reviews, messages } = market;
  const maps = [participants, projects, bids, milestones, milestoneRequests, disputes, deliveries, reviews, messages];
  return maps.reduce((sum, { size }) => sum + size, 0);
}

/** Folds what is the participant's own, as far as the market has come, whenever it is asked. */
function createOwnFold(shared: SharedMarket, viewer: Viewer & { readonly participantId: ParticipantId }) {
  const own = emptySeenMarket();
  /** Events of each project that are folded in already. */
  const read = new Map<ProjectId, number>();
  let readLoose = 0;
  let heard = 0;

  function fold({ event, at, seq, publicCursor }: Told, privateSeqs: readonly number[]): void {
    const seen = shared.seenBy(viewer, event);
    if (seen !== null) foldSeen(own, { cursor: publicCursor + countBelow(privateSeqs, seq + 1), at, event: seen });
  }

  return (): SeenMarket => {
    const part = heard === shared.heard() ? null : shared.partOf(viewer.participantId);
    if (part === null) return own;
    for (const told of part.loose.slice(readLoose)) fold(told, part.privateSeqs);
    readLoose = part.loose.length;
    for (const projectId of part.projects) {
      const events = shared.eventsOf(projectId);
      for (let next = read.get(projectId) ?? 0; next < events.length; next += 1) {
        const told = events[next];
        if (told !== undefined) fold(told, part.privateSeqs);
      }
      read.set(projectId, events.length);
    }
    heard = shared.heard();
    return own;
  };
}

export function createOwnMarket(
  shared: SharedMarket,
  viewer: Viewer & { readonly participantId: ParticipantId },
): OwnMarket {
  const { everybody } = shared;
  const own = createOwnFold(shared, viewer);
  const part = () => shared.partOf(viewer.participantId);
  const market: ReadMarket = {
    get policy() {
      return everybody.policy;
    },
    get status() {
      return everybody.status;
    },
    get at() {
      return Math.max(everybody.at, part()?.lastAt ?? 0);
    },
    get cursor() {
      return everybody.cursor + (part()?.privateSeqs.length ?? 0);
    },
    get creditsReturnedAt() {
      return own().creditsReturnedAt;
    },
    participants: layered(() => own().participants, everybody.participants),
    projects: layered(() => own().projects, everybody.projects),
    bids: layered(() => own().bids, everybody.bids),
    milestones: layered(() => own().milestones, everybody.milestones),
    milestoneRequests: layered(() => own().milestoneRequests, everybody.milestoneRequests),
    disputes: layered(() => own().disputes, everybody.disputes),
    deliveries: layered(() => own().deliveries, everybody.deliveries),
    reviews: layered(() => own().reviews, everybody.reviews),
    messages: layered(() => own().messages, everybody.messages),
  };

  /** An event that everybody sees, by the viewer's count: what only some saw before it counts too. */
  const cursorOf = (cursor: number): number => cursor + countBelow(part()?.privateAfter ?? [], cursor);

  function moved<Id, Thing extends object>(
    things: ReadonlyMap<Id, Thing>,
    mine: ReadonlyMap<Id, Thing>,
  ): Map<Id, Thing> {
    return new Map([...things].map(([id, thing]) => [id, mine.has(id) ? thing : inCursor(thing, cursorOf)]));
  }

  return {
    market,
    size: () => sizeOf(own()),
    whole: () => {
      const mine = own();
      return {
        ...market,
        creditsReturnedAt: [...mine.creditsReturnedAt],
        participants: moved(market.participants, mine.participants),
        projects: moved(market.projects, mine.projects),
        bids: moved(market.bids, mine.bids),
        milestones: moved(market.milestones, mine.milestones),
        milestoneRequests: moved(market.milestoneRequests, mine.milestoneRequests),
        disputes: moved(market.disputes, mine.disputes),
        deliveries: moved(market.deliveries, mine.deliveries),
        reviews: moved(market.reviews, mine.reviews),
        messages: moved(market.messages, mine.messages),
      };
    },
  };
}
