/** Replay: any moment of a market, also while it runs; a link to it; another market beside it; the same bids cleared otherwise. */

import '../floor/floor.css';
import './replay.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTitle } from '../../app/title.ts';
import { marketQuery, seatsQuery } from '../../data/market.ts';
import { type NameOf, useNames } from '../../data/use-floor.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { count, moment } from '../../text/format.ts';
import { words } from '../../text/words.ts';
import { MomentView } from './moment-view.tsx';
import { ReClear } from './re-clear.tsx';
import { useMoment, useSettled } from './use-moment.ts';

const route = getRouteApi('/signed-in/markets/$market/replay');
const PLAY_MS = 400;
/** However long a market is, it plays in about a minute. */
const PLAY_STEPS = 150;

interface SideProps {
  readonly market: string;
  readonly cursor: number;
  readonly currency: string;
  readonly nameOf: NameOf;
}

function Side({ market, cursor, currency, nameOf }: SideProps) {
  const { data } = useMoment(market, cursor);
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
  return <Side market={market} cursor={cursor} currency={data.policy?.currency ?? 'USD'} nameOf={nameOf} />;
}

interface ScrubberProps {
  readonly cursor: number;
  readonly last: number;
  readonly go: (cursor: number) => void;
}

function Scrubber({ cursor, last, go }: ScrubberProps) {
  const { replay: text } = words;
  const [playing, setPlaying] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      if (cursor >= last) setPlaying(false);
      else go(Math.min(last, cursor + Math.max(1, Math.round(last / PLAY_STEPS))));
    }, PLAY_MS);
    return () => clearTimeout(timer);
  }, [cursor, go, last, playing]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
  };
  return (
    <div className="card card-body scrubber">
      <div className="row">
        <Button shape="icon" aria-label={playing ? text.pause : text.play} onClick={() => setPlaying(!playing)}>
          <Icon name={playing ? 'pause' : 'play'} />
        </Button>
        <Button shape="icon" aria-label={text.back} disabled={cursor <= 1} onClick={() => go(cursor - 1)}>
          <Icon name="left" />
        </Button>
        <Button shape="icon" aria-label={text.forward} disabled={cursor >= last} onClick={() => go(cursor + 1)}>
          <Icon name="right" />
        </Button>
      </div>
      <label className="scrubber-label">
        <span className="for-readers">{text.scrub}</span>
        <input
          type="range"
          min={1}
          max={last}
          value={cursor}
          aria-valuetext={text.of(count(cursor), count(last))}
          onChange={({ target }) => go(Number(target.value))}
        />
        <span className="soft">{text.of(count(cursor), count(last))}</span>
      </label>
      <Button size="small" onClick={() => void copy()}>
        <Icon name={copied ? 'check' : 'link'} size={16} />
        {copied ? text.copied : text.link}
      </Button>
    </div>
  );
}

export function ReplayPage() {
  const { market } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { replay: text } = words;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: seats } = useSuspenseQuery(seatsQuery);
  const nameOf = useNames(market);
  useTitle(`${text.title} · ${market}`);
  const last = now.cursor;
  const wanted = Math.min(Math.max(1, search.cursor ?? last), Math.max(1, last));
  const [cursor, setCursor] = useState(wanted);
  const settled = useSettled(cursor);
  const beside = search.beside ?? '';
  useEffect(() => {
    void navigate({
      search: { cursor: settled, ...(beside === '' ? {} : { beside }) },
      replace: true,
      resetScroll: false,
    });
  }, [beside, navigate, settled]);
  if (last === 0) return <Empty title={text.empty} />;
  const currency = now.policy?.currency ?? 'USD';
  const others = seats.filter((seat) => seat.market !== market && seat.status === 'opened');
  return (
    <>
      <Scrubber cursor={cursor} last={last} go={setCursor} />
      {others.length === 0 ? null : (
        <div className="row">
          <SelectField
            label={text.compareWith}
            hint={text.compareText}
            value={beside}
            onChoose={(chosen) =>
              void navigate({
                search: { cursor: settled, ...(chosen === '' ? {} : { beside: chosen }) },
                replace: true,
                resetScroll: false,
              })
            }
            options={[['', text.nobody], ...others.map((seat) => [seat.market, seat.market] as const)]}
          />
        </div>
      )}
      <div className="sides" data-two={beside !== ''}>
        <Side market={market} cursor={settled} currency={currency} nameOf={nameOf} />
        {beside === '' ? null : <Beside market={beside} share={settled / last} />}
      </div>
      {now.you.kind === 'owner' ? <ReClear market={market} currency={currency} nameOf={nameOf} /> : null}
    </>
  );
}
