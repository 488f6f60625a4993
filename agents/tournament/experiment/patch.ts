/** A patch laid over a tournament, and what it touches. */

import type { Patch } from './config.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The base with the patch over it, field by field. What has a `kind` is replaced whole: the settings of one kind say
 * nothing of another. So are lists and everything that is no group of fields.
 */
export function patched(base: unknown, patch: unknown): unknown {
  if (!isFields(base) || !isFields(patch) || 'kind' in patch) return patch;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) result[key] = key in base ? patched(base[key], value) : value;
  return result;
}

/** The fields that a patch sets, as dotted paths. */
export function touched(patch: Patch, prefix = ''): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return isFields(value) && !('kind' in value) ? touched(value, path) : [path];
  });
}

/** Whether two fields are the same, or one holds the other. */
export function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
