/** The live floor: projects arrive, bids fall, time runs out, work is delivered and judged, money moves. */

import './floor.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { liveFloor } from '../../data/live-floor.ts';
import { marketQuery } from '../../data/market.ts';
import { useFollowing, useNames } from '../../data/use-floor.ts';
import { Connection } from '../../parts/connection.tsx';
import { Loading } from '../../parts/state.tsx';
import { words } from '../../text/words.ts';
import { Activity } from './activity.tsx';
import { Feed } from './feed.tsx';
import { Figures } from './figures.tsx';
import { ProjectBoard } from './project-board.tsx';

const route = getRouteApi('/signed-in/markets/$market/');

export function FloorPage() {
  const { market } = route.useParams();
  const { connection, opened, fault } = useFollowing(market);
  const { data } = useSuspenseQuery(marketQuery(market));
  const nameOf = useNames(market);
  const seesMoney = data.you.kind === 'owner';
  useTitle(`${words.markets.tabs.floor} · ${market}`);
  if (fault !== null) throw fault;
  return (
    <>
      <div className="row">
        <Connection state={connection} cursor={liveFloor(market).floor().cursor} />
      </div>
      {opened ? (
        <>
          <Figures market={market} seesMoney={seesMoney} />
          <Activity market={market} seesMoney={seesMoney} />
          <div className="floor">
            <ProjectBoard market={market} nameOf={nameOf} />
            <Feed market={market} nameOf={nameOf} />
          </div>
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}
