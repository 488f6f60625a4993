/** Task family: shop money in whole cents (checkout rules, splitting a voucher over lines). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { cartPricingAnswers } from './cart-pricing.answers.ts';
import { checkoutReference, checkoutWrong, voucherReference, voucherWrong } from './cart-pricing.programs.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';

const FAMILY = 'cart-pricing';

const checkoutPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Checkout price calculation with 3-for-2, tiers, coupon and shipping',
  description: `
Our web shop needs its price rules in one clean function so that web and app show the same total. Please deliver solution.js with checkout(cart, offers). Every amount is an integer number of cents, in and out.

cart: {"lines":[{"sku":"A","category":"books","unitCents":1250,"quantity":2}], "coupon":"SAVE5" or null}
offers: {"threeForTwo":["books"], "tiers":[{"fromCents":5000,"percent":10}], "coupons":[{"code":"SAVE5","minimumCents":2000,"offCents":500}], "freeShippingFromCents":4000, "shippingCents":490}

Apply the rules in this order:
1. subtotalCents = sum of quantity x unitCents. Quantities are 0 or more.
2. Three for two: in each category listed, take all single units of all its lines together. For every full three units one is free, and it is always the cheapest units of the category that are free (7 units: the 2 cheapest). The sum over all categories is bundleCents.
3. Tier: what remains after step 2 is compared with the tiers, given in any order. Of the tiers with fromCents <= remainder the highest percent counts (only one). tierCents = that percent of the remainder, rounded to the cent, half a cent up. No tier reached: 0.
4. Coupon: case sensitive. It counts only if the code exists (codes are unique) and the remainder after step 3 is at least minimumCents. couponCents = offCents, but never more than the remainder. Otherwise 0; an unknown code is not an error.
5. Shipping: free if the remainder after step 4 is at least freeShippingFromCents or if the cart has no units at all; otherwise shippingCents.

Return {"subtotalCents","bundleCents","tierCents","couponCents","shippingCents","totalCents"}; the three discounts are given as positive numbers, totalCents is what the customer pays.

Please no floating point surprises. Percentages are whole numbers.`,
  skills: ['JavaScript', 'eCommerce', 'Node.js', 'Shopping Carts'],
  bracket: 'simple',
  postedPriceCents: 12_000,
  estimatedMinutes: 60,
};

type CartLine = { sku: string; category: string; unitCents: number; quantity: number };
type Cart = { lines: CartLine[]; coupon: string | null };
type Offers = {
  threeForTwo: string[];
  tiers: { fromCents: number; percent: number }[];
  coupons: { code: string; minimumCents: number; offCents: number }[];
  freeShippingFromCents: number;
  shippingCents: number;
};

/** Works on price points (cheapest first) with counts, and rounds in integers by remainders. */
function checkout(cart: Cart, offers: Offers): Json {
  const subtotalCents = cart.lines.map((line) => line.quantity * line.unitCents).reduce((a, b) => a + b, 0);
  let bundleCents = 0;
  for (const category of offers.threeForTwo) {
    const own = cart.lines.filter((line) => line.category === category).toSorted((a, b) => a.unitCents - b.unitCents);
    let free = Math.trunc(own.reduce((sum, line) => sum + line.quantity, 0) / 3);
    for (const line of own) {
      const taken = Math.min(free, line.quantity);
      bundleCents += taken * line.unitCents;
      free -= taken;
    }
  }
  const afterBundle = subtotalCents - bundleCents;
  const reached = offers.tiers.filter((tier) => tier.fromCents <= afterBundle).map((tier) => tier.percent);
  const hundredths = afterBundle * Math.max(0, ...reached);
  const tierCents = (hundredths - (hundredths % 100)) / 100 + (hundredths % 100 >= 50 ? 1 : 0);
  const afterTier = afterBundle - tierCents;
  const offer = offers.coupons.find(({ code, minimumCents }) => code === cart.coupon && minimumCents <= afterTier);
  const couponCents = Math.min(afterTier, offer?.offCents ?? 0);
  const paid = afterTier - couponCents;
  const hasUnits = cart.lines.some((line) => line.quantity > 0);
  const shippingCents = hasUnits && paid < offers.freeShippingFromCents ? offers.shippingCents : 0;
  return { subtotalCents, bundleCents, tierCents, couponCents, shippingCents, totalCents: paid + shippingCents };
}

