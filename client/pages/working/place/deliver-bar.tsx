/** Trying out and delivering, with what kept the files from being taken. Whatever happens here, the draft stays. */

import type { SeenProject } from '../../../../server/protocol/arena/seen/things.ts';
import { ProblemFault } from '../../../../server/protocol/sdk/http.ts';
import { type AtDesk, type Legal, legalOf } from '../../../data/working/use-desk.ts';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { count } from '../../../text/format.ts';
import { workingWords } from '../../../text/working-words.ts';
import { troubleText } from '../trouble-text.ts';
import { ownDeliveries } from './own-deliveries.tsx';
import type { Work } from './use-work.ts';
import { bytesOf, filesTrouble, kilobytes } from './work-draft.ts';

interface BarProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
  readonly work: Work;
}

const SYNTAX = 'ProjectExceptionCodes.SYNTAX_ERROR';

function Refusal({ work }: { readonly work: Work }) {
  const { place: text } = workingWords.working;
  const { error, mutate } = work.delivering;
  if (error === null) return null;
  const syntax = error instanceof ProblemFault && error.problem.errorCode === SYNTAX;
  return (
    <div className="notice stack" data-tone="bad" role="alert">
      <p>{text.refused(syntax ? `${text.syntax(error.problem.message)}.` : troubleText(error))}</p>
      {syntax ? (
        <div>
          <Button size="small" onClick={() => mutate(true)}>
            {text.anyway}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Hint({ desk, project, mayDeliver }: Omit<BarProps, 'work' | 'legal'> & { readonly mayDeliver: boolean }) {
  const { place: text } = workingWords.working;
  if (mayDeliver) return null;
  const own = project.award?.freelancerId === desk.you && project.award?.status !== 'pending';
  return <p className="soft">{own ? text.noMore : text.notYet}</p>;
}

export function DeliverBar({ desk, project, legal, work }: BarProps) {
  const { place: text } = workingWords.working;
  const { running, delivering, draft } = work;
  const most = desk.policy?.limits.deliveryBytes ?? 0;
  const used = bytesOf(draft.files);
  const trouble = used > most ? text.tooLarge : filesTrouble(draft.files);
  const mayDeliver = legalOf(legal, 'SubmitDelivery') !== undefined;
  const left = (desk.policy?.limits.deliveriesPerAward ?? 0) - ownDeliveries(desk, project).length;
  const blocked = trouble !== null || running.isPending || delivering.isPending;
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => running.mutate()} disabled={blocked} title={text.runText}>
          {running.isPending ? text.running : text.run}
        </Button>
        {mayDeliver ? (
          <Confirm
            trigger={
              <Button kind="primary" disabled={blocked}>
                {delivering.isPending ? text.delivering : text.deliver}
              </Button>
            }
            title={text.deliverTitle}
            text={text.deliverText(count(left))}
            yes={text.deliver}
            no={workingWords.working.bid.cancel}
            onYes={() => delivering.mutate(false)}
          />
        ) : null}
        <span className="soft">{text.size(count(kilobytes(used)), count(kilobytes(most)))}</span>
      </div>
      <Hint desk={desk} project={project} mayDeliver={mayDeliver} />
      {trouble === null ? null : (
        <p className="notice" data-tone="warn" role="alert">
          {trouble}
        </p>
      )}
      {running.error === null ? null : (
        <p className="notice" data-tone="bad" role="alert">
          {troubleText(running.error)}
        </p>
      )}
      <Refusal work={work} />
      {delivering.data === undefined ? null : (
        <p className="notice" role="status">
          {text.delivered(count(delivering.data.attempt))}{' '}
          {delivering.data.syntax === 'unavailable' ? text.unavailable : ''}
        </p>
      )}
    </div>
  );
}
