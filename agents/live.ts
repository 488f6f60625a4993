/** Lets an agent play in a market whose time runs by itself: it is asked at news, and when it wanted to be woken. */

import type { Millis } from '../server/kernel/clock.ts';
import type { ParticipantId } from '../server/kernel/id.ts';
import type { ArenaClient } from '../server/protocol/arena/client.ts';
import { DocumentRefused } from '../server/protocol/arena/document.ts';
import type { CommandRequest } from '../server/protocol/arena/wire.ts';
import type { Action, Agent } from './agent.ts';
import type { Observation } from './observation.ts';
import { type Seat, takeSeat } from './tournament/seat.ts';

export interface LivePlay {
  readonly agent: Agent;
  /** Connected as a participant, in this process or over a network. */
  readonly client: ArenaClient;
  /** Makes nonces: two programs that play with one seed give equal texts equal hashes. */
  readonly seed: string;
  /** Ends it: nothing more is sent then. */
  readonly signal: AbortSignal;
  /** Names of works in draws, where the names of their answer keys are others. */
  readonly drawKeys?: Observation['drawKeys'];
  /** Hears of actions that the market, or the border before it, said no to. */
  readonly onRefusal: (code: string, detail: string) => void;
}

/** The longest that is slept without looking at the market's clock: it may have been made faster meanwhile. */
const LOOK_MS = 2_000;
/** As long as a timer can wait. */
const FOREVER_MS = 2_147_483_647;
/** What was refused may be allowed later, but not at every event that comes meanwhile. */
const REFUSED_MS = 10_000;

interface Bell {
  ring(): void;
  /** Resolves when it rings, after the time, or when the play is over. */
  wait(ms: number): Promise<void>;
}

function createBell(signal: AbortSignal): Bell {
  let wake: () => void = () => undefined;
  signal.addEventListener('abort', () => wake());
  return {
    ring: () => wake(),
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (signal.aborted) wake();
      }),
  };
}

function participantOf({ actor }: ArenaClient): ParticipantId {
  if (actor.kind === 'participant') return actor.participantId;
  throw new TypeError('an agent plays for a participant, and this client is the owner of the market');
}

/** The command of an action; null where its documents were refused. */
async function prepared(seat: Seat, action: Action, { onRefusal }: LivePlay): Promise<CommandRequest | null> {
  try {
    return await seat.prepare(action);
  } catch (thrown) {
    if (!(thrown instanceof DocumentRefused)) throw thrown;
    onRefusal(thrown.code, thrown.message);
    return null;
  }
}

/** `refused`: when each action was, in wall time. */
async function act(seat: Seat, play: LivePlay, refused: Map<string, number>): Promise<void> {
  const plan = await play.agent.act(seat.observation);
  seat.wakeAt = plan.wakeAt;
  for (const action of plan.actions) {
    if (play.signal.aborted) return;
    if (Date.now() - (refused.get(action.key) ?? 0) < REFUSED_MS) continue;
    const request = await prepared(seat, action, play);
    const answer = request === null ? null : await seat.send(action.key, request);
    if (answer?.ok === true) continue;
    refused.set(action.key, Date.now());
    if (answer !== null) play.onRefusal(answer.refusal.code, answer.refusal.detail);
  }
}

/** Wall time until market time `at`, at the speed that the market was opened with. */
function wallMs(seat: Seat, now: Millis, at: Millis | null): number {
  if (at === null) return FOREVER_MS;
  return Math.min(LOOK_MS, Math.max(0, (at - now) / (seat.observation.policy?.clock.speed ?? 1)));
}

/** Plays until the signal ends it. Rejects with whatever fault the client could not get over. */
export async function playLive(play: LivePlay): Promise<void> {
  const { agent, client, seed, signal, drawKeys } = play;
  const bell = createBell(signal);
  const refused = new Map<string, number>();
  const rung: ArenaClient = {
    ...client,
    follow: (since, listener) =>
      client.follow(since, (seen) => {
        listener(seen);
        bell.ring();
      }),
  };
  const seat = await takeSeat(agent, participantOf(client), rung, seed, drawKeys);
  try {
    while (!signal.aborted) {
      const now = await client.now();
      seat.observation.now = Math.max(seat.observation.now, now);
      if (seat.news || (seat.wakeAt !== null && seat.wakeAt <= now)) {
        seat.news = false;
        await act(seat, play, refused);
      } else {
        await bell.wait(wallMs(seat, now, seat.wakeAt));
      }
    }
  } finally {
    seat.leave();
  }
}