const OFFERS: Offers = {
  threeForTwo: ['books', 'games'],
  tiers: [
    { fromCents: 5_000, percent: 5 },
    { fromCents: 20_000, percent: 15 },
    { fromCents: 10_000, percent: 10 },
  ],
  coupons: [
    { code: 'SAVE5', minimumCents: 2_000, offCents: 500 },
    { code: 'BIG', minimumCents: 0, offCents: 9_900 },
  ],
  freeShippingFromCents: 4_000,
  shippingCents: 490,
};

const line = (category: string, unitCents: number, quantity: number): CartLine => ({
  sku: `${category}-${unitCents}`,
  category,
  unitCents,
  quantity,
});

function randomCart(random: Chance, count: number, coupon: string | null): { cart: Cart; offers: Offers } {
  const lines = Array.from({ length: count }, () =>
    line(random.pick(['books', 'games', 'food', 'toys']), 1 + random.below(2_500), random.below(5)),
  );
  const offers = { ...OFFERS, threeForTwo: random.pick([['books'], ['toys', 'food'], []]) };
  return { cart: { lines, coupon }, offers };
}

function checkoutProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'checkout');
  const one = (name: string, coupon: string | null, ...lines: CartLine[]) => ({
    name,
    args: [{ lines, coupon }, OFFERS] as [Cart, Offers],
  });
  const drawn = (name: string, count: number, coupon: string | null) => {
    const { cart, offers } = randomCart(random, count, coupon);
    return { name, args: [cart, offers] as [Cart, Offers] };
  };
  return javascriptFunction<[Cart, Offers]>(checkoutPosting, {
    entry: 'checkout',
    answer: checkout,
    visible: [
      one('small cart', null, line('food', 1_250, 2)),
      one('three books and a coupon', 'SAVE5', line('books', 1_500, 3), line('food', 2_600, 1)),
    ],
    hidden: [
      one('empty cart', 'BIG'),
      one('only zero quantities', null, line('food', 999, 0)),
      one('three for two over lines', null, line('books', 1_500, 1), line('books', 900, 1), line('books', 700, 5)),
      one('categories stay apart', null, line('books', 1_000, 2), line('games', 3_000, 2), line('food', 10, 9)),
      one('half a cent goes up', null, line('food', 5_010, 1)),
      one('tier after three for two', null, line('books', 2_000, 3), line('food', 900, 1)),
      one('tiers in any order', null, line('food', 20_000, 1)),
      one('exactly at a tier', 'save5', line('food', 10_000, 1)),
      one('coupon minimum after tier', 'SAVE5', line('food', 2_000, 1)),
      one('coupon below minimum', 'SAVE5', line('food', 1_999, 1)),
      one('coupon larger than the rest', 'BIG', line('food', 4_500, 1)),
      one('coupon costs free shipping', 'SAVE5', line('food', 4_499, 1)),
      one('unknown coupon', 'NOPE', line('food', 4_000, 1)),
      drawn('random cart', 6, 'SAVE5'),
      drawn('random cart with big coupon', 5, 'BIG'),
      drawn('large cart', 300, 'SAVE5'),
    ],
    reference: checkoutReference,
    wrong: checkoutWrong,
  });
}

const voucherPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Split a voucher over order lines to the cent (largest remainder)',
  description: `
For refunds our accountant needs to know how much of a voucher belongs to each order line. Rounding every line alone leaves us with missing cents every month, so it has to be done properly.

File solution.js, function splitVoucher(lines, voucherCents).

lines: [{"sku":"A","unitCents":333,"quantity":3,"giftCard":false}, ...]
Result: list of integers, the cents of discount for each line, in the order of the lines.

1. The amount of a line is quantity x unitCents (both whole numbers, 0 or more). Lines with giftCard true get 0 and are left out of everything below.
2. A voucher worth more than the sum of the amounts is cut to that sum.
3. Every line gets voucher x amount / sum, cut down to whole cents. The cents left over are given out one each to the lines with the largest cut-off fractions. Equal fractions: the line that stands earlier goes first.
4. If nothing can be discounted (no lines, only gift cards, all amounts 0, voucher 0) every line gets 0.

The results always add up to the voucher (after the cut of point 2). Amounts stay below 100 million cents in sum and vouchers below 10 million, so ordinary numbers are exact if you compare fractions as integers.

Example: three lines of 100 cents each and a voucher of 100 give [34,33,33].`,
  skills: ['JavaScript', 'eCommerce', 'Accounting'],
  bracket: 'micro',
  postedPriceCents: 3_000,
  estimatedMinutes: 25,
};

type OrderLine = { sku: string; unitCents: number; quantity: number; giftCard: boolean };

/** Hands out the left-over cents one by one, each time searching the largest fraction still unserved, in big integers. */
function splitVoucher(lines: OrderLine[], voucherCents: number): Json {
  const amounts = lines.map((item) => (item.giftCard ? 0n : BigInt(item.quantity) * BigInt(item.unitCents)));
  const sum = amounts.reduce((a, b) => a + b, 0n);
  const voucher = BigInt(voucherCents) > sum ? sum : BigInt(voucherCents);
  if (voucher === 0n) return lines.map(() => 0);
  const shares = amounts.map((amount) => (voucher * amount) / sum);
  const fractions = amounts.map((amount) => (voucher * amount) % sum);
  for (let left = voucher - shares.reduce((a, b) => a + b, 0n); left > 0n; left -= 1n) {
    let best = 0;
    fractions.forEach((fraction, index) => {
      if (fraction > (fractions[best] ?? -1n)) best = index;
    });
    shares[best] = (shares[best] ?? 0n) + 1n;
    fractions[best] = -1n;
  }
  return shares.map(Number);
}

function voucherProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'voucher');
  const one = (
    name: string,
    voucher: number,
    ...items: [unitCents: number, quantity: number, giftCard?: boolean][]
  ) => ({
    name,
    args: [
      items.map(([unitCents, quantity, giftCard = false], index) => ({
        sku: `S${index + 1}`,
        unitCents,
        quantity,
        giftCard,
      })),
      voucher,
    ] as [OrderLine[], number],
  });
  const drawn = (count: number) =>
    Array.from({ length: count }, (): [number, number, boolean] => [
      random.below(3_000),
      random.below(4),
      random.below(6) === 0,
    ]);
  return javascriptFunction<[OrderLine[], number]>(voucherPosting, {
    entry: 'splitVoucher',
    answer: splitVoucher,
    visible: [one('even split', 500, [1_000, 2], [1_500, 2]), one('one cent left', 100, [100, 1], [100, 1], [100, 1])],
    hidden: [
      one('no lines', 500),
      one('only gift cards', 500, [2_500, 1, true], [1_000, 2, true]),
      one('no voucher', 0, [100, 1], [200, 1]),
      one('all amounts zero', 300, [0, 4], [999, 0]),
      one('voucher above the sum', 9_999, [333, 3], [250, 2]),
      one('largest fraction is last', 100, [100, 1], [101, 1], [105, 1]),
      one('two cents left', 100, [700, 1], [100, 1], [400, 1], [300, 1]),
      one('gift card in the middle', 1_000, [1_234, 1], [5_000, 1, true], [777, 3]),
      one('tie goes to the earlier line', 5, [300, 1], [300, 1], [0, 1], [300, 1], [300, 1]),
      one('more lines than cents', 3, ...Array.from({ length: 8 }, (_, index): [number, number] => [100 + index, 1])),
      one('random order', 1 + random.below(2_000), ...drawn(9)),
      one('large order', 100_003, ...drawn(400)),
    ],
    reference: voucherReference,
    wrong: voucherWrong,
  });
}

/** Cart pricing: the checkout total; a voucher split to the cent. */
export const cartPricing: Family = {
  name: FAMILY,
  category: 'finance',
  answers: cartPricingAnswers,
  build: (seed) => [checkoutProject(seed), voucherProject(seed)],
};
