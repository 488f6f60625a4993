/** What the stages of the family `subtitle-conversion` are, and how times and blocks are written. */

import type { Stage } from '../staged.ts';

export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

export interface Reading extends Stage {
  readonly format: string;
  readonly write: (cues: readonly Cue[]) => string;
}

export interface Working extends Stage {
  readonly parameter: string;
  readonly work: (cues: readonly Cue[], parameter: number) => Cue[];
}

export interface Writing extends Stage {
  readonly format: string;
  readonly write: (cues: readonly Cue[]) => string;
}

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

/** Hours, minutes, seconds and thousandths of a time, with the sign before the thousandths. */
export function clock(time: number, point: string, hourDigits = 2): string {
  const [hours, minutes, seconds] = [
    Math.floor(time / 3_600_000),
    Math.floor(time / 60_000) % 60,
    Math.floor(time / 1000) % 60,
  ];
  return `${pad(hours, hourDigits)}:${pad(minutes)}:${pad(seconds)}${point}${pad(time % 1000, 3)}`;
}

export const blocks = (items: readonly string[]) => items.join('\n\n') + (items.length === 0 ? '' : '\n');
