/** A market of a study whose bidding lasts until it is told to end: nobody who types has to be quick. */

import { API, type Bot, type Visitor } from '../people/people-stage.ts';

const HOURS_MS = 6 * 3_600_000;

/** Two who share a market in which the lowest sealed bid wins, six hours after the project came. */
export const TOGETHER = {
  ...{ name: 'together', people: 2, peopleMin: 2 },
  market: {
    mechanism: { kind: 'fp_sealed' },
    fees: 'none',
    deadlines: { biddingMs: HOURS_MS, acceptanceMs: HOURS_MS },
  },
};

/** Time goes on until no project takes bids any more. */
export async function endBidding(owner: Visitor, seen: Bot, market: string): Promise<void> {
  const clock = (what: string): Promise<unknown> => owner.done('POST', `/m/${market}${API}/clock/${what}`, {});
  const isOpen = async (): Promise<boolean> => {
    const path = `/m/${market}/api/projects/0.1/projects`;
    const { projects } = await seen.done<{ projects: { status: string }[] }>('GET', path);
    return projects.some(({ status }) => status === 'active');
  };
  await clock('pause');
  while (await isOpen()) await clock('step');
  await clock('resume');
}
