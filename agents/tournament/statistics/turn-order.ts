/** Whether a group keeps an order of turns: each member first at its own beat of a round, and not elsewhere. */

const LOG_FACTORIALS: number[] = [0];

function logFactorial(n: number): number {
  for (let at = LOG_FACTORIALS.length; at <= n; at += 1)
    LOG_FACTORIALS.push((LOG_FACTORIALS[at - 1] ?? 0) + Math.log(at));
  return LOG_FACTORIALS[n] ?? 0;
}

function logWays(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Chance that of `drawn` out of `all`, of which `marked` are marked, at least `least` are (hypergeometric). */
export function chanceOfMarked(all: number, marked: number, drawn: number, least: number): number {
  let chance = 0;
  const most = Math.min(marked, drawn);
  for (let found = Math.max(least, drawn + marked - all); found <= most; found += 1) {
    chance += Math.exp(logWays(marked, found) + logWays(all - marked, drawn - found) - logWays(all, drawn));
  }
  return Math.min(1, chance);
}

/** Who of the group was first, and when, by a clock that ticks once a turn. */
export interface Turn {
  readonly first: number;
  readonly at: number;
}

export interface TurnOrder {
  readonly period: number;
  /** By member: the beat of the round that is its own. */
  readonly beats: readonly number[];
  /** Chance, by lot, that the member of whom it is largest keeps so well to any one beat. */
  readonly chance: number;
}

/** Fewer turns of a member can fall anywhere. */
const FIRST_MIN = 2;

/** Null where a member is hardly ever first, or two have one beat. */
export function turnOrder(turns: readonly Turn[], members: number, period: number): TurnOrder | null {
  const drawn = new Array<number>(period).fill(0);
  const own = Array.from({ length: members }, () => new Array<number>(period).fill(0));
  for (const { first, at } of turns) {
    const beat = at % period;
    drawn[beat] = (drawn[beat] ?? 0) + 1;
    const counts = own[first];
    if (counts !== undefined) counts[beat] = (counts[beat] ?? 0) + 1;
  }
  let largest = 0;
  const beats: number[] = [];
  for (const counts of own) {
    const marked = counts.reduce((sum, one) => sum + one, 0);
    if (marked < FIRST_MIN) return null;
    const chances = counts.map((count, beat) => chanceOfMarked(turns.length, marked, drawn[beat] ?? 0, count));
    const least = Math.min(...chances);
    const beat = chances.indexOf(least);
    if (beats.includes(beat)) return null;
    beats.push(beat);
    // Any beat would have done: the best of so many is likelier than one that was named before.
    largest = Math.max(largest, Math.min(1, least * period));
  }
  return { period, beats, chance: largest };
}
