/** Task family: grids of whole numbers, given in several forms: turned, unrolled, and searched for areas and peaks. */

import { known } from '../../../server/kernel/assert.ts';
import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './number-grids.programs.ts';
import { DIALS, FORMS, type Form, WORKS, type Work } from './number-grids-texts.ts';

type Grid = readonly (readonly number[])[];
type Arguments = [string, number];

/** The grid in the form of the variant. */
function textOf(grid: Grid, form: Form): string {
  if (form === 'rows') return grid.map((row) => row.join(' ')).join('\n');
  if (form === 'sparse') {
    const cells = grid.flatMap((row, y) =>
      row.flatMap((value, x) => (value === 0 ? [] : [`${y + 1},${x + 1}=${value}`])),
    );
    return [`${grid.length}x${grid[0]?.length}`, ...cells].join('\n');
  }
  return grid
    .map((row) => {
      const runs: [number, number][] = [];
      for (const value of row) {
        const last = runs.at(-1);
        if (last !== undefined && last[1] === value) last[0] += 1;
        else runs.push([1, value]);
      }
      return runs.map(([count, value]) => (count === 1 ? `${value}` : `${count}*${value}`)).join(' ');
    })
    .join('/');
}

function gridOf(text: string, form: Form): number[][] {
  if (form === 'rows')
    return text.split('\n').map((row) =>
      row
        .trim()
        .split(/ +/)
        .map((word) => (/[a-z]/.test(word) ? Number.parseInt(word, 36) : Number(word))),
    );
  if (form === 'sparse') {
    const [size = '', ...cells] = text.split('\n');
    const [height = 0, width = 0] = size.split('x').map(Number);
    const grid = Array.from({ length: height }, () => Array.from({ length: width }, () => 0));
    for (const cell of cells) {
      const [y = 1, x = 1, value = 0] = cell.split(/[,=]/).map(Number);
      known(grid[y - 1], 'row')[x - 1] = value;
    }
    return grid;
  }
  const rows: number[][] = [];
  for (const row of text.split('/')) {
    const numbers = row.split(' ').flatMap((item) => {
      const [value = 0, count = 1] = item.split('*').map(Number).toReversed();
      return Array.from({ length: count }, () => value);
    });
    rows.push(row === '=' ? [...known(rows.at(-1), 'row before')] : numbers);
  }
  return rows;
}

/** Cells of a ring, clockwise from its upper left corner. */
function ring(height: number, width: number, depth: number): [number, number][] {
  const [bottom, right] = [height - 1 - depth, width - 1 - depth];
  const cells: [number, number][] = [];
  for (let x = depth; x <= right; x += 1) cells.push([depth, x]);
  for (let y = depth + 1; y <= bottom; y += 1) cells.push([y, right]);
  if (bottom > depth) for (let x = right - 1; x >= depth; x -= 1) cells.push([bottom, x]);
  if (right > depth) for (let y = bottom - 1; y > depth; y -= 1) cells.push([y, depth]);
  return cells;
}

function answer(form: Form, work: Work, [text, k]: Arguments): Json {
  const grid = gridOf(text, form);
  const [height, width] = [grid.length, grid[0]?.length ?? 0];
  const at = (y: number, x: number): number | undefined => grid[y]?.[x];
  const rings = Array.from({ length: Math.ceil(Math.min(height, width) / 2) }, (_, depth) =>
    ring(height, width, depth),
  );
  if (work === 'spiral')
    return rings
      .flat()
      .map(([y, x]) => at(y, x) ?? 0)
      .filter((_, place) => (place + 1) % k === 0);
  if (work === 'turn') {
    const turned = grid.map((row) => [...row]);
    for (const cells of rings) {
      cells.forEach(([y, x], place) => {
        const [to, across] = known(cells[(place + k) % cells.length], 'cell');
        known(turned[to], 'row')[across] = at(y, x) ?? 0;
      });
    }
    return turned;
  }
  const cells = grid.flatMap((row, y) => row.map((value, x) => ({ y, x, value })));
  if (work === 'peaks') {
    return cells
      .filter(({ y, x, value }) => {
        const around = [-1, 0, 1].flatMap((down) =>
          [-1, 0, 1].map((right) => (down === 0 && right === 0 ? undefined : at(y + down, x + right))),
        );
        return around.every((other) => other === undefined || value - other >= k);
      })
      .map(({ y, x, value }) => [y + 1, x + 1, value]);
  }
  const seen = new Set<string>();
  const areas: [number, number][] = [];
  for (const { y, x, value } of cells) {
    const open = [[y, x]];
    let size = 0;
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [row = 0, column = 0] = next;
      if (seen.has(`${row} ${column}`) || at(row, column) !== value) continue;
      seen.add(`${row} ${column}`);
      size += 1;
      open.push([row + 1, column], [row - 1, column], [row, column + 1], [row, column - 1]);
    }
    if (size >= k) areas.push([value, size]);
  }
  return areas.toSorted(([a, one], [b, other]) => other - one || a - b);
}

