/** Reference, alternative and wrong programs of the family `loan-schedule`. */

import { edited, type WrongProgram } from '../family.ts';
import { python } from '../study-parts.ts';
import { callOf, type LoanNames, type LoanSettings } from './loan-schedule.posting.ts';

const stepOf = ({ interest }: LoanSettings): number => (interest === 'quarters' ? 3 : 1);
const termOf = ({ interest }: LoanSettings): string => (interest === 'quarters' ? 'quarters' : 'months');

/** Whole numbers, one loop over the periods. */
export function inIntegers(settings: LoanSettings, names: LoanNames): string {
  const { kind, interest, change, output } = settings;
  const term = termOf(settings);
  const step = stepOf(settings);
  const formula = {
    months: 'half_up(balance * rate, 120000)',
    quarters: 'half_up(balance * rate, 40000)',
    days: 'half_up(balance * rate * (due - before).days, 3650000)',
  }[interest];
  const unit = interest === 'quarters' ? 40000 : 120000;
  const setup = {
    annuity: python`    if rate:
        growth, base = (${unit} + rate) ** ${term}, ${unit} ** ${term}
        regular = half_up(amount * rate * growth, ${unit} * (growth - base))
    else:
        regular = half_up(amount, ${term})
`,
    linear: `    share = half_up(amount, ${term})\n`,
    given: '',
    balloon: `    share = half_up(amount - final, ${term})\n`,
  }[kind];
  const paused = change === 'pause' ? 'number in resting' : '';
  const repay = {
    annuity: python`        repaid = min(regular - interest, balance)
        if number == ${term}:
            repaid = balance
`,
    linear: python`        repaid = balance
        if number < ${term} and share < balance:
            repaid = share
`,
    given: python`        repaid = min(payment - interest, balance)
        if repaid <= 0:
            return None
`,
    balloon: python`        if number == ${term}:
            repaid = balance
        elif balance - share < final:
            repaid = balance - final
        else:
            repaid = share
`,
  }[kind];
  const repaid = paused
    ? `        if ${paused}:\n            repaid = 0\n        else:\n${repay.replace(/^/gm, '    ').trimEnd()}\n`
    : repay;
  const floor = kind === 'balloon' ? `(balance - final if number < ${term} else 0)` : 'balance';
  const extra =
    change === 'extra' ? `        extra = min(extras.get(str(number), 0), ${floor})\n        balance -= extra\n` : '';
  const record =
    output === 'rows'
      ? python`        rows.append({
            "due": due.isoformat(),
            "interest": interest,
            "repaid": repaid,
            "payment": interest + repaid,
${change === 'extra' ? '            "extra": extra,\n' : ''}            "balance": balance,
        })
`
      : python`        if not rows or rows[-1]["year"] != due.year:
            rows.append({"year": due.year, "interest": 0, "repaid": 0})
        rows[-1]["interest"] += interest
        rows[-1]["repaid"] += repaid${change === 'extra' ? ' + extra' : ''}
        rows[-1]["balance"] = balance
`;
  return python`
import calendar
from datetime import date


def half_up(part, whole):
    return (2 * part + whole) // (2 * whole)


def months_later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def ${callOf(settings, names)}:
    begin = date.fromisoformat(start)
${setup}${change === 'pause' ? (kind === 'given' ? '    resting = set(pauses)\n' : `    resting = {number for number in pauses if number != ${term}}\n`) : ''}    balance, number, rows = amount, 0, []
${interest === 'days' ? '    due = begin\n' : ''}    while balance > 0:
        number += 1
${interest === 'days' ? '        before, due = due, months_later(begin, number)\n' : `        due = months_later(begin, ${step === 1 ? 'number' : '3 * number'})\n`}        interest = ${formula}
${repaid}        balance -= repaid
${extra}${record}    return rows
`;
}

