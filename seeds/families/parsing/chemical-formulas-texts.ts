/** What the family `chemical-formulas` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  output: ['counts', 'mass', 'hill', 'equations'],
  notation: ['groups', 'hydrates', 'charges'],
} as const;

export type Output = (typeof DIALS)['output'][number];
export type Notation = (typeof DIALS)['notation'][number];

/** Atomic masses in thousandths. */
export const MASSES: Readonly<Record<string, number>> = {
  H: 1008,
  C: 12_011,
  N: 14_007,
  O: 15_999,
  Na: 22_990,
  Mg: 24_305,
  Al: 26_982,
  S: 32_060,
  Cl: 35_450,
  K: 39_098,
  Ca: 40_078,
  Fe: 55_845,
  Cu: 63_546,
};

const MASS_LIST = Object.entries(MASSES)
  .map(([name, mass]) => `${name} ${mass}`)
  .join(', ');

export const NOTATIONS: Readonly<
  Record<
    Notation,
    {
      title: string;
      minutes: number;
      told: Told;
      good: readonly string[];
      bad: readonly string[];
      slips: readonly Slip[];
    }
  >
> = {
  groups: {
    title: 'nested brackets',
    minutes: 40,
    told: [
      'Notation: one or more units in a row. A unit is an element, or one or more units in round or square brackets; a count may follow (a whole number without leading zero; none means 1). Brackets nest to any depth and must match in kind.',
      'A formula is made of elements and groups, at least one of them. A group stands in round or square brackets, has at least one element or group inside, and may be nested as deep as you like, every bracket being closed by its own kind. Behind an element or a closing bracket there may be a number, with no zero in front, saying how many; without it there is one.',
      'formula = unit {unit}; unit = (element | "(" formula ")" | "[" formula "]") [count]; count is a positive integer without leading zero, 1 if absent. Brackets must correspond in kind.',
    ],
    good: [
      'H2O',
      'Ca(OH)2',
      '[Cu(NH3)4]SO4',
      'K4[Fe(CN)6]',
      '((CH3)2CH)2NH',
      'Al2(SO4)3',
      'C12H22O11',
      '(H)',
      '[[H2]2]10',
    ],
    bad: ['', 'h2o', 'H0', 'H02', '(H2', 'H2)', '()', '[H)2', '2H2', 'H 2', 'Xx', 'H2()', '(H]', 'O-H', 'C(H2)0'],
    slips: [
      ['zero-counts', 'A count has no leading zero.', "count.startswith('0')", "count == '?'"],
      ['any-bracket-closes', 'A bracket is closed by its own kind.', 'closing = PAIRS[sign]', "closing = ')]'"],
    ],
  },
  hydrates: {
    title: 'with water of crystallisation',
    minutes: 30,
    told: [
      'Notation: one or more parts joined by "*". A part may start with a number that multiplies all of it. Then follow one or more units: an element, or elements (with counts) in round brackets that do not nest; a count may follow either. Numbers have no leading zero; none means 1.',
      'A formula has one or several parts with a star between, as in CuSO4*5H2O. A part can begin with a number, which multiplies the whole part. After it come elements and groups, at least one; a group has elements in round brackets and there are no brackets inside brackets. An element, in a group or not, and a group can have a count behind it. No number starts with a zero, and without a number it is one.',
      'formula = part {"*" part}; part = [number] unit {unit}; unit = element [number] | "(" element [number] {element [number]} ")" [number]; numbers are positive integers without leading zero, 1 if absent. The number before a part multiplies the entire part.',
    ],
    good: [
      'H2O',
      'CuSO4*5H2O',
      'Ca(OH)2',
      '2H2*3O2*Al2(SO4)3',
      '3Ca(NO3)2*10H2O',
      'C12H22O11',
      '10H2O',
      '(NH4)2SO4',
      'K*Na*K',
    ],
    bad: [
      '',
      '*',
      'H2O*',
      '*H2O',
      '0H2',
      '02H2',
      'H2**O',
      '((H2)2)2',
      '()',
      '(H2',
      '5',
      'H2*5',
      '[H2]2',
      '(H2)02',
      'CuSO4 * 5H2O',
      'H2.O',
    ],
    slips: [
      [
        'factor-for-first-atom',
        'The number in front multiplies the whole part.',
        'factor * count * outer',
        'count * outer',
      ],
      ['empty-part-is-fine', 'Every part has a unit.', 'if not body or', 'if'],
    ],
  },
  charges: {
    title: 'with charges',
    minutes: 15,
    told: [
      'Notation: one or more elements, each with a count behind it (a whole number without leading zero; none means 1), no brackets; at the end there may be a charge: "^", then maybe a digit 2 to 9, then "+" or "-" ("^-" = -1, "^3+" = 3). A charge counts like an element named "charge" with this number; without one it does not occur.',
      'A formula is a row of elements, at least one, every one of them maybe followed by a count that does not start with zero. There are no brackets. If it is an ion, the charge comes last: the sign ^, a digit from 2 to 9 unless it is one, and plus or minus, like SO4^2- or Na^+. Treat the charge as if it were one more element called "charge", of which there are as many as the charge says, below zero for minus; uncharged formulas do not have it.',
      'formula = element [count] {element [count]} ["^" [digit] sign]; count is a positive integer without leading zero, 1 if absent; digit is 2 to 9, 1 if absent; sign is "+" or "-". The charge so denoted is treated as the (positive or negative) number of a further element named "charge", which is absent from formulas without it.',
    ],
    good: ['H2O', 'SO4^2-', 'Na^+', 'Cl^-', 'Fe^3+', 'HCO3^-', 'NH4^+', 'C2O4^2-', 'MgHH'],
    bad: [
      '',
      '^+',
      'SO4^',
      'SO4^1-',
      'SO4^0+',
      'SO4^10-',
      'SO42-',
      'Na+',
      'Na^+^+',
      'h2',
      'H0',
      'H01',
      'Na^2',
      'Na^+2',
      '(H2)2',
      'Fe^3 +',
    ],
    slips: [
      ['one-may-be-written', 'A charge of one has no digit.', '[2-9]?', '[1-9]?'],
      ['minus-is-plus', 'A charge can be below zero.', "-1 if sign == '-' else 1", '1'],
    ],
  },
};

