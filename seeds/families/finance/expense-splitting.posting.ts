/** What the employers of the family `expense-splitting` ask for. */

import type { Piece } from '../study-family.ts';
import { type SettingsOf, tellerOf } from '../study-parts.ts';

export const SPLIT_DIALS = {
  split: ['equal', 'parts', 'fixed', 'days'],
  cents: ['first by name', 'payer', 'largest remainder'],
  result: ['balances', 'transfers', 'purse'],
} as const;
export type SplitSettings = SettingsOf<typeof SPLIT_DIALS>;

export interface SplitNames {
  readonly group: string;
  readonly entry: string;
}

export const callOf = ({ split }: SplitSettings, { entry }: SplitNames): string =>
  `${entry}(expenses${split === 'days' ? ', stays' : ''})`;

function splitPiece({ split }: SplitSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    equal: tell.need(
      [
        'Expense: { payer, cents, people }. It is shared equally by the people in the list (at least one, no name twice); the payer may be among them or not.',
        'An expense is { payer, cents, people }: people are the ones who share it in equal parts, at least one and nobody twice. Sometimes the payer is not one of them.',
        'expense = { payer, cents, people: [names] } (non-empty, unique; payer not necessarily included): equal shares.',
      ],
      'three ways',
      'payer not among them',
    ),
    parts: tell.need(
      [
        'Expense: { payer, cents, parts }, parts being an object from name to a whole number of 0 or more (their sum is at least 1). Everybody bears cents * own parts / sum of parts; the payer may be among them or not.',
        'An expense is { payer, cents, parts }, where parts is an object that says for every name how many parts they bear, whole numbers from zero up and at least one in total, so it is cents times their parts divided by all parts. The payer need not be in it.',
        'expense = { payer, cents, parts: { name: integer >= 0 } } (sum >= 1; payer not necessarily included): shares proportional to parts.',
      ],
      'three ways',
      'payer not among them',
    ),
    fixed: tell.need(
      [
        'Expense: { payer, cents, people, fixed }, fixed being an object from name to cents that this person bears in any case (names in fixed are also in people, together not more than cents). What remains is shared equally by the people who are not in fixed; if all are in fixed, fixed adds up to cents.',
        'An expense is { payer, cents, people, fixed }: some people had something of their own, and fixed says how many cents these bear (they are in people, too, and together it is never more than the bill). The rest is shared equally by the people who are not in fixed; when everybody is in it, it adds up exactly.',
        'expense = { payer, cents, people: [names], fixed: { name: cents } }, fixed names within people, Σ fixed <= cents: they bear their amount, the remainder is split equally among the other people (none left: Σ fixed = cents).',
      ],
      'three ways',
      'payer not among them',
    ),
    days: tell.need(
      [
        'Expense: { payer, cents, from, to } for the days from to to (numbers, both included). stays: list of { name, from, to } (days, both included; a name can stay several times, its stays do not overlap). Everybody bears cents * own days within the expense / sum of all these days; at least one person is there on some day of it.',
        'An expense is { payer, cents, from, to } and concerns the days from from to to, plain numbers with both ends included. stays is a list of { name, from, to }, both ends included as well, and somebody can come several times, though never twice at once. Everybody bears cents times their own days within the expense divided by the sum of such days of everybody; somebody is always there.',
        'expense = { payer, cents, from, to }, stays = [{ name, from, to }] (integer days, inclusive; several non-overlapping stays per name possible): shares proportional to the days of each name inside the period (Σ >= 1).',
      ],
      'three ways',
      'payer not among them',
    ),
  }[split];
}

function centsPiece({ cents }: SplitSettings, index: number): Piece {
  const tell = tellerOf(index);
  const whom = 'who bears a part of it that is above zero before rounding';
  return {
    'first by name': tell.need(
      [
        `Shares are rounded down to cents; the cents that are left over go one each to the first names (character codes) of those ${whom}.`,
        `Round every share down to a whole cent, and hand out the cents left over, one to each, to the first in order of names (plain character codes) of those ${whom}.`,
        `Round shares down; distribute the leftover cents one by one in ascending name order (string comparison) among those ${whom}.`,
      ],
      'odd cents',
      'drawn expenses',
    ),
    payer: tell.need(
      [
        'Shares are rounded down to cents; the cents that are left over are borne by the payer, even if the payer has no other share.',
        'Round every share down to a whole cent, and whatever is left over is borne by the one who paid, whether they take part in that expense or not.',
        'Round shares down; the leftover cents are added to the share of the payer (also a payer who is not among the sharers).',
      ],
      'odd cents',
      'drawn expenses',
    ),
    'largest remainder': tell.need(
      [
        'Shares are rounded down to cents; the cents that are left over go one each to those whose share lost most by rounding; of equal losses the later name (character codes) is served first.',
        'Round every share down to a whole cent, and hand out the cents left over, one to each, beginning with the person who lost the largest fraction of a cent; if the losses are equal, the later name (plain character codes) gets it first.',
        'Largest remainder: round down, leftover cents one each by descending fractional part, ties by descending name (string comparison).',
      ],
      'odd cents',
      'drawn expenses',
    ),
  }[cents];
}

