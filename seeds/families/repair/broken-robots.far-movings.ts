/** Two ways of the family `broken-robots` that go far: bouncing runs, slides on ice. */

import { type Cell, COMPASS, FIND, type Moving, OTHER_FIND, plus, sign, start } from './broken-robots.stages.ts';

export const farMovings: readonly Moving[] = [
  {
    about: 'bouncing runs',
    moves: ['3N', '2E', '4S', '5W', '1E', '6N', '0S'],
    glue: ' ',
    text: [
      'moves are words like 3N or 12E (number of steps and N, S, E or W), separated by blanks or commas. Where a # or the edge is ahead, it turns round and uses the remaining steps in the opposite direction; if it cannot move either way, the rest of that word is dropped. Each cell entered is part of the way.',
      'It gets words such as 3N, 12E or 2S, 5W, divided by blanks or commas, meaning so many steps to the north, east, south or west. At a # or at the edge it bounces: it turns round and does the rest of the steps back the way it came. Only if both sides are blocked the rest of that word is lost. All the cells it enters make up the way.',
      'The argument moves contains words, separated by blanks or commas, of a number of steps and a direction (N, E, S, W). If the next cell is # or outside the grid, the direction is reversed for the rest of the word; if the cell on the other side is blocked as well, the word ends. Every cell entered is recorded.',
    ],
    cases: ['walls', 'long ways', 'closed in'],
    program: `${FIND}
function travel(grid: string[], moves: string): Cell[] {
  const path: Cell[] = [findStart(grid)];
  const compass: Record<string, Cell> = { N: [-1, 0], E: [0, 1], S: [1, 0], W: [0, -1] };
  const open = (cell: Cell) => grid[cell[0]] !== undefined && grid[cell[0]][cell[1]] !== undefined && grid[cell[0]][cell[1]] !== '#';
  for (const word of moves.split(/[ ,]+/).filter((part) => part !== '')) {
    let [down, right] = compass[word.slice(-1)];
    const steps = Number(word.slice(0, -1));
    for (let step = 0; step < steps; step += 1) {
      const [row, column] = path[path.length - 1];
      if (!open([row + down, column + right])) [down, right] = [-down, -right];
      if (!open([row + down, column + right])) break;
      path.push([row + down, column + right]);
    }
  }
  return path;
}
`,
    other: `${OTHER_FIND}
function travel(grid: string[], moves: string): Cell[] {
  const walled = ['', ...grid, ''].map((line) => '#' + line.padEnd(grid[0].length, '#') + '#');
  const here = findStart(grid);
  const path: Cell[] = [[here[0], here[1]]];
  for (const [, count, letter] of moves.matchAll(/(\\d+)([NESW])/g)) {
    const axis = letter === 'N' || letter === 'S' ? 0 : 1;
    let way = letter === 'S' || letter === 'E' ? 1 : -1;
    const blocked = (): boolean => {
      const ahead = [here[0] + 1, here[1] + 1];
      ahead[axis] += way;
      return walled[ahead[0]][ahead[1]] === '#';
    };
    for (let rest = parseInt(count, 10); rest > 0; rest--) {
      if (blocked()) {
        way = -way;
        if (blocked()) break;
      }
      here[axis] += way;
      path.push([here[0], here[1]]);
    }
  }
  return path;
}
`,
    slips: [
      {
        why: 'Numbers may have several digits',
        from: 'Number(word.slice(0, -1))',
        to: 'Number(word[0])',
        symptom: 'Runs of ten steps and more are far too short.',
      },
      {
        why: 'It turns round at a wall',
        from: '[down, right] = [-down, -right];',
        to: '[down, right] = [right, down];',
        symptom: 'At a wall it runs off sideways instead of back.',
      },
    ],
    path: (grid, moves) => {
      const path = [start(grid)];
      for (const [, count, letter = ''] of moves.matchAll(/(\d+)([NESW])/g)) {
        let step = COMPASS[letter] ?? [0, 0];
        for (let done = 0; done < Number(count); done += 1) {
          const here = path.at(-1) ?? [0, 0];
          const back: Cell = [0 - step[0], 0 - step[1]];
          const turned = sign(grid, plus(here, step)) === '#' ? back : step;
          if (sign(grid, plus(here, turned)) === '#') break;
          step = turned;
          path.push(plus(here, step));
        }
      }
      return path;
    },
  },
  {
    about: 'slides on ice',
    moves: ['up', 'down', 'left', 'right', 'stay', 'down', 'right'],
    glue: '\n',
    text: [
      'moves has a word a line: up, down, left, right or stay. On a free cell (. or S) it slides on in that direction until a # or the edge is ahead; any other sign is rough ground, on which it comes to rest. Stay records the present cell once more. Each cell slid over is part of the way.',
      'There is a word on every line of moves: up, down, left, right, stay. The ground is ice: it slides on and on in that direction until a # or the edge stops it. Only cells with other signs than . and S are rough, there it stops too, on that cell. With stay the cell where it is goes into the way once more. All cells that it slides over belong to the way.',
      'The argument moves holds one word per line: up, down, left, right or stay. The robot slides in the direction until the next cell is # or outside the grid, or until it has entered a cell whose sign is neither . nor S. The word stay records the current cell again. All cells passed are recorded.',
    ],
    cases: ['walls', 'long ways', 'rough ground'],
    program: `${FIND}
function travel(grid: string[], moves: string): Cell[] {
  const path: Cell[] = [findStart(grid)];
  for (const word of moves.split('\\n')) {
    let [row, column] = path[path.length - 1];
    if (word === 'stay') path.push([row, column]);
    const down = word === 'up' ? -1 : word === 'down' ? 1 : 0;
    const right = word === 'left' ? -1 : word === 'right' ? 1 : 0;
    if (down === 0 && right === 0) continue;
    while (true) {
      const sign = (grid[row + down] ?? '')[column + right] ?? '#';
      if (sign === '#') break;
      row += down;
      column += right;
      path.push([row, column]);
      if (sign !== '.' && sign !== 'S') break;
    }
  }
  return path;
}
`,
    other: `${OTHER_FIND}
function slide(grid: string[], [row, column]: Cell, [down, right]: Cell): Cell[] {
  const next: Cell = [row + down, column + right];
  const sign = grid.at(Math.max(0, next[0]))?.charAt(next[1]) ?? '';
  if (next[0] < 0 || sign === '' || sign === '#') return [];
  return '.S'.includes(sign) ? [next, ...slide(grid, next, [down, right])] : [next];
}

function travel(grid: string[], moves: string): Cell[] {
  const ways = new Map<string, Cell>([['up', [-1, 0]], ['down', [1, 0]], ['left', [0, -1]], ['right', [0, 1]]]);
  return moves.split('\\n').reduce<Cell[]>((path, word) => {
    const here = path[path.length - 1];
    const way = ways.get(word);
    return path.concat(way ? slide(grid, here, way) : word === 'stay' ? [here] : []);
  }, [findStart(grid)]);
}
`,
    slips: [
      {
        why: 'Sliding over the start is possible',
        from: "if (sign !== '.' && sign !== 'S') break;",
        to: "if (sign !== '.') break;",
        symptom: 'It stops on the start as if that were rough ground.',
      },
      {
        why: 'Stay records the cell again',
        from: "if (word === 'stay') path.push([row, column]);",
        to: "if (word === 'stay') continue;",
        symptom: 'The word stay has no effect on the way.',
      },
    ],
    path: (grid, moves) => {
      const path = [start(grid)];
      for (const word of moves.split('\n')) {
        const step = COMPASS[(word[0] ?? '').toUpperCase()];
        let here = path.at(-1) ?? [0, 0];
        if (word === 'stay') path.push(here);
        else if (step !== undefined) {
          while (sign(grid, plus(here, step)) !== '#') {
            here = plus(here, step);
            path.push(here);
            if (!'.S'.includes(sign(grid, here))) break;
          }
        }
      }
      return path;
    },
  },
];
