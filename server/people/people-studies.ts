/** The service of studies with people: who comes in, what they do, what the researcher reads; looked after in the background. */

import { randomBytes } from 'node:crypto';
import type { Arena } from '../app.ts';
import type { AccessStore } from '../engine/access.ts';
import { reasonOf } from '../engine/fault.ts';
import type { PeopleStore } from '../engine/people.ts';
import type { RecordStore } from '../engine/records.ts';
import { createActiveTimes } from '../http/active-times.ts';
import { addressKeyOf } from '../http/address.ts';
import { createCounter } from '../http/counter.ts';
import type { PeopleStudies } from '../http/people-port.ts';
import type { DeskService, Judging } from '../http/ports.ts';
import { createTurns } from '../http/turns.ts';
import { tooOften } from '../http/wire-error.ts';
import { known } from '../kernel/assert.ts';
import type { UserId } from '../kernel/id.ts';
import type { ClockPolicy } from '../market/policy.ts';
import type { PanelIds } from '../protocol/arena/people-study.ts';
import { named, type PeopleContext } from './context.ts';
import { placesLeft } from './counting.ts';
import { createGathering } from './gathering.ts';
import { createLeaving } from './leaving.ts';
import { createPersons, type OpenPerson, type Person, type Study } from './persons.ts';
import { createPresenting } from './presenting.ts';
import { createRunning } from './running.ts';
import type { StudyKit } from './study-file.ts';
import { createStudyMarkets } from './study-markets.ts';
import { createTending } from './tending.ts';
import { studyTrouble } from './trouble.ts';
import type { Vault } from './vault.ts';
import { createWay } from './way.ts';
import type { Withdrawal, Withdrawals } from './withdrawals.ts';

export interface PeopleOptions {
  readonly arena: Arena;
  readonly access: AccessStore;
  readonly records: RecordStore;
  readonly store: PeopleStore;
  readonly vault: Vault;
  readonly judging: Judging & DeskService;
  readonly kit: StudyKit;
  /** Null: nothing is kept that a backup could bring back. */
  readonly withdrawals: Withdrawals | null;
  readonly clock: ClockPolicy;
  readonly publicUrl: string | null;
  readonly wallNow: () => number;
  readonly report: (reason: string) => void;
  /** How often everything is looked after when nobody asks. */
  readonly roundMs?: number;
}

