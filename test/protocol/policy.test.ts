/** A policy on the wire and in files: checked field by field, merged over the default. */

import { expect, test } from 'vitest';
import { cents } from '../../server/kernel/money.ts';
import { DEFAULT_POLICY, FREELANCER_COM_FEES, NO_FEES } from '../../server/market/policy.ts';
import { resolvePolicy } from '../../server/market/policy-patch.ts';
import { type PolicyPatch, policyPatchSchema, policySchema } from '../../server/protocol/arena/policy.ts';

test('the default policy passes its own schema unchanged, and so does every policy that a patch gives', () => {
  expect(policySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
  const policy = resolvePolicy({ fees: 'none', deadlines: { biddingMs: 5 }, mechanism: { kind: 'vickrey' } });
  expect(policySchema.parse(policy)).toEqual(policy);
});

test('a policy lacks no field', () => {
  for (const key of Object.keys(DEFAULT_POLICY)) {
    const { [key]: _gone, ...rest } = DEFAULT_POLICY as unknown as Record<string, unknown>;
    expect(policySchema.safeParse(rest).success, key).toBe(false);
    expect(policyPatchSchema.safeParse(rest).success, key).toBe(true);
  }
});

test('no patch is the default, and changes nothing in it', () => {
  const before = JSON.stringify(DEFAULT_POLICY);
  expect(resolvePolicy()).toEqual(DEFAULT_POLICY);
  expect(resolvePolicy({})).toEqual(DEFAULT_POLICY);
  resolvePolicy({ deadlines: { biddingMs: 1 }, limits: { participants: 1 } });
  expect(JSON.stringify(DEFAULT_POLICY)).toBe(before);
});

test('deadlines and limits are merged field by field, later patches winning; the rest is replaced', () => {
  const first: PolicyPatch = { deadlines: { biddingMs: 1, expiryMs: 2 }, limits: { participants: 3 }, currency: 'EUR' };
  const second: PolicyPatch = { deadlines: { expiryMs: 9 }, limits: { openProjects: 4 }, visibility: 'open' };
  expect(resolvePolicy(first, second)).toEqual({
    ...DEFAULT_POLICY,
    currency: 'EUR',
    visibility: 'open',
    deadlines: { ...DEFAULT_POLICY.deadlines, biddingMs: 1, expiryMs: 9 },
    limits: { ...DEFAULT_POLICY.limits, participants: 3, openProjects: 4 },
  });
  expect(resolvePolicy({ mechanism: { kind: 'vickrey' } }, { mechanism: { kind: 'fp_sealed' } }).mechanism).toEqual({
    kind: 'fp_sealed',
  });
});

test('what a patch leaves open is not a value', () => {
  const open = { currency: undefined, deadlines: { biddingMs: undefined }, limits: undefined, fees: undefined };
  expect(resolvePolicy(open as PolicyPatch)).toEqual(DEFAULT_POLICY);
  expect(resolvePolicy({ credits: null }).credits).toBeNull();
});

test('fee schedules go by name or are written out', () => {
  expect(resolvePolicy({ fees: 'none' }).fees).toEqual(NO_FEES);
  expect(resolvePolicy({ fees: 'none' }, { fees: 'freelancer_com' }).fees).toEqual(FREELANCER_COM_FEES);
  expect(resolvePolicy({ fees: 'none' }, { currency: 'EUR' }).fees).toEqual(NO_FEES);
  const own = { ...NO_FEES, employerBps: 1, employerMinCents: cents(2) };
  expect(resolvePolicy({ fees: own }).fees).toEqual(own);
});

test.each<readonly [string, unknown]>([
  ['an unknown field', { surprise: 1 }],
  ['an unknown deadline', { deadlines: { lunchMs: 1 } }],
  ['an unknown limit', { limits: { lunches: 1 } }],
  ['an unknown fee schedule', { fees: 'generous' }],
  ['half a fee schedule', { fees: { employerBps: 1 } }],
  ['an unknown mechanism', { mechanism: { kind: 'handshake' } }],
  ['a mechanism with a field of another', { mechanism: { kind: 'vickrey', stepCents: 5 } }],
  ['half a clock', { clock: { kind: 'paced' } }],
  ['a clock that stands still', { clock: { kind: 'paced', speed: 0 } }],
  ['a clock without end', { clock: { kind: 'paced', speed: Number.POSITIVE_INFINITY } }],
  ['no time to bid', { deadlines: { biddingMs: 0 } }],
  ['half a millisecond', { deadlines: { biddingMs: 0.5 } }],
  ['more than all in fees', { fees: { ...NO_FEES, employerBps: 10_001 } }],
  ['a currency in small letters', { currency: 'usd' }],
  ['a text for a number', { limits: { participants: '5' } }],
  ['a prototype', JSON.parse('{"__proto__":{"currency":"EUR"}}')],
  ['a prototype inside', JSON.parse('{"deadlines":{"__proto__":{"biddingMs":1}}}')],
])('a patch with %s is refused', (_what, patch) => {
  expect(policyPatchSchema.safeParse(patch).success).toBe(false);
});
