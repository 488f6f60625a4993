/** Where hiring begins: the markets in which the account is an employer; where there is one, its projects at once. */

import { Link, Navigate } from '@tanstack/react-router';
import { useTitle } from '../../app/title.ts';
import { useAccount } from '../../data/session.ts';
import { Empty } from '../../parts/state.tsx';
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
    <>
      <h1>{hiring.title}</h1>
      <section className="card" aria-label={hiring.markets}>
        {seats.length === 0 ? (
          <Empty title={hiring.none}>
            <p>{hiring.noneText}</p>
          </Empty>
        ) : (
          <ul className="card-body stack">
            {seats.map(({ market }) => (
              <li key={market}>
                <Link className="strong" to="/hiring/$market" params={{ market }} search={{}}>
                  {market}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
