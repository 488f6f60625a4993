/** One's money: the balance, every movement that made it, paying it out; and the time that was spent for it. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readStatement, type Statement } from '../../../server/protocol/sdk/calls.ts';
import { useTitle } from '../../app/title.ts';
import { inMarket } from '../../data/market.ts';
import { type AtDesk, useDesk, useSend } from '../../data/working/use-desk.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { FigureList } from '../../parts/figure-list.tsx';
import { Loading } from '../../parts/state.tsx';
import { StatementTable } from '../../parts/statement-table.tsx';
import { money } from '../../text/format.ts';
import { amountText } from '../../text/typed.ts';
import { workingWords } from '../../text/working-words.ts';
import { ActiveTimes } from './active-times.tsx';
import { centsOf } from './bid-fields.ts';
import { TroubleNote } from './trouble-note.tsx';

const route = getRouteApi('/signed-in/working/$market/money');
const REFRESH_MS = 10_000;

function sumOf({ lines }: Statement, code: Statement['lines'][number]['code']): number {
  return lines.reduce((sum, line) => sum + (line.account === 'wallet' && line.code === code ? line.amountCents : 0), 0);
}

function Figures({ statement }: { readonly statement: Statement }) {
  const { money: text } = workingWords.working;
  const { currency, walletCents, outlayCents } = statement;
  const figures = [
    [text.balance, walletCents],
    [text.earned, sumOf(statement, 'release')],
    [text.fees, sumOf(statement, 'fee')],
    [text.paidOut, Math.abs(sumOf(statement, 'payout'))],
    [text.outlay, outlayCents],
  ] as const;
  return <FigureList fill figures={figures.map(([name, amount]) => [name, money(amount, currency)] as const)} />;
}

function Payout({ desk, balance }: { readonly desk: AtDesk; readonly balance: number }) {
  const { money: text, bid: bidText } = workingWords.working;
  const [amount, setAmount] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const client = useQueryClient();
  const sending = useSend(desk);
  const [paid, setPaid] = useState<number | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const amountCents = centsOf(amount);
    const { you: participantId } = desk;
    setPaid(null);
    setWrong(amountCents === null ? bidText.whole : null);
    if (amountCents === null || participantId === null) return;
    sending.mutate(
      { about: `payout ${amountCents}`, make: () => ({ type: 'WithdrawFunds', participantId, amountCents }) },
      {
        onSuccess: () => {
          setPaid(amountCents);
          setAmount('');
          void client.invalidateQueries({ queryKey: ['market', desk.name, 'statement'] });
        },
      },
    );
  };
  return (
    <section className="card" aria-labelledby="payout-title">
      <div className="card-head">
        <h2 id="payout-title">{text.payout}</h2>
      </div>
      <form className="card-body stack" onSubmit={submit} noValidate>
        <p className="soft">{text.payoutText}</p>
        <TextField
          label={text.amount(desk.currency)}
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          error={wrong}
          onValueChange={setAmount}
        />
        <TroubleNote of={sending.error} />
        {paid === null ? null : (
          <p className="notice" role="status">
            {text.paid(money(paid, desk.currency))}
          </p>
        )}
        <div className="row">
          <Button type="submit" kind="primary" disabled={sending.isPending}>
            {text.pay}
          </Button>
          {balance > 0 ? <Button onClick={() => setAmount(amountText(balance))}>{text.all}</Button> : null}
        </div>
      </form>
    </section>
  );
}

function Lines({ market, statement }: { readonly market: string; readonly statement: Statement }) {
  const { money: text } = workingWords.working;
  const { lines, currency } = statement;
  return (
    <section className="card" aria-labelledby="statement-title">
      <div className="card-head">
        <h2 id="statement-title">{text.statement}</h2>
        <a href={`/m/${market}/api/arena/1.0/statement?format=csv&limit=10000`} download>
          {text.csv}
        </a>
      </div>
      {lines.length === 0 ? (
        <p className="card-body soft">{text.none}</p>
      ) : (
        <div className="table-scroll">
          <StatementTable
            lines={lines}
            currency={currency}
            columns={{ at: text.at, what: text.what, project: text.project, amount: text.change, balance: text.after }}
            codes={text.codes}
            projectOf={(projectId, title) => (
              <Link to="/working/$market/projects/$project" params={{ market, project: String(projectId) }}>
                {title || workingWords.working.find.untitled(projectId)}
              </Link>
            )}
          />
        </div>
      )}
    </section>
  );
}

/** Whatever the statement's length: the server gives it in pages. */
async function wholeStatement(market: string): Promise<Statement> {
  const first = await readStatement(inMarket(market), null);
  const lines = [...first.lines];
  while (lines.length < first.count) {
    const page = await readStatement(inMarket(market), null, lines.length);
    if (page.lines.length === 0) break;
    lines.push(...page.lines);
  }
  return { ...first, lines };
}

export function MoneyPage() {
  const { money: text } = workingWords.working;
  const { market } = route.useParams();
  useTitle(text.title);
  const desk = useDesk(market);
  const { data, error } = useQuery({
    queryKey: ['market', market, 'statement'],
    queryFn: () => wholeStatement(market),
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <TroubleNote of={error} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : (
        <>
          <Figures statement={data} />
          <div className="offer">
            <div className="stack offer-main">
              <Lines market={market} statement={data} />
              <ActiveTimes market={market} />
            </div>
            <div className="stack offer-side">
              <Payout desk={desk} balance={data.walletCents} />
            </div>
          </div>
        </>
      )}
    </>
  );
}
