/** Task family: payroll (tax brackets, contributions with ceilings, bonus or children, slips or sums of departments). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { decimalText } from '../exact-number.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { answerOf } from './payroll-brackets.answers.ts';
import { posting } from './payroll-brackets.posting.ts';
import {
  inCents,
  inDecimals,
  inputColumns,
  PAYROLL_DIALS,
  type PayrollNames,
  type PayrollSettings,
} from './payroll-brackets.programs.ts';
import { wrong } from './payroll-brackets.wrong.ts';

const FAMILY = { name: 'payroll-brackets', category: 'finance' } as const;

const FIRMS = [
  ['a nursing home', 'employee', 'ward'],
  ['a removal firm', 'worker', 'crew'],
  ['a chain of cinemas', 'name', 'house'],
  ['a publishing house', 'person', 'department'],
] as const;

function namesFor(random: Chance, { tax }: PayrollSettings): PayrollNames {
  const [firm, person, unit] = random.pick(FIRMS);
  const scale = tax === 'annual' ? 12 : 1;
  const limits = [900 + 50 * random.below(8), 2_400 + 50 * random.below(10), 5_000 + 100 * random.below(10)] as const;
  const [a, b, c] = limits;
  return {
    firm,
    person,
    unit,
    limits: [100 * scale * a, 100 * scale * b, 100 * scale * c],
    rates: [0, 1_150 + 50 * random.below(8), 2_250 + 50 * random.below(10), 3_850 + 50 * random.below(12)],
    socialRate: 725 + 10 * random.below(20),
    socialLimit: 100 * (3_000 + 50 * random.below(20)),
    bonusRate: 1_575 + 50 * random.below(9),
    childCents: 2_500 + 50 * random.below(40),
  };
}

/** Settings by turns, so that variants with one kind of input have other forms of output and other programs. */
function arranged(index: number): PayrollSettings {
  const chosen = settingsOf(PAYROLL_DIALS, index);
  const input = PAYROLL_DIALS.input[index % 3] ?? 'checked';
  const output = PAYROLL_DIALS.output[Math.floor(index / 3) % 2] ?? 'slips';
  const tax = PAYROLL_DIALS.tax[Math.floor(index / 3) % 3] ?? 'whole';
  const extra = PAYROLL_DIALS.extra[(index + Math.floor(index / 4)) % 3] ?? 'none';
  return { ...chosen, input, output, tax, extra };
}

