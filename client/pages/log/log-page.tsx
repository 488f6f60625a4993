/** The log in readable sentences, with the event itself behind each. */

import '../floor/floor.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Seen } from '../../../server/protocol/arena/client.ts';
import { useTitle } from '../../app/title.ts';
import { HISTORY_MAX, historyQuery } from '../../data/history.ts';
import { marketQuery, peopleQuery } from '../../data/market.ts';
import { useTitleOf } from '../../data/titles.ts';
import { type NameOf, namesOf } from '../../data/use-floor.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import { Empty } from '../../parts/state.tsx';
import { count, moment, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { resultWords } from '../../text/result-words.ts';
import { sentenceOf, weightOf } from '../../text/sentence.ts';

const route = getRouteApi('/signed-in/markets/$market/log');

interface Line {
  readonly seen: Seen;
  readonly text: string;
}

function linesOf(events: readonly Seen[], nameOf: NameOf, currency: string): readonly Line[] {
  const parts = {
    who: nameOf,
    project: (id: number | null | undefined) => marketWords.floor.projects.untitled(id ?? 0),
    money: (cents = 0) => shortMoney(cents, currency),
    time: (at = 0) => moment(at),
  };
  return events.map((seen) => ({ seen, text: sentenceOf(seen.event, parts) })).toReversed();
}

interface LogLineProps {
  readonly line: Line;
  readonly market: string;
}

/** What its project is called stands beside it: the sentence has its number, which can be searched for before any title has come. */
function LogLine({ line, market }: LogLineProps) {
  const { cursor, at, event } = line.seen;
  const title = useTitleOf(market, 'projectId' in event && typeof event.projectId === 'number' ? event.projectId : 0);
  return (
    <details className="log-line">
      <summary className="feed-line">
        <span className="feed-dot" data-weight={weightOf(event)} aria-hidden="true" />
        <span>
          {line.text}
          {title === null ? null : `: “${title}”`} <span className="soft">{event.type}</span>
        </span>
        <time dateTime={new Date(at).toISOString()}>
          {count(cursor)} · {moment(at)}
        </time>
      </summary>
      <pre className="code-block">{JSON.stringify(event, null, 2)}</pre>
    </details>
  );
}

export function LogPage() {
  const { market } = route.useParams();
  const { log: text } = resultWords;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: people } = useSuspenseQuery(peopleQuery(market));
  const { data: history } = useSuspenseQuery(historyQuery(market));
  const [wanted, setWanted] = useState('');
  const [kind, setKind] = useState('');
  const search = useDeferredValue(wanted.trim().toLowerCase());
  useTitle(`${text.title} · ${market}`);
  const currency = now.policy?.currency ?? 'USD';
  const lines = useMemo(() => linesOf(history.events, namesOf(people), currency), [history, people, currency]);
  const kinds = useMemo(() => [...new Set(history.events.map(({ event }) => event.type))].sort(), [history]);
  const shown = lines.filter(
    ({ seen, text: sentence }) =>
      (kind === '' || seen.event.type === kind) &&
      (search === '' || sentence.toLowerCase().includes(search) || seen.event.type.toLowerCase().includes(search)),
  );
  return (
    <section className="card" aria-labelledby="log-title">
      <div className="card-head">
        <div>
          <h2 id="log-title">{text.title}</h2>
          <p className="soft">{text.text}</p>
        </div>
        <div className="row">
          <TextField label={text.search} type="search" value={wanted} onValueChange={(value) => setWanted(value)} />
          <SelectField
            label={text.kind}
            value={kind}
            onChoose={setKind}
            options={[['', text.all], ...kinds.map((one) => [one, one] as const)]}
          />
        </div>
      </div>
      <p className="card-note" role="status">
        {text.shown(count(shown.length), count(lines.length))}
        {history.cut ? ` ${text.more(count(HISTORY_MAX))}` : ''}
      </p>
      {shown.length === 0 ? (
        <Empty title={text.none} />
      ) : (
        <Scroller
          label={text.title}
          count={shown.length}
          lineHeight={46}
          measured
          keyOf={(index) => shown[index]?.seen.cursor ?? index}
        >
          {(index) => {
            const line = shown[index];
            return line === undefined ? null : <LogLine market={market} line={line} />;
          }}
        </Scroller>
      )}
    </section>
  );
}
