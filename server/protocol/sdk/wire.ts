/** What the routes of the door answer, as the SDK reads it. Events are open: a newer server may say more than we know. */

import { z } from 'zod';
import type { ContentHash, MarketId, ParticipantId } from '../../kernel/id.ts';
import type { Actor, CommandRequest } from '../../market/command.ts';
import type { SeenEvent } from '../../market/view.ts';
import type { Document, Seen } from '../arena/client.ts';

const count = z.number().int().min(0);
const eventSchema: z.ZodType<SeenEvent> = z.looseObject({ type: z.string() }).transform((event) => event as SeenEvent);
const seenSchema: z.ZodType<Seen> = z.object({ cursor: count, at: z.number(), event: eventSchema });

interface Done {
  readonly repeated: boolean;
  readonly events: readonly SeenEvent[];
}
interface Legal {
  readonly count: number;
  readonly commands: readonly CommandRequest[];
}

/** An action's answer, which has no result. */
export const actedResult = z.unknown().optional();
export const eventsResult = z.object({ events: z.array(seenSchema) });
export const doneResult: z.ZodType<Done> = z.object({ repeated: z.boolean(), events: z.array(eventSchema) });
export const legalResult: z.ZodType<Legal> = z.object({
  count,
  commands: z.array(z.looseObject({ type: z.string() }).transform((command) => command as CommandRequest)),
});
export const keptResult = z.object({ contentHash: z.string().transform((hash) => hash as ContentHash) });
export const documentResult: z.ZodType<Document> = z.object({
  mediaType: z.string(),
  nonce: z.string(),
  body: z.string(),
});

/** What time it is in the market, and who one is there. */
export const marketResult = z.object({
  market: z.string().transform((name) => name as MarketId),
  clock: z.object({ now: z.number() }),
  you: z.object({
    kind: z.enum(['owner', 'participant', 'watcher']),
    participantId: z
      .number()
      .int()
      .nullable()
      .transform((id) => id as ParticipantId | null),
  }),
});

/** Whom a seat lets act; null: one who only looks on. */
export function actorOf({ you }: z.infer<typeof marketResult>): Actor | null {
  if (you.kind === 'owner') return { kind: 'owner' };
  return you.participantId === null ? null : { kind: 'participant', participantId: you.participantId };
}
