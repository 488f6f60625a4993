/** What is next: whose move it is in one sentence, and what the employer may do about the project as a whole. */

import { useState } from 'react';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../server/protocol/arena/wire.ts';
import { troubleText, useAct } from '../../data/hiring/asking.ts';
import { isYours, type Waiting } from '../../data/hiring/standing.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { hiringWords } from '../../text/hiring-words.ts';

export interface PartProps {
  readonly project: SeenProject;
  /** What the market would take of the employer now. */
  readonly legal: readonly CommandRequest[];
}

export function mayDo<T extends CommandRequest['type']>(
  legal: readonly CommandRequest[],
  type: T,
): Extract<CommandRequest, { type: T }> | null {
  return legal.find((one): one is Extract<CommandRequest, { type: T }> => one.type === type) ?? null;
}

type Asked = 'cancel' | 'incomplete';

interface ConfirmProps {
  readonly asked: Asked | null;
  readonly act: ReturnType<typeof useAct>;
  readonly projectId: SeenProject['projectId'];
  readonly onClose: () => void;
}

function Confirm({ asked, act, projectId, onClose }: ConfirmProps) {
  const { confirm } = hiringWords.hiring;
  const incomplete = asked === 'incomplete';
  const request: CommandRequest = incomplete
    ? { type: 'EndAward', projectId, outcome: 'incomplete' }
    : { type: 'CancelProject', projectId };
  return (
    <Dialog
      open={asked !== null}
      title={incomplete ? confirm.incompleteTitle : confirm.cancelTitle}
      submit={incomplete ? confirm.incompleteDo : confirm.cancelDo}
      busy={act.isPending}
      trouble={act.isError ? troubleText(act.error) : null}
      onClose={onClose}
      onSubmit={() => act.mutate(request, { onSuccess: onClose })}
    >
      <p>{incomplete ? confirm.incompleteText : confirm.cancelText}</p>
    </Dialog>
  );
}

export function NextStep({ project, legal, waiting }: PartProps & { readonly waiting: Waiting }) {
  const { nextText, actions, failed } = hiringWords.hiring;
  const [asked, setAsked] = useState<Asked | null>(null);
  const act = useAct();
  const { projectId } = project;
  const publish = mayDo(legal, 'PublishProject');
  const close = mayDo(legal, 'CloseBidding');
  const cancel = mayDo(legal, 'CancelProject');
  const end = mayDo(legal, 'EndAward');
  return (
    <section
      className="next-step"
      data-yours={isYours(waiting) ? 'yes' : undefined}
      aria-label={hiringWords.hiring.columns.next}
    >
      <div>
        <p className="strong">{hiringWords.hiring.waiting[waiting]}</p>
        <p>{nextText[waiting]}</p>
        {act.isError && asked === null ? (
          <p className="field-error" role="alert">
            {failed(troubleText(act.error))}
          </p>
        ) : null}
      </div>
      <div className="row">
        {publish === null ? null : (
          <Button kind="primary" disabled={act.isPending} onClick={() => act.mutate(publish)}>
            {actions.publish}
          </Button>
        )}
        {close === null ? null : (
          <Button disabled={act.isPending} onClick={() => act.mutate(close)}>
            {actions.closeBidding}
          </Button>
        )}
        {end === null ? null : (
          <>
            <Button
              kind={waiting === 'end' ? 'primary' : 'plain'}
              disabled={act.isPending}
              onClick={() => act.mutate({ ...end, outcome: 'completed' })}
            >
              {actions.endCompleted}
            </Button>
            <Button kind="quiet" disabled={act.isPending} onClick={() => setAsked('incomplete')}>
              {actions.endIncomplete}
            </Button>
          </>
        )}
        {cancel === null ? null : (
          <Button kind="quiet" onClick={() => setAsked('cancel')}>
            {actions.cancelProject}
          </Button>
        )}
      </div>
      <Confirm asked={asked} act={act} projectId={projectId} onClose={() => setAsked(null)} />
    </section>
  );
}
