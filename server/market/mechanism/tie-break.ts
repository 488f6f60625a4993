/** Chooses between equals by the market's secret key, so that arrival decides nothing. */

import type { ParticipantId } from '../../kernel/id.ts';
import { keyedHash } from '../../kernel/prng.ts';
import type { Auction } from './mechanism.ts';

interface Bidder {
  readonly bidderId: ParticipantId;
}

/** At least one. */
export type Some<T> = readonly [T, ...T[]];

export function isSome<T>(items: readonly T[]): items is Some<T> {
  return items.length > 0;
}

/** Separate uses get separate hashes: who wins a tie says nothing about who wins a draw. */
export type KeyedUse = 'tie' | 'draw' | 'display';

function hashOf(auction: Auction, use: KeyedUse, bidder: Bidder): string {
  return keyedHash(auction.seed, use, auction.projectId, bidder.bidderId);
}

/** The candidate with the lowest keyed hash. A lone candidate costs no hash: most auctions have no tie. */
export function lowestHash<T extends Bidder>(auction: Auction, use: KeyedUse, candidates: Some<T>): T {
  let winner = candidates[0];
  if (candidates.length === 1) return winner;
  let lowest = hashOf(auction, use, winner);
  for (const candidate of candidates.slice(1)) {
    const hash = hashOf(auction, use, candidate);
    if (hash >= lowest) continue;
    winner = candidate;
    lowest = hash;
  }
  return winner;
}

/** All candidates by ascending keyed hash: a shuffle that the key alone decides. */
export function keyedShuffle<T extends Bidder>(auction: Auction, use: KeyedUse, candidates: readonly T[]): T[] {
  return candidates
    .map((candidate) => ({ candidate, hash: hashOf(auction, use, candidate) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ candidate }) => candidate);
}

/** The candidates that share the least figure, in the order given. */
export function leastOnes<T>(candidates: Some<T>, figureOf: (candidate: T) => number): Some<T> {
  let least = figureOf(candidates[0]);
  let holders: [T, ...T[]] = [candidates[0]];
  for (const candidate of candidates.slice(1)) {
    const figure = figureOf(candidate);
    if (figure > least) continue;
    if (figure === least) {
      holders.push(candidate);
    } else {
      least = figure;
      holders = [candidate];
    }
  }
  return holders;
}

/** Who was chosen, and how many shared the figure that decided. */
export interface Choice<T> {
  readonly winner: T;
  readonly tiedCount: number;
}

/** The candidate with the least figure; equals are decided by the tie hash. Linear in the number of candidates. */
export function chooseLeast<T extends Bidder>(
  auction: Auction,
  candidates: Some<T>,
  figureOf: (candidate: T) => number,
): Choice<T> {
  const tied = leastOnes(candidates, figureOf);
  return { winner: lowestHash(auction, 'tie', tied), tiedCount: tied.length };
}

/** The least figure among everybody but the winner, or null when the winner is alone. */
export function leastOfRivals<T extends Bidder>(
  candidates: readonly T[],
  winner: T,
  figureOf: (candidate: T) => number,
): number | null {
  let least: number | null = null;
  for (const candidate of candidates) {
    if (candidate.bidderId === winner.bidderId) continue;
    const own = figureOf(candidate);
    if (least === null || own < least) least = own;
  }
  return least;
}
