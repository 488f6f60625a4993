/** Files of one JSON value a line that only grow: what a kill cut off is cut away when they are opened again. */

import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';

export interface LineFile {
  /** The whole lines that stood in it, as they are. */
  readonly lines: readonly string[];
  append(value: unknown): void;
}

/** Opens the file, or begins it with the first value. Throws what the file system says. */
export function openLineFile(file: string): LineFile {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) truncateSync(file, Buffer.byteLength(whole));
  return {
    lines: whole === '' ? [] : whole.slice(0, -1).split('\n'),
    append: (value) => appendFileSync(file, `${JSON.stringify(value)}\n`),
  };
}
