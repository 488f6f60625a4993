/** Where work begins: the markets in which one is a freelancer. Whoever has one only is led there. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { seatsQuery } from '../../data/market.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { workingWords } from '../../text/working-words.ts';

export function WorkingPage() {
  const { working } = workingWords;
  useTitle(working.title);
  const { data } = useSuspenseQuery(seatsQuery);
  const seats = data.filter(({ status, roles }) => status === 'opened' && roles.includes('freelancer'));
  const [first] = seats;
  if (seats.length === 1 && first !== undefined) {
    return <Navigate to="/working/$market" params={{ market: first.market }} search={{}} replace />;
  }
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{working.title}</h1>
          <p>{working.text}</p>
        </div>
      </div>
      {seats.length === 0 ? (
        <div className="card">
          <Empty title={working.none}>
            <p>{working.noneText}</p>
          </Empty>
        </div>
      ) : (
        <ul className="stack">
          {seats.map(({ market }) => (
            <li key={market} className="card card-head">
              <h2>{market}</h2>
              <ButtonLink to="/working/$market" params={{ market }} search={{}}>
                {working.openMarket(market)}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
