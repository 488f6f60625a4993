/** Amounts and shares as people type them: as this reader's locale writes them, or with a point, wherever nothing can be mistaken. */

import { type Cents, cents } from '../../server/kernel/money.ts';

/** A field begins with digits that it can read again, also where the locale has others. */
const DIGITS = { numberingSystem: 'latn' } as const;
const PLAIN = { ...DIGITS, useGrouping: false, maximumFractionDigits: 2 } as const;
const parts = new Intl.NumberFormat(undefined, DIGITS).formatToParts(12_345.5);
const GROUP = parts.find(({ type }) => type === 'group')?.value ?? '';
/** Whatever else parts thousands, there or elsewhere: it never stands before the cents. */
const SPACES = /(?<=\d)[\s'’\u00a0\u202f](?=\d{3}(?!\d))/g;

/**
 * `1,250`, `99.5` and `99,50` as text with a point. Two digits behind a point or comma are cents everywhere; three are thousands where the
 * locale parts thousands so, and nothing elsewhere: what may be either is no number. Null: none.
 */
function plainNumber(typed: string, group: string): string | null {
  const text = typed.trim().replace(SPACES, '');
  const [, whole = '', part = ''] = /^(\d{1,3}(?:[.,]\d{3})*|\d{1,10})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  const thousands = whole.match(/[.,]/g) ?? [];
  if (whole === '' || thousands.some((one) => one !== group)) return null;
  return `${whole.replace(/[.,]/g, '')}.${part.padEnd(1, '0')}`;
}

/** Null: no number of at most two digits behind the point. `group`: what parts thousands, where that is not the reader's own. */
export function typedNumber(typed: string, group = GROUP): number | null {
  const text = plainNumber(typed, group);
  return text === null ? null : Number(text);
}

/** Zero is an amount as well; null: none was typed. */
export function typedCents(typed: string): Cents | null {
  const value = typedNumber(typed);
  return value === null ? null : cents(Math.round(value * 100));
}

const whole = new Intl.NumberFormat(undefined, PLAIN);
const withCents = new Intl.NumberFormat(undefined, { ...PLAIN, minimumFractionDigits: 2 });

/** An amount as a field starts with it, to be typed on. */
export function amountText(given: number): string {
  return (given % 100 === 0 ? whole : withCents).format(given / 100);
}
