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
import { Provenance } from '../../parts/provenance.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { count, decimal, percent, shortMoney } from '../../text/format.ts';
import { tournamentWords } from '../../text/tournament-words.ts';
import { words } from '../../text/words.ts';
import { Interval } from '../standing/interval.tsx';
import { ByCategory } from './by-category.tsx';
import { TournamentControl, TournamentState } from './tournament-control.tsx';

const route = getRouteApi('/signed-in/tournaments/$tournament');
type Row = TournamentStanding['rows'][number];

function Success({ success }: Pick<Row, 'success'>) {
  const { taskShare, low, high } = success;
  if (taskShare === null || low === null || high === null) return '–';
  return (
    <span className="standing-success">
      <Interval share={taskShare} interval={[low, high]} />
      {percent(taskShare)}
    </span>
  );
}

type Figures = keyof Row['provenance'];

/** Below a column's title: where its figures come from, each once. */
function Origins({ rows, of }: { readonly rows: readonly Row[]; readonly of: Figures }) {
  const { provenance } = words.shell;
  const found = new Set(rows.map((row) => row.provenance[of]));
  const named = (['measured', 'published', 'simulated'] as const).filter((origin) => found.has(origin));
  return <span className="standing-origins">{named.map((origin) => provenance[origin]).join(', ')}</span>;
}

/** Which figures each column shows. */
const FIGURES: Readonly<Record<string, Figures>> = {
  gross: 'earnings',
  net: 'earnings',
  pot: 'earnings',
  own: 'costs',
  costs: 'costs',
  won: 'earnings',
  passed: 'success',
  success: 'success',
  dollars: 'success',
  human: 'human',
};

const share = (value: number | null): string => (value === null ? '–' : percent(value));

const perDollar = ({ earnings }: Row): number | null =>
  earnings.grossCents === 0 ? null : earnings.ownCostsCents / earnings.grossCents;

function costColumns(money: (cents: number) => string): readonly Column<Row>[] {
  const { page: text } = tournamentWords.tournaments;
  return [
    {
      key: 'own',
      title: text.ownCosts,
      numeric: true,
      value: (row) => row.earnings.ownCostsCents,
      cell: (row) => money(row.earnings.ownCostsCents),
    },
    {
      key: 'costs',
      title: text.costs,
      numeric: true,
      value: perDollar,
      cell: (row) => {
        const cost = perDollar(row);
        return cost === null ? '–' : decimal(cost, 3);
      },
    },
  ];
}

function workColumns(money: (cents: number) => string): readonly Column<Row>[] {
  const { page: text } = tournamentWords.tournaments;
  return [
    {
      key: 'won',
      title: text.won,
      numeric: true,
      value: (row) => row.projects.won,
      cell: (row) => count(row.projects.won),
    },
    {
      key: 'passed',
      title: text.passed,
      numeric: true,
      value: (row) => row.projects.passed,
      cell: (row) => count(row.projects.passed),
    },
    {
      key: 'success',
      title: text.success,
      numeric: true,
      value: (row) => row.success.taskShare,
      cell: (row) => <Success success={row.success} />,
    },
    {
      key: 'dollars',
      title: text.dollars,
      numeric: true,
      value: (row) => row.success.dollarShare,
      cell: (row) => share(row.success.dollarShare),
    },
    {
      key: 'human',
      title: text.human,
      numeric: true,
      value: (row) => row.human?.ratio ?? null,
      cell: ({ human }) => `${human?.estimate === true ? '~' : ''}${share(human?.ratio ?? null)}`,
    },
    ...costColumns(money),
    {
      key: 'origin',
      title: text.origin,
      value: (row) => row.provenance.earnings,
      cell: (row) => <Provenance origin={row.provenance.earnings} />,
    },
  ];
}

function columnsOf(currency: string): readonly Column<Row>[] {
  const { page: text } = tournamentWords.tournaments;
  const money = (cents: number): string => shortMoney(cents, currency);
  return [
    { key: 'rank', title: text.rank, numeric: true, value: ({ rank }) => -rank, cell: ({ rank }) => count(rank) },
    {
      key: 'name',
      title: text.name,
      value: ({ name }) => name,
      cell: ({ name, baseline }) => (
        <>
          <span className="strong">{name}</span>
          {baseline ? <span className="soft"> {text.baselineRow}</span> : null}
        </>
      ),
    },
    {
      key: 'gross',
      title: text.gross,
      numeric: true,
      value: (row) => row.earnings.grossCents,
      cell: (row) => money(row.earnings.grossCents),
    },
    {
      key: 'net',
      title: text.net,
      numeric: true,
      value: (row) => row.earnings.netCents,
      cell: (row) => <span className="strong">{money(row.earnings.netCents)}</span>,
    },
    {
      key: 'pot',
      title: text.pot,
      numeric: true,
      value: (row) => row.earnings.shareOfPot,
      cell: (row) => share(row.earnings.shareOfPot),
    },
    ...workColumns(money),
  ];
}

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
          columns={columnsOf(standing.currency).map((column) => {
            const of = FIGURES[column.key];
            return of === undefined ? column : { ...column, note: <Origins rows={standing.rows} of={of} /> };
          })}
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
