/** The live floor: projects arrive, bids fall, time runs out, work is delivered and judged, money moves. */

import './floor.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { marketQuery } from '../../data/market.ts';
import { useFloor, useMarketNow, useNames } from '../../data/use-floor.ts';
import { Connection } from '../../parts/connection.tsx';
import { words } from '../../text/words.ts';
import { Activity } from './activity.tsx';
import { Feed } from './feed.tsx';
import { Figures } from './figures.tsx';
import { ProjectBoard } from './project-board.tsx';

const route = getRouteApi('/signed-in/markets/$market/');

export function FloorPage() {
  const { market } = route.useParams();
  const { floor, connection, fault } = useFloor(market);
  const { data } = useSuspenseQuery(marketQuery(market));
  const now = useMarketNow(market, floor.at);
  const nameOf = useNames(market);
  const seesMoney = data.you.kind === 'owner';
  useTitle(`${words.markets.tabs.floor} · ${market}`);
  if (fault !== null) throw fault;
  return (
    <>
      <div className="row">
        <Connection state={connection} />
      </div>
      <Figures floor={floor} now={now} seesMoney={seesMoney} />
      <Activity floor={floor} seesMoney={seesMoney} />
      <div className="floor">
        <ProjectBoard market={market} floor={floor} now={now} nameOf={nameOf} />
        <Feed market={market} floor={floor} nameOf={nameOf} />
      </div>
    </>
  );
}
