/** What every route file is given, and where each part of the wire begins. */

import type { Pacing } from '../engine/pacing.ts';
import type { ClockPolicy } from '../market/policy.ts';
import type { ActiveTimes } from './active-times.ts';
import type { AdmissionChecks } from './arena/admission-checks.ts';
import type { DraftLimits } from './arena/draft-limits.ts';
import type { EventStreams } from './arena/event-stream.ts';
import type { Ledgers } from './arena/ledgers.ts';
import type { ProjectWritings } from './arena/project-writings.ts';
import type { Counter } from './counter.ts';
import type { ServerOptions } from './ports.ts';
import type { SeenMarkets } from './seen-markets.ts';
import type { Texts } from './texts.ts';
import type { Tracks } from './tracks.ts';

export interface RouteOptions extends ServerOptions {
  readonly markets: SeenMarkets;
  readonly texts: Texts;
  /** KiB that each user may put into the content store in an hour. */
  readonly storage: Counter;
  readonly clock: ClockPolicy;
  readonly pacing: Pacing;
  readonly drafts: DraftLimits;
  readonly admissionChecks: AdmissionChecks;
  readonly projectWritings: ProjectWritings;
  readonly streams: EventStreams;
  /** Null: this server keeps none. */
  readonly tracks: Tracks | null;
  /** Null: this server keeps none. */
  readonly activeTimes: ActiveTimes | null;
  readonly ledgers: Ledgers;
}

export const PROJECTS = '/api/projects/0.1';
export const USERS = '/api/users/0.1';
export const MESSAGES = '/api/messages/0.1';
export const CONTESTS = '/api/contests/0.1';
export const COMMON = '/api/common/0.1';
export const ARENA = '/api/arena/1.0';
