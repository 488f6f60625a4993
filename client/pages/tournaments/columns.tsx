/** The columns of a tournament's standing. */

import type { TournamentStanding } from '../../../server/protocol/sdk/tournament-calls.ts';
import { Provenance } from '../../parts/provenance.tsx';
import { type Column, figureColumn } from '../../parts/sort-table.tsx';
import { count, decimal, percent, shortMoney } from '../../text/format.ts';
import { tournamentWords } from '../../text/tournament-words.ts';
import { words } from '../../text/words.ts';
import { Interval } from '../standing/interval.tsx';

type Row = TournamentStanding['rows'][number];

function Success({ success }: Pick<Row, 'success'>) {
  const { taskShare, low, high } = success;
  if (taskShare === null || low === null || high === null) return '–';
  return (
    <span className="standing-success">
      <Interval share={taskShare} interval={[low, high]} />
      <span className="standing-share">{percent(taskShare)}</span>
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

const perDollar = ({ earnings }: Row): number | null =>
  earnings.grossCents === 0 ? null : earnings.ownCostsCents / earnings.grossCents;

function moneyColumns(money: (cents: number) => string): readonly Column<Row>[] {
  const { page: text } = tournamentWords.tournaments;
  return [
    figureColumn('gross', text.gross, ({ earnings }) => earnings.grossCents, money),
    figureColumn(
      'net',
      text.net,
      ({ earnings }) => earnings.netCents,
      (cents) => <span className="strong">{money(cents)}</span>,
    ),
    figureColumn('pot', text.pot, ({ earnings }) => earnings.shareOfPot, percent),
  ];
}

function workColumns(): readonly Column<Row>[] {
  const { page: text } = tournamentWords.tournaments;
  return [
    figureColumn('won', text.won, ({ projects }) => projects.won, count),
    figureColumn('passed', text.passed, ({ projects }) => projects.passed, count),
    {
      ...figureColumn<Row>('success', text.success, ({ success }) => success.taskShare, percent),
      cell: ({ success }) => <Success success={success} />,
    },
    figureColumn('dollars', text.dollars, ({ success }) => success.dollarShare, percent),
    {
      ...figureColumn<Row>('human', text.human, ({ human }) => human?.ratio ?? null, percent),
      cell: ({ human }) => (human?.ratio == null ? '–' : `${human.estimate ? '~' : ''}${percent(human.ratio)}`),
    },
  ];
}

/** Of the standing's rows, each figure with where it comes from. */
export function columnsOf({ rows, currency }: TournamentStanding): readonly Column<Row>[] {
  const { page: text } = tournamentWords.tournaments;
  const money = (cents: number): string => shortMoney(cents, currency);
  const columns: readonly Column<Row>[] = [
    { key: 'rank', title: text.rank, numeric: true, value: ({ rank }) => -rank, cell: ({ rank }) => count(rank) },
    {
      key: 'name',
      title: text.name,
      value: ({ name }) => name,
      cell: ({ name, baseline }) => (
        <span className="standing-who">
          <span className="strong">{name}</span>
          {baseline ? <span className="soft"> {text.baselineRow}</span> : null}
        </span>
      ),
    },
    ...moneyColumns(money),
    ...workColumns(),
    figureColumn('own', text.ownCosts, ({ earnings }) => earnings.ownCostsCents, money),
    figureColumn('costs', text.costs, perDollar, (cost) => decimal(cost, 4)),
    {
      key: 'origin',
      title: text.origin,
      value: (row) => row.provenance.earnings,
      cell: (row) => <Provenance origin={row.provenance.earnings} />,
    },
  ];
  return columns.map((column) => {
    const of = FIGURES[column.key];
    return of === undefined ? column : { ...column, note: <Origins rows={rows} of={of} /> };
  });
}
