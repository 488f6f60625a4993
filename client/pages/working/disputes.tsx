/** Disputes of one's milestones: opening one, what each side offers and why, answering, taking back, and how it ended. */

import { type FormEvent, useId, useState } from 'react';
import type { SeenDispute, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../server/protocol/arena/wire.ts';
import { type AtDesk, type Legal, textOf, useSend } from '../../data/working/use-desk.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { moment, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { centsOf } from './bid-fields.ts';
import { OwnText } from './own-text.tsx';
import { TroubleNote } from './trouble-note.tsx';

type OfferRequest = Extract<CommandRequest, { type: 'OpenDispute' | 'AnswerDispute' }>;

interface OfferFormProps {
  readonly desk: AtDesk;
  /** The command as it is legal now; offer and reason come from the form. */
  readonly request: OfferRequest;
  readonly text: string;
  readonly send: string;
}

/** An offer and a reason: to open a dispute, or to answer one. */
export function OfferForm({ desk, request, text: explained, send }: OfferFormProps) {
  const { disputes: text, bid: bidText } = workingWords.working;
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();
  const sending = useSend(desk);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const offerCents = centsOf(String(data.get('offer')));
    setWrong(offerCents === null ? bidText.whole : null);
    if (offerCents === null) return;
    const reason = String(data.get('reason'));
    const make = async (door: AtDesk['door']): Promise<CommandRequest> => ({
      ...request,
      offerCents,
      reasonHash: await textOf(door, reason),
    });
    sending.mutate({ about: `${request.type} ${offerCents} ${reason}`, make });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="soft">{explained}</p>
      <TextField label={text.offer(desk.currency)} name="offer" inputMode="decimal" autoComplete="off" error={wrong} />
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {text.reason}
        </label>
        <textarea id={id} className="input" name="reason" rows={3} maxLength={4_000} />
      </div>
      <TroubleNote of={sending.error} />
      <div>
        <Button type="submit" disabled={sending.isPending}>
          {send}
        </Button>
      </div>
    </form>
  );
}

interface SideProps {
  readonly desk: AtDesk;
  readonly told: string;
  readonly reason: SeenDispute['openerReason'];
}

function Side({ desk, told, reason }: SideProps) {
  return (
    <div>
      <p className="strong">{told}</p>
      <OwnText market={desk.name} document={reason} none={workingWords.working.disputes.noReason} />
    </div>
  );
}

function Ended({ desk, dispute }: { readonly desk: AtDesk; readonly dispute: SeenDispute }) {
  const { disputes: text } = workingWords.working;
  const { freelancerCents, resolvedBy } = dispute;
  if (freelancerCents === null) return null;
  return (
    <p>
      {text.settled(money(freelancerCents, desk.currency))}
      {resolvedBy === null ? null : `, ${text.by[resolvedBy]}`}.
    </p>
  );
}

interface OneProps {
  readonly desk: AtDesk;
  readonly dispute: SeenDispute;
  readonly legal: Legal;
}

function One({ desk, dispute, legal }: OneProps) {
  const { disputes: text } = workingWords.working;
  const { currency, you } = desk;
  const { disputeId, openerId, openerOfferCents, answerOfferCents, status, dueAt } = dispute;
  const opened = openerId === you;
  const taking = useSend(desk);
  const answer = legal.find((one): one is OfferRequest => one.type === 'AnswerDispute' && one.disputeId === disputeId);
  const mayTakeBack = legal.some((one) => one.type === 'CancelDispute' && one.disputeId === disputeId);
  const told = (own: boolean, amount: number): string => (own ? text.yours : text.theirs)(money(amount, currency));
  return (
    <li className="stack milestone">
      <div className="row">
        <Badge tone={status === 'open' || status === 'answered' ? 'warn' : 'neutral'}>{text.states[status]}</Badge>
        {dueAt === null ? null : <span className="soft">{text.until(moment(dueAt))}</span>}
      </div>
      <Side desk={desk} told={told(opened, openerOfferCents)} reason={dispute.openerReason} />
      {answerOfferCents === null ? null : (
        <Side desk={desk} told={told(!opened, answerOfferCents)} reason={dispute.answerReason} />
      )}
      <Ended desk={desk} dispute={dispute} />
      {answer === undefined ? null : (
        <OfferForm desk={desk} request={answer} text={text.answerText} send={text.answer} />
      )}
      <TroubleNote of={taking.error} />
      {mayTakeBack ? (
        <div>
          <Button
            size="small"
            disabled={taking.isPending}
            onClick={() =>
              taking.mutate({ about: `cancel ${disputeId}`, make: () => ({ type: 'CancelDispute', disputeId }) })
            }
          >
            {text.takeBack}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

export function Disputes({ desk, project, legal }: Omit<OneProps, 'dispute'> & { readonly project: SeenProject }) {
  const { disputes: text } = workingWords.working;
  const own = [...desk.market.disputes.values()].filter(({ projectId }) => projectId === project.projectId);
  if (own.length === 0) return null;
  return (
    <section className="card" aria-labelledby="disputes-title">
      <div className="card-head">
        <h2 id="disputes-title">{text.title}</h2>
      </div>
      <div className="card-body stack">
        <ul className="stack">
          {own.map((dispute) => (
            <One key={dispute.disputeId} desk={desk} dispute={dispute} legal={legal} />
          ))}
        </ul>
        <p className="soft">{text.write}</p>
      </div>
    </section>
  );
}
