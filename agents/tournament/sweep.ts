/** Success and earnings against the stated size of the models: what runs of one's own have measured, beside what rosters say of size. */

import { z } from 'zod';
import { canonicalJson } from '../../server/kernel/hash.ts';
import { modelEntrySchema } from '../llm/roster-entry.ts';
import { csvCell } from './standing-export.ts';
import type { Standing } from './standing-schema.ts';
import { spearman } from './statistics/rank-correlation.ts';
import { padded, printable, textWidth } from './text-width.ts';

/** Of a run's manifest, the part that is looked at. */
export const sweptManifestSchema = z.looseObject({
  config: z.looseObject({ name: z.string(), protocol: z.enum(['solo', 'auction']) }),
  roster: z.looseObject({
    entries: z.array(z.union([modelEntrySchema, z.looseObject({ name: z.string(), kind: z.string() })])),
  }),
});

export interface SweptRun {
  readonly manifest: z.infer<typeof sweptManifestSchema>;
  readonly standing: Standing;
}

export interface SweepPoint {
  readonly run: string;
  readonly protocol: 'solo' | 'auction';
  readonly name: string;
  readonly model: string;
  /** Null: the provider's own address. Else what answered is whatever stands there, whatever the roster calls it. */
  readonly endpoint: string | null;
  readonly parametersBillion: number;
  /** Projects with a verdict. */
  readonly decided: number;
  readonly taskShare: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly grossCents: number;
  readonly netCents: number;
  readonly shareOfPot: number | null;
}

export interface Sweep {
  /** By size, the smallest first. */
  readonly points: readonly SweepPoint[];
  /** Models of the runs whose rosters do not state a size. */
  readonly unsized: readonly string[];
  /** Spearman's rank correlation with size; null: fewer than three points, or all alike. */
  readonly correlation: { readonly taskShare: number | null; readonly netCents: number | null };
}

function pointsOf({ manifest, standing }: SweptRun): { points: SweepPoint[]; unsized: string[] } {
  const points: SweepPoint[] = [];
  const unsized: string[] = [];
  const { name: run, protocol } = manifest.config;
  for (const entry of manifest.roster.entries) {
    const read = modelEntrySchema.safeParse(entry);
    if (!read.success) continue;
    const { name, model, endpoint, parametersBillion } = read.data;
    const row = standing.rows.find((one) => one.name === name);
    if (row === undefined) continue;
    if (parametersBillion === null) {
      unsized.push(`${run}/${name}`);
      continue;
    }
    const { success, earnings, projects } = row;
    const { taskShare, low, high } = success;
    const { grossCents, netCents, shareOfPot } = earnings;
    const decided = projects.passed + projects.failed;
    const figures = { decided, taskShare, low, high, grossCents, netCents, shareOfPot };
    points.push({ run, protocol, name, model, endpoint, parametersBillion, ...figures });
  }
  return { points, unsized };
}

export function sweepOf(runs: readonly SweptRun[]): Sweep {
  const found = runs.map(pointsOf);
  const points = found
    .flatMap((one) => one.points)
    .sort((a, b) => a.parametersBillion - b.parametersBillion || (a.name < b.name ? -1 : 1));
  const known = points.filter(({ taskShare }) => taskShare !== null);
  const size = ({ parametersBillion }: SweepPoint): number => parametersBillion;
  return {
    points,
    unsized: found.flatMap((one) => one.unsized),
    correlation: {
      taskShare: spearman(
        known.map(size),
        known.map(({ taskShare }) => taskShare ?? 0),
      ),
      netCents: spearman(
        points.map(size),
        points.map(({ netCents }) => netCents),
      ),
    },
  };
}

/** What must stand beside every figure of a sweep, wherever it is shown. */
export const SWEEP_NOTE =
  'Measured by runs of the arena. Sizes are what the rosters state. Where a model has an address of its own, whatever answers there was measured.';

export function sweepJson(sweep: Sweep): string {
  return `${canonicalJson({ note: SWEEP_NOTE, ...sweep })}\n`;
}

const COLUMNS: Readonly<Record<string, (point: SweepPoint) => string | number | null>> = {
  run: ({ run }) => run,
  protocol: ({ protocol }) => protocol,
  name: ({ name }) => name,
  model: ({ model }) => model,
  endpoint: ({ endpoint }) => endpoint,
  parameters_billion: ({ parametersBillion }) => parametersBillion,
  decided: ({ decided }) => decided,
  task_share: ({ taskShare }) => taskShare,
  task_share_low: ({ low }) => low,
  task_share_high: ({ high }) => high,
  gross_cents: ({ grossCents }) => grossCents,
  net_cents: ({ netCents }) => netCents,
  share_of_pot: ({ shareOfPot }) => shareOfPot,
};

export function sweepCsv({ points }: Sweep): string {
  const lines = [Object.keys(COLUMNS).join(',')];
  for (const point of points)
    lines.push(
      Object.values(COLUMNS)
        .map((cell) => csvCell(cell(point)))
        .join(','),
    );
  return `${lines.join('\r\n')}\r\n`;
}

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
const rank = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

export function sweepTable({ points, unsized, correlation }: Sweep): string {
  const head = ['Billions', 'Freelancer', 'Success', '95 %', 'Net', 'Of pot', 'Answered at', 'Run'];
  const rows = points.map((point) => [
    String(point.parametersBillion),
    printable(point.name),
    percent(point.taskShare),
    point.low === null ? '–' : `${percent(point.low)} to ${percent(point.high)}`,
    `$${(point.netCents / 100).toFixed(2)}`,
    percent(point.shareOfPot),
    point.endpoint === null ? "the provider's own address" : printable(point.endpoint),
    point.run,
  ]);
  const widths = head.map((title, at) => Math.max(textWidth(title), ...rows.map((row) => textWidth(row[at] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0, 'left'))
      .join('  ')
      .trimEnd();
  const { taskShare, netCents } = correlation;
  return [
    ...[head, ...rows].map(line),
    '',
    `Rank correlation with size (Spearman): success ${rank(taskShare)}, net earnings ${rank(netCents)}, over ${points.length} points.`,
    SWEEP_NOTE,
    ...(unsized.length > 0 ? [`Without a stated size, and left out: ${unsized.map(printable).join(', ')}.`] : []),
    '',
  ].join('\n');
}
