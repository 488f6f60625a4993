/** Whether a run is worse than the one before it: rules that somebody sets, and what each freelancer's figures say to them. */

import { InputError } from '../input-error.ts';
import type { FreelancerCompared, RunComparison } from './comparison.ts';

/** Adjusted p-values at or below it are significant. */
export const LEVEL = 0.05;

/** `over` null: fell significantly. Else: fell by more than so many points (success) or percent (earnings), whatever chance could do. */
export interface FailRule {
  readonly measure: 'success' | 'earnings';
  readonly over: number | null;
}

export const DEFAULT_RULES: readonly FailRule[] = [
  { measure: 'success', over: null },
  { measure: 'earnings', over: null },
];

const RULE = /^(success|earnings)(?::(\d{1,3}(?:\.\d{1,6})?))?$/;

/** `none` alone: nothing fails. Not said: what fell significantly. Throws an `InputError`. */
export function parseFailRules(texts: readonly string[] | undefined): readonly FailRule[] {
  if (texts === undefined || texts.length === 0) return DEFAULT_RULES;
  if (texts.length === 1 && texts[0] === 'none') return [];
  return texts.map((text) => {
    const [, measure, over] = RULE.exec(text) ?? [];
    if (measure !== 'success' && measure !== 'earnings')
      throw new InputError('--fail-on: success, earnings, success:POINTS, earnings:PERCENT, or none alone', 64);
    return { measure, over: over === undefined ? null : Number(over) };
  });
}

export function ruleText({ measure, over }: FailRule): string {
  if (over === null) return `${measure} fell significantly`;
  return `${measure} fell by more than ${over} ${measure === 'success' ? 'points' : '%'}`;
}

/** `not_told`: there is nothing to compare. */
export interface Finding {
  readonly freelancer: string;
  readonly rule: FailRule;
  readonly outcome: 'held' | 'fell' | 'not_told';
  readonly said: string;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const money = (amount: number): string => (amount / 100).toFixed(2);

function judged(rule: FailRule, { freelancer, success, earnings }: FreelancerCompared, currency: string): Finding {
  const given = { freelancer, rule };
  const p = (value: number): string => (value < 0.001 ? 'p < 0.001' : `p ${value.toFixed(3)}`);
  if (rule.measure === 'success') {
    if (success === null) return { ...given, outcome: 'not_told', said: 'no project was decided in both runs' };
    const { before, after, projects, pHolm } = success;
    const points = (before - after) * 100;
    const fell = rule.over === null ? points > 0 && pHolm <= LEVEL : points > rule.over;
    const said = `success ${percent(before)} → ${percent(after)} on ${projects} projects, ${p(pHolm)} (Holm)`;
    return { ...given, outcome: fell ? 'fell' : 'held', said };
  }
  if (earnings === null) return { ...given, outcome: 'not_told', said: 'no project was offered in both runs' };
  const { beforeCents, afterCents, projects, pHolm } = earnings;
  const lost = beforeCents - afterCents;
  const fell = rule.over === null ? lost > 0 && pHolm <= LEVEL : lost * 100 > rule.over * Math.max(0, beforeCents);
  const said = `earnings ${money(beforeCents)} → ${money(afterCents)} ${currency} on ${projects} projects, ${p(pHolm)} (Holm)`;
  return { ...given, outcome: fell && lost > 0 ? 'fell' : 'held', said };
}

/** One finding for each freelancer and rule; whoever is gone cannot be judged. */
export function findRegressions(
  { freelancers, gone, currency, run }: RunComparison,
  rules: readonly FailRule[],
): Finding[] {
  return rules.flatMap((rule) => [
    ...freelancers.map((one) => judged(rule, one, currency)),
    ...gone.map(
      (freelancer): Finding => ({ freelancer, rule, outcome: 'not_told', said: `does not take part in ${run}` }),
    ),
  ]);
}
