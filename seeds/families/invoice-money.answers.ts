/** Second solutions of the family `invoice-money`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const totals = `
from fractions import Fraction


def to_cents(amount):
    """Whole cents of an amount in cents, exact halves away from zero."""
    size = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return size if amount > 0 else -size


def money(cents):
    return ("-" if cents < 0 else "") + "%d.%02d" % divmod(abs(cents), 100)


def invoice_totals(lines, discount_percent):
    sums = {}
    for line in lines:
        rate = Fraction(line["tax_percent"])
        net = to_cents(100 * Fraction(line["quantity"]) * Fraction(line["unit_price"]))
        sums[rate] = sums.get(rate, 0) + net
    entries = []
    for rate, total in sorted(sums.items()):
        net = total - to_cents(total * Fraction(discount_percent) / 100)
        entries.append((rate, net, to_cents(net * rate / 100)))
    net = sum(entry[1] for entry in entries)
    tax = sum(entry[2] for entry in entries)
    return {
        "taxes": [
            {"rate": money(int(rate * 100)), "net": money(own_net), "tax": money(own_tax)}
            for rate, own_net, own_tax in entries
        ],
        "net": money(net),
        "tax": money(tax),
        "gross": money(net + tax),
    }
`;

const plan = `
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal


def due_dates(first):
    """The same day of every month, or the last one where a month is too short."""
    year, month = first.year, first.month
    while True:
        next_year, next_month = (year + 1, 1) if month == 12 else (year, month + 1)
        last = date(next_year, next_month, 1) - timedelta(days=1)
        yield last if first.day > last.day else last.replace(day=first.day)
        year, month = next_year, next_month


def repayment_plan(principal_cents, yearly_rate_bps, payment_cents, first_due):
    plan, balance = [], principal_cents
    dates = due_dates(date.fromisoformat(first_due))
    while balance:
        exact = Decimal(balance * yearly_rate_bps) / Decimal(120000)
        interest = int(exact.to_integral_value(ROUND_HALF_EVEN))
        repaid = min(payment_cents - interest, balance)
        if repaid <= 0:
            return None
        balance -= repaid
        plan.append({
            "due": str(next(dates)),
            "payment_cents": repaid + interest,
            "interest_cents": interest,
            "principal_cents": repaid,
            "balance_cents": balance,
        })
    return plan
`;

export const invoiceMoneyAnswers: Readonly<Record<string, MoreAnswers>> = {
  'invoice-money-1': {
    how: 'Calculates with fractions and whole cents instead of decimals.',
    program: totals,
    requirements: {
      'quantity with up to three decimals': ['credit at rate zero', 'four decimals and fractions', 'drawn invoice'],
      'applies to the whole invoice': ['with discount', 'everything discounted'],
      'The net of each line is quantity': ['one rate', 'every line is rounded', 'half a cent goes up'],
      'Add up the line nets by tax rate': ['same rate written differently', 'large invoice'],
      'are the same rate': ['same rate written differently'],
      'For each rate: discount': ['discount by rate', 'with discount', 'half a cent of tax', 'everything discounted'],
      'The totals are the sums over the rates': ['one rate', 'drawn invoice', 'large invoice'],
      'exact halves away from zero': ['half a cent goes up', 'half a cent of tax', 'negative half goes away from zero'],
      'everything as text with exactly two decimals': ['credit at rate zero', 'credit cancels a rate', 'one rate'],
      'The taxes list is sorted by rate': ['rates sorted as numbers', 'credit cancels a rate', 'everything discounted'],
      'An invoice without lines': ['no lines'],
    },
  },
  'invoice-money-2': {
    how: 'Rounds with decimals, splits each payment by what it repays, and takes due dates from a generator.',
    program: plan,
    requirements: {
      'interest = balance x yearly rate': ['four months', 'half a cent to even', 'more halves', 'drawn loan'],
      'the customer pays payment_cents': ['last payment is exact', 'paid in one month', 'four months'],
      'the balance goes up by the interest': ['four months', 'second drawn loan', 'large loan'],
      'Stop when the balance is 0': ['last payment is exact', 'paid in one month'],
      'Return a list with one dictionary per month': ['four months', 'no interest', 'large loan'],
      'Due dates: first_due': ['four months', 'drawn loan'],
      'If a month does not have that day': ['last day of the month', 'the 31st through a leap year'],
      'the loan is never paid back': [
        'payment equals interest',
        'payment below interest',
        'payment just above interest',
      ],
      'A principal of 0 gives': ['nothing borrowed'],
      'A rate of 0 is allowed': ['no interest'],
    },
  },
};
