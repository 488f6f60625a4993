/** Placing a bid, or changing it. What is typed is kept in the browser until the market has it. */

import { type FormEvent, useId, useState } from 'react';
import type { SeenBid, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useAccount } from '../../data/session.ts';
import { useAlone } from '../../data/taking-part.ts';
import { useKept } from '../../data/working/kept.ts';
import { type AtDesk, type Legal, legalOf, textOf, useSend } from '../../data/working/use-desk.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { money } from '../../text/format.ts';
import { amountText } from '../../text/typed.ts';
import { workingWords } from '../../text/working-words.ts';
import {
  type BidDraft,
  type BidErrors,
  type BidTerms,
  bidDraftSchema,
  centsOf,
  NO_BID,
  readBid,
} from './bid-fields.ts';
import { feeOn } from './figures.ts';
import { TroubleNote } from './trouble-note.tsx';

interface BidFormProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
  /** The bid to change; null: a new one. */
  readonly bid: SeenBid | null;
  /** Its proposal, as it stands. */
  readonly proposal?: string;
  readonly onDone: () => void;
}

function draftOf(bid: SeenBid, proposal: string): BidDraft {
  const { amountCents, days, qualityBps } = bid;
  return {
    amount: amountText(amountCents),
    days: String(days),
    proposal,
    confidence: '',
    quality: String(qualityBps / 100),
  };
}

function useBidSending({ desk, project, bid }: BidFormProps, draft: BidDraft) {
  const sending = useSend(desk);
  const send = (terms: BidTerms, done: () => void): void => {
    const about = JSON.stringify([project.projectId, bid?.bidId, terms, draft.proposal]);
    const make = async (door: AtDesk['door']) => {
      const { confidenceBps, ...rest } = terms;
      const proposalHash = await textOf(door, draft.proposal);
      if (bid !== null) return { type: 'AmendBid', bidId: bid.bidId, ...rest, proposalHash } as const;
      return { type: 'PlaceBid', projectId: project.projectId, ...rest, proposalHash, confidenceBps } as const;
    };
    sending.mutate({ about, make }, { onSuccess: done });
  };
  return { sending, send };
}

function PaidNote({
  desk,
  amount,
  most,
}: {
  readonly desk: AtDesk;
  readonly amount: string;
  readonly most: number | undefined;
}) {
  const { bid: text } = workingWords.working;
  const { policy, currency } = desk;
  const amountCents = centsOf(amount);
  if (amountCents === null || policy === null) return most === undefined ? null : text.most(money(most, currency));
  const fee = feeOn(policy, amountCents);
  return text.paid(money(amountCents - fee, currency), money(fee, currency));
}

/** A text of several lines. */
function Proposal({
  value,
  alone,
  onChange,
}: {
  readonly value: string;
  /** Nobody chooses by it. */
  readonly alone: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { bid: text } = workingWords.working;
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {text.proposal}
      </label>
      <textarea
        id={id}
        className="input"
        rows={6}
        maxLength={8_000}
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.value)}
      />
      <span className="field-hint" id={`${id}-hint`}>
        {alone ? text.proposalAlone : text.proposalHint}
      </span>
    </div>
  );
}

interface FieldsProps extends BidFormProps {
  readonly draft: BidDraft;
  readonly errors: BidErrors;
  readonly set: (field: keyof BidDraft) => (value: string) => void;
  /** The price is posted: there is nothing to choose. */
  readonly fixed: boolean;
}

function BidFields({ desk, project, legal, bid, draft, errors, set, fixed }: FieldsProps) {
  const { bid: text } = workingWords.working;
  const { mechanism } = project.posting;
  const most = (bid === null ? legalOf(legal, 'PlaceBid') : legalOf(legal, 'AmendBid'))?.amountCents;
  return (
    <>
      <TextField
        label={text.amount(desk.currency)}
        inputMode="decimal"
        autoComplete="off"
        value={draft.amount}
        readOnly={fixed}
        error={errors.amount ?? null}
        hint={<PaidNote desk={desk} amount={draft.amount} most={most} />}
        onValueChange={set('amount')}
      />
      <TextField
        label={text.days}
        inputMode="numeric"
        autoComplete="off"
        value={draft.days}
        error={errors.days ?? null}
        onValueChange={set('days')}
      />
      {mechanism.kind.startsWith('scoring') ? (
        <TextField
          label={text.quality}
          hint={text.qualityHint}
          inputMode="decimal"
          value={draft.quality}
          error={errors.quality ?? null}
          onValueChange={set('quality')}
        />
      ) : null}
      <Proposal value={draft.proposal} alone={useAlone(desk.name)} onChange={set('proposal')} />
      {bid === null ? (
        <TextField
          label={text.confidence}
          hint={text.confidenceHint}
          inputMode="decimal"
          autoComplete="off"
          value={draft.confidence}
          error={errors.confidence ?? null}
          onValueChange={set('confidence')}
        />
      ) : null}
    </>
  );
}

export function BidForm(props: BidFormProps) {
  const { desk, project, bid, proposal = '', onDone } = props;
  const { bid: text } = workingWords.working;
  const account = useAccount();
  const { mechanism } = project.posting;
  const fixed = mechanism.kind === 'posted' ? project.posting.postedPriceCents : null;
  const [initial] = useState<BidDraft>(() =>
    bid === null ? { ...NO_BID, amount: fixed === null ? '' : amountText(fixed) } : draftOf(bid, proposal),
  );
  const name = `arena.bid/${account?.userId ?? 0}/${desk.name}/${project.projectId}/${bid?.bidId ?? 'new'}`;
  const { value: draft, change, saved, drop } = useKept(name, bidDraftSchema, initial);
  const [errors, setErrors] = useState<BidErrors>({});
  const { sending, send } = useBidSending(props, draft);
  const set = (field: keyof BidDraft) => (value: string) => change((before) => ({ ...before, [field]: value }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = readBid(draft);
    setErrors(read.errors);
    if (read.terms === null) return;
    send(read.terms, () => {
      drop();
      onDone();
    });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <BidFields {...props} draft={draft} errors={errors} set={set} fixed={fixed !== null} />
      <TroubleNote of={sending.error} />
      <div className="row">
        <Button type="submit" kind="primary" disabled={sending.isPending}>
          {bid === null ? text.place : text.save}
        </Button>
        {bid === null ? null : (
          <Button
            onClick={() => {
              drop();
              onDone();
            }}
          >
            {text.cancel}
          </Button>
        )}
        <span className="soft saved-note">{saved.kind === 'saved' ? text.kept : ''}</span>
      </div>
    </form>
  );
}
