/** Bids and money over market time. */

import { lazy, Suspense } from 'react';
import { useFloor } from '../../data/use-floor.ts';
import { Loading } from '../../parts/state.tsx';
import { shortCount, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';

const LivePlot = lazy(async () => ({ default: (await import('../../parts/live-plot.tsx')).LivePlot }));

interface ActivityProps {
  readonly market: string;
  readonly seesMoney: boolean;
}

/** A picture of minutes and hours. */
const PAINT_MS = 500;

export function Activity({ market, seesMoney }: ActivityProps) {
  const floor = useFloor(market, PAINT_MS);
  const { chart } = marketWords.floor;
  const { samples, currency } = floor;
  const left = { scale: 'left', format: shortCount } as const;
  const right = { scale: 'right', format: (cents: number) => shortMoney(cents, currency) } as const;
  const series = [
    { label: chart.bids, colour: '--series-1', values: samples.map(({ bids }) => bids), ...left },
    ...(seesMoney
      ? [
          {
            label: chart.released,
            colour: '--series-3',
            values: samples.map(({ releasedCents }) => releasedCents),
            ...right,
          },
        ]
      : [
          {
            label: chart.awards,
            colour: '--series-2',
            values: samples.map(({ awards }) => awards),
            ...right,
            format: shortCount,
          },
        ]),
  ];
  return (
    <section className="card" aria-labelledby="activity-title">
      <div className="card-head">
        <h2 id="activity-title">{chart.title}</h2>
        <div className="legend">
          {series.map(({ label, colour }) => (
            <span key={label} className="legend-key" style={{ '--key': `var(${colour})` } as React.CSSProperties}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <div className="card-body">
        <Suspense fallback={<Loading />}>
          <LivePlot label={chart.title} times={samples.map(({ at }) => at)} series={series} />
        </Suspense>
      </div>
    </section>
  );
}
