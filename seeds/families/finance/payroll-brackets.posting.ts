/** What the employers of the family `payroll-brackets` ask for. */

import type { Piece } from '../study-family.ts';
import { tellerOf, type Voices } from '../study-parts.ts';
import { inputColumns, outputColumns, type PayrollNames, type PayrollSettings } from './payroll-brackets.programs.ts';

const money = (cents: number): string => (cents / 100).toFixed(2);
const percent = (rate: number): string => `${(rate / 100).toFixed(2)} %`;

function taxOf({ tax, social }: PayrollSettings, { limits, rates }: PayrollNames): Voices {
  const [a, b, c] = limits.map(money);
  const [p, q, r, s] = rates.map(percent);
  const base = social === 'deducted' ? 'gross less the contribution' : 'gross';
  const table = `up to ${a}: ${p}, up to ${b}: ${q}, up to ${c}: ${r}, above: ${s}`;
  return {
    marginal: [
      `Income tax on ${base}, in brackets (${table}): each rate applies to the part inside its bracket. The exact sum is rounded once.`,
      `The income tax goes by brackets and looks at ${base}: ${table}. Every rate is only for the part of the money that lies in its bracket. Add up the exact parts and round once at the end.`,
      `Income tax, base = ${base}; marginal brackets: ${table}; sum of the exact parts, rounded once.`,
    ] as const,
    annual: [
      `Income tax: twelve times the month (${base}) is taxed by the brackets of a year (${table}), each rate on the part inside its bracket. A twelfth of the exact sum is the tax of the month, rounded once.`,
      `The income tax is worked out for a year: take ${base} twelve times, then the brackets of the year are ${table}, every rate only for the part in its bracket. A twelfth of that is the tax for the month; please round only there, not before.`,
      `Income tax: annual base = 12 * (${base}); marginal brackets of the year: ${table}; monthly tax = exact annual tax / 12, rounded once.`,
    ] as const,
    whole: [
      `Income tax on ${base}: the bracket it falls in gives the rate for all of it (${table}). Exactly a limit is still the lower bracket. Rounded once.`,
      `The income tax is simple with us: look in which bracket ${base} falls and take that rate for the whole of it, not for a part: ${table}. Who earns exactly the limit is still in the lower bracket. Round once.`,
      `Income tax = rate * base on the entire base (${base}), rate by bracket: ${table}; limits belong to the lower bracket; rounded once.`,
    ] as const,
  }[tax];
}

function socialOf({ social }: PayrollSettings, { socialRate, socialLimit }: PayrollNames): Voices {
  const [rate, limit] = [percent(socialRate), money(socialLimit)];
  return {
    capped: [
      `Contribution (social): ${rate} of gross, but of no more than ${limit} of it.`,
      `For the social contribution take ${rate} of the gross pay; what goes beyond ${limit} is free of it.`,
      `social = ${rate} of min(gross, ${limit}).`,
    ] as const,
    free: [
      `Contribution (social): ${rate} of the part of gross above ${limit}, nothing below.`,
      `For the social contribution the first ${limit} of the gross pay are free, of the rest it is ${rate}.`,
      `social = ${rate} of max(gross - ${limit}, 0).`,
    ] as const,
    deducted: [
      `Contribution (social): ${rate} of gross, but of no more than ${limit} of it; rounded, and then taken off before tax.`,
      `For the social contribution take ${rate} of the gross pay, at most of ${limit}; it is rounded and reduces what is taxed.`,
      `social = ${rate} of min(gross, ${limit}), rounded; the tax base is reduced by it.`,
    ] as const,
  }[social];
}

function extraPieces({ extra }: PayrollSettings, { bonusRate, childCents }: PayrollNames, index: number): Piece[] {
  const tell = tellerOf(index);
  if (extra === 'none') return [];
  return extra === 'bonus'
    ? [
        tell.need(
          [
            `bonus is paid on top, free of the contribution and outside the brackets: its tax is ${percent(bonusRate)}, rounded by itself and added to tax.`,
            `The bonus comes on top of gross. There is no contribution on it and it has nothing to do with the brackets: simply ${percent(bonusRate)} of it, rounded on its own, is added to the tax.`,
            `bonus: flat tax ${percent(bonusRate)}, rounded separately, added to tax; not part of gross, social or brackets.`,
          ],
          'extras',
          'drawn staff',
          'large staff',
        ),
      ]
    : [
        tell.need(
          [
            `Each child (whole number in children) takes ${money(childCents)} off the rounded tax, which does not go below 0.`,
            `For every child in the column children, ${money(childCents)} are taken off the tax after rounding, but the tax never gets negative.`,
            `children (integer): tax = max(0, rounded tax - ${money(childCents)} * children).`,
          ],
          'extras',
          'drawn staff',
          'large staff',
        ),
      ];
}

