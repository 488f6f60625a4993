/** The results of the family `broken-robots`. */

import { type Result, sign } from './broken-robots.stages.ts';

export const results: readonly Result[] = [
  {
    about: 'points',
    text: [
      'Return {points, steps, best}: a digit on a cell gives that many points the first time it is entered (the start counts as entered); "*" doubles what the next digit gives (several in a row double again; each * works once). steps is the number of cells of the way without the start, best the largest single gain.',
      'What comes back is {points, steps, best}. If it enters a digit it gets that many points, but from the same cell only once. A * doubles the next gain, two of them before it make it fourfold, and each * is used up after one visit as well. steps counts the entries of the way behind the start, best is the largest gain made at once (0 if none).',
      'The result is {points, steps, best}. The first entry of a cell with a digit gains its value, multiplied by 2 for every * entered (for the first time) since the previous gain. points is the sum of all gains, best the largest one or 0, and steps the number of recorded cells after the start.',
    ],
    cases: ['digits and stars', 'twice the same cell'],
    program: `
export function play(grid: string[], moves: string) {
  const path = travel(grid, moves);
  const seen = new Set<string>();
  let [points, best, factor] = [0, 0, 1];
  for (const [row, column] of path) {
    if (seen.has(row + ',' + column)) continue;
    seen.add(row + ',' + column);
    const sign = grid[row][column];
    if (sign === '*') factor *= 2;
    if (/\\d/.test(sign)) {
      const gain = Number(sign) * factor;
      points += gain;
      best = Math.max(best, gain);
      factor = 1;
    }
  }
  return { points, steps: path.length - 1, best };
}
`,
    other: `
export function play(grid: string[], moves: string) {
  const cells = grid.map((line) => line.split(''));
  const gains: number[] = [];
  let stars = 0;
  const path = travel(grid, moves);
  path.forEach(([row, column]) => {
    const value = parseInt(cells[row][column], 10);
    if (cells[row][column] === '*') stars++;
    if (value >= 0) {
      gains.push(value * 2 ** stars);
      stars = 0;
    }
    cells[row][column] = '.';
  });
  return { steps: path.slice(1).length, points: gains.reduce((sum, gain) => sum + gain, 0), best: Math.max(0, ...gains) };
}
`,
    slips: [
      {
        why: 'A cell gives its points once',
        from: "seen.add(row + ',' + column);",
        to: 'seen.add(String(row * column));',
        symptom: 'Some digits are not counted although nobody has been there.',
      },
      {
        why: 'A star works for one gain only',
        from: 'factor = 1;',
        to: 'factor = Math.max(1, factor);',
        symptom: 'Once there was a * everything afterwards is doubled.',
      },
    ],
    result: (grid, path) => {
      const fresh = path.filter(
        ([row, column], at) => path.findIndex((cell) => cell[0] === row && cell[1] === column) === at,
      );
      const signs = fresh.map((cell) => sign(grid, cell)).filter((text) => /[\d*]/.test(text));
      const gains = signs.flatMap((text, at) => {
        if (text === '*') return [];
        const stars = at - 1 - signs.slice(0, at).findLastIndex((other) => other !== '*');
        return [Number(text) * 2 ** stars];
      });
      return {
        points: gains.reduce((sum, gain) => sum + gain, 0),
        steps: path.length - 1,
        best: Math.max(0, ...gains),
      };
    },
  },
  {
    about: 'visits',
    text: [
      'Return [cells, most, longest]: how many different cells the way has; the cell that occurs most often as [row, column] (counted from 0; of equals the one reached first); and the length of the longest stretch of neighbouring entries of the way in which no cell occurs twice.',
      'It should give me [cells, most, longest]. First, how many different cells there are in the way. Second, which cell is in it most often, as [row, column] from 0, and where several are, the one it came to first. Third, how long the longest piece of the way is in which no cell comes up a second time. The start is part of the way.',
      'The result is [cells, most, longest]: the number of distinct cells of the way, start included; its most frequent cell as [row, column], zero-based, ties going to the cell visited earliest; and the greatest length of a contiguous part of the way without a repeated cell.',
    ],
    cases: ['twice the same cell', 'to and fro'],
    program: `
export function play(grid: string[], moves: string) {
  const counts = new Map<string, number>();
  const last = new Map<string, number>();
  let [from, longest] = [0, 0];
  travel(grid, moves).forEach(([row, column], index) => {
    const name = JSON.stringify([row, column]);
    counts.set(name, (counts.get(name) ?? 0) + 1);
    from = Math.max(from, (last.get(name) ?? -1) + 1);
    longest = Math.max(longest, index - from + 1);
    last.set(name, index);
  });
  let most = '';
  for (const [name, count] of counts) {
    if (most === '' || count > counts.get(most)!) most = name;
  }
  return [counts.size, JSON.parse(most), longest];
}
`,
    other: `
export function play(grid: string[], moves: string) {
  const path = travel(grid, moves).map(([row, column]) => row * 1000 + column);
  const distinct = [...new Set(path)];
  const often = distinct.map((cell) => path.filter((other) => other === cell).length);
  const favourite = distinct[often.indexOf(Math.max(...often))];
  const window: number[] = [];
  let longest = 0;
  for (const cell of path) {
    const found = window.indexOf(cell);
    if (found >= 0) window.splice(0, found + 1);
    window.push(cell);
    if (window.length > longest) longest = window.length;
  }
  return [distinct.length, [Math.floor(favourite / 1000), favourite % 1000], longest];
}
`,
    slips: [
      {
        why: 'Of equals the cell reached first is named',
        from: 'count > counts.get(most)!',
        to: 'count >= counts.get(most)!',
        symptom: 'If several cells are visited equally often, it names the wrong one.',
      },
      {
        why: 'A stretch never grows backwards',
        from: 'Math.max(from, (last.get(name) ?? -1) + 1)',
        to: 'last.has(name) ? last.get(name)! + 1 : from',
        symptom: 'The longest stretch is too long now and then, although its end is right at first.',
      },
    ],
    result: (_, path) => {
      const names = path.map(String);
      const distinct = [...new Set(names)];
      const counts = distinct.map((name) => names.filter((other) => other === name).length);
      const most = distinct[counts.indexOf(Math.max(...counts))] ?? '';
      const lengths = names.map((_name, from) => {
        const seen = new Set<string>();
        for (let at = from; at < names.length && !seen.has(names[at] ?? ''); at += 1) seen.add(names[at] ?? '');
        return seen.size;
      });
      return [distinct.length, most.split(',').map(Number), Math.max(...lengths)];
    },
  },
  {
    about: 'a drawing',
    text: [
      'Return the drawing as a list of rows: the smallest rectangle around the way; cells of the way show how often they occur in it (1 to 9, + for more), others their sign in the grid. The last cell of the way shows @.',
      'I get a picture: a list of strings, cut to the smallest rectangle that holds the whole way. Where it has been there is the number of times, 1 to 9 and + above that; at the place where it ended up an @; everywhere else the sign of the grid.',
      'The result is an array of strings showing the least rectangle of the grid that contains the way. A cell of the way is shown as the number of its occurrences (+ if above 9), its final cell as @, and any other cell by its sign in the grid.',
    ],
    cases: ['to and fro', 'more than nine times'],
    program: `
export function play(grid: string[], moves: string) {
  const path = travel(grid, moves);
  const rows = path.map((cell) => cell[0]);
  const columns = path.map((cell) => cell[1]);
  const [top, left] = [Math.min(...rows), Math.min(...columns)];
  const picture: string[] = [];
  for (let row = top; row <= Math.max(...rows); row += 1) {
    let line = '';
    for (let column = left; column <= Math.max(...columns); column += 1) {
      const count = path.filter((cell) => cell[0] === row && cell[1] === column).length;
      line += count === 0 ? grid[row][column] : count > 9 ? '+' : String(count);
    }
    picture.push(line);
  }
  const [row, column] = path[path.length - 1];
  const ending = picture[row - top];
  picture[row - top] = ending.slice(0, column - left) + '@' + ending.slice(column - left + 1);
  return picture;
}
`,
    other: `
export function play(grid: string[], moves: string) {
  const board: (string | number)[][] = grid.map((line) => [...line].map((sign) => 'x' + sign));
  const box = { top: grid.length, left: grid[0].length, bottom: 0, right: 0 };
  let end: Cell = [0, 0];
  for (const [row, column] of travel(grid, moves)) {
    const before = board[row][column];
    board[row][column] = typeof before === 'number' ? before + 1 : 1;
    box.top = Math.min(box.top, row);
    box.bottom = Math.max(box.bottom, row);
    box.left = Math.min(box.left, column);
    box.right = Math.max(box.right, column);
    end = [row, column];
  }
  board[end[0]][end[1]] = 'x@';
  const shown = (cell: string | number): string => (typeof cell === 'string' ? cell[1] : cell < 10 ? String(cell) : '+');
  return board.slice(box.top, box.bottom + 1).map((line) => line.slice(box.left, box.right + 1).map(shown).join(''));
}
`,
    slips: [
      {
        why: 'More than nine visits are a plus',
        from: "count > 9 ? '+' : String(count)",
        to: 'String(count % 10)',
        symptom: 'With ten visits a 0 appears.',
      },
      {
        why: 'The lowest row belongs to the picture',
        from: 'row <= Math.max(...rows);',
        to: 'row < Math.max(...rows) || row === top;',
        symptom: 'The lowest row is missing, or it stops with an error.',
      },
    ],
    result: (grid, path) => {
      const [rows, columns] = [path.map(([row]) => row), path.map(([, column]) => column)];
      const end = String(path.at(-1));
      return grid.slice(Math.min(...rows), Math.max(...rows) + 1).map((line, down) =>
        [...line]
          .map((text, column) => {
            const name = `${down + Math.min(...rows)},${column}`;
            const count = path.filter((cell) => String(cell) === name).length;
            return name === end ? '@' : count === 0 ? text : count < 10 ? String(count) : '+';
          })
          .slice(Math.min(...columns), Math.max(...columns) + 1)
          .join(''),
      );
    },
  },
];
