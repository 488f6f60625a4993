/** Where work begins: the markets in which one is a freelancer. Whoever has one only is led there. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { seatsQuery } from '../../data/market.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { SeatList } from '../../parts/seat-list.tsx';
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
    <SeatList
      title={working.title}
      text={working.text}
      none={[working.none, working.noneText]}
      markets={seats.map(({ market }) => market)}
      enter={(market) => (
        <ButtonLink to="/working/$market" params={{ market }} search={{}}>
          {working.openMarket(market)}
        </ButtonLink>
      )}
    />
  );
}
