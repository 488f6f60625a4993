/** Plays one market in virtual time: wakes who has news, then lets time jump to the next thing due. */

import { assert, known } from '../../server/kernel/assert.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { Answer, OwnerClient } from '../../server/protocol/arena/client.ts';
import { DocumentRefused } from '../../server/protocol/arena/document.ts';
import type { Desk } from '../../server/protocol/arena/ground.ts';
import type { CommandRequest, CommandType } from '../../server/protocol/arena/wire.ts';
import type { Action, Plan } from '../agent.ts';
import type { Seat } from './seat.ts';

export interface Play {
  readonly owner: OwnerClient;
  readonly seats: readonly Seat[];
  readonly desk: Desk;
  /** Decides who is asked first among those who wake at the same moment. */
  readonly seed: string;
  readonly signal: AbortSignal;
  /** Waits before market time passes from one moment to another, for those who watch. */
  readonly pace?: (from: Millis, to: Millis) => Promise<void>;
  /** Hears of refusals: an agent that tries what it may not is a finding, not a fault. */
  readonly onRefusal: (name: string, code: string) => unknown;
}

/** What a batch window holds back. */
const BIDDING: ReadonlySet<CommandType> = new Set(['PlaceBid', 'AmendBid', 'RetractBid']);

const NO_PLANS: ReadonlyMap<Seat, Plan> = new Map();

/** Rounds of asking at one moment before something must be wrong: every round needs news from the one before. */
const ROUNDS_MAX = 10_000;

/** Times in a row that a seat is asked without news before its agent must be turning in a circle. */
const IDLE_ASKS_MAX = 100_000;

/** Counts how often each seat is asked though nothing has happened: virtual time would let it go on for ever. */
function idleGuard(): (seat: Seat) => void {
  const idleAsks = new Map<Seat, number>();
  return (seat) => {
    const count = seat.news ? 0 : (idleAsks.get(seat) ?? 0) + 1;
    idleAsks.set(seat, count);
    assert(count <= IDLE_ASKS_MAX, `${seat.agent.name} was woken ${count} times in a row for nothing`);
  };
}

function soonest(times: Iterable<Millis | null>): Millis | null {
  let next: Millis | null = null;
  for (const time of times) if (time !== null && (next === null || time < next)) next = time;
  return next;
}

/**
 * Who wants to be asked at `now`, in an order that favours nobody over time. It is one order for the whole moment: a run
 * that goes on cannot know how many rounds of it there were before.
 */
function awake({ seats, seed }: Play, now: Millis): Seat[] {
  const asked = seats.filter(({ news, wakeAt }) => news || (wakeAt !== null && wakeAt <= now));
  if (asked.length < 2) return asked;
  const key = ({ participantId }: Seat): string => keyedHash(seed, 'asked', now, participantId);
  return asked
    .map((seat) => ({ seat, key: key(seat) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ seat }) => seat);
}

/** Runs until nothing will ever happen again, or the signal stops it: then the log is where a later run goes on. */
export async function playMarket(play: Play): Promise<void> {
  const { owner, seats, desk, signal } = play;
  /** Answers that wait for the end of a batch window, and the first fault among them. */
  const unanswered = new Set<Promise<void>>();
  let fault: unknown = null;
  const guardIdle = idleGuard();
  const policy = seats[0]?.observation.policy;
  const waits = (policy?.speed.batchMs ?? 0) > 0;

  async function think(seat: Seat, now: Millis): Promise<Plan> {
    guardIdle(seat);
    seat.news = false;
    seat.observation.now = now;
    const plan: Plan = await seat.agent.act(seat.observation);
    assert(plan.wakeAt === null || plan.wakeAt > now, `${seat.agent.name} wants to be woken in the past`);
    seat.wakeAt = plan.wakeAt;
    return plan;
  }

  /**
   * Those who think for long, all beside each other. Nothing is sent meanwhile, so what each of them looks at is the same
   * whoever is done first. Where one fails or the run is stopped, the others first come to their end.
   */
  async function thinkAtOnce(asked: readonly Seat[], now: Millis): Promise<ReadonlyMap<Seat, Plan>> {
    const slow = asked.filter(({ agent }) => agent.asked === 'at_once');
    if (slow.length === 0) return NO_PLANS;
    const settled = await Promise.allSettled(slow.map((seat) => think(seat, now)));
    // What they planned is not lost: whoever goes on asks them again, and their calls are on record.
    signal.throwIfAborted();
    const plans = new Map<Seat, Plan>();
    for (const [at, seat] of slow.entries()) {
      const one = known(settled[at], 'plan');
      if (one.status === 'rejected') throw one.reason;
      plans.set(seat, one.value);
    }
    return plans;
  }

  async function carryOut(seat: Seat, { actions }: Plan): Promise<void> {
    for (const action of actions) {
      // Prepared one after the other, so that slow storage cannot change the order in which commands are sent.
      const request = await prepared(seat, action);
      if (request === null) continue;
      const answered = seat.send(action.key, request).then((answer) => note(seat, answer));
      // A bid in a batch window is answered only after time has passed: waiting for it here would wait for ever.
      if (waits && BIDDING.has(request.type)) track(answered);
      else await answered;
    }
  }

  /** The command of an action, or null when its documents were refused: that is the agent's affair, like any refusal. */
  async function prepared(seat: Seat, action: Action): Promise<CommandRequest | null> {
    try {
      return await seat.prepare(action);
    } catch (thrown) {
      if (!(thrown instanceof DocumentRefused)) throw thrown;
      play.onRefusal(seat.agent.name, thrown.code);
      return null;
    }
  }

  function note(seat: Seat, answer: Answer): void {
    if (!answer.ok) play.onRefusal(seat.agent.name, answer.refusal.code);
  }

  function track(answered: Promise<void>): void {
    const settled = answered.catch((thrown: unknown) => {
      fault ??= thrown;
    });
    unanswered.add(settled);
    settled.then(() => unanswered.delete(settled));
  }

  /** Everything that happens without time passing. */
  async function settleMoment(now: Millis): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      signal.throwIfAborted();
      if (fault !== null) throw fault;
      const asked = awake(play, now);
      const thought = await thinkAtOnce(asked, now);
      for (const seat of asked) await carryOut(seat, thought.get(seat) ?? (await think(seat, now)));
      const due = desk.nextDueAt();
      if (due !== null && due <= now) await desk.settle(now);
      else if (asked.length === 0) return;
    }
    assert(false, `the market does not come to rest at ${now}`);
  }

  for (;;) {
    const now = await owner.now();
    await settleMoment(now);
    // What was sent has to reach its window before the market can say when that ends.
    if (unanswered.size > 0) await owner.moveTo(now);
    const next = soonest([await owner.nextDueAt(), desk.nextDueAt(), ...seats.map(({ wakeAt }) => wakeAt)]);
    if (next === null) break;
    await play.pace?.(now, next);
    signal.throwIfAborted();
    await owner.moveTo(next);
  }
  await Promise.all(unanswered);
  if (fault !== null) throw fault;
}
