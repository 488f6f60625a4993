/** What happened, as a sentence for people. */

import type { EventType, SeenEvent } from '../../server/protocol/arena/wire.ts';
import { type SentenceParts, sentences } from './en/events.ts';

/** Events that a newer server tells and this page does not know are told by their name. */
export function sentenceOf(event: SeenEvent, parts: SentenceParts): string {
  const make = sentences[event.type] as ((event: SeenEvent, parts: SentenceParts) => string) | undefined;
  return make === undefined ? event.type : make(event, parts);
}

/** How much an event weighs for whoever skims: money and verdicts more than talk. */
export type Weight = 'money' | 'good' | 'bad' | 'trade' | 'plain';

const WEIGHTS: Readonly<Partial<Record<EventType, Weight>>> = {
  MilestoneCreated: 'money',
  MilestoneReleased: 'money',
  MilestoneRefunded: 'money',
  FundsDeposited: 'money',
  FundsWithdrawn: 'money',
  CostBooked: 'money',
  BidPlaced: 'trade',
  BidAmended: 'trade',
  BidAwarded: 'good',
  AwardAccepted: 'good',
  AwardDeclined: 'bad',
  AwardLapsed: 'bad',
  AwardRevoked: 'bad',
  ProjectExpired: 'bad',
  ProjectCancelled: 'bad',
  DisputeOpened: 'bad',
  DeliveryVoided: 'bad',
};

export function weightOf(event: SeenEvent): Weight {
  if (event.type === 'VerdictRecorded') return event.status === 'passed' ? 'good' : 'bad';
  return WEIGHTS[event.type] ?? 'plain';
}
