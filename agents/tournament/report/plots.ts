/** Plots of a run, from the same tables and rows as its figures. */

import { HOUR_MS } from '../../../server/kernel/clock.ts';
import type { Cell } from '../analysis/table.ts';
import type { BinsPlot, Plot, PointsPlot, RangesPlot } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';
import { standingRows, tableNamed } from './result-sections.ts';

/** More lines say less. */
const LINES_MAX = 40;
const BIN_COUNT = 10;

type Range = RangesPlot['rows'][number];

function rangeOf(label: string, cell: Cell | undefined, origin: Cell | undefined): Range[] {
  const isHollow = origin !== 'measured';
  if (typeof cell === 'number') return [{ label, value: cell, low: null, high: null, isHollow }];
  if (typeof cell !== 'object' || cell === null) return [];
  return [{ label, value: cell.value, low: cell.low, high: cell.high, isHollow }];
}

/** Null where nobody has such a figure. */
function ranges(
  run: ReportedRun,
  key: 'gross' | 'net' | 'taskShare' | 'overFamilies' | 'human',
  head: Pick<RangesPlot, 'title' | 'about' | 'unit'>,
): Plot | null {
  const all = standingRows(run);
  const rows = all.slice(0, LINES_MAX).flatMap((row) => rangeOf(String(row.freelancer), row[key], row.origin));
  if (rows.length === 0) return null;
  const more = all.length > LINES_MAX ? ` The first ${LINES_MAX} by earnings.` : '';
  return {
    kind: 'ranges',
    ...head,
    about: `${head.about}${more}${rows.some(({ isHollow }) => isHollow) ? ' Hollow: simulated, not measured.' : ''}`,
    currency: run.analysis.currency,
    rows,
  };
}

/** Stated chances beside what passed, over all who stated one. */
function reliabilityPlot(run: ReportedRun): PointsPlot | null {
  const rows = tableNamed(run, 'reliability')?.rows ?? [];
  const points = rows.flatMap(({ freelancer, stated, passed }) => {
    const [share] = rangeOf('', passed, null);
    if (typeof stated !== 'number' || share === undefined) return [];
    return [{ label: String(freelancer), x: stated, y: share.value, low: share.low, high: share.high }];
  });
  if (points.length === 0) return null;
  return {
    kind: 'points',
    title: 'Stated chance and what passed',
    about:
      'Each point: the works of one freelancer whose bids stated about the same chance. On the line it knows its chances; below it is too sure. Wilson 95 %.',
    xTitle: 'Stated',
    yTitle: 'Passed',
    points,
  };
}

/** At least so much, and round in tenths: bins end where somebody can read it. */
function roundTop(most: number): number {
  if (most <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(most / BIN_COUNT));
  const width = [1, 2, 2.5, 5, 10].map((one) => one * size).find((one) => one * BIN_COUNT >= most) ?? 10 * size;
  return width * BIN_COUNT;
}

function bins(
  values: readonly number[],
  [from, to]: readonly [number, number],
  head: Omit<BinsPlot, 'kind' | 'bins'>,
): BinsPlot | null {
  if (values.length === 0) return null;
  const width = (to - from) / BIN_COUNT || 1;
  const at = (value: number): number => Math.min(BIN_COUNT - 1, Math.max(0, Math.floor((value - from) / width)));
  const counts = new Array<number>(BIN_COUNT).fill(0);
  for (const value of values) counts[at(value)] = (counts[at(value)] ?? 0) + 1;
  const drawn = counts.map((count, place) => ({ from: from + place * width, to: from + (place + 1) * width, count }));
  return { kind: 'bins', ...head, bins: drawn };
}

function marketPlots({ subject, analysis }: ReportedRun): (Plot | null)[] {
  if (subject.protocol === 'solo') return [];
  const { project } = subject.observed;
  const { currency } = analysis;
  const prices = project.flatMap(({ priceCents, budgetMaxCents }) =>
    priceCents === null ? [] : priceCents / budgetMaxCents,
  );
  const waits = project.flatMap(({ postedAt, awardedAt }) =>
    awardedAt === null ? [] : (awardedAt - postedAt) / HOUR_MS,
  );
  return [
    bins(prices, [0, 1], {
      title: 'Prices of awards',
      about: `Price over the budget’s maximum, ${prices.length} accepted awards.`,
      unit: 'share',
      currency,
    }),
    bins(waits, [0, roundTop(Math.max(...waits, 0))], {
      title: 'Time to the first award',
      about: `Hours of market time from posting to award, ${waits.length} projects.`,
      unit: 'hours',
      currency,
    }),
  ];
}

/** Those that would show nothing are left out. */
export function plotsOf(run: ReportedRun): Plot[] {
  const plots = [
    ranges(run, 'gross', { title: 'Earned, before fees', about: 'Sum of what was released.', unit: 'cents' }),
    ranges(run, 'net', { title: 'Net', about: 'Earned less fees and own costs.', unit: 'cents' }),
    ranges(run, 'taskShare', {
      title: 'Success',
      about: 'Passed of decided work, Wilson 95 %.',
      unit: 'share',
    }),
    ranges(run, 'human', {
      title: 'Beside the human side',
      about: 'Earned over what the human side earned on the same projects, BCa bootstrap 95 % where there is one.',
      unit: 'share',
    }),
    reliabilityPlot(run),
    ...marketPlots(run),
  ];
  return plots.filter((plot) => plot !== null);
}
