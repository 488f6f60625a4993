/** The ledger's accounts. Only `world` and the outlays, each participant's own pocket, may go below zero. */

import type { MilestoneId, ParticipantId } from '../kernel/id.ts';

declare const accountBrand: unique symbol;
/** `world`, `platform`, `wallet/7`, `outlay/7` or `escrow/12`. */
export type Account = string & { readonly [accountBrand]: true };

/** Everything outside the market: where deposits come from and payouts and costs go. */
export const WORLD = 'world' as Account;
/** Where fees go. */
export const PLATFORM = 'platform' as Account;
/** What a participant may spend. */
export const walletOf = (id: ParticipantId): Account => `wallet/${id}` as Account;
/** What a participant paid outside the market for models, sandboxes and time. */
export const outlayOf = (id: ParticipantId): Account => `outlay/${id}` as Account;
/** What a milestone holds. */
export const escrowOf = (id: MilestoneId): Account => `escrow/${id}` as Account;

export function mayBeNegative(account: Account): boolean {
  return account === WORLD || account.startsWith('outlay/');
}