function outputOf(settings: PayrollSettings, names: PayrollNames): Voices {
  const { person, unit } = names;
  const header = outputColumns(settings, names).join(',');
  const net = settings.extra === 'bonus' ? 'gross + bonus - social - tax' : 'gross - social - tax';
  return {
    slips: [
      `Output: CSV with the header ${header}, a line for each valid ${person} in the order of the input; net = ${net}.`,
      `Print CSV with ${header} and one line for every valid ${person}, in the order in which they came; net is ${net}.`,
      `stdout: CSV, header ${header}; one line per valid ${person}, input order; net = ${net}.`,
    ] as const,
    departments: [
      `Output: CSV with the header ${header}: for each ${unit} that has a valid ${person} the number of people and the sums, in order of character codes, then a line "total" over all (always). net = ${net}; all rounding is done for each ${person}.`,
      `Print CSV with ${header}. I want one line for each ${unit} (only those with somebody valid, in order of plain character codes): how many people, and the sums of what was worked out and rounded for each of them, where net is ${net}. The last line, always there, is called total and is for everybody.`,
      `stdout: CSV, header ${header}; per ${unit} with a valid ${person} (ascending as strings): head count and sums of the individually rounded figures, net = ${net}; final line "total" for all, also when empty.`,
    ] as const,
  }[settings.output];
}

export function posting(settings: PayrollSettings, names: PayrollNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { firm, person, unit } = names;
  const columns = inputColumns(settings, names).join(',');
  const json = settings.input === 'json';
  return [
    tell.say(
      `Payroll of ${firm}: script solution.py, Python 3, standard library only. Standard input: ${json ? `JSON of one month, a list of objects with ${columns} in this order; money in whole cents, no ${person} comes twice` : `CSV of one month with the header ${columns}; no cell has commas, blanks or quotes, no line is blank, every line has all cells`}. No ${unit} is called "total".`,
      `Hello, I do the payroll at ${firm} in a spreadsheet that nobody understands any more. I am looking for a script solution.py (Python 3, nothing to install) that reads the month from standard input, ${json ? `JSON, a list of objects with ${columns} in this order. Money is in whole cents there and nobody is in it twice, and no` : `a CSV with ${columns}. There are no quotes, blanks or commas in cells, no blank lines, nothing is left out, and no`} ${unit} is named total.`,
      `Subject: monthly payroll, ${firm}\nDeliverable: solution.py (Python 3, standard library), stdin to stdout.\nstdin: ${json ? `JSON, [{${columns}}, ...], keys in this order, money as integer cents, each ${person} once` : `CSV, header ${columns}; plain cells without blanks, complete lines, no blank ones`}; no ${unit} is named "total".`,
    ),
    tell.need(socialOf(settings, names), 'low pay', 'around the ceiling', 'halves', 'drawn staff'),
    tell.need(
      taxOf(settings, names),
      'on the limits',
      'just above the limits',
      'high pay',
      'halves',
      'drawn staff',
      'large staff',
    ),
    ...extraPieces(settings, names, index),
    tell.need(
      [
        'All rounding is to a cent, halves up. Amounts are written with two decimals and no separators.',
        'Always round to a cent with halves going up, exactly, so beware of floating point; write amounts with two decimals and nothing else.',
        'Rounding: to cents, half up, exact arithmetic. Amounts printed as 1234.50.',
      ],
      'halves',
      'low pay',
    ),
    tell.need(outputOf(settings, names), 'nobody', 'several units', 'second entries', 'extras', 'large staff'),
    ...{
      checked: [checksOf(settings, names, index)],
      json: [],
      added: [
        tell.need(
          [
            `A ${person} may have several lines: gross${settings.extra === 'bonus' ? ' and bonus' : ''} are added up first, then everything is worked out once. What else the line says (${unit}${settings.extra === 'children' ? ', children' : ''}) is taken from the first one, and so is the place in the order.`,
            `Somebody who worked in two places has several lines, so first add up gross${settings.extra === 'bonus' ? ' and bonus' : ''} of the same ${person} and work out contribution and tax only once, for all of it together. The ${unit}${settings.extra === 'children' ? ' and the children' : ''} of the first line counts, and it decides about the order as well.`,
            `Several lines of one ${person}: sum gross${settings.extra === 'bonus' ? ' and bonus' : ''} before any calculation; ${unit}${settings.extra === 'children' ? ', children' : ''} and position come from the first line.`,
          ],
          'second entries',
          'several units',
        ),
      ],
    }[settings.input],
    tell.say(
      '\n- Up to 2,000 lines.',
      'It is never more than 2,000 lines. Thank you very much!',
      '\nVolume: at most 2,000 lines.',
    ),
  ];
}

function checksOf(settings: PayrollSettings, { person }: PayrollNames, index: number): Piece {
  const tell = tellerOf(index);
  const amounts = settings.extra === 'bonus' ? 'gross and bonus' : 'gross';
  return tell.need(
    [
      `Checks: ${amounts} must be digits, a point and two digits (1234.50), otherwise the line is a "bad amount". A ${person} who already had a valid line is a "second entry". Such lines are not paid; after the table each gives a line "line N: bad amount" or "line N: second entry" in order (the header is line 1; a bad amount is named first).`,
      `Our lists have mistakes. If ${amounts} ${amounts === 'gross' ? 'is' : 'are'} not written as digits, point, two digits, do not pay that line but print "line N: bad amount" after the table, N being its number in the file and the header number 1. If a ${person} comes again after a valid line, print "line N: second entry" there and do not pay it either. Keep the order of the file; a line with both mistakes is only a bad amount.`,
      `Validation: ${amounts} must match [0-9]+.[0-9][0-9] (literal point), else "line N: bad amount"; otherwise a ${person} with an earlier valid line: "line N: second entry". Invalid lines are not paid; their messages follow the table in input order (header = line 1).`,
    ],
    'bad amounts',
    'second entries',
    'both mistakes',
    ...(settings.extra === 'bonus' ? ['bad bonus'] : []),
  );
}
