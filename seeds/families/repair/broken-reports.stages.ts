/** What the stages of the family `broken-reports` are, and how money is written. */

import type { Stage } from '../staged.ts';

/** One movement: a day as YYYY-MM-DD, what it was for, and cents (spent ones are negative). */
export interface Movement {
  readonly day: string;
  readonly label: string;
  readonly cents: number;
}

export interface Reading extends Stage {
  readonly write: (movements: readonly Movement[]) => string;
}

export interface Summing extends Stage {
  readonly sum: (movements: readonly Movement[]) => [string, number][];
}

export interface Printing extends Stage {
  readonly print: (rows: readonly (readonly [string, number])[]) => string;
}

export function money(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export const MONEY_PYTHON = `
def money(cents):
    sign = '-' if cents < 0 else ''
    return f'{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}'
`;
