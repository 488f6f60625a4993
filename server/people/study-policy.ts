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

/** Who shares the market, which its usual rules follow from. */
type Sharing = 'alone' | 'by mechanism' | 'by employer';

function sharingOf(condition: PeopleCondition): Sharing {
  if (condition.employer === 'person') return 'by employer';
  return isAlone(condition) ? 'alone' : 'by mechanism';
}

function usual({ limitMinutes }: PeopleStudySpec, sharing: Sharing): PolicyPatch {
  const alone = sharing === 'alone';
  const workMs = Math.ceil(limitMinutes.work * MINUTE_MS);
  const deadlines = {
    // Alone, a bid is awarded at once: there is nobody to wait for, and as long to read as one likes.
    biddingMs: alone ? workMs : TOGETHER_BIDDING_MS,
    acceptanceMs: alone ? workMs : TOGETHER_BIDDING_MS,
    expiryMs: 2 * workMs + TOGETHER_BIDDING_MS,
    verdictMs: VERDICT_MS,
  };
  if (sharing === 'by mechanism') return { questions: 'none', deadlines };
  if (sharing === 'by employer') return { mechanism: { kind: 'buyer_determined' }, questions: 'none', deadlines };
  return { mechanism: { kind: 'buyer_determined' }, fees: 'none', questions: 'none', deadlines };
}

/** Names are of one pool and kinds are not told, to anybody but the owner; verdicts settle, since nobody is there to release. */
const FIXED: PolicyPatch = { identities: 'pseudonyms', settlement: 'verdict' };

export function policyOf(spec: PeopleStudySpec, condition: PeopleCondition, clock: ClockPolicy): Policy {
  return resolvePolicy(usual(spec, sharingOf(condition)), condition.market, FIXED, { clock });
}

export function practicePolicy(spec: PeopleStudySpec, clock: ClockPolicy): Policy {
  return resolvePolicy(usual(spec, 'alone'), { limits: { deliveriesPerAward: PRACTICE_TRIES } }, FIXED, { clock });
}

/** What keeps a person from choosing blind, or in time. */
function employerFault(
  { limitMinutes }: PeopleStudySpec,
  { people, programs, peopleMin }: PeopleCondition,
  { mechanism, otherMechanisms, questions, deadlines: { biddingMs, expiryMs } }: Policy,
): string | null {
  if (Math.min(people, peopleMin) + programs < 2) return 'employer: needs two freelancers to choose among';
  if (mechanism.kind !== 'buyer_determined' || otherMechanisms.length > 0)
    return 'market.mechanism: where a person is the employer it is buyer_determined';
  if (questions !== 'none') return 'market.questions: nobody answers them: an employer of a study sees bids alone';
  const choosingMs = limitMinutes.hiring * MINUTE_MS;
  if (biddingMs + choosingMs >= limitMinutes.work * MINUTE_MS)
    return 'limitMinutes.work: bidding and hiring together leave no time to work';
  return biddingMs + choosingMs > expiryMs
    ? 'market.deadlines.expiryMs: projects end before they are chosen for'
    : null;
}

/** The first thing wrong with a condition's rules, in words; null: nothing. */
export function conditionFault(spec: PeopleStudySpec, condition: PeopleCondition, clock: ClockPolicy): string | null {
  const { market, name } = condition;
  const at = `conditions: ${name}: market`;
  if (market.settlement === 'employer') return `${at}.settlement: in a study the verdict settles`;
  if (market.identities === 'shown') return `${at}.identities: in a study nobody is told who or what the others are`;
  if (market.clock !== undefined) return `${at}.clock: a study runs by the clock of its server`;
  const policy = policyOf(spec, condition, clock);
  const unfit = condition.employer === 'person' ? employerFault(spec, condition, policy) : null;
  if (unfit !== null) return `conditions: ${name}: ${unfit}`;
  const chosen = [policy.mechanism, ...policy.otherMechanisms].find(
    ({ kind }) =>
      NEEDS_AN_EMPLOYER.has(kind) && !(kind === 'buyer_determined' && sharingOf(condition) !== 'by mechanism'),
  );
  if (chosen !== undefined)
    return `${at}.mechanism: ${chosen.kind} needs an employer who chooses, and a study has none`;
  const fault = policyFault(policy);
  return fault === null ? null : `${at}.${fault}`;
}
