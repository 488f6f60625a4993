/** The award by hand: what it costs, and perhaps a milestone at once. */

import { useState } from 'react';
import type { SeenBid } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useNames } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/field.tsx';
import { money } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { typedCents } from '../../text/typed.ts';

/** What the employer is charged on acceptance. */
function useFee(amountCents: number): number {
  const fees = useLive().seen.policy?.fees;
  if (fees === undefined || amountCents === 0) return 0;
  return Math.max(Math.round((amountCents * fees.employerBps) / 10_000), fees.employerMinCents);
}

export function AwardDialog({ bid, onClose }: { readonly bid: SeenBid; readonly onClose: () => void }) {
  const { seen } = useLive();
  const { bids, hiring, payments } = hiringWords;
  const act = useAct();
  const [bad, setBad] = useState(false);
  const name = useNames()(bid.bidderId) ?? hiring.participant(bid.bidderId);
  const fee = useFee(bid.amountCents);
  const { currency = 'USD', settlement } = seen.policy ?? {};
  const award = async (form: FormData): Promise<void> => {
    const given = String(form.get('first') ?? '').trim();
    const amountCents = given === '' ? null : typedCents(given);
    setBad(given !== '' && amountCents === null);
    if (given !== '' && amountCents === null) return;
    await act.mutateAsync({ type: 'AwardBid', bidId: bid.bidId });
    if (amountCents !== null) {
      await act.mutateAsync({ type: 'CreateMilestone', bidId: bid.bidId, amountCents, descriptionHash: null });
    }
    onClose();
  };
  return (
    <Dialog
      open
      title={bids.awardTitle(name)}
      submit={bids.awardDo}
      busy={act.isPending}
      trouble={act.isError ? troubleText(act.error) : null}
      onClose={onClose}
      onSubmit={(form) => {
        // What went wrong is told by the mutation itself.
        award(form).catch(() => undefined);
      }}
    >
      <p>{bids.awardText(money(bid.amountCents, currency), bids.days(bid.days))}</p>
      <p>{fee === 0 ? bids.noFee : bids.fee(money(fee, currency))}</p>
      {settlement === 'employer' ? (
        <TextField
          label={bids.firstMilestone}
          hint={bids.firstMilestoneHint}
          name="first"
          inputMode="decimal"
          error={bad ? payments.badAmount : null}
        />
      ) : null}
    </Dialog>
  );
}
