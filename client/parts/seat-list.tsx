/** Markets in which one has a seat of some kind, and the way into each. */

import type { ReactNode } from 'react';
import { Empty } from './state.tsx';

interface SeatListProps {
  readonly title: string;
  readonly text: string;
  /** Where there is no such market: in a few words, and what to do about it. */
  readonly none: readonly [string, string];
  readonly markets: readonly string[];
  readonly enter: (market: string) => ReactNode;
}

export function SeatList({ title, text, none, markets, enter }: SeatListProps) {
  const [noneTitle, noneText] = none;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          <p>{text}</p>
        </div>
      </div>
      {markets.length === 0 ? (
        <div className="card">
          <Empty title={noneTitle}>
            <p>{noneText}</p>
          </Empty>
        </div>
      ) : (
        <ul className="stack">
          {markets.map((market) => (
            <li key={market} className="card card-head">
              <h2>{market}</h2>
              {enter(market)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
