/** What stands above every page of work in one market: its name, the connection, the way to its other pages. */

import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { faultText } from '../../app/trouble.tsx';
import { useDesk } from '../../data/working/use-desk.ts';
import { Connection } from '../../parts/connection.tsx';
import { Loading } from '../../parts/state.tsx';
import { workingWords } from '../../text/working-words.ts';
import { BarAtWork } from '../taking-part/study-bar.tsx';
import './working.css';

const route = getRouteApi('/signed-in/working/$market');

/** The router marks the link of the page that is shown; a search within it is the same page. */
const EXACT = { activeOptions: { exact: true, includeSearch: false } } as const;

function Tabs({ market }: { readonly market: string }) {
  const { tabs } = workingWords.working;
  return (
    <nav className="tabs" aria-label={tabs.label}>
      <Link {...EXACT} to="/working/$market" params={{ market }} search={{}}>
        {tabs.find}
      </Link>
      <Link {...EXACT} to="/working/$market/mine" params={{ market }}>
        {tabs.mine}
      </Link>
      <Link {...EXACT} to="/working/$market/money" params={{ market }}>
        {tabs.money}
      </Link>
    </nav>
  );
}

export function WorkingMarket() {
  const { working } = workingWords;
  const { market } = route.useParams();
  const { connection, opened, fault, market: seen } = useDesk(market);
  return (
    <>
      <BarAtWork market={market} />
      <div className="working-head">
        <span className="working-market">{market}</span>
        <Tabs market={market} />
        <Connection state={connection} cursor={seen.cursor} />
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
      {opened ? <Outlet /> : <Loading />}
    </>
  );
}
