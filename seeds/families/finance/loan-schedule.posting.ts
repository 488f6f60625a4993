/** What the employers of the family `loan-schedule` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const LOAN_DIALS = {
  kind: ['annuity', 'linear', 'given', 'balloon'],
  interest: ['months', 'days', 'quarters'],
  change: ['none', 'extra', 'pause'],
  output: ['rows', 'years'],
} as const;
export type LoanSettings = SettingsOf<typeof LOAN_DIALS>;

export interface LoanNames {
  readonly lender: string;
  readonly entry: string;
}

export const callOf = ({ kind, interest, change }: LoanSettings, { entry }: LoanNames): string =>
  `${entry}(amount, rate, start, ${kind === 'given' ? 'payment' : 'periods'}${kind === 'balloon' ? ', final' : ''}${
    { none: '', extra: ', extras', pause: ', pauses' }[change]
  })`.replace('periods', interest === 'quarters' ? 'quarters' : 'months');

function interestPiece({ interest }: LoanSettings, index: number): Piece {
  const tell = tellerOf(index);
  const shift = 'the same day of the month, or the last day of a month that is too short (always counted from start)';
  return {
    months: tell.need(
      [
        `Due dates: every month after start, ${shift}. Interest of a period: balance * rate / 120000, rate being hundredths of a percent a year (450 = 4.5 %), rounded half up to a cent.`,
        `Payments are due every month after start, on ${shift}. The interest for one month is balance * rate / 120000, because I give the yearly rate in hundredths of a percent (450 means 4.5 %); round it half up to a whole cent.`,
        `Periods are months: due on ${shift}. interest = balance * rate / 120000 (rate in basis points a year), half up to a cent.`,
      ],
      'short months',
      'around a leap day',
      'half a cent',
    ),
    quarters: tell.need(
      [
        `Due dates: every three months after start, ${shift}. Interest of a period: balance * rate / 40000, rate being hundredths of a percent a year (450 = 4.5 %), rounded half up to a cent.`,
        `Payments are due every third month after start, on ${shift}. The interest for one quarter is balance * rate / 40000, because I give the yearly rate in hundredths of a percent (450 means 4.5 %); round it half up to a whole cent.`,
        `Periods are quarters: due every three months on ${shift}. interest = balance * rate / 40000 (rate in basis points a year), half up to a cent.`,
      ],
      'short months',
      'around a leap day',
      'half a cent',
    ),
    days: tell.need(
      [
        `Due dates: every month after start, ${shift}. Interest of a period: balance * rate * days / 3650000, days being the days since the due date before (since start for the first), rate hundredths of a percent a year (450 = 4.5 %), rounded half up to a cent.`,
        `Payments are due every month after start, on ${shift}. The interest goes by real days: balance * rate * days / 3650000, where days are counted from the due date before (or from start) and the yearly rate is in hundredths of a percent (450 means 4.5 %); round it half up to a whole cent.`,
        `Periods are months: due on ${shift}. interest = balance * rate * days / 3650000 (actual days since the previous due date or start; rate in basis points a year), half up to a cent.`,
      ],
      'short months',
      'around a leap day',
      'half a cent',
    ),
  }[interest];
}

function kindPiece({ kind, interest }: LoanSettings, index: number): Piece {
  const tell = tellerOf(index);
  const n = interest === 'quarters' ? 'quarters' : 'months';
  const r = interest === 'quarters' ? 'rate / 40000' : 'rate / 120000';
  return {
    annuity: tell.need(
      [
        `The payment is the same every time: with r = ${r} and n = ${n} it is amount * r / (1 - (1 + r)^-n), rounded half up to a cent (amount / n where rate is 0); the exact value decides, so no binary floats. Each payment covers the interest first, the rest repays. The last of the n payments is whatever is left with its interest; if a payment would be more than is left with its interest, it is that and the loan ends.`,
        `I want equal payments, amount * r / (1 - (1 + r)^-n) with r = ${r} and n = ${n}, rounded half up to a cent from the exact value, please no floating point (with a rate of 0 it is amount / n). The interest is taken first, the rest repays the loan. The n-th payment settles whatever is left with its interest, and should less than a payment be left before that, the loan ends there with just that.`,
        `Annuity: payment = amount * r / (1 - (1 + r)^-n), r = ${r}, n = ${n}, exact then half up to a cent; rate 0: amount / n, half up. Payment = interest + repayment. Payment n clears the rest; an earlier payment is capped at balance + interest, then the schedule ends.`,
      ],
      'a short loan',
      'a rest at the end',
      'no interest',
      'drawn loan',
      'long loan',
      'large loan',
    ),
    linear: tell.need(
      [
        `The repayment is the same every time: amount / ${n} rounded half up to a cent; the payment is repayment plus interest. The last of the ${n} repays whatever is left; a repayment is never more than is left, and the loan ends when nothing is.`,
        `I want equal repayments, amount / ${n} rounded half up to a cent, and the interest comes on top, so the payments get smaller. The last one repays whatever is left, none repays more than is left, and when nothing is left it ends.`,
        `Linear: repayment = amount / ${n}, half up to a cent, capped at the balance, the last period repays the rest; payment = repayment + interest. Ends at balance 0.`,
      ],
      'a short loan',
      'a rest at the end',
      'no interest',
      'drawn loan',
      'long loan',
      'large loan',
    ),
    given: tell.need(
      [
        'The payment is given (cents): it covers the interest first, the rest repays. The last one is what is left with its interest, if that is no more than the payment. If a payment is not more than the interest of its period, the loan never ends: the result is null.',
        'The amount of the payment is given, in cents. The interest is taken first and the rest repays the loan until what is left with its interest is not more than the payment, that is then the last one. If some payment is not higher than the interest of its period it would never end, then return null.',
        'Fixed payment (argument, cents): interest first, remainder repays; final payment = balance + interest once that is <= payment. Any payment <= interest of its period (while not final): return null.',
      ],
      'a short loan',
      'a rest at the end',
      'no interest',
      'never ends',
      'drawn loan',
      'long loan',
      'large loan',
    ),
    balloon: tell.need(
      [
        `Every payment but the last repays (amount - final) / ${n} rounded half up to a cent (never more than is left above final) plus the interest; the last one, number ${n}, repays everything that is left, final included.`,
        `There is a final sum (final, in cents): until then each payment repays (amount - final) / ${n}, rounded half up to a cent, plus the interest, but the balance must not fall below final; the last payment, that is number ${n}, repays all that is left together with the final sum.`,
        `Balloon: repayment = (amount - final) / ${n}, half up to a cent, capped so that the balance stays >= final; payment ${n} repays the entire balance; payment = repayment + interest.`,
      ],
      'a short loan',
      'a rest at the end',
      'no interest',
      'drawn loan',
      'long loan',
      'large loan',
    ),
  }[kind];
}

function changePieces({ change, kind }: LoanSettings, index: number): Piece[] {
  const tell = tellerOf(index);
  const floor = kind === 'balloon' ? ' (not below final)' : '';
  if (change === 'none') return [];
  return [
    change === 'extra'
      ? tell.need(
          [
            `extras: dictionary from period number (text, from "1") to cents that are repaid in addition right after the payment of that period, at most what is then left${floor}; "extra" in the output. ${kind === 'given' || kind === 'annuity' ? 'The payment stays the same, the loan ends earlier.' : 'The repayment of the others stays the same.'}`,
            `Sometimes more is repaid: extras is a dictionary with the number of the period as text ("1" is the first) and the cents that are repaid additionally just after its payment, though never more than what is left then${floor}. ${kind === 'given' || kind === 'annuity' ? 'The regular payment does not change, so the loan is finished earlier.' : 'The regular repayment does not change.'}`,
            `extras = {"period number": cents}, additional repayment directly after that period's payment, capped at the balance${floor}; ${kind === 'given' || kind === 'annuity' ? 'payment unchanged, term shortens' : 'repayment unchanged'}.`,
          ],
          'extra or pause',
          'more than is left',
        )
      : tell.need(
          [
            `pauses: list of period numbers (from 1) in which only the interest is paid and nothing repaid${kind === 'given' ? ' (such a period never makes the result null)' : `; they count among the periods${kind === 'annuity' ? ' but do not change the payment of the others' : ''}, and the last period is never a pause`}.`,
            `In some periods the borrower pays nothing but the interest: pauses is the list of their numbers, the first period being 1${kind === 'given' ? ', and these never count as a payment that is too low' : `. They are among the periods that were agreed${kind === 'annuity' ? ', the payment in the others stays as it is' : ''}, and a pause in the last period is ignored`}.`,
            `pauses = [period numbers], interest-only periods (repayment 0)${kind === 'given' ? '; exempt from the null rule' : '; part of the term; ignored for the last period'}.`,
          ],
          'extra or pause',
          'more than is left',
        ),
  ];
}

export function posting(settings: LoanSettings, names: LoanNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { change, output } = settings;
  const extra = change === 'extra' ? ', "extra"' : '';
  return [
    tell.say(
      `Repayment schedule for ${names.lender}\n\nsolution.py: ${callOf(settings, names)}, Python 3 standard library. All money is whole cents (integers), start a text YYYY-MM-DD.`,
      `Hello! At ${names.lender} we write repayment plans by hand and make mistakes. Please write ${callOf(settings, names)} in a file solution.py (plain Python 3). All sums of money are whole cents, start is the day on which the money is paid out, as text like 2024-01-31.`,
      `Fwd: from the bookkeeping of ${names.lender}\nsolution.py, function ${callOf(settings, names)}, Python 3 without packages. Money: integer cents. start: "YYYY-MM-DD", day of payout.`,
    ),
    interestPiece(settings, index),
    kindPiece(settings, index),
    ...changePieces(settings, index),
    output === 'rows'
      ? tell.need(
          [
            `Result: list of { "due", "interest", "repaid", "payment"${extra}, "balance" }, one for every period; payment = interest + repaid${extra ? ' (without the extra, which is 0 where there is none)' : ''}, balance is what is left afterwards.`,
            `Give me a list with one dictionary for each period: "due" (the date), "interest", "repaid", "payment" (these two together)${extra ? ', "extra" (0 if none)' : ''} and "balance", what is left after all that.`,
            `Return [{"due", "interest", "repaid", "payment"${extra}, "balance"}, ...]; payment = interest + repaid${extra ? '; extra separate, 0 if none' : ''}; balance after the period.`,
          ],
          'one period',
          'a short loan',
        )
      : tell.need(
          [
            `Result: list of { "year", "interest", "repaid", "balance" }, one for every calendar year with a due date, ascending: sums over the due dates of the year${extra ? ' (repaid with extras)' : ''}, balance at its end.`,
            `I only need calendar years: a list of { "year" (a number), "interest", "repaid", "balance" }, ascending, with the sums of the due dates in the year${extra ? ', extras included in repaid,' : ''} and the balance at the end of it.`,
            `Return [{"year", "interest", "repaid", "balance"}, ...] per calendar year having due dates (year as integer, ascending): totals${extra ? ' (repaid includes extras)' : ''}, closing balance.`,
          ],
          'one period',
          'a short loan',
        ),
    tell.say(
      '\n- amount is at least 100, rate 0 to 2000, at most 480 periods.',
      'Amounts are a dollar or more, the rate is between 0 and 20 percent, and there are never more than 480 periods. Thank you!',
      '\nRanges: amount >= 100, 0 <= rate <= 2000, at most 480 periods.',
    ),
  ];
}
