/** The whole policy out of what somebody wants of it: the default's where nothing was said. */

import {
  DEFAULT_POLICY,
  type DeadlinePolicy,
  type FeePolicy,
  FREELANCER_COM_FEES,
  type LimitPolicy,
  NO_FEES,
  type Policy,
} from './policy.ts';

/** Any part of a type, with keys that may be there and say nothing. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Known fee schedules go by name. */
export type PolicyPatch = Loose<Omit<Policy, 'fees' | 'deadlines' | 'limits'>> & {
  readonly fees?: keyof typeof FEES | FeePolicy | undefined;
  readonly deadlines?: Loose<DeadlinePolicy> | undefined;
  readonly limits?: Loose<LimitPolicy> | undefined;
};

const FEES = { none: NO_FEES, freelancer_com: FREELANCER_COM_FEES } as const;

/** Drops keys that a patch leaves open. */
function given<T extends object>(patch: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as never;
}

/** The default policy with the patches over it; `deadlines` and `limits` are merged field by field. */
export function resolvePolicy(...patches: readonly PolicyPatch[]): Policy {
  let policy: Policy = DEFAULT_POLICY;
  for (const { fees, deadlines, limits, ...rest } of patches) {
    policy = {
      ...policy,
      ...given(rest),
      fees: fees === undefined ? policy.fees : typeof fees === 'string' ? FEES[fees] : fees,
      deadlines: { ...policy.deadlines, ...given(deadlines ?? {}) },
      limits: { ...policy.limits, ...given(limits ?? {}) },
    };
  }
  return policy;
}
