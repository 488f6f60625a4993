/** Compares rows in order or as a multiset, where some cells must be the same and some only close. */

import { type Comparison, differs, EQUAL } from './comparison.ts';
import { compareMultisets } from './unordered.ts';

/** A row as it is compared: `key` holds everything that must be the same, `numbers` what may be a little off. */
export interface ComparableRow {
  readonly key: string;
  readonly numbers: readonly number[];
}

export type Close = (expected: number, answer: number) => boolean;

function rowsMatch(expected: ComparableRow, answer: ComparableRow, close: Close): boolean {
  return (
    expected.key === answer.key &&
    expected.numbers.length === answer.numbers.length &&
    expected.numbers.every((number, index) => close(number, answer.numbers[index] ?? Number.NaN))
  );
}

/** Follows `path` back from a free answer to the start, giving every expected row on the way its new partner. */
function takePath(free: number, from: ReadonlyMap<number, number>, partnerOfAnswer: number[], partner: number[]): void {
  for (let answer = free; answer !== -1; ) {
    const expected = from.get(answer) ?? -1;
    const previous = partner[expected] ?? -1;
    partner[expected] = answer;
    partnerOfAnswer[answer] = expected;
    answer = previous;
  }
}

/**
 * Whether expected items 0 … size-1 can each have an answer of their own. Closeness is not transitive, so sorting and
 * pairing may go wrong; this looks for augmenting paths (breadth first, without recursion) and gives up at the first
 * item that can have no partner.
 */
function canPair(size: number, match: (expected: number, answer: number) => boolean): boolean {
  const partner: number[] = Array.from({ length: size }, () => -1);
  const partnerOfAnswer: number[] = Array.from({ length: size }, () => -1);
  for (let root = 0; root < size; root += 1) {
    const from = new Map<number, number>();
    const waiting = [root];
    let free = -1;
    for (let next = 0; next < waiting.length && free === -1; next += 1) {
      const expected = waiting[next] ?? 0;
      for (let step = 0; step < size && free === -1; step += 1) {
        // Rows mostly come in the expected order already.
        const answer = (expected + step) % size;
        if (from.has(answer) || !match(expected, answer)) continue;
        from.set(answer, expected);
        const holder = partnerOfAnswer[answer] ?? -1;
        if (holder === -1) free = answer;
        else waiting.push(holder);
      }
    }
    if (free === -1) return false;
    takePath(free, from, partnerOfAnswer, partner);
  }
  return true;
}

function byKey(rows: readonly ComparableRow[]): Map<string, ComparableRow[]> {
  const groups = new Map<string, ComparableRow[]>();
  for (const row of rows) {
    const group = groups.get(row.key);
    if (group === undefined) groups.set(row.key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Equal as multisets: the same keys equally often, and in each group of equal keys the numbers can be paired closely. */
function compareAnyOrder(
  expected: readonly ComparableRow[],
  answer: readonly ComparableRow[],
  close: Close,
): Comparison {
  const keys = (rows: readonly ComparableRow[]): readonly string[] => rows.map((row) => row.key);
  const sameKeys = compareMultisets(keys(expected), keys(answer), 'row');
  if (!sameKeys.equal) return sameKeys;
  const groups = byKey(answer);
  for (const [key, wanted] of byKey(expected)) {
    const got = groups.get(key) ?? [];
    const match = (one: number, other: number): boolean => {
      const left = wanted[one];
      const right = got[other];
      return left !== undefined && right !== undefined && rowsMatch(left, right, close);
    };
    if (!canPair(wanted.length, match)) return differs('in any order: a row with the expected numbers is missing');
  }
  return EQUAL;
}

export function compareRows(
  expected: readonly ComparableRow[],
  answer: readonly ComparableRow[],
  ordered: boolean,
  close: Close,
): Comparison {
  if (expected.length !== answer.length) return differs(`expected ${expected.length} rows, got ${answer.length}`);
  if (!ordered) return compareAnyOrder(expected, answer, close);
  const index = expected.findIndex((row, position) => {
    const other = answer[position];
    return other === undefined || !rowsMatch(row, other, close);
  });
  return index === -1 ? EQUAL : differs(`row ${index + 1} differs from the expected one`);
}
