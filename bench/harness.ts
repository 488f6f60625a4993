/** What every bench shares: runs in turn, medians, ratios, and the plain table in which figures are told. */

import { arch, availableParallelism, cpus, platform } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { assert, known } from '../server/kernel/assert.ts';

export interface BenchOptions {
  /** Fewer runs of smaller size: shows that a bench works, and roughly where a figure lies. */
  readonly quick: boolean;
  readonly signal: AbortSignal;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Figure extends Spread {
  readonly figure: string;
  readonly unit: string;
  readonly runs: number;
  /** The same work done bare, run in turn: the figure divided by it, run by run. Null: nothing to compare with. */
  readonly ratio: (Spread & { readonly to: string }) | null;
  /** In words; null where the figure is told without one. */
  readonly target: string | null;
  readonly met: boolean | null;
}

export interface BenchResult {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** What a reader must know to judge the figures. */
  readonly notes: readonly string[];
}

export type Bench = (options: BenchOptions) => Promise<BenchResult>;

/** Median, least and greatest of at least one value. An even count has the mean of the middle two as its median. */
export function spreadOf(values: readonly number[]): Spread {
  assert(values.length > 0, 'a spread of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => known(sorted[index], 'value');
  const median = (at((sorted.length - 1) >> 1) + at(sorted.length >> 1)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

/** `values` divided by those of the same run, run by run: what slowed a run down slowed both of its sides. */
export function ratioOf(values: readonly number[], bare: readonly number[], to: string): Spread & { to: string } {
  return { ...spreadOf(values.map((value, run) => value / known(bare[run], 'bare run'))), to };
}

type Measure = () => number | Promise<number>;

/**
 * Runs measurements in turn, `runs` times each, after one of each that is not counted. Which goes first changes with every
 * run, so that none always meets the machine as the same other left it. A side that is null measures nothing.
 */
export async function allInTurn<Side extends string>(
  { runs, signal }: { readonly runs: number; readonly signal: AbortSignal },
  sides: Readonly<Record<Side, Measure | null>>,
): Promise<Readonly<Record<Side, number[]>>> {
  const names = Object.keys(sides) as Side[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Side, number[]>;
  const measured = names.flatMap((name) => {
    const measure = sides[name];
    return measure === null ? [] : [{ into: taken[name], measure }];
  });
  for (let run = -1; run < runs; run += 1) {
    signal.throwIfAborted();
    const first = (run + measured.length) % measured.length;
    for (const { into, measure } of [...measured.slice(first), ...measured.slice(0, first)]) {
      const value = await measure();
      if (run >= 0) into.push(value);
    }
  }
  return taken;
}

/** The same for two sides: ours, and the bare one. */
export function inTurn(
  options: { readonly runs: number; readonly signal: AbortSignal },
  ours: Measure,
  bare: Measure,
): Promise<{ readonly ours: number[]; readonly bare: number[] }> {
  return allInTurn(options, { ours, bare });
}

/** Wall milliseconds that `work` takes. */
export async function wallMsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collector: unknown = runInNewContext('gc');
  assert(typeof collector === 'function', 'Node does not let its garbage be collected on demand');
  return () => collector();
}

/** Collects garbage now, so that no run pays for an earlier one. */
export const collectGarbage: () => void = findCollector();

export function environmentLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `Node ${process.versions.node}, ${platform()}-${arch()}, ${model}, ${availableParallelism()} cores`;
}

/** Three digits that mean something, whole numbers from 1,000 on with their commas. */
export function formatFigure(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1_000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

function row({ figure, unit, median, min, max, runs, ratio, target, met }: Figure): string[] {
  const compared = ratio === null ? '' : `${formatFigure(ratio.median)} × ${ratio.to}`;
  const verdict = met === null ? '' : met ? 'met' : 'missed';
  const span = `${formatFigure(min)} to ${formatFigure(max)}`;
  return [figure, `${formatFigure(median)} ${unit}`, span, String(runs), compared, target ?? '', verdict];
}

/** The result as a table of plain text, its notes below. */
export function tableOf({ name, figures, notes }: BenchResult): string {
  const head = [name, 'median', 'from to', 'runs', 'beside', 'target', ''];
  const rows = [head, ...figures.map(row)];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [...rows.map(line), ...notes.map((note) => `  ${note}`), ''].join('\n');
}
