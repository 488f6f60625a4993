/** How Freelancer.com's clients write values in queries and bodies, as zod types: one form on our side of each. */

import { z } from 'zod';

/** `True`, `true`, `1`, and a flag without a value are true; `False`, `false`, `0` are false. */
export const flag = z
  .union([
    z.boolean(),
    z
      .stringbool({ truthy: ['true', '1', 'yes', ''], falsy: ['false', '0', 'no'], case: 'insensitive' })
      .meta({ enum: ['true', 'True', '1', 'yes', '', 'false', 'False', '0', 'no'] }),
  ])
  .meta({
    id: 'Flag',
    description: 'True: `true`, `1`, `yes` or without a value; false: `false`, `0`, `no`; in any case',
  });

/** A whole number, also as text. */
export const integer = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^-?[0-9]{1,15}$/, 'a whole number')
      .transform(Number),
  ])
  .meta({ id: 'Integer', description: 'A whole number, also as text' });

/** An id counts from 1; 0 and below name nothing, so they are looked up and not found rather than malformed. */
export const id = integer;

/** A decimal number, also as text. */
export const decimal = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?[0-9]{1,15}(\.[0-9]{1,10})?$/, 'a decimal number')
      .transform(Number),
  ])
  .meta({ id: 'Decimal', description: 'A decimal number, also as text' });

/** A list given as a repeated key, as a JSON list, or as one bare value. */
export function list<T extends z.ZodType>(item: T) {
  return z.union([z.array(item), item.transform((one) => [one])]);
}

/** One word of a list, in any case; ours is the lower one. */
export function word<const W extends readonly [string, ...string[]]>(words: W) {
  return z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum(words))
    .meta({ enum: [...words], description: 'In any case' });
}

/** Seconds since the Unix epoch. */
export const seconds = integer;

/** How many of a list to give, and after how many. Freelancer.com gives a hundred when it is not told. */
export const LIMIT_MAX = 100;
export const paging = {
  limit: integer.transform((count) => Math.min(Math.max(count, 0), LIMIT_MAX)).default(LIMIT_MAX),
  offset: integer.transform((count) => Math.max(count, 0)).default(0),
};
