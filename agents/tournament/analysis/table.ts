/** A table of figures, the same for a terminal, a report and other programs: columns with units, cells with intervals. */

import { z } from 'zod';

/** `cents`: money. `share`: of one. `p`: a p-value. `hours`: of market time. */
export const unitSchema = z.enum(['text', 'count', 'cents', 'share', 'number', 'p', 'hours', 'yes_no']);
export type Unit = z.infer<typeof unitSchema>;

/** Bounds of 95 % unless the table says otherwise. */
const estimateSchema = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), estimateSchema]);
export type Cell = z.infer<typeof cellSchema>;

export const tableSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  /** How its figures are made, one sentence each. */
  notes: z.array(z.string()),
  columns: z.array(z.strictObject({ key: z.string(), title: z.string(), unit: unitSchema })),
  /** By key of column. Null: there is no such figure. */
  rows: z.array(z.record(z.string(), cellSchema)),
});
export type Table = z.infer<typeof tableSchema>;

/** Columns as `key: [title, unit]`, in order. */
export type Columns<K extends string> = Readonly<Record<K, readonly [title: string, unit: Unit]>>;

/** The compiler holds that every row has a cell for every column. */
export function tableOf<K extends string>(
  { name, title, notes }: Pick<Table, 'name' | 'title' | 'notes'>,
  columns: Columns<K>,
  rows: readonly Readonly<Record<K, Cell>>[],
): Table {
  const listed = Object.entries<readonly [string, Unit]>(columns).map(([key, [heading, unit]]) => ({
    key,
    title: heading,
    unit,
  }));
  return { name, title, notes, columns: listed, rows: rows.map((row) => ({ ...row })) };
}

/** An estimate as a cell; the bare value where its bounds meet: a sample in which nothing varies shows no uncertainty, and has some. */
export function cellOf(estimate: { readonly value: number; readonly low: number; readonly high: number } | null): Cell {
  if (estimate === null) return null;
  const { value, low, high } = estimate;
  return low === high ? value : { value, low, high };
}

/** The same for a share of a whole, which no bound leaves. */
export function shareCellOf(estimate: Parameters<typeof cellOf>[0]): Cell {
  if (estimate === null) return null;
  return cellOf({ ...estimate, low: Math.max(0, estimate.low), high: Math.min(1, estimate.high) });
}

/** The same for a difference of two shares. */
export function differenceCellOf(estimate: Parameters<typeof cellOf>[0]): Cell {
  if (estimate === null) return null;
  return cellOf({ ...estimate, low: Math.max(-1, estimate.low), high: Math.min(1, estimate.high) });
}

/** A mean of logarithms as what was averaged: by how much it is above one, never below nothing. */
export function ratioCellOf(estimate: Parameters<typeof cellOf>[0]): Cell {
  if (estimate === null) return null;
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map(Math.expm1) as [number, number, number];
  return cellOf({ value, low, high });
}
