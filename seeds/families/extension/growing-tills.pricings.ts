/** Four extensions of the prices of the family `growing-tills`: rebates, deals, taxes and voids. */

import { basketPricings } from './growing-tills.basket-pricings.ts';
import { BEFORE, type Pricing, plainTotal, type Till } from './growing-tills.model.ts';

const REBATE = 'rebate';

function dealt({ basket, settings }: Till): number {
  return [...new Set(basket.map(({ name }) => name))].reduce((sum, wanted) => {
    const sales = basket.filter(({ name }) => name === wanted);
    const units = sales.flatMap(({ count, cents }) => Array.from({ length: count }, () => cents));
    const [size = 1, paid = 1] = settings[wanted] ?? [];
    const free = Math.floor(units.length / size) * (size - paid);
    return units
      .toSorted((a, b) => b - a)
      .slice(0, units.length - free)
      .reduce((all, cents) => all + cents, sum);
  }, 0);
}

export const pricings: readonly Pricing[] = [
  {
    about: 'rebates',
    words: ['rebate 10', 'rebate 5', 'rebate 33', 'rebate 0'],
    shown: '2 tea 150|rebate 10|total',
    forgets: true,
    before: BEFORE,
    text: [
      '"rebate N" (0 to 100) takes N per cent off the sum of the present customer: of everything, sold before or after. A new rebate replaces the old one, next ends it. The amount taken off is rounded to whole cents, half a cent up. Nothing is printed.',
      'First, rebates: after "rebate 10" the customer pays ten per cent less, on all that is sold to him, no matter if it was rung up before or after. Saying rebate again puts the new per cent (0 to 100) in place of the old; it is gone with the next customer. Round what is taken off to a cent, half cents upwards. It prints nothing.',
      'The command "rebate N" (N from 0 to 100) reduces the total of the current customer by N per cent of the whole sum, including later sales. It replaces a previous rebate and expires with the customer. The deduction is rounded to cents, halves upward. There is no output.',
    ],
    cases: ['half cents', 'rebates and customers', 'drawn'],
    program: `
rebate = 0

def begin():
    global rebate
    rebate = 0

def total():
    full = sum(count * cents for count, _, cents in basket)
    return full - (full * rebate + 50) // 100

def more(words):
    global rebate
    if words[:1] != ['rebate']:
        return False
    rebate = int(words[1])
    return True
`,
    other: `
from decimal import Decimal, ROUND_HALF_UP

share = {'off': Decimal(0)}

def begin():
    share['off'] = Decimal(0)

def total():
    amount = 0
    for sale in basket:
        amount += sale[0] * sale[2]
    return amount - int((share['off'] * amount).quantize(Decimal(1), ROUND_HALF_UP))

def more(words):
    found = len(words) == 2 and words[0] == 'rebate'
    if found:
        share['off'] = Decimal(words[1]) / 100
    return found
`,
    slips: [
      { why: 'Half a cent of rebate is rounded up', from: '(full * rebate + 50) // 100', to: 'full * rebate // 100' },
      { why: 'The next customer has no rebate', from: '    global rebate\n    rebate = 0\n', to: '    pass\n' },
      { why: 'A new rebate replaces the old one', from: 'rebate = int(words[1])', to: 'rebate += int(words[1])' },
    ],
    edges: {
      'half cents': '1 bun 5|rebate 10|total|rebate 30|total|rebate 50|total|1 bun 120|total|rebate 100|total',
      'rebates and customers':
        'rebate 20|3 tea 199|total|rebate 0|total|rebate 25|next|1 tea 199|total|rebate 7|1 cake 450|total',
    },
    total: (till) => plainTotal(till) - Math.round((plainTotal(till) * (till.settings[REBATE]?.[0] ?? 0)) / 100),
    command: (till, [word, percent]) => {
      if (word !== REBATE) return null;
      till.settings = { [REBATE]: [Number(percent)] };
      return [];
    },
  },
  {
    about: 'deals',
    words: ['deal tea 3 2', 'deal cake 2 1', 'deal tea 1 1', 'deal bun 5 3'],
    shown: 'deal tea 3 2|3 tea 150|total',
    forgets: false,
    before: BEFORE,
    text: [
      '"deal NAME N M": of every N pieces of that article (in one sale or several of the same customer) only M are paid; the cheapest of all its pieces are free, M less than N or equal. A deal is in force from then on for all customers, the present one with all that he has already; a new deal for the article replaces it. Nothing is printed.',
      'First, deals: "deal tea 3 2" means that for every three teas of a customer only two are paid, and it is the cheapest of his teas that cost nothing, if prices differ. It makes no difference whether they were rung up together. Deals stay for the customers after, and count for what the present one has in his basket already. Saying deal again for the article puts the new numbers in place of the old (2 2 is no deal at all). It prints nothing.',
      'The command "deal NAME N M" (M not above N) makes N - M pieces free of charge for every N complete pieces of the article sold to a customer, in whatever sales; the cheapest pieces of the article are the free ones. Deals apply at once, to the whole basket, and to all subsequent customers; a new deal of the article supersedes it. There is no output.',
    ],
    cases: ['several sales', 'deals replaced', 'drawn'],
    program: `
deals = {}

def begin():
    pass

def total():
    prices = {}
    for count, name, cents in basket:
        prices.setdefault(name, []).extend([cents] * count)
    amount = 0
    for name, each in prices.items():
        size, paid = deals.get(name, (1, 1))
        free = len(each) // size * (size - paid)
        amount += sum(sorted(each)[free:])
    return amount

def more(words):
    if words[:1] != ['deal']:
        return False
    deals[words[1]] = (int(words[2]), int(words[3]))
    return True
`,
    other: `
deals = []

def begin():
    return None

def saving(name, size, paid):
    cheapest = sorted((sale[2], sale[0]) for sale in basket if sale[1] == name)
    free = sum(count for _, count in cheapest) // size * (size - paid)
    saved = 0
    for cents, count in cheapest:
        taken = min(count, free)
        saved += taken * cents
        free -= taken
    return saved

def total():
    latest = {name: (size, paid) for name, size, paid in deals}
    full = sum(sale[0] * sale[2] for sale in basket)
    return full - sum(saving(name, *numbers) for name, numbers in latest.items())

def more(words):
    if len(words) == 4 and words[0] == 'deal':
        deals.append((words[1], int(words[2]), int(words[3])))
        return True
    return False
`,
    slips: [
      { why: 'The cheapest pieces are free', from: 'sorted(each)[free:]', to: 'each[free:]' },
      {
        why: 'A deal counts for every N pieces',
        from: 'len(each) // size * (size - paid)',
        to: '(size - paid) * (len(each) >= size)',
      },
      {
        why: 'A new deal replaces the old one',
        from: 'deals[words[1]] = (int(words[2]), int(words[3]))',
        to: 'deals.setdefault(words[1], (int(words[2]), int(words[3])))',
      },
    ],
    edges: {
      'several sales':
        'deal bun 3 2|1 bun 90|1 tea 200|1 bun 60|total|1 bun 75|total|8 bun 60|2 bun 20|total|next|2 bun 10|total',
      'deals replaced':
        '7 cake 100|total|deal cake 2 1|total|deal cake 7 1|total|deal cake 4 4|total|next|9 cake 5|deal cake 4 0|total',
    },
    total: dealt,
    command: (till, [word, name = '', ...numbers]) => {
      if (word !== 'deal') return null;
      till.settings = { ...till.settings, [name]: numbers.map(Number) };
      return [];
    },
  },
  ...basketPricings,
];
