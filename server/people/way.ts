/** A person's way: entering stages, taking steps, running out of time. Each change is kept before anybody hears of it. */

import { known } from '../kernel/assert.ts';
import { canonicalJson } from '../kernel/hash.ts';
import type { PeopleOutcome, PeopleStage, PeopleStep } from '../protocol/arena/people-study-person.ts';
import { conditionAt } from './assignment.ts';
import { itemsFor } from './blind.ts';
import { marketSeed, named, type PeopleContext } from './context.ts';
import { keepChoice } from './employing.ts';
import { type Gather, marketNameIn } from './gathering.ts';
import { practiceMarket } from './grouping.ts';
import { shownBids } from './hiring.ts';
import type { PersonBody, Sealed } from './kept.ts';
import { consentHashOf } from './notices.ts';
import type { OpenPerson, Study } from './persons.ts';
import { isBefore, nextStage, stageEndsAt, wrongAnswers } from './stages.ts';
import { seatNumber } from './study-markets.ts';
import { studyTrouble } from './trouble.ts';

type Change = { body: Partial<PersonBody>; sealed: Partial<Sealed> };

/** From one stage to another; `change` is what the step itself brings. */
function moved(person: OpenPerson, to: PeopleStage, now: number, change: Change): Change {
  const { stage, stageAt, stageMs } = person.body;
  const body = {
    ...change.body,
    stage: to,
    stageAt: now,
    stageMs: { ...stageMs, [stage]: now - stageAt },
    ...(to === 'ended' ? { leftAt: stage } : {}),
  };
  return { body, sealed: change.sealed };
}

