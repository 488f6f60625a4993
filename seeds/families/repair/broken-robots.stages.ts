/** Stages of the family `broken-robots`: four ways to move over a grid, three things to make of the way. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';

export type Cell = readonly [row: number, column: number];

export interface Moving extends Stage {
  readonly about: string;
  /** Letters and words that moves are made of. */
  readonly moves: readonly string[];
  readonly glue: string;
  readonly path: (grid: readonly string[], moves: string) => Cell[];
}

export interface Result extends Stage {
  readonly about: string;
  readonly result: (grid: readonly string[], path: readonly Cell[]) => Json;
}

export function start(grid: readonly string[]): Cell {
  const row = grid.findIndex((line) => line.includes('S'));
  return [row, grid[row]?.indexOf('S') ?? 0];
}

export const COMPASS: Readonly<Record<string, Cell>> = {
  U: [-1, 0],
  D: [1, 0],
  L: [0, -1],
  R: [0, 1],
  N: [-1, 0],
  S: [1, 0],
  W: [0, -1],
  E: [0, 1],
};

export const sign = (grid: readonly string[], [row, column]: Cell) => grid[row]?.[column] ?? '#';
export const plus = ([row, column]: Cell, [down, right]: Cell): Cell => [row + down, column + right];

/** A path of steps, each made from the last cell. */
export function walk(
  grid: readonly string[],
  steps: readonly Cell[],
  next: (here: Cell, step: Cell) => readonly Cell[],
): Cell[] {
  const path = [start(grid)];
  for (const step of steps) path.push(...next(path.at(-1) ?? [0, 0], step));
  return path;
}

export const FIND = `
type Cell = [number, number];

function findStart(grid: string[]): Cell {
  const row = grid.findIndex((line) => line.includes('S'));
  return [row, grid[row].indexOf('S')];
}
`;

export const OTHER_FIND = `
type Cell = [number, number];

function findStart(grid: string[]): Cell {
  const width = grid[0].length + 1;
  const place = grid.join('|').indexOf('S');
  return [Math.floor(place / width), place % width];
}
`;
