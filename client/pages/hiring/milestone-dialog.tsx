/** What an employer does about a milestone: create, release, cancel or dispute it, each after a look at what it means. */

import { useState } from 'react';
import type { BidId } from '../../../server/kernel/id.ts';
import type { Cents } from '../../../server/kernel/money.ts';
import type { SeenMilestone } from '../../../server/protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../server/protocol/arena/wire.ts';
import { troubleText, useAct, useKeep } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { money } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { amountText, typedCents } from '../../text/typed.ts';

export type MilestoneAction =
  | { readonly kind: 'create'; readonly bidId: BidId }
  | { readonly kind: 'release' | 'cancel' | 'dispute'; readonly milestone: SeenMilestone };

interface Given {
  readonly amountCents: Cents;
  readonly textHash: Extract<CommandRequest, { type: 'OpenDispute' }>['reasonHash'];
}

function requestOf(action: MilestoneAction, { amountCents, textHash }: Given): CommandRequest {
  if (action.kind === 'create') {
    return { type: 'CreateMilestone', bidId: action.bidId, amountCents, descriptionHash: textHash };
  }
  const { milestoneId } = action.milestone;
  if (action.kind === 'release') return { type: 'ReleaseMilestone', milestoneId, amountCents };
  if (action.kind === 'cancel') return { type: 'CancelMilestone', milestoneId };
  return { type: 'OpenDispute', milestoneId, offerCents: amountCents, reasonHash: textHash };
}

function textsOf({ kind }: MilestoneAction): { title: string; submit: string; amount: string; text: string } {
  const { payments: text } = hiringWords;
  if (kind === 'create')
    return { title: text.create, submit: text.create, amount: text.amount, text: text.description };
  if (kind === 'release') return { title: text.releaseTitle, submit: text.release, amount: text.amount, text: '' };
  if (kind === 'cancel') return { title: text.cancelTitle, submit: text.cancelDo, amount: '', text: '' };
  return { title: text.disputeTitle, submit: text.dispute, amount: text.offer, text: text.reason };
}

function explained(action: MilestoneAction, currency: string): string {
  const { payments: text } = hiringWords;
  if (action.kind === 'create') return text.createText;
  if (action.kind === 'release') return text.releaseText(money(action.milestone.heldCents, currency));
  return action.kind === 'cancel' ? text.cancelText : text.disputeText;
}

export function MilestoneDialog({
  action,
  onClose,
}: {
  readonly action: MilestoneAction;
  readonly onClose: () => void;
}) {
  const { payments: text } = hiringWords;
  const currency = useLive().seen.policy?.currency ?? 'USD';
  const act = useAct();
  const keep = useKeep();
  const [bad, setBad] = useState(false);
  const { title, submit, amount, text: textLabel } = textsOf(action);
  const send = (form: FormData): void => {
    const amountCents = amount === '' ? (0 as Cents) : typedCents(String(form.get('amount') ?? ''));
    setBad(amountCents === null);
    if (amountCents === null) return;
    const make = async (): Promise<CommandRequest> =>
      requestOf(action, { amountCents, textHash: await keep(String(form.get('text') ?? '')) });
    act.mutate(make, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      title={title}
      submit={submit}
      busy={act.isPending}
      trouble={act.isError ? troubleText(act.error) : null}
      onClose={onClose}
      onSubmit={send}
    >
      <p>{explained(action, currency)}</p>
      {amount === '' ? null : (
        <TextField
          label={amount}
          hint={text.amountHint(currency)}
          name="amount"
          inputMode="decimal"
          required
          defaultValue={action.kind === 'release' ? amountText(action.milestone.heldCents) : ''}
          error={bad ? text.badAmount : null}
        />
      )}
      {textLabel === '' ? null : <AreaField label={textLabel} name="text" rows={3} maxLength={4_000} />}
      {action.kind === 'release' ? (
        <label className="tick">
          <input type="checkbox" name="sure" required />
          {text.releaseSure}
        </label>
      ) : null}
    </Dialog>
  );
}
