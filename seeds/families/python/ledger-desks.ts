/** Study family: a bank's ledger with bookings, reversals and statements, driven by commands. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { type LedgerFirst, type LedgerSecond, ledgerOutput } from './ledger-desks.model.ts';
import { ledgerFrame, ledgerHalves, ledgerOtherFrame } from './ledger-desks.programs.ts';
import { ledgerFirsts } from './ledger-desks.rules.ts';
import { ledgerSeconds } from './ledger-desks.views.ts';
import { lineFamily } from './line-family.ts';

const NAMES = ['ann', 'bob', 'cleo', 'dan', 'eve'];
const COMMANDS: Readonly<Record<LedgerFirst | LedgerSecond | 'always', readonly string[]>> = {
  always: [
    'deposit A C',
    'deposit A 9C',
    'withdraw A C',
    'transfer A B C',
    'transfer A B C',
    'reverse N',
    'reverse N',
    'statement A',
    'open A',
  ],
  limits: ['limit A C', 'withdraw A C', 'limit A C'],
  holds: ['hold A C', 'hold A C', 'release A'],
  freezes: ['freeze A', 'thaw A', 'thaw B'],
  fees: ['fee N', 'withdraw A C', 'statement bank'],
  months: ['month'],
  bookings: ['booking N', 'booking N'],
  closing: ['statement B'],
};

function draw(random: Chance, size: number, first: LedgerFirst, second: LedgerSecond): string[] {
  const opened = NAMES.slice(0, 4).flatMap((name) => [`open ${name}`, `deposit ${name} ${100 + random.below(90_000)}`]);
  const others = Array.from({ length: Math.min(size * 3, 150) }, (_, at) =>
    random
      .pick(COMMANDS[random.pick(['always', 'always', first, second] as const)])
      .replace('A', random.pick(random.below(8) === 0 ? NAMES : NAMES.slice(0, 4)))
      .replace('B', random.pick(NAMES.slice(0, 4)))
      .replace('C', String(1 + random.below(30_000)))
      .replace('N', String(1 + random.below(6 + Math.floor(at / 2)))),
  );
  return [...opened, ...others];
}

/** Ledger desks: four sets of rules, three views. */
export const ledgerDesks = lineFamily<LedgerFirst, LedgerSecond>({
  name: 'ledger-desks',
  skills: ['Python', 'Accounting', 'Software Architecture'],
  titles: [
    'Bank ledger in Python: bookings, reversals, {first}, {second}',
    'Keeping the accounts of {user}: {first} and {second}',
    'Command-driven ledger with {first} and {second}',
  ],
  users: ['a savings club', 'our students union', 'a board game of many evenings', 'a village of holiday flats'],
  openings: [
    'solution.py keeps the accounts of {user}: it reads one command a line from standard input and answers on standard output. Amounts are typed in whole cents and printed as 12.05 or -0.70.\n- open NAME prints "opened NAME", refusal "account exists".\n- deposit NAME CENTS, withdraw NAME CENTS and transfer FROM TO CENTS book; each booking gets the next number, from 1, and prints "booked N". A booking has lines of account, amount and text (the command word): one line, in a transfer first that of the payer, then that of the receiver. Refusals, in this order: "no account NAME" (the first unknown one), "same account", then what is said below, "not enough in NAME".\n- reverse N makes a booking of the same lines in the same order with opposite amounts and the text reverse; prints "booked M". Refusals in this order: "no booking N", "a reversal" (N is one), "already reversed", then the same as for any booking.\n- statement NAME prints every line of the account as "NUMBER TEXT AMOUNT BALANCE" (amount with + or -, balance after it), then "NAME has BALANCE"; refusal "no account NAME".\n- A refusal is printed as "refused: REASON" and changes nothing, and uses up no number. Whether there is enough is looked at for the sum of a booking\'s lines of an account, account by account in the order of the lines.',
    'Hello, for {user} I need a program, solution.py, which keeps accounts. It gets commands from standard input, one on each line, and prints what happens. Money comes in as whole cents, and goes out like 12.05 or -0.70.\n\nWith open and a name there is a new account ("opened NAME"). One can deposit (name, cents), withdraw (name, cents) and transfer (from, to, cents). Each of these, if it works, becomes a booking with a number, counted from 1, and says "booked N". A booking consists of lines with account, amount and as text the command word; a transfer has that of the giver and then that of the taker. With reverse and a number a booking is taken back: by a new one ("booked M") with the same lines in the same order, amounts turned around, text reverse. And statement with a name lists all lines of this account, "NUMBER TEXT AMOUNT BALANCE" where the amount always has its sign, + or -, and the balance is the one after it; below stands "NAME has BALANCE".\n\nIf something cannot be done, print "refused: " and the reason, and change nothing (no number is used up either). Reasons: "account exists"; "no account NAME", for the first name that is not known; then "same account" for a transfer to oneself; "no booking N"; then "a reversal", as these cannot be reversed; then "already reversed"; and at last the rules below and "not enough in NAME". If a booking has several lines of one account, their sum has to be there; accounts are looked at in the order of the lines.',
    'A ledger program (solution.py, Python) for {user} shall process commands from standard input, one per line. Input amounts are integer cents; output amounts have the form 12.05 or -0.70. Commands: "open NAME" (output "opened NAME"; refusal "account exists"). "deposit NAME CENTS", "withdraw NAME CENTS", "transfer FROM TO CENTS": create a booking numbered consecutively from 1, output "booked N"; a booking comprises lines (account, amount, text = command word), for transfers payer before receiver; refusals by precedence: "no account NAME" (first unknown), "same account", the rules below, "not enough in NAME". "reverse N": creates a booking of the same lines in order with negated amounts and text "reverse", output "booked M"; refusals by precedence: "no booking N", "a reversal", "already reversed", then as for other bookings. "statement NAME": each line of the account as "NUMBER TEXT AMOUNT BALANCE" (amount with explicit sign, balance thereafter), followed by "NAME has BALANCE"; refusal "no account NAME". Refusals are output as "refused: REASON", without any effect or consumption of numbers. Sufficiency is examined for the sum per account of the lines of a booking, accounts in order of the lines.',
  ],
  endings: [
    'Commands are well formed, amounts are positive. Account names are small letters.',
    'You can rely on the commands being typed correctly, with positive amounts and names of small letters.',
    'All commands are syntactically valid; amounts are positive, names consist of lower-case letters.',
  ],
  minutes: 300,
  firsts: ledgerFirsts,
  seconds: ledgerSeconds,
  frames: [ledgerFrame, ledgerOtherFrame],
  halves: ledgerHalves,
  hows: ['functions chosen by a chain of conditions', 'methods found by name that yield their answers'],
  slips: [
    {
      why: 'A reversal cannot be reversed',
      from: "    if lines[0][2] == 'reverse':\n        raise Refused('a reversal')\n",
      to: '',
    },
    {
      why: 'A transfer to oneself is refused',
      from: "        if source == target:\n            raise Refused('same account')\n",
      to: '',
    },
  ],
  examples: {
    'first example': 'open ann|open bob|deposit ann 1250|transfer ann bob 205|statement ann|statement bob',
    'second example': 'open ann|deposit ann 70|reverse 1|statement ann|withdraw cleo 5',
  },
  edges: {
    'nothing to do': '',
    'reversed twice': 'open ann|deposit ann 500|reverse 1|reverse 1|reverse 2|reverse 3|statement ann',
    'to oneself':
      'open ann|deposit ann 500|transfer ann ann 5|transfer bob ann 5|transfer ann bob 5|transfer cleo bob 5|deposit ann 1',
    'money is gone':
      'open ann|open bob|deposit ann 500|transfer ann bob 400|reverse 1|reverse 2|reverse 1|statement ann|statement bob',
    'opened again': 'open ann|deposit ann 9|open ann|statement ann|statement bob',
  },
  draw,
  answer: ledgerOutput,
});
