/** How often deliveries passed, by how sure the bid was. On the line, somebody knows what they can do. */

import { useMemo } from 'react';
import type { CalibrationBin } from '../../data/calibration.ts';
import { Picture, Plot } from '../../parts/picture.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { count, wholePercent } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';

const DIAGONAL = [0, 1].map((value) => ({ x: value, y: value }));

/** The same in numbers. */
function Bins({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const { people: text } = resultWords;
  const columns = [text.stated, text.happened, text.judged].map((title) => ({ title, numeric: true }));
  return (
    <div className="table-scroll">
      <table className="table" aria-label={text.calibrationLabel}>
        <TableHead columns={columns} />
        <tbody>
          {bins.map(({ stated, passed, count: judged }) => (
            <tr key={stated}>
              <td className="number">{wholePercent(stated)}</td>
              <td className="number">{wholePercent(passed)}</td>
              <td className="number">{count(judged)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

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
            title: ({ count: judged }: CalibrationBin) => count(judged),
          }),
        ],
      }),
    [bins],
  );
  return (
    <>
      <Picture label={resultWords.people.calibrationLabel} make={make} height={280} />
      <Bins bins={bins} />
    </>
  );
}
