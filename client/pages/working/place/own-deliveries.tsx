/** What was handed in, how far it is, what the reviewer found, and what the employer wants changed. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SeenDelivery, SeenProject } from '../../../../server/protocol/arena/seen/things.ts';
import { filesQuery, verdictQuery } from '../../../data/project.ts';
import type { AtDesk } from '../../../data/working/use-desk.ts';
import { Badge, type Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { count, moment } from '../../../text/format.ts';
import { workingWords } from '../../../text/working-words.ts';
import { Evidence } from '../../project/evidence.tsx';
import '../../project/project.css';
import { OwnText } from '../own-text.tsx';
import { TroubleNote } from '../trouble-note.tsx';
import type { Work } from './use-work.ts';

const TONES: Readonly<Record<SeenDelivery['status'], Tone>> = {
  submitted: 'calm',
  under_review: 'calm',
  passed: 'good',
  failed: 'bad',
  revision_requested: 'warn',
  voided: 'neutral',
};

function Found({ market, delivery }: { readonly market: string; readonly delivery: SeenDelivery }) {
  const { place } = workingWords.working;
  const { data } = useQuery(verdictQuery(market, delivery.deliveryId, delivery.status));
  if (data === undefined || data.evidence === null) return null;
  return (
    <details>
      <summary>{place.evidence}</summary>
      <Evidence evidence={data.evidence} />
    </details>
  );
}

interface OneProps {
  readonly market: string;
  readonly delivery: SeenDelivery;
  readonly work: Work;
}

/** A draft is of one browser. What was delivered is there wherever one is asked to revise it. */
function TakeUp({ market, delivery, work }: OneProps) {
  const { place } = workingWords.working;
  const client = useQueryClient();
  const taking = useMutation({
    mutationFn: () => client.fetchQuery(filesQuery(market, delivery.deliveryId)),
    onSuccess: (files) => (files === null ? undefined : work.takeUp(files)),
  });
  const empty = Object.values(work.draft.files).every((text) => text.trim() === '');
  const take = (): void => taking.mutate();
  return (
    <>
      {empty ? (
        <Button size="small" onClick={take}>
          {place.takeUp}
        </Button>
      ) : (
        <Confirm
          trigger={<Button size="small">{place.takeUp}</Button>}
          title={place.takeUpTitle}
          text={place.takeUpText}
          yes={place.takeUpIt}
          no={place.keepIt}
          onYes={take}
        />
      )}
      <TroubleNote of={taking.error} />
      {taking.data === null ? <p className="soft">{place.takeUpGone}</p> : null}
    </>
  );
}

function OneDelivery({ market, delivery, work }: OneProps) {
  const { place } = workingWords.working;
  const { attempt, status, verdict, comment, submittedAt } = delivery;
  return (
    <li className="stack delivery">
      <div className="row">
        <h3>{place.attempt(count(attempt))}</h3>
        <Badge tone={TONES[status]}>{place.deliveryStates[status]}</Badge>
        <span className="soft">{moment(submittedAt)}</span>
      </div>
      {verdict === null || verdict.casesPassed === null || verdict.caseCount === null ? null : (
        <p>{place.cases(count(verdict.casesPassed), count(verdict.caseCount))}</p>
      )}
      {status === 'revision_requested' ? (
        <div className="notice" data-tone="warn">
          {comment === null ? (
            <p>{place.again}</p>
          ) : (
            <>
              <p className="strong">{place.revision}</p>
              <OwnText market={market} document={comment} none={place.noComment} />
            </>
          )}
        </div>
      ) : null}
      {verdict === null ? null : <Found market={market} delivery={delivery} />}
      <div>
        <TakeUp market={market} delivery={delivery} work={work} />
      </div>
    </li>
  );
}

export function ownDeliveries({ market, you }: AtDesk, { deliveryIds }: SeenProject): readonly SeenDelivery[] {
  return deliveryIds.flatMap((id): SeenDelivery[] => {
    const one = market.deliveries.get(id);
    return one === undefined || one.freelancerId !== you ? [] : [one];
  });
}

interface OwnProps extends Pick<OneProps, 'work'> {
  readonly desk: AtDesk;
  readonly project: SeenProject;
}

export function OwnDeliveries({ desk, project, work }: OwnProps) {
  const { place } = workingWords.working;
  const own = ownDeliveries(desk, project);
  if (own.length === 0) return null;
  return (
    <section className="card" aria-labelledby="deliveries-title">
      <div className="card-head">
        <h2 id="deliveries-title">{place.deliveries}</h2>
      </div>
      <ul className="card-body stack" aria-live="polite">
        {own.toReversed().map((delivery) => (
          <OneDelivery key={delivery.deliveryId} market={desk.name} delivery={delivery} work={work} />
        ))}
      </ul>
    </section>
  );
}
