/** What came of the award: to be answered, at work, over, or another's. */

import type { SeenAward, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { type AtDesk, type Legal, legalOf, useSend } from '../../data/working/use-desk.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { duration, money } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { TroubleNote } from './trouble-note.tsx';

interface PanelProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
  readonly now: number;
}

function Answer({ desk, legal, now, award }: PanelProps & { readonly award: SeenAward }) {
  const { award: text } = workingWords.working;
  const sending = useSend(desk);
  const { bidId, priceCents, acceptBy } = award;
  const answer = (type: 'AcceptAward' | 'DeclineAward'): void =>
    sending.mutate({ about: `${type} ${bidId}`, make: () => ({ type, bidId }) });
  return (
    <section className="card award-card" aria-labelledby="award-title">
      <div className="card-body stack">
        <h2 id="award-title">{text.title}</h2>
        {priceCents === null ? null : <p>{text.text(money(priceCents, desk.currency))}</p>}
        {acceptBy === null ? null : <p className="soft">{text.until(duration(acceptBy - now))}</p>}
        <TroubleNote of={sending.error} />
        <div className="row">
          {legalOf(legal, 'AcceptAward') === undefined ? null : (
            <Button kind="primary" disabled={sending.isPending} onClick={() => answer('AcceptAward')}>
              {text.accept}
            </Button>
          )}
          {legalOf(legal, 'DeclineAward') === undefined ? null : (
            <Confirm
              trigger={<Button disabled={sending.isPending}>{text.decline}</Button>}
              title={text.declineTitle}
              text={text.declineText}
              yes={text.decline}
              no={workingWords.working.bid.cancel}
              onYes={() => answer('DeclineAward')}
            />
          )}
        </div>
      </div>
    </section>
  );
}

function stateText(award: SeenAward): string {
  const { award: text } = workingWords.working;
  if (award.status === 'in_progress') return text.working;
  return award.outcome === 'completed' ? text.done : text.incomplete;
}

export function AwardPanel(props: PanelProps) {
  const { desk, project, now } = props;
  const { award: text, project: words2 } = workingWords.working;
  const { award } = project;
  if (award === null) return null;
  if (award.freelancerId !== desk.you) {
    return (
      <section className="card card-body" aria-labelledby="award-title">
        <h2 id="award-title">{text.takenTitle}</h2>
        <p className="soft">{text.taken}</p>
      </section>
    );
  }
  if (award.status === 'pending') return <Answer {...props} award={award} />;
  return (
    <section className="card award-card" aria-labelledby="award-title">
      <div className="card-body stack">
        <h2 id="award-title">{stateText(award)}</h2>
        <dl className="pairs">
          {award.priceCents === null ? null : (
            <div>
              <dt>{text.price}</dt>
              <dd>{money(award.priceCents, desk.currency)}</dd>
            </div>
          )}
          {award.status === 'in_progress' && award.deliverBy !== null ? (
            <div>
              <dt>{words2.deadline}</dt>
              <dd>{award.deliverBy > now ? duration(award.deliverBy - now) : words2.overdue}</dd>
            </div>
          ) : null}
        </dl>
        <ButtonLink
          kind="primary"
          to="/working/$market/projects/$project/place"
          params={{ market: desk.name, project: String(project.projectId) }}
        >
          {words2.toWork}
        </ButtonLink>
      </div>
    </section>
  );
}
