/**
 * A market as everybody sees it, read once for all, and for each participant where it is told more than everybody: how often
 * that was, so that its own cursor can be counted, and of which projects.
 */

import type { ParticipantId, ProjectId } from '../../kernel/id.ts';
import type { EventType, MarketEvent } from '../../market/event.ts';
import { partiesOf } from '../../market/parties.ts';
import type { Policy } from '../../market/policy.ts';
import { type SeenEvent, type Viewer, view, WATCHER } from '../../market/view.ts';
import type { Seen } from '../../protocol/arena/client.ts';
import { foldSeen } from '../../protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenMarket } from '../../protocol/arena/seen/things.ts';

/** An event of the log, and how many up to it and with it everybody sees. */
export interface Told {
  readonly seq: number;
  readonly at: number;
  readonly event: MarketEvent;
  readonly publicCursor: number;
}

/** What is known of each participant, whether it asks or not: small, because most events name two or three. */
export interface Part {
  /** Places in the log that only some see and this one does, and how many everybody saw before each. */
  readonly privateSeqs: number[];
  readonly privateAfter: number[];
  /** When this one last saw something that not everybody did. */
  lastAt: number;
  /** Projects in which it is told more than everybody, of any event. */
  readonly projects: Set<ProjectId>;
  /** Events about itself and no project. */
  readonly loose: Told[];
}

/** These move money only: no fold of a market keeps them. */
const OF_PURSES: ReadonlySet<EventType> = new Set(['FundsDeposited', 'FundsWithdrawn', 'CostBooked']);

/** The project in whose fold the event belongs; null: what it tells is about somebody in the whole market. */
function projectOf(event: MarketEvent): ProjectId | null {
  if (event.type === 'CreditsReturned' || OF_PURSES.has(event.type)) return null;
  return 'projectId' in event ? event.projectId : null;
}

/** Whether folding the one comes to the same as folding the other: a fold takes what is missing for null. */
function tellsNoMore(seen: SeenEvent, everybodys: SeenEvent): boolean {
  return Object.entries(seen).every(([key, value]) => key in everybodys || value === null);
}

export interface SharedMarket {
  /** As whoever only looks on sees it. */
  readonly everybody: SeenMarket;
  /** Events heard so far. */
  heard(): number;
  /** Null: nothing has named it yet. */
  partOf(participantId: ParticipantId): Part | null;
  eventsOf(projectId: ProjectId): readonly Told[];
  /** What the viewer sees of the event. */
  seenBy(viewer: Viewer, event: MarketEvent): SeenEvent | null;
  /** The next event, as the market's owner sees it. */
  hear(seen: Seen): void;
}

const emptyPart = (): Part => ({ privateSeqs: [], privateAfter: [], lastAt: 0, projects: new Set(), loose: [] });

function enter(part: Part, told: Told, seen: SeenEvent, everybodys: SeenEvent | null): void {
  const { event, seq, at, publicCursor } = told;
  if (everybodys === null) {
    part.privateSeqs.push(seq);
    part.privateAfter.push(publicCursor);
    part.lastAt = at;
  }
  if (OF_PURSES.has(event.type)) return;
  const projectId = projectOf(event);
  if (projectId === null) part.loose.push(told);
  else if (everybodys === null || !tellsNoMore(seen, everybodys)) part.projects.add(projectId);
}

export function createSharedMarket(): SharedMarket {
  const everybody = emptySeenMarket();
  const parts = new Map<ParticipantId, Part>();
  const byProject = new Map<ProjectId, Told[]>();
  let policy: Policy | null = null;
  let heard = 0;

  function partFor(participantId: ParticipantId): Part {
    const known = parts.get(participantId) ?? emptyPart();
    parts.set(participantId, known);
    return known;
  }

  function seenBy(viewer: Viewer, event: MarketEvent): SeenEvent | null {
    // The first event of a log sets the policy.
    if (event.type === 'MarketOpened') policy = event.policy;
    return policy === null ? null : view(event, viewer, policy);
  }

  return {
    everybody,
    heard: () => heard,
    partOf: (participantId) => parts.get(participantId) ?? null,
    eventsOf: (projectId) => byProject.get(projectId) ?? [],
    seenBy,
    hear: ({ cursor: seq, at, event: shown }) => {
      // The owner's view hides nothing: what it sees are the log's own events, and its cursor is their place there.
      const event = shown as MarketEvent;
      const everybodys = seenBy(WATCHER, event);
      if (everybodys !== null) foldSeen(everybody, { cursor: everybody.cursor + 1, at, event: everybodys });
      heard = seq;
      const told = { seq, at, event, publicCursor: everybody.cursor };
      const projectId = projectOf(event);
      const known = projectId === null ? undefined : byProject.get(projectId);
      if (known !== undefined) known.push(told);
      else if (projectId !== null) byProject.set(projectId, [told]);
      for (const participantId of partiesOf(event)) {
        const seen = seenBy({ kind: 'participant', participantId, roles: [] }, event);
        if (seen !== null) enter(partFor(participantId), told, seen, everybodys);
      }
    },
  };
}
