/** What a layout of the family `hex-dumps` is, and how bytes are written in any. */

import type { Slip, Stage } from '../staged.ts';

export interface Layout extends Stage {
  /** The lines of a dump; repeated full lines may be folded into one *. */
  readonly dump: (data: readonly number[], base: number) => string;
  /** What is asked of a program that reads such dumps, and its part that yields addresses and bytes. */
  readonly reading: {
    readonly text: readonly [string, string, string];
    readonly program: string;
    readonly other: string;
    readonly slip: Slip;
    /** Lines with others among them that a reader has to skip. */
    readonly noise: (lines: readonly string[]) => readonly string[];
  };
}

export const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
export const sign = (byte: number) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.');

export function rows(data: readonly number[], width: number): number[][] {
  return Array.from({ length: Math.ceil(data.length / width) }, (_, row) => data.slice(row * width, (row + 1) * width));
}

/** A line with another digit at `at`. */
export function spoilt(line: string, at: number): string {
  return `${line.slice(0, at)}${line[at] === '0' ? '1' : '0'}${line.slice(at + 1)}`;
}
