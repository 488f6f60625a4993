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
  /** A thing of the market as it can be handed out: with its documents in the viewer's own cursor. */
  told<Thing extends object>(thing: Thing): Thing;
  /** The market with all things so. */
  whole(): SeenMarket;
  /** Things kept for this viewer alone. */
  size(): number;
}

/** The fields in which a thing that everybody sees may name a document. */
const DOCUMENTS = ['document', 'profile', 'proposal', 'comment'] as const;
type Naming = Partial<Record<(typeof DOCUMENTS)[number], SeenDocument | null>> & {
  readonly attachments?: readonly SeenDocument[];
};

/** The thing with its documents in another cursor; itself where none moves. */
function inCursor<Thing extends object>(thing: Thing, cursorOf: (cursor: number) => number): Thing {
  const naming: Naming = thing;
  const moved: { [Field in keyof Naming]: Naming[Field] } = {};
  let moves = false;
  for (const field of DOCUMENTS) {
    const known = naming[field];
    if (known === undefined || known === null || cursorOf(known.cursor) === known.cursor) continue;
    moved[field] = { ...known, cursor: cursorOf(known.cursor) };
    moves = true;
  }
  if (!moves) return thing;
  const attachments = naming.attachments?.map((one) => ({ ...one, cursor: cursorOf(one.cursor) }));
  return { ...thing, ...moved, ...(attachments && { attachments }) };
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

  function isOwn(thing: { readonly projectId?: ProjectId; readonly participantId?: ParticipantId }): boolean {
    const { projectId, participantId } = thing;
    if (projectId !== undefined) return part()?.projects.has(projectId) === true;
    return participantId === viewer.participantId;
  }

  const told = <Thing extends object>(thing: Thing): Thing => (isOwn(thing) ? thing : inCursor(thing, cursorOf));
  const all = <Id, Thing extends object>(things: ReadonlyMap<Id, Thing>): Map<Id, Thing> =>
    new Map([...things].map(([id, thing]) => [id, told(thing)]));

  return {
    market,
    told,
    size: () => sizeOf(own()),
    whole: () => ({
      ...market,
      creditsReturnedAt: [...market.creditsReturnedAt],
      participants: all(market.participants),
      projects: all(market.projects),
      bids: all(market.bids),
      milestones: all(market.milestones),
      milestoneRequests: all(market.milestoneRequests),
      disputes: all(market.disputes),
      deliveries: all(market.deliveries),
      reviews: all(market.reviews),
      messages: all(market.messages),
    }),
  };
}
