/** Study family: the vote counter of a club, in Python, whose faults have to be mended. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { countings } from './broken-ballots.countings.ts';
import { decidings } from './broken-ballots.decidings.ts';
import type { Counting, Deciding, Election, Habit, Vote } from './broken-ballots.model.ts';

const NAMES = ['Zoe', 'Ada', 'Mary Ann', 'Ben', 'Cem', 'Ole', 'Ivy'] as const;
const HABITS: readonly Habit[] = ['plain', 'plain', 'plain', 'blanks', 'twice', 'stranger', 'shouting'];

/** Votes as "02" (likes the name at 0 best, then that at 2), with a sign for what is odd about the ballot. */
function votes(text: string): Vote[] {
  const signs: Readonly<Record<string, Habit>> = { _: 'blanks', '**': 'twice', '?': 'stranger', '!': 'shouting' };
  return text.split(' ').map((word) => {
    const [, likes = '', sign = ''] = /^(\d*?)(_|\*\*|\?|!|-)?$/.exec(word) ?? [];
    return { likes: [...likes].map(Number), habit: signs[sign] ?? 'plain' };
  });
}

function drawn(random: Chance, count: number, names: number): Election {
  const chosen = random.shuffle([...NAMES]).slice(0, names);
  const drawVote = (): Vote => ({
    likes: random.shuffle([...chosen.keys()]).slice(0, random.below(names + 1)),
    habit: random.pick(HABITS),
  });
  return { votes: Array.from({ length: count }, drawVote), names: chosen };
}

const of = (text: string, names = 3): Election => ({ votes: votes(text), names: NAMES.slice(0, names) });

/** Broken ballots: four ways to vote, three results. */
export const brokenBallots = stagedFamily<Election, Counting, Deciding>(
  {
    name: 'broken-ballots',
    category: 'repair',
    skills: ['Python', 'Debugging'],
    firsts: countings,
    seconds: decidings,
  },
  ({ first, second, place, random }) => {
    const owner = random.pick(['our rowing club', 'the parents of a school', 'a housing co-operative', 'a choir']);
    return {
      titles: [
        `Python: fix the vote counter of ${owner} (${first.about}, ${second.about})`,
        `Counting the votes of ${owner} goes wrong (${first.about})`,
        `Correction of an election program: ${first.about}, ${second.about}`,
      ],
      openings: [
        `Fix this program of ${owner} and deliver it as solution.py.{program}Seen so far:{symptoms}\n\nHow it should be: outcome(ballots, names) gets the ballots as texts and the list of names that stand for election.`,
        `Hello, ${owner} elects its board with this:{program}We counted by hand and it is not right. {symptoms} Please mend it and send me solution.py. We call outcome(ballots, names), ballots being a list of what people wrote and names those who can be elected. Here is what it should do.`,
        `The elections of ${owner} are evaluated by the following program.{program}Observed faults: {symptoms} The corrected program solution.py shall provide outcome(ballots, names), where ballots is a list of strings and names the list of all names standing for election.`,
      ],
      endings: [
        'There is at least one name, all names are different, and there may be no ballots. What is not listed above is right as it is.',
        'No two have the same name, at least one person stands, and it can happen that there are no ballots. I have not looked at the rest of it so closely.',
        'The names are distinct and at least one; ballots may be empty. This description is complete.',
      ],
      minutes: 20 + 5 * place[0] + 10 * place[1],
      acceptance: { kind: 'function', entry: 'outcome' },
      frame: (parts) => parts.join(''),
      how: 'written anew over other structures instead of repaired line by line',
      visible: {
        'three ballots': of('0 1 0', 2),
        'five ballots': of('01 12 10 20 1'),
      },
      hidden: {
        'no ballots': { votes: [], names: NAMES.slice(0, 3) },
        'one name': of('0 0 - 0_', 1),
        'odd letters': of('0! 1 2 0! 1 12'),
        blanks: of('0_ 1_ 12_ 0 2_'),
        strangers: of('1? 02? 2 1 12? 1'),
        'named twice': of('0** 01** 0** 1 1 1 2'),
        'empty ballots': of('- 1 - 21 - 0 1'),
        'nobody has points': of('- ? -'),
        'a tie at the top': of('1 0 0 1 2'),
        'a tie further down': of('3 2 1 3 3 0 2 1 3', 5),
        'out of order': of('6 5 4 3 4 5 6 6', 7),
        drawn: drawn(random, 12, 4),
        'drawn again': drawn(random, 25, 5),
        'drawn once more': drawn(random, 41, 3),
        'many ballots': drawn(random, 700, 7),
      },
      input: ({ votes: cast, names }) => [cast.map((vote) => first.write(vote, names)), [...names]],
      answer: ({ votes: cast, names }) => {
        const each = cast.map((vote) => first.points(vote, names));
        const points = names.map((_, at) => each.reduce((sum, own) => sum + (own[at] ?? 0), 0));
        return second.decide(points, names);
      },
    };
  },
);
