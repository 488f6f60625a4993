/** Task family: repayment schedules (annuity, linear, given payment, balloon; months, days, quarters; extras and pauses). */

import { chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { LOAN_DIALS, type LoanNames, type LoanSettings, posting } from './loan-schedule.posting.ts';
import { inFractions, inIntegers, wrong } from './loan-schedule.programs.ts';

const FAMILY = { name: 'loan-schedule', category: 'finance' } as const;

const LENDERS = [
  ['a credit union', 'schedule'],
  ['an association that lends to allotment gardeners', 'repayment_plan'],
  ['a family foundation', 'loan_plan'],
  ['a dealer of tractors', 'instalments'],
] as const;

const halfUp = (part: bigint, whole: bigint): bigint => (2n * part + whole) / (2n * whole);

/** The due date of period `number`, by calendar fields. */
function dueDate(start: string, months: number): string {
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

interface Terms {
  readonly amount: number;
  readonly rate: number;
  readonly start: string;
  /** Periods, or the given payment. */
  readonly size: number;
  readonly final: number;
  readonly extras: Readonly<Record<string, number>>;
  readonly pauses: readonly number[];
}

function annuityOf({ interest }: LoanSettings, { amount, rate, size }: Terms): bigint {
  const [unit, n] = [interest === 'quarters' ? 40_000n : 120_000n, BigInt(size)];
  if (rate === 0) return halfUp(BigInt(amount), n);
  const growth = (unit + BigInt(rate)) ** n;
  return halfUp(BigInt(amount) * BigInt(rate) * growth, unit * (growth - unit ** n));
}

function repaidIn(
  settings: LoanSettings,
  terms: Terms,
  number: number,
  balance: bigint,
  charge: bigint,
): bigint | null {
  const { kind, change } = settings;
  const size = BigInt(terms.size);
  const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  const paused = change === 'pause' && terms.pauses.includes(number);
  if (kind === 'given') {
    if (paused) return 0n;
    return size <= charge ? null : least(size - charge, balance);
  }
  if (number === terms.size) return balance;
  if (paused) return 0n;
  if (kind === 'annuity') return least(annuityOf(settings, terms) - charge, balance);
  if (kind === 'linear') return least(halfUp(BigInt(terms.amount), size), balance);
  return least(halfUp(BigInt(terms.amount - terms.final), size), balance - BigInt(terms.final));
}

function schedule(settings: LoanSettings, terms: Terms): Json {
  const { kind, interest, change, output } = settings;
  const rows: { due: string; interest: number; repaid: number; payment: number; extra: number; balance: number }[] = [];
  let balance = BigInt(terms.amount);
  for (let number = 1; balance > 0n; number += 1) {
    const months = interest === 'quarters' ? 3 : 1;
    const [before, due] = [dueDate(terms.start, months * (number - 1)), dueDate(terms.start, months * number)];
    const days = BigInt(Math.round((Date.parse(due) - Date.parse(before)) / 86_400_000));
    const yearly = balance * BigInt(terms.rate);
    const charge =
      interest === 'days'
        ? halfUp(yearly * days, 3_650_000n)
        : halfUp(yearly, interest === 'quarters' ? 40_000n : 120_000n);
    const repaid = repaidIn(settings, terms, number, balance, charge);
    if (repaid === null) return null;
    balance -= repaid;
    const floor = kind === 'balloon' && number < terms.size ? BigInt(terms.final) : 0n;
    const wish = change === 'extra' ? BigInt(terms.extras[String(number)] ?? 0) : 0n;
    const extra = wish < balance - floor ? wish : balance - floor;
    balance -= extra;
    rows.push({
      due,
      interest: Number(charge),
      repaid: Number(repaid),
      payment: Number(charge + repaid),
      extra: Number(extra),
      balance: Number(balance),
    });
  }
  if (output === 'rows')
    return rows.map(({ extra, balance: left, ...row }) => ({
      ...row,
      ...(change === 'extra' && { extra }),
      balance: left,
    }));
  const years = [...new Set(rows.map(({ due }) => Number(due.slice(0, 4))))];
  return years.map((year) => {
    const own = rows.filter(({ due }) => Number(due.slice(0, 4)) === year);
    const sum = (of: (row: (typeof own)[number]) => number): number => own.reduce((total, row) => total + of(row), 0);
    return {
      year,
      interest: sum((row) => row.interest),
      repaid: sum((row) => row.repaid + row.extra),
      balance: own.at(-1)?.balance ?? 0,
    };
  });
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(LOAN_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [lender, entry] = random.pick(LENDERS);
  const names: LoanNames = { lender, entry };
  const { kind, change, interest } = settings;
  type Arguments = [number, number, string, ...Json[]];
  const given = kind === 'given';
  /** For a given payment, `periods` becomes a payment that repays in about so many. */
  const args = (
    amount: number,
    rate: number,
    start: string,
    periods: number,
    changes: Partial<Terms> = {},
  ): Arguments => {
    const payment = Math.ceil(amount / periods + (amount * rate) / (interest === 'quarters' ? 40_000 : 110_000)) + 1;
    return [
      amount,
      rate,
      start,
      changes.size ?? (given ? payment : periods),
      ...(kind === 'balloon' ? [changes.final ?? Math.floor(amount / 3)] : []),
      ...(change === 'extra'
        ? [{ ...(changes.extras ?? {}) }]
        : change === 'pause'
          ? [[...(changes.pauses ?? [])]]
          : []),
    ];
  };
  const answer = (...[amount, rate, start, size, ...rest]: Arguments): Json => {
    const last = rest.at(-1);
    return schedule(settings, {
      amount,
      rate,
      start,
      size: Number(size),
      final: kind === 'balloon' ? Number(rest[0]) : 0,
      extras: change === 'extra' ? (last as Record<string, number>) : {},
      pauses: change === 'pause' ? (last as number[]) : [],
    });
  };
  const { first, second } = inTurn('aaaaaaaaabaa', index, [
    { how: 'One loop in whole numbers.', program: inIntegers(settings, names) },
    { how: 'A generator of entries that calculates in fractions.', program: inFractions(settings, names) },
  ]);
  const drawn = (periods: number): Arguments =>
    args(
      100_000 + random.below(9_000_000),
      25 + random.below(900),
      `20${10 + random.below(15)}-0${1 + random.below(9)}-${10 + random.below(19)}`,
      periods,
      {
        extras: { 2: 10_000 + random.below(5_000), 5: 1, 7: 40_000 },
        pauses: [1, 4, 5],
      },
    );
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `Repayment schedule for ${lender}`,
          'Loan calculator in Python, exact to the cent',
          'Function for a loan repayment plan',
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Finance', 'Accounting'],
      estimatedMinutes:
        70 +
        (kind === 'annuity' ? 25 : 0) +
        (change === 'none' ? 0 : 25) +
        (interest === 'days' ? 15 : 0) +
        (settings.output === 'years' ? 10 : 0),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer,
        visible: {
          'a short loan': args(120_000, 600, '2024-01-15', 6, { extras: { 2: 5_000 }, pauses: [2] }),
          'two periods': args(50_001, 450, '2023-11-05', 2),
        },
        hidden: {
          'one period': args(99_999, 375, '2024-06-30', 1, { size: given ? 200_000 : 1 }),
          'no interest': args(100_000, 0, '2022-12-31', 7, { extras: { 1: 100 }, pauses: [1, 3] }),
          'short months': args(250_000, 525, '2023-10-31', 9, { extras: { 4: 20_000 }, pauses: [5, 6] }),
          'half a cent': args(interest === 'days' ? 7_300 : 1_000, interest === 'days' ? 50 : 60, '2023-03-31', 3),
          'a rest at the end': args(1_000, 90, interest === 'quarters' ? '2023-03-31' : '2023-09-30', 3, {
            final: 399,
          }),
          'around a leap day': args(740_050, 999, '2023-08-29', 11, { extras: { 3: 33_333 }, pauses: [6] }),
          ...(change !== 'none' && {
            'extra or pause': args(300_000, 480, '2024-02-29', 8, {
              extras: { 1: 12_345, 3: 1, 4: 20_000 },
              pauses: [1, 2, 5],
            }),
            'more than is left': args(80_000, 700, '2021-05-31', 5, { extras: { 3: 900_000 }, pauses: [4, 5, 9] }),
          }),
          ...(given && {
            'never ends': args(1_000_000, 1_200, '2024-03-10', 5, {
              size: interest === 'quarters' ? 30_000 : 9_000,
              pauses: [1],
              extras: { 1: 5 },
            }),
          }),
          'drawn loan': drawn(18),
          'long loan': drawn(60),
          'large loan': drawn(interest === 'quarters' ? 100 : 180),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Repayment schedules: 72 combinations of kind, interest, change and output. */
export const loanSchedule: StudyFamily = { ...FAMILY, variants: 12, build: variant };
