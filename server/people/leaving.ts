/** Out of a study, for good: the key goes first, then what was written in markets. */

import { known } from '../kernel/assert.ts';
import type { PeopleContext } from './context.ts';
import type { PersonBody } from './kept.ts';
import type { Person, Study } from './persons.ts';

/** What stays of somebody whose data were destroyed: that there was somebody, and which market seats still hold texts. */
function tombstone({ body }: Person, outcome: PersonBody['outcome']): PersonBody {
  const erasing = [body.practice, body.work].filter((seat) => seat !== null);
  return { ...body, stage: 'ended', leftAt: body.stage, outcome, stageAt: 0, stageMs: {}, erasing };
}

export function createLeaving({ access, persons, wallNow, inTurn, wake, report }: PeopleContext) {
  async function endSessions(person: Person): Promise<void> {
    if (person.userId === null) return;
    for (const { passId } of await access.passesOf(person.userId)) await access.revokePass(passId, wallNow());
  }

  /** A reader of the database may hold old pages back for a while; the key itself is gone, and they follow. */
  async function destroy(person: Person, body: PersonBody): Promise<void> {
    await persons.destroy(person, body).catch(async (thrown: unknown) => {
      const kept = await persons.open(person.study, person.pseudonym);
      if (kept !== null) throw thrown;
      report(`study ${person.study}: old pages of somebody who left are still being read`);
      pending.add(person);
    });
  }
  const pending = new Set<Person>();

  /** A market that nobody is in any more need not wait for its time to be over. */
  async function endIfEmpty(study: Study, market: string): Promise<void> {
    const kept = await persons.market(study.name, market);
    if (kept === null || kept.body.state === 'over' || kept.body.state === 'opening') return;
    const people = await persons.all(study.name);
    const here = new Set([kept.body.employer, ...kept.body.seats.map(({ pseudonym }) => pseudonym)]);
    if (people.some(({ pseudonym, userId }) => userId !== null && here.has(pseudonym))) return;
    await persons.saveMarket(study.name, market, { ...kept.body, state: 'ending' });
  }

  /** Nobody's twice: whoever has left has nothing left to destroy. */
  async function leave(study: Study, pseudonym: string): Promise<void> {
    const person = await inTurn(study.name, async () => {
      const found = (await persons.all(study.name)).find((one) => one.pseudonym === pseudonym);
      if (found === undefined || found.userId === null) return null;
      await endSessions(found);
      await destroy(found, tombstone(found, 'withdrawn'));
      const { practice, work, hiring } = found.body;
      for (const market of [practice?.market, work?.market, hiring]) if (market) await endIfEmpty(study, market);
      return found;
    });
    if (person !== null) wake(study.name);
  }

  return {
    leave,
    /** What was held back the last time. */
    finish: async (): Promise<void> => {
      for (const person of [...pending]) {
        const body = known(
          (await persons.all(person.study)).find((one) => one.pseudonym === person.pseudonym),
          'person',
        );
        await persons.destroy(person, body.body);
        pending.delete(person);
      }
    },
    /** All of a study, for good: everybody's key, then the study's own secret. Outcomes stay. */
    forget: async (study: Study): Promise<void> => {
      await inTurn(study.name, async () => {
        for (const person of await persons.all(study.name)) {
          if (person.userId === null) continue;
          await endSessions(person);
          await destroy(person, tombstone(person, person.body.outcome ?? 'timed_out'));
        }
        for (const { market } of await persons.markets(study.name)) await endIfEmpty(study, market);
        const closedAt = study.body.closedAt ?? wallNow();
        await persons.saveStudy(study, { state: 'deleted', closedAt });
        await persons.destroySecret(study.name);
      });
      wake(study.name);
    },
  };
}
export type Leaving = ReturnType<typeof createLeaving>;
