/** From what a roster says of an adversary to how it bids, and to the programs it has ready. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { ProgramToPrepare, WritingHand } from '../../server/protocol/arena/ground.ts';
import { lowBall } from '../scripted/adversaries/low-ball.ts';
import { PAYLOADS } from '../scripted/adversaries/payloads.ts';
import { ringBid } from '../scripted/adversaries/ring.ts';
import { shillBid } from '../scripted/adversaries/shill.ts';
import { sybilBid } from '../scripted/adversaries/sybil.ts';
import type { SimulatedFreelancer } from '../simulated/freelancer.ts';
import { InputError } from './input-error.ts';
import { drawnAs, isPlayed, type PlayedEntry, type Roster } from './roster.ts';

export type Conduct = Pick<SimulatedFreelancer, 'plan' | 'drawnAs' | 'takesAwards' | 'handsIn'>;

function ringOf({ entries }: Roster, group: string): PlayedEntry[] {
  return entries.filter(isPlayed).filter(({ adversary }) => adversary?.kind === 'ring' && adversary.group === group);
}

/** What is not said is as everybody honest does it. */
export function conductOf(
  entry: PlayedEntry,
  roster: Roster,
  employerIds: ReadonlyMap<string, ParticipantId>,
): Conduct {
  const { adversary, strategy } = entry;
  switch (adversary?.kind) {
    case 'ring': {
      const members = ringOf(roster, adversary.group);
      return { plan: (situation) => ringBid(members, situation) };
    }
    case 'sybil':
      return { drawnAs: drawnAs(entry), plan: (situation) => sybilBid(strategy, adversary.group, situation) };
    case 'abandon':
      return { plan: (situation) => lowBall(strategy, adversary.shareBps, situation) };
    case 'copy':
      return { handsIn: 'at_the_end' };
    case 'shill': {
      const employerId = employerIds.get(adversary.employer);
      if (employerId === undefined)
        throw new InputError(`${entry.name}: the tournament has no employer called "${adversary.employer}"`);
      return { takesAwards: false, plan: (situation) => shillBid(employerId, situation) };
    }
    default:
      return {};
  }
}

/** One attempt at one project. */
export interface ToDraw {
  readonly seed: string;
  readonly slug: string;
  readonly round: number;
  readonly attempt: number;
  /** Whether the freelancer of this name passes, by its skill. */
  readonly passes: (entry: PlayedEntry, drawn: string) => boolean;
  /** What a freelancer hands in that passes. */
  readonly solution: 'reference' | 'correct';
  /** Whether everybody writes it down in a way of its own. */
  readonly ownHand: boolean;
}

type Program = Omit<ProgramToPrepare, 'slug' | 'holder'>;

/** Above what it took from somebody else. */
const OWN_HEADING = 'A solution of my own.\nRead twice and tried with the examples.';
/** How much of what it would have written otherwise a copier changes, so that the two do not look the same. */
const DISGUISE = 0.25;

function honestProgram(entry: PlayedEntry, drawn: string, draw: ToDraw): Program {
  const { seed, slug, round, attempt, passes, solution, ownHand } = draw;
  const mistake = chance(seed, 'mistake', drawn, slug, round, attempt).unit();
  const hands = ownHand ? { hands: [handOf(drawn, draw, 1)] } : {};
  if (!passes(entry, drawn)) return { kind: 'wrong', draw: mistake, ...hands };
  // Whoever solves a project one way solves it so again.
  const way = solution === 'reference' ? mistake : chance(seed, 'way', drawn, slug).unit();
  return { kind: solution, draw: way, ...hands };
}

function handOf(drawn: string, { seed }: ToDraw, share: number): WritingHand {
  return { key: `${seed}/${drawn}`, share };
}

/** The very text that the other hands in, a little of it said another way, under a heading that calls it one's own. */
function takenProgram(entry: PlayedEntry, victim: PlayedEntry, draw: ToDraw): Program {
  const taken = honestProgram(victim, drawnAs(victim), draw);
  const disguised = taken.hands === undefined ? {} : { hands: [...taken.hands, handOf(entry.name, draw, DISGUISE)] };
  return { ...taken, ...disguised, heading: OWN_HEADING };
}

/** What this entry hands in at this attempt; null: nothing. */
export function programFor(entry: PlayedEntry, roster: Roster, draw: ToDraw): Program | null {
  const { adversary, name } = entry;
  const { seed, slug, round, attempt } = draw;
  const unit = (what: string): number => chance(seed, what, name, slug, round, attempt).unit();
  switch (adversary?.kind) {
    case 'abandon':
    case 'shill':
      return null;
    case 'copy': {
      const victim = roster.entries.filter(isPlayed).find((one) => one.name === adversary.of);
      return takenProgram(entry, victim ?? entry, draw);
    }
    case 'memorise':
      return { kind: 'memoriser', draw: 0 };
    case 'tamper':
      return { kind: 'hack', draw: unit('hack') };
    case 'inject':
      return {
        kind: 'wrong',
        draw: unit('mistake'),
        heading: chance(seed, 'payload', name, slug, round, attempt).pick(PAYLOADS),
      };
    case 'leak':
      return { kind: 'answers', draw: 0 };
    default:
      return honestProgram(entry, drawnAs(entry), draw);
  }
}
