/** The answers of the family `payroll-brackets`, worked out apart from its programs. */

import { decimalText, divideHalfUp, scaledNumber } from '../exact-number.ts';
import { lines } from '../family.ts';
import { outputColumns, type PayrollNames, type PayrollSettings } from './payroll-brackets.programs.ts';

interface Figures {
  readonly gross: number;
  readonly bonus: number;
  readonly social: number;
  readonly tax: number;
  readonly net: number;
}

/** What one line earns; the tax is summed bracket by bracket from the top rate down, in hundredths of a percent of cents. */
function figuresOf({ tax, social, extra }: PayrollSettings, names: PayrollNames, gross: number, more: string): Figures {
  const { limits, rates, socialRate, socialLimit, bonusRate, childCents } = names;
  const base = social === 'free' ? Math.max(0, gross - socialLimit) : Math.min(gross, socialLimit);
  const paid = divideHalfUp(base * socialRate, 10_000);
  const month = social === 'deducted' ? gross - paid : gross;
  const taxed = tax === 'annual' ? 12 * month : month;
  const bracket = limits.filter((limit) => taxed > limit).length;
  const parts = rates.map((rate, at) => {
    const lower = at === 0 ? 0 : (limits[at - 1] ?? 0);
    return at > bracket ? 0 : (Math.min(taxed, limits[at] ?? taxed) - lower) * rate;
  });
  const exact = tax === 'whole' ? taxed * (rates[bracket] ?? 0) : parts.reduce((sum, part) => sum + part, 0);
  const income = divideHalfUp(exact, tax === 'annual' ? 120_000 : 10_000);
  const bonus = extra === 'bonus' ? scaledNumber(more, 2) : 0;
  const all = {
    none: income,
    bonus: income + divideHalfUp(bonus * bonusRate, 10_000),
    children: Math.max(0, income - childCents * Number(more)),
  }[extra];
  return { gross, bonus, social: paid, tax: all, net: gross + bonus - paid - all };
}

/** The input as one CSV line for each person, whatever its form. */
function asLines({ input, extra }: PayrollSettings, stdin: string): string {
  const amount = (cents: number): string => decimalText(cents, 2);
  if (input === 'checked') return stdin;
  if (input === 'json') {
    const rows = (JSON.parse(stdin) as Record<string, string | number>[]).map((entry) => {
      const [name, unit, gross, more = 0] = Object.values(entry);
      return [name, unit, amount(Number(gross)), extra === 'bonus' ? amount(Number(more)) : more].join(',');
    });
    return lines('', ...rows);
  }
  const rows = stdin.trimEnd().split('\n').slice(1);
  const byName = Map.groupBy(
    rows.map((row) => row.split(',')),
    ([name]) => name,
  );
  const sum = (own: readonly string[][], at: number): string =>
    amount(own.reduce((total, row) => total + scaledNumber(row[at] ?? '', 2), 0));
  const merged = [...byName].map(([name, own]) =>
    [name, own[0]?.[1], sum(own, 2), extra === 'bonus' ? sum(own, 3) : own[0]?.[3]].join(','),
  );
  return lines('', ...merged);
}

export function answerOf(settings: PayrollSettings, names: PayrollNames, stdin: string): string {
  const { output, extra } = settings;
  const paid = new Map<string, { unit: string; figures: Figures }>();
  const faults: string[] = [];
  const isAmount = (text: string): boolean => /^[0-9]+\.[0-9][0-9]$/.test(text);
  asLines(settings, stdin)
    .trimEnd()
    .split('\n')
    .forEach((line, at) => {
      const [name = '', unit = '', gross = '', more = ''] = line.split(',');
      if (at === 0) return;
      if (!isAmount(gross) || (extra === 'bonus' && !isAmount(more))) faults.push(`line ${at + 1}: bad amount`);
      else if (paid.has(name)) faults.push(`line ${at + 1}: second entry`);
      else paid.set(name, { unit, figures: figuresOf(settings, names, scaledNumber(gross, 2), more) });
    });
  const fields = ['gross', ...(extra === 'bonus' ? ['bonus' as const] : []), 'social', 'tax', 'net'] as const;
  const all = [...paid];
  const summed = (title: string, own: readonly Figures[]): string =>
    [
      title,
      String(own.length),
      ...fields.map((field) =>
        decimalText(
          own.reduce((sum, one) => sum + one[field], 0),
          2,
        ),
      ),
    ].join(',');
  const units = [...new Set(all.map(([, { unit }]) => unit))].sort();
  const table =
    output === 'slips'
      ? all.map(([name, { figures }]) => [name, ...fields.map((field) => decimalText(figures[field], 2))].join(','))
      : [
          ...units.map((unit) =>
            summed(
              unit,
              all.flatMap(([, one]) => (one.unit === unit ? [one.figures] : [])),
            ),
          ),
          summed(
            'total',
            all.map(([, { figures }]) => figures),
          ),
        ];
  return lines(outputColumns(settings, names).join(','), ...table, ...faults);
}
