/** What was handed in, what the reviewer found in it, and what changed from one attempt to the next. */

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { SeenDelivery } from '../../../server/protocol/arena/seen/things.ts';
import { filesQuery, useText, verdictQuery } from '../../data/project.ts';
import type { NameOf } from '../../data/use-floor.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/state.tsx';
import { moment, percent } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { DELIVERY_TONES } from '../floor/project-states.ts';
import { Evidence } from './evidence.tsx';

const CodeView = lazy(async () => ({ default: (await import('../../parts/code-view.tsx')).CodeView }));

interface FilesProps {
  readonly market: string;
  readonly delivery: SeenDelivery;
  readonly before: SeenDelivery | undefined;
}

function Files({ market, delivery, before }: FilesProps) {
  const { deliveries: text } = marketWords.project;
  const files = useQuery(filesQuery(market, delivery.deliveryId));
  const earlier = useQuery({ ...filesQuery(market, before?.deliveryId ?? 0), enabled: before !== undefined });
  if (files.isPending || (before !== undefined && earlier.isPending)) return <Loading />;
  if (files.data === null || files.data === undefined) return <p className="soft">{text.noFiles}</p>;
  return (
    <Suspense fallback={<Loading />}>
      {before === undefined ? null : <p className="soft">{text.difference}</p>}
      {Object.entries(files.data).map(([path, content]) => (
        <div key={path}>
          <h4 className="field-label">{path}</h4>
          <CodeView path={path} text={content} before={earlier.data?.[path] ?? null} />
        </div>
      ))}
    </Suspense>
  );
}

interface DeliveryProps extends FilesProps {
  readonly nameOf: NameOf;
}

const BPS = 10_000;

function Delivery({ market, delivery, before, nameOf }: DeliveryProps) {
  const { deliveries: text } = marketWords.project;
  const { deliveryId, status, verdict, attempt, submittedAt, freelancerId } = delivery;
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...verdictQuery(market, deliveryId, status), enabled: verdict !== null });
  const comment = useText(market, delivery.comment);
  return (
    <article className="card-body stack" aria-label={text.attempt(attempt)}>
      <div className="row">
        <h3>{text.attempt(attempt)}</h3>
        <Badge tone={DELIVERY_TONES[status]}>{marketWords.floor.deliveries[status]}</Badge>
        <span className="soft">{text.by(nameOf(freelancerId), moment(submittedAt))}</span>
      </div>
      {verdict === null || verdict.casesPassed === null || verdict.caseCount === null ? null : (
        <p>
          {text.cases(verdict.casesPassed, verdict.caseCount)}
          {verdict.shareBps === null ? '' : `, ${text.share(percent(verdict.shareBps / BPS))}`}
        </p>
      )}
      {verdict === null || found.isPending ? null : found.data?.evidence ? (
        <Evidence evidence={found.data.evidence} />
      ) : (
        <p className="soft">{text.noEvidence}</p>
      )}
      {comment === null || comment === undefined ? null : (
        <div>
          <h4 className="field-label">{text.comment}</h4>
          <p className="text-block">{comment}</p>
        </div>
      )}
      <div>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.hideFiles : text.showFiles}
        </Button>
      </div>
      {open ? <Files market={market} delivery={delivery} before={before} /> : null}
    </article>
  );
}

interface DeliveriesProps {
  readonly market: string;
  readonly deliveries: readonly SeenDelivery[];
  readonly nameOf: NameOf;
}

export function Deliveries({ market, deliveries, nameOf }: DeliveriesProps) {
  const { deliveries: text } = marketWords.project;
  return (
    <section className="card" aria-labelledby="deliveries-title">
      <div className="card-head">
        <h2 id="deliveries-title">{text.title}</h2>
      </div>
      {deliveries.length === 0 ? <p className="card-body soft">{text.none}</p> : null}
      {deliveries.toReversed().map((delivery) => (
        <Delivery
          key={delivery.deliveryId}
          market={market}
          delivery={delivery}
          before={deliveries.findLast(
            (one) => one.freelancerId === delivery.freelancerId && one.attempt < delivery.attempt,
          )}
          nameOf={nameOf}
        />
      ))}
    </section>
  );
}
