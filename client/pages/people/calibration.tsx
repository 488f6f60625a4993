/** How often deliveries passed, by how sure the bid was. On the line, somebody knows what they can do. */

import { useMemo } from 'react';
import type { CalibrationBin } from '../../data/calibration.ts';
import { Picture, Plot } from '../../parts/picture.tsx';
import { wholePercent } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';

const DIAGONAL = [0, 1].map((value) => ({ x: value, y: value }));

export function Calibration({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const make = useMemo(
    () =>
      (colour: (token: string) => string): Plot.PlotOptions => ({
        x: { domain: [0, 1], label: resultWords.people.stated, tickFormat: wholePercent },
        y: { domain: [0, 1], label: resultWords.people.happened, tickFormat: wholePercent, grid: true },
        r: { range: [3, 14] },
        marks: [
          Plot.line(DIAGONAL, { x: 'x', y: 'y', stroke: colour('--line-strong'), strokeDasharray: '3,4' }),
          Plot.dot(bins, {
            x: 'stated',
            y: 'passed',
            r: 'count',
            fill: colour('--series-1'),
            fillOpacity: 0.75,
            title: ({ count }: CalibrationBin) => String(count),
          }),
        ],
      }),
    [bins],
  );
  return <Picture label={resultWords.people.calibrationLabel} make={make} height={280} />;
}
