/** Two extensions of the family `growing-tills` that go over the sales of a basket: taxes and voids. */

import { BEFORE, money, type Pricing, plainTotal, type Till, TOTAL } from './growing-tills.model.ts';

const OTHER_TOTAL = `
def begin():
    return None

def total():
    amount = 0
    for sale in basket:
        amount += sale[0] * sale[2]
    return amount
`;

function taxes({ basket, settings }: Till): string[] {
  const rateOf = (name: string) => settings[name]?.[0] ?? 20;
  const rates = [...new Set(basket.map(({ name }) => rateOf(name)))].toSorted((a, b) => a - b);
  return rates.map((rate) => {
    const gross = plainTotal({ basket: basket.filter(({ name }) => rateOf(name) === rate) } as Till);
    const tax = Math.round((gross * rate) / (100 + rate));
    return `${rate}%: net ${money(gross - tax)}, tax ${money(tax)}`;
  });
}

/** Takes pieces off, the latest first. */
function takenOff(till: Till, name: string, count: number): readonly string[] {
  const sales = till.basket.filter((sale) => sale.name === name).toReversed();
  if (sales.reduce((sum, sale) => sum + sale.count, 0) < count) return ['not sold'];
  let rest = count;
  for (const sale of sales) {
    const off = Math.min(rest, sale.count);
    sale.count -= off;
    rest -= off;
  }
  till.basket = till.basket.filter((sale) => sale.count > 0);
  return [];
}

