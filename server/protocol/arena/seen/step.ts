/** One seen event as a fold step gets it. */

import type { Millis } from '../../../kernel/clock.ts';
import type { ContentHash } from '../../../kernel/id.ts';
import type { EventType, SeenEvent } from '../wire.ts';
import type { SeenDocument } from './things.ts';

/** The seen event of one type; of several types, their union. */
export type SeenOf<T extends EventType> = Extract<SeenEvent, { readonly type: T }>;

export interface Step<E extends SeenEvent = SeenEvent> {
  readonly event: E;
  readonly at: Millis;
  readonly cursor: number;
}

/** A text that the event names, with the cursor that opens it. */
export function documentOf({ cursor }: Step, hash: ContentHash | null | undefined): SeenDocument | null {
  return hash === null || hash === undefined ? null : { hash, cursor };
}
