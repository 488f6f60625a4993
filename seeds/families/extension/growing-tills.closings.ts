/** Three extensions of the family `growing-tills` about customers: paying, receipts and the close of the day. */

import { type Closing, money } from './growing-tills.model.ts';

const BEFORE = `
def leave():
    pass

def also(words):
    return False
`;

const COINS = [200, 100, 50, 20, 10, 5, 2, 1];

export const closings: readonly Closing[] = [
  {
    about: 'change',
    words: ['pay 500', 'pay 2000', 'pay 100', 'pay 5000'],
    shown: '1 tea 150|pay 200|total',
    before: BEFORE,
    text: [
      '"pay CENTS": payments of one customer add up. As long as they are below the total, print "due X" (X = what is lacking, as 1.50). Otherwise print "change X" and, unless it is 0.00, a line with the coins to hand out, largest first, out of 200, 100, 50, 20, 10, 5, 2, 1 cents and as few as possible: "1x200 2x20"; after that the next customer begins by himself, as with next.',
      'Then, paying: "pay 500" says that the customer gave five of ours. He may pay several times, it adds up. If it is not enough print "due" and what he still owes, such as "due 1.50". If it is enough print "change 2.40" (or whatever it is, 0.00 too) and on a line of its own the coins for it, as few as can be, big ones first, like "1x200 2x20", no such line for 0.00. We have 200, 100, 50, 20, 10, 5, 2 and 1. After change the customer is done and the next one starts without anybody typing next.',
      'The command "pay CENTS" adds a payment of the current customer. While the payments are less than the total, "due X" is printed with the difference. Otherwise "change X" is printed, followed, unless X is 0.00, by a line listing the fewest coins of 200, 100, 50, 20, 10, 5, 2 and 1 cents in descending order, as in "1x200 2x20"; the customer is then finished in the same way as by next.',
    ],
    cases: ['paid in parts', 'all coins', 'drawn again'],
    program: `
COINS = (200, 100, 50, 20, 10, 5, 2, 1)
paid = 0

def leave():
    global paid
    paid = 0

def also(words):
    global paid
    if words[:1] != ['pay']:
        return False
    paid += int(words[1])
    rest = paid - total()
    if rest < 0:
        print('due', money(-rest))
        return True
    print('change', money(rest))
    coins = []
    for coin in COINS:
        if rest >= coin:
            coins.append(f'{rest // coin}x{coin}')
            rest %= coin
    if coins:
        print(' '.join(coins))
    next_customer()
    return True
`,
    other: `
payments = []

def leave():
    payments.clear()

def coins(rest):
    handed = []
    for coin in [200, 100, 50, 20, 10, 5, 2, 1]:
        while sum(handed) + coin <= rest:
            handed.append(coin)
    return handed

def also(words):
    if len(words) != 2 or words[0] != 'pay':
        return False
    payments.append(int(words[1]))
    lacking = total() - sum(payments)
    if lacking > 0:
        print('due ' + money(lacking))
    else:
        handed = coins(-lacking)
        print('change ' + money(-lacking))
        if handed:
            kinds = sorted(set(handed), reverse=True)
            print(*[str(handed.count(coin)) + 'x' + str(coin) for coin in kinds])
        next_customer()
    return True
`,
    slips: [
      { why: 'Payments add up', from: 'paid += int(words[1])', to: 'paid = int(words[1])' },
      {
        why: 'After the change a new customer begins',
        from: '    next_customer()\n    return True',
        to: '    return True',
      },
      { why: 'No line of coins without change', from: '    if coins:\n        print', to: '    print' },
    ],
    edges: {
      'paid in parts':
        '2 cake 450|pay 500|pay 300|1 tea 120|pay 150|pay 200|total|pay 5|1 bun 80|pay 80|total|next|3 tea 99|pay 100|next|1 tea 99|pay 98|pay 1',
      'all coins': '1 tea 12|pay 400|1 bun 1|pay 1000|5 cake 1|pay 999|pay 0|1 milk 41|pay 80',
    },
    command: (till, [word, cents], total, end) => {
      if (word !== 'pay') return null;
      till.paid += Number(cents);
      const rest = till.paid - total;
      if (rest < 0) return [`due ${money(-rest)}`];
      end();
      let left = rest;
      const named = COINS.flatMap((coin) => {
        const count = Math.floor(left / coin);
        left -= count * coin;
        return count === 0 ? [] : [`${count}x${coin}`];
      });
      return rest === 0 ? ['change 0.00'] : [`change ${money(rest)}`, named.join(' ')];
    },
  },
  {
    about: 'receipts',
    words: ['receipt', 'receipt', 'next', 'total'],
    shown: '1 tea 150|2 cake 400|receipt',
    before: BEFORE,
    text: [
      '"receipt" prints the basket: sales of the same name and price are one line, at the place of the first of them. A line is the number of pieces (right-aligned in 3), a blank, the name (left-aligned in 10), pieces times price as 1.50 (right-aligned in 9). Then 23 signs =, then a line with 4 blanks, total (left-aligned in 10) and the total (right-aligned in 9). An empty basket has just these two lines. Nothing changes by it.',
      'Then, receipts: "receipt" prints what is in the basket, one line for the same name at the same price (where it was first sold). Please set it like this: three places for the number of pieces, flush right; a blank; ten places for the name, flush left; nine places for number times price, written 1.50, flush right. Under it a row of 23 equals signs and a last line: four blanks, the word total in ten places flush left and the total in nine flush right. With nothing sold only these last two are printed. The basket stays as it is.',
      'The command "receipt" prints the basket without changing it. Sales equal in name and price are combined at the position of their first. Each line comprises the number of pieces (width 3, right), one blank, the name (width 10, left) and the amount, pieces times price, like 1.50 (width 9, right). A line of 23 "=" and a line of four blanks, the word total (width 10, left) and the total (width 9, right) conclude it, also if the basket is empty.',
    ],
    cases: ['same article', 'widths', 'drawn again'],
    program: `
def leave():
    pass

def also(words):
    if words != ['receipt']:
        return False
    pieces = {}
    for count, name, cents in basket:
        pieces[name, cents] = pieces.get((name, cents), 0) + count
    for (name, cents), count in pieces.items():
        print(f'{count:>3} {name:<10}{money(count * cents):>9}')
    print('=' * 23)
    print(f'    {"total":<10}{money(total()):>9}')
    return True
`,
    other: `
def leave():
    return None

def row(count, name, cents):
    print(str(count).rjust(3) + ' ' + name.ljust(10) + money(cents).rjust(9))

def also(words):
    if len(words) != 1 or words[0] != 'receipt':
        return False
    done = []
    for _, name, cents in basket:
        if (name, cents) in done:
            continue
        done.append((name, cents))
        count = sum(sale[0] for sale in basket if sale[1:] == (name, cents))
        row(count, name, count * cents)
    print('=' * 23)
    row('', 'total', total())
    return True
`,
    slips: [
      {
        why: 'Different prices are different lines',
        from: '{name:<10}{money(count * cents):>9}',
        to: '{name:<10}{money(sum(n * c for n, other, c in basket if other == name)):>9}',
      },
      { why: 'Sales of one kind are one line', from: 'pieces.get((name, cents), 0) + count', to: 'count' },
    ],
    edges: {
      'same article':
        '1 tea 150|2 cake 400|3 tea 150|1 tea 140|1 cake 400|receipt|total|2 tea 140|receipt|next|receipt',
      widths: 'receipt|100 strawberry 99999|1 a 1|12 tea 5|receipt|next|1 bun 80|receipt|receipt',
    },
    command: ({ basket }, [word], total) => {
      if (word !== 'receipt') return null;
      const same = (one: { name: string; cents: number }, other: { name: string; cents: number }) =>
        one.name === other.name && one.cents === other.cents;
      const firsts = basket.filter((sale, place) => basket.findIndex((other) => same(sale, other)) === place);
      const line = (count: string, name: string, cents: number) =>
        `${count.padStart(3)} ${name.padEnd(10)}${money(cents).padStart(9)}`;
      const rows = firsts.map((sale) => {
        const count = basket.filter((other) => same(sale, other)).reduce((sum, other) => sum + other.count, 0);
        return line(String(count), sale.name, count * sale.cents);
      });
      return [...rows, '='.repeat(23), line('', 'total', total)];
    },
  },
  {
    about: 'the close of the day',
    words: ['close', 'next', 'next', 'next'],
    shown: '1 tea 150|2 cake 400|next|1 bun 80|close',
    before: BEFORE,
    text: [
      '"close" ends the present customer as next does and prints "N customers, X": how many customers since the beginning or the last close had something in the basket when they ended, and the sum of their totals at that time. If there were any, a second line "best: NAME (PIECES)" names the article with most pieces in those baskets, among equals the first by alphabet. Then it counts from 0 again.',
      'Then, the evening: "close" finishes the customer who is there, like next does, and prints "3 customers, 12.50", the number of customers and what all of them paid (their totals when they were finished). A customer who has nothing in the basket at the end is none. If it was not an idle day, print a second line "best: tea (14)" with the article that went over the counter most often, in pieces, and in case of a tie take the one that comes first in the alphabet. Afterwards the counting begins anew.',
      'The command "close" finishes the current customer in the same way as next and prints "N customers, X", with the number of customers finished with a non-empty basket since the start or the preceding close and the sum of their totals upon finishing. Provided that N is positive, a line "best: NAME (PIECES)" follows, giving the article with the greatest number of pieces in these baskets, alphabetically first in case of a tie. All counts are then reset.',
    ],
    cases: ['idle customers', 'closed twice', 'drawn again'],
    program: `
customers = 0
takings = 0
pieces = {}

def leave():
    global customers, takings
    if not basket:
        return
    customers += 1
    takings += total()
    for count, name, _ in basket:
        pieces[name] = pieces.get(name, 0) + count

def also(words):
    global customers, takings
    if words != ['close']:
        return False
    next_customer()
    print(f'{customers} customers, {money(takings)}')
    if pieces:
        best = min(pieces, key=lambda name: (-pieces[name], name))
        print(f'best: {best} ({pieces[best]})')
    customers = takings = 0
    pieces.clear()
    return True
`,
    other: `
from collections import Counter

finished = []

def leave():
    sold = Counter()
    for sale in basket:
        sold[sale[1]] += sale[0]
    if sold:
        finished.append((total(), sold))

def also(words):
    if len(words) != 1 or words[0] != 'close':
        return False
    next_customer()
    print(len(finished), 'customers,', money(sum(amount for amount, _ in finished)))
    overall = Counter()
    for _, sold in finished:
        overall.update(sold)
    for name in sorted(overall):
        if overall[name] == max(overall.values()):
            print('best:', name, '(' + str(overall[name]) + ')')
            break
    finished.clear()
    return True
`,
    slips: [
      { why: 'A customer without sales does not count', from: '    if not basket:\n        return\n', to: '' },
      { why: 'Among equals the first by alphabet is best', from: '(-pieces[name], name)', to: '-pieces[name]' },
      { why: 'After the close it counts from 0', from: '    customers = takings = 0\n', to: '' },
    ],
    edges: {
      'idle customers': 'next|next|close|1 tea 150|next|next|2 bun 80|total|next|close|next|3 tea 1|close',
      'closed twice':
        '2 tea 150|1 bun 70|next|1 bun 70|close|close|1 milk 99|1 apple 50|close|5 cake 10|3 tea 20|next|2 tea 20|close',
    },
    command: (till, [word], _, end) => {
      if (word !== 'close') return null;
      end();
      const { customers } = till;
      till.customers = [];
      const sales = customers.flatMap((customer) => customer.sales);
      const names = [...new Set(sales.map(({ name }) => name))].toSorted();
      const pieces = names.map((wanted) =>
        sales.reduce((sum, { name, count }) => sum + (name === wanted ? count : 0), 0),
      );
      const most = Math.max(...pieces);
      const takings = customers.reduce((sum, { cents }) => sum + cents, 0);
      const best = names.length === 0 ? [] : [`best: ${names[pieces.indexOf(most)]} (${most})`];
      return [`${customers.length} customers, ${money(takings)}`, ...best];
    },
  },
];
