/** What was delivered, what the reviewer found, the files, and the wish for a revision. */

import { lazy, Suspense, useState } from 'react';
import type { SeenDelivery } from '../../../server/protocol/arena/seen/things.ts';
import {
  troubleText,
  useAct,
  useDocument,
  useFiles,
  useKeep,
  useMarketNow,
  useVerdict,
} from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { deliveriesOf } from '../../data/hiring/standing.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Empty, Loading } from '../../parts/state.tsx';
import { count, percent, relative } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import type { PartProps } from './next-step.tsx';

const CodeView = lazy(async () => ({ default: (await import('../../parts/code-view.tsx')).CodeView }));

const TONES: Readonly<Record<SeenDelivery['status'], Tone>> = {
  submitted: 'accent',
  under_review: 'accent',
  passed: 'good',
  failed: 'bad',
  revision_requested: 'warn',
  voided: 'neutral',
};

interface FilesProps {
  readonly deliveryId: number;
  /** The attempt before, of which is shown what became other. */
  readonly before: number | null;
}

function Files({ deliveryId, before }: FilesProps) {
  const { deliveries: text } = hiringWords;
  const [shown, setShown] = useState(false);
  const files = useFiles(deliveryId, shown);
  const earlier = useFiles(before ?? 0, shown && before !== null);
  const here = files !== undefined && (before === null || earlier !== undefined);
  return (
    <>
      <div>
        <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? text.hideFiles : text.showFiles}
        </Button>
      </div>
      {!shown || !here ? null : files === null ? (
        <p className="soft">{text.noFiles}</p>
      ) : (
        <Suspense fallback={<Loading />}>
          {before === null ? null : <p className="soft">{text.difference}</p>}
          {Object.entries(files).map(([path, body]) => (
            <figure key={path} className="file">
              <figcaption>{path}</figcaption>
              <CodeView path={path} text={body} before={earlier?.[path] ?? null} />
            </figure>
          ))}
        </Suspense>
      )}
    </>
  );
}

function Evidence({ deliveryId }: { readonly deliveryId: number }) {
  const { deliveries: text } = hiringWords;
  const evidence = useVerdict(deliveryId, true)?.evidence ?? null;
  if (evidence === null) return null;
  const hiddenPassed = evidence.hidden.filter(({ outcome }) => outcome === 'passed').length;
  return (
    <div className="stack">
      {evidence.visible.length === 0 ? null : <h3>{text.visible}</h3>}
      {evidence.visible.map(({ name, outcome, input, expected, got, difference }) => (
        <details key={name} className="case">
          <summary>
            {name}{' '}
            <Badge tone={outcome === 'passed' ? 'good' : 'bad'}>
              {outcome === 'passed' ? text.outcomes.passed : text.outcomes.other}
            </Badge>
          </summary>
          <dl className="case-parts">
            <dt>{text.input}</dt>
            <dd>
              <code>{input.text}</code>
            </dd>
            <dt>{text.expected}</dt>
            <dd>
              <code>{expected.text}</code>
            </dd>
            <dt>{text.got}</dt>
            <dd>
              <code>{got?.text ?? text.nothing}</code>
            </dd>
          </dl>
          {difference === '' ? null : <p className="soft own-text">{difference}</p>}
        </details>
      ))}
      {evidence.hidden.length === 0 ? null : <p>{text.hidden(hiddenPassed, evidence.hidden.length)}</p>}
    </div>
  );
}

function ReviseButton({ delivery }: { readonly delivery: SeenDelivery }) {
  const { deliveries: text } = hiringWords;
  const [open, setOpen] = useState(false);
  const act = useAct();
  const keep = useKeep();
  const send = (form: FormData): void => {
    const make = async () => ({
      type: 'RequestRevision' as const,
      deliveryId: delivery.deliveryId,
      commentHash: await keep(String(form.get('comment') ?? '')),
    });
    act.mutate(make, { onSuccess: () => setOpen(false) });
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {text.revise}
      </Button>
      <Dialog
        open={open}
        title={text.reviseTitle}
        submit={text.reviseDo}
        busy={act.isPending}
        trouble={act.isError ? troubleText(act.error) : null}
        onClose={() => setOpen(false)}
        onSubmit={send}
      >
        <p>{text.reviseText}</p>
        <AreaField label={text.comment} name="comment" rows={5} maxLength={8_000} />
      </Dialog>
    </>
  );
}

interface OneProps extends Pick<PartProps, 'legal'>, Pick<FilesProps, 'before'> {
  readonly delivery: SeenDelivery;
}

function One({ delivery, before, legal }: OneProps) {
  const { deliveries: text, hiring } = hiringWords;
  const now = useMarketNow();
  const comment = useDocument(delivery.comment);
  const { deliveryId, attempt, status, verdict, submittedAt } = delivery;
  const revisable = legal.some((one) => one.type === 'RequestRevision' && one.deliveryId === deliveryId);
  const { casesPassed, caseCount, scoreBps } = verdict ?? {};
  return (
    <li className="card">
      <div className="card-head">
        <div className="row">
          <h2>{text.attempt(attempt)}</h2>
          <span className="soft">{text.at(relative(submittedAt - now))}</span>
        </div>
        <Badge tone={TONES[status]}>{text.states[status]}</Badge>
      </div>
      <div className="card-body stack">
        {typeof casesPassed !== 'number' || typeof caseCount !== 'number' ? null : (
          <p className="strong">
            {text.cases(count(casesPassed), count(caseCount))}
            {typeof scoreBps === 'number' ? ` · ${text.score(percent(scoreBps / 10_000))}` : ''}
          </p>
        )}
        {verdict === null ? null : <Evidence deliveryId={deliveryId} />}
        {delivery.comment === null ? null : (
          <div>
            <p className="soft">{text.youAsked}</p>
            <p className="own-text">{comment === null ? hiring.erased : comment}</p>
          </div>
        )}
        <div className="stack">
          <div className="row">{revisable ? <ReviseButton delivery={delivery} /> : null}</div>
          <Files deliveryId={deliveryId} before={before} />
        </div>
      </div>
    </li>
  );
}

/** The same freelancer's attempt before this one, among all, newest first. */
function beforeOf(all: readonly SeenDelivery[], { freelancerId, attempt }: SeenDelivery): number | null {
  return all.find((one) => one.freelancerId === freelancerId && one.attempt < attempt)?.deliveryId ?? null;
}

export function Deliveries({ project, legal }: PartProps) {
  const { seen } = useLive();
  const { deliveries: text } = hiringWords;
  const all = deliveriesOf(seen, project).toReversed();
  if (all.length === 0) {
    return (
      <div className="card">
        <Empty title={text.none}>
          <p>{text.noneText}</p>
        </Empty>
      </div>
    );
  }
  return (
    <ol className="stack">
      {all.map((delivery) => (
        <One key={delivery.deliveryId} delivery={delivery} before={beforeOf(all, delivery)} legal={legal} />
      ))}
    </ol>
  );
}
