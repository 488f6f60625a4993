/** The rules' front door: a command and the market's state give events or a refusal. Pure; reads state, changes nothing. */

import {
  decideAcceptAward,
  decideAwardBid,
  decideDeclineAward,
  decideEndAward,
  decideLapseAward,
  decideLapseDelivery,
  decideRevokeAward,
} from './award.decide.ts';
import { decideAmendBid, decidePlaceBid, decideRetractBid } from './bid.decide.ts';
import type { Command, CommandType } from './command.ts';
import type { Decide, Decision } from './decision.ts';
import {
  decideRecordVerdict,
  decideRequestRevision,
  decideSubmitDelivery,
  decideTakeDelivery,
  decideVoidDelivery,
} from './delivery.decide.ts';
import {
  decideAnswerDispute,
  decideCancelDispute,
  decideLapseDispute,
  decideOpenDispute,
  decideResolveDispute,
} from './dispute.decide.ts';
import { decideCloseMarket, decideOpenMarket } from './market.decide.ts';
import {
  decideCancelMilestone,
  decideCreateMilestone,
  decideLapseMilestone,
  decideReleaseMilestone,
  decideRequestRelease,
} from './milestone.decide.ts';
import {
  decideAcceptMilestoneRequest,
  decideRejectMilestoneRequest,
  decideRequestMilestone,
  decideWithdrawMilestoneRequest,
} from './milestone-request.decide.ts';
import {
  decideBookCost,
  decideChangeSkills,
  decideDeposit,
  decideEraseContent,
  decideRegisterParticipant,
  decideWithdrawFunds,
  decideWithdrawParticipant,
} from './participant.decide.ts';
import {
  decideCancelProject,
  decideCloseBidding,
  decideExpireProject,
  decidePostProject,
  decidePublishProject,
} from './project.decide.ts';
import { type Refusal, refusal } from './refusal.ts';
import { decidePostMessage, decidePostReview, decideRevealReviews } from './review.decide.ts';
import type { MarketState } from './state.ts';

const DECIDES: { readonly [T in CommandType]: Decide<T> } = {
  OpenMarket: decideOpenMarket,
  CloseMarket: decideCloseMarket,
  RegisterParticipant: decideRegisterParticipant,
  WithdrawParticipant: decideWithdrawParticipant,
  ChangeSkills: decideChangeSkills,
  Deposit: decideDeposit,
  WithdrawFunds: decideWithdrawFunds,
  BookCost: decideBookCost,
  EraseContent: decideEraseContent,
  PostProject: decidePostProject,
  PublishProject: decidePublishProject,
  CancelProject: decideCancelProject,
  CloseBidding: decideCloseBidding,
  ExpireProject: decideExpireProject,
  PlaceBid: decidePlaceBid,
  AmendBid: decideAmendBid,
  RetractBid: decideRetractBid,
  AwardBid: decideAwardBid,
  AcceptAward: decideAcceptAward,
  DeclineAward: decideDeclineAward,
  RevokeAward: decideRevokeAward,
  LapseAward: decideLapseAward,
  EndAward: decideEndAward,
  LapseDelivery: decideLapseDelivery,
  SubmitDelivery: decideSubmitDelivery,
  TakeDelivery: decideTakeDelivery,
  RecordVerdict: decideRecordVerdict,
  VoidDelivery: decideVoidDelivery,
  RequestRevision: decideRequestRevision,
  CreateMilestone: decideCreateMilestone,
  RequestRelease: decideRequestRelease,
  ReleaseMilestone: decideReleaseMilestone,
  CancelMilestone: decideCancelMilestone,
  LapseMilestone: decideLapseMilestone,
  RequestMilestone: decideRequestMilestone,
  AcceptMilestoneRequest: decideAcceptMilestoneRequest,
  RejectMilestoneRequest: decideRejectMilestoneRequest,
  WithdrawMilestoneRequest: decideWithdrawMilestoneRequest,
  OpenDispute: decideOpenDispute,
  AnswerDispute: decideAnswerDispute,
  CancelDispute: decideCancelDispute,
  ResolveDispute: decideResolveDispute,
  LapseDispute: decideLapseDispute,
  PostReview: decidePostReview,
  RevealReviews: decideRevealReviews,
  PostMessage: decidePostMessage,
};

export const COMMAND_TYPES = Object.keys(DECIDES) as CommandType[];

/** A closed market takes no new work but carries everything begun to its end. */
const NEW_WORK: ReadonlySet<CommandType> = new Set([
  'PostProject',
  'PublishProject',
  'CloseMarket',
  'RegisterParticipant',
]);

/** Why nobody acts in this participant's name: there is none, or it has withdrawn. What it wrote it may still erase. */
function actorRefusal(
  state: MarketState,
  { actor, type }: Command,
): { readonly ok: false; readonly error: Refusal } | null {
  if (actor.kind !== 'participant') return null;
  const participant = state.participants.get(actor.participantId);
  if (participant === undefined) return refusal('unknown_participant', `participant ${actor.participantId}`);
  return participant.withdrawn && type !== 'EraseContent' ? refusal('participant_withdrawn') : null;
}

/** Decides `command` at market time `now` (ms). The refusal of a malformed field names the field. */
export function decide(state: MarketState, command: Command, now: number): Decision {
  if (state.status === 'unopened') {
    if (command.type !== 'OpenMarket') return refusal('market_not_open', 'not opened yet');
    return decideOpenMarket(state, command);
  }
  const refused = actorRefusal(state, command);
  if (refused !== null) return refused;
  if (state.status === 'closed' && NEW_WORK.has(command.type)) return refusal('market_not_open', 'closed');
  // The table's key is the command's own type, which TypeScript cannot follow through an index.
  const decideOne = DECIDES[command.type] as Decide<CommandType>;
  return decideOne(state, command, now);
}
