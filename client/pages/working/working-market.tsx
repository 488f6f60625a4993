/** What stands above every page of work in one market: its name, the connection, the way to its other pages. */

import { getRouteApi, Link, Outlet, useRouterState } from '@tanstack/react-router';
import { faultText } from '../../app/trouble.tsx';
import { useDesk } from '../../data/working/use-desk.ts';
import { Connection } from '../../parts/connection.tsx';
import { Loading } from '../../parts/state.tsx';
import { words } from '../../text/words.ts';
import './working.css';

const route = getRouteApi('/signed-in/working/$market');

function Tabs({ market }: { readonly market: string }) {
  const { tabs } = words.working;
  const path = useRouterState({ select: ({ location }) => location.pathname }).replace(/\/$/, '');
  const current = (end: string): 'page' | undefined => (path === `/working/${market}${end}` ? 'page' : undefined);
  return (
    <nav className="tabs" aria-label={tabs.label}>
      <Link to="/working/$market" params={{ market }} search={{}} aria-current={current('')}>
        {tabs.find}
      </Link>
      <Link to="/working/$market/mine" params={{ market }} aria-current={current('/mine')}>
        {tabs.mine}
      </Link>
      <Link to="/working/$market/money" params={{ market }} aria-current={current('/money')}>
        {tabs.money}
      </Link>
    </nav>
  );
}

export function WorkingMarket() {
  const { working } = words;
  const { market } = route.useParams();
  const { connection, fault } = useDesk(market);
  return (
    <>
      <div className="working-head">
        <span className="working-market">{market}</span>
        <Tabs market={market} />
        <Connection state={connection} />
      </div>
      {connection === 'lost' ? (
        <p className="notice" data-tone="warn">
          {working.lost}
        </p>
      ) : null}
      {fault === null ? null : (
        <p className="notice" data-tone="bad" role="alert">
          {working.ended(faultText(fault) ?? fault.message)}
        </p>
      )}
      {connection === 'catching_up' ? <Loading /> : <Outlet />}
    </>
  );
}
