/**
 * Looks after markets in which a person is the employer: forms the choice once the bids are in, carries out what was chosen, and awards
 * by a rule where nobody has chosen in time, so that whoever has bid waits for nobody who is gone.
 */

import { known } from '../kernel/assert.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import type { PeopleStep } from '../protocol/arena/people-study-person.ts';
import { marketSeed, named, type PeopleContext } from './context.ts';
import { awardsOf, bidsAreIn, choiceSetsOf, choicesIn } from './hiring.ts';
import type { Hiring } from './kept.ts';
import type { OpenPerson, Study, StudyMarket } from './persons.ts';
import { nextStage } from './stages.ts';
import { studyTrouble } from './trouble.ts';
import type { Way } from './way.ts';

type HiringStep = Extract<PeopleStep, { step: 'hiring' }>;

/** Keeps what an employer has chosen. The same again, after a crash in the middle, changes nothing. */
export async function keepChoice(
  { persons }: Pick<PeopleContext, 'persons'>,
  { study, body }: OpenPerson,
  { choices: given }: HiringStep,
): Promise<void> {
  const market = await persons.market(study, known(body.hiring, 'market of an employer'));
  const hiring = market?.body.hiring ?? null;
  if (market === null || hiring === null) throw studyTrouble.bidsComeIn();
  const choices = choicesIn(hiring.sets, given);
  if (choices === null) throw studyTrouble.choices();
  if (hiring.choices !== null || hiring.awards !== null) return;
  await persons.saveMarket(study, market.market, { ...market.body, hiring: { ...hiring, choices } });
}

export function createEmploying(context: PeopleContext, way: Pick<Way, 'enter' | 'end'>) {
  const { persons, markets, wallNow, inTurn } = context;

  /** The employer, as long as they are at this stage. */
  async function employerAt(
    study: Study,
    { body }: StudyMarket,
    stage: 'lobby' | 'hiring',
  ): Promise<OpenPerson | null> {
    const person = body.employer === null ? null : await persons.open(study.name, body.employer);
    return person?.body.stage === stage ? person : null;
  }

  async function put(
    study: Study,
    market: StudyMarket,
    change: (hiring: Hiring | null) => Hiring | null,
  ): Promise<void> {
    await inTurn(study.name, async () => {
      const { body } = known(await persons.market(study.name, market.market), 'market');
      await persons.saveMarket(study.name, market.market, { ...body, hiring: change(body.hiring) });
    });
  }

  async function open(study: Study, market: StudyMarket): Promise<void> {
    const state = await markets.stateOf(named(market.market));
    if (!bidsAreIn(market.body, state)) return;
    const sets = choiceSetsOf(marketSeed(study, market.market), market.body, state);
    const endsAt = wallNow() + study.body.spec.limitMinutes.hiring * MINUTE_MS;
    await put(study, market, (before) => before ?? { endsAt, sets, choices: null, awards: null });
  }

  /** Their time is over, they have left, or there is nothing to choose from. */
  async function isWaitedFor(study: Study, market: StudyMarket, { sets, endsAt }: Hiring): Promise<boolean> {
    if (wallNow() >= endsAt || sets.every(({ bids }) => bids.length === 0)) return false;
    return (await employerAt(study, market, 'hiring')) !== null;
  }

  async function carryOut(study: Study, market: StudyMarket, hiring: Hiring): Promise<void> {
    const id = named(market.market);
    for (const { projectId, bidId } of hiring.choices ?? []) await markets.awardChosen(id, projectId, bidId);
    await markets.awardLowest(id, hiring.sets);
    const state = await markets.stateOf(id);
    await put(study, market, (now) => now && { ...now, awards: awardsOf(now, state) });
  }

  /** Whoever had nothing to choose from goes on; whoever let the time pass is out. */
  async function moveOn(study: Study, market: StudyMarket, { sets, choices }: Hiring): Promise<void> {
    await inTurn(study.name, async () => {
      const person = await employerAt(study, market, 'hiring');
      if (person === null) return;
      const late = choices === null && sets.some(({ bids }) => bids.length > 0);
      if (late) await way.end(study, person, 'timed_out', { body: {}, sealed: {} });
      else await way.enter(study, person, nextStage(study.body.spec, 'hiring'), { body: {}, sealed: {} });
    });
  }

  return {
    /** Within the study's turn: the market is open, and its employer waits for bids. */
    begin: async (study: Study, market: StudyMarket): Promise<void> => {
      const person = await employerAt(study, market, 'lobby');
      if (person !== null) await way.enter(study, person, 'hiring', { body: {}, sealed: {} });
    },
    /** Within the study's turn: the market is over, and whoever still waits in it goes on. */
    finish: async (study: Study, market: StudyMarket): Promise<void> => {
      const person = await employerAt(study, market, 'hiring');
      if (person !== null)
        await way.enter(study, person, nextStage(study.body.spec, 'hiring'), { body: {}, sealed: {} });
    },
    look: async (study: Study, market: StudyMarket): Promise<void> => {
      if (market.body.hiring === null) await open(study, market);
      const now = known(await persons.market(study.name, market.market), 'market');
      const { hiring } = now.body;
      if (hiring === null) return;
      if (hiring.awards !== null) {
        // An award may have been declined, or have lapsed, since.
        await markets.awardLowest(named(market.market), hiring.sets);
        return;
      }
      if (hiring.choices === null && (await isWaitedFor(study, now, hiring))) return;
      await moveOn(study, now, hiring);
      // They may have chosen in the last moment.
      const last = known(await persons.market(study.name, market.market), 'market').body.hiring ?? hiring;
      await carryOut(study, now, last);
    },
  };
}
export type Employing = ReturnType<typeof createEmploying>;
