/** What stands above every page of hiring in one market: its pages, the wallet, and whether the page is up to date. */

import { getRouteApi, Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type LiveMarket, LiveProvider, useFollowed } from '../../data/hiring/live.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Connection } from '../../parts/connection.tsx';
import { Loading } from '../../parts/state.tsx';
import { hiringWords } from '../../text/hiring-words.ts';
import './hiring.css';

const route = getRouteApi('/signed-in/hiring/$market');

function Pages({ live }: { readonly live: LiveMarket }) {
  const { market, connection, seen } = live;
  const { hiring } = hiringWords;
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const money = path.endsWith('/money');
  return (
    <div className="hiring-bar">
      <span className="hiring-market">{market}</span>
      <nav className="tabs" aria-label={hiring.pages}>
        <Link
          to="/hiring/$market"
          params={{ market }}
          search={{}}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={money ? undefined : 'page'}
        >
          {hiring.myProjects}
        </Link>
        <Link to="/hiring/$market/money" params={{ market }} aria-current={money ? 'page' : undefined}>
          {hiring.money}
        </Link>
      </nav>
      <Connection state={connection} cursor={seen.cursor} />
      <ButtonLink kind="primary" to="/hiring/$market/post" params={{ market }}>
        {hiring.post}
      </ButtonLink>
    </div>
  );
}

export function HiringMarketPage() {
  const { market } = route.useParams();
  const live = useFollowed(market);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <>
      {path.endsWith('/post') ? null : <Pages live={live} />}
      {live.connection === 'lost' ? (
        <p className="notice" data-tone="warn">
          {hiringWords.hiring.reconnecting}
        </p>
      ) : null}
      {live.opened ? (
        <LiveProvider value={live}>
          <Outlet />
        </LiveProvider>
      ) : (
        <Loading />
      )}
    </>
  );
}
