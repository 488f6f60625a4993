/** Combines what the tests found with a judge's opinion, by the rule that was stated beforehand. */

import { BPS_ONE } from '../kernel/money.ts';
import type { ReviewRule, RubricOpinion } from '../protocol/arena/rubric.ts';
import type { Finding } from './combine.ts';

/**
 * The finding with the opinion beside it. Under `tests_and_rubric` the score is the lower of the two; without an opinion, or where
 * a criterion has no answer, the tests alone decide: what a judge could not say is nobody's failure. Cases stay what they came to.
 */
export function withRubric(finding: Finding, opinion: RubricOpinion | null, rule: ReviewRule): Finding {
  if (opinion === null) return finding;
  const rubric = { rule, opinion };
  if (rule === 'tests_only' || opinion.scoreBps === null) return { ...finding, rubric };
  const scoreBps = Math.min(finding.scoreBps, opinion.scoreBps);
  return { ...finding, rubric, scoreBps, passed: finding.passed && scoreBps === BPS_ONE };
}
