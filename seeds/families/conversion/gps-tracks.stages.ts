/** Stages of the family `gps-tracks`: four formats of a recorded way, three things made of it. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

/** Hundred-thousandths of a degree, tenths of a metre, and seconds after midnight. */
export interface Fix {
  readonly lat: number;
  readonly lon: number;
  readonly height: number;
  readonly time: number;
}

export interface Format extends Stage {
  readonly file: string;
  readonly write: (fixes: readonly Fix[]) => string;
}

export interface Making extends Stage {
  readonly about: string;
  readonly make: (fixes: readonly Fix[], limit: number) => Json;
}

export const RADIUS = 6_371_000;

/** Metres between two fixes on a sphere, by the angle between their vectors. */
export function metres(a: Fix, b: Fix): number {
  const radians = (degrees: number) => (degrees / 100_000 / 180) * Math.PI;
  const vector = ({ lat, lon }: Fix) => [
    Math.cos(radians(lat)) * Math.cos(radians(lon)),
    Math.cos(radians(lat)) * Math.sin(radians(lon)),
    Math.sin(radians(lat)),
  ];
  const [one, other] = [vector(a), vector(b)];
  const apart = Math.hypot(...one.map((value, at) => value - (other[at] ?? 0)));
  return 2 * RADIUS * Math.asin(Math.min(1, apart / 2));
}

export function stamp(time: number): string {
  return [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** Degrees and minutes in one number, as NMEA writes them. */
export function minutes(value: number, digits: number): string {
  const size = Math.abs(value);
  const rest = (size % 100_000) * 6;
  return `${String(Math.floor(size / 100_000)).padStart(digits, '0')}${String(Math.floor(rest / 10_000)).padStart(2, '0')}.${String(rest % 10_000).padStart(4, '0')}`;
}

export function sentence({ lat, lon, height, time }: Fix): string {
  const body = `GPGGA,${stamp(time).replaceAll(':', '')},${minutes(lat, 2)},${lat < 0 ? 'S' : 'N'},${minutes(lon, 3)},${lon < 0 ? 'W' : 'E'},1,08,1.0,${height / 10},M,,M,,`;
  const sum = [...body].reduce((total, sign) => total ^ sign.charCodeAt(0), 0);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}

export const flat = (value: number, tenths = 100_000) => value / tenths;
