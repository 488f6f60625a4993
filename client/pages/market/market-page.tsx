/** What stands above every page of one market: its name, its state, its clock, and the way to its other pages. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { marketQuery } from '../../data/market.ts';
import { words } from '../../text/words.ts';
import { ClockHand, clockText } from '../markets/clock.tsx';
import { MarketState, roleText, stateOf } from '../markets/market-line.tsx';
import { tabsOf } from './tabs.ts';

const route = getRouteApi('/signed-in/markets/$market');
const REFRESH_MS = 5_000;

function Tabs({ market }: { readonly market: string }) {
  const bar = useRef<HTMLElement>(null);
  const place = useLocation({ select: ({ pathname }) => pathname });
  // On a phone not all fit: the one where one is must be among those that are seen.
  useEffect(() => {
    const current = place === '' ? null : bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current !== null && current) bar.current.scrollLeft = current.offsetLeft - bar.current.offsetLeft;
  }, [place]);
  return (
    <nav className="tabs" aria-label={words.markets.tabs.label} ref={bar}>
      {tabsOf().map(({ to, text }) => (
        // The router says which one is the current page; only the floor's address is the beginning of all others.
        <Link
          key={to}
          to={to}
          params={{ market }}
          activeOptions={{ exact: to === '/markets/$market', includeSearch: false }}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

export function MarketPage() {
  const { market } = route.useParams();
  const { data: now } = useSuspenseQuery({ ...marketQuery(market), refetchInterval: REFRESH_MS });
  const { clock, you } = now;
  return (
    <>
      <div className="page-head">
        <div>
          <Link className="soft" to="/markets">
            {words.markets.allMarkets}
          </Link>
          <h1>{market}</h1>
          <div className="row">
            <MarketState state={stateOf({ status: 'opened' }, now)} />
            <span className="soft">{roleText(you)}</span>
            <span className="soft">{clockText(clock)}</span>
          </div>
        </div>
        {you.kind === 'owner' && now.status === 'open' && clock.kind !== 'wall' ? (
          <ClockHand market={market} clock={clock} />
        ) : null}
      </div>
      <Tabs market={market} />
      <Outlet />
    </>
  );
}
