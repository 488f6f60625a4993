/** A report as a value: sections of texts, facts, tables and plots. HTML, Markdown and JSON are three ways to write it down. */

import { z } from 'zod';
import { tableSchema, unitSchema } from '../analysis/table.ts';

const bound = z.number().nullable();

/** One line a name: a value with its interval. */
const rangesSchema = z.strictObject({
  kind: z.literal('ranges'),
  title: z.string(),
  about: z.string(),
  unit: unitSchema,
  currency: z.string(),
  rows: z.array(
    z.strictObject({
      label: z.string(),
      value: z.number(),
      /** Null: there is no interval. */
      low: bound,
      high: bound,
      /** Drawn hollow: simulated or published, not measured. */
      isHollow: z.boolean(),
    }),
  ),
});

/** Shares against shares, beside the diagonal on which both are equal. */
const pointsSchema = z.strictObject({
  kind: z.literal('points'),
  title: z.string(),
  about: z.string(),
  xTitle: z.string(),
  yTitle: z.string(),
  points: z.array(z.strictObject({ label: z.string(), x: z.number(), y: z.number(), low: bound, high: bound })),
});

/** How many values lie between bounds: from is in, to is not, but for the last. */
const binsSchema = z.strictObject({
  kind: z.literal('bins'),
  title: z.string(),
  about: z.string(),
  unit: unitSchema,
  currency: z.string(),
  bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.int().min(0) })),
});

export const plotSchema = z.discriminatedUnion('kind', [rangesSchema, pointsSchema, binsSchema]);
export type Plot = z.infer<typeof plotSchema>;
export type RangesPlot = z.infer<typeof rangesSchema>;
export type PointsPlot = z.infer<typeof pointsSchema>;
export type BinsPlot = z.infer<typeof binsSchema>;

const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.strictObject({
    kind: z.literal('facts'),
    facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  }),
  /** Lines to be copied: commands, or a file. */
  z.strictObject({ kind: z.literal('lines'), lines: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('table'), currency: z.string(), table: tableSchema }),
  z.strictObject({ kind: z.literal('plot'), plot: plotSchema }),
]);
export type Block = z.infer<typeof blockSchema>;

const sectionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  /** The run that it is about; null: all of them. */
  run: z.string().nullable(),
  blocks: z.array(blockSchema),
});
export type Section = z.infer<typeof sectionSchema>;

export const reportSchema = z.strictObject({
  format: z.literal('freelance-arena-report/1'),
  title: z.string(),
  runs: z.array(z.string()).min(1),
  sections: z.array(sectionSchema),
});
export type ReportModel = z.infer<typeof reportSchema>;

/** Facts that there are: a value of null is left out. */
export function factsOf(facts: Readonly<Record<string, string | number | null | undefined>>): Block {
  const given = Object.entries(facts).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : { name, value: String(value) },
  );
  return { kind: 'facts', facts: given };
}

export const textBlock = (text: string): Block => ({ kind: 'text', text });
export const listBlock = (items: readonly string[]): Block => ({ kind: 'list', items: [...items] });
