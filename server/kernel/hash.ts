/** sha256 and canonical JSON: the two things that let bytes be compared by a short name. */

import { hash as digest } from 'node:crypto';
import { assert } from './assert.ts';

/** sha256 of a UTF-8 text or of bytes, as 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return digest('sha256', data, 'hex');
}

/**
 * JSON with object keys in code-unit order and no white space (RFC 8785 for the values that the arena uses).
 * Keys whose value is `undefined` are left out. Anything JSON cannot say (NaN, functions, bigint) is a bug.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isFinite(value), `not a JSON number: ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  assert(typeof value === 'object', `not a JSON value: ${typeof value}`);
  return canonicalObject(value as Record<string, unknown>);
}

function canonicalObject(object: Record<string, unknown>): string {
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}
