/** The ledger: whose money it is, every line that moved it, and the proof that the lines make the balance. */

import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readStatement, type Statement } from '../../../server/protocol/sdk/calls.ts';
import { useTitle } from '../../app/title.ts';
import { inMarket, marketQuery, peopleQuery } from '../../data/market.ts';
import { SelectField } from '../../parts/field.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { count, moment, money, signedMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { resultWords } from '../../text/result-words.ts';
import { Figure } from '../floor/figures.tsx';

const route = getRouteApi('/signed-in/markets/$market/ledger');
const REFRESH_MS = 5_000;

type Line = Statement['lines'][number];

/** By how much the lines of both accounts miss what the server says lies in them; 0: they prove it. */
export function offBy({ lines, walletCents, outlayCents }: Statement): number {
  const sumOf = (account: Line['account']): number =>
    lines.filter((line) => line.account === account).reduce((sum, { amountCents }) => sum + amountCents, 0);
  return Math.abs(sumOf('wallet') - walletCents) + Math.abs(sumOf('outlay') - outlayCents);
}

function columnsOf(market: string, currency: string): readonly Column<Line & { readonly key: number }>[] {
  const { columns, accounts, codes } = resultWords.ledger;
  return [
    { key: 'at', title: columns.at, value: ({ key }) => key, numeric: false, cell: ({ at }) => moment(at) },
    {
      key: 'account',
      title: columns.account,
      value: ({ account }) => account,
      cell: ({ account }) => accounts[account],
    },
    { key: 'code', title: columns.code, value: ({ code }) => code, cell: ({ code }) => codes[code] },
    {
      key: 'other',
      title: columns.other,
      value: ({ other }) => other,
      cell: ({ other }) => <span className="soft">{other}</span>,
    },
    {
      key: 'project',
      title: columns.project,
      value: ({ projectId }) => projectId,
      cell: ({ projectId, title }) =>
        projectId === null ? (
          '–'
        ) : (
          <Link to="/markets/$market/projects/$project" params={{ market, project: String(projectId) }}>
            {title ?? marketWords.floor.projects.untitled(projectId)}
          </Link>
        ),
    },
    {
      key: 'amount',
      title: columns.amount,
      numeric: true,
      value: ({ amountCents }) => amountCents,
      cell: ({ amountCents }) => signedMoney(amountCents, currency),
    },
    {
      key: 'balance',
      title: columns.balance,
      numeric: true,
      cell: ({ balanceCents }) => money(balanceCents, currency),
    },
  ];
}

function Proof({ statement }: { readonly statement: Statement }) {
  const { ledger: text } = resultWords;
  const { lines, count: all, currency } = statement;
  if (lines.length < all) return <p className="notice">{text.proofPart}</p>;
  const off = offBy(statement);
  return (
    <p className="notice" data-tone={off === 0 ? undefined : 'bad'}>
      {off === 0 ? text.proofOk : text.proofBad(money(off, currency))}
    </p>
  );
}

function Account({ market, participantId }: { readonly market: string; readonly participantId: number }) {
  const { ledger: text } = resultWords;
  const { data } = useQuery({
    queryKey: ['market', market, 'statement', participantId],
    queryFn: () => readStatement(inMarket(market), participantId),
    refetchInterval: REFRESH_MS,
  });
  if (data === undefined) return <Loading />;
  const { currency } = data;
  return (
    <>
      <dl className="figure-list">
        <Figure name={text.wallet} value={money(data.walletCents, currency)} note={text.walletHint} />
        <Figure name={text.outlay} value={money(data.outlayCents, currency)} note={text.outlayHint} />
        <Figure name={text.lines} value={count(data.count)} />
      </dl>
      <Proof statement={data} />
      <section className="card" aria-labelledby="statement-title">
        <div className="card-head">
          <h2 id="statement-title">{text.statement}</h2>
          <a href={`/m/${market}/api/arena/1.0/statement?format=csv&participant=${participantId}&limit=10000`}>
            {text.csv}
          </a>
        </div>
        {data.lines.length === 0 ? (
          <Empty title={text.none} />
        ) : (
          <SortTable
            label={text.statement}
            columns={columnsOf(market, currency)}
            rows={data.lines.map((line, key) => ({ ...line, key }))}
            keyOf={({ key }) => key}
            sortedBy="at"
          />
        )}
      </section>
    </>
  );
}

export function LedgerPage() {
  const { market } = route.useParams();
  const { ledger: text } = resultWords;
  const { data: now } = useSuspenseQuery(marketQuery(market));
  const { data: people } = useSuspenseQuery(peopleQuery(market));
  const [first] = people;
  const own = now.you.participantId;
  const [chosen, setChosen] = useState(String(own ?? first?.participantId ?? ''));
  useTitle(`${text.title} · ${market}`);
  if (now.you.kind === 'watcher') return <Empty title={text.watcher} />;
  if (chosen === '') return <Empty title={text.none} />;
  return (
    <>
      {now.you.kind === 'owner' ? (
        <div className="row">
          <SelectField
            label={text.whose}
            value={chosen}
            onChoose={setChosen}
            options={people.map(
              ({ participantId, name }) => [String(participantId), name ?? `#${participantId}`] as const,
            )}
          />
        </div>
      ) : null}
      <Account key={chosen} market={market} participantId={Number(chosen)} />
    </>
  );
}
