/** Reference and wrong programs of the family `invoice-money`. */

import { edited, type WrongProgram } from './family.ts';

export const invoiceReference = `
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def round_cents(amount):
    return amount.quantize(CENT, rounding=ROUND_HALF_UP) + 0  # adding 0 turns -0.00 into 0.00


def invoice_totals(lines, discount_percent):
    groups = {}
    for line in lines:
        net = round_cents(Decimal(line["quantity"]) * Decimal(line["unit_price"]))
        rate = Decimal(line["tax_percent"])
        groups[rate] = groups.get(rate, Decimal(0)) + net
    taxes, net_total, tax_total = [], Decimal(0), Decimal(0)
    for rate in sorted(groups):
        discount = round_cents(groups[rate] * Decimal(discount_percent) / 100)
        net = groups[rate] - discount
        tax = round_cents(net * rate / 100)
        taxes.append({"rate": f"{rate:.2f}", "net": f"{net:.2f}", "tax": f"{tax:.2f}"})
        net_total += net
        tax_total += tax
    return {
        "taxes": taxes,
        "net": f"{net_total:.2f}",
        "tax": f"{tax_total:.2f}",
        "gross": f"{net_total + tax_total:.2f}",
    }
`;

export const invoiceWrong: readonly WrongProgram[] = [
  {
    name: 'half-even',
    why: 'Rounds exact halves to the even cent, the default of decimal, instead of up.',
    program: edited(invoiceReference, ', rounding=ROUND_HALF_UP)', ')'),
  },
  {
    name: 'float-money',
    why: 'Calculates with floats, which miss exact halves.',
    program: `
def invoice_totals(lines, discount_percent):
    groups = {}
    for line in lines:
        rate = float(line["tax_percent"])
        net = round(float(line["quantity"]) * float(line["unit_price"]) + 1e-12, 2)
        groups[rate] = groups.get(rate, 0.0) + net
    taxes = []
    for rate in sorted(groups):
        net = round(groups[rate] - round(groups[rate] * float(discount_percent) / 100, 2), 2)
        taxes.append((rate, net, round(net * rate / 100, 2)))
    net, tax = sum(t[1] for t in taxes), sum(t[2] for t in taxes)
    return {
        "taxes": [{"rate": f"{r:.2f}", "net": f"{n:.2f}", "tax": f"{t:.2f}"} for r, n, t in taxes],
        "net": f"{net:.2f}",
        "tax": f"{tax:.2f}",
        "gross": f"{net + tax:.2f}",
    }
`,
  },
  {
    name: 'rates-as-text',
    why: 'Groups by the text of the rate, so 7 and 7.0 become two groups and 19 sorts before 7.',
    program: edited(
      edited(invoiceReference, 'rate = Decimal(line["tax_percent"])', 'rate = line["tax_percent"]'),
      '        discount = round',
      '        text, rate = rate, Decimal(rate)\n        groups[rate] = groups[text]\n        discount = round',
    ).replace('for rate in sorted(groups):', 'for rate in sorted(list(groups)):'),
  },
  {
    name: 'negative-zero',
    why: 'Writes -0.00 for the tax of a credit at rate zero.',
    program: edited(invoiceReference, ') + 0  # adding 0 turns -0.00 into 0.00', ')'),
  },
  {
    name: 'lines-not-rounded',
    why: 'Does not round each line to the cent before adding it up.',
    program: edited(
      invoiceReference,
      'net = round_cents(Decimal(line["quantity"]) * Decimal(line["unit_price"]))',
      'net = Decimal(line["quantity"]) * Decimal(line["unit_price"])',
    ).replace('net = groups[rate] - discount', 'net = round_cents(groups[rate] - discount)'),
  },
];

export const scheduleReference = `
from datetime import date
from calendar import monthrange


def repayment_plan(principal_cents, yearly_rate_bps, payment_cents, first_due):
    due = date.fromisoformat(first_due)
    day, month_index = due.day, due.year * 12 + due.month - 1
    balance, plan = principal_cents, []
    while balance > 0:
        interest = divide_half_even(balance * yearly_rate_bps, 120_000)
        if payment_cents <= interest:
            return None
        payment = min(payment_cents, balance + interest)
        balance += interest - payment
        year, month = divmod(month_index, 12)
        last = monthrange(year, month + 1)[1]
        plan.append({
            "due": date(year, month + 1, min(day, last)).isoformat(),
            "payment_cents": payment,
            "interest_cents": interest,
            "principal_cents": payment - interest,
            "balance_cents": balance,
        })
        month_index += 1
    return plan


def divide_half_even(numerator, denominator):
    quotient, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and quotient % 2):
        quotient += 1
    return quotient
`;

export const scheduleWrong: readonly WrongProgram[] = [
  {
    name: 'rounds-half-up',
    why: "Rounds half a cent of interest up; the posting wants banker's rounding.",
    program: edited(scheduleReference, '(2 * rest == denominator and quotient % 2)', '2 * rest == denominator'),
  },
  {
    name: 'day-slips',
    why: 'Continues from the shortened day: after 29 February every due date stays on the 29th.',
    program: edited(
      edited(scheduleReference, 'due": date(year, month + 1, min(day, last))', 'due": date(year, month + 1, day)'),
      '        plan.append({',
      '        day = min(day, last)\n        plan.append({',
    ),
  },
  {
    name: 'last-payment-in-full',
    why: 'Takes the full rate in the last month too, so the balance goes below zero.',
    program: edited(scheduleReference, 'payment = min(payment_cents, balance + interest)', 'payment = payment_cents'),
  },
  {
    name: 'empty-plan-for-endless-loan',
    why: 'Returns an empty plan where the loan is never paid back; the posting wants None.',
    program: edited(scheduleReference, 'return None', 'return []'),
  },
];
