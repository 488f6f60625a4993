/** What a store and its writing thread say to each other. */

import type { CommitResult } from '../../server/engine/ports.ts';
import { Bug } from '../../server/kernel/assert.ts';
import { StoreFault, type StoreFaultCode } from '../store-fault.ts';

/** `commit`: as JSON, which costs its sender half of what a copy of its objects does. Orders are carried out one by one. */
export type Order = { readonly number: number; readonly commit: string } | 'close';

/** What was thrown, as far as it can be sent. */
export type Trouble =
  | { readonly kind: 'store_fault'; readonly code: StoreFaultCode; readonly detail: string }
  | { readonly kind: 'bug' | 'other'; readonly message: string };

export type Told =
  | { readonly kind: 'not_opened'; readonly trouble: Trouble }
  | { readonly kind: 'committed'; readonly number: number; readonly result: CommitResult }
  | { readonly kind: 'failed'; readonly number: number; readonly trouble: Trouble };

export function errorOf(trouble: Trouble): Error {
  if (trouble.kind === 'store_fault') return new StoreFault(trouble.code, trouble.detail);
  return trouble.kind === 'bug' ? new Bug(trouble.message) : new Error(trouble.message);
}
