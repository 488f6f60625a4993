/** The standing: who earned what, how sure that is, and beside whom. */

import './standing.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTitle } from '../../app/title.ts';
import { EVERYTHING, earningsOf, type ProjectFilter, skillsIn } from '../../data/earnings.ts';
import { historyQuery } from '../../data/history.ts';
import { marketQuery, peopleQuery } from '../../data/market.ts';
import { namesOf } from '../../data/use-floor.ts';
import { SelectField } from '../../parts/field.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { count, decimal, percent, shortMoney, wholePercent } from '../../text/format.ts';
import { words } from '../../text/words.ts';
import { Interval } from './interval.tsx';
import { baselineIn, linesOf, type StandingLine } from './lines.ts';
import { seriesColour } from './series-colour.ts';

const route = getRouteApi('/signed-in/markets/$market/standing');
const Race = lazy(async () => ({ default: (await import('./race.tsx')).Race }));

type Price = keyof typeof words.standing.prices;
const PRICES: Readonly<Record<Price, Pick<ProjectFilter, 'minCents' | 'maxCents'>>> = {
  all: { minCents: 0, maxCents: Number.POSITIVE_INFINITY },
  small: { minCents: 0, maxCents: 5_000 },
  middle: { minCents: 5_000, maxCents: 25_000 },
  large: { minCents: 25_000, maxCents: Number.POSITIVE_INFINITY },
};

interface Shown {
  readonly market: string;
  readonly currency: string;
  readonly seesMoney: boolean;
  readonly rankOf: ReadonlyMap<number, number>;
}

function columnsOf({ market, currency, seesMoney, rankOf }: Shown): readonly Column<StandingLine>[] {
  const { standing: text } = words;
  const money = (cents: number): string => shortMoney(cents, currency);
  const purse: Column<StandingLine>[] = [
    {
      key: 'gross',
      title: text.gross,
      numeric: true,
      value: (line) => line.grossCents,
      cell: (line) => money(line.grossCents),
    },
    {
      key: 'cost',
      title: text.cost,
      numeric: true,
      value: (line) => line.costCents,
      cell: (line) => money(line.costCents),
    },
    {
      key: 'net',
      title: text.net,
      numeric: true,
      value: (line) => line.netCents,
      cell: (line) => <span className="strong">{money(line.netCents)}</span>,
    },
    {
      key: 'human',
      title: text.ofHuman,
      numeric: true,
      value: (line) => line.ofHuman,
      cell: ({ ofHuman }) => (ofHuman === null ? '–' : wholePercent(ofHuman)),
    },
    {
      key: 'perDollar',
      title: text.costPerSolved,
      numeric: true,
      value: (line) => line.costPerDollar,
      cell: ({ costPerDollar }) => (costPerDollar === null ? '–' : decimal(costPerDollar, 3)),
    },
  ];
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
    ...(seesMoney ? purse : []),
    {
      key: 'awards',
      title: text.awards,
      numeric: true,
      value: (line) => line.awards,
      cell: (line) => count(line.awards),
    },
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
            <span>
              {percent(success)} <span className="soft">{`${count(passed)}/${count(judged)}`}</span>
            </span>
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

export function StandingPage() {
  const { market } = route.useParams();
  const { standing: text, markets } = words;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: people } = useSuspenseQuery(peopleQuery(market));
  const { data: history } = useSuspenseQuery(historyQuery(market));
  const [skill, setSkill] = useState('');
  const [price, setPrice] = useState<Price>('all');
  useTitle(`${markets.tabs.standing} · ${market}`);
  const skills = useMemo(() => skillsIn(history.events), [history]);
  const earnings = useMemo(() => {
    const filter =
      skill === '' && price === 'all' ? EVERYTHING : { skill: skill === '' ? null : skill, ...PRICES[price] };
    return earningsOf(history.events, filter);
  }, [history, skill, price]);
  const [baseline, setBaseline] = useState(() => String(baselineIn(people) ?? ''));
  const lines = useMemo(
    () => linesOf(earnings, people, baseline === '' ? null : Number(baseline)),
    [baseline, earnings, people],
  );
  const nameOf = useMemo(() => namesOf(people), [people]);
  const ranked = useMemo(
    () => lines.filter(({ grossCents }) => grossCents > 0).map(({ freelancerId }) => freelancerId),
    [lines],
  );
  const seesMoney = now.you.kind === 'owner';
  const currency = now.policy?.currency ?? 'USD';
  const rankOf = new Map(ranked.map((id, rank) => [id, rank]));
  const filtered = skill !== '' || price !== 'all';
  const options = [['', text.all] as const, ...skills.map((one) => [one, one] as const)];
  return (
    <>
      <div className="row">
        <SelectField label={text.filterSkill} size="small" value={skill} onChoose={setSkill} options={options} />
        <SelectField
          label={text.filterPrice}
          size="small"
          value={price}
          onChoose={setPrice}
          options={Object.entries(text.prices) as [Price, string][]}
        />
      </div>
      {filtered ? <p className="soft">{text.filtered(count(earnings.projectCount))}</p> : null}
      <section className="card" aria-labelledby="race-title">
        <div className="card-head">
          <h2 id="race-title">{text.race}</h2>
        </div>
        <div className="card-body">
          {earnings.race.length === 0 ? (
            <p className="soft">{seesMoney ? text.raceNone : text.raceHidden}</p>
          ) : (
            <Suspense fallback={<Loading />}>
              <Race
                race={earnings.race}
                startAt={history.events[0]?.at ?? 0}
                endAt={earnings.lastAt}
                ranked={ranked}
                nameOf={nameOf}
                currency={currency}
              />
            </Suspense>
          )}
        </div>
      </section>
      <section className="card" aria-labelledby="table-title">
        <div className="card-head">
          <h2 id="table-title">{text.table}</h2>
          {seesMoney ? (
            <SelectField
              label={text.baseline}
              size="small"
              value={baseline}
              onChoose={setBaseline}
              options={[
                ['', text.noBaseline],
                ...lines.map(({ freelancerId, name }) => [String(freelancerId), name] as const),
              ]}
            />
          ) : null}
        </div>
        {lines.length === 0 ? (
          <Empty title={text.none} />
        ) : (
          <SortTable
            label={text.table}
            columns={columnsOf({ market, currency, seesMoney, rankOf })}
            rows={lines}
            keyOf={({ freelancerId }) => freelancerId}
            sortedBy={seesMoney ? 'net' : 'success'}
          />
        )}
      </section>
    </>
  );
}
