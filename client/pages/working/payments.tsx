/** Milestones of one's award: what is in escrow, what was released, and asking for either. */

import { type FormEvent, useState } from 'react';
import type { SeenMilestone, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { type AtDesk, type Legal, legalOf, textOf, useSend } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { count, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { centsOf } from './bid-fields.ts';
import { OfferForm } from './disputes.tsx';
import { OwnText } from './own-text.tsx';
import { TroubleNote } from './trouble-note.tsx';

interface PaymentsProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
}

function Ask({ desk, legal }: Omit<PaymentsProps, 'project'>) {
  const { payments: text, bid: bidText } = workingWords.working;
  const [wrong, setWrong] = useState<string | null>(null);
  const sending = useSend(desk);
  const wanted = legalOf(legal, 'RequestMilestone');
  if (wanted === undefined) return null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const amountCents = centsOf(String(data.get('amount')));
    setWrong(amountCents === null ? bidText.whole : null);
    if (amountCents === null) return;
    const description = String(data.get('text'));
    const make = async (door: AtDesk['door']) => {
      const descriptionHash = await textOf(door, description);
      return { type: 'RequestMilestone', bidId: wanted.bidId, amountCents, descriptionHash } as const;
    };
    sending.mutate({ about: `${amountCents} ${description}`, make }, { onSuccess: () => form.reset() });
  };
  return (
    <details>
      <summary>{text.ask}</summary>
      <form className="stack" onSubmit={submit} noValidate>
        <TextField
          label={text.amount(desk.currency)}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          error={wrong}
        />
        <TextField label={text.text} name="text" maxLength={500} />
        <TroubleNote of={sending.error} />
        <Button type="submit" disabled={sending.isPending}>
          {text.send}
        </Button>
      </form>
    </details>
  );
}

interface MilestoneProps {
  readonly desk: AtDesk;
  readonly one: SeenMilestone;
  readonly legal: Legal;
}

function Milestone({ desk, one, legal }: MilestoneProps) {
  const { payments: text, disputes } = workingWords.working;
  const { milestoneId, amountCents, heldCents, releasedCents, status, description } = one;
  const requesting = useSend(desk);
  const request = (): void =>
    requesting.mutate({ about: `release ${milestoneId}`, make: () => ({ type: 'RequestRelease', milestoneId }) });
  const amount = (cents: number): string => money(cents, desk.currency);
  const mayRequest = legal.some((one) => one.type === 'RequestRelease' && one.milestoneId === milestoneId);
  const dispute = legal.find(
    (one): one is Extract<Legal[number], { type: 'OpenDispute' }> =>
      one.type === 'OpenDispute' && one.milestoneId === milestoneId,
  );
  return (
    <li className="stack milestone">
      <div className="row">
        <span className="strong">{amount(amountCents)}</span>
        <Badge tone={status === 'cleared' ? 'good' : status === 'disputed' ? 'bad' : 'calm'}>
          {text.states[status]}
        </Badge>
      </div>
      <OwnText market={desk.name} document={description} none={text.milestone(count(milestoneId))} />
      <p className="soft">{releasedCents > 0 ? text.released(amount(releasedCents)) : text.held(amount(heldCents))}</p>
      <TroubleNote of={requesting.error} />
      {mayRequest ? (
        <div>
          <Button size="small" disabled={requesting.isPending} onClick={request}>
            {text.request}
          </Button>
        </div>
      ) : null}
      {dispute === undefined ? null : (
        <details>
          <summary>{disputes.open}</summary>
          <OfferForm desk={desk} request={dispute} text={disputes.text} send={disputes.send} />
        </details>
      )}
    </li>
  );
}

export function Payments({ desk, project, legal }: PaymentsProps) {
  const { payments: text } = workingWords.working;
  const { market, currency, you } = desk;
  const own = project.milestoneIds.flatMap((id) => market.milestones.get(id) ?? []);
  const requests = [...market.milestoneRequests.values()].filter(
    (one) => one.projectId === project.projectId && one.freelancerId === you && one.status !== 'created',
  );
  return (
    <section className="card" aria-labelledby="payments-title">
      <div className="card-head">
        <h2 id="payments-title">{text.title}</h2>
      </div>
      <div className="card-body stack">
        {own.length === 0 && requests.length === 0 ? <p className="soft">{text.none}</p> : null}
        <ul className="stack">
          {own.map((one) => (
            <Milestone key={one.milestoneId} desk={desk} one={one} legal={legal} />
          ))}
          {requests.map(({ requestId, amountCents, status, description }) => (
            <li key={`request-${requestId}`} className="stack milestone">
              <div className="row">
                <span className="strong">{money(amountCents, currency)}</span>
                <Badge>{text.requests[status]}</Badge>
              </div>
              <OwnText market={desk.name} document={description} none="" />
            </li>
          ))}
        </ul>
        <Ask desk={desk} legal={legal} />
      </div>
    </section>
  );
}
