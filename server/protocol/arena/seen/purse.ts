/** What the viewer can spend, folded from the events that tell it so to the cent; the market's own postings say the same. */

import type { ParticipantId } from '../../../kernel/id.ts';
import type { SeenEvent } from '../wire.ts';
import type { SeenMarket } from './things.ts';

type Movement = readonly [whose: ParticipantId | null | undefined, cents: number];

/** Amounts that an event tells only to the one whose wallet they move; undefined where it is another's. */
function sum(...parts: readonly (number | undefined)[]): number | null {
  let total = 0;
  for (const part of parts) {
    if (part === undefined) return null;
    total += part;
  }
  return total;
}

const minus = (cents: number | undefined): number | undefined => (cents === undefined ? undefined : -cents);

function movementIn(event: SeenEvent): Movement | null {
  const of = (whose: ParticipantId | null | undefined, cents: number | null): Movement | null =>
    cents === null ? null : [whose, cents];
  switch (event.type) {
    case 'FundsDeposited':
      return of(event.participantId, sum(event.amountCents));
    case 'FundsWithdrawn':
      return of(event.participantId, sum(minus(event.amountCents)));
    case 'AwardAccepted':
      return of(event.employerId, sum(minus(event.employerFeeCents)));
    case 'MilestoneCreated':
      return of(event.employerId, sum(minus(event.amountCents), minus(event.feeHeldCents)));
    case 'MilestoneReleased':
      return of(event.freelancerId, sum(event.amountCents, minus(event.freelancerFeeCents)));
    case 'MilestoneRefunded':
      return of(event.employerId, sum(event.amountCents, event.feeReturnedCents));
    default:
      return null;
  }
}

export function foldPurse(market: SeenMarket, event: SeenEvent): void {
  const movement = movementIn(event);
  if (movement === null) return;
  const [whose, cents] = movement;
  if (whose === null || whose === undefined) return;
  const purse = market.purses.get(whose) ?? { walletCents: 0 };
  purse.walletCents += cents;
  market.purses.set(whose, purse);
}
