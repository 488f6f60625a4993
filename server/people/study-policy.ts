/** The rules of a study's markets: the researcher's over those that suit people, and what no study may choose otherwise. */

import { MINUTE_MS } from '../kernel/clock.ts';
import { policyFault } from '../market/market.decide.ts';
import type { ClockPolicy, Policy } from '../market/policy.ts';
import { type PolicyPatch, resolvePolicy } from '../market/policy-patch.ts';
import type { PeopleCondition, PeopleStudySpec } from '../protocol/arena/people-study.ts';

const TOGETHER_BIDDING_MS = 10 * MINUTE_MS;
const VERDICT_MS = 30 * MINUTE_MS;
const PRACTICE_TRIES = 20;
/** Among several bids somebody would have to choose, and in a study nobody is the employer. */
const NEEDS_AN_EMPLOYER: ReadonlySet<string> = new Set(['buyer_determined', 'contest']);

export const isAlone = ({ people, programs }: Pick<PeopleCondition, 'people' | 'programs'>): boolean =>
  people === 1 && programs === 0;

function usual({ limitMinutes }: PeopleStudySpec, alone: boolean): PolicyPatch {
  const workMs = Math.ceil(limitMinutes.work * MINUTE_MS);
  const deadlines = {
    // Alone, a bid is awarded at once: there is nobody to wait for, and as long to read as one likes.
    biddingMs: alone ? workMs : TOGETHER_BIDDING_MS,
    acceptanceMs: alone ? workMs : TOGETHER_BIDDING_MS,
    expiryMs: 2 * workMs + TOGETHER_BIDDING_MS,
    verdictMs: VERDICT_MS,
  };
  if (!alone) return { questions: 'none', deadlines };
  return { mechanism: { kind: 'buyer_determined' }, fees: 'none', questions: 'none', deadlines };
}

/** Names are of one pool and kinds are not told, to anybody but the owner; verdicts settle, since nobody is there to release. */
const FIXED: PolicyPatch = { identities: 'pseudonyms', settlement: 'verdict' };

export function policyOf(spec: PeopleStudySpec, condition: PeopleCondition, clock: ClockPolicy): Policy {
  return resolvePolicy(usual(spec, isAlone(condition)), condition.market, FIXED, { clock });
}

export function practicePolicy(spec: PeopleStudySpec, clock: ClockPolicy): Policy {
  return resolvePolicy(usual(spec, true), { limits: { deliveriesPerAward: PRACTICE_TRIES } }, FIXED, { clock });
}

/** The first thing wrong with a condition's rules, in words; null: nothing. */
export function conditionFault(spec: PeopleStudySpec, condition: PeopleCondition, clock: ClockPolicy): string | null {
  const { market, name } = condition;
  const at = `conditions: ${name}: market`;
  if (market.settlement === 'employer') return `${at}.settlement: in a study the verdict settles`;
  if (market.identities === 'shown') return `${at}.identities: in a study nobody is told who or what the others are`;
  if (market.clock !== undefined) return `${at}.clock: a study runs by the clock of its server`;
  const policy = policyOf(spec, condition, clock);
  const chosen = [policy.mechanism, ...policy.otherMechanisms].find(
    ({ kind }) => NEEDS_AN_EMPLOYER.has(kind) && !(kind === 'buyer_determined' && isAlone(condition)),
  );
  if (chosen !== undefined)
    return `${at}.mechanism: ${chosen.kind} needs an employer who chooses, and a study has none`;
  const fault = policyFault(policy);
  return fault === null ? null : `${at}.${fault}`;
}
