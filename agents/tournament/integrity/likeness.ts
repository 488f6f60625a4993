/** How much likelier two programs for one project are for a copy than for two people who had the same idea. */

import { mean } from '../statistics/moments.ts';

export interface Handed {
  readonly freelancer: string;
  readonly at: number;
  readonly marks: ReadonlySet<string>;
}

/** From this share of common fingerprints on two programs go about it the same way, as honest ones may. */
const SAME_WAY = 0.5;
/** Shares of the fingerprints of either that a copy and what it was taken from both have: a disguise changes few, or more. */
const COPY_AGREES = [0.995, 0.97, 0.9, 0.8] as const;
/** What honest programs of one way have in common where nothing else is known, and how many people that knowledge weighs. */
const HONEST_AGREES = 0.75;
const HONEST_WEIGHT = 2;
/** No more than this is ever taken for granted. */
const SURE = 0.98;
/** A change in one place changes so many fingerprints: they count as one. */
const AT_ONE_PLACE = 4;
/** A copier copies so often where it can. */
const COPIES = 0.9;
/** Pairs of others that must be known before anything is said of a pair: without them nobody knows what is usual. */
const OTHERS_MIN = 6;

interface Two {
  readonly one: Handed;
  readonly other: Handed;
  readonly common: number;
}

/** Jaccard's index: what both have, over what either has. */
export function sharedShare(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const mark of one) if (other.has(mark)) common += 1;
  const either = one.size + other.size - common;
  return either === 0 ? 1 : common / either;
}

/** What is usual in a run among all but two of its freelancers. */
interface Usual {
  readonly pairs: number;
  /** Share of pairs that go the same way. */
  readonly sameWay: number;
  /** What pairs that do have in common. */
  readonly agrees: number;
}

export interface Likeness {
  /** Freelancers in the order of their deliveries: the second may have copied. */
  readonly author: string;
  readonly copier: string;
  /** Natural logarithm; below nothing where it looks like two people's work. */
  readonly evidence: number;
  readonly common: number;
}

const isSameWay = ({ common }: Two): boolean => common >= SAME_WAY;
const namesOf = ({ one, other }: Two): string => JSON.stringify([one.freelancer, other.freelancer].sort());

/** Ascending. */
function agreementsOf(twos: readonly Two[]): Float64Array {
  return Float64Array.from(twos.filter(isSameWay), ({ common }) => common).sort();
}

/** The median of the values without those that are left out, all of them ascending. */
function medianWithout(left: Float64Array, values: Float64Array): number {
  const valueAt = (place: number): number => {
    let at = place;
    for (const one of left) if (one <= (values[at] ?? Number.POSITIVE_INFINITY)) at += 1;
    return values[at] ?? 0;
  };
  const middle = (values.length - left.length - 1) / 2;
  const lower = valueAt(Math.floor(middle));
  return lower + (valueAt(Math.ceil(middle)) - lower) * (middle - Math.floor(middle));
}

/** For one pair after the other. All are sorted once: gone through anew for each pair, a run of many freelancers would not end. */
function usualIn(all: readonly Two[]): (two: Two) => Usual {
  const agreements = agreementsOf(all);
  const byNames = Map.groupBy(all, namesOf);
  return (two) => {
    const own = byNames.get(namesOf(two)) ?? [];
    const left = agreementsOf(own);
    const pairs = all.length - own.length;
    const same = agreements.length - left.length;
    const agrees = same < OTHERS_MIN ? HONEST_AGREES : Math.max(HONEST_AGREES, medianWithout(left, agreements));
    return { pairs, sameWay: (same + 1) / (pairs + 2), agrees: Math.min(SURE, agrees) };
  };
}

/** Fingerprint by fingerprint, each at what others who go the same way have of it: what all of them have says nothing. */
function evidenceOf({ one, other }: Two, peers: readonly Handed[], usual: Usual): number {
  const evidence = COPY_AGREES.map(() => 0);
  for (const mark of new Set([...one.marks, ...other.marks])) {
    const having = peers.filter(({ marks }) => marks.has(mark)).length;
    const chance = Math.min(SURE, (having + HONEST_WEIGHT * usual.agrees) / (peers.length + HONEST_WEIGHT));
    const both = one.marks.has(mark) && other.marks.has(mark);
    for (const [at, agrees] of COPY_AGREES.entries()) {
      evidence[at] =
        (evidence[at] ?? 0) + Math.log(both ? agrees / chance : (1 - agrees) / (1 - chance)) / AT_ONE_PLACE;
    }
  }
  return Math.log(mean(evidence.map(Math.exp)) ?? 0);
}

function twosOf(contest: readonly Handed[]): Two[] {
  return contest.flatMap((one, at) =>
    contest.slice(at + 1).map((other) => ({ one, other, common: sharedShare(one.marks, other.marks) })),
  );
}

/** For each, who goes the same way. */
function peersIn(twos: readonly Two[]): ReadonlyMap<Handed, ReadonlySet<Handed>> {
  const peers = new Map<Handed, Set<Handed>>();
  for (const { one, other } of twos.filter(isSameWay)) {
    peers.set(one, (peers.get(one) ?? new Set()).add(other));
    peers.set(other, (peers.get(other) ?? new Set()).add(one));
  }
  return peers;
}

function likenessesIn(contest: readonly Handed[], twos: readonly Two[], usualFor: (two: Two) => Usual): Likeness[] {
  const peers = peersIn(twos);
  const sameHere = twos.filter(isSameWay).length;
  return twos.flatMap((two): Likeness[] => {
    const { one, other, common } = two;
    const usual = usualFor(two);
    if (usual.pairs < OTHERS_MIN || one.at === other.at) return [];
    const same = sameHere - (isSameWay(two) ? 1 : 0);
    const sameWay = (same + HONEST_WEIGHT * usual.sameWay) / (twos.length - 1 + HONEST_WEIGHT);
    const around = (peer: Handed): boolean =>
      peer !== one && peer !== other && (peers.get(one)?.has(peer) === true || peers.get(other)?.has(peer) === true);
    const likelier = isSameWay(two)
      ? evidenceOf(two, contest.filter(around), usual) - Math.log(sameWay)
      : Number.NEGATIVE_INFINITY;
    // Who copies does not copy everything.
    const evidence = Math.log(COPIES * Math.exp(likelier) + 1 - COPIES);
    const [author, copier] = one.at < other.at ? [one, other] : [other, one];
    return [{ author: author.freelancer, copier: copier.freelancer, evidence, common }];
  });
}

/** Every two who handed something in for the same project, one after the other; nothing where there is nobody to tell what is usual. */
export function likenessesOf(contests: readonly (readonly Handed[])[]): Likeness[] {
  const paired = contests.map((contest) => ({ contest, twos: twosOf(contest) }));
  const usualFor = usualIn(paired.flatMap(({ twos }) => twos));
  return paired.flatMap(({ contest, twos }) => likenessesIn(contest, twos, usualFor));
}
