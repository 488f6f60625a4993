/** The standing: who earned what, how sure that is, and beside whom. */

import '../floor/floor.css';
import './standing.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Person } from '../../../server/protocol/sdk/market-calls.ts';
import { useTitle } from '../../app/title.ts';
import { type Earnings, EVERYTHING, earningsOf, type ProjectFilter, skillsIn } from '../../data/earnings.ts';
import { type History, historyQuery } from '../../data/history.ts';
import { marketQuery, peopleQuery } from '../../data/market.ts';
import { type NameOf, namesOf } from '../../data/use-floor.ts';
import { SelectField } from '../../parts/field.tsx';
import { SortTable } from '../../parts/sort-table.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { count } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { words } from '../../text/words.ts';
import { columnsOf } from './columns.tsx';
import { baselineIn, linesOf, originsOf } from './lines.ts';
import { PRICE_RANGES, type PriceRange, priceOptions } from './price-ranges.ts';
import type { RaceKind } from './race.tsx';

const route = getRouteApi('/signed-in/markets/$market/standing');
const Race = lazy(async () => ({ default: (await import('./race.tsx')).Race }));

function filterOf(skill: string, price: PriceRange): ProjectFilter {
  const [minCents, maxCents] = PRICE_RANGES[price];
  return { skill: skill === '' ? null : skill, minCents, maxCents };
}

interface FiltersProps {
  readonly skill: string;
  readonly setSkill: (skill: string) => void;
  readonly price: PriceRange;
  readonly setPrice: (price: PriceRange) => void;
  readonly skills: readonly string[];
  readonly currency: string;
}

function Filters({ skill, setSkill, price, setPrice, skills, currency }: FiltersProps) {
  const { standing: text } = resultWords;
  const options = [['', text.all] as const, ...skills.map((one) => [one, one] as const)];
  return (
    <div className="row">
      <SelectField label={text.filterSkill} size="small" value={skill} onChoose={setSkill} options={options} />
      <SelectField
        label={text.filterPrice}
        size="small"
        value={price}
        onChoose={setPrice}
        options={priceOptions(currency)}
      />
    </div>
  );
}

interface RaceCardProps {
  readonly earnings: Earnings;
  readonly startAt: number;
  readonly ranked: readonly number[];
  readonly nameOf: NameOf;
  readonly currency: string;
  readonly seesMoney: boolean;
}

function RaceCard({ earnings, seesMoney, ...rest }: RaceCardProps) {
  const { standing: text } = resultWords;
  const [kind, setKind] = useState<RaceKind>('gross');
  const empty = rest.ranked.length === 0;
  return (
    <section className="card" aria-labelledby="race-title">
      <div className="card-head">
        <h2 id="race-title">{text.race}</h2>
        {empty ? null : (
          <SelectField
            label={text.raceKind}
            hiddenLabel
            size="small"
            value={kind}
            onChoose={setKind}
            options={Object.entries(text.raceKinds) as [RaceKind, string][]}
          />
        )}
      </div>
      <div className="card-body">
        {empty ? (
          <p className="soft">{seesMoney ? text.raceNone : text.raceHidden}</p>
        ) : (
          <Suspense fallback={<Loading />}>
            <Race kind={kind} race={earnings.race} endAt={earnings.lastAt} {...rest} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** What the filter leaves of the market: earnings, and the lines of the table, each beside the baseline. */
function useLines(history: History, people: readonly Person[], filter: ProjectFilter, baseline: string) {
  const earnings = useMemo(() => earningsOf(history.events, filter), [history, filter]);
  const lines = useMemo(
    () => linesOf(earnings, people, baseline === '' ? null : Number(baseline)),
    [baseline, earnings, people],
  );
  const ranked = useMemo(
    () => lines.filter(({ grossCents }) => grossCents > 0).map(({ freelancerId }) => freelancerId),
    [lines],
  );
  return { earnings, lines, ranked };
}

export function StandingPage() {
  const { market } = route.useParams();
  const { markets } = words;
  const { standing: text } = resultWords;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: people } = useSuspenseQuery(peopleQuery(market));
  const { data: history } = useSuspenseQuery(historyQuery(market));
  const [skill, setSkill] = useState('');
  const [price, setPrice] = useState<PriceRange>('all');
  useTitle(`${markets.tabs.standing} · ${market}`);
  const skills = useMemo(() => skillsIn(history.events), [history]);
  const [baseline, setBaseline] = useState(() => String(baselineIn(people) ?? ''));
  const filter = useMemo(() => (skill === '' && price === 'all' ? EVERYTHING : filterOf(skill, price)), [price, skill]);
  const { earnings, lines, ranked } = useLines(history, people, filter, baseline);
  const nameOf = useMemo(() => namesOf(people), [people]);
  const seesMoney = now.you.kind === 'owner';
  const currency = now.policy?.currency ?? 'USD';
  const rankOf = new Map(ranked.map((id, rank) => [id, rank]));
  return (
    <>
      <Filters {...{ skill, setSkill, price, setPrice, skills, currency }} />
      {filter !== EVERYTHING ? <p className="soft">{text.filtered(count(earnings.projectCount))}</p> : null}
      <RaceCard {...{ earnings, ranked, nameOf, currency, seesMoney }} startAt={history.events[0]?.at ?? 0} />
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
            columns={columnsOf({ market, currency, seesMoney, rankOf, origins: originsOf(lines) })}
            rows={lines}
            keyOf={({ freelancerId }) => freelancerId}
            sortedBy={seesMoney ? 'net' : 'success'}
          />
        )}
      </section>
    </>
  );
}
