/**
 * Looks after the studies whoever is there: time limits, lobbies, markets from their opening to their end, texts to be erased,
 * data whose time is over. Every step may be done again, so that a crash leaves nothing hanging.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../engine/fault.ts';
import { known } from '../kernel/assert.ts';
import { DAY_MS, MINUTE_MS } from '../kernel/clock.ts';
import type { UserId } from '../kernel/id.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { createSlots } from '../reviewer/slots.ts';
import { marketSeed, named, type PeopleContext } from './context.ts';
import { createEmploying } from './employing.ts';
import { eraseWritten } from './erasing.ts';
import type { Gather } from './gathering.ts';
import type { Person, Study, StudyMarket } from './persons.ts';
import { nextStage, openingEndsAt, stageEndsAt } from './stages.ts';
import { isOver } from './study-markets.ts';
import { isAlone, policyOf, practicePolicy } from './study-policy.ts';
import type { Way } from './way.ts';

const RETRY_MS = 1_000;
/** Markets looked after at the same time: the reviewer takes no more answer keys than this. */
const AT_ONCE = 4;

/** Whoever is alone bids against nobody: more than the posted price cannot be asked. */
function atItsPrice(one: ProjectPackage): ProjectPackage {
  const budgetMaxCents = one.postedPriceCents;
  return { ...one, budgetMaxCents, budgetMinCents: Math.min(one.budgetMinCents, budgetMaxCents) };
}

/** An employer has the bids before them: one that vanished would tell that its bidder was somebody who can leave. */
const isBeingChosen = ({ body: { state, hiring } }: StudyMarket): boolean =>
  state === 'open' && hiring !== null && hiring.awards === null;

export interface Tending {
  /** One round over a study; the next one begins when this has ended. */
  tend(name: string): Promise<void>;
}

export interface TendingParts {
  readonly way: Way;
  readonly gather: Gather;
  readonly forget: (study: Study) => Promise<void>;
}

