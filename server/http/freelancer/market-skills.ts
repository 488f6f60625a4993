/** The skills of a market: all that its projects ask for and its people have, as far as the viewer sees them. */

import type { ReadMarket } from '../../protocol/arena/seen/things.ts';

export function skillsIn(market: ReadMarket): ReadonlySet<string> {
  const skills = new Set<string>();
  for (const { posting } of market.projects.values()) for (const skill of posting.skills) skills.add(skill);
  for (const one of market.participants.values()) for (const skill of one.skills) skills.add(skill);
  return skills;
}
