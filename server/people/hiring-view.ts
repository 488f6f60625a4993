/**
 * Everything that an employer of a study is shown of the market, and the only place that shows it: no such person has a seat or a
 * token there. While bids come in nothing changes, however many there are; then all are there at once, without any time.
 */

import { known } from '../kernel/assert.ts';
import { bidId } from '../kernel/id.ts';
import type { MarketState } from '../market/state.ts';
import type { PeopleState } from '../protocol/arena/people-study-person.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { textOf } from './blind.ts';
import type { PeopleContext } from './context.ts';
import type { ChoiceSet } from './kept.ts';
import type { StudyMarket } from './persons.ts';

type HiringView = Extract<PeopleState['at'], { stage: 'hiring' }>;
type ShownBid = NonNullable<HiringView['projects'][number]['bids']>[number];

export interface HiringShown {
  readonly arena: PeopleContext['arena'];
  readonly market: StudyMarket;
  readonly packages: readonly ProjectPackage[];
  /** Asked for once the bids are in, not before. */
  readonly stateOf: () => Promise<MarketState>;
}

async function bidsIn({ bids }: ChoiceSet, { arena, market }: HiringShown, state: MarketState): Promise<ShownBid[]> {
  return Promise.all(
    bids.map(async ({ item, bidId: number, participantId, amountCents, days }) => {
      const { name } = known(
        market.body.seats.find((seat) => seat.participantId === participantId),
        'seat',
      );
      const hash = state.bids.get(bidId(number))?.proposalHash ?? null;
      return { item, name, amountCents, days, text: await textOf(arena, market.market, hash) };
    }),
  );
}

/** Before the bids are in, and after the choice: every project, and no bid. */
export async function hiringView(shown: HiringShown): Promise<HiringView['projects']> {
  const { market, packages } = shown;
  const { hiring, order } = market.body;
  const choosing = hiring !== null && hiring.choices === null && hiring.awards === null;
  const state = choosing ? await shown.stateOf() : null;
  const projects = order.map(async (slug, index) => {
    const { title, description, budgetMinCents, budgetMaxCents } = known(
      packages.find((one) => one.slug === slug),
      `project ${slug}`,
    );
    const set = hiring?.sets.find((one) => one.slug === slug);
    const bids = state === null || set === undefined ? null : await bidsIn(set, shown, state);
    return { project: index + 1, title, description, budgetMinCents, budgetMaxCents, bids };
  });
  return Promise.all(projects);
}
