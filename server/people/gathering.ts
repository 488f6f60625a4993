/** Makes groups of whoever waits, and gives each its market, which is opened in the background. */

import { randomBytes } from 'node:crypto';
import { known } from '../kernel/assert.ts';
import type { PeopleContext } from './context.ts';
import { type Group, groupMarket, lobbyNow } from './grouping.ts';
import type { Person, Study } from './persons.ts';

const NAME_BYTES = 5;

/** Drawn, so that neither order nor anybody's name can be read from it. */
export const marketNameIn = (study: string): string => `${study}-${randomBytes(NAME_BYTES).toString('hex')}`;

/** Gives back those who waited long enough for too few. */
export type Gather = (study: Study) => Promise<readonly Person[]>;

export function createGathering({ persons, wallNow }: Pick<PeopleContext, 'persons' | 'wallNow'>): Gather {
  async function form(study: Study, group: Group): Promise<void> {
    const market = marketNameIn(study.name);
    const body = groupMarket(study, market, group);
    const { name } = group.condition;
    await persons.saveMarket(study.name, market, body);
    await persons.saveStudy(study, { opened: { ...study.body.opened, [name]: (study.body.opened[name] ?? 0) + 1 } });
    for (const { pseudonym } of group.people) {
      const person = await persons.open(study.name, pseudonym);
      const seat = body.seats.find((one) => one.pseudonym === pseudonym);
      const place =
        pseudonym === body.employer
          ? { hiring: market }
          : { work: { market, participantId: known(seat, 'seat').participantId } };
      if (person !== null) await persons.save(person, { body: place });
    }
  }

  return async (study) => {
    const { groups, away } = lobbyNow(study, await persons.all(study.name), wallNow());
    for (const group of groups) await form(study, group);
    return away;
  };
}
