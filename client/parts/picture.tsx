/** A picture of results. Loaded only by pages that show one: the library comes with it. */

import * as Plot from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import { useTheme } from '../app/theme.ts';
import { axisTimes } from '../text/format.ts';

interface PictureProps {
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly height?: number;
  /** Makes the picture anew for each width and theme; `colour` reads a token, as `--series-1`. */
  readonly make: (colour: (token: string) => string) => Plot.PlotOptions;
}

const colour = (token: string): string => getComputedStyle(document.documentElement).getPropertyValue(token).trim();

const WIDTH_MIN = 240;

export function Picture({ label, height = 260, make }: PictureProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const theme = useTheme();

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const watching = new ResizeObserver(() => setWidth(element.clientWidth));
    watching.observe(element);
    return () => watching.disconnect();
  }, []);

  useEffect(() => {
    const element = box.current;
    if (element === null || width === 0 || theme === undefined) return undefined;
    const options = make(colour);
    const drawn = Plot.plot({
      height,
      width: Math.max(WIDTH_MIN, width),
      className: 'picture',
      marginLeft: 60,
      ...options,
    });
    // The page's own style sheet says what these would; the policy would stop them, and say so.
    for (const style of drawn.querySelectorAll('style')) style.remove();
    // Names of its marks for those who hear it: the box says what the whole shows, and a group may have no name.
    for (const part of drawn.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label');
    element.append(drawn);
    return () => drawn.remove();
  }, [height, make, theme, width]);

  return <div className="picture-box" ref={box} role="img" aria-label={label} />;
}

/** The axis of time below a picture, in the words of this reader's locale. */
export function timeAxis(): Plot.Markish {
  const marksOf = (data: unknown): readonly number[] => (Array.isArray(data) ? data.map(Number) : []);
  return Plot.axisX({
    label: null,
    tickSpacing: 96,
    // Asked mark by mark, with all of them beside it.
    tickFormat: (_at: Date, index: number, data: unknown) => axisTimes(marksOf(data))[index] ?? '',
  } as Plot.AxisXOptions);
}

export { Plot };
