/** Opening and closing a market, and whether its policy makes sense. */

import { accept } from '../kernel/result.ts';
import type { CommandOf } from './command.ts';
import { type Decision, isOwner, within } from './decision.ts';
import type { Policy } from './policy.ts';
import { refusal } from './refusal.ts';
import type { MarketState } from './state.ts';

/** The first contradiction of a policy in words, or null. */
export function policyFault(policy: Policy): string | null {
  const { fees, payRule, deadlines, limits, credits } = policy;
  if (!/^[A-Z]{3}$/.test(policy.currency)) return 'currency: three capital letters (ISO 4217)';
  if (!within(fees.freelancerBps, 0, 10_000)) return 'fees.freelancerBps: 0 to 10,000';
  if (!within(fees.employerBps, 0, 10_000)) return 'fees.employerBps: 0 to 10,000';
  if (!within(fees.freelancerMinCents, 0, limits.amountCents)) return 'fees.freelancerMinCents: 0 or more';
  if (!within(fees.employerMinCents, 0, limits.amountCents)) return 'fees.employerMinCents: 0 or more';
  if (fees.refundEmployerFee && policy.settlement === 'employer') {
    return 'fees.refundEmployerFee: only with settlement verdict';
  }
  if (payRule.kind === 'threshold' && !within(payRule.thresholdBps, 1, 10_000))
    return 'payRule.thresholdBps: 1 to 10,000';
  for (const [name, span] of Object.entries(deadlines)) {
    if (!within(span, 1, 1e12)) return `deadlines.${name}: at least 1 ms`;
  }
  for (const [name, limit] of Object.entries(limits)) {
    if (!within(limit, 1, 1e12)) return `limits.${name}: at least 1`;
  }
  if (credits !== null && !(within(credits.initial, 0, 1e9) && within(credits.cap, 0, 1e9))) {
    return 'credits: initial and cap 0 or more';
  }
  if (credits !== null && !within(credits.refillMs, 1, 1e12)) return 'credits.refillMs: at least 1 ms';
  if (!(policy.clock.speed > 0 && Number.isFinite(policy.clock.speed))) return 'clock.speed: above 0';
  if (!within(policy.speed.batchMs, 0, 1e9)) return 'speed.batchMs: 0 or more';
  return mechanismFault(policy);
}

function mechanismFault(policy: Policy): string | null {
  for (const mechanism of [policy.mechanism, ...policy.otherMechanisms]) {
    if ('stepCents' in mechanism && !within(mechanism.stepCents, 1, 1e12))
      return `${mechanism.kind}.stepCents: at least 1`;
    if (mechanism.kind === 'english_rev') {
      if (policy.visibility === 'sealed') return 'english_rev needs visibility open';
      if (!within(mechanism.softCloseMs, 0, 1e12)) return 'english_rev.softCloseMs: 0 or more';
    }
    if ('valueCents' in mechanism && !(mechanism.valueCents === null || within(mechanism.valueCents, 0, 1e12))) {
      return `${mechanism.kind}.valueCents: 0 or more`;
    }
    if (mechanism.kind === 'scoring_first' && !Number.isSafeInteger(mechanism.minScoreCents ?? 0)) {
      return 'scoring_first.minScoreCents: whole cents';
    }
    if (mechanism.kind === 'contest') {
      if (!within(mechanism.thresholdBps, 0, 10_000)) return 'contest.thresholdBps: 0 to 10,000';
      if (!within(mechanism.entriesMax, 1, 1_000)) return 'contest.entriesMax: 1 to 1,000';
      if (!within(mechanism.entrantsMax, 1, 1e6)) return 'contest.entrantsMax: 1 to 1,000,000';
    }
  }
  return null;
}

export function decideOpenMarket(state: MarketState, command: CommandOf<'OpenMarket'>): Decision {
  if (!isOwner(command)) return refusal('not_allowed', 'only the owner opens a market');
  if (state.status !== 'unopened') return refusal('market_exists');
  const fault = policyFault(command.policy);
  if (fault !== null) return refusal('invalid_policy', fault);
  if (command.seed === '') return refusal('invalid_policy', 'seed: must not be empty');
  return accept([{ type: 'MarketOpened', policy: command.policy, seed: command.seed }]);
}

export function decideCloseMarket(_state: MarketState, command: CommandOf<'CloseMarket'>): Decision {
  if (!isOwner(command)) return refusal('not_allowed', 'only the owner closes a market');
  return accept([{ type: 'MarketClosed' }]);
}
