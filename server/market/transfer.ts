/** One immutable movement of money between two accounts. A posting is the list of transfers of one event. */

import type { Cents } from '../kernel/money.ts';
import type { Account } from './account.ts';

export type TransferCode = 'deposit' | 'fund' | 'release' | 'fee' | 'refund' | 'payout' | 'cost';

export interface Transfer {
  readonly code: TransferCode;
  readonly from: Account;
  readonly to: Account;
  /** Always above zero: nothing moves backwards, corrections are transfers the other way. */
  readonly amountCents: Cents;
}

/** A transfer as the ledger holds it: its event's `seq`, and its place among that event's transfers from 0. */
export interface PostedTransfer extends Transfer {
  readonly seq: number;
  readonly line: number;
  readonly at: number;
}
