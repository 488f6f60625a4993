/** Exact decimals for the families' own answers: whole numbers scaled by a power of ten, so that no rounding hides. */

/** `numerator / denominator` (denominator > 0) rounded to a whole number, halves away from zero. */
export function divideHalfUp(numerator: number, denominator: number): number {
  const size = Math.floor((2 * Math.abs(numerator) + denominator) / (2 * denominator));
  return numerator < 0 && size > 0 ? -size : size;
}

/** `scaled / 10^digits` written with all its digits: `decimalText(-1205, 2)` is `-12.05`. */
export function decimalText(scaled: number, digits: number): string {
  const text = String(Math.abs(scaled)).padStart(digits + 1, '0');
  const sign = scaled < 0 ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Reads `-12.5` with `digits` 2 as `-1250`; more decimals than `digits` are not expected. */
export function scaledNumber(text: string, digits: number): number {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const size = Number((whole || '0') + fraction.padEnd(digits, '0'));
  return text.startsWith('-') && size > 0 ? -size : size;
}
