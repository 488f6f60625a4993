/** What the researcher does with a study: makes it, opens and closes it, reads it, hands out seats, deletes its data. */

import { createHmac } from 'node:crypto';
import type { RunningPeopleStudies } from '../http/people-port.ts';
import { newSecret, secretHashOf } from '../http/secret.ts';
import { problems } from '../http/wire-error.ts';
import { participantId, type UserId } from '../kernel/id.ts';
import type { PeopleStudySpec } from '../protocol/arena/people-study.ts';
import { SCOPES } from '../protocol/arena/scope.ts';
import { hiringCounts, shownBidsIn } from './choices.ts';
import { named, type PeopleContext } from './context.ts';
import { guessesIn, statusOf, summaryOf } from './counting.ts';
import { savedCents } from './hiring.ts';
import type { StudyBody } from './kept.ts';
import { baselineOf, triedProjects } from './measured.ts';
import type { OpenPerson, Study } from './persons.ts';
import { reviewSummaryOf } from './review-summary.ts';
import { dueTo, timeOutReasonOf } from './stages.ts';
import { readStudyFile, type StudyKit } from './study-file.ts';
import { TABLES } from './tables.ts';
import { studyTrouble } from './trouble.ts';

export interface RunningOptions {
  readonly context: PeopleContext;
  readonly kit: StudyKit;
  readonly leave: (study: Study, pseudonym: string) => Promise<void>;
  readonly forget: (study: Study) => Promise<void>;
}

const PROGRAM_SCOPES = SCOPES.filter((scope) => scope !== 'arena:market_manage');

