/** Three views of the books of the family `ledger-desks`: months, single bookings, the closing list. */

import type { LedgerSecond } from './ledger-desks.model.ts';
import type { LineStage } from './line-family.ts';

const MAIN = `

def main():
    for line in sys.stdin:
        word, *args = line.split()
        try:
            VIEW
        except Refused as refusal:
            print('refused:', refusal)
END

main()
`;

export const ledgerSeconds: readonly LineStage<LedgerSecond>[] = [
  {
    kind: 'months',
    about: 'months',
    minutes: 20,
    text: [
      'Months: "month" prints for every account by name "NAME in X out Y balance Z": the sums of its positive and of its negative lines (without the minus) booked since the previous month command or the start, and the balance.',
      'At the end of a month the command month gives one line for each account, by the alphabet: "NAME in X out Y balance Z". X is everything that came in since the last month command (or the beginning), Y all that went out, as a positive amount, line by line of the bookings and not netted, and Z what is there now.',
      'Periods: "month" outputs, per account in order of names, "NAME in X out Y balance Z" with the sum of credits and the absolute sum of debits of all lines since the preceding "month" (or the beginning), and the current balance.',
    ],
    program: `
closed = {}


def month():
    for name in sorted(accounts()):
        amounts = [cents for _, _, cents in lines_of(name)]
        recent = amounts[closed.get(name, 0):]
        closed[name] = len(amounts)
        into = sum(cents for cents in recent if cents > 0)
        out = -sum(cents for cents in recent if cents < 0)
        print(f'{name} in {money(into)} out {money(out)} balance {money(balance(name))}')
${MAIN.replace('VIEW', "month() if word == 'month' else run(word, args)").replace('END', '')}`,
    other: `
class Monthly(Desk):
    last_number = 0

    def do_month(self):
        newest = self.last_number
        for name in sorted(accounts()):
            sums = {True: 0, False: 0}
            for number, _, cents in lines_of(name):
                newest = max(newest, number)
                if number > self.last_number:
                    sums[cents > 0] += abs(cents)
            yield '%s in %s out %s balance %s' % (name, money(sums[True]), money(sums[False]), money(balance(name)))
        self.last_number = newest


desk = Monthly()
for line in sys.stdin.read().splitlines():
    for answer in desk.answers(line):
        print(answer)
`,
    slips: [
      {
        why: 'A month begins where the last one ended',
        from: 'closed[name] = len(amounts)',
        to: 'closed.setdefault(name, len(amounts))',
      },
      { why: 'Accounts are listed by name', from: 'for name in sorted(accounts()):', to: 'for name in accounts():' },
    ],
    edges: {
      'two months':
        'open zoe|open ann|month|deposit zoe 500|deposit ann 7|withdraw zoe 100|transfer zoe ann 50|month|reverse 3|month|month',
      'no accounts': 'month',
      'account opened later': 'open zoe|deposit zoe 5|month|open ann|deposit ann 8|reverse 1|month|month',
    },
  },
  {
    kind: 'bookings',
    about: 'single bookings',
    minutes: 0,
    text: [
      'Looking up: "booking N" prints "N TEXT: NAME AMOUNT, NAME AMOUNT ..." with the lines of the booking in their order, the text of its first one and signed amounts, and behind it " (reversed by M)" where that happened; refusal "no booking N".',
      'I want to look up a booking, too: booking and its number answer with "N TEXT: NAME AMOUNT, NAME AMOUNT" and so on, all its lines in order with the sign in front of the amounts, where TEXT is that of the first line. If it was reversed, " (reversed by M)" is added at the end. Unknown numbers: "no booking N".',
      'Inspection: "booking N" outputs "N TEXT: " and the comma-separated lines "NAME AMOUNT" in their order (amounts signed as in statements, TEXT of the first line), with the suffix " (reversed by M)" for reversed bookings; refusal "no booking N".',
    ],
    program: `
def show_booking(number):
    lines = booking(number)
    parts = ', '.join(f'{name} {signed(cents)}' for name, cents, _ in lines)
    suffix = f' (reversed by {reversed_by[number]})' if number in reversed_by else ''
    print(f'{number} {lines[0][2]}: {parts}{suffix}')
${MAIN.replace('VIEW', "show_booking(int(args[0])) if word == 'booking' else run(word, args)").replace('END', '')}`,
    other: `
class Inspected(Desk):
    def do_booking(self, text):
        kinds, parts = [], []
        for name, cents, kind in booking(int(text)):
            kinds.append(kind)
            parts.append(name + ' ' + signed(cents))
        line = text + ' ' + kinds[0] + ': ' + ', '.join(parts)
        later = self.taken_back.get(int(text))
        yield line if later is None else '%s (reversed by %d)' % (line, later)


desk = Inspected()
while line := sys.stdin.readline():
    print(*desk.answers(line), sep='\\n')
`,
    slips: [
      {
        why: 'A reversed booking says so',
        from: "f' (reversed by {reversed_by[number]})' if number in reversed_by else ''",
        to: "''",
      },
      { why: 'Amounts have a sign', from: "f'{name} {signed(cents)}'", to: "f'{name} {money(cents)}'" },
    ],
    edges: {
      'looked up':
        'open ann|open bob|deposit ann 900|transfer ann bob 105|booking 2|reverse 2|booking 2|booking 3|booking 1',
      'no such booking': 'booking 0|booking 1|open ann|deposit ann 1|booking 1|booking 2|reverse 1|booking 2',
    },
  },
  {
    kind: 'closing',
    about: 'a closing list',
    minutes: 10,
    text: [
      'At the end of the input print the closing list: "NAME BALANCE" for every account, the highest balance first, equal ones by name, and then "total BALANCE", the sum.',
      'When all commands are done, finish with a list of the accounts, "NAME BALANCE" each, richest first and those with the same balance in alphabetical order, and under it "total BALANCE" with everything added up.',
      'Closing: after the last command, output "NAME BALANCE" for all accounts by descending balance, ties ascending by name, and finally "total BALANCE", the sum of the balances.',
    ],
    program: `
def closing():
    for name in sorted(accounts(), key=lambda name: (-balance(name), name)):
        print(name, money(balance(name)))
    print('total', money(sum(map(balance, accounts()))))
${MAIN.replace('VIEW', 'run(word, args)').replace('END', '    closing()\n')}`,
    other: `
def closing_list():
    names, total = sorted(accounts()), 0
    names.sort(key=balance, reverse=True)
    for name in names:
        total += balance(name)
        yield name + ' ' + money(balance(name))
    yield 'total ' + money(total)


def whole_day(lines):
    desk = Desk()
    for line in lines:
        yield from desk.answers(line)
    yield from closing_list()


print('\\n'.join(whole_day(sys.stdin.read().splitlines())))
`,
    slips: [
      {
        why: 'Equal balances are listed by name',
        from: 'key=lambda name: (-balance(name), name)',
        to: 'key=lambda name: -balance(name)',
      },
      { why: 'The highest balance comes first', from: '(-balance(name), name)', to: '(balance(name), name)' },
    ],
    edges: {
      'ties by name': 'open zoe|open ann|open max|deposit max 30|open bob|deposit zoe 2000|deposit bob 2000',
      'one account': 'open zoe|deposit zoe 5|reverse 1',
    },
  },
];
