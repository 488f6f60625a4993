/** A sweep as a plot: share of projects passed and net earnings, each against the stated size. */

import { type Plot, type PlotPoint, svgPlot } from './svg-plot.ts';
import { SWEEP_NOTE, type Sweep, type SweepPoint } from './sweep.ts';

/** Half of a note's line; the whole would run out of the picture. */
const NOTE_WIDTH = 110;

function broken(note: string): string[] {
  const lines: string[] = [''];
  for (const word of note.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= NOTE_WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** Hollow: answered at an address of one's own. */
function pointOf({ name, endpoint, parametersBillion }: SweepPoint, y: number): Omit<PlotPoint, 'low' | 'high'> {
  return { label: name, x: parametersBillion, y, isHollow: endpoint !== null };
}

export function sweepSvg({ points }: Sweep): string {
  const known = points.flatMap((point) => {
    const { taskShare, low, high } = point;
    return taskShare === null ? [] : [{ ...pointOf(point, taskShare), low, high }];
  });
  const dollars = points.map((point) => ({ ...pointOf(point, point.netCents / 100), low: null, high: null }));
  const amounts = dollars.map(({ y }) => y);
  const panels: Plot['panels'] = [
    {
      title: 'Projects passed, of those with a verdict (95 % interval)',
      ...{ yMin: 0, yMax: 1, yText: (value: number) => `${Math.round(100 * value)} %`, points: known },
    },
    {
      title: 'Net earnings in dollars',
      ...{ yMin: Math.min(0, ...amounts), yMax: Math.max(1, ...amounts) },
      yText: (value) => value.toFixed(0),
      points: dollars,
    },
  ];
  return svgPlot({
    title: 'Success and earnings against the size of the model',
    xTitle: 'stated parameters in billions (logarithmic)',
    notes: [...broken(SWEEP_NOTE), 'Hollow: answered at an address of its own.'],
    panels: panels.filter((panel) => panel.points.length > 0),
  });
}
