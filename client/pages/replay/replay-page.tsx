/** Replay: any moment of a market, also while it runs; a link to it; another market beside it; the same bids cleared otherwise. */

import '../floor/floor.css';
import './replay.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Moment } from '../../../server/protocol/sdk/calls.ts';
import { useTitle } from '../../app/title.ts';
import { marketQuery, seatsQuery } from '../../data/market.ts';
import { type NameOf, useNames } from '../../data/use-floor.ts';
import { SelectField } from '../../parts/field.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { moment } from '../../text/format.ts';
import { resultWords } from '../../text/result-words.ts';
import { MomentView } from './moment-view.tsx';
import { ReClear } from './re-clear.tsx';
import { Scrubber } from './scrubber.tsx';
import { useMoment, useSettled } from './use-moment.ts';

const route = getRouteApi('/signed-in/markets/$market/replay');

interface SideProps {
  readonly market: string;
  readonly at: Moment;
  readonly currency: string;
  readonly nameOf: NameOf;
}

function Side({ market, at, currency, nameOf }: SideProps) {
  const { data } = useMoment(market, at);
  return (
    <section aria-label={market} className="stack">
      <div className="row">
        <h2>{market}</h2>
        {data === undefined ? null : <span className="soft">{moment(data.state.at)}</span>}
      </div>
      {data === undefined ? (
        <Loading />
      ) : (
        <MomentView market={market} state={data.state} events={data.events} currency={currency} nameOf={nameOf} />
      )}
    </section>
  );
}

/** At the same share of its events as the market that is scrubbed. */
function Beside({ market, share }: { readonly market: string; readonly share: number }) {
  const { data } = useQuery(marketQuery(market));
  const nameOf = useNames(market);
  if (data === undefined) return <Loading />;
  const cursor = Math.max(1, Math.round(data.cursor * share));
  return <Side market={market} at={{ cursor }} currency={data.policy?.currency ?? 'USD'} nameOf={nameOf} />;
}

/** The moment that the address names, or the last. Going on changes the address, so that it always leads to what is seen. */
function useScrubbed(last: number) {
  const { cursor, at, beside = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [wanted, go] = useState<Moment>(() => (at === undefined ? { cursor: within(cursor ?? last, last) } : { at }));
  const settled = useSettled(wanted);
  const address = (other: string) => ({ ...settled, ...(other === '' ? {} : { beside: other }) });
  const show = (other: string): void => void navigate({ search: address(other), replace: true, resetScroll: false });
  const showing = useRef(show);
  showing.current = show;
  useEffect(() => {
    const follow = settled;
    if (follow !== null) showing.current(beside);
  }, [beside, settled]);
  return { wanted, go, settled, beside, show };
}

function within(cursor: number, last: number): number {
  return Math.min(Math.max(1, cursor), Math.max(1, last));
}

export function ReplayPage() {
  const { market } = route.useParams();
  const { replay: text } = resultWords;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: seats } = useSuspenseQuery(seatsQuery);
  const nameOf = useNames(market);
  useTitle(`${text.title} · ${market}`);
  const last = now.cursor;
  const { wanted, go, settled, beside, show } = useScrubbed(last);
  const seen = useMoment(market, settled).data?.state.cursor ?? last;
  if (last === 0) return <Empty title={text.empty} />;
  const currency = now.policy?.currency ?? 'USD';
  const others = seats.filter((seat) => seat.market !== market && seat.status === 'opened');
  return (
    <>
      <Scrubber market={market} moment={wanted} seen={seen} last={last} go={go} />
      {others.length === 0 ? null : (
        <div className="row">
          <SelectField
            label={text.compareWith}
            hint={text.compareText}
            value={beside}
            onChoose={show}
            options={[['', text.nobody], ...others.map((seat) => [seat.market, seat.market] as const)]}
          />
        </div>
      )}
      <div className="sides" data-two={beside !== ''}>
        <Side market={market} at={settled} currency={currency} nameOf={nameOf} />
        {beside === '' ? null : <Beside market={beside} share={seen / last} />}
      </div>
      {now.you.kind === 'owner' ? <ReClear market={market} currency={currency} nameOf={nameOf} /> : null}
    </>
  );
}
