/**
 * The tournaments of a server: kept beside its markets, played one at a time in the background, stopped and gone on with.
 * Where one was stopped, by its owner or with the process, its markets' logs say how far it came.
 */

import type { Arena } from './app.ts';
import type { AccessStore } from './engine/access.ts';
import { reasonOf } from './engine/fault.ts';
import type { Pacing } from './engine/pacing.ts';
import type { RecordStore } from './engine/records.ts';
import type { TournamentAction, TournamentAnswer, Tournaments } from './http/ports.ts';
import { type KeptTournament as Kept, keptIn } from './kept-tournament.ts';
import { canonicalJson } from './kernel/hash.ts';
import { marketId, type UserId } from './kernel/id.ts';
import { createPacer } from './pacer.ts';
import type { MeasuredPeople } from './protocol/arena/measured-people.ts';
import type { NewTournament, TournamentStatus } from './protocol/arena/tournament.ts';
import { createSlots } from './reviewer/slots.ts';
import type { TournamentKit, TournamentPlan } from './tournament-kit.ts';
import { createPeopleReading, type StudyReader } from './tournament-people.ts';
import { createSeatGiving } from './tournament-seats.ts';
import { wordsFor } from './tournament-trouble.ts';
import type { Reviewing } from './workshop.ts';

export interface TournamentsOptions {
  readonly arena: Arena;
  readonly access: AccessStore;
  readonly records: RecordStore;
  readonly pacing: Pacing;
  /** Null: this server has no sandbox, and plays nothing. */
  readonly reviewing: Reviewing | null;
  readonly kit: TournamentKit;
  /** Null, or not said: no baseline is measured here. */
  readonly people?: StudyReader | null;
  readonly wallNow: () => number;
  readonly report: (reason: string) => void;
}

export interface ServedTournaments extends Tournaments {
  /** Goes on with what the end of the last process interrupted. */
  start(): Promise<void>;
  close(): Promise<void>;
}

type Stop = 'paused' | 'cancelled' | 'server stops';
class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly why: Stop;

  constructor(why: Stop) {
    super(why);
    this.why = why;
  }
}

const QUEUE_MAX = 10;
const KEPT_MAX = 1_000;
/** From which states each action leads on, and where to; the other states stay as they are. */
const ACTIONS = {
  start: { from: ['created', 'failed'], to: 'queued' },
  resume: { from: ['paused'], to: 'queued' },
  pause: { from: ['queued', 'running'], to: 'paused' },
  cancel: { from: ['created', 'queued', 'running', 'paused', 'failed'], to: 'cancelled' },
} as const;

const no = (why: string): TournamentAnswer => ({ ok: false, why });

