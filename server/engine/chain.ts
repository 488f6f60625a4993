/** The hash chain that makes a changed log show, and the line format in which a log leaves the house. */

import { sha256 } from '../kernel/hash.ts';
import type { Actor } from '../market/command.ts';
import type { LoggedEvent } from '../market/event.ts';

/** The hash before event 1. */
export const GENESIS_HASH = '0'.repeat(64);

/** sha256 over the previous hash, a line feed and `[seq, at, by, commandId, event]` as JSON; 64 hexadecimal digits. */
export function chainHash(previous: string, line: Omit<LoggedEvent, 'hash'>): string {
  const { seq, at, by, commandId, event } = line;
  return sha256(`${previous}\n${JSON.stringify([seq, at, plainActor(by), commandId, event])}`);
}

/** One line of an exported log, without its line feed: keys always in this order, so that equal logs are equal bytes. */
export function logLine(logged: LoggedEvent): string {
  const { seq, at, by, commandId, event, hash } = logged;
  return JSON.stringify({ seq, at, by: plainActor(by), commandId, event, hash });
}

/** An actor comes from outside and is stored as a word: its keys have one order here, whoever made it. */
function plainActor(by: Actor): Actor {
  return by.kind === 'participant' ? { kind: by.kind, participantId: by.participantId } : { kind: by.kind };
}

/**
 * Reads what `logLine` wrote. Throws a `SyntaxError` when the text is not such a line; whether the event is the one that
 * was logged is for the chain to say.
 */
export function parseLogLine(text: string): LoggedEvent {
  const value: unknown = JSON.parse(text);
  if (!isLogLine(value)) throw new SyntaxError(`not a line of a log: ${text.slice(0, 80)}`);
  return value;
}

function isLogLine(value: unknown): value is LoggedEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, at, by, commandId, event, hash } = value as Partial<Record<keyof LoggedEvent, unknown>>;
  return (
    Number.isSafeInteger(seq) &&
    Number.isSafeInteger(at) &&
    isTagged(by, 'kind') &&
    typeof commandId === 'string' &&
    isTagged(event, 'type') &&
    typeof hash === 'string'
  );
}

function isTagged(value: unknown, tag: string): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[tag] === 'string';
}
