/** How much stack one level of a recursion is counted with: its own frame, and those of the calls between two levels. */

import type { FunctionShape } from './functions.ts';
import { DEPTH_UNIT_BYTES } from './gauge.ts';

/** A frame as large as the compilers of the engine make it: eight bytes for each variable, and room for all the rest. */
const FRAME_BYTES = 256;
const VARIABLE_BYTES = 8;
/** Uncounted calls between two levels count up to here: longer chains exist in the graph of calls, but no recursion takes them. */
const CHAIN_COUNTED_BYTES = 1_024;

function frameBytes(shape: FunctionShape | undefined): number {
  return shape === undefined ? 0 : FRAME_BYTES + VARIABLE_BYTES * shape.variables;
}

/**
 * Depth in units, by index, of the functions that every recursion passes. `next` are the successors in the graph of calls;
 * without the `recursive` ones it has no cycles.
 */
export function depthUnits(
  functions: readonly FunctionShape[],
  next: readonly Uint32Array[],
  recursive: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  /** Bytes of the longest chain from each node on, up to the next level; 0 where a level begins. */
  const chains = new Map<number, number>([...recursive].map((index) => [index, 0]));
  const longestBelow = (node: number): number => {
    let below = 0;
    for (const target of next[node] ?? []) below = Math.max(below, chains.get(target) ?? 0);
    return below;
  };
  /** Fills in the chains of everything behind `root`, deepest first. */
  const follow = (root: number): void => {
    const path = [root];
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const missing = (next[node] ?? new Uint32Array()).filter((target) => !chains.has(target));
      path.push(...missing);
      if (missing.length > 0) continue;
      path.pop();
      if (!recursive.has(node)) chains.set(node, frameBytes(functions[node]) + longestBelow(node));
    }
  };
  const units = new Map<number, number>();
  for (const index of recursive) {
    follow(index);
    const bytes = frameBytes(functions[index]) + Math.min(CHAIN_COUNTED_BYTES, longestBelow(index));
    units.set(index, Math.ceil(bytes / DEPTH_UNIT_BYTES));
  }
  return units;
}
