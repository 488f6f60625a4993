/** A simulation project on a grid: the game of life with rocks and optional wrapping. */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { colonyReference, colonyWrong } from './resource-simulation.programs.ts';

const FAMILY = 'resource-simulation';

const colonyPosting: Posting = {
  slug: `${FAMILY}-3`,
  family: FAMILY,
  title: 'Game of life with rocks and optional wrap-around (grid function)',
  description: `
Teacher here, building a small exhibition piece with my class: a "colony" on an LED wall. We do the LEDs, you do the function that computes it.

solution.js must have growColony(rows, generations, wrap).

rows: list of strings, all of the same length, at least one row and one column. Three characters: "o" a living cell, "." an empty place, "#" a rock.
generations: how many steps to compute, 0 or more.
wrap: true or false.

One step, for all places at the same time:
- rocks stay rocks for ever and never count as living
- a living cell with 2 or 3 living neighbours stays alive, otherwise its place becomes empty
- an empty place with exactly 3 living neighbours becomes a living cell

Neighbours are the 8 places around. With wrap false, places outside of the grid simply do not exist. With wrap true the left edge touches the right edge and the top touches the bottom (corners too). Each of the 8 directions is counted for itself: on a very small wrapped grid the same place can be counted in several directions, even the place itself (on a grid with one row the cell above you is you). That is fine and should be kept so, it is easiest.

Result: {"rows":[…],"alive":n} with the grid after the last step in the same form and the number of living cells. generations 0 gives the grid as it came.`,
  skills: ['JavaScript', 'Algorithm', 'Game Development'],
  bracket: 'micro',
  postedPriceCents: 2_200,
  estimatedMinutes: 25,
};

/** Each living cell announces itself to its eight directions; announcements are then counted by place. */
function growColony(rows: string[], generations: number, wrap: boolean): Json {
  const [height, width] = [rows.length, rows[0]?.length ?? 0];
  const directions = [-1, 0, 1]
    .flatMap((dy) => [-1, 0, 1].map((dx) => [dy, dx] as const))
    .filter(([dy, dx]) => dy !== 0 || dx !== 0);
  let text = rows.join('');
  for (let generation = 0; generation < generations; generation += 1) {
    const counts = new Array<number>(text.length).fill(0);
    [...text].forEach((cell, place) => {
      if (cell !== 'o') return;
      for (const [dy, dx] of directions) {
        const [y, x] = [Math.floor(place / width) + dy, (place % width) + dx];
        const isInside = y >= 0 && y < height && x >= 0 && x < width;
        const target = ((y + height) % height) * width + ((x + width) % width);
        if (isInside || wrap) counts[target] = (counts[target] ?? 0) + 1;
      }
    });
    text = [...text]
      .map((cell, place) =>
        cell === '#' ? '#' : counts[place] === 3 || (cell === 'o' && counts[place] === 2) ? 'o' : '.',
      )
      .join('');
  }
  const result = rows.map((_, y) => text.slice(y * width, (y + 1) * width));
  return { rows: result, alive: text.split('o').length - 1 };
}

function randomGrid(random: Chance, height: number, width: number): string[] {
  const cell = () => random.pick(['o', 'o', '.', '.', '.', '.', random.pick(['#', '.'])]);
  return Array.from({ length: height }, () => Array.from({ length: width }, cell).join(''));
}

/** The colony project under `seed`. */
export function colonyProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'colony');
  const one = (name: string, rows: string, generations: number, wrap: boolean) => ({
    name,
    args: [rows.split('|'), generations, wrap] as [string[], number, boolean],
  });
  return javascriptFunction<[string[], number, boolean]>(colonyPosting, {
    entry: 'growColony',
    answer: growColony,
    visible: [
      one('block stays', '....|.oo.|.oo.|....', 2, false),
      one('blinker', '.....|..o..|..o..|..o..|.....', 1, false),
    ],
    hidden: [
      one('no generations', 'o#.|.o#', 0, true),
      one('lonely cell', 'o', 1, false),
      one('glider', '.o....|..o...|ooo...|......|......|......', 6, false),
      one('glider over the edges', '.o...|..o..|ooo..|.....|.....', 17, true),
      one('corner without wrap', 'oo.|o..|...', 3, false),
      one('corners touch', 'o..o|....|....|o...', 2, true),
      one('rocks block', '.#...|.ooo.|..#..|.ooo.|.....', 5, false),
      one('rocks do not count', '#o#|.o.|#o#', 2, false),
      one('one row wrapped', '.oo.o', 2, true),
      one('two by two wrapped', 'o.|..', 1, true),
      { name: 'random grid', args: [randomGrid(random, 9, 13), 8, false] },
      { name: 'random wrapped grid', args: [randomGrid(random, 10, 7), 9, true] },
      { name: 'large grid', args: [randomGrid(random, 40, 60), 6, true] },
    ],
    reference: colonyReference,
    wrong: colonyWrong,
  });
}