/** Valid lines only, as JSON or with the amounts of one person in several lines. */
function presented({ input }: PayrollSettings, text: string): string {
  if (input === 'checked') return text;
  const [header = '', ...rows] = text.trimEnd().split('\n');
  const valid = rows.filter((row) => /^[0-9]+\.[0-9][0-9]$/.test(row.split(',')[2] ?? ''));
  if (input === 'added') return lines(header, ...valid);
  const once = [...new Map(valid.map((row) => [row.split(',')[0], row])).values()];
  const keys = header.split(',');
  const entries = once.map((row) =>
    Object.fromEntries(
      row.split(',').map((cell, at) => [keys[at] ?? '', at < 2 ? cell : Number(cell.replace('.', ''))]),
    ),
  );
  return `${JSON.stringify(entries)}\n`;
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = arranged(index);
  const random = chance(seed, FAMILY.name, index);
  const names = namesFor(random, settings);
  const { extra, tax } = settings;
  const money = (cents: number): string => decimalText(cents, 2);
  const month = (
    text: readonly (readonly [name: string, unit: string, gross: string, bonus?: number, children?: number])[],
  ) =>
    lines(
      inputColumns(settings, names).join(','),
      ...text.map(([name, unit, gross, bonus = 0, children = 0]) =>
        [name, unit, gross, ...{ none: [], bonus: [money(bonus)], children: [String(children)] }[extra]].join(','),
      ),
    );
  const people = (...cents: readonly number[]): string =>
    month(cents.map((gross, at) => [`P${at}`, at % 2 ? 'B' : 'A', money(gross)]));
  const limits = names.limits.map((limit) => (tax === 'annual' ? limit / 12 : limit));
  /** The gross pay whose taxed part is the limit, or nearly so. */
  const before = (limit: number): number =>
    settings.social === 'deducted' ? Math.round(limit / (1 - names.socialRate / 10_000)) : limit;
  const drawnStaff = (count: number): string =>
    month(
      Array.from({ length: count }, (_, at) => {
        const gross = Math.floor(40_000 + 850_000 * random.unit() ** 2);
        const name = random.below(30) === 0 ? 'P0' : `P${at}`;
        const text = random.below(25) === 0 ? random.pick(['', '12', '1.5', '-3.00', '1e3']) : money(gross);
        return [name, random.pick(['A', 'B', 'b', 'Z1']), text, 10 * random.below(90_000) + 5, random.below(4)];
      }),
    );
  const all = (cases: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(cases).map(([name, text]) => [name, presented(settings, text)]));
  const { first, second } = inTurn('aaabbbbbbaaa', index, [
    { how: 'Whole cents and functions.', program: inCents(settings, names) },
    { how: 'Decimals and a class for each slip.', program: inDecimals(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Payroll script for ${names.firm}`, `Tax brackets and pay for ${names.firm}`, 'Monthly payroll in Python'][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Payroll', 'Accounting'],
      estimatedMinutes:
        120 +
        { marginal: 15, whole: 0, annual: 30 }[tax] +
        (settings.output === 'slips' ? 0 : 20) +
        (extra === 'none' ? 0 : 20),
    },
    (offer) =>
      stdioProject(PYTHON, offer, {
        answer: (stdin) => answerOf(settings, names, stdin),
        visible: all({
          'two people': month([
            ['Ana', 'B', '2000.00', 10_000, 1],
            ['Ben', 'A', '2900.00', 0, 0],
          ]),
          'one person': month([['Cy', 'A', '2800.00', 20_000, 0]]),
        }),
        hidden: all({
          nobody: month([]),
          'low pay': people(0, 1, 5_000, (limits[0] ?? 0) - 1),
          'around the ceiling': people(
            names.socialLimit - 1,
            names.socialLimit,
            names.socialLimit + 1,
            names.socialLimit + 90_000,
          ),
          'on the limits': people(...limits.map(before), ...limits),
          'just above the limits': people(
            ...limits.map((limit) => before(limit) + 1),
            ...limits.map((limit) => limit - 1),
          ),
          'high pay': people(1_250_000, 99_999_999),
          halves: people(...Array.from({ length: 60 }, (_, at) => 150_000 + 10_010 * at + (at % 7))),
          'several units': month([
            ['Ana', 'north', '2500.00', 5, 1],
            ['ana', 'North', '3500.50', 0, 2],
            ['Bo', 'north', '5200.10', 123_456, 0],
            ['Di', 'East', '700.00', 1, 3],
          ]),
          extras: month([
            ['Ana', 'A', '1000.00', 333_333, 5],
            ['Bo', 'A', '4000.00', 10_001, 1],
            ['Cy', 'B', '0.00', 50_010, 2],
            ['Di', 'B', '6500.00', 999_990, 4],
          ]),
          'second entries': month([
            ['Ana', 'A', '1500.00', 10, 1],
            ['Ana', 'B', '1600.00'],
            ['ANA', 'A', '1700.00'],
            ['Ana', 'A', '1500.00', 10, 1],
          ]),
          ...(settings.input === 'checked' && {
            'bad amounts': month([
              ['Ana', 'A', '1000'],
              ['Bo', 'B', '2100.00', 10],
              ['Cy', 'C', '-5.00'],
              ['Di', 'A', '12.345'],
              ['Ed', 'A', ''],
              ['Fy', 'A', '1 000.00'],
            ]),
            ...(extra === 'bonus' && {
              'bad bonus': month([
                ['Ana', 'A', '1500.00', 4_321],
                ['Bo', 'A', '1500.00', 4_300],
              ]).replace('43.21', '43.2'),
            }),
            'both mistakes': month([
              ['Ana', 'A', 'x'],
              ['Ana', 'A', '3100.00'],
              ['Ana', 'A', '3100'],
            ]),
          }),
          'drawn staff': drawnStaff(40),
          'large staff': drawnStaff(400),
        }),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Payroll: 54 combinations of tax, contribution, output and extras. */
export const payrollBrackets: StudyFamily = { ...FAMILY, variants: 12, build: variant };
