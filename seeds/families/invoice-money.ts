/** Task family: invoices and loans (tax groups with discount; a repayment plan). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { decimalText, divideHalfUp, scaledNumber } from './exact-number.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';
import { invoiceMoneyAnswers } from './invoice-money.answers.ts';
import { invoiceReference, invoiceWrong, scheduleReference, scheduleWrong } from './invoice-money.programs.ts';

const FAMILY = 'invoice-money';

const invoicePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Invoice totals by tax rate with exact rounding (Decimal)',
  description: `
Dear freelancers,

our invoicing tool is off by one cent every few invoices, and our tax adviser has lost patience. We would like the calculation rewritten as one Python function, invoice_totals(lines, discount_percent) in a file solution.py, with decimal arithmetic.

lines is a list of {"quantity": "1.5", "unit_price": "19.99", "tax_percent": "19"}. All three are decimal numbers as text: quantity with up to three decimals and possibly negative (credit), unit price not negative with up to four decimals, tax percent not negative with up to two decimals. discount_percent is also a text, "0" to "100" with up to two decimals, and applies to the whole invoice.

Steps:

1. The net of each line is quantity times unit price, rounded to the cent.
2. Add up the line nets by tax rate. "7", "7.0" and "7.00" are the same rate.
3. For each rate: discount = sum times discount percent, rounded to the cent; net = sum minus discount; tax = net times rate, rounded to the cent.
4. The totals are the sums over the rates; gross is net plus tax.

Rounding always means to the nearest cent and exact halves away from zero (2.345 becomes 2.35 and -2.345 becomes -2.35).

Please return {"taxes": [{"rate", "net", "tax"}, ...], "net", "tax", "gross"}, everything as text with exactly two decimals and a minus sign in front if negative (zero is "0.00", never "-0.00"). The taxes list is sorted by rate as a number, lowest first, and has an entry for every rate that occurs in the lines, even if its sum is zero. An invoice without lines has an empty list and three times "0.00".

With best regards`,
  skills: ['Python', 'Accounting', 'Invoicing', 'Finance'],
  bracket: 'simple',
  postedPriceCents: 13_500,
  estimatedMinutes: 50,
};

type InvoiceLine = { quantity: string; unit_price: string; tax_percent: string };

/** Whole numbers only: quantities in thousandths, prices in ten-thousandths, percentages in hundredths. */
function invoiceTotals(lines: InvoiceLine[], discountPercent: string): Json {
  const discountBps = scaledNumber(discountPercent, 2);
  const rates = [...new Set(lines.map((line) => scaledNumber(line.tax_percent, 2)))].sort((a, b) => a - b);
  const groups = rates.map((rate) => {
    const own = lines.filter((line) => scaledNumber(line.tax_percent, 2) === rate);
    const sum = own
      .map((line) => divideHalfUp(scaledNumber(line.quantity, 3) * scaledNumber(line.unit_price, 4), 100_000))
      .reduce((total, net) => total + net, 0);
    const net = sum - divideHalfUp(sum * discountBps, 10_000);
    return { rate, net, tax: divideHalfUp(net * rate, 10_000) };
  });
  const net = groups.reduce((sum, group) => sum + group.net, 0);
  const tax = groups.reduce((sum, group) => sum + group.tax, 0);
  const text = (cents: number) => decimalText(cents, 2);
  return {
    taxes: groups.map((group) => ({ rate: text(group.rate), net: text(group.net), tax: text(group.tax) })),
    net: text(net),
    tax: text(tax),
    gross: text(net + tax),
  };
}

const invoiceLine = (text: string): InvoiceLine => {
  const [quantity = '', unit_price = '', tax_percent = ''] = text.split(' ');
  return { quantity, unit_price, tax_percent };
};

function drawnLines(random: Chance, count: number): InvoiceLine[] {
  return Array.from({ length: count }, () => ({
    quantity: random.pick([String(1 + random.below(9)), decimalText(random.below(9_000) - 1_000, 3), '0.5']),
    unit_price: random.pick([decimalText(random.below(20_000), 2), decimalText(random.below(500_000), 4), '0.05']),
    tax_percent: random.pick(['19', '7', '7.0', '0', '5.5', '25.00']),
  }));
}

function invoiceProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'invoice');
  const bill = (discount: string, ...items: string[]): [InvoiceLine[], string] => [items.map(invoiceLine), discount];
  return functionProject<[InvoiceLine[], string]>(PYTHON, invoicePosting, {
    entry: 'invoice_totals',
    answer: invoiceTotals,
    visible: {
      'one rate': bill('0', '2 10.00 19', '1 5.50 19'),
      'with discount': bill('10', '1 100.00 20', '3 20.00 20'),
    },
    hidden: {
      'no lines': bill('5'),
      'same rate written differently': bill('0', '1 10 7', '1 10 7.0', '1 10 7.00', '1 10 19'),
      'rates sorted as numbers': bill('0', '1 1.00 19', '1 1.00 7', '1 1.00 0', '1 1.00 5.5', '1 1.00 100'),
      'half a cent goes up': bill('0', '1 2.345 10', '0.5 0.05 10', '1 1.005 10'),
      'half a cent of tax': bill('0', '1 0.50 5', '1 2.50 7'),
      'negative half goes away from zero': bill('0', '-1 2.345 10', '-0.5 0.05 20'),
      'every line is rounded': bill('0', '1 0.004 10', '1 0.004 10', '1 0.004 10', '1 0.006 20', '1 0.006 20'),
      'discount by rate': bill('12.5', '1 0.04 7', '1 0.20 19', '3 33.33 19'),
      'credit at rate zero': bill('0', '-1 5 0', '-1 0.001 7'),
      'everything discounted': bill('100', '1 9.99 7', '2 5 19'),
      'credit cancels a rate': bill('3', '2 5.25 7', '-2 5.25 7.0', '1 1 19'),
      'four decimals and fractions': bill('2.5', '1234.567 0.0875 19', '0.001 9999.99 19'),
      'drawn invoice': [drawnLines(random, 12), random.pick(['0', '3', '7.25'])],
      'large invoice': [drawnLines(random, 600), '2.5'],
    },
    reference: invoiceReference,
    wrong: invoiceWrong,
  });
}

const schedulePosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Loan repayment plan to the cent',
  description: `
Looking for someone to write the repayment plan for our micro-loan site. Python, solution.py, function repayment_plan(principal_cents, yearly_rate_bps, payment_cents, first_due). All numbers are whole: cents and basis points (450 = 4.50 % a year). first_due is an ISO date like "2024-01-31".

Each month:
- interest = balance x yearly rate / 12, rounded to whole cents, exact halves to the even cent (banker's rounding: 2.5 -> 2, 3.5 -> 4). Never use floats, please.
- the customer pays payment_cents, but in the last month only what is still owed (balance + interest of that month)
- the balance goes up by the interest and down by the payment

Stop when the balance is 0.

Return a list with one dictionary per month: "due" (ISO date), "payment_cents", "interest_cents", "principal_cents" (payment minus interest), "balance_cents" (after the payment).

Due dates: first_due, then always the same day of the following months. If a month does not have that day use its last day, but go back to the original day as soon as possible: 2024-01-31, 2024-02-29, 2024-03-31, 2024-04-30 ...

If in any month the payment is not larger than the interest the loan is never paid back: return None instead of a plan. A principal of 0 gives an empty list. A rate of 0 is allowed. Plans never exceed 400 months.`,
  skills: ['Python', 'Finance', 'Algorithm'],
  bracket: 'simple',
  postedPriceCents: 10_500,
  estimatedMinutes: 45,
};

/** Big integers and UTC month arithmetic: day 0 of the next month is the last day of a month. */
function repaymentPlan(principal: number, rateBps: number, rate: number, firstDue: string): Json {
  const [year = 0, month = 0, day = 0] = firstDue.split('-').map(Number);
  const plan: Json[] = [];
  for (let balance = BigInt(principal); balance > 0n; ) {
    const twice = (2n * balance * BigInt(rateBps)) / 120_000n;
    const exact = 2n * balance * BigInt(rateBps) === twice * 120_000n;
    const floor = twice / 2n;
    const roundUp = twice % 2n === 1n && (!exact || floor % 2n === 1n);
    const interest = floor + (roundUp ? 1n : 0n);
    if (BigInt(rate) <= interest) return null;
    const owed = balance + interest;
    const payment = owed < BigInt(rate) ? owed : BigInt(rate);
    balance = owed - payment;
    const lastDay = new Date(Date.UTC(year, month + plan.length, 0)).getUTCDate();
    const due = new Date(Date.UTC(year, month - 1 + plan.length, Math.min(day, lastDay)));
    plan.push({
      due: due.toISOString().slice(0, 10),
      payment_cents: Number(payment),
      interest_cents: Number(interest),
      principal_cents: Number(payment - interest),
      balance_cents: Number(balance),
    });
  }
  return plan;
}

function scheduleProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'schedule');
  const drawnDay = () =>
    `202${random.below(8)}-${random.pick(['01', '08', '12'])}-${random.pick(['29', '30', '31', '05'])}`;
  return functionProject<[number, number, number, string]>(PYTHON, schedulePosting, {
    entry: 'repayment_plan',
    answer: repaymentPlan,
    visible: {
      'four months': [100_000, 600, 26_000, '2024-03-15'],
      'no interest': [30_000, 0, 10_000, '2024-10-01'],
    },
    hidden: {
      'nothing borrowed': [0, 500, 1_000, '2024-01-01'],
      'payment equals interest': [120_000, 1_000, 1_000, '2024-01-01'],
      'payment below interest': [120_000, 1_000, 999, '2024-01-01'],
      'payment just above interest': [1_000, 12_000, 110, '2024-01-01'],
      'paid in one month': [5_000, 450, 99_999, '2024-02-29'],
      'last day of the month': [60_000, 300, 10_000, '2023-11-30'],
      'the 31st through a leap year': [70_000, 300, 5_000, '2023-12-31'],
      'half a cent to even': [1_000, 30, 400, '2024-01-15'],
      'more halves': [3_000, 60, 1_000, '2025-01-29'],
      'last payment is exact': [20_000, 0, 5_000, '2024-05-31'],
      'drawn loan': [
        50_000 + random.below(400_000),
        100 + random.below(900),
        12_000 + random.below(20_000),
        drawnDay(),
      ],
      'second drawn loan': [
        10_000 + random.below(90_000),
        random.below(2_000),
        5_000 + random.below(5_000),
        drawnDay(),
      ],
      'large loan': [25_000_000 + random.below(1_000_000), 375, 130_000, '2024-08-31'],
    },
    reference: scheduleReference,
    wrong: scheduleWrong,
  });
}

/** Invoices and loans: totals by tax rate; a repayment plan. */
export const invoiceMoney: Family = {
  name: FAMILY,
  category: 'finance',
  answers: invoiceMoneyAnswers,
  build: (seed) => [invoiceProject(seed), scheduleProject(seed)],
};