function resultPiece({ result }: SplitSettings, index: number): Piece {
  const tell = tellerOf(index);
  return {
    balances: tell.need(
      [
        'Result: list of { name, paid, share, balance } for everybody who paid or bears something (a share of 0 does not count), by name (character codes); balance = paid - share.',
        'Return a list of { name, paid, share, balance } with everybody who paid something or bears more than nothing, sorted by name (character codes); the balance is paid minus share.',
        'Return [{ name, paid, share, balance }, ...] ascending by name as strings, for names with paid > 0 or share > 0; balance = paid - share.',
      ],
      'nothing spent',
      'large trip',
      'equal amounts',
      'the same for all',
      'all by one',
    ),
    transfers: tell.need(
      [
        'Result: list of transfers { from, to, cents } that settle all debts: again and again the one who owes most pays the one who is owed most, the smaller of both amounts; of equal amounts the first name (character codes) is taken. The list is in the order in which this happens; debts are taken after all expenses.',
        'Return the list of payments { from, to, cents } that settle everything: add up all expenses, then let the one with the largest debt pay the one with the largest credit, as much as the smaller of the two amounts, and repeat until nobody owes anything. If amounts are equal the first name (character codes) is taken. The order of the list is the order of the steps.',
        'Return [{ from, to, cents }, ...] by the greedy rule: net balances over all expenses; repeat: largest debtor pays largest creditor min(debt, credit); ties by ascending name (string comparison); in this order.',
      ],
      'nothing spent',
      'large trip',
      'equal amounts',
      'the same for all',
      'all by one',
    ),
    purse: tell.need(
      [
        'Result: { purse, payments }. The purse is kept by the person who paid most in all (of equal ones the first name by character codes), null without expenses. Everybody else with a debt pays it to the purse and with a credit is paid from it: payments is a list of { name, cents }, positive for what the person pays in, negative for what is paid out, zeros left out, by name.',
        'Return { purse, payments }: the purse is held by whoever paid most altogether (the first by character codes if there are several), and is null if there were no expenses. All others settle with the purse, so payments is a list of { name, cents } sorted by name, with a positive number for somebody who has to pay and a negative one for somebody who gets money back; those with nothing to settle are left out, and so is the keeper of the purse.',
        'Return { purse, payments }; purse = name with the highest total paid (tie: smallest name as string; no expenses: null); payments = [{ name, cents }] ascending by name for all other people with share - paid != 0, cents = share - paid.',
      ],
      'nothing spent',
      'large trip',
      'equal amounts',
      'the same for all',
      'all by one',
    ),
  }[result];
}

export function posting(settings: SplitSettings, names: SplitNames, index: number): Piece[] {
  const tell = tellerOf(index);
  const { group } = names;
  const call = callOf(settings, names);
  return [
    tell.say(
      `Shared costs of ${group}: JavaScript function ${call} in solution.js, no packages. Money is whole cents, at least 1 per expense.`,
      `Hey, ${group} needs help with the money. Before we go for beers again and nobody knows who owes what: please write ${call} in plain JavaScript, file solution.js. All money is in whole cents and every expense is at least one cent.`,
      `Request of ${group}, forwarded by the treasurer\nsolution.js, plain JavaScript, function ${call}; amounts in integer cents, each >= 1`,
    ),
    splitPiece(settings, index),
    centsPiece(settings, index),
    tell.say(
      '\n- Rounding is done expense by expense. No amount exceeds 10 million cents.',
      'Do the rounding for each expense by itself, not at the end. There is nothing above 10 million cents.',
      '\nRound per expense, not in total. Amounts up to 10,000,000.',
    ),
    resultPiece(settings, index),
    tell.need(
      [
        `No expenses: ${settings.result === 'purse' ? '{ purse: null, payments: [] }' : 'empty list'}. Names may be any texts, "constructor" for example.`,
        `Without expenses I get ${settings.result === 'purse' ? '{ purse: null, payments: [] }' : 'an empty list'}. By the way, nicknames can be any text, one of us is called constructor.`,
        `Empty input: ${settings.result === 'purse' ? '{ purse: null, payments: [] }' : '[]'}. Names are arbitrary strings (e.g. "constructor").`,
      ],
      'nothing spent',
      'odd names',
    ),
  ];
}
