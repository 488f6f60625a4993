/** The list of one's tournaments. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TournamentStatus } from '../../../server/protocol/sdk/tournament-calls.ts';
import { useTitle } from '../../app/title.ts';
import { tournamentsQuery } from '../../data/tournaments.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { ListPage } from '../../parts/list-page.tsx';
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
  const { columns } = text;
  return (
    <ListPage
      title={text.title}
      text={text.text}
      create={
        <ButtonLink kind="primary" to="/tournaments/new">
          {text.create}
        </ButtonLink>
      }
      none={[text.none, text.noneText]}
      columns={[
        { title: columns.name },
        { title: columns.state },
        { title: columns.protocol },
        { title: columns.progress },
        { title: columns.markets },
        { title: columns.actions },
      ]}
      lines={data.map((status) => <Row key={status.tournament} status={status} />)}
    />
  );
}
