/** The movings of the family `broken-robots`. */

import { farMovings } from './broken-robots.far-movings.ts';
import { type Cell, COMPASS, FIND, type Moving, OTHER_FIND, plus, sign, start, walk } from './broken-robots.stages.ts';

export const movings: readonly Moving[] = [
  {
    about: 'arrows',
    moves: ['U', 'D', 'L', 'R', 'R', 'D', 'x'],
    glue: '',
    text: [
      'moves is a text of U, D, L, R (up, down, left, right; small letters mean the same); other signs are ignored. A step into # or off the grid does not happen, and adds nothing to the way.',
      'It is steered by a string with U, D, L and R for up, down, left, right, in capitals or not; whatever else is in the string it should just skip. When there is a # in the way, or the edge, it stays where it is and that step is no part of the way.',
      'The argument moves consists of the letters U, D, L and R in either case; other characters have no effect. A step onto # or beyond the grid is not carried out and not recorded.',
    ],
    cases: ['walls', 'odd signs'],
    program: `${FIND}
function travel(grid: string[], moves: string): Cell[] {
  const deltas: Record<string, Cell> = { U: [-1, 0], D: [1, 0], L: [0, -1], R: [0, 1] };
  const path: Cell[] = [findStart(grid)];
  for (const letter of moves.toUpperCase()) {
    const delta = deltas[letter];
    if (delta === undefined) continue;
    const [row, column] = path[path.length - 1];
    const next: Cell = [row + delta[0], column + delta[1]];
    if (next[0] < 0 || next[0] >= grid.length) continue;
    if (next[1] < 0 || next[1] >= grid[0].length) continue;
    if (grid[next[0]][next[1]] === '#') continue;
    path.push(next);
  }
  return path;
}
`,
    other: `${OTHER_FIND}
function travel(grid: string[], moves: string): Cell[] {
  let [row, column] = findStart(grid);
  const path: Cell[] = [[row, column]];
  const free = (r: number, c: number): boolean => (grid[r]?.[c] ?? '#') !== '#';
  moves.replace(/[UDLR]/gi, (letter) => {
    const down = /d/i.test(letter) ? 1 : /u/i.test(letter) ? -1 : 0;
    const right = /r/i.test(letter) ? 1 : /l/i.test(letter) ? -1 : 0;
    if (free(row + down, column + right)) {
      row += down;
      column += right;
      path.push([row, column]);
    }
    return letter;
  });
  return path;
}
`,
    slips: [
      {
        why: 'Small letters mean the same',
        from: 'moves.toUpperCase()',
        to: 'moves',
        symptom: 'Small letters do nothing.',
      },
      {
        why: 'The last column belongs to the grid',
        from: 'next[1] >= grid[0].length)',
        to: 'next[1] >= grid[0].length - 1)',
        symptom: 'It never enters the column at the right edge.',
      },
    ],
    path: (grid, moves) =>
      walk(
        grid,
        [...moves.toUpperCase()].flatMap((letter) => ('UDLR'.includes(letter) ? [COMPASS[letter] ?? [0, 0]] : [])),
        (here, step) => {
          const next = plus(here, step);
          return sign(grid, next) === '#' ? [] : [next];
        },
      ),
  },
  {
    about: 'turns on a ring',
    moves: ['f', 'f', 'f', 'l', 'r', 'f2', 'f3'],
    glue: '',
    text: [
      'moves steers by turns: it faces up at first; l and r turn it by a quarter, f goes one step ahead, f with a number after it (f12) as many steps. The grid is a ring in both directions: off one edge it comes in at the opposite one. Before a # it stops, and the rest of that f is dropped. Every cell entered is part of the way.',
      'The thing looks up when it starts. l turns left, r turns right, f is one step forward and f12 twelve steps. Left of the first column is the last one and above the top row is the bottom row, and the other way round too. If a # is ahead it stays before it, and what is left of that f is forgotten. Each cell that it enters counts.',
      'Initially the robot faces up. In moves, l and r turn it by 90 degrees to the left or right; f, optionally followed by a number (default 1), advances it by so many cells. Opposite edges of the grid are joined. An advance ends before a #. All cells entered are recorded.',
    ],
    cases: ['over the edge', 'walls', 'long ways'],
    program: `${FIND}
function travel(grid: string[], moves: string): Cell[] {
  const path: Cell[] = [findStart(grid)];
  const directions: Cell[] = [[-1, 0], [0, 1], [1, 0], [0, -1]];
  let facing = 0;
  for (const [, letter, count] of moves.matchAll(/([flr])(\\d*)/g)) {
    if (letter === 'l') facing = (facing + 3) % 4;
    if (letter === 'r') facing = (facing + 1) % 4;
    if (letter !== 'f') continue;
    for (let left = Number(count || 1); left > 0; left -= 1) {
      const [row, column] = path[path.length - 1];
      const down = (row + directions[facing][0] + grid.length) % grid.length;
      const right = (column + directions[facing][1] + grid[0].length) % grid[0].length;
      if (grid[down][right] === '#') break;
      path.push([down, right]);
    }
  }
  return path;
}
`,
    other: `${OTHER_FIND}
function travel(grid: string[], moves: string): Cell[] {
  const [height, width] = [grid.length, grid[0].length];
  let here = findStart(grid);
  let [up, side] = [-1, 0];
  const path: Cell[] = [here];
  for (const part of moves.match(/l|r|f\\d*/g) ?? []) {
    if (part === 'l') {
      [up, side] = [-side, up];
      continue;
    }
    if (part === 'r') {
      [up, side] = [side, -up];
      continue;
    }
    let steps = part === 'f' ? 1 : parseInt(part.slice(1), 10);
    while (steps-- > 0) {
      const next: Cell = [(here[0] + up + height) % height, (here[1] + side + width) % width];
      if (grid[next[0]].charAt(next[1]) === '#') steps = 0;
      else path.push((here = next));
    }
  }
  return path;
}
`,
    slips: [
      {
        why: 'Above the top row is the bottom row',
        from: '(row + directions[facing][0] + grid.length) % grid.length',
        to: 'Math.max(0, row + directions[facing][0]) % grid.length',
        symptom: 'At the top edge it stays in its row instead of coming in from below.',
      },
      {
        why: 'l turns to the left',
        from: '(facing + 3) % 4',
        to: '(facing + 2) % 4',
        symptom: 'A turn to the left goes wrong.',
      },
    ],
    path: (grid, moves) => {
      let facing: Cell = [-1, 0];
      const path = [start(grid)];
      for (const [word = ''] of moves.matchAll(/[lr]|f\d*/g)) {
        const [down, right] = facing;
        if (word === 'l') facing = [0 - right, down];
        else if (word === 'r') facing = [right, 0 - down];
        else {
          let here = path.at(-1) ?? [0, 0];
          for (let step = 0; step < Number(word.slice(1) || 1); step += 1) {
            const beyond = plus(here, facing);
            const next: Cell = [
              (beyond[0] + grid.length) % grid.length,
              (beyond[1] + (grid[0]?.length ?? 1)) % (grid[0]?.length ?? 1),
            ];
            if (sign(grid, next) === '#') break;
            path.push(next);
            here = next;
          }
        }
      }
      return path;
    },
  },
  ...farMovings,
];
