/** Plots as SVG that stands in a page: colours are the page's, so that they follow light, dark and paper. */

import { numberText } from '../analysis/analysis-text.ts';
import { xmlText } from '../svg-plot.ts';
import { printable, truncated } from '../text-width.ts';
import type { BinsPlot, Plot, PointsPlot, RangesPlot } from './report-model.ts';

const WIDTH = 520;
const ROW = 24;
const LABEL = 150;
const RIGHT = 70;
const LABEL_COLUMNS = 22;
const TOP = 8;
const AXIS = 24;
const PLOT = 220;

const at = (value: number): string => value.toFixed(1);
const said = (text: string): string => xmlText(printable(text));

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end', kind = ''): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}"${kind}>${said(words)}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${kind}"/>`;
}

function drawing(height: number, title: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${WIDTH} ${at(height)}" role="img" aria-label="${said(title)}">${parts.join('')}</svg>`;
}

/** Round steps, at most six. */
function ticksOf(low: number, high: number): number[] {
  const raw = (high - low) / 4;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * size).find((one) => one >= raw) ?? raw;
  const ticks: number[] = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step)
    ticks.push(tick === 0 ? 0 : tick);
  return ticks;
}

/** From zero, or what lies below it, to the most. A share of a whole shows the whole. */
function extentOf(values: readonly number[], isShare: boolean): { readonly low: number; readonly high: number } {
  const low = Math.min(0, ...values);
  const most = Math.max(...values);
  const high = isShare && most <= 1 ? 1 : most;
  return high > low ? { low, high } : { low, high: low + 1 };
}

function rangesSvg({ title, rows, unit, currency }: RangesPlot): string {
  const values = rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const { low: least, high: most } = extentOf(values, unit === 'share');
  const right = WIDTH - RIGHT;
  const x = (value: number): number => LABEL + ((right - LABEL) * (value - least)) / (most - least);
  const bottom = TOP + rows.length * ROW;
  const ticks = ticksOf(least, most).flatMap((tick) => [
    line(x(tick), TOP, x(tick), bottom, 'grid'),
    text(x(tick), bottom + 16, axisText(tick, unit, currency), 'middle', ' class="soft"'),
  ]);
  const marks = rows.flatMap(({ label, value, low, high, isHollow }, index) => {
    const y = TOP + index * ROW + ROW / 2;
    const bar = low === null || high === null ? [] : [line(x(low), y, x(high), y, 'bar')];
    return [
      text(LABEL - 10, y + 4, truncated(printable(label), LABEL_COLUMNS), 'end'),
      ...bar,
      `<circle cx="${at(x(value))}" cy="${at(y)}" r="4.5" class="${isHollow ? 'hollow' : 'dot'}"/>`,
      text(right + 8, y + 4, valueText(value, unit, currency), 'start'),
    ];
  });
  return drawing(bottom + AXIS, title, [...ticks, ...marks]);
}

/** From here on cents say nothing that an eye can see. */
const WHOLE_FROM_CENTS = 1_000_000;

/** Short enough for an axis. */
function axisText(value: number, unit: RangesPlot['unit'], currency: string): string {
  if (unit === 'share') return `${Number((value * 100).toFixed(1))} %`;
  if (unit === 'hours') return String(Number(value.toPrecision(2)));
  if (unit !== 'cents') return numberText(value, unit, currency);
  const rounded = Math.abs(value) >= WHOLE_FROM_CENTS ? Math.round(value / 100) * 100 : value;
  return numberText(rounded, unit, currency).replace(/\.00$/, '');
}

/** Beside a line: all of a column with as many places. */
function valueText(value: number, unit: RangesPlot['unit'], currency: string): string {
  const isLong = unit === 'cents' && Math.abs(value) >= WHOLE_FROM_CENTS;
  return isLong ? axisText(value, unit, currency) : numberText(value, unit, currency);
}

function pointsSvg({ title, points, xTitle, yTitle }: PointsPlot): string {
  const [left, right] = [56, WIDTH - 20];
  const bottom = TOP + PLOT;
  const x = (share: number): number => left + (right - left) * share;
  const y = (share: number): number => bottom - PLOT * share;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((tick) => [
    line(left, y(tick), right, y(tick), 'grid'),
    text(left - 8, y(tick) + 4, axisText(tick, 'share', ''), 'end', ' class="soft"'),
    text(x(tick), bottom + 16, axisText(tick, 'share', ''), 'middle', ' class="soft"'),
  ]);
  const marks = points.flatMap(({ label, x: stated, y: passed, low, high }) => [
    ...(low === null || high === null ? [] : [line(x(stated), y(low), x(stated), y(high), 'axis')]),
    `<circle cx="${at(x(stated))}" cy="${at(y(passed))}" r="5" class="dot"><title>${said(label)}</title></circle>`,
  ]);
  return drawing(bottom + 2 * AXIS, title, [
    ...grid,
    line(x(0), y(0), x(1), y(1), 'axis'),
    ...marks,
    text((left + right) / 2, bottom + 36, xTitle, 'middle'),
    text(left + 4, TOP + 12, yTitle, 'start'),
  ]);
}

function binsSvg({ title, bins, unit, currency }: BinsPlot): string {
  const [left, right] = [40, WIDTH - 20];
  const bottom = TOP + PLOT * 0.7;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const width = (right - left) / Math.max(1, bins.length);
  const y = (count: number): number => bottom - ((bottom - TOP - 14) * count) / most;
  const marks = bins.flatMap(({ from, count }, index) => {
    const from0 = left + index * width;
    const bar = `<rect x="${at(from0 + 1)}" y="${at(y(count))}" width="${at(width - 2)}" height="${at(bottom - y(count))}" class="fill"/>`;
    const figure = count === 0 ? [] : [text(from0 + width / 2, y(count) - 4, String(count), 'middle')];
    const tick = text(from0, bottom + 16, axisText(from, unit, currency), 'middle', ' class="soft"');
    return [...(count === 0 ? [] : [bar]), ...figure, ...(index % 2 === 0 ? [tick] : [])];
  });
  const last = bins.at(-1);
  const end =
    last === undefined ? [] : [text(right, bottom + 16, axisText(last.to, unit, currency), 'middle', ' class="soft"')];
  return drawing(bottom + AXIS, title, [line(left, bottom, right, bottom, 'axis'), ...marks, ...end]);
}

export function plotSvg(plot: Plot): string {
  if (plot.kind === 'ranges') return rangesSvg(plot);
  return plot.kind === 'points' ? pointsSvg(plot) : binsSvg(plot);
}
