/** The list of one's markets: what each is doing, and for its owner the hand on its clock. */

import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { useTitle } from '../../app/title.ts';
import { marketQuery, seatsQuery } from '../../data/market.ts';
import { Empty } from '../../parts/state.tsx';
import { words } from '../../text/words.ts';
import { MarketLine } from './market-line.tsx';

const REFRESH_MS = 3_000;

export function MarketsPage() {
  const { markets } = words;
  useTitle(markets.title);
  const { data: seats } = useSuspenseQuery({ ...seatsQuery, refetchInterval: REFRESH_MS });
  const opened = seats.filter(({ status }) => status === 'opened');
  const known = useQueries({
    queries: opened.map(({ market }) => ({ ...marketQuery(market), refetchInterval: REFRESH_MS })),
  });
  const nowOf = new Map(opened.map(({ market }, index) => [market, known[index]?.data]));
  const { columns } = markets;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{markets.title}</h1>
          <p>{markets.text}</p>
        </div>
      </div>
      {seats.length === 0 ? (
        <div className="card">
          <Empty title={markets.none}>
            <p>{markets.noneText}</p>
          </Empty>
        </div>
      ) : (
        <section className="card table-scroll" aria-label={markets.title}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.market}</th>
                <th scope="col">{columns.state}</th>
                <th scope="col">{columns.you}</th>
                <th scope="col" className="number">
                  {columns.projects}
                </th>
                <th scope="col" className="number">
                  {columns.open}
                </th>
                <th scope="col" className="number">
                  {columns.bids}
                </th>
                <th scope="col" className="number">
                  {columns.deliveries}
                </th>
                <th scope="col">{columns.clock}</th>
              </tr>
            </thead>
            <tbody>
              {seats.map((seat) => (
                <MarketLine key={seat.market} seat={seat} now={nowOf.get(seat.market)} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
