/** Finds the functions that every recursion has to pass: calls among all others come to an end by themselves. */

import type { FunctionShape } from './functions.ts';

export interface CallGraph {
  readonly functions: readonly FunctionShape[];
  /** How many functions come before the module's own in the numbering. */
  readonly imported: number;
  /** Numbers of the functions in the table. */
  readonly table: readonly number[];
}

/**
 * The graph as lists of successors. Behind the functions stands one node for each type of function: whoever calls through
 * the table leads to the node of the type that it calls, and that one to all functions of the type in the table.
 */
export function successors({ functions, imported, table }: CallGraph): readonly Uint32Array[] {
  const types = functions.reduce((most, { type }) => Math.max(most, type + 1), 0);
  const ofType = Array.from({ length: types }, () => new Set<number>());
  for (const number of table) {
    const type = functions[number - imported]?.type;
    if (type !== undefined) ofType[type]?.add(number - imported);
  }
  const ofFunction = functions.map(({ calls, indirectCalls }) => {
    const named = calls.filter((number) => number >= imported).map((number) => number - imported);
    const through = indirectCalls.filter((type) => type < types).map((type) => functions.length + type);
    return new Set([...named, ...through]);
  });
  return [...ofFunction, ...ofType].map((group) => Uint32Array.from(group));
}

/** Which nodes lead to a cycle at all: whoever leads to others without end. All others are left out of every search. */
function endless(next: readonly Uint32Array[]): Uint8Array {
  const callers = next.map((): number[] => []);
  const left = next.map((targets) => targets.length);
  for (const [from, targets] of next.entries()) for (const target of targets) callers[target]?.push(from);
  const found = new Uint8Array(next.length).fill(1);
  const ending = [...next.keys()].filter((node) => left[node] === 0);
  for (let node = ending.pop(); node !== undefined; node = ending.pop()) {
    found[node] = 0;
    for (const caller of callers[node] ?? []) {
      const rest = (left[caller] ?? 0) - 1;
      left[caller] = rest;
      if (rest === 0) ending.push(caller);
    }
  }
  return found;
}

/**
 * A set of functions without which no chain of calls returns to where it was, by index. The smallest functions are left
 * out of it first, because counting weighs least on the large ones.
 */
export function recursiveFunctions(
  functions: readonly FunctionShape[],
  next: readonly Uint32Array[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const worth = endless(next);
  /** Nodes that searches go through: those of types, and the functions that were left out so far. */
  const free = new Uint8Array(next.length).map((_, node) => (node >= functions.length ? (worth[node] ?? 0) : 0));
  /** By node: the last search that came by. */
  const seen = new Uint32Array(next.length);
  const open: number[] = [];
  const returnsTo = (goal: number): boolean => {
    open.length = 0;
    for (let at: number | undefined = goal; at !== undefined; at = open.pop()) {
      const targets = next[at] ?? new Uint32Array();
      // By index, for this is the busiest loop of the rewriting.
      for (let index = 0; index < targets.length; index += 1) {
        const target = targets[index] ?? 0;
        if (target === goal) return true;
        if (free[target] === 0 || seen[target] === goal + 1) continue;
        seen[target] = goal + 1;
        open.push(target);
      }
    }
    return false;
  };
  const size = functions.map(({ start, end }) => end - start);
  const smallestFirst = [...functions.keys()]
    .filter((index) => worth[index] === 1)
    .sort((one, other) => (size[one] ?? 0) - (size[other] ?? 0) || one - other);
  for (const index of smallestFirst) {
    if (returnsTo(index)) found.add(index);
    else free[index] = 1;
  }
  return found;
}
