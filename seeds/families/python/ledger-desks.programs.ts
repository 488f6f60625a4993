/** Reference and alternative around the stages of the family `ledger-desks`, and two ways to keep its books. */

import type { Frame } from './line-family.ts';

export const ledgerHalves = [
  `
import sys


class Refused(Exception):
    pass


balances = {}
journal = []


def open_account(name):
    balances[name] = 0


def accounts():
    return list(balances)


def balance(name):
    return balances[name]


def book(lines):
    journal.append(lines)
    for name, cents, _ in lines:
        balances[name] += cents
    return len(journal)


def booking(number):
    if not 1 <= number <= len(journal):
        raise Refused(f'no booking {number}')
    return journal[number - 1]


def lines_of(name):
    for number, lines in enumerate(journal, 1):
        for account, cents, text in lines:
            if account == name:
                yield number, text, cents


def money(cents):
    sign = '-' if cents < 0 else ''
    return f'{sign}{abs(cents) // 100}.{abs(cents) % 100:02}'


def signed(cents):
    return money(cents) if cents < 0 else '+' + money(cents)


def totals(lines):
    result = {}
    for name, cents, _ in lines:
        result[name] = result.get(name, 0) + cents
    return result.items()
`,
  `
import sys
from decimal import Decimal


class Refused(Exception):
    pass


histories = {}
written = {}


def open_account(name):
    histories[name] = []


def accounts():
    return [*histories]


def balance(name):
    history = histories[name]
    return history[-1][3] if history else 0


def book(lines):
    number = max(written, default=0) + 1
    written[number] = tuple(lines)
    for name, cents, text in lines:
        histories[name].append((number, text, cents, balance(name) + cents))
    return number


def booking(number):
    try:
        return written[number]
    except KeyError:
        raise Refused('no booking %d' % number)


def lines_of(name):
    return [line[:3] for line in histories[name]]


def money(cents):
    return str(Decimal(cents).scaleb(-2).quantize(Decimal('0.01')))


def signed(cents):
    return '{:+.2f}'.format(Decimal(cents) / 100)


def totals(lines):
    names = list(dict.fromkeys(name for name, _, _ in lines))
    return [(name, sum(cents for other, cents, _ in lines if other == name)) for name in names]
`,
] as const;

export const ledgerFrame: Frame = (half, first, second) => `${half.trimStart()}

reversed_by = {}


def known(name):
    if name not in accounts():
        raise Refused(f'no account {name}')
    return name

${first}

def reverse(number):
    lines = booking(number)
    if lines[0][2] == 'reverse':
        raise Refused('a reversal')
    if number in reversed_by:
        raise Refused('already reversed')
    done = settle([(name, -cents, 'reverse') for name, cents, _ in lines])
    reversed_by[number] = done
    return done


def statement(name):
    total = 0
    for number, text, cents in lines_of(known(name)):
        total += cents
        print(number, text, signed(cents), money(total))
    print(f'{name} has {money(total)}')


def run(word, args):
    if word == 'open':
        if args[0] in accounts():
            raise Refused('account exists')
        open_account(args[0])
        print('opened', args[0])
    elif word == 'deposit':
        print('booked', settle([(known(args[0]), int(args[1]), word)]))
    elif word == 'withdraw':
        print('booked', settle([(known(args[0]), -int(args[1]), word)]))
    elif word == 'transfer':
        source, target, cents = known(args[0]), known(args[1]), int(args[2])
        if source == target:
            raise Refused('same account')
        print('booked', settle([(source, -cents, word), (target, cents, word)]))
    elif word == 'reverse':
        print('booked', reverse(int(args[0])))
    elif word == 'statement':
        statement(args[0])
    else:
        more(word, args)

${second}
`;

export const ledgerOtherFrame: Frame = (half, first, second) => `${half.trimStart()}

def existing(*names):
    for name in names:
        if name not in accounts():
            raise Refused('no account ' + name)

${first}

class Desk(Rules):
    def __init__(self):
        super().__init__()
        self.taken_back = {}

    def do_open(self, name):
        if name in accounts():
            raise Refused('account exists')
        open_account(name)
        yield 'opened ' + name

    def booked(self, *lines):
        number = self.settled(list(lines))
        yield 'booked %d' % number

    def do_deposit(self, name, cents):
        existing(name)
        return self.booked((name, int(cents), 'deposit'))

    def do_withdraw(self, name, cents):
        existing(name)
        return self.booked((name, 0 - int(cents), 'withdraw'))

    def do_transfer(self, giver, taker, cents):
        existing(giver, taker)
        if giver == taker:
            raise Refused('same account')
        return self.booked(*((name, sign * int(cents), 'transfer') for name, sign in ((giver, -1), (taker, 1))))

    def do_reverse(self, text):
        old = booking(int(text))
        if {kind for _, _, kind in old} == {'reverse'}:
            raise Refused('a reversal')
        if int(text) in self.taken_back:
            raise Refused('already reversed')
        self.taken_back[int(text)] = self.settled([(name, -cents, 'reverse') for name, cents, _ in old])
        yield 'booked %d' % self.taken_back[int(text)]

    def do_statement(self, name):
        existing(name)
        so_far = 0
        for number, kind, cents in lines_of(name):
            so_far = so_far + cents
            yield ' '.join([str(number), kind, signed(cents), money(so_far)])
        yield name + ' has ' + money(so_far)

    def answers(self, line):
        word, *arguments = line.split()
        try:
            yield from getattr(self, 'do_' + word)(*arguments)
        except Refused as refusal:
            yield 'refused: %s' % refusal

${second}
`;
