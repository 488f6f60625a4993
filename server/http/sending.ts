/** Sends a command for a caller: the same idempotency key again is the same command again. */

import type { FastifyRequest } from 'fastify';
import type { Millis } from '../kernel/clock.ts';
import type { Answer, Document } from '../protocol/arena/client.ts';
import { commandIdSchema } from '../protocol/arena/command.ts';
import type { CommandRequest, EventType, SeenEvent } from '../protocol/arena/wire.ts';
import type { Place } from './caller.ts';
import { drawnName } from './drawn-name.ts';
import { refused } from './refusal-map.ts';
import { problems, WireError } from './wire-error.ts';

/** The caller's name for this write, or one that nobody has used. */
export function writeKeyOf({ headers }: FastifyRequest): string {
  const given = headers['idempotency-key'];
  if (given === undefined) return `http/${drawnName()}`;
  const key = commandIdSchema.safeParse(given);
  if (!key.success) throw problems.badForm('Idempotency-Key: 1 to 200 visible ASCII characters');
  return key.data;
}

export function clientOf({ client }: Place): NonNullable<Place['client']> {
  if (client === null) throw problems.notAllowed('A watcher may look on, and no more');
  return client;
}

/** A bid is answered when its batch window ends, which may be long from now where the market's time is held. */
const ANSWER_MS = 20_000;

const waits = (): WireError =>
  new WireError({
    status: 503,
    code: 'ExceptionCodes.UNAVAILABLE',
    message: 'The command waits for the end of its batch window; ask again with the same Idempotency-Key',
    retryAfter: 5,
  });

/**
 * The market's answer, or a 503 when it takes too long: the command waits on, and the same one again, by the same key, is
 * told what became of it. The documents are those that the command names: they share its transaction.
 */
export async function answerOf(
  place: Place,
  key: string,
  request: CommandRequest,
  documents: readonly Document[] = [],
  waitMs = ANSWER_MS,
): Promise<Answer> {
  const answer = clientOf(place).send(key, request, documents);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(waits()), waitMs);
    const end = <T>(settle: (come: T) => void) => {
      return (come: T): void => {
        clearTimeout(timer);
        settle(come);
      };
    };
    answer.then(end(resolve), end(reject));
  });
}

/** What came of the command, as its sender may see it, and when; a refusal is thrown as an answer of the wire. */
export async function sendAt(
  place: Place,
  key: string,
  request: CommandRequest,
  documents: readonly Document[] = [],
): Promise<{ readonly at: Millis; readonly events: readonly SeenEvent[] }> {
  const answer = await answerOf(place, key, request, documents);
  if (!answer.ok) throw refused(answer.refusal);
  return { at: answer.at ?? (await clientOf(place).now()), events: answer.events };
}

export async function send(place: Place, key: string, request: CommandRequest): Promise<readonly SeenEvent[]> {
  return (await sendAt(place, key, request)).events;
}

/** The first event of this type among those that a command made. */
export function eventIn<T extends EventType>(
  events: readonly SeenEvent[],
  type: T,
): Extract<SeenEvent, { readonly type: T }> | undefined {
  return events.find((event): event is Extract<SeenEvent, { readonly type: T }> => event.type === type);
}
