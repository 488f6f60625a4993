/** Wrong programs of the family `payroll-brackets`. */

import { edited, type WrongProgram } from '../family.ts';
import { inCents, type PayrollNames, type PayrollSettings } from './payroll-brackets.programs.ts';

type Slip = readonly [name: string, why: string, from: string, to: string];

export function wrong(settings: PayrollSettings, names: PayrollNames): WrongProgram[] {
  const source = inCents(settings, names);
  const { input, tax, social, extra } = settings;
  const taxes: Readonly<Record<PayrollSettings['tax'], Slip>> = {
    marginal: [
      'cut-off',
      'Amounts are rounded half up.',
      '(2 * numerator + denominator) // (2 * denominator)',
      'numerator // denominator',
    ],
    annual: [
      'rounded-before',
      'The tax of the year is not rounded before it is divided.',
      'half_up(exact, 120000)',
      'half_up(half_up(exact, 10000), 12)',
    ],
    whole: ['limit-too-low', 'Exactly the limit belongs to the lower bracket.', 'taxable > lower', 'taxable >= lower'],
  };
  const socials: Readonly<Record<PayrollSettings['social'], Slip>> = {
    capped: ['no-cap', 'Above the ceiling nothing is paid.', `min(gross, ${names.socialLimit})`, 'gross'],
    free: [
      'all-of-it',
      'Only what is above the free amount counts.',
      `max(0, gross - ${names.socialLimit})`,
      `(gross if gross > ${names.socialLimit} else 0)`,
    ],
    deducted: ['not-deducted', 'The contribution reduces what is taxed.', 'gross - social)', 'gross)'],
  };
  const extras: Slip[] = {
    none: [],
    bonus: [
      [
        'bonus-with-pay',
        'The bonus has its own rate.',
        `bonus * ${names.bonusRate}`,
        `bonus * ${names.rates[3]}`,
      ] as const,
    ],
    children: [['tax-below-zero', 'The tax is never below zero.', 'max(0, tax - ', '(tax - '] as const],
  }[extra] as Slip[];
  const inputs: Readonly<Record<PayrollSettings['input'], Slip>> = {
    checked: [
      'faults-from-one',
      'The header is line 1.',
      'csv.DictReader(sys.stdin), 2)',
      'csv.DictReader(sys.stdin), 1)',
    ],
    json: [
      'rounded-up',
      'Halves are rounded up, less than that down.',
      '(2 * numerator + denominator) // (2 * denominator)',
      '-(-numerator // denominator)',
    ],
    added: ['last-line-counts', 'Lines of one person are added up.', 'entry["gross"] += ', 'entry["gross"] = '],
  };
  const uncapped: Slip[] = social === 'deducted' ? [['no-cap', socials.capped[1], socials.capped[2], 'gross']] : [];
  const slips = [taxes[tax], socials[social], ...uncapped, ...extras, inputs[input]];
  return slips.map(([name, why, from, to]) => ({ name, why, program: edited(source, from, to) }));
}
