/** What the employers of the family `abc-analysis` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const ABC_DIALS = {
  basis: ['revenue', 'margin', 'units', 'lines'],
  classes: ['share before', 'count', 'share with'],
  output: ['items', 'summary', 'groups'],
  returns: ['subtracted', 'ignored'],
} as const;
export type AbcSettings = SettingsOf<typeof ABC_DIALS>;

export interface AbcNames {
  readonly firm: string;
  readonly item: string;
  readonly group: string;
  readonly quantity: string;
  readonly a: number;
  readonly b: number;
}

export function inputColumns({ basis }: AbcSettings, { item, group, quantity }: AbcNames): string[] {
  const money = { revenue: ['price'], margin: ['price', 'cost'], units: [], lines: [] }[basis];
  return [item, group, quantity, ...money];
}

export function outputColumns({ output }: AbcSettings, { item, group }: AbcNames): string[] {
  if (output === 'summary') return ['class', 'items', 'value', 'share'];
  return [...(output === 'groups' ? [group] : []), item, 'value', 'share', 'class'];
}

function basisPiece({ basis }: AbcSettings, { item, quantity }: AbcNames, index: number): Piece {
  const tell = tellerOf(index);
  const money = 'two decimals at most, such as 3.5 or 12.99';
  return {
    revenue: tell.need(
      [
        `The value of a ${item} is the sum of ${quantity} x price over its lines (price: ${money}); written with two decimals.`,
        `I rank by turnover: ${quantity} times price, added up over all lines of the ${item} (prices have ${money}), and please print it with two decimals.`,
        `value = sum of ${quantity} * price per ${item}; price has ${money}; print value with exactly two decimals.`,
      ],
      'a few lines',
      'drawn lines',
      'large file',
      'several groups',
    ),
    margin: tell.need(
      [
        `The value of a ${item} is its margin: the sum of ${quantity} x (price - cost) over its lines (both ${money}); written with two decimals.`,
        `I rank by what we earn, that is ${quantity} times the difference of price and cost, line by line, added up for the ${item} (they have ${money}); print it with two decimals.`,
        `value = sum of ${quantity} * (price - cost) per ${item}; both columns have ${money}; print value with exactly two decimals.`,
      ],
      'a few lines',
      'drawn lines',
      'large file',
      'several groups',
    ),
    units: tell.need(
      [
        `The value of a ${item} is the sum of its ${quantity}, a whole number.`,
        `For us it is the pieces that count, so the value is simply ${quantity} added up for the ${item}, as a whole number.`,
        `value = total ${quantity} per ${item} (integer).`,
      ],
      'a few lines',
      'drawn lines',
      'large file',
      'several groups',
    ),
    lines: tell.need(
      [
        `The value of a ${item} is how many of its lines have a ${quantity} above zero, whatever that ${quantity} is, a whole number.`,
        `I want to know what people order often, not how much of it: the value is the number of lines with a positive ${quantity} that the ${item} has.`,
        `value = number of lines of the ${item} with ${quantity} > 0 (integer; the size of ${quantity} has no weight).`,
      ],
      'a few lines',
      'drawn lines',
      'large file',
      'several groups',
    ),
  }[basis];
}

function classesPiece({ classes, output }: AbcSettings, { item, group, a, b }: AbcNames, index: number): Piece {
  const tell = tellerOf(index);
  const among = output === 'groups' ? ` of its ${group}` : '';
  return {
    'share before': tell.need(
      [
        `Classes: go through the ${item}s${among} from the highest value down and add up the values. A ${item} is A if the sum BEFORE it is below ${a} % of the total, otherwise B if it is below ${a + b} %, otherwise C.`,
        `For the classes go down the list${among ? ` of the ${group}` : ''} adding up values. As long as what has been added up before a ${item} is less than ${a} % of the total it is an A, less than ${a + b} % a B, and from there on C; so the one that crosses the line is still in the better class.`,
        `Class by the cumulated value of all better ranked ${item}s${among ? ` of the same ${group}` : ''}, without the ${item} itself: under ${a} % of the total A, under ${a + b} % B, else C.`,
      ],
      'exactly on the limit',
      'one item',
    ),
    'share with': tell.need(
      [
        `Classes: go through the ${item}s${among} from the highest value down and add up the values. A ${item} is A if the sum INCLUDING it is at most ${a} % of the total, otherwise B if at most ${a + b} %, otherwise C (a single ${item} is therefore C).`,
        `For the classes go down the list${among ? ` of the ${group}` : ''} adding up values. While the sum together with the ${item} itself does not exceed ${a} % of the total it is an A, up to ${a + b} % a B, everything after that C; yes, a best seller that alone makes more than that is a C, our auditors want it like this.`,
        `Class by the cumulated value up to and with the ${item}${among ? ` within the ${group}` : ''}: <= ${a} % of the total A, <= ${a + b} % B, else C.`,
      ],
      'exactly on the limit',
      'one item',
    ),
    count: tell.need(
      [
        `Classes by number: of n ${item}s${among} that have a value above zero, the first ${a} % (rounded up to a whole ${item}) are A; those up to ${a + b} % of n (rounded up again) are B; the rest C.`,
        `The classes go by heads: of the n ${item}s${among ? ` in a ${group}` : ''} with a value above zero the best ${a} % are A, counted in whole ${item}s and rounded up, then B until ${a + b} % of n, rounded up as well, and whatever is left is C.`,
        `Class by rank${among ? ` within the ${group}` : ''}: with n = number of ${item}s whose value is positive, ranks 1 to ceil(n * ${a} / 100) are A, up to ceil(n * ${a + b} / 100) B, all further C.`,
      ],
      'exactly on the limit',
      'one item',
    ),
  }[classes];
}

function outputPiece(settings: AbcSettings, names: AbcNames, index: number): Piece {
  const tell = tellerOf(index);
  const { item, group } = names;
  const header = outputColumns(settings, names).join(',');
  return {
    items: tell.need(
      [
        `Output: CSV with the header ${header}, all ${item}s by value, highest first, equal values by ${item} (character codes). share is the percentage of the total.`,
        `Print me CSV with ${header}, the best on top, and ${item}s of equal value in order of their name, plain character codes. share is the percentage that the ${item} has of the total.`,
        `stdout: CSV, header ${header}; descending value, ties ascending by ${item} (string comparison); share in percent of the total.`,
      ],
      'equal values',
      'no lines',
    ),
    summary: tell.need(
      [
        `Output: CSV with the header ${header} and exactly three lines A, B, C: how many ${item}s, the sum of their values, and the percentage of the total. The list itself is not printed; for the classes it is ordered by value, highest first, equal values by ${item} (character codes).`,
        `I only need the overview: CSV with ${header} and the three lines A, B and C, always all three, with the number of ${item}s, their values added up and the percentage of the total. Where two ${item}s have the same value the one with the smaller name (character codes) ranks first.`,
        `stdout: CSV, header ${header}; lines A, B, C (zero where empty): count, sum of values, percent of the total. Ranking for the classes: descending value, ties ascending by ${item} as strings.`,
      ],
      'equal values',
      'no lines',
    ),
    groups: tell.need(
      [
        `Every ${group} is analysed alone. Output: CSV with the header ${header}, by ${group}, in it by value, highest first, equal values by ${item} (texts by character codes). share is the percentage of the total of the ${group}. A ${item} that is in two ${group}s is two ${item}s.`,
        `Each ${group} gets its own analysis, and a ${item} that we sell in two ${group}s is treated as two. Print CSV with ${header}: ${group}s in order of their name, inside of one the best on top, equal values by name of the ${item}, plain character codes. share is the percentage within the ${group}.`,
        `stdout: CSV, header ${header}; separate totals, shares and classes for each ${group}. Sort: ${group}, descending value, ${item} (strings). Same ${item} in several ${group}s: independent entries.`,
      ],
      'equal values',
      'no lines',
      'several groups',
    ),
  }[settings.output];
}

export function posting(settings: AbcSettings, names: AbcNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { firm, item, group, quantity } = names;
  const columns = inputColumns(settings, names).join(',');
  const zero = {
    items: 'It is printed with share 0.0.',
    summary: 'It counts among the items of C.',
    groups: 'It is printed with share 0.0.',
  }[settings.output];
  return [
    tell.say(
      `ABC analysis for ${firm}: script solution.py, Python 3, nothing to install.\n- Order lines as CSV on standard input, header ${columns}; ${quantity} is a whole number, cells have no commas or quotes. One ${item} usually has many lines.`,
      `Dear freelancers, I run ${firm} and my tax adviser says that I should do an ABC analysis of what we sell. Write me solution.py (Python 3, no packages). It gets our order lines on standard input as CSV with ${columns}, where ${quantity} is a whole number and no cell has commas or quotes in it; a ${item} can be there on many lines.`,
      `From: purchasing, ${firm}\nRequest: ABC classification as a script (solution.py, Python standard library, stdin to stdout).\nstdin: CSV, header ${columns}, ${quantity} integer, plain cells without quoting, any number of lines per ${item}.`,
    ),
    basisPiece(settings, names, index),
    settings.returns === 'subtracted'
      ? tell.need(
          [
            `A negative ${quantity} is a return: ${settings.basis === 'lines' ? `its line takes one off the value of the ${item}` : 'it reduces the value'}. A ${quantity} of 0 changes nothing.`,
            `Returns come with a minus sign and have to be taken off again${settings.basis === 'lines' ? ', each such line takes one off the count' : ''}; lines with 0 change nothing.`,
            `Lines with ${quantity} < 0 are returns and are subtracted${settings.basis === 'lines' ? ' (one per line)' : ''}; 0 has no effect.`,
          ],
          'returns',
          'value of zero',
        )
      : tell.need(
          [
            `Lines with a ${quantity} below 0 are returns and are ignored: only lines of 0 or more are read. A ${item} that has no other line does not exist.`,
            `Returns, the lines with a minus sign, should be left out as though they were not in the file, so a ${item} with nothing but returns does not turn up at all.`,
            `Drop lines with ${quantity} < 0 before anything else (a ${item} with only such lines is unknown); lines with 0 stay.`,
          ],
          'returns',
          'value of zero',
        ),
    classesPiece(settings, names, index),
    tell.need(
      [
        `A ${item} whose value is 0 or below is always C and does not count for the total${settings.classes === 'count' ? ' or for n' : ''}. ${zero}`,
        `What ended at zero or in the red is always C and its value is not part of the total${settings.classes === 'count' ? ' nor of n' : ''}. ${zero}`,
        `Value <= 0: class C, not part of the total${settings.classes === 'count' ? ' or of n' : ''}. ${zero}`,
      ],
      'value of zero',
      'returns',
    ),
    outputPiece(settings, names, index),
    ...(settings.output === 'summary'
      ? [
          tell.need(
            [
              'The value of C includes values of 0 and below; its share refers to the positive values of C only.',
              'In the line C the value is the sum over everything in it, also the red ones, but its percentage only looks at the positive values.',
              'Line C: value adds all its members, share only the positive ones.',
            ],
            'value of zero',
          ),
        ]
      : []),
    tell.need(
      [
        `Percentages have one decimal, halves rounded up; 0.0 where the total is 0. Without lines ${settings.output === 'summary' ? 'all three classes are zero' : 'only the header is printed'}.`,
        `Percentages with one decimal please, an exact half goes up, and 0.0 if there is no total. If the file has only its header, ${settings.output === 'summary' ? 'print the three lines with zeros' : 'print just yours'}.`,
        `One decimal for share, half up, 0.0 when the total is 0. Header-only input: ${settings.output === 'summary' ? 'three lines of zeros' : 'header-only output'}.`,
      ],
      'halves',
      'no lines',
    ),
    group === ''
      ? tell.say('', '', '')
      : tell.say(
          settings.output === 'groups' ? '' : `\n- The column ${group} is not needed.`,
          settings.output === 'groups'
            ? 'Best wishes!'
            : `The ${group} is only in there because the export always has it.`,
          '\nPlease answer to all.',
        ),
  ];
}
