/** The milestones of a project: what lies in escrow, what was released. */

import type { SeenMilestone, SeenMilestoneStatus } from '../../../server/protocol/arena/seen/things.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { moment, money } from '../../text/format.ts';
import { words } from '../../text/words.ts';

const TONES: Readonly<Record<SeenMilestoneStatus, Tone>> = {
  pending: 'calm',
  requested_release: 'warn',
  cleared: 'good',
  canceled: 'neutral',
  disputed: 'bad',
};

export function Payments({ milestones, currency }: { readonly milestones: readonly SeenMilestone[]; readonly currency: string }) {
  const { money: text } = words.project;
  return (
    <section className="card" aria-labelledby="payments-title">
      <div className="card-head">
        <h2 id="payments-title">{text.title}</h2>
      </div>
      {milestones.length === 0 ? (
        <p className="card-body soft">{text.none}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{text.milestone}</th>
                <th scope="col">{text.state}</th>
                <th scope="col" className="number">
                  {text.amount}
                </th>
                <th scope="col" className="number">
                  {text.held}
                </th>
                <th scope="col" className="number">
                  {text.released}
                </th>
              </tr>
            </thead>
            <tbody>
              {milestones.map((one) => (
                <tr key={one.milestoneId}>
                  <td>
                    #{one.milestoneId} <span className="soft">{moment(one.createdAt)}</span>
                  </td>
                  <td>
                    <Badge tone={TONES[one.status]}>{text.states[one.status]}</Badge>
                  </td>
                  <td className="number">{money(one.amountCents, currency)}</td>
                  <td className="number">{money(one.heldCents, currency)}</td>
                  <td className="number">{money(one.releasedCents, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
