/** Reference, alternative and wrong programs of the family `depreciation`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { callOf, type DepreciationNames, type DepreciationSettings } from './depreciation.posting.ts';

const isDeclining = ({ method }: DepreciationSettings): boolean => method === 'declining' || method === 'switching';

/** Whole numbers, one loop over the years. */
export function inIntegers(settings: DepreciationSettings, names: DepreciationNames): string {
  const { method, result, cents } = settings;
  const amount = {
    straight: '        amount = rounded(cost - residual, years)\n',
    digits: '        amount = rounded((cost - residual) * (years - year + 1) * 2, years * (years + 1))\n',
    declining: '        amount = rounded(book * percent, 100)\n',
    switching: python`        linear = rounded(book - residual, years - year + 1)
        amount = max(rounded(book * percent, 100), linear)
`,
  }[method];
  const rounding =
    cents === 'cents'
      ? '    return (2 * part + whole) // (2 * whole)\n'
      : '    return -(-part // (100 * whole)) * 100\n';
  const inner = `cost, residual, years${isDeclining(settings) ? ', percent' : ''}`;
  const main = {
    amounts: `def ${callOf(settings, names)}:\n    return list(amounts(${inner}))\n`,
    'book value': `def ${callOf(settings, names)}:\n    return cost - sum(list(amounts(${inner}))[:after])\n`,
    register: python`def ${callOf(settings, names)}:
    if not assets:
        return []
    first = min(asset["start"] for asset in assets)
    last = max(asset["start"] + asset["years"] - 1 for asset in assets)
    totals = dict.fromkeys(range(first, last + 1), 0)
    for asset in assets:
        values = [asset[field] for field in (${inner
          .split(', ')
          .map((field) => `"${field}"`)
          .join(', ')})]
        for year, amount in enumerate(amounts(*values), asset["start"]):
            totals[year] += amount
    return [[year, total] for year, total in totals.items()]
`,
  }[result];
  return python`
def rounded(part, whole):
${rounding}

def amounts(${inner}):
    book = cost
    for year in range(1, years + 1):
${amount}        if year == years:
            amount = book - residual
        amount = min(amount, book - residual)
        book -= amount
        yield amount


${main}`;
}

/** Decimals or fractions, with the book values as a list. */
export function inFractions(settings: DepreciationSettings, names: DepreciationNames): string {
  const { method, result, cents } = settings;
  const exact = {
    straight: '        wish = tidy(Fraction(cost - residual, years))\n',
    digits: '        wish = tidy(Fraction(cost - residual, sum(range(1, years + 1))) * left)\n',
    declining: '        wish = tidy(books[-1] * share)\n',
    switching: '        wish = max(tidy(books[-1] * share), tidy(Fraction(books[-1] - residual, left)))\n',
  }[method];
  const tidy =
    cents === 'cents' ? '    return floor(value + Fraction(1, 2))\n' : '    return ceil(value / 100) * 100\n';
  const share = isDeclining(settings) ? '    share = Fraction(percent, 100)\n' : '';
  const inner = `cost, residual, years${isDeclining(settings) ? ', percent' : ''}`;
  const main = {
    amounts: python`def ${callOf(settings, names)}:
    books = book_values(${inner})
    return [before - now for before, now in zip(books, books[1:])]
`,
    'book value': python`def ${callOf(settings, names)}:
    books = book_values(${inner})
    return books[min(after, years)]
`,
    register: python`def ${callOf(settings, names)}:
    written = Counter()
    for asset in assets:
        terms = dict(asset)
        year = terms.pop("start")
        books = book_values(**terms)
        for step in range(len(books) - 1):
            written[year + step] += books[step] - books[step + 1]
    if not written:
        return []
    return [[year, written[year]] for year in range(min(written), max(written) + 1)]
`,
  }[result];
  return python`
${result === 'register' ? 'from collections import Counter\n' : ''}from fractions import Fraction
from math import ${cents === 'cents' ? 'floor' : 'ceil'}


def tidy(value):
${tidy}

def book_values(${inner}):
    books = [cost]
${share}    for left in range(years, 1, -1):
${exact}        books.append(max(residual, books[-1] - wish))
    return books + [residual]


${main}`;
}

export function wrong(settings: DepreciationSettings, names: DepreciationNames): WrongProgram[] {
  const source = inIntegers(settings, names);
  const { method, result, cents } = settings;
  const methods = {
    straight: ['cost - residual, years)', 'cost, years)', 'The residual value is not written off.'],
    digits: ['(years - year + 1)', 'year', 'The first year takes most.'],
    declining: [
      'rounded(book * percent, 100)',
      'rounded(cost * percent, 100)',
      'The percentage is taken of the book value, not of the cost.',
    ],
    switching: ['years - year + 1)', 'years)', 'The rest is spread over the years that remain.'],
  }[method] as [string, string, string];
  const results = {
    amounts: ['return list(amounts(', 'return list(filter(None, amounts(', 'Years with 0 are listed, too.'],
    'book value': ['[:after])', '[:after + 1])', 'After 0 years the book value is the cost.'],
    register: ['["years"] - 1 for', '["years"] for', 'The last year is the last one of an asset.'],
  }[result] as [string, string, string];
  return [
    { name: 'other-method', why: methods[2], program: edited(source, methods[0], methods[1]) },
    {
      name: 'other-rounding',
      why: cents === 'cents' ? 'Amounts are rounded half up to cents.' : 'Amounts are rounded up to hundreds.',
      program: inIntegers({ ...settings, cents: cents === 'cents' ? 'whole' : 'cents' }, names),
    },
    {
      name: 'other-result',
      why: results[2],
      program:
        result === 'amounts'
          ? edited(source, results[0], results[1]).replace(/\)\)\n$/, ')))\n')
          : edited(source, results[0], results[1]),
    },
  ];
}
