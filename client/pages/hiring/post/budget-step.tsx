/** Second step: what it may cost, how the winner is found, and for how long bids come in. */

import { useNames } from '../../../data/hiring/asking.ts';
import { BIDDING_TIMES } from '../../../data/hiring/draft.ts';
import { useLive } from '../../../data/hiring/live.ts';
import { bracketsOf, budgetOf } from '../../../data/hiring/package-of.ts';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { budget } from '../../../text/format.ts';
import { hiringWords } from '../../../text/hiring-words.ts';
import { amountText } from '../../../text/typed.ts';
import type { StepProps } from './steps.ts';

function Range({ draft, policy, change }: StepProps) {
  const { budget: text } = hiringWords.post;
  const { currency } = policy;
  const brackets = bracketsOf(policy);
  const { min, max } = budgetOf(draft, policy);
  return (
    <>
      <SelectField
        label={text.bracket}
        value={draft.bracket}
        options={[
          ...brackets.map(
            ({ name, minCents, maxCents }, index) =>
              [String(index), `${name} (${budget(minCents, maxCents, currency)})`] as const,
          ),
          ['custom', text.custom] as const,
        ]}
        onChoose={(bracket) =>
          change({
            bracket,
            ...(bracket === 'custom' && min !== null && max !== null
              ? { min: amountText(min), max: amountText(max) }
              : {}),
          })
        }
      />
      {draft.bracket === 'custom' ? (
        <div className="pair">
          <TextField
            label={text.min}
            inputMode="decimal"
            value={draft.min}
            onChange={({ target }) => change({ min: target.value })}
          />
          <TextField
            label={text.max}
            hint={text.maxHint}
            inputMode="decimal"
            value={draft.max}
            onChange={({ target }) => change({ max: target.value })}
          />
        </div>
      ) : null}
    </>
  );
}

function Mechanism({ draft, policy, change }: StepProps) {
  const { budget: text } = hiringWords.post;
  const { mechanisms, mechanismTexts } = hiringWords.bids;
  const { seen } = useLive();
  const names = useNames();
  const all = [policy.mechanism, ...policy.otherMechanisms];
  const chosen = all[draft.mechanism] ?? policy.mechanism;
  const named = chosen.kind === 'direct' && chosen.assignment === 'named';
  const freelancers = [...seen.participants.values()].filter(
    ({ roles, withdrawn }) => roles.includes('freelancer') && !withdrawn,
  );
  return (
    <>
      {all.length === 1 ? (
        <div className="notice">
          <p className="strong">{mechanisms[chosen.kind]}</p>
          <p>
            {mechanismTexts[chosen.kind]} {text.mechanismFixed}
          </p>
        </div>
      ) : (
        <SelectField
          label={text.mechanism}
          hint={mechanismTexts[chosen.kind]}
          value={String(draft.mechanism)}
          options={all.map((one, index) => [String(index), mechanisms[one.kind]] as const)}
          onChoose={(index) => change({ mechanism: Number(index) })}
        />
      )}
      {named ? (
        <SelectField
          label={text.assignee}
          value={draft.assignee}
          options={[
            ['', text.assigneeNone],
            ...freelancers.map(
              ({ participantId }) =>
                [String(participantId), names(participantId) ?? hiringWords.hiring.participant(participantId)] as const,
            ),
          ]}
          onChoose={(assignee) => change({ assignee })}
        />
      ) : null}
    </>
  );
}

export function BudgetStep(props: StepProps) {
  const { draft, policy, change } = props;
  const { budget: text } = hiringWords.post;
  return (
    <>
      <p className="soft">{text.text(policy.currency)}</p>
      <Range {...props} />
      <TextField
        label={text.price}
        hint={text.priceHint}
        inputMode="decimal"
        value={draft.price}
        onChange={({ target }) => change({ price: target.value })}
      />
      <Mechanism {...props} />
      <div className="pair">
        <SelectField
          label={text.time}
          value={draft.bidding}
          options={BIDDING_TIMES.map((time) => [time, text.times[time]] as const)}
          onChoose={(bidding) => change({ bidding })}
        />
        {draft.bidding === 'custom' ? (
          <TextField
            label={text.minutes}
            inputMode="numeric"
            value={draft.biddingMinutes}
            onChange={({ target }) => change({ biddingMinutes: target.value })}
          />
        ) : null}
      </div>
    </>
  );
}