/** A generator of entries in decimals or fractions, with dates from the first of the month. */
export function inFractions(settings: LoanSettings, names: LoanNames): string {
  const { kind, interest, change, output } = settings;
  const term = termOf(settings);
  const step = stepOf(settings);
  const yearly = {
    months: 'Fraction(balance * rate, 10000) / 12',
    quarters: 'Fraction(balance * rate, 10000) / 4',
    days: 'Fraction(balance * rate, 10000) * (ordinals[number] - ordinals[number - 1]) / 365',
  }[interest];
  const periodic = interest === 'quarters' ? 'Fraction(rate, 40000)' : 'Fraction(rate, 120000)';
  const setup = {
    annuity: python`    per_period = ${periodic}
    if per_period == 0:
        instalment = cents(Fraction(amount, ${term}))
    else:
        instalment = cents(amount * per_period / (1 - (1 + per_period) ** -${term}))
`,
    linear: `    instalment = cents(Fraction(amount, ${term}))\n`,
    given: '',
    balloon: `    instalment = cents(Fraction(amount - final, ${term}))\n`,
  }[kind];
  const target = {
    annuity: `balance if number == ${term} else min(balance, instalment - charge)`,
    linear: `balance if number == ${term} else min(balance, instalment)`,
    given: 'min(balance, payment - charge)',
    balloon: `balance - (0 if number == ${term} else max(final, balance - instalment))`,
  }[kind];
  const chosen =
    change === 'pause'
      ? `0 if ${kind === 'given' ? 'number in pauses' : `number in set(pauses) - {${term}}`} else ${target}`
      : target;
  const endless =
    kind === 'given'
      ? `        if principal <= 0${change === 'pause' ? ' and number not in pauses' : ''}:\n            raise NeverEnds\n`
      : '';
  const room = kind === 'balloon' ? `max(0, balance - (final if number < ${term} else 0))` : 'balance';
  const more =
    change === 'extra'
      ? `        addition = min(${room}, extras.get(f"{number}", 0))\n        balance -= addition\n`
      : '';
  const yielded =
    change === 'extra' ? 'number, charge, principal, addition, balance' : 'number, charge, principal, balance';
  const days =
    interest === 'days' ? '    ordinals = [due_date(start, number).toordinal() for number in range(482)]\n' : '';
  const inner = callOf(settings, names).slice(names.entry.length);
  const loop =
    kind === 'given'
      ? '    while balance:\n        number += 1\n'
      : `    for number in range(1, ${term} + 1):\n        if not balance:\n            return\n`;
  const rows =
    output === 'rows'
      ? python`    schedule = []
    for ${yielded} in entries${inner}:
        row = {"due": str(due_date(start, number)), "interest": charge, "repaid": principal}
        row |= {"payment": charge + principal, ${change === 'extra' ? '"extra": addition, ' : ''}"balance": balance}
        schedule.append(row)
    return schedule
`
      : python`    years = {}
    for ${yielded} in entries${inner}:
        totals = years.setdefault(due_date(start, number).year, [0, 0, 0])
        totals[0] += charge
        totals[1] += principal${change === 'extra' ? ' + addition' : ''}
        totals[2] = balance
    names = ("year", "interest", "repaid", "balance")
    return [dict(zip(names, (year, *totals))) for year, totals in years.items()]
`;
  const body =
    kind === 'given'
      ? `    try:\n${rows.replace(/^(?=.)/gm, '    ')}    except NeverEnds:\n        return None\n`
      : rows;
  return python`
from datetime import date, timedelta
from fractions import Fraction
from math import floor

${kind === 'given' ? '\nclass NeverEnds(Exception):\n    pass\n\n' : ''}
def cents(value):
    return floor(value + Fraction(1, 2))


def due_date(start, number):
    year, month, day = (int(part) for part in start.split("-"))
    months = month - 1 + number${step === 1 ? '' : ' * 3'}
    first = date(year + months // 12, months % 12 + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=day - 1), following - timedelta(days=1))


def entries${inner}:
${setup}${days}    balance, number = amount, 0
${loop}        charge = cents(${yearly})
        principal = ${chosen}
${endless}        balance -= principal
${more}        yield ${yielded}


def ${callOf(settings, names)}:
${body}`;
}

export function wrong(settings: LoanSettings, names: LoanNames): WrongProgram[] {
  const source = inIntegers(settings, names);
  const { kind, interest, change } = settings;
  const programs: WrongProgram[] = [
    {
      name: 'cuts-cents',
      why: 'Cents are rounded half up, not cut off.',
      program: edited(source, 'return (2 * part + whole) // (2 * whole)', 'return part // whole'),
    },
  ];
  if (interest === 'days' || settings.output === 'rows') {
    programs.push({
      name: 'dates-from-the-date-before',
      why: 'Due dates are counted from the start: after a short month they return to the day of the start.',
      program: edited(
        source,
        'min(day.day, last))',
        'min(day.day, last, 28 if months > 1 and day.day > 28 else last))',
      ),
    });
  }
  if (interest === 'days') {
    programs.push({
      name: 'months-of-thirty-days',
      why: 'The real days count, not 30 a month.',
      program: edited(source, '(due - before).days', '30'),
    });
  }
  if (kind === 'annuity') {
    programs.push({
      name: 'payment-cut-off',
      why: 'The payment is rounded half up to a cent, not cut off.',
      program: edited(source, 'regular = half_up(amount * rate * growth, ', 'regular = amount * rate * growth // (')
        .replace(' - base))\n', ' - base)))\n')
        .replace(')))\n    else', '))\n    else'),
    });
  }
  if (kind === 'linear') {
    programs.push({
      name: 'last-payment-as-the-others',
      why: 'The last payment repays what is left.',
      program: edited(source, `number < ${termOf(settings)} and `, ''),
    });
  }
  if (kind === 'balloon') {
    programs.push({
      name: 'final-sum-spread',
      why: 'The final sum is paid at the end, not spread over the periods.',
      program: edited(source, 'half_up(amount - final,', 'half_up(amount,'),
    });
  }
  if (kind === 'given') {
    programs.push({
      name: 'endless-loan-has-rows',
      why: 'A loan that never ends has no schedule.',
      program: source
        .replace('            return None\n', '            break\n')
        .replace('                return None\n', '                break\n'),
    });
  }
  if (change === 'extra') {
    programs.push({
      name: 'extra-before-the-payment',
      why: 'The extra is repaid after the payment of its period.',
      program: edited(source, 'extras.get(str(number), 0)', 'extras.get(str(number + 1), 0)'),
    });
  }
  if (change === 'pause') {
    programs.push({
      name: 'pauses-from-zero',
      why: 'Periods are numbered from 1.',
      program: edited(source, 'number in resting', 'number - 1 in resting'),
    });
  }
  return programs;
}
