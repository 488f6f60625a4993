/** One row of a table of calls: who makes it, in which state of the market, and what the client reads from the answer. */

import type { Given } from './given.ts';
import type { SdkCall } from './python-sdk.ts';

export type Result = Record<string, unknown>;

export interface Row {
  /** The client's own name of the function. */
  readonly call: string;
  readonly who: string;
  readonly given?: Given;
  /** Calls of the same client before this one, each as somebody: things that only the wire can make. */
  readonly before?: readonly (readonly [who: string, call: SdkCall])[];
  readonly request: SdkCall;
  /** Fails when the client could not read what it reads. `undefined`: an action, of which it reads the status only. */
  readonly reads: ((result: Result) => void) | 'status';
  /** The same about something that is not there. */
  readonly unknown?: SdkCall;
}
