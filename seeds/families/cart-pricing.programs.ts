/** Reference and wrong programs of the family `cart-pricing`. */

import { edited, type WrongProgram } from './family.ts';

export const checkoutReference = `
function checkout(cart, offers) {
  const halfUp = (numerator, denominator) => Math.floor((2 * numerator + denominator) / (2 * denominator));
  const subtotalCents = cart.lines.reduce((sum, line) => sum + line.quantity * line.unitCents, 0);
  let bundleCents = 0;
  for (const category of new Set(offers.threeForTwo)) {
    const units = [];
    for (const line of cart.lines) {
      if (line.category !== category) continue;
      for (let unit = 0; unit < line.quantity; unit += 1) units.push(line.unitCents);
    }
    units.sort((a, b) => a - b);
    const free = Math.floor(units.length / 3);
    for (let index = 0; index < free; index += 1) bundleCents += units[index];
  }
  let remaining = subtotalCents - bundleCents;
  let tierPercent = 0;
  for (const tier of offers.tiers) {
    if (remaining >= tier.fromCents && tier.percent > tierPercent) tierPercent = tier.percent;
  }
  const tierCents = halfUp(remaining * tierPercent, 100);
  remaining -= tierCents;
  const coupon = cart.coupon === null ? undefined : offers.coupons.find((other) => other.code === cart.coupon);
  let couponCents = 0;
  if (coupon && remaining >= coupon.minimumCents) couponCents = Math.min(coupon.offCents, remaining);
  remaining -= couponCents;
  const empty = cart.lines.every((line) => line.quantity === 0);
  const shippingCents = empty || remaining >= offers.freeShippingFromCents ? 0 : offers.shippingCents;
  return { subtotalCents, bundleCents, tierCents, couponCents, shippingCents, totalCents: remaining + shippingCents };
}
module.exports = { checkout };
`;

export const checkoutWrong: readonly WrongProgram[] = [
  {
    name: 'free-per-line',
    why: 'Three for two is counted inside each line instead of over the whole category.',
    program: edited(
      checkoutReference,
      'for (let unit = 0; unit < line.quantity; unit += 1) units.push(line.unitCents);',
      'bundleCents += Math.floor(line.quantity / 3) * line.unitCents;',
    ),
  },
  {
    name: 'tier-on-subtotal',
    why: 'The tier is chosen by the subtotal before the three-for-two units are taken off.',
    program: edited(checkoutReference, 'remaining >= tier.fromCents', 'subtotalCents >= tier.fromCents'),
  },
  {
    name: 'rounds-down',
    why: 'Half cents of the tier discount are not rounded up.',
    program: edited(
      checkoutReference,
      'halfUp(remaining * tierPercent, 100)',
      'Math.floor((remaining * tierPercent) / 100)',
    ),
  },
  {
    name: 'shipping-before-coupon',
    why: 'Free shipping is decided before the coupon is taken off.',
    program: edited(
      checkoutReference,
      'remaining >= offers.freeShippingFromCents',
      'remaining + couponCents >= offers.freeShippingFromCents',
    ),
  },
];

export const voucherReference = `
function splitVoucher(lines, voucherCents) {
  const amounts = lines.map((line) => (line.giftCard ? 0 : line.quantity * line.unitCents));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const voucher = Math.min(voucherCents, total);
  if (voucher === 0) return lines.map(() => 0);
  const shares = amounts.map((amount) => Math.floor((amount * voucher) / total));
  let left = voucher - shares.reduce((sum, share) => sum + share, 0);
  const order = amounts.map((_, index) => index);
  order.sort((a, b) => ((amounts[b] * voucher) % total) - ((amounts[a] * voucher) % total) || a - b);
  for (const index of order) {
    if (left === 0) break;
    shares[index] += 1;
    left -= 1;
  }
  return shares;
}
module.exports = { splitVoucher };
`;

export const voucherWrong: readonly WrongProgram[] = [
  {
    name: 'rounds-each-share',
    why: 'Each share is rounded by itself, so the shares do not add up to the voucher.',
    program: `
function splitVoucher(lines, voucherCents) {
  const amounts = lines.map((line) => (line.giftCard ? 0 : line.quantity * line.unitCents));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const voucher = Math.min(voucherCents, total);
  if (voucher === 0) return lines.map(() => 0);
  return amounts.map((amount) => Math.round((amount * voucher) / total));
}
`,
  },
  {
    name: 'rest-on-first-line',
    why: 'All left-over cents go to the first lines, not to the largest fractions.',
    program: edited(
      voucherReference,
      '((amounts[b] * voucher) % total) - ((amounts[a] * voucher) % total) || a - b',
      'a - b',
    ),
  },
  {
    name: 'voucher-not-capped',
    why: 'A voucher above the value of the goods gives lines more than they cost.',
    program: edited(voucherReference, 'Math.min(voucherCents, total)', 'total === 0 ? 0 : voucherCents'),
  },
  {
    name: 'gift-cards-share',
    why: 'Gift cards take part although vouchers do not apply to them.',
    program: edited(voucherReference, 'line.giftCard ? 0 : ', ''),
  },
];