export function createRunning({ context, kit, leave, forget }: RunningOptions): RunningPeopleStudies {
  const { access, persons, markets, wallNow, inTurn, publicUrl } = context;

  /** Somebody else's is as one that there is not. */
  async function own(name: string, ownerId: UserId): Promise<Study> {
    const study = await persons.study(name);
    if (study === null || study.ownerId !== ownerId) throw studyTrouble.unknown(name);
    return study;
  }

  const status = async (study: Study) => statusOf(study, await persons.all(study.name), publicUrl);

  async function opened(study: Study): Promise<readonly OpenPerson[]> {
    const found: OpenPerson[] = [];
    for (const { pseudonym } of await persons.all(study.name)) {
      const person = await persons.open(study.name, pseudonym);
      if (person !== null) found.push(person);
    }
    return found;
  }

  async function seedOf({ seed, name }: PeopleStudySpec): Promise<string> {
    return (
      seed ??
      createHmac('sha256', await access.signingKey())
        .update(`people study ${name}`)
        .digest('hex')
    );
  }

  async function create(given: string | object, ownerId: UserId): Promise<Study> {
    const { spec, practice, packages } = await readStudyFile(given, kit);
    const before = await persons.study(spec.name);
    if (before !== null) {
      // The same again finds itself done.
      const same = before.ownerId === ownerId && JSON.stringify(before.body.spec) === JSON.stringify(spec);
      if (same) return before;
      throw studyTrouble.taken(spec.name);
    }
    const body: StudyBody = {
      spec,
      packages: [...packages],
      practice,
      seed: await seedOf(spec),
      state: 'created',
      assigned: 0,
      opened: {},
      createdAt: wallNow(),
      closedAt: null,
    };
    if (!(await persons.addStudy({ name: spec.name, ownerId, body }))) throw studyTrouble.taken(spec.name);
    return own(spec.name, ownerId);
  }

  async function act(study: Study, action: 'open' | 'close' | 'deletion'): Promise<void> {
    const { state } = study.body;
    if (state === 'deleted') {
      if (action === 'deletion') return;
      throw studyTrouble.state('The data of this study are deleted');
    }
    if (action === 'deletion') return forget(study);
    if (action === 'close' && state === 'created') throw studyTrouble.state('The study was never open');
    if (action === 'open') {
      await inTurn(study.name, () => persons.saveStudy(study, { state: 'open', closedAt: null }));
    } else if (state === 'open') {
      await inTurn(study.name, () => persons.saveStudy(study, { state: 'closed', closedAt: wallNow() }));
    }
  }

  /** What a share is paid of: a freelancer's earnings, an employer's savings. */
  async function netOf({ study, body: { work, hiring } }: OpenPerson): Promise<number> {
    const employed = hiring === null ? null : await persons.market(study, hiring);
    if (employed !== null && employed.body.state !== 'opening') {
      return savedCents(employed.body, await markets.stateOf(named(employed.market)));
    }
    if (work === null) return 0;
    const market = await persons.market(study, work.market);
    if (market === null || market.body.state === 'opening') return 0;
    return markets.netCents(await markets.stateOf(named(work.market)), work.participantId);
  }

  async function shownIn(study: Study) {
    const here = new Set((await opened(study)).map(({ pseudonym }) => pseudonym));
    return shownBidsIn(await persons.markets(study.name), here);
  }

  async function payments(study: Study) {
    const { spec } = study.body;
    const rows = [];
    for (const person of await opened(study)) {
      const { outcome } = person.body;
      if (outcome === null) continue;
      const due = dueTo(spec, person.body, await netOf(person));
      const { panelId, panelSessionId } = person.sealed.ids;
      rows.push({ panelId, panelSessionId, outcome, reason: timeOutReasonOf(person.body), ...due });
    }
    rows.sort((one, other) => (one.panelId < other.panelId ? -1 : 1));
    const totalCents = rows.reduce((sum, one) => sum + one.baseCents + one.bonusCents, 0);
    return { currency: spec.pay.currency, totalCents, rows };
  }

  async function programSeat(
    study: Study,
    { market, participantId: number }: { market: string; participantId: number },
  ) {
    const kept = await persons.market(study.name, market);
    const seat = kept?.body.seats.find((one) => one.participantId === number);
    if (kept === null || seat === undefined || seat.pseudonym !== null || kept.body.state === 'opening') {
      throw problems.notFound(`Seat ${number} for a program in market ${market}`);
    }
    const id = named(market);
    const taken = (await access.seatsIn(id)).find((one) => one.kind === 'participant' && one.participantId === number);
    // Of the same form as people's, so that no list of seats tells one from the other.
    const name = `person-${secretHashOf(newSecret()).slice(0, 18)}`;
    const user =
      taken === undefined
        ? await access.addUser({ name, email: null, passwordHash: null, rank: 'guest', createdAt: wallNow() })
        : await access.user(taken.userId);
    if (user === null) throw problems.notFound(`Seat ${number} for a program in market ${market}`);
    const { userId } = user;
    if (taken === undefined) {
      await access.addSeat({ userId, marketId: id, kind: 'participant', participantId: participantId(number) });
    }
    const token = newSecret();
    await access.addPass({
      ...{ kind: 'token', secretHash: secretHashOf(token), userId, marketId: id, scopes: PROGRAM_SCOPES, roles: [] },
      ...{ label: 'seat of a study', createdAt: wallNow(), expiresAt: null, usesLeft: null },
    });
    return { market, participantId: number, token };
  }

  return {
    create: async ({ study }, ownerId) => status(await create(study, ownerId)),
    list: async (ownerId) => {
      const mine = (await persons.studies()).filter((study) => study.ownerId === ownerId);
      return Promise.all(mine.map(status));
    },
    summary: async (name, ownerId) => {
      const study = await own(name, ownerId);
      const people = await persons.all(name);
      const guesses = (await opened(study)).flatMap(({ sealed }) => guessesIn(sealed));
      const counted = summaryOf(study, people, await persons.markets(name), guesses);
      return { ...statusOf(study, people, publicUrl), ...counted, hiring: hiringCounts(await shownIn(study)) };
    },
    act: async (name, action, ownerId) => {
      const study = await own(name, ownerId);
      await act(study, action);
      return status(await own(name, ownerId));
    },
    payments: async (name, ownerId) => payments(await own(name, ownerId)),
    table: async (name, table, ownerId) => {
      const study = await own(name, ownerId);
      if (table === 'people') return TABLES.people(study, await persons.all(name));
      if (table === 'projects') return TABLES.projects(await triedProjects(context, study, { over: false }));
      if (table === 'choices') return TABLES.choices(await shownIn(study));
      return table === 'guesses' ? TABLES.guesses(await opened(study)) : TABLES.answers(study, await opened(study));
    },
    baseline: async (name, ownerId) => {
      const study = await own(name, ownerId);
      const rows = await triedProjects(context, study, { over: true });
      return baselineOf(study, rows);
    },
    reviewSummary: async (name, ownerId) => reviewSummaryOf(await own(name, ownerId)),
    markets: async (name, ownerId) => {
      await own(name, ownerId);
      const found = (await persons.markets(name)).filter(
        ({ body }) => body.kind === 'work' && body.state !== 'opening',
      );
      return {
        markets: found.map(({ market, body }) => ({
          market,
          condition: body.condition,
          status: body.state === 'over' ? 'over' : 'open',
          programSeats: body.seats.flatMap((one) => (one.pseudonym === null ? [one.participantId] : [])),
        })),
      };
    },
    programSeat: async (name, seat, ownerId) => {
      const study = await own(name, ownerId);
      return inTurn(name, () => programSeat(study, seat));
    },
    withdrawPerson: async (name, pseudonym, ownerId) => {
      const study = await own(name, ownerId);
      const here = await persons.open(name, pseudonym);
      const known = here ?? (await persons.all(name)).find((one) => one.pseudonym === pseudonym);
      if (known === undefined) throw problems.notFound(`Person ${pseudonym}`);
      await leave(study, pseudonym);
    },
  };
}
