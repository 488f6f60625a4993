/** A market's whole life by hand: a plausible log in which every type of event happens at least once. */

import { chainHash, GENESIS_HASH } from '../../server/engine/chain.ts';
import type { CommandRecord, Commit } from '../../server/engine/ports.ts';
import { HOUR_MS } from '../../server/kernel/clock.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import { commandId, type MarketId, participantId } from '../../server/kernel/id.ts';
import { type Actor, CLOCK, OWNER } from '../../server/market/command.ts';
import type { LoggedEvent, MarketEvent } from '../../server/market/event.ts';
import { postings } from '../../server/market/postings.ts';
import type { PostedTransfer } from '../../server/market/transfer.ts';
import { marketLife } from './history-events.ts';

/** Market time of the first event; each further one comes an hour later. */
const START = Date.UTC(2026, 0, 1);
const ACTORS: readonly Actor[] = [OWNER, CLOCK, { kind: 'participant', participantId: participantId(1) }];

/** Numbers, stamps and chains events as the engine would, after event `expectedSeq` with hash `previous`. */
export function logged(events: readonly MarketEvent[], expectedSeq = 0, previous = GENESIS_HASH): LoggedEvent[] {
  let hash = previous;
  return events.map((event, position) => {
    const seq = expectedSeq + position + 1;
    const by = ACTORS[seq % ACTORS.length] ?? OWNER;
    const line = { seq, at: START + seq * HOUR_MS, by, commandId: commandId(`command-${seq}`), event };
    hash = chainHash(hash, line);
    return { ...line, hash };
  });
}

export function transfersOf(events: readonly LoggedEvent[]): PostedTransfer[] {
  return events.flatMap(({ seq, at, event }) =>
    postings(event).map((transfer, line) => ({ ...transfer, seq, line, at })),
  );
}

/** One command for each event. */
export function commandsOf(events: readonly LoggedEvent[]): CommandRecord[] {
  return events.map(({ seq, commandId: id }) => ({
    commandId: id,
    fingerprint: sha256(`fingerprint ${seq}`),
    firstSeq: seq,
    lastSeq: seq,
  }));
}

export function commitOf(marketId: MarketId, events: readonly LoggedEvent[], rememberedCommands = 1_000): Commit {
  return {
    marketId,
    expectedSeq: (events[0]?.seq ?? 1) - 1,
    events,
    transfers: transfersOf(events),
    commands: commandsOf(events),
    rememberedCommands,
  };
}

/** The log of the whole life, and the same as commits of `batch` events. */
export function history(): LoggedEvent[] {
  return logged(marketLife());
}

export function historyCommits(marketId: MarketId, batch: number): Commit[] {
  const events = history();
  const commits: Commit[] = [];
  for (let first = 0; first < events.length; first += batch) {
    commits.push(commitOf(marketId, events.slice(first, first + batch)));
  }
  return commits;
}
