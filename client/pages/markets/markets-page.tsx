/** The list of one's markets: what each is doing, and for its owner the hand on its clock. */

import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { useTitle } from '../../app/title.ts';
import { marketQuery, seatsQuery } from '../../data/market.ts';
import { ListPage } from '../../parts/list-page.tsx';
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
  const figures = [columns.projects, columns.open, columns.bids, columns.deliveries];
  return (
    <ListPage
      title={markets.title}
      text={markets.text}
      none={[markets.none, markets.noneText]}
      columns={[
        ...[columns.market, columns.state, columns.you].map((title) => ({ title })),
        ...figures.map((title) => ({ title, numeric: true })),
        { title: columns.clock },
      ]}
      lines={seats.map((seat) => <MarketLine key={seat.market} seat={seat} now={nowOf.get(seat.market)} />)}
    />
  );
}
