/**
 * A conversation: assertions of ours in one interpreter ask a delivery in another. Messages pass here from one to the other
 * unread, in strict turns, so that neither side can say anything that it was not asked for.
 */

import { type Exchange, type RunResult, SandboxUnavailable } from '../sandbox.ts';

/** Messages of the delivery in one conversation; a side that never comes to an end is cut here, at the same one each time. */
export const MESSAGES_MAX = 5_000;

/** Waits for a place, runs one side's program to its end, and carries its messages. */
export type Side = (exchange: Exchange) => Promise<RunResult>;

export interface Conversation {
  readonly assertions: RunResult;
  /** Null: the assertions had ended before they asked for it. */
  readonly delivery: RunResult | null;
  /** Who came to an end while the other side still spoke; `messages`: both were cut for speaking without end. */
  readonly endedBy: 'assertions' | 'delivery' | 'messages';
  /** What the delivery said, loading aside. As long as it is 0, whatever happened to the assertions was no doing of it. */
  readonly heard: number;
}

/** What is sent to one side: it takes messages one at a time, null once nothing will come any more. */
interface Line {
  send(message: Uint8Array): void;
  next(): Promise<Uint8Array | null>;
  close(): void;
}

function createLine(): Line {
  const ended = Promise.withResolvers<null>();
  let coming = Promise.withResolvers<Uint8Array>();
  return {
    send: (message) => coming.resolve(message),
    next: async () => {
      const message = await Promise.race([ended.promise, coming.promise]);
      coming = Promise.withResolvers();
      return message;
    },
    close: () => ended.resolve(null),
  };
}

const LOADED = new Uint8Array(0);

/**
 * The delivery starts when the assertions speak first, so it takes its place only after theirs is sure: whoever holds a place
 * among the deliveries has an answering side that runs, and places always become free again.
 */
export async function converse(assertions: Side, delivery: Side): Promise<Conversation> {
  const toAssertions = createLine();
  const toDelivery = createLine();
  let endedBy: Conversation['endedBy'] | null = null;
  let running: Promise<RunResult> | null = null;
  let loaded = false;
  let heard = 0;

  const fromDelivery: Exchange = async (message) => {
    if (loaded) heard += 1;
    // A module that has loaded says so. What it says there is worth nothing, and is not passed on.
    toAssertions.send(loaded ? message : LOADED);
    loaded = true;
    if (heard > MESSAGES_MAX) {
      endedBy ??= 'messages';
      toAssertions.close();
      toDelivery.close();
    }
    return toDelivery.next();
  };
  const fromAssertions: Exchange = (message) => {
    if (running === null) {
      const ended = (): void => {
        endedBy ??= 'delivery';
        toAssertions.close();
      };
      running = delivery(fromDelivery);
      running.then(ended, ended);
    } else toDelivery.send(message);
    return toAssertions.next();
  };

  const asserted = await assertions(fromAssertions).catch(async (problem: unknown) => {
    toDelivery.close();
    await Promise.allSettled([running]);
    // A delivery that has said nothing cannot have brought our side down.
    throw heard === 0 && problem instanceof SandboxUnavailable ? new SandboxUnavailable(problem.message) : problem;
  });
  endedBy ??= 'assertions';
  toDelivery.close();
  return { assertions: asserted, delivery: await running, endedBy, heard };
}
