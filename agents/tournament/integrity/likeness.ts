/** How much likelier two programs for one project are for a copy than for two people who had the same idea. */

import { mean, quantile } from '../statistics/moments.ts';

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
  readonly names: readonly [string, string];
  readonly contest: number;
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

function usualBut(names: ReadonlySet<string>, all: readonly Two[]): Usual {
  const others = all.filter((two) => !two.names.every((name) => names.has(name)));
  const same = others.filter(({ common }) => common >= SAME_WAY).map(({ common }) => common);
  const agrees = same.length < OTHERS_MIN ? HONEST_AGREES : Math.max(HONEST_AGREES, quantile(same, 0.5) ?? 0);
  return { pairs: others.length, sameWay: (same.length + 1) / (others.length + 2), agrees: Math.min(SURE, agrees) };
}

/** Fingerprint by fingerprint, each at what others who go the same way have of it: what all of them have says nothing. */
function evidenceOf(one: Handed, other: Handed, contest: readonly Handed[], usual: Usual): number {
  const peers = contest.filter(
    (peer) =>
      peer !== one &&
      peer !== other &&
      Math.max(sharedShare(peer.marks, one.marks), sharedShare(peer.marks, other.marks)) >= SAME_WAY,
  );
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

function twosOf(contests: readonly (readonly Handed[])[]): Two[] {
  return contests.flatMap((contest, number) =>
    contest.flatMap((one, at) =>
      contest.slice(at + 1).map((other) => ({
        names: [one.freelancer, other.freelancer] as const,
        contest: number,
        common: sharedShare(one.marks, other.marks),
      })),
    ),
  );
}

/** Every two who handed something in for the same project, one after the other; nothing where there is nobody to tell what is usual. */
export function likenessesOf(contests: readonly (readonly Handed[])[]): Likeness[] {
  const twos = twosOf(contests);
  const known = new Map<string, Usual>();
  const usualFor = (names: readonly [string, string]): Usual => {
    const key = JSON.stringify(names.toSorted());
    const usual = known.get(key) ?? usualBut(new Set(names), twos);
    known.set(key, usual);
    return usual;
  };
  return contests.flatMap((contest, number) => {
    const here = twos.filter((two) => two.contest === number);
    return contest.flatMap((one, at) =>
      contest.slice(at + 1).flatMap((other): Likeness[] => {
        const usual = usualFor([one.freelancer, other.freelancer]);
        if (usual.pairs < OTHERS_MIN || one.at === other.at) return [];
        const common = sharedShare(one.marks, other.marks);
        const same = here.filter((two) => two.common >= SAME_WAY).length - (common >= SAME_WAY ? 1 : 0);
        const sameWay = (same + HONEST_WEIGHT * usual.sameWay) / (here.length - 1 + HONEST_WEIGHT);
        const likelier =
          common < SAME_WAY ? Number.NEGATIVE_INFINITY : evidenceOf(one, other, contest, usual) - Math.log(sameWay);
        // Who copies does not copy everything.
        const evidence = Math.log(COPIES * Math.exp(likelier) + 1 - COPIES);
        const [author, copier] = one.at < other.at ? [one, other] : [other, one];
        return [{ author: author.freelancer, copier: copier.freelancer, evidence, common }];
      }),
    );
  });
}