export const basketPricings: readonly Pricing[] = [
  {
    about: 'value added tax',
    words: ['rate tea 7', 'tax', 'tax', 'rate cake 0', 'rate milk 7'],
    shown: '2 tea 600|tax',
    forgets: false,
    before: BEFORE,
    text: [
      'Prices include tax. "rate NAME N" sets the rate of an article in per cent (without it: 20), for good, and prints nothing. "tax" prints for the present customer a line "7%: net 9.35, tax 0.65" for each rate that occurs, in ascending order; nothing for an empty basket. The tax is sum * rate / (100 + rate) over all sales of that rate together, rounded to cents, half a cent up; net is the rest. The rates in force when tax is asked count.',
      'First, the tax. It is in the prices already. "rate tea 7" says that tea has seven per cent, from now until I say otherwise, and prints nothing; whatever has no rate has 20. Then "tax" should print a line like "7%: net 9.35, tax 0.65" for each rate in the present basket, low rates first (no line if nothing is sold). Add up all sales of a rate, take rate / (100 + rate) of that as tax, to the cent with half cents up, and the remainder is net. What counts are the rates at the time I ask.',
      'Prices are inclusive of tax. The command "rate NAME N" permanently sets the tax rate of an article, which is 20 per cent by default, without output. The command "tax" prints, per rate occurring in the current basket and in ascending order, a line of the form "7%: net 9.35, tax 0.65", hence none for an empty basket. The tax equals the summed sales of the rate times rate / (100 + rate), rounded to cents, halves upward; net is the difference. Rates apply as of the time of the command.',
    ],
    cases: ['several rates', 'rates changed', 'drawn'],
    program: `
rates = {}
${TOTAL}
def more(words):
    if words[:1] == ['rate']:
        rates[words[1]] = int(words[2])
        return True
    if words != ['tax']:
        return False
    sums = {}
    for count, name, cents in basket:
        rate = rates.get(name, 20)
        sums[rate] = sums.get(rate, 0) + count * cents
    for rate, cents in sorted(sums.items()):
        tax = (2 * cents * rate + 100 + rate) // (2 * (100 + rate))
        print(f'{rate}%: net {money(cents - tax)}, tax {money(tax)}')
    return True
`,
    other: `
from collections import defaultdict
from fractions import Fraction
from itertools import groupby

rates = defaultdict(lambda: 20)
${OTHER_TOTAL}
def taxed(rate, group):
    gross = sum(sale[0] * sale[2] for sale in group)
    tax = int(gross * Fraction(rate, 100 + rate) + Fraction(1, 2))
    print(str(rate) + '%: net ' + money(gross - tax) + ', tax ' + money(tax))

def more(words):
    if words == ['tax']:
        by_rate = lambda sale: rates[sale[1]]
        for rate, group in groupby(sorted(basket, key=by_rate), key=by_rate):
            taxed(rate, group)
        return True
    if len(words) == 3 and words[0] == 'rate':
        rates[words[1]] = int(words[2])
        return True
    return False
`,
    slips: [
      {
        why: 'The tax is part of the price',
        from: '(2 * cents * rate + 100 + rate) // (2 * (100 + rate))',
        to: '(cents * rate + 50) // 100',
      },
      {
        why: 'Half a cent of tax is rounded up',
        from: '(2 * cents * rate + 100 + rate) // (2 * (100 + rate))',
        to: 'cents * rate // (100 + rate)',
      },
      { why: 'Rates are in ascending order', from: 'in sorted(sums.items())', to: 'in sums.items()' },
    ],
    edges: {
      'several rates': 'tax|rate tea 7|rate milk 0|3 cake 119|2 tea 107|1 bun 45|4 milk 80|1 tea 33|tax|total|next|tax',
      'rates changed':
        '1 tea 1000|1 bun 250|tax|rate tea 5|tax|rate bun 5|tax|next|5 tea 21|1 cake 3|tax|rate tea 100|1 tea 1|tax',
    },
    total: plainTotal,
    command: (till, words) => {
      if (words[0] === 'tax') return taxes(till);
      if (words[0] !== 'rate') return null;
      till.settings = { ...till.settings, [words[1] ?? '']: [Number(words[2])] };
      return [];
    },
  },
  {
    about: 'voided sales',
    words: ['void', 'void tea 2', 'void cake 1', 'void bun 4'],
    shown: '2 tea 150|1 bun 80|void|total',
    forgets: false,
    before: BEFORE,
    text: [
      '"void" takes back the latest sale of the present customer that is still there. "void NAME N" takes back N pieces (1 or more) of that article, from the latest sales of it first and going back as far as needed; with fewer than N pieces sold nothing changes. Where nothing can be taken back "not sold" is printed, otherwise nothing.',
      'First, mistakes: "void" removes the last sale rung up, and again the one before, until the basket is empty. "void tea 2" gives back two teas (any number from 1), beginning with the teas rung up last, and going on to earlier ones if those were fewer. If the customer has not got as many teas, leave everything as it is. Print "not sold" if there is nothing to take back or not enough, and nothing if it worked.',
      'The command "void" cancels the most recent remaining sale of the current customer. The command "void NAME N" (N at least 1) cancels N pieces of the article, drawn from its most recent sales backwards. If the basket is empty, or contains fewer than N such pieces, "not sold" is printed and nothing changes; otherwise there is no output.',
    ],
    cases: ['void again', 'pieces taken back', 'drawn'],
    program: `${TOTAL}
def take_back(name, wanted):
    if sum(count for count, other, _ in basket if other == name) < wanted:
        print('not sold')
        return
    for place in reversed(range(len(basket))):
        count, other, cents = basket[place]
        if other == name and wanted > 0:
            taken = min(count, wanted)
            wanted -= taken
            basket[place] = (count - taken, name, cents)
    basket[:] = [sale for sale in basket if sale[0] > 0]

def more(words):
    if words[:1] != ['void']:
        return False
    if len(words) == 3:
        take_back(words[1], int(words[2]))
    elif basket:
        basket.pop()
    else:
        print('not sold')
    return True
`,
    other: `${OTHER_TOTAL}
def more(words):
    if not words or words[0] != 'void':
        return False
    kept, open_pieces = [], 1
    if len(words) == 3:
        open_pieces = int(words[2])
        for count, name, cents in basket[::-1]:
            while name == words[1] and count and open_pieces:
                count -= 1
                open_pieces -= 1
            if count:
                kept.insert(0, (count, name, cents))
    elif basket:
        kept, open_pieces = basket[:-1], 0
    if open_pieces:
        print('not sold')
    else:
        basket.clear()
        basket.extend(kept)
    return True
`,
    slips: [
      {
        why: 'The latest pieces are taken back first',
        from: 'in reversed(range(len(basket))):',
        to: 'in range(len(basket)):',
      },
      {
        why: 'Nothing changes with too few pieces',
        from: "        print('not sold')\n        return\n",
        to: "        print('not sold')\n",
      },
      {
        why: 'A sale without pieces is no sale any more',
        from: 'basket[:] = [sale for sale in basket if sale[0] > 0]',
        to: 'return',
      },
    ],
    edges: {
      'void again': 'void|1 tea 100|2 bun 50|void|total|void|total|void|3 tea 70|void|next|void|void x 1|total',
      'pieces taken back':
        '3 tea 100|1 cake 300|2 tea 130|void tea 3|total|void tea 3|total|void tea 2|void tea 1|void|total|void|void cake 1|2 bun 45|1 milk 9|void milk 1|void|total',
    },
    total: plainTotal,
    command: (till, [word, name, count]) => {
      if (word !== 'void') return null;
      if (name !== undefined) return takenOff(till, name, Number(count));
      return till.basket.pop() === undefined ? ['not sold'] : [];
    },
  },
];
