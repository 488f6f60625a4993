/** What the parts of the service share, and what each study's writes wait for. */

import type { Arena } from '../app.ts';
import type { AccessStore } from '../engine/access.ts';
import type { ActiveTimes } from '../http/active-times.ts';
import { type MarketId, marketId } from '../kernel/id.ts';
import type { ClockPolicy } from '../market/policy.ts';
import type { Persons, Study } from './persons.ts';
import type { StudyMarkets } from './study-markets.ts';

export interface PeopleContext {
  readonly arena: Arena;
  readonly access: AccessStore;
  readonly persons: Persons;
  readonly markets: StudyMarkets;
  readonly activeTimes: ActiveTimes;
  readonly clock: ClockPolicy;
  readonly publicUrl: string | null;
  readonly wallNow: () => number;
  readonly report: (reason: string) => void;
  /** One change of a study at a time: whoever reads a state and writes the next one is alone with it. */
  inTurn<T>(study: string, work: () => Promise<T>): Promise<T>;
  /** Looks after the study's markets soon, in the background. */
  wake(study: string): void;
}

export const named = (market: string): MarketId => marketId(market);

/** The seed of one market: nobody who knows one market's knows another's. */
export const marketSeed = ({ body }: Pick<Study, 'body'>, market: string): string => `${body.seed}/${market}`;
