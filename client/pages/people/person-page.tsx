/** One participant: what it did, what it earned and spent, and whether it knew what it could do. */

import '../floor/floor.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import { useTitle } from '../../app/title.ts';
import { type CalibrationBin, calibrationOf } from '../../data/calibration.ts';
import { EVERYTHING, earningsOf } from '../../data/earnings.ts';
import { historyQuery } from '../../data/history.ts';
import { marketQuery, peopleQuery } from '../../data/market.ts';
import { type NameOf, namesOf } from '../../data/use-floor.ts';
import { Provenance } from '../../parts/provenance.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { count, shortMoney } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { words } from '../../text/words.ts';
import { Happening } from '../floor/feed.tsx';
import { Figure } from '../floor/figures.tsx';
import { linesOf, type StandingLine } from '../standing/lines.ts';
import { CostsCard } from './costs.tsx';

const route = getRouteApi('/signed-in/markets/$market/people/$participant');
const ModelCallsCard = lazy(async () => ({ default: (await import('./model-calls.tsx')).ModelCallsCard }));
const Calibration = lazy(async () => ({ default: (await import('./calibration.tsx')).Calibration }));

const PARTIES = [
  'participantId',
  'bidderId',
  'freelancerId',
  'employerId',
  'fromId',
  'openerId',
  'reviewerId',
] as const;

/** Whether somebody had a hand in it. */
function concerns({ event }: Seen, participantId: number): boolean {
  return PARTIES.some((field) => (event as { readonly [field: string]: unknown })[field] === participantId);
}

interface RecordProps {
  readonly line: StandingLine;
  readonly currency: string;
  readonly seesMoney: boolean;
}

function Record({ line, currency, seesMoney }: RecordProps) {
  const { people: text } = resultWords;
  return (
    <dl className="figure-list" aria-label={text.record}>
      <Figure name={text.bids} value={count(line.bids)} />
      <Figure name={text.won} value={count(line.awards)} />
      <Figure name={text.passed} value={`${count(line.passed)} / ${count(line.judged)}`} />
      {seesMoney ? (
        <>
          <Figure name={text.earned} value={shortMoney(line.grossCents, currency)} />
          <Figure name={text.costs} value={shortMoney(line.costCents, currency)} />
          <Figure name={text.net} value={shortMoney(line.netCents, currency)} />
        </>
      ) : null}
    </dl>
  );
}

function CalibrationCard({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const { people: text } = resultWords;
  return (
    <section className="card" aria-labelledby="calibration-title">
      <div className="card-head">
        <h2 id="calibration-title">{text.calibration}</h2>
      </div>
      <div className="card-body">
        {bins.length === 0 ? (
          <p className="soft">{text.calibrationNone}</p>
        ) : (
          <Suspense fallback={<Loading />}>
            <Calibration bins={bins} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

interface TranscriptProps {
  readonly market: string;
  readonly own: readonly Seen[];
  readonly currency: string;
  readonly nameOf: NameOf;
}

function Transcript({ market, own, currency, nameOf }: TranscriptProps) {
  const { people: text } = resultWords;
  return (
    <section className="card" aria-labelledby="transcript-title">
      <div className="card-head">
        <h2 id="transcript-title">
          {text.transcript} <span className="soft">{count(own.length)}</span>
        </h2>
      </div>
      <Scroller
        label={text.transcript}
        count={own.length}
        lineHeight={46}
        measured
        keyOf={(index) => own[index]?.cursor ?? index}
      >
        {(index) => {
          const seen = own[index];
          return seen === undefined ? null : (
            <Happening market={market} seen={seen} currency={currency} nameOf={nameOf} />
          );
        }}
      </Scroller>
    </section>
  );
}

export function PersonPage() {
  const { market, participant } = route.useParams();
  const { people: text } = resultWords;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: people } = useSuspenseQuery(peopleQuery(market));
  const { data: history } = useSuspenseQuery(historyQuery(market));
  const participantId = Number(participant);
  const person = people.find((one) => one.participantId === participantId);
  const name = person?.name ?? `#${participant}`;
  useTitle(`${name} · ${market}`);
  const nameOf = useMemo(() => namesOf(people), [people]);
  const earnings = useMemo(() => earningsOf(history.events, EVERYTHING), [history]);
  const line = linesOf(earnings, people, null).find(({ freelancerId }) => freelancerId === participantId);
  const bins = useMemo(() => calibrationOf(history.events, participantId), [history, participantId]);
  const own = useMemo(
    () => history.events.filter((seen) => concerns(seen, participantId)).toReversed(),
    [history, participantId],
  );
  if (person === undefined) return <Empty title={text.missing} />;
  const currency = now.policy?.currency ?? 'USD';
  const seesMoney = now.you.kind === 'owner' || now.you.participantId === participantId;
  return (
    <>
      <div>
        <Link className="soft" to="/markets/$market/people" params={{ market }}>
          {text.back}
        </Link>
        <h2>{name}</h2>
        <div className="row">
          <span className="soft">{person.roles.map((role) => words.markets.you[role]).join(', ')}</span>
          <span className="soft">{person.skills.join(', ')}</span>
          {line === undefined ? null : <Provenance origin={line.origin} />}
        </div>
      </div>
      {line === undefined ? null : <Record {...{ line, currency, seesMoney }} />}
      {line === undefined || !seesMoney ? null : <CostsCard events={history.events} {...{ line, currency }} />}
      <CalibrationCard bins={bins} />
      {now.you.kind === 'owner' && person.participantKind === 'model' && person.name !== null ? (
        <Suspense fallback={<Loading />}>
          <ModelCallsCard market={market} freelancer={person.name} />
        </Suspense>
      ) : null}
      <Transcript {...{ market, own, currency, nameOf }} />
    </>
  );
}