export interface ServedPeople extends PeopleStudies {
  /** Does again what a backup undid, and begins to look after the studies. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const ROUND_MS = 2_000;
const HOUR_MS = 3_600_000;
/** New people of one address in an hour; a laboratory has one address for many. */
const JOINS_PER_HOUR = 300;
const PSEUDONYM_BYTES = 6;
const USER_BYTES = 9;
const PROLIFIC_ID = /^[0-9a-f]{24}$/;

/** One round over a study at a time; whoever asks meanwhile shares the one after it. */
function createWaking(tend: (study: string) => Promise<void>, report: (reason: string) => void) {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();
  let closed = false;
  function begin(study: string): Promise<void> {
    const round = tend(study)
      .catch((thrown: unknown) => report(`study ${study}: ${reasonOf(thrown)}`))
      .finally(() => running.delete(study));
    running.set(study, round);
    return round;
  }
  /** Resolves when a round has ended that began after this was asked. */
  function round(study: string): Promise<void> {
    if (closed) return Promise.resolve();
    const now = running.get(study);
    if (now === undefined) return begin(study);
    const after =
      next.get(study) ??
      now.then(() => {
        next.delete(study);
        return closed ? undefined : begin(study);
      });
    next.set(study, after);
    return after;
  }
  return {
    round,
    close: async (): Promise<void> => {
      closed = true;
      await Promise.all([...running.values(), ...next.values()]);
    },
  };
}

function createContext(options: PeopleOptions, wake: (study: string) => void): PeopleContext {
  const { arena, access, records, store, vault, judging, clock, publicUrl, wallNow, report } = options;
  const turns = createTurns();
  return {
    ...{ arena, access, clock, publicUrl, wallNow, report, wake },
    persons: createPersons(store, vault),
    markets: createStudyMarkets({ arena, access, judging }),
    activeTimes: createActiveTimes(records, wallNow),
    inTurn: (study, work) => turns(named(study), work),
  };
}

function checkLink({ body: { spec } }: Study, { panelId, panelStudyId, panelSessionId }: PanelIds): void {
  const { kind, studyId } = spec.panel;
  const fits = kind === 'other' || [panelId, panelStudyId, panelSessionId].every((id) => PROLIFIC_ID.test(id));
  if (!fits || (studyId !== undefined && studyId !== panelStudyId)) throw studyTrouble.wrongLink();
}

function createComingIn(context: PeopleContext) {
  const { access, persons, wallNow } = context;
  const joins = createCounter([{ ms: HOUR_MS, max: JOINS_PER_HOUR }], wallNow);

  async function add(study: Study, ids: PanelIds, fingerprint: string): Promise<UserId> {
    const name = `person-${randomBytes(USER_BYTES).toString('hex')}`;
    const user = { name, email: null, passwordHash: null, rank: 'guest', createdAt: wallNow() } as const;
    const { userId } = known(await access.addUser(user), 'a user of a drawn name');
    const body: Person['body'] = {
      ...{ stage: 'consent', outcome: null, leftAt: null, stageAt: wallNow(), stageMs: {}, condition: null },
      ...{ practice: null, work: null, hiring: null, finishedEarly: false, sentAway: false, erasing: [] },
    };
    const sealed = { ids, steps: {}, items: [], guesses: [] };
    const pseudonym = `p-${randomBytes(PSEUDONYM_BYTES).toString('hex')}`;
    await persons.add({ study: study.name, pseudonym, userId, body, sealed }, fingerprint);
    return userId;
  }

  /** Somebody new, or back with the same submission; nobody a second time. */
  async function enter(study: Study, ids: PanelIds, address: string): Promise<UserId> {
    const { state } = study.body;
    if (state === 'created' || state === 'deleted') throw studyTrouble.unknown(study.name);
    checkLink(study, ids);
    const fingerprint = persons.fingerprint(study, ids.panelId);
    const before = await persons.byFingerprint(study.name, fingerprint);
    if (before !== null) {
      if (before.sealed.ids.panelSessionId === ids.panelSessionId) return before.userId;
      throw studyTrouble.twice();
    }
    if (await persons.isSpent(study.name, fingerprint)) throw studyTrouble.left();
    if (state === 'closed') throw studyTrouble.closed();
    if (placesLeft(study, await persons.all(study.name)) === 0) {
      // Some may have left without a word: whoever comes next finds their places free.
      context.wake(study.name);
      throw studyTrouble.full();
    }
    const allowance = joins.take(addressKeyOf(address));
    if (!allowance.ok) throw tooOften('Too many people came from this address', allowance.resetMs);
    return add(study, ids, fingerprint);
  }
  return enter;
}

export function createPeopleStudies(options: PeopleOptions): ServedPeople {
  const { access, report, withdrawals, roundMs = ROUND_MS } = options;
  const waking = createWaking((study) => tending.tend(study), report);
  const context = createContext(options, (study) => void waking.round(study));
  const { persons, inTurn } = context;
  const gather = createGathering(context);
  const way = createWay(context, gather);
  const leaving = createLeaving(context);
  const tending = createTending(context, { way, gather, forget: (study) => forget(study) });
  const present = createPresenting(context);
  const enter = createComingIn(context);
  let timer: NodeJS.Timeout | null = null;

  async function studyNamed(name: string): Promise<Study> {
    const study = await persons.study(name);
    if (study === null) throw studyTrouble.unknown(name);
    return study;
  }

  async function personOf(study: Study, userId: UserId): Promise<OpenPerson> {
    const person = await persons.ofUser(study.name, userId);
    if (person === null) throw studyTrouble.unknown(study.name);
    return person;
  }

  /** The list outlives a backup of the database that is brought back. */
  async function leave(study: Study, pseudonym: string): Promise<void> {
    await withdrawals?.add({ kind: 'person', study: study.name, pseudonym });
    await leaving.leave(study, pseudonym);
    await waking.round(study.name);
  }

  async function forget(study: Study): Promise<void> {
    await withdrawals?.add({ kind: 'study', study: study.name, createdAt: study.body.createdAt });
    await leaving.forget(study);
  }

  async function doAgain(one: Withdrawal): Promise<void> {
    const study = await persons.study(one.study);
    if (study === null) return;
    if (one.kind === 'person') await leaving.leave(study, one.pseudonym);
    else if (study.body.state !== 'deleted' && study.body.createdAt === one.createdAt) await leaving.forget(study);
  }

  const running = createRunning({ context, kit: options.kit, leave, forget });

  async function round(): Promise<void> {
    await leaving.finish();
    for (const { name } of await persons.studies()) context.wake(name);
  }

  return {
    ...running,
    join: async (name, ids, address) => {
      const study = await studyNamed(name);
      const userId = await inTurn(name, () => enter(study, ids, address));
      return known(await access.user(userId), 'user of a person');
    },
    state: async (name, userId) => {
      const study = await studyNamed(name);
      const person = await inTurn(name, async () => {
        const found = await personOf(study, userId);
        await way.expire(study, found);
        return found;
      });
      if (person.body.stage !== 'ended') context.wake(name);
      return present(study, person);
    },
    step: async (name, userId, step) => {
      const study = await studyNamed(name);
      const person = await inTurn(name, async () => {
        const found = await personOf(study, userId);
        await way.step(study, found, step);
        return found;
      });
      return present(study, person);
    },
    withdraw: async (name, userId) => {
      const study = await studyNamed(name);
      const { pseudonym } = await personOf(study, userId);
      await leave(study, pseudonym);
    },
    start: async () => {
      for (const one of (await withdrawals?.list()) ?? []) await doAgain(one);
      await round();
      timer = setInterval(() => {
        round().catch((thrown: unknown) => report(reasonOf(thrown)));
      }, roundMs).unref();
    },
    close: async () => {
      if (timer !== null) clearInterval(timer);
      await waking.close();
    },
  };
}
