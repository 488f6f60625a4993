/** One tournament: how far it is, its markets, and its standing when it is over. */

import '../standing/standing.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import {
  resultFiles,
  type TournamentStanding,
  type TournamentStatus,
} from '../../../server/protocol/sdk/tournament-calls.ts';
import { useTitle } from '../../app/title.ts';
import { tournamentQuery, tournamentStandingQuery } from '../../data/tournaments.ts';
import { SortTable } from '../../parts/sort-table.tsx';
import { count } from '../../text/format.ts';
import { tournamentWords } from '../../text/tournament-words.ts';
import { ByCategory } from './by-category.tsx';
import { columnsOf } from './columns.tsx';
import { TournamentControl, TournamentState } from './tournament-control.tsx';

const route = getRouteApi('/signed-in/tournaments/$tournament');

function Head({ status }: { readonly status: TournamentStatus }) {
  const { tournaments: text } = tournamentWords;
  const { progress, tournament } = status;
  return (
    <div className="page-head">
      <div>
        <Link className="soft" to="/tournaments">
          {text.title}
        </Link>
        <h1>{tournament}</h1>
        <div className="row">
          <TournamentState state={status.state} />
          <span className="soft">{text.protocols[status.protocol]}</span>
          {progress === null ? null : (
            <span className="soft">{text.progress(count(progress.done), count(progress.total))}</span>
          )}
        </div>
      </div>
      <TournamentControl status={status} />
    </div>
  );
}

function Files({ tournament }: { readonly tournament: string }) {
  const { page: text } = tournamentWords.tournaments;
  const files = resultFiles(tournament);
  return (
    <section className="card" aria-labelledby="files-title">
      <div className="card-head">
        <div>
          <h2 id="files-title">{text.filesTitle}</h2>
          <p className="soft">{text.filesText}</p>
        </div>
      </div>
      <ul className="card-body row">
        {(['csv', 'json', 'observations'] as const).map((one) => (
          <li key={one}>
            <a href={files[one]} download={one === 'json' ? 'standing.json' : true}>
              {text.files[one]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function StandingCard({ standing }: { readonly standing: TournamentStanding | undefined }) {
  const { tournaments: text } = tournamentWords;
  return (
    <section className="card" aria-labelledby="standing-title">
      <div className="card-head">
        <h2 id="standing-title">{text.page.standing}</h2>
        {standing === undefined ? null : (
          <span className="soft">
            {standing.baseline.description} · {text.page.payRules[standing.payRule] ?? standing.payRule}
          </span>
        )}
      </div>
      {standing === undefined ? (
        <p className="card-body soft">{text.page.notYet}</p>
      ) : (
        <SortTable
          label={text.page.standing}
          columns={columnsOf(standing)}
          rows={standing.rows}
          keyOf={({ name }) => name}
          sortedBy="rank"
        />
      )}
    </section>
  );
}

export function TournamentPage() {
  const { tournament } = route.useParams();
  const { tournaments: text } = tournamentWords;
  const { data: status } = useSuspenseQuery(tournamentQuery(tournament));
  const standing = useQuery({ ...tournamentStandingQuery(tournament), enabled: status.state === 'completed' });
  const { markets, reason } = status;
  useTitle(`${tournament} · ${text.title}`);
  return (
    <>
      <Head status={status} />
      {reason === null ? null : (
        <p className="notice" data-tone="bad">
          {text.page.why(reason)}
        </p>
      )}
      <StandingCard standing={standing.data} />
      {standing.data === undefined ? null : (
        <>
          <ByCategory
            tournament={tournament}
            currency={standing.data.currency}
            human={standing.data.rows.find(({ baseline }) => baseline)?.name ?? null}
          />
          <Files tournament={tournament} />
        </>
      )}
      <section className="card" aria-labelledby="markets-title">
        <div className="card-head">
          <h2 id="markets-title">{text.page.markets}</h2>
        </div>
        <ul className="card-body row">
          {markets.map((market) => (
            <li key={market}>
              <Link to="/markets/$market" params={{ market }}>
                {market}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