interface OutputText {
  readonly title: string;
  readonly parameter: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly plain: readonly [string, string];
  readonly special: readonly string[];
  readonly told: (notation: Notation) => Told;
  readonly slips: readonly Slip[];
}

export const OUTPUTS: Readonly<Record<Output, OutputText>> = {
  counts: {
    title: 'Count the atoms of formulas',
    parameter: 'formulas',
    entries: ['count_atoms', 'atoms', 'composition'],
    minutes: 20,
    plain: ['H2O', 'C6H12O6'],
    special: ['HOH', 'CHCH', 'NaNaN', 'H2OH', 'CaCCa'],
    told: () => [
      'Result: [name, number] pairs, all of one name added up, sorted by name (character codes).',
      'What I want for each formula is a list of pairs, name and how many, everything with the same name added up and sorted by name in ASCII order.',
      'The result for a formula is the list of [name, total number], one for each distinct name, in code point order of the names.',
    ],
    slips: [['order-of-appearance', 'Names are sorted.', 'sorted(atoms.items())', 'list(atoms.items())']],
  },
  mass: {
    title: 'Molar masses of formulas',
    parameter: 'formulas',
    entries: ['masses', 'molar_masses', 'weigh'],
    minutes: 20,
    plain: ['H2O', 'NaCl'],
    special: ['C12H22O11', 'H999', 'HOH', 'Cu', 'CaCO3'],
    told: (notation) => {
      const charge =
        notation === 'charges'
          ? [' A charge weighs nothing.', ' The charge weighs nothing.', ' The mass of a charge is zero.']
          : ['', '', ''];
      return [
        `Result: the mass in thousandths, an integer. Atomic masses in thousandths: ${MASS_LIST}.${charge[0]}`,
        `What I want for each formula is its mass, as a whole number of thousandths so that nothing gets rounded. In thousandths the elements weigh: ${MASS_LIST}.${charge[1]}`,
        `The result for a formula is the sum of its atomic masses as an integer, in thousandths: ${MASS_LIST}.${charge[2]}`,
      ];
    },
    slips: [['each-once', 'Masses are multiplied by the counts.', 'number * MASSES', 'min(number, 12) * MASSES']],
  },
  hill: {
    title: 'Formulas in Hill order',
    parameter: 'formulas',
    entries: ['hill_order', 'normal_forms', 'sum_formulas'],
    minutes: 30,
    plain: ['H2O', 'O2C'],
    special: ['HCl', 'ClCH3', 'HC', 'CH3CH2OH', 'NaOH', 'ONaH', 'CuCaCHC'],
    told: (notation) => {
      const charge =
        notation === 'charges'
          ? [
              ' A charge stays at the end, written as in the notation.',
              ' A charge goes to the very end, written as before.',
              ' A charge is appended in the same notation.',
            ]
          : ['', '', ''];
      return [
        `Result: the sum formula as text, each element once with its total (1 is not written). With carbon: C first, then H, then the rest by symbol (character codes); without carbon all by symbol, H too.${charge[0]}`,
        `What I want for each formula is its sum formula in the usual order: each element one time with its total behind it, unless that is one. If there is carbon it comes first, followed by hydrogen, and the others by symbol in ASCII order; if there is none, all go by symbol, including hydrogen.${charge[1]}`,
        `The result for a formula is a string listing every element once, followed by its total number if greater than one: if carbon occurs, C, then H (if any), then the other symbols in code point order; otherwise all symbols in code point order.${charge[2]}`,
      ];
    },
    slips: [['hydrogen-always-second', 'Without carbon hydrogen goes by its symbol.', "if 'C' in atoms", 'if True']],
  },
  equations: {
    title: 'Check chemical equations',
    parameter: 'equations',
    entries: ['check_equations', 'balances', 'differences'],
    minutes: 45,
    plain: ['2 H2 + O2 = 2 H2O', 'H2 + Cl2 = HCl'],
    special: [
      'C + O2 = CO2',
      'C + O2 = CO',
      'H2 = H2 = H2',
      'H2 +O2 = H2O',
      '2H2 + O2 = 2 H2O',
      '0 H2 = H2',
      'H2',
      '2  H2 = H2',
      'H2 + = H2',
      '12 H2 = 12 H2',
      ' = ',
      'N2 + 3 H2 = 2 NH3',
    ],
    told: () => [
      'An entry is an equation: two sides joined by " = ", each one or more terms joined by " + ", each a formula with maybe a factor (whole number without leading zero) and one blank before it. Result: [] if balanced, else [name, left minus right] for each name whose totals differ, sorted by name (character codes).',
      'Each entry is a whole equation like "2 H2 + O2 = 2 H2O": two sides with blank, equals sign, blank between them, on each side one or more terms with blank, plus, blank between them, and before a formula there may be a factor (with no zero in front) and one blank. What I want is a list of what does not fit: pairs of name and how many more there are on the left than on the right (negative if fewer), in ASCII order of the names; an empty list says that it is balanced.',
      'Each string is an equation: side " = " side; side = term {" + " term}; term = [factor " "] formula; factor is a positive integer without leading zero. The result is the list of [name, total on the left minus total on the right] for those names for which the difference is not zero, in code point order of the names.',
    ],
    slips: [['right-minus-left', 'The difference is left minus right.', 'sign = 1', 'sign = -1']],
  },
};
