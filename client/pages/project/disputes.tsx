/** Disputes of a project, as its watchers see them; the market's owner, who is the arbiter, resolves them here. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SeenDispute, SeenMarket, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { readLegal, sendCommand } from '../../../server/protocol/sdk/hiring-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { inMarket } from '../../data/market.ts';
import { useText } from '../../data/project.ts';
import { newKey } from '../../data/session.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { moment, money } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { typedCents } from '../../text/typed.ts';

interface DisputesProps {
  readonly market: string;
  readonly project: SeenProject;
  readonly seen: SeenMarket;
  readonly currency: string;
  readonly nameOf: NameOf;
  /** Whether who looks is the market's owner. */
  readonly arbiter: boolean;
}

function Reason({ market, document }: { readonly market: string; readonly document: SeenDispute['openerReason'] }) {
  const text = useText(market, document);
  return <p className="soft text-block">{document === null ? marketWords.project.disputes.noReason : text}</p>;
}

type OneProps = Pick<DisputesProps, 'market' | 'currency'> & { readonly dispute: SeenDispute };

function Resolve({ market, currency, dispute: { disputeId } }: OneProps) {
  const { disputes: text } = marketWords.project;
  const [bad, setBad] = useState(false);
  const client = useQueryClient();
  const resolving = useMutation({
    mutationFn: (freelancerCents: NonNullable<ReturnType<typeof typedCents>>) =>
      sendCommand(inMarket(market), { type: 'ResolveDispute', disputeId, freelancerCents }, newKey()),
    onSettled: () => client.invalidateQueries({ queryKey: ['market', market] }),
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const amount = typedCents(String(new FormData(event.currentTarget).get('amount') ?? ''));
    setBad(amount === null);
    if (amount !== null) resolving.mutate(amount);
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <p className="strong">{text.resolve}</p>
      <TextField
        label={text.amount(currency)}
        hint={text.hint}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        error={bad ? text.bad : null}
      />
      {resolving.isError ? (
        <p className="field-error" role="alert">
          {faultText(resolving.error) ?? String(resolving.error)}
        </p>
      ) : null}
      <div>
        <Button type="submit" kind="primary" disabled={resolving.isPending}>
          {text.send}
        </Button>
      </div>
    </form>
  );
}

function One({
  dispute,
  market,
  currency,
  nameOf,
  project,
  legal,
}: OneProps & Omit<DisputesProps, 'seen' | 'arbiter'> & { readonly legal: ReadonlySet<number> }) {
  const { disputes: text } = marketWords.project;
  const { disputeId, openerId, openerOfferCents, answerOfferCents, status, dueAt, freelancerCents } = dispute;
  const other = openerId === project.employerId ? project.award?.freelancerId : project.employerId;
  return (
    <li className="stack">
      <div className="row">
        <Badge tone={status === 'open' || status === 'answered' ? 'warn' : 'neutral'}>{text.states[status]}</Badge>
        {dueAt === null ? null : <span className="soft">{text.until(moment(dueAt))}</span>}
      </div>
      <div>
        <p>{text.opened(nameOf(openerId), money(openerOfferCents, currency))}</p>
        <Reason market={market} document={dispute.openerReason} />
      </div>
      {answerOfferCents === null || other === undefined ? null : (
        <div>
          <p>{text.opened(nameOf(other), money(answerOfferCents, currency))}</p>
          <Reason market={market} document={dispute.answerReason} />
        </div>
      )}
      {freelancerCents === null ? null : <p className="strong">{text.settled(money(freelancerCents, currency))}</p>}
      {legal.has(disputeId) ? <Resolve market={market} currency={currency} dispute={dispute} /> : null}
    </li>
  );
}

export function Disputes({ seen, arbiter, ...rest }: DisputesProps) {
  const { disputes: text } = marketWords.project;
  const { market, project } = rest;
  const all = [...seen.disputes.values()];
  const marks = all.map(({ status }) => status).join();
  const { data: commands = [] } = useQuery({
    queryKey: ['market', market, 'legal', project.projectId, marks],
    queryFn: () => readLegal(inMarket(market), project.projectId),
    enabled: arbiter && all.some(({ status }) => status === 'answered'),
  });
  const legal = new Set(commands.flatMap((one) => (one.type === 'ResolveDispute' ? [Number(one.disputeId)] : [])));
  if (all.length === 0) return null;
  return (
    <section className="card" aria-labelledby="disputes-title">
      <div className="card-head">
        <h2 id="disputes-title">{text.title}</h2>
      </div>
      <ul className="card-body stack">
        {all.map((dispute) => (
          <One key={dispute.disputeId} dispute={dispute} legal={legal} {...rest} />
        ))}
      </ul>
    </section>
  );
}
