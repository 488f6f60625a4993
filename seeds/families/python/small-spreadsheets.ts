/** Study family: a spreadsheet of whole numbers with formulas, references, errors and loops. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { lineFamily } from './line-family.ts';
import { sheetFirsts } from './small-spreadsheets.functions.ts';
import { type SheetFirst, type SheetSecond, sheetOutput } from './small-spreadsheets.model.ts';
import { sheetHalves } from './small-spreadsheets.parsers.ts';
import { sheetFrame, sheetOtherFrame } from './small-spreadsheets.programs.ts';
import { sheetSeconds } from './small-spreadsheets.showings.ts';

const CALLS: Readonly<Record<SheetFirst, readonly string[]>> = {
  sums: ['SUM(A1:C3, R)', 'COUNT(R, A2:B5)', 'MAX(B1:C2)', 'SUM(R,N)'],
  division: ['DIV(R, N)', 'MOD(R, R)', 'DIV(100, R)'],
  conditions: ['IF(R, N, R)', 'LESS(R, N)', 'SAME(R, R)*N'],
  everything: [
    'SUM(A1:C3, R)',
    'COUNT(R, A2:B5)',
    'MAX(B1:C2)',
    'AVERAGE(A1:C2)',
    'MEDIAN(R, A2:B5)',
    'DIV(R, N)',
    'MOD(R, R)',
    'IF(R, N, R)',
    'LESS(R, N)',
    'SAME(R, R)*N',
  ],
};
const FORMULAS = ['R+R', 'R-N', '(R+N)*2', 'N*3-R', 'R', 'R - ( N - R )', 'N+N*N'];
const OTHERS = ['N', 'N', '-N', 'N', 'apples', 'a, "b"', '=N+', '=R R', '=-N', '12x', ''];

function draw(random: Chance, size: number, first: SheetFirst, second: SheetSecond): string[] {
  const [columns, rows] = [Math.min(8, 2 + Math.floor(size / 6)), Math.min(40, 3 + Math.floor(size / 3))];
  const cell = (from = 0, to = columns * rows): string => {
    const place = from + random.below(Math.max(1, to - from));
    return String.fromCharCode(65 + (place % columns)) + (1 + Math.floor(place / columns));
  };
  return Array.from({ length: size * 2 }, () => {
    if (second === 'questions' && random.below(size > 60 ? 15 : 3) === 0) return `? ${cell()}`;
    const place = random.below(columns * rows);
    const template =
      random.below(2) === 0 ? random.pick(OTHERS) : `=${random.pick(random.below(2) === 0 ? FORMULAS : CALLS[first])}`;
    // Mostly cells further down, so that loops are seldom.
    const text = template
      .replaceAll(/R(?![A-Z])/g, () => (random.below(14) === 0 ? cell() : cell(place + 1)))
      .replaceAll(/N(?!T)(?=[^A-Z(]|$)/g, () => String(random.below(40)));
    return `${cell(place, place + 1)} ${text}`.trim();
  });
}

/** Small spreadsheets: four sets of functions, three ways to show the values. */
export const smallSpreadsheets = lineFamily<SheetFirst, SheetSecond>({
  name: 'small-spreadsheets',
  skills: ['Python', 'Algorithms', 'Excel'],
  titles: [
    'Spreadsheet engine in Python ({first}, {second})',
    'A little spreadsheet for {user}, with {first} and {second}',
    'Calculation of sheets with {first} and {second}',
  ],
  users: ['the planning of a camp', 'a course about programs', 'a terminal without windows', 'our brewery'],
  openings: [
    'solution.py calculates a small spreadsheet for {user}, read from standard input.\n- Cells are A1 to Z99. A line "CELL CONTENT" fills a cell, replacing what was there; "CELL" alone empties it. Content runs to the end of the line.\n- Content that starts with = is a formula; a whole number (at most nine digits, perhaps a minus) is a number; all else is text.\n- Formulas: numbers of at most nine digits, cells, + - * with * first, otherwise from the left, brackets, and functions with capital names and arguments separated by commas. No minus as a sign. Blanks may stand between these parts. Anything else, an unknown function or wrong arguments: the value is #SYNTAX.\n- Values are whole numbers without a limit; an empty cell counts as 0.\n- A formula which leads back to itself, or to a cell that does, is #LOOP, whatever else is wrong in it (a #SYNTAX cell leads nowhere). Else the leftmost part that has an error decides: a cell with an error hands it on, a text is #TEXT.',
    'Hello, for {user} I need a spreadsheet without windows: solution.py reads the cells from standard input and works them out. The cells are called A1 to Z99. On each line there is a cell, a blank and what to put there, up to the end of the line; the cell alone makes it empty again; later lines win. It can be a whole number with up to nine digits and maybe a minus, a formula behind an equals sign, or any other text.\n\nIn formulas there are numbers (nine digits at most, and no minus sign in front), other cells, plus, minus and times, where times comes first and the rest goes from the left, brackets, and functions in capitals with commas between the arguments. Blanks between the parts do not matter. If a formula is not like that, or calls a function that does not exist or in a wrong way, the cell shows #SYNTAX. Numbers can become as long as they like, and empty cells are zero.\n\nThe formula may need cells which need others, in any order. If a formula needs itself in the end, or needs a cell of which this is true, it shows #LOOP, even if there are other errors in it; a cell with #SYNTAX needs no others. Otherwise errors spread: the first part from the left with an error decides, where a cell with an error passes on that same error, and a text, which cannot be calculated with, gives #TEXT.',
    'A spreadsheet evaluator (solution.py, Python) for {user} shall read entries from standard input. An entry "CELL CONTENT" (CELL from A1 to Z99, CONTENT to the end of the line) sets a cell, superseding earlier ones; "CELL" clears it. CONTENT is a formula if it begins with "=", a number if it is an integer of one to nine digits with optional minus, text otherwise. Formula syntax: unsigned integers of up to nine digits, cells, binary + - * (* binding stronger, left-associative), parentheses, functions with upper-case names and comma-separated arguments; blanks are permitted between tokens. Violations, unknown functions and inadmissible arguments yield #SYNTAX. Values are unbounded integers; empty cells evaluate to 0. A formula which directly or indirectly refers to itself, or to such a cell, yields #LOOP with priority over other errors (cells with #SYNTAX refer to nothing). Otherwise the leftmost erroneous part determines the value: references to cells with errors yield their error, references to text yield #TEXT.',
  ],
  endings: [
    'Lines are well formed: a cell, one blank, content. A text is shown as it was typed.',
    'Every line is as described, with a single blank behind the cell, and texts are shown the way they were typed.',
    'Input lines conform to the above with exactly one blank after the cell; text is reproduced unaltered.',
  ],
  minutes: 300,
  firsts: sheetFirsts,
  seconds: sheetSeconds,
  frames: [sheetFrame, sheetOtherFrame],
  halves: sheetHalves,
  hows: [
    'cells worked out in the order in which they become ready',
    'repeated rounds over the cells that are still open',
  ],
  slips: [
    { why: 'A text in a formula is an error', from: "raise Problem('#TEXT')", to: 'return 0' },
    {
      why: 'Errors keep their kind when they spread',
      from: '    if isinstance(value, Problem):\n        raise value\n',
      to: "    if isinstance(value, Problem):\n        raise Problem('#TEXT')\n",
    },
    {
      why: 'Multiplication comes first',
      from: "while self.accept('*'):\n            tree = ('*', tree, self.factor())",
      to: "while self.accept('*'):\n            tree = ('*', tree, self.sum())",
    },
  ],
  examples: {
    'first example': 'A1 12|A2 =A1*2+1|B1 =(A2-5)*A1|? A1|? B1',
    'second example': 'B2 =B1+1|B1 41|A1 total|? B2|? A1|? A3',
  },
  edges: {
    'loops and what leads to them':
      'A1 =A2+1|A2 =A3|A3 =A1|B1 =A1*2|B2 =B2|B3 =A9+oops|C1 =B4|B4 5|C2 =C3+B5|B5 words|C3 =C3|? A1|? B1|? C1|? C2|? B2|? B3',
    'errors spread': 'A1 apples|A2 =A1+1|A3 =A2*2|A4 =1+|A5 =A4+A1|A6 =A1+A4|A7 =A5-A5|? A2|? A3|? A5|? A6',
    'not a formula':
      'A1 =|A2 =1++2|A3 =(1|A4 =1)|A5 =A100|A6 =a1|A7 =3 4|A8 =-5|A9 =1234567890|B1 - 5|B2 1234567890|B3 =B1|B4 =123456789*(2)|? A1|? A3|? A5|? A8|? B3|? B4|? B2',
    'what comes first':
      'A1 =2+3*4|A2 =10-3-2|A3 =2*(3+4)*5|A4 =100-2*3-4*5|A5 = ( 1 + 2 ) * 3 |A6 =2*3+4|? A1|? A2|? A3|? A4|? A5|? A6',
    'empty cells': 'A1 =B7*3+2|A2 9|A2|A3 =A2-1|? A1|? A2|? A3',
  },
  leftOut: (line, second) => second !== 'questions' && line.startsWith('? '),
  draw,
  answer: sheetOutput,
});
