/** Second solutions of the family `cart-pricing`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const checkout = `
function freeCents(lines) {
  const byPrice = new Map();
  for (const { unitCents, quantity } of lines) byPrice.set(unitCents, (byPrice.get(unitCents) ?? 0) + quantity);
  const units = [...byPrice.values()].reduce((sum, count) => sum + count, 0);
  let free = (units - (units % 3)) / 3;
  let cents = 0;
  for (const price of [...byPrice.keys()].sort((a, b) => a - b)) {
    const taken = Math.min(free, byPrice.get(price));
    cents += taken * price;
    free -= taken;
  }
  return cents;
}

function percentOf(cents, percent) {
  const hundredths = cents * percent + 50;
  return (hundredths - (hundredths % 100)) / 100;
}

function checkout(cart, offers) {
  const { lines, coupon } = cart;
  const subtotalCents = lines.map(({ quantity, unitCents }) => quantity * unitCents).reduce((a, b) => a + b, 0);
  const bundleCents = offers.threeForTwo
    .map((category) => freeCents(lines.filter((line) => line.category === category)))
    .reduce((a, b) => a + b, 0);
  const afterBundle = subtotalCents - bundleCents;
  const best = [...offers.tiers].sort((a, b) => b.percent - a.percent).find((tier) => tier.fromCents <= afterBundle);
  const tierCents = best ? percentOf(afterBundle, best.percent) : 0;
  const afterTier = afterBundle - tierCents;
  const [offer] = offers.coupons.filter(({ code, minimumCents }) => code === coupon && minimumCents <= afterTier);
  const couponCents = offer ? Math.min(offer.offCents, afterTier) : 0;
  const afterCoupon = afterTier - couponCents;
  const ships = lines.some(({ quantity }) => quantity > 0) && afterCoupon < offers.freeShippingFromCents;
  const shippingCents = ships ? offers.shippingCents : 0;
  return { subtotalCents, bundleCents, tierCents, couponCents, shippingCents, totalCents: afterCoupon + shippingCents };
}
module.exports = { checkout };
`;

const voucher = `
function splitVoucher(lines, voucherCents) {
  const amounts = lines.map(({ giftCard, quantity, unitCents }) => (giftCard ? 0 : quantity * unitCents));
  let sum = 0;
  for (const amount of amounts) sum += amount;
  const voucher = voucherCents > sum ? sum : voucherCents;
  if (voucher === 0) return amounts.map(() => 0);
  const fractions = amounts.map((amount) => (voucher * amount) % sum);
  const whole = amounts.map((amount, index) => (voucher * amount - fractions[index]) / sum);
  const left = voucher - whole.reduce((a, b) => a + b, 0);
  // How many lines are served before this one tells whether a cent is left for it.
  const before = (index) =>
    fractions.filter((other, at) => other > fractions[index] || (other === fractions[index] && at < index)).length;
  return whole.map((cents, index) => (before(index) < left ? cents + 1 : cents));
}
module.exports = { splitVoucher };
`;

export const cartPricingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'cart-pricing-1': {
    how: 'Counts units by price instead of listing them, and sorts the tiers instead of keeping the best.',
    program: checkout,
    requirements: {
      'Every amount is an integer number of cents': ['small cart', 'large cart'],
      'subtotalCents = sum of quantity': ['small cart', 'large cart'],
      'Quantities are 0 or more': ['only zero quantities'],
      'take all single units': ['three for two over lines', 'categories stay apart', 'random cart'],
      'always the cheapest units': ['three for two over lines', 'three books and a coupon', 'large cart'],
      'The sum over all categories is bundleCents': ['random cart', 'large cart'],
      'given in any order': ['tier after three for two', 'tiers in any order'],
      'the highest percent counts': ['tiers in any order', 'exactly at a tier'],
      'half a cent up': ['half a cent goes up'],
      'No tier reached': ['small cart'],
      'case sensitive': ['exactly at a tier'],
      'It counts only if the code exists': ['coupon minimum after tier', 'coupon below minimum'],
      'never more than the remainder': ['coupon larger than the rest', 'random cart with big coupon'],
      'an unknown code is not an error': ['unknown coupon'],
      'free if the remainder after step 4': ['coupon costs free shipping', 'empty cart', 'only zero quantities'],
      'totalCents is what the customer pays': ['small cart', 'random cart'],
    },
  },
  'cart-pricing-2': {
    how: 'Gives each line its cent by how many lines are served before it, without sorting.',
    program: voucher,
    requirements: {
      'list of integers': ['even split', 'random order', 'large order'],
      'Lines with giftCard true': ['only gift cards', 'gift card in the middle'],
      'is cut to that sum': ['voucher above the sum'],
      'cut down to whole cents': ['even split', 'random order', 'large order'],
      'one each to the lines with the largest': [
        'one cent left',
        'largest fraction is last',
        'two cents left',
        'more lines than cents',
      ],
      'the line that stands earlier': ['tie goes to the earlier line', 'one cent left'],
      'If nothing can be discounted': ['no lines', 'only gift cards', 'no voucher', 'all amounts zero'],
      'The results always add up': ['large order', 'random order', 'more lines than cents'],
    },
  },
};
