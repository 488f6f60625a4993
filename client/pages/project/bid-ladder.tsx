/** How the bids of a project fell: each bid where it was placed, the lowest as a step line, the award, the price. */

import { useMemo } from 'react';
import { Picture, Plot, timeAxis } from '../../parts/picture.tsx';
import { shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { CENTS, type Ladder, type Point } from './ladder.ts';

interface BidLadderProps {
  readonly ladder: Ladder;
  readonly currency: string;
  readonly budgetMaxCents: number;
}

export function BidLadder({ ladder, currency, budgetMaxCents }: BidLadderProps) {
  const { ladder: text } = marketWords.project;
  const make = useMemo(() => {
    const { bids, lowest, price } = ladder;
    const written = (dollars: number): string => shortMoney(Math.round(dollars * CENTS), currency);
    return (colour: (token: string) => string): Plot.PlotOptions => ({
      x: { type: 'time', axis: null },
      y: {
        label: null,
        grid: true,
        tickFormat: written,
        domain: [0, Math.max(budgetMaxCents / CENTS, ...bids.map(({ dollars }) => dollars))],
      },
      marks: [
        timeAxis(),
        Plot.ruleY([budgetMaxCents / CENTS], { stroke: colour('--line-strong'), strokeDasharray: '2,4' }),
        ...(price === null ? [] : [Plot.ruleY([price], { stroke: colour('--series-3'), strokeWidth: 1.5 })]),
        Plot.lineY(lowest, {
          x: 'at',
          y: 'dollars',
          curve: 'step-after',
          stroke: colour('--series-1'),
          strokeWidth: 2,
        }),
        Plot.dot(bids, {
          x: 'at',
          y: 'dollars',
          r: ({ won }: Point) => (won ? 6 : 3.5),
          fill: ({ won }: Point) => (won ? colour('--series-3') : colour('--surface')),
          stroke: ({ won }: Point) => (won ? colour('--series-3') : colour('--series-1')),
          strokeWidth: 1.5,
          title: ({ who, dollars }: Point) => `${who}: ${written(dollars)}`,
        }),
      ],
    });
  }, [budgetMaxCents, currency, ladder]);
  return (
    <>
      <div className="legend">
        <span className="legend-key" style={{ '--key': 'var(--series-1)' } as React.CSSProperties}>
          {text.lowest}
        </span>
        {ladder.price === null ? null : (
          <span className="legend-key" style={{ '--key': 'var(--series-3)' } as React.CSSProperties}>
            {text.winner}, {text.price}
          </span>
        )}
      </div>
      <Picture label={text.label} make={make} height={240} />
    </>
  );
}
