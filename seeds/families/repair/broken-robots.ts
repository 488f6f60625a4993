/** Study family: a small game of a robot on a grid, in TypeScript, whose faults have to be mended. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily, TYPESCRIPT } from '../staged-family.ts';
import { movings } from './broken-robots.movings.ts';
import { results } from './broken-robots.results.ts';

interface Game {
  readonly grid: readonly string[];
  readonly moves: readonly string[];
}

function drawn(random: Chance, size: number, count: number, words: readonly string[]): Game {
  const cells = Array.from({ length: size * (size + 3) }, () =>
    random.pick(['.', '.', '.', '.', '.', '.', '#', '2', '7', '*', '5']),
  );
  cells[random.below(cells.length)] = 'S';
  return {
    grid: Array.from({ length: size }, (_, row) => cells.slice(row * (size + 3), (row + 1) * (size + 3)).join('')),
    moves: Array.from({ length: count }, () => random.pick(words)),
  };
}

/** Broken robots: four ways to move, three results. */
export const brokenRobots = stagedFamily<Game, (typeof movings)[number], (typeof results)[number]>(
  {
    name: 'broken-robots',
    category: 'repair',
    skills: ['TypeScript', 'Debugging', 'Game Development'],
    firsts: movings,
    seconds: results,
  },
  ({ first, second, place, random }) => {
    const owner = random.pick(['our coding club', 'a school fair', 'a puzzle site', 'a toy shop']);
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = first.moves;
    const of = (grid: string, ...moves: string[]): Game => ({ grid: grid.split('/'), moves });
    const again = (count: number, ...moves: string[]) => Array.from({ length: count }, () => moves).flat();
    const small = place[0] === 0 ? first.moves.map((word) => word.toLowerCase()) : first.moves;
    return {
      titles: [
        `TypeScript: fix the robot of ${owner} (${first.about}, ${second.about})`,
        `Our robot game is broken (${first.about}), please repair`,
        `Faults in a grid game to be removed: ${first.about}, ${second.about}`,
      ],
      openings: [
        'Fix this TypeScript file and deliver it as solution.ts, with play exported as it is.{program}Seen so far:{symptoms}\n\nHow it should be: play(grid, moves) moves a robot over a grid of equally long rows from the S.',
        `Hi, this is the game of ${owner}:{program}Children found out that it cheats. {symptoms} Please mend it and send solution.ts, still exporting play. It is meant to work like this. grid is a list of strings, all of the same length, with one S, where the robot starts.`,
        `The program of ${owner} reads as follows.{program}Known faults: {symptoms} The corrected module solution.ts shall export play(grid, moves). grid is an array of strings of equal length containing exactly one S, the start.`,
      ],
      endings: [
        'The way begins with the start. Moves may be empty. What is not said to be wrong works.',
        'The way always begins with the cell of the start, and there may be no moves at all. Look at it closely, but do not change what is right.',
        'The way begins with the start and may consist of nothing else. The specification above is complete.',
      ],
      minutes: 20 + 10 * place[0] + 5 * place[1],
      form: TYPESCRIPT,
      acceptance: { kind: 'function', entry: 'play' },
      frame: (parts) => parts.join(''),
      how: 'written anew over other structures instead of repaired line by line',
      visible: {
        'one move': of('....../....../.S..../....../......', a),
        'some moves': of('....../....../...S../....3./......', b, a),
      },
      hidden: {
        'no moves': of('.S.'),
        walls: of('......../..#...../.#S..4#./..3...../...#..../........', ...again(2, a, d, b, c, e, a, f, d, b, c)),
        'odd signs': of('...../.S..9/.....', ...small, ...small, ...(place[0] === 0 ? ['?', ' ', 'r', 'r', 'r'] : [])),
        'over the edge': of('S1*2../3*45../..#../67*8.9'.replace('..#..', '..#...'), ...again(3, f, e, a, b, d, c)),
        'long ways': of(
          '...........*.../.S..3.........8/...............',
          ...(['RRRRRRRRRRRRRRU', 'rf13rrf26', '13E 30W 12N', 'right\nleft\nup\nright'][place[0]] ?? '').split(
            first.glue,
          ),
        ),
        'closed in': of('.#./#S#/.#.', ...first.moves, ...first.moves),
        'rough ground': of('......./..5..../.*S..7./......./..3..2.', ...again(2, d, b, c, a, e)),
        'digits and stars': of('9*7*5/1.*.2/8.S*3/4*.*6/2*7*1', ...again(5, a, d, b, c, f, d)),
        'twice the same cell': of('..2../.*S7./..1..', ...again(3, c, d, a, b)),
        'to and fro': of('.../.S./...', ...again(4, a, b), ...again(2, d, c), b, c),
        'more than nine times': of('....5/.S.../.....', ...again(60, d, c, a, b)),
        drawn: drawn(random, 5, 30, small),
        'drawn again': drawn(random, 9, 60, first.moves),
        'one more': drawn(random, 7, 25, small),
        'a large grid': drawn(random, 22, 150, first.moves),
      },
      input: ({ grid, moves }) => [grid, moves.join(first.glue)],
      answer: ({ grid, moves }) => second.result(grid, first.path(grid, moves.join(first.glue))),
    };
  },
);
