/** What happened in a pipeline's market, told for people: bids, work, verdicts and money, project by project. */

import type { ParticipantId, ProjectId } from '../../server/kernel/id.ts';
import { type Cents, formatCents } from '../../server/kernel/money.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import { printable } from '../tournament/text-width.ts';

interface Told {
  readonly title: string;
  readonly bids: Map<number, number>;
  award: string;
  readonly work: string[];
  readonly verdicts: string[];
  readonly money: string[];
}

export interface AccountInput {
  readonly events: readonly MarketEvent[];
  /** Titles by answer key, names by participant. */
  readonly titleOf: (acceptanceHash: string) => string;
  readonly nameOf: (participant: ParticipantId) => string;
  readonly currency: string;
}

export interface Account {
  /** Stage by stage, one line each. */
  readonly market: readonly string[];
  readonly freelancers: readonly string[];
  readonly reviewer: readonly string[];
  readonly payout: readonly string[];
}

/** Nothing that an agent wrote reaches a terminal with what moves a cursor in it. */
const quoted = (text: string): string => printable(text).slice(0, 60);

function outcomeText({
  casesPassed,
  caseCount,
  scoreBps,
  status,
}: Extract<MarketEvent, { type: 'VerdictRecorded' }>): string {
  const held = casesPassed === caseCount && scoreBps < 10_000 ? ', held back by the judge' : '';
  return `${casesPassed} of ${caseCount} cases, ${status.replaceAll('_', ' ')}${held}`;
}

export function accountOf({ events, titleOf, nameOf, currency }: AccountInput): Account {
  const told = new Map<ProjectId, Told>();
  const costs: string[] = [];
  const money = (amount: number): string => formatCents(amount as Cents, currency);
  const name = (id: ParticipantId): string => quoted(nameOf(id));

  function tell(event: MarketEvent): void {
    if (event.type === 'ProjectPosted') {
      const title = quoted(titleOf(event.posting.acceptanceHash));
      told.set(event.projectId, { title, bids: new Map(), award: 'no award', work: [], verdicts: [], money: [] });
      return;
    }
    if (event.type === 'CostBooked') {
      costs.push(`${name(event.participantId)} paid ${money(event.amountCents)} for its ${event.costKind}`);
      return;
    }
    const of = 'projectId' in event && event.projectId !== null ? told.get(event.projectId) : undefined;
    if (of !== undefined) tellOf(of, event);
  }

  function tellOf(of: Told, event: MarketEvent): void {
    switch (event.type) {
      case 'BidPlaced':
      case 'BidAmended':
        of.bids.set(event.bidId, event.amountCents);
        return;
      case 'AwardAccepted':
        of.award = `${name(event.freelancerId)} for ${money(event.priceCents)}`;
        return;
      case 'DeliverySubmitted':
        of.work.push(`${name(event.freelancerId)} hands in ${event.bytes} bytes, attempt ${event.attempt}`);
        return;
      case 'VerdictRecorded':
        of.verdicts.push(outcomeText(event));
        return;
      case 'RevisionRequested':
        of.verdicts.push('the employer asks for a revision');
        return;
      case 'MilestoneReleased':
        if (event.freelancerId === null) return;
        of.money.push(
          `${name(event.freelancerId)} gets ${money(event.amountCents - event.freelancerFeeCents)}, fee ${money(event.freelancerFeeCents)}`,
        );
        return;
      case 'MilestoneRefunded':
        of.money.push(`${money(event.amountCents)} go back to the employer`);
        return;
      case 'ReviewPosted':
        of.money.push(`${name(event.fromId)} gives ${event.rating} of 5`);
        return;
      default:
    }
  }

  for (const event of events) tell(event);
  const lines = (part: (one: Told) => readonly string[]): string[] =>
    [...told.values()].flatMap((one) => {
      const said = part(one);
      return said.length === 0 ? [] : [`${one.title}: ${said.join('; ')}`];
    });
  const bidsOf = ({ bids, award }: Told): string[] => {
    const amounts = [...bids.values()].toSorted((a, b) => a - b);
    const [least, most] = [amounts[0], amounts.at(-1)];
    if (least === undefined || most === undefined) return ['no bid'];
    return [`${amounts.length} bids from ${money(least)} to ${money(most)}, ${award}`];
  };
  return {
    market: lines(bidsOf),
    freelancers: lines(({ work }) => work),
    reviewer: lines(({ verdicts }) => verdicts),
    payout: [...lines((one) => one.money), ...costs],
  };
}
