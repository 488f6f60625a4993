/** The reviewer's desks of a server: one in each market that asked for it, at work as long as the server is. */

import type { Arena } from './app.ts';
import { reasonOf } from './engine/fault.ts';
import type { RecordStore } from './engine/records.ts';
import type { DeskService } from './http/ports.ts';
import type { ServerJudging } from './judging.ts';
import { type MarketId, marketId, type ParticipantId, participantId } from './kernel/id.ts';
import type { Desk } from './protocol/arena/ground.ts';
import { openDesk } from './reviewer/desk.ts';

export interface DesksOptions {
  readonly arena: Arena;
  readonly records: RecordStore;
  readonly judging: ServerJudging;
  /** Hears of trouble; the desk tries again. */
  readonly report: (reason: string) => void;
}

export interface Desks extends DeskService {
  /** Opens the desks of all markets that have one. */
  start(): Promise<void>;
  close(): void;
}

const RETRY_MS = 1_000;
const RETRY_MAX_MS = 60_000;

/** Settles what is due, one delivery's news after the other, and comes back later when the trouble was ours. */
function createDriver(desk: Desk, now: () => Promise<number>, report: (reason: string) => void) {
  let working = false;
  let wanted = false;
  let waitMs = RETRY_MS;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  async function work(): Promise<void> {
    while (wanted && !closed) {
      wanted = false;
      const at = await now();
      for (let due = desk.nextDueAt(); due !== null && due <= at; due = desk.nextDueAt()) await desk.settle(at);
    }
    waitMs = RETRY_MS;
  }

  function wake(): void {
    wanted = true;
    if (working || closed) return;
    working = true;
    work()
      .catch((thrown: unknown) => {
        if (closed) return;
        report(reasonOf(thrown));
        timer = setTimeout(wake, waitMs).unref();
        waitMs = Math.min(2 * waitMs, RETRY_MAX_MS);
      })
      .finally(() => {
        working = false;
      });
  }

  return {
    wake,
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

export function createDesks({ arena, records, judging, report }: DesksOptions): Desks {
  const open = new Map<MarketId, Promise<() => void>>();

  async function begin(id: MarketId, reviewerId: ParticipantId): Promise<() => void> {
    const client = arena.connect(id, { kind: 'participant', participantId: reviewerId });
    const desk = await openDesk({
      client,
      review: (hash, deliveryId, files) => judging.review(id, hash, deliveryId, files),
      verdictAfterMs: 0,
    });
    const driver = createDriver(
      desk,
      () => client.now(),
      (reason) => report(`reviewer of ${id}: ${reason}`),
    );
    const unfollow = await client.follow(0, ({ event }) => {
      // The desk hears of it in the same round of telling; it is asked after that.
      if (event.type === 'DeliverySubmitted') setImmediate(driver.wake);
    });
    driver.wake();
    return () => {
      driver.close();
      unfollow();
      desk.close();
    };
  }

  async function ensure(id: MarketId, reviewerId: ParticipantId): Promise<void> {
    const opening = open.get(id) ?? begin(id, reviewerId);
    open.set(id, opening);
    opening.catch(() => open.delete(id));
    await opening;
  }

  return {
    open: async (id, reviewerId) => {
      await records.add('desk', { id, body: JSON.stringify({ participantId: reviewerId }) });
      await ensure(id, reviewerId);
    },
    start: async () => {
      for (const { id, body } of await records.list('desk')) {
        const { participantId: number } = JSON.parse(body) as { participantId: number };
        await ensure(marketId(id), participantId(number)).catch((thrown: unknown) => report(reasonOf(thrown)));
      }
    },
    close: () => {
      // What failed to open has nothing to close.
      for (const opening of open.values())
        opening.then(
          (stop) => stop(),
          () => undefined,
        );
      open.clear();
    },
  };
}
