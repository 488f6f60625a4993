/** What stands above every page of one market: its name, its state, its clock, and the way to its other pages. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet, useRouterState } from '@tanstack/react-router';
import { marketQuery } from '../../data/market.ts';
import { words } from '../../text/words.ts';
import { ClockControl, clockText } from '../markets/clock-control.tsx';
import { MarketState, roleText, stateOf } from '../markets/market-line.tsx';
import { tabsOf } from './tabs.ts';

const route = getRouteApi('/signed-in/markets/$market');
const REFRESH_MS = 5_000;

function Tabs({ market }: { readonly market: string }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const here = path.replace(/\/$/, '');
  return (
    <nav className="tabs" aria-label={words.markets.tabs.label}>
      {tabsOf().map(({ to, text }) => {
        const target = to.replace('$market', market).replace(/\/$/, '');
        return (
          <Link key={to} to={to} params={{ market }} aria-current={here === target ? 'page' : undefined}>
            {text}
          </Link>
        );
      })}
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
        {you.kind === 'owner' && clock.kind !== 'wall' ? <ClockControl market={market} clock={clock} /> : null}
      </div>
      <Tabs market={market} />
      <Outlet />
    </>
  );
}
