/** The standing of a part of the projects, by task family and price: counted from the tournament's own observations. */

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ObservedWork } from '../../../server/protocol/sdk/observed-work.ts';
import { wilson } from '../../data/earnings.ts';
import { observedWorkQuery } from '../../data/tournaments.ts';
import { SelectField } from '../../parts/field.tsx';
import { type Origin, Provenance } from '../../parts/provenance.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { Loading } from '../../parts/state.tsx';
import { count, percent, shortMoney } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { tournamentWords } from '../../text/tournament-words.ts';
import { Interval } from '../standing/interval.tsx';
import { PRICE_RANGES, type PriceRange, priceOptions } from '../standing/price-ranges.ts';

interface Line {
  readonly name: string;
  readonly origin: Origin;
  readonly passed: number;
  readonly judged: number;
  readonly grossCents: number;
  readonly netCents: number;
}

function linesOf(work: readonly ObservedWork[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { freelancer: name, origin, result, grossCents, feeCents } of work) {
    const line = lines.get(name) ?? { name, origin, passed: 0, judged: 0, grossCents: 0, netCents: 0 };
    lines.set(name, {
      ...line,
      passed: line.passed + (result === 'passed' ? 1 : 0),
      judged: line.judged + (result === 'unscored' ? 0 : 1),
      grossCents: line.grossCents + grossCents,
      netCents: line.netCents + grossCents - feeCents,
    });
  }
  return [...lines.values()];
}

function Success({ passed, judged }: Line) {
  const interval = wilson(passed, judged);
  if (interval === null) return '–';
  return (
    <span className="standing-success">
      <Interval share={passed / judged} interval={interval} />
      <span className="standing-share">{percent(passed / judged)}</span>
      <span className="standing-tries">{`${count(passed)}/${count(judged)}`}</span>
    </span>
  );
}

/** `humanCents`: what stands for the human side earned on the same projects; null: nobody does. */
function columnsOf(currency: string, humanCents: number | null): readonly Column<Line>[] {
  const { page: text } = tournamentWords.tournaments;
  const { standing } = resultWords;
  const money = (cents: number): string => shortMoney(cents, currency);
  const ratio = ({ grossCents }: Line): number | null =>
    humanCents === null || humanCents === 0 ? null : grossCents / humanCents;
  return [
    {
      key: 'name',
      title: text.name,
      value: ({ name }) => name,
      cell: ({ name }) => <span className="strong">{name}</span>,
    },
    {
      key: 'success',
      title: standing.passed,
      numeric: true,
      value: ({ passed, judged }) => (judged === 0 ? null : passed / judged),
      cell: (line) => <Success {...line} />,
    },
    {
      key: 'gross',
      title: text.gross,
      numeric: true,
      value: (line) => line.grossCents,
      cell: (line) => money(line.grossCents),
    },
    {
      key: 'net',
      title: text.afterFees,
      numeric: true,
      value: (line) => line.netCents,
      cell: (line) => money(line.netCents),
    },
    {
      key: 'human',
      title: text.human,
      numeric: true,
      value: ratio,
      cell: (line) => {
        const share = ratio(line);
        return share === null ? '–' : percent(share);
      },
    },
    {
      key: 'origin',
      title: text.origin,
      value: ({ origin }) => origin,
      cell: ({ origin }) => <Provenance origin={origin} />,
    },
  ];
}

interface ByCategoryProps {
  readonly tournament: string;
  readonly currency: string;
  /** Who of the roster stands for the human side; null: nobody. */
  readonly human: string | null;
}

export function ByCategory({ tournament, currency, human }: ByCategoryProps) {
  const { page: text } = tournamentWords.tournaments;
  const { standing } = resultWords;
  const { data: work } = useQuery(observedWorkQuery(tournament));
  const [family, setFamily] = useState('');
  const [price, setPrice] = useState<PriceRange>('all');
  if (work === undefined) return <Loading />;
  const families = [...new Set(work.map((one) => one.family ?? ''))].filter((one) => one !== '').toSorted();
  const [least, most] = PRICE_RANGES[price];
  const fitting = work.filter(
    ({ family: of, priceCents }) => (family === '' || of === family) && priceCents > least && priceCents <= most,
  );
  const lines = linesOf(fitting);
  const humanCents = lines.find(({ name }) => name === human)?.grossCents ?? null;
  return (
    <section className="card" aria-labelledby="category-title">
      <div className="card-head">
        <div>
          <h2 id="category-title">{text.byCategory}</h2>
          <p className="soft">{text.byCategoryText(count(fitting.length))}</p>
        </div>
        <div className="row">
          <SelectField
            label={text.category}
            size="small"
            value={family}
            onChoose={setFamily}
            options={[['', standing.all], ...families.map((one) => [one, one] as const)]}
          />
          <SelectField
            label={standing.filterPrice}
            size="small"
            value={price}
            onChoose={setPrice}
            options={priceOptions(currency)}
          />
        </div>
      </div>
      {lines.length === 0 ? (
        <p className="card-body soft">{standing.none}</p>
      ) : (
        <SortTable
          label={text.byCategory}
          columns={columnsOf(currency, humanCents)}
          rows={lines}
          keyOf={({ name }) => name}
          sortedBy="gross"
        />
      )}
    </section>
  );
}
