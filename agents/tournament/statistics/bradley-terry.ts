/** Bradley–Terry strengths: how much stronger one player is than another, from who beat whom (Bradley & Terry 1952). */

import { assert, known } from '../../../server/kernel/assert.ts';
import { inverse, times } from './linear-algebra.ts';

/** Elo points for one unit of log-strength. */
export const ELO_UNIT = 400 / Math.LN10;

export interface Strengths {
  /** Log-strengths, the anchor's at 0. */
  readonly strengths: readonly number[];
  /** Standard errors of the differences to the anchor; the anchor's is 0. */
  readonly errors: readonly number[];
  /** Covariances of the same differences, the anchor's row and column 0. */
  readonly covariance: readonly (readonly number[])[];
  /** Half a win each way was added to every pair: without it somebody's strength would be infinite. */
  readonly regularised: boolean;
}

/** Players reached from player 0 along wins, or along losses. */
function reaches(wins: readonly (readonly number[])[], along: 'wins' | 'losses'): boolean {
  const seen = new Set([0]);
  const queue = [0];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (let other = 0; other < wins.length; other += 1) {
      const games = along === 'wins' ? wins[at]?.[other] : wins[other]?.[at];
      if ((games ?? 0) === 0 || seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  return seen.size === wins.length;
}

/** Ford's condition (1957): finite strengths exist where everybody beat everybody else through some chain of wins. */
export function isSeparated(wins: readonly (readonly number[])[]): boolean {
  return !reaches(wins, 'wins') || !reaches(wins, 'losses');
}

interface Step {
  readonly gradient: number[];
  readonly information: number[][];
}

/** Gradient and information of the log-likelihood at these strengths. */
function stepAt(wins: readonly (readonly number[])[], strengths: readonly number[]): Step {
  const n = wins.length;
  const gradient = new Array<number>(n).fill(0);
  const information = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      if (i === j) continue;
      const won = wins[i]?.[j] ?? 0;
      const games = won + (wins[j]?.[i] ?? 0);
      const p = 1 / (1 + Math.exp((strengths[j] ?? 0) - (strengths[i] ?? 0)));
      const weight = games * p * (1 - p);
      gradient[i] = (gradient[i] ?? 0) + won - games * p;
      const row = known(information[i], 'a row');
      row[i] = (row[i] ?? 0) + weight;
      row[j] = (row[j] ?? 0) - weight;
    }
  }
  return { gradient, information };
}

const drop = <T>(items: readonly T[], out: number): T[] => items.filter((_, at) => at !== out);
const insert = (items: readonly number[], at: number): number[] => [...items.slice(0, at), 0, ...items.slice(at)];
const NEWTON_STEPS = 200;
const CLOSE = 1e-12;
/** No step is longer: far from the top Newton's own would overshoot. */
const LONGEST = 2;

/** Newton's way up a likelihood with one top, the anchor held at 0. */
function fitted(wins: readonly (readonly number[])[], anchor: number): Strengths {
  let strengths = wins.map(() => 0);
  let covariance: number[][] = [];
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    const { gradient, information } = stepAt(wins, strengths);
    const reduced = drop(information, anchor).map((row) => drop(row, anchor));
    covariance = known(inverse(reduced), 'strengths that the games tell apart');
    const move = insert(times(covariance, drop(gradient, anchor)), anchor);
    const size = Math.max(...move.map(Math.abs));
    const scale = size > LONGEST ? LONGEST / size : 1;
    strengths = strengths.map((value, at) => value + scale * (move[at] ?? 0));
    if (size < CLOSE) break;
  }
  const whole = insert(new Array<number>(covariance.length).fill(0), anchor).map((_, at) => at);
  const padded = whole.map((at) => {
    if (at === anchor) return whole.map(() => 0);
    return insert(covariance[at < anchor ? at : at - 1] ?? [], anchor);
  });
  return {
    strengths,
    covariance: padded,
    errors: padded.map((row, at) => Math.sqrt(Math.max(0, row[at] ?? 0))),
    regularised: false,
  };
}

/**
 * Strengths of players by how often each (row) beat each other (column); half wins are ties. `anchor` is the player at 0.
 * Where the games leave somebody's strength infinite, half a win each way is added to every pair, and it is said so.
 */
export function bradleyTerry(wins: readonly (readonly number[])[], anchor = 0): Strengths {
  assert(wins.length >= 1 && anchor >= 0 && anchor < wins.length, 'players, one of them the anchor');
  if (wins.length === 1) return { strengths: [0], errors: [0], covariance: [[0]], regularised: false };
  if (!isSeparated(wins)) return fitted(wins, anchor);
  const nudged = wins.map((row, i) => row.map((won, j) => (i === j ? 0 : won + 0.5)));
  return { ...fitted(nudged, anchor), regularised: true };
}
