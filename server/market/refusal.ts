/** Every coded "no" of the market. A refusal is an answer, not an error: nothing was written. */

/** Stable codes; the text says what to do about it. The wire maps them in `http/` only. */
export const REFUSALS = {
  market_not_open: 'The market is closed to this.',
  market_exists: 'This market is already open. Choose another market id.',
  invalid_policy: 'The policy contradicts itself. See the detail.',
  unknown_participant: 'No such participant in this market.',
  unknown_project: 'No such project in this market.',
  unknown_bid: 'No such bid on this project.',
  unknown_milestone: 'No such milestone.',
  unknown_milestone_request: 'No such milestone request.',
  unknown_delivery: 'No such delivery.',
  unknown_dispute: 'No such dispute.',
  not_allowed: 'The acting participant does not have the right to do this.',
  participant_withdrawn: 'This participant has withdrawn from the market.',
  project_not_open: 'The project does not take this while in its present state.',
  bidding_closed: 'Bidding on this project has closed.',
  bid_not_open: 'The bid is not in a state that allows this.',
  already_bid: 'There is already a bid of this freelancer on the project. Amend it instead.',
  own_project: 'An employer cannot bid on an own project.',
  skill_missing: 'The freelancer has none of the skills that the project asks for.',
  no_bid_credits: 'No bid credits left. They refill with time.',
  amount_out_of_range: 'The amount is outside what is allowed here. See the detail.',
  above_reserve: "The amount is above the project's budget maximum.",
  above_posted_price: 'The amount is above the posted price.',
  not_below_standing: 'The amount must undercut the standing bid by at least the step.',
  days_out_of_range: 'The delivery time is outside what is allowed here.',
  quality_out_of_range: 'The promised quality must be between 0 and 10,000 basis points.',
  mechanism_awards: 'This mechanism makes the award itself; nobody awards by hand.',
  mechanism_not_offered: "The market's policy does not offer this mechanism.",
  award_not_pending: 'No award of this bid is waiting for acceptance.',
  no_award: 'The project has no award in progress.',
  insufficient_funds: 'The wallet does not hold enough.',
  settlement_differs: "The market's settlement does not have this step.",
  milestone_state: 'The milestone is not in a state that allows this.',
  milestone_locked: 'After acceptance only the freelancer may cancel a milestone.',
  delivery_state: 'The delivery is not in a state that allows this.',
  no_deliveries_left: 'No further delivery is allowed for this award.',
  score_out_of_range: 'A score is between 0 and 10,000 basis points, cases passed between 0 and all.',
  dispute_state: 'The dispute is not in a state that allows this.',
  already_reviewed: 'This party has already reviewed the other for this project.',
  review_closed: 'The project is not finished, or its time for reviews has passed.',
  rating_out_of_range: 'A rating is a whole number from 1 to 5.',
  messages_closed: 'These parties may not write to each other here now. See the market policy.',
  limit_reached: 'A limit of the market is reached. See the detail.',
  not_due: 'The time for this has not come, or has passed.',
  content_unknown: 'This content hash belongs to nothing that the participant wrote.',
  command_conflict: 'This command id was used before with another body.',
  malformed: 'The command does not have the required form. See the detail.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly code: RefusalCode;
  /** The field or value that is wrong, and the bound it broke, in words. */
  readonly detail: string;
}

export function refusal(code: RefusalCode, detail = ''): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, detail } };
}

/** One line for people: code, meaning, detail. */
export function describeRefusal({ code, detail }: Refusal): string {
  return `${code}: ${REFUSALS[code]}${detail === '' ? '' : ` (${detail})`}`;
}
