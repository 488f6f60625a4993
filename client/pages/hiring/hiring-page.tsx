/** Where hiring begins: the markets in which the account is an employer; where there is one, its projects at once. */

import { Navigate } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { useAccount } from '../../data/session.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { SeatList } from '../../parts/seat-list.tsx';
import { hiringWords } from '../../text/hiring-words.ts';

export function HiringPage() {
  const { hiring } = hiringWords;
  useTitle(hiring.title);
  const account = useAccount();
  const seats = (account?.seats ?? []).filter(({ roles }) => roles.includes('employer'));
  const [first] = seats;
  if (first !== undefined && seats.length === 1) {
    return <Navigate to="/hiring/$market" params={{ market: first.market }} search={{}} replace />;
  }
  return (
    <SeatList
      title={hiring.title}
      text={hiring.markets}
      none={[hiring.none, hiring.noneText]}
      markets={seats.map(({ market }) => market)}
      enter={(market) => (
        <ButtonLink to="/hiring/$market" params={{ market }} search={{}}>
          {hiring.openMarket(market)}
        </ButtonLink>
      )}
    />
  );
}
