/** What the employers of the family `gap-filling` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf } from '../study-parts.ts';
import type { GapSettings } from './gap-filling.programs.ts';

export const GAP_DIALS = {
  method: ['carry', 'nearest', 'following', 'linear'],
  step: ['day', 'month', 'hour'],
  limit: ['none', 'short gaps', 'first steps'],
  marks: ['value', 'marked'],
} as const;

export interface GapNames {
  readonly place: string;
  readonly time: string;
  readonly value: string;
  readonly source: string;
  readonly limit: number;
}

export const TIME_FORMS = { day: 'YYYY-MM-DD', month: 'YYYY-MM', hour: 'YYYY-MM-DD HH:00' } as const;

function methodPiece({ method }: GapSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    carry: tell.need(
      [
        'A gap takes the last reading before it. A gap with no reading before it stays empty.',
        'Where something is missing, simply go on with the last reading that we had before; if there is none before it, leave the cell empty.',
        'Fill with the most recent earlier reading. No earlier reading: empty cell.',
      ],
      'a gap',
      'a draw',
      'empty at both ends',
    ),
    following: tell.need(
      [
        'A gap takes the next reading after it. A gap with no reading after it stays empty.',
        'Our counter reports late, so a missing cell belongs to the next reading that follows: take that one. If nothing follows any more, leave the cell empty.',
        'Fill with the first later reading (backfill). No later reading: empty cell.',
      ],
      'a gap',
      'a draw',
      'empty at both ends',
    ),
    nearest: tell.need(
      [
        'A missing step takes the reading that is the fewest steps away; where the readings before and after are equally far, the earlier one. A gap at the beginning or end of the series has readings on one side only and takes those.',
        'For a missing cell take whichever reading is closer counted in steps, the one before or the one after, and the one before if it is a draw. At the start and at the end of the file there is one side only, then use it.',
        'Fill with the nearest reading counted in steps; tie: the earlier. Gaps at the ends are filled from their one side.',
      ],
      'a gap',
      'a draw',
      'empty at both ends',
    ),
    linear: tell.need(
      [
        'A gap is filled on the straight line between the readings before and after it, by number of steps. A gap with a reading on one side only (start or end of the series) stays empty.',
        'Between two readings draw a straight line, every step being equally long, and read the missing values off it. At the very start or end of the file where one side is missing, do not guess, leave the cells empty.',
        'Interpolate linearly over the steps (each step counts the same). No extrapolation: gaps at either end are left empty.',
      ],
      'a gap',
      'a draw',
      'empty at both ends',
    ),
  }[method];
}

function limitPieces({ limit, step }: GapSettings, { limit: most }: GapNames, index: number): Piece[] {
  const tell = tellerOf(index);
  if (limit === 'none') return [];
  return [
    limit === 'short gaps'
      ? tell.need(
          [
            `Only gaps of at most ${most} consecutive missing ${step}s are filled; a longer gap stays empty as a whole.`,
            `But please no inventions: if more than ${most} ${step}s in a row are missing, leave all of that gap empty, from its first cell to its last.`,
            `Long outages are not filled: with ${most + 1} or more missing ${step}s in a row the complete gap remains empty.`,
          ],
          'as long as the limit',
          'longer than the limit',
        )
      : tell.need(
          [
            `Of every gap only the first ${most} missing ${step}s are filled, the rest of it stays empty.`,
            `But I do not trust long fillings: in each gap fill ${most} ${step}s counted from where it begins, and leave what comes after these empty until the next reading.`,
            `Per gap at most ${most} cells are filled, the earliest ones; the remaining cells of the gap stay empty (their neighbours are still looked up over the whole gap).`,
          ],
          'as long as the limit',
          'longer than the limit',
        ),
  ];
}

export function posting(settings: GapSettings, names: GapNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { step, marks, method } = settings;
  const { place, time, value, source } = names;
  const form = TIME_FORMS[step];
  return [
    tell.say(
      `Fill the gaps of a measurement series (${place}).\n\nsolution.py, Python 3 without packages, reads readings.csv in the working folder and writes filled.csv next to it.\n- readings.csv: header ${time},${value}. ${time} is ${form}, ${value} a decimal number (point) or empty.`,
      `Hi there, we run ${place} and the logger forgets things. I would like a script solution.py (plain Python 3) that takes readings.csv from the current folder and writes filled.csv into the same one. The columns are ${time} (like ${form}) and ${value}, a number with a decimal point, or nothing at all.`,
      `Subject: Fwd: holes in the data of ${place}\nPlease supply solution.py (Python 3, standard library). Input file readings.csv, columns ${time} (${form}) and ${value} (number with a decimal point, may be empty). Output file filled.csv.`,
    ),
    tell.need(
      [
        `filled.csv has one line for every ${step} from the earliest to the latest ${time} in the file, ascending; lines with an empty ${value} count for this range. Header ${time},${value}${marks === 'marked' ? `,${source}` : ''}.`,
        `In the result I want each ${step} exactly once, without holes, from the first ${time} that occurs in the file to the last one, even if these have no ${value}, with the header ${time},${value}${marks === 'marked' ? `,${source}` : ''}.`,
        `Result: header ${time},${value}${marks === 'marked' ? `,${source}` : ''}; all ${step}s between the smallest and the largest ${time} of the input (empty ones included in the range), in order, none left out.`,
      ],
      'missing lines',
      'empty at both ends',
      'over a border',
    ),
    tell.need(
      [
        `The lines of readings.csv are in no order. If a ${time} occurs more than once, its last line that has a ${value} counts. A missing line and a line with an empty ${value} are the same: a missing ${step}.`,
        `Beware, the lines can be in any order, and sometimes one of them is there twice, then the later line in the file wins unless its ${value} is empty. Whether the line is missing altogether or only its ${value}, it is the same to me.`,
        `Order of the input lines is arbitrary. Repeated ${time}: the last non-empty ${value} in the file applies. Absent lines and empty cells are both "missing".`,
      ],
      'unordered and repeated',
      'drawn readings',
    ),
    methodPiece(settings, index),
    ...limitPieces(settings, names, index),
    marks === 'marked'
      ? tell.need(
          [
            `The third column ${source} says "read" for a reading, "filled" for a value that was put in, "none" where the cell stays empty.`,
            `So that everybody can see what we made up, add the column ${source}: read for a real reading, filled for ours, none for a cell which is still empty.`,
            `Column ${source}: one of read / filled / none (reading / put in by the script / still empty).`,
          ],
          'a gap',
          'empty at both ends',
        )
      : tell.say(
          '\n- No other columns.',
          'No further columns, the import of the next program is picky.',
          '\nNothing but these two columns.',
        ),
    tell.need(
      [
        `Numbers are compared within 0.000001, so "3" and "3.0" are alike${method === 'linear' ? '; do not round to fewer than six decimals' : ''}. A file with one line or only the header works, too (only the header gives only the header).`,
        `I do not care whether you write 3 or 3.0${method === 'linear' ? ', only keep at least six decimals of the values you calculate' : ''}, and the script must survive a file with a single reading or with just the header line, where just the header comes out.`,
        `Number format is free (3 or 3.0${method === 'linear' ? ', six decimals or more' : ''}), tolerance 0.000001. Header only in, header only out; a single line must work.`,
      ],
      'header only',
      'one line',
      'large series',
    ),
    tell.say('', 'Years lie between 1990 and 2040. Regards!', '\nYears 1990 to 2040, no time zones, no summer time.'),
  ];
}