export function createTending(context: PeopleContext, { way, gather, forget }: TendingParts): Tending {
  const { arena, persons, markets, wallNow, inTurn, report } = context;
  const employing = createEmploying(context, way);

  /** Stages whose time is over, and lobbies that are full or have waited long enough. */
  async function lookAtPeople(study: Study): Promise<void> {
    const now = wallNow();
    for (const { pseudonym, body } of await persons.all(study.name)) {
      if (body.stage === 'ended') continue;
      const ends = body.stage === 'lobby' ? null : stageEndsAt(study.body.spec, body);
      const person = ends !== null && now >= ends ? await persons.open(study.name, pseudonym) : null;
      if (person !== null) await way.expire(study, person);
    }
    // Before those who gather now: after the server was away for long, their market has not been tried yet.
    const inVain = (await persons.all(study.name)).filter(({ body }) => {
      const ends = openingEndsAt(study.body.spec, body);
      return ends !== null && now >= ends;
    });
    const away = await gather(study);
    for (const { pseudonym } of [...away, ...inVain]) {
      const person = await persons.open(study.name, pseudonym);
      if (person !== null) await way.end(study, person, 'timed_out', { body: { sentAway: true }, sealed: {} });
    }
  }

  async function usersOf(study: Study, { body }: StudyMarket): Promise<Map<string, UserId>> {
    const people = await persons.all(study.name);
    const seated = new Set(body.seats.flatMap(({ pseudonym }) => (pseudonym === null ? [] : [pseudonym])));
    return new Map(
      people.flatMap(({ pseudonym, userId }) =>
        userId !== null && seated.has(pseudonym) ? [[pseudonym, userId] as const] : [],
      ),
    );
  }

  const isForOne = ({ body: { spec } }: Study, { body }: StudyMarket): boolean => {
    const condition = spec.conditions.find(({ name }) => name === body.condition);
    return condition === undefined || isAlone(condition);
  };

  function packagesOf(study: Study, market: StudyMarket): readonly ProjectPackage[] {
    const { packages, practice } = study.body;
    const all = market.body.kind === 'practice' && practice !== null ? [practice] : packages;
    const projects = market.body.order.map((slug) =>
      known(
        all.find((one) => one.slug === slug),
        `project ${slug}`,
      ),
    );
    return isForOne(study, market) ? projects.map(atItsPrice) : projects;
  }

  /** Alone, one project after the other; together, all at once. */
  async function open(study: Study, market: StudyMarket): Promise<void> {
    const { spec } = study.body;
    const condition = spec.conditions.find(({ name }) => name === market.body.condition);
    const practice = market.body.kind === 'practice';
    const policy =
      practice || condition === undefined
        ? practicePolicy(spec, context.clock)
        : policyOf(spec, condition, context.clock);
    const packages = packagesOf(study, market);
    const users = await usersOf(study, market);
    const id = named(market.market);
    const opening = { market: id, ownerId: study.ownerId, policy, seed: marketSeed(study, market.market), users };
    await markets.open({ ...opening, body: market.body, packages });
    for (const one of packages) await markets.prepare(id, one);
    const first = isForOne(study, market) ? packages.slice(0, 1) : packages;
    const posted: StudyMarket['body']['posted'] = [];
    for (const one of first) posted.push(await markets.post(id, one));
    await inTurn(study.name, async () => {
      const endsAt = practice ? null : wallNow() + spec.limitMinutes.work * MINUTE_MS;
      // Whoever waits first: a crash between the two opens the market once more, and leaves nobody in the lobby.
      if (!practice) {
        await bring(study, market, 'lobby', 'work');
        await employing.begin(study, market);
      }
      await change(study, market, { posted, state: 'open', endsAt });
    });
  }

  async function change(study: Study, { market }: StudyMarket, fields: Partial<StudyMarket['body']>): Promise<void> {
    const now = known(await persons.market(study.name, market), `market ${market}`);
    // Somebody may have ended it meanwhile: what is ending does not open again.
    const state = now.body.state === 'ending' && fields.state === 'open' ? 'ending' : (fields.state ?? now.body.state);
    await persons.saveMarket(study.name, market, { ...now.body, ...fields, state });
  }

  /** Everybody of the market who is at one stage goes on to the other. */
  async function bring(
    study: Study,
    { market, body }: StudyMarket,
    from: 'lobby' | 'work',
    to?: 'work',
  ): Promise<void> {
    for (const { pseudonym } of body.seats) {
      const person = pseudonym === null ? null : await persons.open(study.name, pseudonym);
      if (person === null || person.body.stage !== from || person.body.work?.market !== market) continue;
      await way.enter(study, person, to ?? nextStage(study.body.spec, from), { body: {}, sealed: {} });
    }
  }

  async function goOn(study: Study, market: StudyMarket): Promise<void> {
    const { body } = market;
    if (isForOne(study, market)) await markets.award(named(market.market));
    if (body.kind === 'practice') return;
    if (body.employer !== null) await employing.look(study, market);
    const state = await markets.stateOf(named(market.market));
    const late = body.endsAt !== null && wallNow() >= body.endsAt;
    const busy = [...state.projects.values()].some((project) => !isOver(project));
    if (busy && !late) return;
    const next = late ? undefined : packagesOf(study, market)[body.posted.length];
    if (next === undefined) {
      await inTurn(study.name, () => change(study, market, { state: 'ending' }));
      return;
    }
    const posted = [...body.posted, await markets.post(named(market.market), next)];
    await inTurn(study.name, () => change(study, market, { posted }));
  }

  async function end(study: Study, market: StudyMarket): Promise<void> {
    if (!(await markets.end(named(market.market)))) return;
    await inTurn(study.name, async () => {
      await change(study, market, { state: 'over' });
      if (market.body.kind !== 'work') return;
      await bring(study, market, 'work');
      await employing.finish(study, market);
    });
  }

  async function lookAtMarket(study: Study, market: StudyMarket): Promise<void> {
    if (market.body.state === 'opening') await open(study, market);
    else if (market.body.state === 'open') await goOn(study, market);
    else if (market.body.state === 'ending') await end(study, market);
  }

  /** What somebody wrote in a market that is theirs alone goes at once, in another when that is over. */
  async function erase(study: Study, person: Person): Promise<void> {
    const left: Person['body']['erasing'] = [];
    for (const seat of person.body.erasing) {
      const market = await persons.market(study.name, seat.market);
      const alone = market?.body.seats.length === 1;
      const opened = market !== null && market.body.state !== 'opening' && !isBeingChosen(market);
      if (opened) await markets.leave(named(seat.market), seat.participantId);
      const gone = opened && (await eraseWritten(arena, named(seat.market), seat.participantId, { alone }));
      if (!gone) left.push(seat);
    }
    if (left.length < person.body.erasing.length) {
      await inTurn(study.name, () => persons.saveTombstone(person, { ...person.body, erasing: left }));
    }
  }

  async function guarded(what: string, work: () => Promise<void>): Promise<void> {
    await work().catch(async (thrown: unknown) => {
      report(`study ${what}: ${reasonOf(thrown)}`);
      await sleep(RETRY_MS, undefined, { ref: false });
    });
  }

  async function round(study: Study): Promise<void> {
    const { name, body } = study;
    if (body.state === 'created') return;
    if (body.state !== 'deleted') await guarded(name, () => inTurn(name, () => lookAtPeople(study)));
    const live = (await persons.markets(name)).filter((market) => market.body.state !== 'over');
    const slots = createSlots(AT_ONCE);
    await Promise.all(live.map((market) => slots.use(() => guarded(market.market, () => lookAtMarket(study, market)))));
    for (const person of await persons.all(name)) {
      if (person.userId === null && person.body.erasing.length > 0) await guarded(name, () => erase(study, person));
    }
    const { closedAt, spec } = study.body;
    if (study.body.state === 'closed' && closedAt !== null && wallNow() >= closedAt + spec.retentionDays * DAY_MS)
      await guarded(name, () => forget(study));
  }

  return {
    tend: async (name) => {
      const study = await persons.study(name);
      if (study !== null) await round(study);
    },
  };
}
