/** The list of one's tournaments. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TournamentStatus } from '../../../server/protocol/sdk/tournament-calls.ts';
import { useTitle } from '../../app/title.ts';
import { tournamentsQuery } from '../../data/tournaments.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { count } from '../../text/format.ts';
import { tournamentWords } from '../../text/tournament-words.ts';
import { TournamentControl, TournamentState } from './tournament-control.tsx';

function Row({ status }: { readonly status: TournamentStatus }) {
  const { tournaments: text } = tournamentWords;
  return (
    <tr>
      <td>
        <Link className="strong" to="/tournaments/$tournament" params={{ tournament: status.tournament }}>
          {status.tournament}
        </Link>
      </td>
      <td>
        <TournamentState state={status.state} />
      </td>
      <td>{text.protocols[status.protocol]}</td>
      <td>
        {status.progress === null ? '–' : text.progress(count(status.progress.done), count(status.progress.total))}
      </td>
      <td>{count(status.markets.length)}</td>
      <td>
        <TournamentControl status={status} />
      </td>
    </tr>
  );
}

export function TournamentsPage() {
  const { tournaments: text } = tournamentWords;
  const { data } = useSuspenseQuery(tournamentsQuery);
  useTitle(text.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p>{text.text}</p>
        </div>
        <ButtonLink kind="primary" to="/tournaments/new">
          {text.create}
        </ButtonLink>
      </div>
      <section className="card table-scroll" aria-label={text.title}>
        {data.length === 0 ? (
          <Empty title={text.none}>
            <p>{text.noneText}</p>
          </Empty>
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{text.columns.name}</th>
                <th scope="col">{text.columns.state}</th>
                <th scope="col">{text.columns.protocol}</th>
                <th scope="col">{text.columns.progress}</th>
                <th scope="col">{text.columns.markets}</th>
                <th scope="col">{text.columns.actions}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((status) => (
                <Row key={status.tournament} status={status} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
