/** Escrow of one project: milestones with what may be done about each, requests of the freelancer, disputes. */

import { useState } from 'react';
import type { SeenMilestone, SeenMilestoneRequest } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useDocument } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { disputesOf, milestonesOf, requestsOf } from '../../data/hiring/standing.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/state.tsx';
import { TableHead } from '../../parts/table-head.tsx';
import { money } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { Disputes } from './disputes.tsx';
import { type MilestoneAction, MilestoneDialog } from './milestone-dialog.tsx';
import { mayDo, type PartProps } from './next-step.tsx';

const TONES: Readonly<Record<SeenMilestone['status'], Tone>> = {
  pending: 'accent',
  requested_release: 'warn',
  cleared: 'good',
  canceled: 'neutral',
  disputed: 'bad',
};

interface LineProps extends Pick<PartProps, 'legal'> {
  readonly milestone: SeenMilestone;
  readonly onAct: (action: MilestoneAction) => void;
}

function Line({ milestone, legal, onAct }: LineProps) {
  const { seen } = useLive();
  const { payments: text } = hiringWords;
  const description = useDocument(milestone.description);
  const { milestoneId, amountCents, heldCents, releasedCents, status } = milestone;
  const currency = seen.policy?.currency ?? 'USD';
  const can = (type: 'ReleaseMilestone' | 'CancelMilestone' | 'OpenDispute'): boolean =>
    legal.some((one) => one.type === type && one.milestoneId === milestoneId);
  return (
    <tr>
      <td className="own-text">{description || text.plain}</td>
      <td className="number">{money(amountCents, currency)}</td>
      <td className="number">{money(heldCents, currency)}</td>
      <td className="number">{money(releasedCents, currency)}</td>
      <td>
        <Badge tone={TONES[status]}>{text.states[status]}</Badge>
      </td>
      <td>
        <div className="row">
          {can('ReleaseMilestone') ? (
            <Button size="small" kind="primary" onClick={() => onAct({ kind: 'release', milestone })}>
              {text.release}
            </Button>
          ) : null}
          {can('OpenDispute') ? (
            <Button size="small" onClick={() => onAct({ kind: 'dispute', milestone })}>
              {text.dispute}
            </Button>
          ) : null}
          {can('CancelMilestone') ? (
            <Button size="small" kind="quiet" onClick={() => onAct({ kind: 'cancel', milestone })}>
              {text.cancel}
            </Button>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function Request({ request, legal }: { readonly request: SeenMilestoneRequest } & Pick<PartProps, 'legal'>) {
  const { seen } = useLive();
  const { payments: text, hiring } = hiringWords;
  const act = useAct();
  const description = useDocument(request.description);
  const { requestId, amountCents, status } = request;
  const answerable = legal.some((one) => one.type === 'RejectMilestoneRequest' && one.requestId === requestId);
  return (
    <li className="request">
      <span className="strong">{money(amountCents, seen.policy?.currency ?? 'USD')}</span>
      <span className="own-text">{description || text.plain}</span>
      <Badge tone={status === 'pending' ? 'warn' : 'neutral'}>{text.requestStates[status]}</Badge>
      {answerable ? (
        <div className="row">
          <Button
            size="small"
            kind="primary"
            disabled={act.isPending}
            onClick={() => act.mutate({ type: 'AcceptMilestoneRequest', requestId })}
          >
            {text.accept}
          </Button>
          <Button
            size="small"
            kind="quiet"
            disabled={act.isPending}
            onClick={() => act.mutate({ type: 'RejectMilestoneRequest', requestId })}
          >
            {text.reject}
          </Button>
        </div>
      ) : null}
      {act.isError ? (
        <p className="field-error" role="alert">
          {hiring.failed(troubleText(act.error))}
        </p>
      ) : null}
    </li>
  );
}

function Milestones({ project, legal, onAct }: PartProps & Pick<LineProps, 'onAct'>) {
  const { seen } = useLive();
  const { payments: text } = hiringWords;
  const { columns } = text;
  const all = milestonesOf(seen, project);
  const create = mayDo(legal, 'CreateMilestone');
  return (
    <section className="card" aria-label={text.table}>
      <div className="card-head">
        <h2>{text.table}</h2>
        {create === null ? null : (
          <Button onClick={() => onAct({ kind: 'create', bidId: create.bidId })}>{text.create}</Button>
        )}
      </div>
      {all.length === 0 ? (
        <Empty title={text.none}>
          <p>{text.noneText}</p>
        </Empty>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <TableHead
              columns={[
                { title: columns.what },
                { title: columns.amount, numeric: true },
                { title: columns.held, numeric: true },
                { title: columns.released, numeric: true },
                { title: columns.state },
                { title: columns.action },
              ]}
            />
            <tbody>
              {all.map((milestone) => (
                <Line key={milestone.milestoneId} milestone={milestone} legal={legal} onAct={onAct} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function Payments({ project, legal }: PartProps) {
  const { seen } = useLive();
  const { payments: text } = hiringWords;
  const [action, setAction] = useState<MilestoneAction | null>(null);
  const requests = requestsOf(seen, project);
  return (
    <div className="stack">
      <p className="notice">{seen.policy?.settlement === 'verdict' ? text.verdictPays : text.employerPays}</p>
      <Milestones project={project} legal={legal} onAct={setAction} />
      {requests.length === 0 ? null : (
        <section className="card" aria-label={text.requests}>
          <div className="card-head">
            <h2>{text.requests}</h2>
          </div>
          <ul className="card-body stack">
            {requests.map((request) => (
              <Request key={request.requestId} request={request} legal={legal} />
            ))}
          </ul>
        </section>
      )}
      {disputesOf(seen, project).length === 0 ? null : <Disputes project={project} legal={legal} />}
      {action === null ? null : <MilestoneDialog action={action} onClose={() => setAction(null)} />}
    </div>
  );
}
