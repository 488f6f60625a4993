/** The project that a page of work is about, by the address. */

import { projectId } from '../../../server/kernel/id.ts';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { type AtDesk, useDesk } from '../../data/working/use-desk.ts';

export interface Offer {
  readonly desk: AtDesk;
  /** Null: there is none of this number, or it is not for this person to see. */
  readonly project: SeenProject | null;
}

export function useOffer(market: string, named: string): Offer {
  const desk = useDesk(market);
  const number = Number(named);
  const known = Number.isSafeInteger(number) && number > 0 ? desk.market.projects.get(projectId(number)) : undefined;
  return { desk, project: known ?? null };
}