export function createTournaments(options: TournamentsOptions): ServedTournaments {
  const { arena, access, records, pacing, reviewing, kit, wallNow, report } = options;
  const giveSeat = createSeatGiving(options);
  const studies = createPeopleReading(options.people ?? null);
  const progress = new Map<string, { done: number; total: number }>();
  /** One change of what is kept at a time: whoever reads a state and writes the next one is alone with it. */
  const turns = createSlots(1);
  const waiting: string[] = [];
  let running: { readonly name: string; readonly stop: AbortController; readonly over: Promise<void> } | null = null;
  let closed = false;

  async function get(name: string): Promise<Kept | null> {
    const body = await records.get('tournament', name);
    return body === null ? null : keptIn(body);
  }

  async function put(kept: Kept): Promise<Kept> {
    await records.put('tournament', { id: kept.tournament, body: canonicalJson(kept) });
    return kept;
  }

  function change(name: string, fields: Partial<Kept>): Promise<void> {
    return turns.use(async () => {
      const kept = await get(name);
      if (kept !== null) await put({ ...kept, ...fields });
    });
  }

  /** From the queue to the table; null where somebody has changed that meanwhile. */
  function begin(name: string): Promise<Kept | null> {
    return turns.use(async () => {
      const kept = await get(name);
      if (kept?.state !== 'queued') return null;
      return put({ ...kept, state: 'running', startedAt: kept.startedAt ?? wallNow(), reason: null });
    });
  }

  const ok = (kept: Kept): TournamentAnswer => ({ ok: true, status: statusOf(kept) });

  function statusOf({ ownerId: _owner, plan: _plan, people: _people, ...rest }: Kept): TournamentStatus {
    return { ...rest, progress: progress.get(rest.tournament) ?? null };
  }

  async function peopleOf({ people, plan, ownerId, tournament }: Kept): Promise<MeasuredPeople | null> {
    if (people !== null) return people;
    const read = await studies.read(plan, ownerId);
    if (read !== null) await change(tournament, { people: read, measuredBy: read.by });
    return read;
  }

  /** Plays it in the background; whatever comes of it is kept. */
  async function play(name: string, judged: Reviewing, signal: AbortSignal): Promise<void> {
    const kept = await begin(name);
    if (kept === null) return;
    // A market with seats from outside has a running clock of its own, which its owner holds as any other.
    const held = kept.plan.seats.length > 0 ? [] : kept.markets;
    const pacers = new Map(held.map((id) => [marketId(id), createPacer(kept.speed, signal)]));
    for (const [id, pacer] of pacers) pacing.entrust(id, pacer);
    try {
      const standing = await kit.play({
        plan: kept.plan,
        people: await peopleOf(kept),
        arena,
        reviewing: judged,
        signal,
        speed: kept.speed,
        pace: async (id, from, to) => pacers.get(id)?.wait(from, to),
        onProgress: (done, total) => progress.set(name, { done, total }),
      });
      await records.put('standing', { id: name, body: standing });
      await change(name, { state: 'completed', endedAt: wallNow() });
    } catch (thrown) {
      await ended(name, thrown);
    } finally {
      for (const id of pacers.keys()) pacing.entrust(id, null);
    }
  }

  async function ended(name: string, thrown: unknown): Promise<void> {
    // What pauses or cancels has said so itself; what stops with the server goes on with the next one.
    if (thrown instanceof Stopped) return;
    report(`tournament ${name}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`);
    await change(name, { state: 'failed', reason: wordsFor(thrown), endedAt: wallNow() });
  }

  function next(): void {
    if (running !== null || closed || reviewing === null) return;
    const name = waiting.shift();
    if (name === undefined) return;
    const stop = new AbortController();
    const over = play(name, reviewing, stop.signal)
      .catch((thrown: unknown) => report(`tournament ${name}: ${reasonOf(thrown)}`))
      .finally(() => {
        running = null;
        next();
      });
    running = { name, stop, over };
  }

  /** Keeps it, or finds it kept. The seats reserve its markets' names: nobody else opens a market that is somebody's. */
  async function keep({ name, protocol, ...rest }: TournamentPlan, speed: number | null, ownerId: UserId) {
    const plan = { name, protocol, ...rest };
    const before = await get(name);
    if (before !== null) {
      const same = before.ownerId === ownerId && canonicalJson(before.plan) === canonicalJson(plan);
      return same ? ok(before) : no(`there is a tournament ${name} already`);
    }
    if ((await records.list('tournament')).length >= KEPT_MAX) return no(`${KEPT_MAX} tournaments are kept here`);
    const taken = await firstTaken(plan.markets);
    if (taken !== null) return no(`there is a market ${taken} already: choose another name`);
    const markets = [...plan.markets];
    const times = { interruptions: 0, createdAt: wallNow(), startedAt: null, endedAt: null };
    const head = { tournament: name, state: 'created', reason: null, protocol, markets, speed } as const;
    const more = { seats: [...plan.seats], people: null, measuredBy: null, ownerId, plan };
    const kept = await put({ ...head, ...times, ...more });
    for (const id of markets) await access.addSeat({ userId: ownerId, marketId: marketId(id), kind: 'owner' });
    return ok(kept);
  }

  async function create(wanted: NewTournament, ownerId: UserId): Promise<TournamentAnswer | null> {
    const read = await kit.read(wanted);
    if (!read.ok) return { ok: false, why: read.problems.join('; '), malformed: true };
    await studies.check(read.plan, ownerId);
    const kept = await turns.use(() => keep(read.plan, wanted.speed, ownerId));
    return kept.ok && wanted.start ? act('start', read.plan.name, ownerId) : kept;
  }

  async function firstTaken(names: readonly string[]): Promise<string | null> {
    const there = new Set<string>(await arena.engine.markets());
    for (const name of names) {
      if (there.has(name) || (await access.seatsIn(marketId(name))).length > 0) return name;
    }
    return null;
  }

  /** The change of state that the action asks for, or what stands in its way. */
  async function decide(action: TournamentAction, name: string, ownerId: UserId): Promise<TournamentAnswer | null> {
    const kept = await get(name);
    if (kept === null || kept.ownerId !== ownerId) return null;
    const { from, to } = ACTIONS[action];
    // The same again finds itself done.
    if (kept.state === to || (to === 'queued' && kept.state === 'running')) return ok(kept);
    if (!(from as readonly string[]).includes(kept.state)) return no(`the tournament is ${kept.state}`);
    if (to === 'queued') {
      if (reviewing === null) return no('this server has no sandbox, and plays no tournaments');
      if (waiting.length >= QUEUE_MAX) return no(`${QUEUE_MAX} tournaments are waiting already`);
      if (action === 'start') await studies.read(kept.plan, ownerId);
      waiting.push(name);
    }
    // Whoever starts anew means the people of now; whoever goes on those that it began with.
    const anew = action === 'start' ? { people: null, measuredBy: null } : {};
    return ok(await put({ ...kept, ...anew, state: to, ...(to === 'cancelled' && { endedAt: wallNow() }) }));
  }

  async function act(action: TournamentAction, name: string, ownerId: UserId): Promise<TournamentAnswer | null> {
    const answer = await turns.use(() => decide(action, name, ownerId));
    const { to } = ACTIONS[action];
    if (answer?.ok === true && to !== 'queued') await halt(name, to);
    next();
    return answer;
  }

  /** Takes it out of the queue, or stops it where it runs, and waits until it has stopped. */
  async function halt(name: string, why: Stop): Promise<void> {
    const place = waiting.indexOf(name);
    if (place !== -1) waiting.splice(place, 1);
    if (running?.name !== name) return;
    const { over, stop } = running;
    stop.abort(new Stopped(why));
    await over;
  }

  return {
    create,
    act,
    list: async (ownerId) =>
      (await records.list('tournament'))
        .map(({ body }) => keptIn(body))
        .filter((kept) => kept.ownerId === ownerId)
        .map(statusOf),
    one: async (name, ownerId) => {
      const kept = await get(name);
      return kept === null || kept.ownerId !== ownerId ? null : statusOf(kept);
    },
    seat: async (name, wanted, user, ownerId) => {
      const kept = await get(name);
      const seat = kept?.ownerId === ownerId ? kept.seats.find((one) => one.seat === wanted) : undefined;
      // One at a time: two who ask for a seat at once must not both be told that it is theirs.
      return seat === undefined ? null : turns.use(() => giveSeat(name, seat, user));
    },
    standing: async (name, ownerId, format) => {
      const kept = await get(name);
      const standing = kept?.ownerId === ownerId ? await records.get('standing', name) : null;
      return standing === null || format === 'json' ? standing : kit.csvOf(standing);
    },
    estimate: async (wanted) => {
      const read = await kit.read(wanted);
      return read.ok ? kit.estimate(read.plan) : read.problems;
    },
    observations: async (name, ownerId) => {
      const kept = await get(name);
      return kept?.ownerId === ownerId && kept.state === 'completed'
        ? kit.observe(kept.plan, arena, kept.people)
        : null;
    },
    start: async () => {
      for (const { body } of await records.list('tournament')) {
        const kept = keptIn(body);
        if (kept.state === 'running') {
          await put({ ...kept, state: 'queued', interruptions: kept.interruptions + 1 });
        } else if (kept.state !== 'queued') continue;
        waiting.push(kept.tournament);
      }
      next();
    },
    close: async () => {
      closed = true;
      running?.stop.abort(new Stopped('server stops'));
      await running?.over;
    },
  };
}
