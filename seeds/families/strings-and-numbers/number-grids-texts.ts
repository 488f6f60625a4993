/** What the family `number-grids` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { work: ['turn', 'spiral', 'areas', 'peaks'], form: ['rows', 'sparse', 'runs'] } as const;

export type Work = (typeof DIALS)['work'][number];
export type Form = (typeof DIALS)['form'][number];

interface FormText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly edges: readonly string[];
  readonly slips: readonly Slip[];
}

export const FORMS: Readonly<Record<Form, FormText>> = {
  rows: {
    title: 'rows of numbers',
    minutes: 5,
    told: [
      'text: one line per row, lines joined by "\\n", numbers separated by one or more blanks, blanks at line ends possible; a number may be written as a letter a to z too: a = 10, b = 11 ... z = 35.',
      'In the text every row is a line (with "\\n" between the lines) and the numbers in it have one or more blanks between them; there may be blanks at both ends of a line. To save room some numbers are written as a letter: a is ten, b eleven, and so on up to z, which is thirty-five.',
      'text consists of lines separated by "\\n", one per row. Numbers are separated by one or more spaces; leading and trailing spaces may occur. The letters a to z denote the numbers 10 to 35.',
    ],
    edges: ['a a 3\n3  b b', '1 2 3\n4 5 6', ' 10  -2 \n3   b ', 'z a\n0 0\na z', '  7'],
    slips: [['letters-from-eleven', 'The letter a is ten.', 'int(word, 36)', 'int(word, 36) + 1']],
  },
  sparse: {
    title: 'sparse cells',
    minutes: 10,
    told: [
      'text: first line "HxW" (rows x columns), then lines "row,column=value" (counted from 1), lines joined by "\\n". Cells not named are 0; a cell named again takes the later value.',
      'The text starts with a line for the size, rows x columns like "3x4", and then has a line for each cell that is not zero, like "2,1=7": row two, column one, counted from one, is seven. If a cell is mentioned more than once, the last mention holds. Lines are separated by "\\n".',
      'The first line of text is "HxW", the numbers of rows and columns; each further line is "r,c=v", assigning v to the cell in row r and column c (from 1). Cells without an assignment are 0; of several assignments the last applies. Lines are separated by "\\n".',
    ],
    edges: ['2x3\n1,1=4\n2,3=-1', '1x1', '3x2\n1,1=5\n1,1=2\n3,2=9\n3,2=0', '12x11\n11,10=3\n10,11=3\n2,2=8'],
    slips: [
      [
        'first-value-holds',
        'A cell named again takes the later value.',
        'grid[row - 1][column - 1] = value',
        'grid[row - 1][column - 1] = grid[row - 1][column - 1] or value',
      ],
    ],
  },
  runs: {
    title: 'run-length rows',
    minutes: 10,
    told: [
      'text: rows joined by "/", items of a row separated by one blank: a number, or "count*number" for that number count times (count may be 0: nothing). "=" alone as a row repeats the row before.',
      'In the text the rows have slashes between them. A row is made of items with one blank between: either a number, or something like "3*7" for three sevens in a row (and "0*7" is nothing at all). To save room, a row that is the same as the one before it may be written as a single equals sign.',
      'text consists of rows separated by "/". A row consists of items separated by single spaces, each a number or "n*v", denoting n >= 0 repetitions of v; or it is "=", denoting a row identical to the preceding one.',
    ],
    edges: ['3*1 2/2 2 2*3', '2*0 -5/=', '0*9 4 4/2*-1 0*1/=/=', '7', '10*2/5*3 5*2/='],
    slips: [['zero-times-is-once', 'A count of zero is nothing.', 'int(count or 1)', 'max(1, int(count or 1))']],
  },
};

interface WorkText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly parameter: string;
  readonly usual: number;
  readonly other: number;
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const WORKS: Readonly<Record<Work, WorkText>> = {
  turn: {
    title: 'Turn the rings of a grid',
    entries: ['turn_rings', 'rotate_rings', 'spin'],
    parameter: 'steps',
    usual: 1,
    other: 3,
    minutes: 50,
    told: [
      'The outermost cells form a ring, those inside them the next, and so on; the innermost may be a single row, column or cell. In each ring every number moves on by steps places (0 or more) clockwise; in a ring that is one row or column, to the right or down, round from the last cell to the first. Result: the new grid as a list of rows.',
      'Think of the grid as rings, one inside the other, the innermost perhaps only a row, a column or a cell. Every number goes steps places further along its ring, clockwise; a ring that is just a row moves to the right, one that is just a column moves down, and what falls off at the end comes in at the beginning. steps can be zero, or more than the ring is long. I get back the new grid as a list of rows.',
      'The cells at equal distance from the border of the grid form a ring, ordered clockwise from its upper left cell; a ring consisting of one row or column is ordered to the right or downwards, respectively. Each number moves by steps (>= 0) positions in this order, cyclically. The result is the new grid as a list of rows.',
    ],
    slips: [
      [
        'anticlockwise',
        'Numbers move clockwise.',
        'cells[(place + steps) % len(cells)]',
        'cells[(place - steps) % len(cells)]',
      ],
      ['outermost-ring-only', 'Every ring turns.', 'range((min(height, width) + 1) // 2)', 'range(1)'],
    ],
  },
  spiral: {
    title: 'Read a grid as a spiral',
    entries: ['spiral', 'unroll', 'read_spiral'],
    parameter: 'every',
    usual: 1,
    other: 3,
    minutes: 35,
    told: [
      'Read the grid as a spiral: from the upper left cell to the right, down, to the left, up, and inwards until every cell was read once. Result: list of the numbers at places every, 2 * every, 3 * every ... of this order (the first place is 1; every is 1 or more).',
      'Read the grid in a spiral, beginning in the upper left corner, first to the right, then down, back to the left, up, and so on inwards, until every cell has been read once. From this row of numbers I get back each one whose place, counted from one, is a multiple of every (one or more).',
      'The spiral order begins at the upper left cell and proceeds to the right, downwards, to the left, upwards and inwards, visiting every cell once. The result is the list of the numbers at those positions in this order, counted from 1, that are multiples of every (>= 1).',
    ],
    slips: [
      ['starts-with-the-first', 'Places count from one.', 'order[every - 1::every]', 'order[::every]'],
      ['turns-left', 'The spiral turns to the right.', 'columns[::-1]', 'columns'],
    ],
  },
  areas: {
    title: 'Areas of equal numbers in a grid',
    entries: ['areas', 'regions', 'find_areas'],
    parameter: 'least',
    usual: 2,
    other: 3,
    minutes: 35,
    told: [
      'An area: as many cells of equal numbers as hang together by their sides (not corners). Result: [number, size] for each area of at least least cells, largest first, equally large ones by number ascending; equal pairs all stay.',
      'Cells with the same number that touch each other at a side (not merely at a corner) make an area, as far as it goes. For each area of at least least cells I get back its number and its size, the largest first, and among equally large ones the smaller number first. If two areas agree in both, there are two entries.',
      'An area is a maximal set of cells with equal numbers connected by common sides. The result contains [number, size] for every area of size >= least, in order of descending size, then of ascending number; equal entries are preserved.',
    ],
    slips: [
      [
        'corners-connect',
        'Corners do not connect.',
        '((0, 1), (1, 0), (0, -1), (-1, 0))',
        '((0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (-1, -1))',
      ],
      ['more-than-least', 'Areas of exactly that size count.', 'size >= least', 'size > least'],
    ],
  },
  peaks: {
    title: 'Peaks of a grid',
    entries: ['peaks', 'find_peaks', 'summits'],
    parameter: 'drop',
    usual: 1,
    other: 2,
    minutes: 25,
    told: [
      'A peak: a cell whose number is greater by at least drop than each of its neighbours, up to eight, corners too (only those inside the grid; a single cell is a peak). Result: [row, column, number] of all peaks, counted from 1, in reading order (row by row).',
      'A cell is a peak if its number exceeds those of all its neighbours by at least drop; neighbours are the up to eight cells around it, also at the corners, and beyond the edge there are none. (A grid with one single cell has a peak.) I get back row, column and number of each peak, rows and columns counted from one, row after row from left to right.',
      'A cell is a peak if its number minus that of each adjacent cell (horizontally, vertically or diagonally, within the grid) is at least drop; a cell without adjacent cells is a peak. The result contains [row, column, number] for each peak, counted from 1, ordered by row and then column.',
    ],
    slips: [
      [
        'corners-ignored',
        'Cells at the corners are neighbours.',
        'if (down, right) != (0, 0)',
        'if (down, right) != (0, 0) and down * right == 0',
      ],
      ['more-than-drop', 'Exactly drop is enough.', 'value - other < drop', 'value - other <= drop'],
    ],
  },
};
