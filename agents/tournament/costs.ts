/** Books what freelancers spent from their own pockets, lost bids included, once a market has come to rest. */

import { assert } from '../../server/kernel/assert.ts';
import type { ParticipantId } from '../../server/kernel/id.ts';
import { cents, divideHalfEven } from '../../server/kernel/money.ts';
import type { OwnerClient, Seen } from '../../server/protocol/arena/client.ts';
import type { CostKind } from '../../server/protocol/arena/wire.ts';
import type { ModelEntry } from '../llm/roster-entry.ts';
import { assumedCostCents, isPlayed, type RosterEntry } from './roster.ts';

interface Spender {
  readonly participantId: ParticipantId;
  readonly entry: RosterEntry;
}

interface Done {
  bids: number;
  deliveries: number;
  fuel: number;
}

/** What a freelancer did in a market, as far as it costs something. */
function doneBy(events: readonly Seen[], id: ParticipantId): Done {
  const done: Done = { bids: 0, deliveries: 0, fuel: 0 };
  for (const { event } of events) {
    if ((event.type === 'BidPlaced' || event.type === 'BidAmended') && event.bidderId === id) done.bids += 1;
    else if (event.type === 'DeliverySubmitted' && event.freelancerId === id) done.deliveries += 1;
    else if (event.type === 'VerdictRecorded' && event.freelancerId === id) done.fuel += event.fuel ?? 0;
  }
  return done;
}

/**
 * One booking a freelancer and kind, as a sum in whole cents (half to even). Booked at the end and not for each run,
 * because what one run cost would tell its author about the hidden cases. `spentOn`: what a model's calls in this market
 * have cost, in millionths of a dollar.
 */
export async function bookCosts(
  owner: OwnerClient,
  spenders: readonly Spender[],
  events: readonly Seen[],
  microUsdPerMegafuel: number,
  spentOn: (entry: ModelEntry) => number,
): Promise<void> {
  for (const { participantId, entry } of spenders) {
    const done = doneBy(events, participantId);
    const cost = costOf(entry, done, spentOn);
    await book(owner, participantId, 'model', cost);
    const microUsd = Math.round((done.fuel / 1_000_000) * microUsdPerMegafuel);
    await book(owner, participantId, 'sandbox', divideHalfEven(microUsd, 10_000));
  }
}

/** What somebody from outside spends is not known here. */
function costOf(entry: RosterEntry, done: Done, spentOn: (entry: ModelEntry) => number): number {
  if (entry.kind === 'model') return divideHalfEven(Math.round(spentOn(entry)), 10_000);
  return isPlayed(entry) ? assumedCostCents(entry.costs, done) : 0;
}

/** What the model of somebody who is no freelancer has cost in this market, in millionths of a dollar. */
export function bookModelCost(owner: OwnerClient, id: ParticipantId, microUsd: number): Promise<void> {
  return book(owner, id, 'model', divideHalfEven(Math.round(microUsd), 10_000));
}

async function book(owner: OwnerClient, id: ParticipantId, costKind: CostKind, amount: number): Promise<void> {
  if (amount === 0) return;
  const answer = await owner.send(`cost/${costKind}/${id}`, {
    type: 'BookCost',
    participantId: id,
    amountCents: cents(amount),
    costKind,
    projectId: null,
  });
  // What was spent and is not in the books would make every figure of profit wrong.
  assert(answer.ok, `the ${costKind} cost of participant ${id} cannot be booked: ${amount} cents`);
}
