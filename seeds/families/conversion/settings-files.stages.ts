/** What the stages of the family `settings-files` are. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

export type Value = string | number | boolean | null;

export interface Setting {
  readonly path: readonly string[];
  readonly value: Value;
}

export interface Format extends Stage {
  readonly about: string;
  readonly write: (settings: readonly Setting[]) => string;
}

export interface Use extends Stage {
  readonly about: string;
  readonly make: (settings: readonly Setting[], name: string) => Json;
}

export interface Branch {
  readonly key: string;
  readonly value?: Value;
  readonly branches: readonly Branch[];
}

/** Settings by their first keys, in order. */
export function treeOf(settings: readonly Setting[]): Branch[] {
  const groups = Map.groupBy(settings, ({ path }) => path[0] ?? '');
  return [...groups].map(([key, own]) => {
    const [only] = own;
    if (only !== undefined && only.path.length === 1) return { key, value: only.value, branches: [] };
    return { key, branches: treeOf(own.map(({ path, value }) => ({ path: path.slice(1), value }))) };
  });
}

/** A text in double quotes where it would be read as something else. */
export function quoted(value: Value, plain: RegExp): string {
  if (typeof value !== 'string') return String(value);
  return plain.test(value) && !/^(-?\d+|true|false|null|on|off|yes|no)$/.test(value) ? value : JSON.stringify(value);
}

export const CASES: Stage['cases'] = ['kinds of values', 'texts that look otherwise', 'signs in texts', 'drawn'];
