/** What the servers of the benches are asked, and what they say. */

import type { FastifyInstance } from 'fastify';
import { sha256 } from '../server/kernel/hash.ts';
import { contentHash, marketId } from '../server/kernel/id.ts';

export const SIDES = ['arena', 'one_by_one', 'bare'] as const;
export type Side = (typeof SIDES)[number] | 'live' | 'floor';

/** What the bench asks of a server besides bids. */
export type Order =
  | { readonly kind: 'post'; readonly count: number }
  /** Bids from within, so many a second for so long. */
  | { readonly kind: 'emit'; readonly perSecond: number; readonly ms: number }
  /** The same, on projects that come and go. */
  | { readonly kind: 'flow'; readonly perSecond: number; readonly ms: number }
  /** Answered, as each of them is, with the processor time used so far. */
  | { readonly kind: 'look' }
  | { readonly kind: 'stop' };

export interface Look {
  readonly cpuMs: number;
  readonly rss: number;
}

export const MARKET = marketId('bench');
export const TEXT = contentHash(sha256('text'));

export interface Opened {
  readonly app: FastifyInstance;
  readonly post: (count: number) => Promise<void>;
  readonly emit: (perSecond: number, ms: number) => Promise<void>;
  readonly flow: (perSecond: number, ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}
