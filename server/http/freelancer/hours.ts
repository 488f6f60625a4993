/** Hourly projects: the market prices the hours of one interval as a whole, the wire names a rate. */

import type { SeenProject } from '../../protocol/arena/seen/things.ts';
import { hoursOf } from '../../protocol/freelancer/posting-document.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';

/** By how much the market's amounts of this project are more than the wire's: 1 for a fixed price, and for an unknown project. */
export async function hoursIn(look: Look, { texts }: RouteOptions, id: SeenProject['projectId']): Promise<number> {
  const project = look.market.projects.get(id);
  if (project === undefined) return 1;
  return hoursOf(await texts.posting(look.place.marketId, look.place.viewer, project.document));
}
