/** Money, times, counts and shares as this reader's locale writes them. Every figure that a person sees comes through here. */

const locale = undefined;

const moneyFormats = new Map<string, Intl.NumberFormat>();

function moneyFormat(currency: string, whole: boolean, sign: boolean): Intl.NumberFormat {
  const key = `${currency}/${whole}/${sign}`;
  const known = moneyFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(whole ? { maximumFractionDigits: 0 } : {}),
    ...(sign ? { signDisplay: 'exceptZero' as const } : {}),
  });
  moneyFormats.set(key, made);
  return made;
}

/** `$1,234.56`. */
export function money(cents: number, currency: string): string {
  return moneyFormat(currency, false, false).format(cents / 100);
}

/** `$1,235`, where cents would be noise; what is no whole amount below a hundred keeps them. */
export function shortMoney(cents: number, currency: string): string {
  const whole = cents % 100 === 0 || Math.abs(cents) >= 10_000;
  return moneyFormat(currency, whole, false).format(cents / 100);
}

const fineFormats = new Map<string, Intl.NumberFormat>();
/** `$0.0043`: what is less than a cent, as a cost for each of many things, and else as `$1.20`. */
export function fineMoney(cents: number, currency: string): string {
  if (cents === 0 || Math.abs(cents) >= 10) return money(cents, currency);
  const known =
    fineFormats.get(currency) ??
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: 4,
      maximumFractionDigits: 4,
    });
  fineFormats.set(currency, known);
  return known.format(cents / 100);
}

/** `+$12.00` or `-$3.50`. */
export function signedMoney(cents: number, currency: string): string {
  return moneyFormat(currency, false, true).format(cents / 100);
}

const bareAmounts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const dollarFormats = [2, 4].map(
  (digits) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'USD',
      maximumFractionDigits: digits,
      minimumFractionDigits: digits,
    }),
);
/** Millionths of a dollar, as `$0.0012` or `$3.40`: what a call of a model costs is often less than a cent. */
export function smallDollars(microUsd: number): string {
  return dollarFormats[microUsd < 1_000_000 && microUsd > 0 ? 1 : 0]?.format(microUsd / 1_000_000) ?? '';
}

/** As on Freelancer.com: `$30 - 250 USD`. */
export function budget(minCents: number, maxCents: number, currency: string): string {
  const whole = (cents: number): string => shortMoney(cents, currency);
  if (minCents === maxCents) return `${whole(maxCents)} ${currency}`;
  return `${whole(minCents)} - ${bareAmounts.format(maxCents / 100)} ${currency}`;
}

const counts = new Intl.NumberFormat(locale);
export const count = (value: number): string => counts.format(value);

const shortCounts = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
export const shortCount = (value: number): string => shortCounts.format(value);

const shares = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const wholeShares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
export const percent = (share: number): string => shares.format(share);
export const wholePercent = (share: number): string => wholeShares.format(share);

const decimals = new Map<number, Intl.NumberFormat>();
export function decimal(value: number, digits = 2): string {
  const known =
    decimals.get(digits) ??
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  decimals.set(digits, known);
  return known.format(value);
}

const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const clocks = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
/** Date and time of a moment in epoch milliseconds. */
export const moment = (at: number): string => moments.format(at);
export const clock = (at: number): string => clocks.format(at);
export const day = (at: number): string => days.format(at);

const DAY_MS = 86_400_000;
const axisSeconds = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const axisMinutes = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const axisDays = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' });
/** What stands below the marks of an axis of time: as much of each as tells it from its neighbours, the day below the first of each day. */
export function axisTimes(marks: readonly number[]): readonly string[] {
  const step = Math.min(...marks.slice(1).map((at, index) => at - (marks[index] ?? at)));
  if (step >= DAY_MS) return marks.map((at) => axisDays.format(at));
  const times = step < 60_000 ? axisSeconds : axisMinutes;
  return marks.map((at, index) => {
    const [today, before] = [axisDays.format(at), index === 0 ? '' : axisDays.format(marks[index - 1])];
    return today === before ? times.format(at) : `${times.format(at)}\n${today}`;
  });
}

const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const unitFormats = new Map<string, Intl.NumberFormat>();
function inUnit(value: number, unit: string): string {
  const known = unitFormats.get(unit) ?? new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' });
  unitFormats.set(unit, known);
  return known.format(value);
}

/** A length of time by its two largest units: `2d 4h`, `3m 20s`. */
export function duration(ms: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, ms);
  for (const [unit, size] of UNITS) {
    const value = Math.floor(rest / size);
    if (value > 0 || (unit === 'second' && parts.length === 0)) parts.push(inUnit(value, unit));
    else if (parts.length > 0) break;
    rest -= value * size;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

const agoFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
/** `3 min. ago`, `in 2 hr.` */
export function relative(ms: number): string {
  for (const [unit, size] of UNITS) {
    if (Math.abs(ms) >= size || unit === 'second') return agoFormat.format(Math.trunc(ms / size), unit);
  }
  return '';
}
