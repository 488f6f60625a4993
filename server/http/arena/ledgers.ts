/** What moved in the accounts that a viewer may look into: the transfers of the events that this viewer sees, and no others. */

import type { Engine } from '../../engine/engine.ts';
import type { MarketId, ParticipantId } from '../../kernel/id.ts';
import { outlayOf, walletOf } from '../../market/account.ts';
import type { MarketEvent } from '../../market/event.ts';
import { postings } from '../../market/postings.ts';
import type { Transfer } from '../../market/transfer.ts';
import type { SeenEvent, Viewer } from '../../market/view.ts';
import { keptBySize } from '../kept-by-size.ts';

/** A transfer as one of its two accounts has it. */
export interface Movement {
  readonly at: number;
  readonly account: 'wallet' | 'outlay';
  readonly participantId: ParticipantId;
  readonly code: Transfer['code'];
  readonly amountCents: number;
  readonly other: string;
  readonly projectId: number | null;
}

export interface Ledgers {
  /** Everything that moved in accounts of participants, in order, as far as this viewer may know. */
  movements(marketId: MarketId, viewer: Viewer): Promise<readonly Movement[]>;
}

/** Movements kept, some forty megabytes of them; the ledger asked for longest ago is given up and read anew. */
const MOVEMENTS_KEPT = 300_000;
/** What a ledger without movements takes, in movements. */
const EMPTY_LEDGER = 3;
const PAGE = 10_000;

/** What `view` takes out of events of money that others than its parties see: it moves nothing in their accounts. */
const NOT_TOLD = { employerFeeCents: 0, freelancerFeeCents: 0, feeHeldCents: 0, feeReturnedCents: 0 };

const OWN = /^(wallet|outlay)\/(\d+)$/;

function sidesOf({ from, to, amountCents, code }: Transfer, at: number, projectId: number | null): Movement[] {
  const side = (account: string, other: string, signed: number): Movement[] => {
    const [, kind, number] = OWN.exec(account) ?? [];
    if (kind === undefined) return [];
    const participantId = Number(number) as ParticipantId;
    return [{ at, account: kind as Movement['account'], participantId, code, amountCents: signed, other, projectId }];
  };
  return [...side(from, to, -amountCents), ...side(to, from, amountCents)];
}

function movementsIn(event: SeenEvent, at: number, viewer: Viewer): readonly Movement[] {
  const told = { ...NOT_TOLD, ...event } as unknown as MarketEvent;
  const projectId = 'projectId' in event ? (event.projectId ?? null) : null;
  const all = postings(told).flatMap((transfer) => sidesOf(transfer, at, projectId));
  if (viewer.kind === 'owner') return all;
  if (viewer.kind !== 'participant') return [];
  const own: readonly string[] = [walletOf(viewer.participantId), outlayOf(viewer.participantId)];
  return all.filter(({ account, participantId }) => own.includes(`${account}/${participantId}`));
}

interface Kept {
  cursor: number;
  readonly movements: Movement[];
  /** Reads one after the other, so that no event is counted twice. */
  reading: Promise<void>;
}

export function createLedgers(engine: Engine): Ledgers {
  const kept = keptBySize<Kept>(MOVEMENTS_KEPT);

  async function readOn(marketId: MarketId, viewer: Viewer, one: Kept): Promise<void> {
    for (;;) {
      const page = await engine.read(marketId, viewer, one.cursor, PAGE);
      for (const { event, at, cursor } of page) {
        one.movements.push(...movementsIn(event, at, viewer));
        one.cursor = cursor;
      }
      if (page.length < PAGE) return;
    }
  }

  return {
    movements: async (marketId, viewer) => {
      const who = viewer.kind === 'participant' ? `${viewer.participantId}/${viewer.roles.join('+')}` : viewer.kind;
      const key = `${marketId}/${who}`;
      const one = kept.get(key) ?? { cursor: 0, movements: [], reading: Promise.resolve() };
      kept.keep(key, one, one.movements.length + EMPTY_LEDGER);
      // A read that failed was told to whoever asked for it; the next begins where it stopped.
      one.reading = one.reading.catch(() => undefined).then(() => readOn(marketId, viewer, one));
      await one.reading;
      kept.keep(key, one, one.movements.length + EMPTY_LEDGER);
      return one.movements;
    },
  };
}
