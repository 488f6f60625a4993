/** The milestones of a project: what lies in escrow, what was released. */

import type { SeenMilestone, SeenMilestoneStatus } from '../../../server/protocol/arena/seen/things.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { moment, money } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';

const TONES: Readonly<Record<SeenMilestoneStatus, Tone>> = {
  pending: 'calm',
  requested_release: 'warn',
  cleared: 'good',
  canceled: 'neutral',
  disputed: 'bad',
};

export function Payments({
  milestones,
  currency,
}: {
  readonly milestones: readonly SeenMilestone[];
  readonly currency: string;
}) {
  const { money: text } = marketWords.project;
  return (
    <section className="card" aria-labelledby="payments-title">
      <div className="card-head">
        <h2 id="payments-title">{text.title}</h2>
      </div>
      {milestones.length === 0 ? (
        <p className="card-body soft">{text.none}</p>
      ) : (
        <ul>
          {milestones.map((one) => (
            <li key={one.milestoneId} className="payment">
              <div className="row">
                <span className="strong">{money(one.amountCents, currency)}</span>
                <Badge tone={TONES[one.status]}>{text.states[one.status]}</Badge>
              </div>
              <span className="soft">
                {text.line(money(one.heldCents, currency), money(one.releasedCents, currency))}
              </span>
              <time className="soft" dateTime={new Date(one.createdAt).toISOString()}>
                {moment(one.createdAt)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