function drawnGrid(random: Chance, height: number, width: number, most: number): Grid {
  return Array.from({ length: height }, () => {
    let value = random.below(most);
    return Array.from({ length: width }, () => {
      if (random.below(2) === 0) value = random.below(most) - (random.below(5) === 0 ? 3 : 0);
      return value;
    });
  });
}

function rules(form: Form, work: Work, random: Chance): Rule<Arguments>[] {
  const { told, edges, slips } = FORMS[form];
  const { usual, other } = WORKS[work];
  const make = (grid: Grid, k: number): Arguments => [textOf(grid, form), k];
  const steps: Grid = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
    [9, 10, 11, 12],
  ];
  return [
    {
      told,
      cases: Object.fromEntries(
        edges.map((text, at) => [`written so ${at + 1}`, [text, at % 2 === 0 ? usual : other] as Arguments]),
      ),
      slips,
    },
    {
      told: WORKS[work].told,
      cases: {
        'one cell': make([[7]], usual),
        'one row': make([[3, 3, 0, 5, 5, 9]], usual),
        'one column': make([[3], [3], [0], [5], [5]], other),
        'even and odd': make(steps, other),
        'five by five': make(
          [
            [1, 1, 1, 1, 1],
            [1, 0, 0, 0, 1],
            [1, 0, 9, 0, 1],
            [1, 0, 0, 0, 1],
            [1, 1, 1, 1, 1],
          ],
          usual,
        ),
        'five by five, other number': make(
          [
            [2, 1, 2, 1, 2],
            [1, 8, 3, 8, 1],
            [2, 3, -4, 3, 2],
            [1, 8, 3, 9, 1],
            [2, 1, 2, 1, 2],
          ],
          other,
        ),
        'two rows': make(
          [
            [4, 4, 2],
            [4, 2, 2],
          ],
          other,
        ),
        drawn: make(drawnGrid(random, 6, 7, 4), usual),
        'drawn, other number': make(drawnGrid(random, 9, 4, 12), other),
        'large grid': make(drawnGrid(random, 30, 40, 5), usual),
      },
      slips: WORKS[work].slips,
    },
  ];
}

export const numberGrids: StudyFamily = {
  name: 'number-grids',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'number-grids', index);
    const { work, form } = settingsOf(DIALS, index);
    const { title, entries, parameter, usual, minutes } = WORKS[work];
    const entry = random.pick(entries);
    const use = random.pick(['a height map', 'a knitting pattern', 'a seating plan', 'a pixel font', 'a crop survey']);
    const sample = (grid: Grid): Arguments => [textOf(grid, form), usual];
    return ruledProject<Arguments>(
      {
        family: numberGrids,
        index,
        seed,
        title: `${title} (${FORMS[form].title})`,
        opening: [
          `Function ${entry}(text, ${parameter}) in solution.py, Python. text is a grid of whole numbers, at least one row and column, all rows equally long.`,
          `I have ${use} as a text and need something done with it in Python: please write ${entry}(text, ${parameter}) into solution.py. The text holds a grid of whole numbers (some may be negative) with at least one row and one column, and all rows have the same length.`,
          `solution.py shall define ${entry}(text, ${parameter}), operating on ${use}. text represents a rectangular grid of integers with at least one row and one column.`,
        ],
        rules: rules(form, work, random),
        closing: [
          'The text is always right. Grids of up to 1,500 cells. No packages.',
          'You need not check the text for mistakes. A grid has 1,500 cells at the most. I cannot install packages.',
          'text conforms to the notation. The grid has at most 1,500 cells. Only the standard library is available.',
        ],
        skills: ['Python', 'Algorithms', 'Data Structures'],
        estimatedMinutes: minutes + FORMS[form].minutes,
        visible: {
          'a small grid': sample([
            [1, 2],
            [4, 3],
          ]),
          'another grid': sample([
            [5, 5, 1],
            [6, 2, 8],
          ]),
        },
        reference: referenceProgram(form, work, entry),
        alternative: {
          how: 'Peels and turns copies of the grid, or labels areas with sets of cells, where the reference works with places.',
          program: alternativeProgram(form, work, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, { ...parts, entry, answer: (...args) => answer(form, work, args) }),
    );
  },
};
