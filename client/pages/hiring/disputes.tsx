/** Disputes of one project: what each side offers, and the employer's next word. */

import { useState } from 'react';
import type { SeenDispute } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useDocument, useKeep } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { disputesOf } from '../../data/hiring/standing.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { money } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { typedCents } from '../../text/typed.ts';
import type { PartProps } from './next-step.tsx';

function AnswerDialog({ dispute, onClose }: { readonly dispute: SeenDispute; readonly onClose: () => void }) {
  const { payments: text } = hiringWords;
  const currency = useLive().seen.policy?.currency ?? 'USD';
  const act = useAct();
  const keep = useKeep();
  const [bad, setBad] = useState(false);
  const send = (form: FormData): void => {
    const offerCents = typedCents(String(form.get('offer') ?? ''));
    setBad(offerCents === null);
    if (offerCents === null) return;
    const { disputeId } = dispute;
    const make = async () => ({
      type: 'AnswerDispute' as const,
      disputeId,
      offerCents,
      reasonHash: await keep(String(form.get('reason') ?? '')),
    });
    act.mutate(make, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      title={text.answerTitle}
      submit={text.answer}
      busy={act.isPending}
      trouble={act.isError ? troubleText(act.error) : null}
      onClose={onClose}
      onSubmit={send}
    >
      <p>{text.answerText}</p>
      <p className="strong">{text.offers(money(dispute.openerOfferCents, currency), null)}</p>
      <TextField
        label={text.offer}
        hint={text.amountHint(currency)}
        name="offer"
        inputMode="decimal"
        required
        error={bad ? text.badAmount : null}
      />
      <AreaField label={text.reason} name="reason" rows={3} maxLength={4_000} />
    </Dialog>
  );
}

/** What a side wrote, as text; nothing where it wrote nothing. */
function Reason({ document }: { readonly document: SeenDispute['openerReason'] }) {
  const body = useDocument(document);
  if (document === null || body === undefined) return null;
  return <p className="own-text soft">{body ?? hiringWords.hiring.erased}</p>;
}

function One({ dispute, legal }: { readonly dispute: SeenDispute } & Pick<PartProps, 'legal'>) {
  const { payments: text, hiring } = hiringWords;
  const currency = useLive().seen.policy?.currency ?? 'USD';
  const act = useAct();
  const [answering, setAnswering] = useState(false);
  const { disputeId, openerOfferCents, answerOfferCents, status, freelancerCents } = dispute;
  const can = (type: 'AnswerDispute' | 'CancelDispute'): boolean =>
    legal.some((one) => one.type === type && one.disputeId === disputeId);
  const answer = answerOfferCents === null ? null : money(answerOfferCents, currency);
  return (
    <li className="request">
      <Badge tone={status === 'open' || status === 'answered' ? 'warn' : 'neutral'}>{text.disputeStates[status]}</Badge>
      <span>{text.offers(money(openerOfferCents, currency), answer)}</span>
      <Reason document={dispute.openerReason} />
      <Reason document={dispute.answerReason} />
      {freelancerCents === null ? null : <span>{text.settled(money(freelancerCents, currency))}</span>}
      <div className="row">
        {can('AnswerDispute') ? (
          <Button size="small" kind="primary" onClick={() => setAnswering(true)}>
            {text.answer}
          </Button>
        ) : null}
        {can('CancelDispute') ? (
          <Button
            size="small"
            disabled={act.isPending}
            onClick={() => act.mutate({ type: 'CancelDispute', disputeId })}
          >
            {text.takeBack}
          </Button>
        ) : null}
      </div>
      {act.isError ? (
        <p className="field-error" role="alert">
          {hiring.failed(troubleText(act.error))}
        </p>
      ) : null}
      {answering ? <AnswerDialog dispute={dispute} onClose={() => setAnswering(false)} /> : null}
    </li>
  );
}

export function Disputes({ project, legal }: PartProps) {
  const { seen } = useLive();
  return (
    <section className="card" aria-label={hiringWords.payments.disputes}>
      <div className="card-head">
        <h2>{hiringWords.payments.disputes}</h2>
      </div>
      <ul className="card-body stack">
        {disputesOf(seen, project).map((dispute) => (
          <One key={dispute.disputeId} dispute={dispute} legal={legal} />
        ))}
      </ul>
    </section>
  );
}
