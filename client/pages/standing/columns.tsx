/** The columns of the standing. */

import { Link } from '@tanstack/react-router';
import { type Origin, Provenance } from '../../parts/provenance.tsx';
import { type Column, figureColumn } from '../../parts/sort-table.tsx';
import { count, decimal, percent, shortMoney, wholePercent } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { words } from '../../text/words.ts';
import { Interval } from './interval.tsx';
import type { StandingLine } from './lines.ts';
import { seriesColour } from './series-colour.ts';

export interface Shown {
  readonly market: string;
  readonly currency: string;
  readonly seesMoney: boolean;
  readonly rankOf: ReadonlyMap<number, number>;
  /** Where the figures of the lines come from, each once. */
  readonly origins: readonly Origin[];
}

/** Beside the columns of figures, each of which is of what the lines are of. */
function Origins({ origins }: Pick<Shown, 'origins'>) {
  const { provenance } = words.shell;
  return <span className="standing-origins">{origins.map((origin) => provenance[origin]).join(', ')}</span>;
}

function purseColumns(currency: string): readonly Column<StandingLine>[] {
  const { standing: text } = resultWords;
  const money = (cents: number): string => shortMoney(cents, currency);
  return [
    figureColumn('gross', text.gross, (line) => line.grossCents, money),
    figureColumn('cost', text.cost, (line) => line.costCents, money),
    figureColumn(
      'net',
      text.net,
      (line) => line.netCents,
      (cents) => <span className="strong">{money(cents)}</span>,
    ),
    figureColumn('human', text.ofHuman, (line) => line.ofHuman, wholePercent),
    figureColumn(
      'perDollar',
      text.costPerSolved,
      (line) => line.costPerDollar,
      (cost) => decimal(cost, 4),
    ),
  ];
}

function workColumns(): readonly Column<StandingLine>[] {
  const { standing: text } = resultWords;
  return [
    figureColumn('awards', text.awards, (line) => line.awards, count),
    {
      key: 'success',
      title: text.passed,
      numeric: true,
      value: (line) => line.success,
      cell: ({ success, interval, passed, judged }) =>
        success === null || interval === null ? (
          '–'
        ) : (
          <span className="standing-success">
            <Interval share={success} interval={interval} />
            <span className="standing-share">{percent(success)}</span>
            <span className="standing-tries">{`${count(passed)}/${count(judged)}`}</span>
          </span>
        ),
    },
    {
      key: 'origin',
      title: text.origin,
      value: (line) => line.origin,
      cell: ({ origin }) => <Provenance origin={origin} />,
    },
  ];
}

export function columnsOf({ market, currency, seesMoney, rankOf, origins }: Shown): readonly Column<StandingLine>[] {
  const { standing: text } = resultWords;
  const figures = [...(seesMoney ? purseColumns(currency) : []), ...workColumns()];
  return [
    {
      key: 'name',
      title: text.name,
      value: (line) => line.name,
      cell: ({ freelancerId, name }) => (
        <span className="standing-name">
          <span
            className="standing-key"
            aria-hidden="true"
            style={{ background: `var(${seriesColour(rankOf.get(freelancerId) ?? Number.POSITIVE_INFINITY)})` }}
          />
          <Link
            className="strong"
            to="/markets/$market/people/$participant"
            params={{ market, participant: String(freelancerId) }}
          >
            {name}
          </Link>
        </span>
      ),
    },
    ...figures.map((column) => (column.numeric === true ? { ...column, note: <Origins origins={origins} /> } : column)),
  ];
}
