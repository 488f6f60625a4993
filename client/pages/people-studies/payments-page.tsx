/** What each person of a study is due, by the panel's ids: the one page that has them. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { csvAddress } from '../../../server/protocol/sdk/people-calls.ts';
import { paymentsQuery } from '../../data/people-studies/queries.ts';
import { money } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { TableCard } from './table.tsx';

const route = getRouteApi('/signed-in/people-studies/$study/payments');

export function PaymentsPage() {
  const { study } = route.useParams();
  const { payments: text, outcomes, waitedInVain } = peopleStudiesWords.studies;
  const { data } = useSuspenseQuery({ ...paymentsQuery(study), staleTime: 0 });
  const { currency, totalCents, rows } = data;
  return (
    <>
      <p className="notice">{text.private}</p>
      <TableCard
        title={text.title}
        text={text.text}
        none={text.none}
        columns={[text.panelId, text.session, text.outcome, text.base, text.bonus, text.sum]}
        figuresFrom={3}
        rows={rows.map(({ panelId, panelSessionId, outcome, reason, baseCents, bonusCents }) => [
          panelId,
          <code key="id">{panelId}</code>,
          <code key="session">{panelSessionId}</code>,
          reason === null || reason === 'stage_time_over' ? outcomes[outcome] : waitedInVain,
          ...[baseCents, bonusCents, baseCents + bonusCents].map((cents) => money(cents, currency)),
        ])}
      >
        <div className="row">
          <span className="strong">{text.total(money(totalCents, currency))}</span>
          <a className="button" data-size="small" data-kind="plain" href={csvAddress(study, 'payments')} download>
            {text.csv}
          </a>
        </div>
      </TableCard>
    </>
  );
}
