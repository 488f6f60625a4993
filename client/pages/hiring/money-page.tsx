/** The employer's wallet: what it holds, what is in escrow, and every movement of it. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { readStatement } from '../../../server/protocol/sdk/calls.ts';
import { useTitle } from '../../app/title.ts';
import { troubleText, useAct } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { useOwnId, useOwnProjects } from '../../data/hiring/own.ts';
import { milestonesOf } from '../../data/hiring/standing.ts';
import { inMarket } from '../../data/market.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { FigureList } from '../../parts/figure-list.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { StatementTable } from '../../parts/statement-table.tsx';
import { money as moneyText } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { typedCents } from '../../text/typed.ts';

const SHOWN = 500;

function useStatement() {
  const { market, seen } = useLive();
  return useQuery({
    queryKey: ['market', market, 'statement', seen.cursor],
    queryFn: async () => {
      const first = await readStatement(inMarket(market), null);
      // The newest lines stand at its end.
      const before = first.count - first.lines.length;
      return before > 0 ? readStatement(inMarket(market), null, before) : first;
    },
    placeholderData: keepPreviousData,
  }).data;
}
type Statement = NonNullable<ReturnType<typeof useStatement>>;

function Withdraw({ walletCents, currency }: Pick<Statement, 'walletCents' | 'currency'>) {
  const { money: text, payments } = hiringWords;
  const own = useOwnId();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [bad, setBad] = useState(false);
  if (own === null || walletCents <= 0) return null;
  const send = (form: FormData): void => {
    const amountCents = typedCents(String(form.get('amount') ?? ''));
    setBad(amountCents === null);
    if (amountCents === null) return;
    act.mutate({ type: 'WithdrawFunds', participantId: own, amountCents }, { onSuccess: () => setOpen(false) });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.withdraw}</Button>
      <Dialog
        open={open}
        title={text.withdrawTitle}
        submit={text.withdraw}
        busy={act.isPending}
        trouble={act.isError ? troubleText(act.error) : null}
        onClose={() => setOpen(false)}
        onSubmit={send}
      >
        <p>{text.withdrawText(moneyText(walletCents, currency))}</p>
        <TextField
          label={payments.amount}
          hint={payments.amountHint(currency)}
          name="amount"
          inputMode="decimal"
          required
          error={bad ? payments.badAmount : null}
        />
      </Dialog>
    </>
  );
}

export function MoneyPage() {
  const { money: text, hiring } = hiringWords;
  useTitle(text.title);
  const { seen, market } = useLive();
  const milestones = useOwnProjects().flatMap((project) => milestonesOf(seen, project));
  const statement = useStatement();
  if (statement === undefined) return <Loading />;
  const { walletCents, currency } = statement;
  const lines = statement.lines.filter(({ account }) => account === 'wallet');
  const held = milestones.reduce((sum, { heldCents }) => sum + heldCents, 0);
  const paid = milestones.reduce((sum, { releasedCents }) => sum + releasedCents, 0);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{text.title}</h1>
          <p>{text.text}</p>
        </div>
        <Withdraw walletCents={walletCents} currency={currency} />
      </div>
      <FigureList
        figures={[
          [text.wallet, moneyText(walletCents, currency)],
          [text.escrow, moneyText(held, currency)],
          [text.paid, moneyText(paid, currency)],
        ]}
      />
      <p className="notice">{text.deposit}</p>
      <section className="card table-scroll" aria-label={text.table}>
        {lines.length === 0 ? (
          <Empty title={text.none} />
        ) : (
          <StatementTable
            lines={lines.slice(-SHOWN)}
            currency={currency}
            columns={text.columns}
            codes={text.codes}
            projectOf={(projectId, title) => (
              <Link to="/hiring/$market/projects/$project" params={{ market, project: String(projectId) }} search={{}}>
                {title || hiring.untitled(projectId)}
              </Link>
            )}
          />
        )}
      </section>
    </>
  );
}
