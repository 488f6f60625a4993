/** Amounts as people type them. */

import { type Cents, cents } from '../../../server/kernel/money.ts';

/** `120`, `1,250` or `99.5` as cents; null: no amount. */
export function centsOf(text: string): Cents | null {
  const [, whole, part = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/,(?=\d{3}\b)/g, '')) ?? [];
  if (whole === undefined) return null;
  return cents(Number(whole) * 100 + Number(part.padEnd(2, '0')));
}

/** What a field starts with. */
export const amountText = (given: number): string =>
  given % 100 === 0 ? String(given / 100) : (given / 100).toFixed(2);
