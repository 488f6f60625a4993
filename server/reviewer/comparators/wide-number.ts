/** Brings wide numbers of both sides into one form, so that the comparators need not know of them. */

import type { Json } from '../../protocol/arena/acceptance.ts';
import { isIntegerText, isWideNumber, NUMBER_KEY, type WideNumber } from '../../protocol/arena/wide-number.ts';
import { isList, isObject } from './comparison.ts';

function mapNumbers(value: Json, change: (number: number | WideNumber) => Json): Json {
  if (typeof value === 'number') return change(value);
  if (isWideNumber(value)) return change(value);
  if (isList(value)) return value.map((item) => mapNumbers(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapNumbers(item, change)]));
}

/** What is finite, as the nearest number of JavaScript. */
function nearest(number: number | WideNumber): Json {
  if (typeof number === 'number') return number;
  const found = Number(number[NUMBER_KEY]);
  return Number.isFinite(found) ? found : { [NUMBER_KEY]: number[NUMBER_KEY] };
}

/** Every value in one way only: integers beyond the safe range by their digits, whether they were written as one or not. */
function exact(number: number | WideNumber): Json {
  if (typeof number !== 'number' && isIntegerText(number[NUMBER_KEY])) {
    const integer = BigInt(number[NUMBER_KEY]);
    const small = Number(integer);
    return Number.isSafeInteger(small) ? small : { [NUMBER_KEY]: String(integer) };
  }
  const found = nearest(number);
  if (typeof found !== 'number' || !Number.isInteger(found) || Number.isSafeInteger(found)) return found;
  return { [NUMBER_KEY]: String(BigInt(found)) };
}

/** For comparison by value: NaN is NaN, and 10 ** 20 is 1e20. */
export function exactForm(value: Json): Json {
  return mapNumbers(value, exact);
}

/** For comparison within a tolerance: what is not finite stays apart from every number. */
export function nearestForm(value: Json): Json {
  return mapNumbers(value, nearest);
}
