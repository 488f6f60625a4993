/** How much stack one level of a recursion may take, from the size of frames and the longest chains of calls between levels. */

import { known } from '../../../../kernel/assert.ts';
import type { FunctionShape } from './functions.ts';
import { DEPTH_UNIT_BYTES } from './gauge.ts';

/** A frame as no compiler of the engine makes it larger: twice eight bytes for each variable, and room for the rest. */
const FRAME_BYTES = 256;
const VARIABLE_BYTES = 16;

function frameBytes({ variables }: FunctionShape): number {
  return FRAME_BYTES + VARIABLE_BYTES * variables;
}

/**
 * Depth in units by index, for the counted functions alone: their own frame and those of the longest chain of uncounted
 * functions that they may call before the next counted one. `next` are the successors in the graph of calls.
 */
export function depthUnits(
  functions: readonly FunctionShape[],
  next: readonly Uint32Array[],
  counted: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const chains = new Map<number, number>();
  const own = (index: number): number => {
    const shape = functions[index];
    return shape === undefined ? 0 : frameBytes(shape);
  };
  const below = (index: number): number =>
    (next[index] ?? new Uint32Array()).reduce(
      (most, target) => (counted.has(target) ? most : Math.max(most, known(chains.get(target), 'chain'))),
      0,
    );
  /** Fills in the chains of everything uncounted behind `root`, deepest first; they have no cycles. */
  const follow = (root: number): void => {
    const path = [root];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const missing = (next[at] ?? new Uint32Array()).filter((target) => !counted.has(target) && !chains.has(target));
      if (missing.length > 0) {
        path.push(...missing);
        continue;
      }
      path.pop();
      if (!counted.has(at)) chains.set(at, own(at) + below(at));
    }
  };
  const units = new Map<number, number>();
  for (const index of counted) {
    follow(index);
    units.set(index, Math.ceil((own(index) + below(index)) / DEPTH_UNIT_BYTES));
  }
  return units;
}
