/** Time zones for the families' own answers: rules of the years 2010 to 2030, apart from any time zone database. */

const HOUR = 60;
const DAY = 24 * HOUR;

/** Minutes since 1970 of the `nth` Sunday (1-based, 5 for the last) of a month, at 00:00. */
function sunday(year: number, month: number, nth: number): number {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = Date.UTC(year, month - 1, 1) / 60_000;
  const days = Array.from({ length }, (_, day) => first + day * DAY).filter((minute) => (minute / DAY + 4) % 7 === 0);
  return days[Math.min(nth, days.length) - 1] ?? 0;
}

interface Zone {
  /** Minutes ahead of UTC in standard time. */
  readonly standard: number;
  readonly summer: 'none' | 'europe' | 'america' | 'sydney';
}

const ZONES: Readonly<Record<string, Zone>> = {
  UTC: { standard: 0, summer: 'none' },
  'Asia/Tokyo': { standard: 9 * HOUR, summer: 'none' },
  'Asia/Kolkata': { standard: 5 * HOUR + 30, summer: 'none' },
  'America/Bogota': { standard: -5 * HOUR, summer: 'none' },
  'Europe/London': { standard: 0, summer: 'europe' },
  'Europe/Berlin': { standard: HOUR, summer: 'europe' },
  'Europe/Helsinki': { standard: 2 * HOUR, summer: 'europe' },
  'America/New_York': { standard: -5 * HOUR, summer: 'america' },
  'America/Chicago': { standard: -6 * HOUR, summer: 'america' },
  'America/Los_Angeles': { standard: -8 * HOUR, summer: 'america' },
  'Australia/Sydney': { standard: 10 * HOUR, summer: 'sydney' },
};

export const ZONE_NAMES: readonly string[] = Object.keys(ZONES);

function isSummer({ standard, summer }: Zone, moment: number): boolean {
  const year = new Date(moment * 60_000).getUTCFullYear();
  const within = (from: number, until: number) => moment >= from && moment < until;
  if (summer === 'europe') return within(sunday(year, 3, 5) + HOUR, sunday(year, 10, 5) + HOUR);
  if (summer === 'america') {
    return within(sunday(year, 3, 2) + 2 * HOUR - standard, sunday(year, 11, 1) + HOUR - standard);
  }
  return summer === 'sydney' && !within(sunday(year, 4, 1) - 8 * HOUR, sunday(year, 10, 1) - 8 * HOUR);
}

/** Minutes that the zone is ahead of UTC at a moment (minutes since 1970). */
export function offsetAt(name: string, moment: number): number {
  const zone = ZONES[name] ?? { standard: 0, summer: 'none' };
  return zone.standard + (isSummer(zone, moment) ? HOUR : 0);
}

/** The moments, in order, at which clocks of the zone show `local` (minutes as if it were UTC): none, one or two. */
export function momentsAt(name: string, local: number): number[] {
  const { standard } = ZONES[name] ?? { standard: 0 };
  return [local - standard - HOUR, local - standard].filter((moment) => moment + offsetAt(name, moment) === local);
}

export const minutesOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00Z`) / 60_000;
export const localText = (minutes: number): string =>
  new Date(minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
