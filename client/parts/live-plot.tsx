/** A series that grows while one looks. Loaded only by pages that show one: the library comes with it. */

import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { useTheme } from '../app/theme.ts';
import { axisTimes } from '../text/format.ts';

export interface PlotSeries {
  readonly label: string;
  /** Name of a colour token, as `--series-1`. */
  readonly colour: string;
  readonly values: readonly number[];
  /** Series of one scale share an axis; the second scale stands on the right. */
  readonly scale: 'left' | 'right';
  readonly format: (value: number) => string;
}

interface LivePlotProps {
  readonly label: string;
  /** Epoch milliseconds, ascending. */
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
  readonly height?: number;
}

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function optionsOf(series: readonly PlotSeries[], width: number, height: number): UPlot.Options {
  const axis = { stroke: token('--ink-faint'), grid: { stroke: token('--line'), width: 1 }, ticks: { show: false } };
  const timeAxis = { ...axis, space: 72, values: (_plot: UPlot, marks: number[]) => [...axisTimes(marks)] };
  const formatOf = (scale: 'left' | 'right') => series.find((one) => one.scale === scale)?.format ?? String;
  const sideAxis = (scale: 'left' | 'right'): UPlot.Axis => ({
    ...axis,
    scale,
    side: scale === 'left' ? 3 : 1,
    size: 62,
    values: (_plot, splits) => splits.map((value) => formatOf(scale)(value)),
    ...(scale === 'right' ? { grid: { show: false } } : {}),
  });
  const scales = [...new Set(series.map(({ scale }) => scale))];
  return {
    width,
    height,
    ms: 1,
    legend: { show: false },
    cursor: { y: false },
    padding: [8, 8, 0, 0],
    scales: { x: { time: true } },
    axes: [timeAxis, ...scales.map(sideAxis)],
    series: [
      {},
      ...series.map(({ label, colour, scale }) => ({
        label,
        scale,
        stroke: token(colour),
        width: 1.75,
        points: { show: false },
      })),
    ],
  };
}

/** Both the theme and the set of series are part of how a plot is made; the values alone are not. */
export function LivePlot({ label, times, series, height = 190 }: LivePlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const theme = useTheme();
  const latest = useRef(series);
  latest.current = series;
  const shape = series.map(({ label: name, colour, scale }) => `${name}/${colour}/${scale}`).join();
  const data = [times, ...series.map(({ values }) => values)] as unknown as UPlot.AlignedData;
  const dataNow = useRef(data);
  dataNow.current = data;

  useEffect(() => {
    const element = box.current;
    // Named so that the effect runs again when one of them changes: colours are read when a plot is made.
    if (element === null || shape === '' || theme === undefined) return undefined;
    const made = new UPlot(optionsOf(latest.current, element.clientWidth, height), dataNow.current, element);
    plot.current = made;
    const watching = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watching.observe(element);
    return () => {
      watching.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [height, shape, theme]);

  useEffect(() => {
    plot.current?.setData(data);
  });

  return <div ref={box} role="img" aria-label={label} />;
}
