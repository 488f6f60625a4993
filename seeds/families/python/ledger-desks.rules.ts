/** Four sets of rules of the family `ledger-desks`: what may be booked. */

import type { LedgerFirst } from './ledger-desks.model.ts';
import type { LineStage } from './line-family.ts';

export const ledgerFirsts: readonly LineStage<LedgerFirst>[] = [
  {
    kind: 'limits',
    about: 'overdraft limits',
    minutes: 0,
    text: [
      'Limits: an account may not go below minus its limit, which is 0 at first. "limit NAME CENTS" sets it and prints "limit of NAME AMOUNT"; refusals: "no account NAME", "NAME is below" if the balance is lower than that already. Money coming in is always taken.',
      'Every account has a limit for its debts, nothing in the beginning. The command limit with a name and cents changes it, answers "limit of NAME AMOUNT" and is refused with "no account NAME", or with "NAME is below" when the account owes more than the new limit already. "not enough" means that the balance would go under the limit; paying in always works.',
      'Overdrafts: each account has a limit, initially zero, below the negative of which no debit may take it. "limit NAME CENTS" replaces it, output "limit of NAME AMOUNT", refusals "no account NAME" and "NAME is below" (current balance under the negative new limit). Credits are never refused.',
    ],
    program: `
limits = {}


def settle(lines):
    for name, cents in totals(lines):
        if cents < 0 and balance(name) + cents < -limits.get(name, 0):
            raise Refused(f'not enough in {name}')
    return book(lines)


def more(word, args):
    name, cents = known(args[0]), int(args[1])
    if balance(name) < -cents:
        raise Refused(f'{name} is below')
    limits[name] = cents
    print(f'limit of {name} {money(cents)}')
`,
    other: `
class Rules:
    def __init__(self):
        self.lowest = {}

    def settled(self, lines):
        for name, change in totals(lines):
            if change < 0 and self.lowest.get(name, 0) - change > balance(name):
                raise Refused('not enough in ' + name)
        return book(lines)

    def do_limit(self, name, text):
        existing(name)
        if balance(name) + int(text) < 0:
            raise Refused(name + ' is below')
        self.lowest[name] = 0 - int(text)
        yield ' '.join(['limit of', name, money(int(text))])
`,
    slips: [
      {
        why: 'A limit can be used up to the last cent',
        from: 'balance(name) + cents < -limits',
        to: 'balance(name) + cents <= -limits',
      },
      {
        why: 'A limit below the debts is refused',
        from: "    if balance(name) < -cents:\n        raise Refused(f'{name} is below')\n",
        to: '',
      },
    ],
    edges: {
      'to the limit':
        'open eve|limit eve 500|withdraw eve 501|withdraw eve 500|withdraw eve 1|statement eve|deposit eve 100|limit eve 399|limit eve 400|limit eve 700|withdraw eve 300|statement eve',
      'limit of nobody': 'limit eve 500|open eve|limit eve 0|withdraw eve 1',
    },
  },
  {
    kind: 'holds',
    about: 'money on hold',
    minutes: 20,
    text: [
      'Holds: "hold NAME CENTS" sets money of the account aside, in addition to what is held; refused with "no account NAME" or "not enough in NAME" (free is balance minus held). "release NAME" frees all of it ("no account NAME"). Both print "NAME holds AMOUNT", the sum held now. Debits may only use what is free. The balance itself does not change.',
      'Money can be put on hold: with hold, a name and cents it is set aside, on top of what is already, and with release and a name all of it is free again. The answer is "NAME holds AMOUNT" with the whole sum. Nobody can take out, or set aside, more than the balance minus what is on hold ("not enough in NAME"). An unknown name is refused as everywhere, "no account NAME". Balances do not show holds.',
      'Reservations: "hold NAME CENTS" increases, "release NAME" clears the reserved sum of an account; output of both "NAME holds AMOUNT", the resulting sum. Debits and further holds are limited to balance less reservations, refusal "not enough in NAME"; unknown accounts "no account NAME". Balances remain unaffected.',
    ],
    program: `
held = {}


def require(name, cents):
    if cents > balance(name) - held.get(name, 0):
        raise Refused(f'not enough in {name}')


def settle(lines):
    for name, cents in totals(lines):
        if cents < 0:
            require(name, -cents)
    return book(lines)


def more(word, args):
    name = known(args[0])
    if word == 'hold':
        require(name, int(args[1]))
        held[name] = held.get(name, 0) + int(args[1])
    else:
        held[name] = 0
    print(f'{name} holds {money(held[name])}')
`,
    other: `
class Rules:
    def __init__(self):
        self.holds = []

    def aside(self, name):
        return sum(cents for holder, cents in self.holds if holder == name)

    def settled(self, lines):
        for name, change in totals(lines):
            if change < 0 and balance(name) + change < self.aside(name):
                raise Refused('not enough in ' + name)
        return book(lines)

    def do_hold(self, name, text):
        existing(name)
        if balance(name) < self.aside(name) + int(text):
            raise Refused('not enough in ' + name)
        self.holds.append((name, int(text)))
        yield name + ' holds ' + money(self.aside(name))

    def do_release(self, name):
        existing(name)
        self.holds = [hold for hold in self.holds if hold[0] != name]
        yield name + ' holds ' + money(0)
`,
    slips: [
      { why: 'Holds add up', from: 'held[name] = held.get(name, 0) + int(args[1])', to: 'held[name] = int(args[1])' },
      {
        why: 'Held money cannot be spent',
        from: '            require(name, -cents)',
        to: "            if balance(name) + cents < 0:\n                raise Refused(f'not enough in {name}')",
      },
    ],
    edges: {
      'set aside':
        'open eve|deposit eve 1000|hold eve 600|hold eve 401|hold eve 300|withdraw eve 101|withdraw eve 100|withdraw eve 1|statement eve|release eve|withdraw eve 900|release eve',
      'hold of nobody': 'hold eve 5|release eve|open eve|hold eve 1|release eve',
      'held money and reversals': 'open eve|deposit eve 500|hold eve 1|reverse 1|release eve|reverse 1',
    },
  },
  {
    kind: 'freezes',
    about: 'frozen accounts',
    minutes: 10,
    text: [
      'Frozen accounts: "freeze NAME" prints "frozen NAME", "thaw NAME" prints "thawed NAME", also if it changes nothing; refusal "no account NAME". While it is frozen no booking, reversals included, may touch an account: "NAME is frozen" (the first such account in the booking), which comes before "not enough". No account goes below 0.',
      'Accounts can be frozen: freeze with a name answers "frozen NAME" and thaw "thawed NAME", both may be repeated, and an unknown name is "no account NAME". Nothing at all can be booked on a frozen account, neither in nor out, and not by a reversal: "NAME is frozen", the first one if there are two; this is looked at before whether there is enough money. There are no debts: balances stay at zero or above.',
      'Blocking: "freeze NAME" (output "frozen NAME") and "thaw NAME" (output "thawed NAME") are idempotent, refusal "no account NAME". Bookings of any kind that involve a blocked account are refused with "NAME is frozen", naming the first in the order of the booking, prior to the check for funds. Balances never become negative.',
    ],
    program: `
frozen = set()


def settle(lines):
    changes = totals(lines)
    for name, _ in changes:
        if name in frozen:
            raise Refused(f'{name} is frozen')
    for name, cents in changes:
        if cents < 0 and balance(name) + cents < 0:
            raise Refused(f'not enough in {name}')
    return book(lines)


def more(word, args):
    name = known(args[0])
    if word == 'freeze':
        frozen.add(name)
        print('frozen', name)
    else:
        frozen.discard(name)
        print('thawed', name)
`,
    other: `
class Rules:
    def __init__(self):
        self.closed = {}

    def settled(self, lines):
        stopped = [name for name, _, _ in lines if self.closed.get(name)]
        short = [name for name, change in totals(lines) if change < 0 and -change > balance(name)]
        if stopped:
            raise Refused(stopped[0] + ' is frozen')
        if short:
            raise Refused('not enough in ' + short[0])
        return book(lines)

    def do_freeze(self, name):
        existing(name)
        self.closed[name] = True
        yield 'frozen ' + name

    def do_thaw(self, name):
        existing(name)
        self.closed[name] = False
        yield 'thawed ' + name
`,
    slips: [
      {
        why: 'Nothing is paid into a frozen account',
        from: '    for name, _ in changes:\n        if name in frozen:',
        to: '    for name, cents in changes:\n        if name in frozen and cents < 0:',
      },
      {
        why: 'Thawing may change nothing',
        from: 'frozen.discard(name)',
        to: "if name not in frozen:\n            raise Refused('not frozen')\n        frozen.discard(name)",
      },
    ],
    edges: {
      'nothing in or out':
        'open eve|open dan|deposit eve 500|freeze eve|freeze eve|deposit eve 1|withdraw eve 900|transfer dan eve 5|transfer eve dan 5|freeze dan|transfer dan eve 5|reverse 1|thaw eve|reverse 1|thaw dan|statement eve',
      'nobody frozen': 'freeze eve|thaw eve|open eve|thaw eve|deposit eve 3|withdraw eve 4',
    },
  },
  {
    kind: 'fees',
    about: 'fees',
    minutes: 30,
    text: [
      'Fees: withdraw and transfer cost a fee, at first 10 per mille of the amount, rounded up to a whole cent, from the paying account to the account bank, which exists from the start. It is part of the same booking: behind its other lines come one for the payer and one for bank, both with the text fee; none if the fee is 0. Amount and fee must both be there. A reversal gives the fee back. "fee N" sets N per mille for later bookings and prints "fee N". No account goes below 0.',
      'The bank earns something: who withdraws or sends money pays a fee of 10 per mille, rounded up to the next cent, to an account called bank that is there from the beginning. It belongs to the same booking and shows in the statements as a line of its own with the text fee (payer first, then bank, both after the other lines), unless it is nothing. If amount plus fee are not there, nothing happens. Reversing gives back the fee, too. The command fee with a number changes the per mille from then on, and answers "fee N". There are no debts.',
      'Fees: withdrawals and transfers bear a fee, initially 10 per mille of the amount rounded up to full cents, debited to the payer and credited to the account "bank" (present from the start) by two further lines with the text "fee" (payer, bank) at the end of the same booking, omitted if zero. Funds must cover both; reversals comprise the fee. "fee N" sets the per mille of subsequent bookings and outputs "fee N". Balances never become negative.',
    ],
    program: `
open_account('bank')
rate = {'permille': 10}


def settle(lines):
    payer, cents, text = lines[0]
    if text in ('withdraw', 'transfer'):
        fee = -(cents * rate['permille'] // 1000)
        if fee > 0:
            lines = lines + [(payer, -fee, 'fee'), ('bank', fee, 'fee')]
    for name, change in totals(lines):
        if change < 0 and balance(name) + change < 0:
            raise Refused(f'not enough in {name}')
    return book(lines)


def more(word, args):
    rate['permille'] = int(args[0])
    print('fee', args[0])
`,
    other: `
from fractions import Fraction
from math import ceil

open_account('bank')


class Rules:
    def __init__(self):
        self.share = Fraction(1, 100)

    def settled(self, lines):
        paid = [(name, -cents) for name, cents, kind in lines if cents < 0 and kind != 'reverse']
        for name, cents in paid:
            earned = ceil(cents * self.share)
            if earned:
                lines += [(name, -earned, 'fee'), ('bank', earned, 'fee')]
        for name, change in totals(lines):
            if change < 0 and balance(name) < -change:
                raise Refused('not enough in ' + name)
        return book(lines)

    def do_fee(self, text):
        self.share = Fraction(int(text), 1000)
        yield 'fee ' + text
`,
    slips: [
      {
        why: 'Fees are rounded up',
        from: "fee = -(cents * rate['permille'] // 1000)",
        to: "fee = -cents * rate['permille'] // 1000",
      },
      { why: 'Transfers cost a fee, too', from: "if text in ('withdraw', 'transfer'):", to: "if text == 'withdraw':" },
    ],
    edges: {
      'up to a cent':
        'open eve|open dan|deposit eve 10000|withdraw eve 101|transfer eve dan 1|withdraw eve 200|fee 0|withdraw eve 5|statement eve|statement bank|fee 15|transfer eve dan 333|statement bank',
      'fee not covered':
        'open eve|deposit eve 100|withdraw eve 100|withdraw eve 99|statement eve|reverse 2|statement bank|open bank',
      'bank has spent it': 'open eve|deposit eve 1000|withdraw eve 500|fee 0|withdraw bank 5|reverse 2|statement eve',
    },
  },
];