export function createWay(context: PeopleContext, gather: Gather) {
  const { persons, markets, wallNow } = context;

  async function itemsOf(study: Study, person: OpenPerson): Promise<Sealed['items']> {
    const { hiring } = person.body;
    const employed = hiring === null ? null : await persons.market(study.name, hiring);
    if (employed !== null) return shownBids(employed.body, marketSeed(study, employed.market), study.body.spec.guesses);
    const seat = person.body.work;
    const market = seat === null ? null : await persons.market(study.name, seat.market);
    if (seat === null || market === null) return [];
    const state = await markets.stateOf(named(seat.market));
    const judge = {
      seed: marketSeed(study, seat.market),
      participantId: seat.participantId,
      most: study.body.spec.guesses,
    };
    return [...itemsFor(market.body, state, judge)];
  }

  async function openPractice(study: Study, person: OpenPerson): Promise<Partial<PersonBody>> {
    const market = marketNameIn(study.name);
    const { slug } = known(study.body.practice, 'practice project');
    await persons.saveMarket(study.name, market, practiceMarket(study, market, person.pseudonym, slug));
    return { practice: { market, participantId: seatNumber(0) } };
  }

  /** The condition is drawn when somebody is ready for it, so that nobody leaves because of it. */
  async function assign(study: Study): Promise<Partial<PersonBody>> {
    const { assigned, seed, spec } = study.body;
    const names = spec.conditions.map(({ name }) => name);
    const condition = conditionAt(seed, assigned, names, spec.blockRepeats);
    await persons.saveStudy(study, { assigned: assigned + 1 });
    return { condition };
  }

  async function enter(study: Study, person: OpenPerson, to: PeopleStage, change: Change): Promise<void> {
    let body: Partial<PersonBody> = {};
    let items: Sealed['items'] = [];
    if (to === 'practice') body = await openPractice(study, person);
    if (to === 'lobby') body = await assign(study);
    if (to === 'guess') {
      items = await itemsOf(study, person);
      // Nobody else was there: there is nothing to guess about.
      if (items.length === 0) return enter(study, person, nextStage(study.body.spec, 'guess'), change);
    }
    const all = {
      body: { ...change.body, ...body },
      sealed: { ...change.sealed, ...(to === 'guess' ? { items } : {}) },
    };
    await persons.save(person, moved(person, to, wallNow(), all));
    if (to === 'lobby') {
      await gather(study);
      // Whoever was the last to be waited for has a market now.
      person.body = (await persons.open(study.name, person.pseudonym))?.body ?? person.body;
    }
    context.wake(study.name);
  }

  async function end(study: Study, person: OpenPerson, outcome: PeopleOutcome, change: Change): Promise<void> {
    await enter(study, person, 'ended', { ...change, body: { ...change.body, outcome } });
  }

  /** Lets the market come to its end without this person: alone it ends with them. */
  async function finishWork(study: Study, person: OpenPerson, change: Change): Promise<void> {
    const seat = known(person.body.work, 'seat');
    const market = known(await persons.market(study.name, seat.market), 'market');
    const people = market.body.seats.filter(({ pseudonym }) => pseudonym !== null);
    // An employer who chooses is somebody too whom it would end for.
    if (people.length === 1 && market.body.employer === null) {
      await persons.saveMarket(study.name, seat.market, { ...market.body, state: 'ending' });
      await persons.save(person, { ...change, body: { ...change.body, finishedEarly: true } });
      context.wake(study.name);
      return;
    }
    await markets.leave(named(seat.market), seat.participantId);
    const next = nextStage(study.body.spec, 'work');
    await enter(study, person, next, { ...change, body: { ...change.body, finishedEarly: true } });
  }

  async function endPractice(study: Study, person: OpenPerson): Promise<void> {
    const { market } = known(person.body.practice, 'seat in practice');
    const state = await markets.stateOf(named(market));
    if (state.deliveries.size === 0) throw studyTrouble.nothingDelivered();
    const kept = known(await persons.market(study.name, market), 'market of practice');
    await persons.saveMarket(study.name, market, { ...kept.body, state: 'ending' });
  }

  /** What comes of the step of the stage that somebody is at. */
  async function take(study: Study, person: OpenPerson, step: PeopleStep): Promise<void> {
    const { spec } = study.body;
    const change: Change = { body: {}, sealed: { steps: { ...person.sealed.steps, [step.step]: step } } };
    const on = (more: Partial<Sealed> = {}): Promise<void> =>
      enter(study, person, nextStage(spec, step.step), { ...change, sealed: { ...change.sealed, ...more } });
    switch (step.step) {
      case 'consent':
        if (step.consentHash !== consentHashOf(spec)) throw studyTrouble.otherConsent();
        return step.agreed ? on() : end(study, person, 'no_consent', change);
      case 'eligibility': {
        const wrong = wrongAnswers(spec.eligibility, step.answers);
        if (wrong === null) throw studyTrouble.answers();
        return wrong === 0 ? on() : end(study, person, 'screened_out', change);
      }
      case 'practice':
        await endPractice(study, person);
        return on();
      case 'hiring':
        await keepChoice(context, person, step);
        return on();
      case 'work':
        return finishWork(study, person, change);
      case 'attention': {
        const wrong = wrongAnswers(spec.attention, step.answers);
        if (wrong === null) throw studyTrouble.answers();
        return wrong <= spec.attentionMisses ? on() : end(study, person, 'failed_attention', change);
      }
      case 'guess': {
        const shown = new Set(person.sealed.items.map(({ item }) => item));
        const guessed = step.guesses.map(({ item }) => item);
        const fits = new Set(guessed).size === guessed.length && guessed.every((item) => shown.has(item));
        if (!fits) throw studyTrouble.guesses();
        return on({ guesses: step.guesses });
      }
      case 'debrief':
        return end(study, person, 'completed', change);
    }
  }

  /** Ends whoever's time for the stage is over; work and lobby end with their markets. */
  async function expire(study: Study, person: OpenPerson): Promise<void> {
    const { stage } = person.body;
    const endsAt = stageEndsAt(study.body.spec, person.body);
    if (stage === 'lobby' || endsAt === null || wallNow() < endsAt) return;
    const practice = stage === 'practice' ? person.body.practice : null;
    const kept = practice === null ? null : await persons.market(study.name, practice.market);
    if (kept !== null) await persons.saveMarket(study.name, kept.market, { ...kept.body, state: 'ending' });
    await end(study, person, 'timed_out', { body: {}, sealed: {} });
  }

  return {
    expire,
    enter,
    end,
    /** The same step again changes nothing; another one than is asked for is refused. */
    step: async (study: Study, person: OpenPerson, step: PeopleStep): Promise<void> => {
      await expire(study, person);
      const { stage } = person.body;
      const before = person.sealed.steps[step.step];
      if (before !== undefined && canonicalJson(before) === canonicalJson(step)) return;
      if (before !== undefined || isBefore(step.step, stage)) throw studyTrouble.passed(step.step);
      if (step.step !== stage) throw studyTrouble.early(step.step);
      await take(study, person, step);
    },
  };
}
export type Way = ReturnType<typeof createWay>;
