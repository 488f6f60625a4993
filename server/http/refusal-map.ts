/** Every refusal of the market as an HTTP status and a code of the wire: the one place where the two meet. */

import { REFUSALS, type Refusal, type RefusalCode } from '../market/refusal.ts';
import { WireError } from './wire-error.ts';

interface Mapped {
  readonly status: number;
  readonly code: string;
}

const project = (name: string, status = 400): Mapped => ({ status, code: `ProjectExceptionCodes.${name}` });
const rest = (name: string, status = 400): Mapped => ({ status, code: `RestExceptionCodes.${name}` });

/** Freelancer.com's own code where it has one; the other names are the refusal's own, in its way of writing. */
const MAPPED: Readonly<Record<RefusalCode, Mapped>> = {
  market_not_open: project('MARKET_NOT_OPEN', 409),
  market_exists: project('MARKET_EXISTS', 409),
  invalid_policy: rest('BAD_FORM'),
  unknown_participant: rest('NOT_FOUND', 404),
  unknown_project: project('PROJECT_NOT_FOUND', 404),
  unknown_bid: project('BID_NOT_FOUND', 404),
  unknown_milestone: project('MILESTONE_NOT_FOUND', 404),
  unknown_milestone_request: project('MILESTONE_REQUEST_NOT_FOUND', 404),
  unknown_delivery: project('DELIVERY_NOT_FOUND', 404),
  unknown_dispute: project('DISPUTE_NOT_FOUND', 404),
  not_allowed: { status: 403, code: 'AuthorisationExceptionCodes.NOT_ALLOWED' },
  participant_withdrawn: project('PARTICIPANT_WITHDRAWN', 403),
  project_not_open: project('PROJECT_NOT_ACTIVE'),
  bidding_closed: project('PROJECT_NOT_ACTIVE'),
  bid_not_open: project('BID_NOT_OPEN', 409),
  already_bid: project('DUPLICATE_BID'),
  own_project: project('OWN_PROJECT', 403),
  skill_missing: project('NOT_ENOUGH_SKILLS'),
  no_bid_credits: project('BID_LIMIT_EXCEEDED'),
  amount_out_of_range: project('BID_AMOUNT_INVALID'),
  above_reserve: project('BID_AMOUNT_TOO_HIGH'),
  above_posted_price: project('BID_AMOUNT_TOO_HIGH'),
  not_below_standing: project('BID_AMOUNT_TOO_HIGH'),
  days_out_of_range: project('INVALID_BID_PERIOD'),
  quality_out_of_range: project('INVALID_BID_QUALITY'),
  mechanism_awards: project('MECHANISM_AWARDS', 403),
  mechanism_not_offered: project('MECHANISM_NOT_OFFERED'),
  award_not_pending: project('AWARD_NOT_PENDING', 409),
  no_award: project('NO_AWARD', 409),
  insufficient_funds: project('INSUFFICIENT_FUNDS'),
  settlement_differs: project('SETTLEMENT_DIFFERS', 409),
  milestone_state: project('MILESTONE_STATE', 409),
  milestone_locked: project('MILESTONE_LOCKED', 403),
  delivery_state: project('DELIVERY_STATE', 409),
  no_deliveries_left: project('NO_DELIVERIES_LEFT'),
  score_out_of_range: rest('BAD_FORM'),
  dispute_state: project('DISPUTE_STATE', 409),
  already_reviewed: project('ALREADY_REVIEWED'),
  review_closed: project('REVIEW_CLOSED'),
  rating_out_of_range: rest('BAD_FORM'),
  messages_closed: { status: 403, code: 'MessageExceptionCodes.MESSAGES_CLOSED' },
  limit_reached: project('LIMIT_REACHED'),
  not_due: project('NOT_DUE', 409),
  content_unknown: rest('NOT_FOUND', 404),
  command_conflict: rest('IDEMPOTENCY_CONFLICT', 409),
  malformed: rest('BAD_FORM'),
};

/** The refusal as an answer of the wire. */
export function refused(refusal: Refusal): WireError {
  const { code, detail } = refusal;
  const message = detail === '' ? REFUSALS[code] : `${REFUSALS[code]} (${detail})`;
  return new WireError({ ...MAPPED[code], message, refusal });
}
