/** Erases from a market what one freelancer wrote there, and what the reviewer quoted of it. The log and the ledger stay. */

import type { Arena } from '../app.ts';
import { known } from '../kernel/assert.ts';
import { type ContentHash, contentHash, type MarketId, type ParticipantId, participantId } from '../kernel/id.ts';
import type { MarketEvent } from '../market/event.ts';
import type { MarketState } from '../market/state.ts';

const PAGE = 1_000;
const HASH = /^[0-9a-f]{64}$/;

/** Every text of 64 hexadecimal digits in the event: what names a content, and a little more than that. */
function hashesIn(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' && HASH.test(value)) found.add(value);
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) hashesIn(inner, found);
}

interface Named {
  /** Of everything that any event names. */
  readonly all: ReadonlySet<string>;
  /** What the reviewer wrote about this freelancer's deliveries. */
  readonly evidence: readonly ContentHash[];
}

async function namedIn({ engine }: Arena, market: MarketId, who: ParticipantId): Promise<Named> {
  const all = new Set<string>();
  const evidence: ContentHash[] = [];
  for (let since = 0; ; ) {
    const page = await engine.read(market, { kind: 'owner' }, since, PAGE);
    for (const { event } of page) {
      hashesIn(event, all);
      // The owner's view hides nothing.
      const told = event as MarketEvent;
      if (told.type === 'VerdictRecorded' && told.freelancerId === who) evidence.push(told.evidenceHash);
    }
    if (page.length < PAGE) return { all, evidence };
    since = known(page.at(-1), 'last event').cursor;
  }
}

function isUnderReview(state: MarketState, hash: ContentHash): boolean {
  const awaits = new Set(['submitted', 'under_review']);
  return [...state.deliveries.values()].some(({ filesHash, status }) => filesHash === hash && awaits.has(status));
}

/**
 * True once nothing of theirs is left to read. Files whose verdict is still to come stay until it is there. `alone`: what lies in the
 * market's contents and no event names can only be theirs; among others it goes when the market is over.
 */
export async function eraseWritten(
  arena: Arena,
  market: MarketId,
  number: number,
  { alone }: { readonly alone: boolean },
): Promise<boolean> {
  const who = participantId(number);
  const owner = arena.connectOwner(market);
  const state = await arena.engine.state(market);
  const { all, evidence } = await namedIn(arena, market, who);
  const written = [...state.writers].filter(([, by]) => by === who).map(([hash]) => hash);
  let left = [...state.deliveries.values()].some(
    ({ freelancerId, status }) => freelancerId === who && (status === 'submitted' || status === 'under_review'),
  );
  for (const hash of new Set([...written, ...evidence])) {
    if ((await arena.contents.get(hash)) === 'erased') continue;
    if (isUnderReview(state, hash)) left = true;
    else await owner.send(`study/erase/${hash}`, { type: 'EraseContent', contentHash: contentHash(hash) });
  }
  // A bid that was refused has left its text: put, and never named.
  const over =
    state.status === 'closed' && [...state.projects.values()].every(({ awaitingVerdict }) => awaitingVerdict === 0);
  if (!alone && !over) return false;
  for (const hash of await arena.contents.hashesOf(market)) if (!all.has(hash)) await arena.contents.erase(hash);
  return !left;
}
