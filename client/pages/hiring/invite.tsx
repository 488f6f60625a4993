/** Inviting freelancers to bid: a message to one of them, and what became of each. */

import { type FormEvent, useState } from 'react';
import type { SeenParticipant } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useKeep, useNames } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { bidsOn, reputationOf } from '../../data/hiring/standing.ts';
import { invitationsTo } from '../../data/invitations.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { count, decimal, moment } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { mayDo, type PartProps } from './next-step.tsx';

/** Freelancers who can be invited: most skills in common first, then the better known ones. */
function useInvitable({ project }: Pick<PartProps, 'project'>) {
  const { seen } = useLive();
  const bidders = new Set(bidsOn(seen, project).map(({ bidderId }) => bidderId));
  const invited = new Set(invitationsTo(seen, project).map(({ freelancerId }) => freelancerId));
  const wanted = new Set(project.posting.skills);
  const inCommon = ({ skills }: SeenParticipant): number => skills.filter((skill) => wanted.has(skill)).length;
  return [...seen.participants.values()]
    .filter(
      ({ roles, withdrawn, participantId: id }) =>
        roles.includes('freelancer') && !withdrawn && id !== project.employerId && !bidders.has(id) && !invited.has(id),
    )
    .map((one) => ({ id: one.participantId, inCommon: inCommon(one), ...reputationOf(seen, one.participantId) }))
    .toSorted((a, b) => b.inCommon - a.inCommon || (b.ratingAverage ?? 0) - (a.ratingAverage ?? 0) || a.id - b.id);
}

function Form({ project }: Pick<PartProps, 'project'>) {
  const { invite: text, hiring } = hiringWords;
  const names = useNames();
  const act = useAct();
  const keep = useKeep();
  const all = useInvitable({ project });
  const [chosen, setChosen] = useState('');
  const to = all.find(({ id }) => String(id) === chosen) ?? all[0];
  if (to === undefined) return <p className="soft">{text.nobody}</p>;
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const written = String(new FormData(event.currentTarget).get('text') ?? '');
    const make = async () => {
      const contentHash = await keep(written);
      if (contentHash === null) throw new Error(text.empty);
      return { type: 'PostMessage' as const, projectId: project.projectId, toId: to.id, contentHash };
    };
    act.mutate(make, { onSuccess: () => setChosen('') });
  };
  const told = ({ id, inCommon, ratingAverage }: typeof to): string =>
    text.who(
      names(id) ?? hiring.participant(id),
      count(inCommon),
      ratingAverage === null ? null : decimal(ratingAverage, 1),
    );
  return (
    <form className="stack" onSubmit={send}>
      <SelectField
        label={text.freelancer}
        hint={text.hint}
        value={String(to.id)}
        options={all.map((one) => [String(one.id), told(one)] as const)}
        onChoose={setChosen}
      />
      <AreaField label={text.words} name="text" rows={3} required maxLength={8_000} defaultValue={text.usual} />
      {act.isError ? (
        <p className="field-error" role="alert">
          {hiring.failed(troubleText(act.error))}
        </p>
      ) : null}
      <div>
        <Button type="submit" disabled={act.isPending}>
          {text.send}
        </Button>
      </div>
    </form>
  );
}

/** Nothing where nobody can be written to any more and nobody was. */
export function Invite({ project, legal }: PartProps) {
  const { seen } = useLive();
  const { invite: text, hiring } = hiringWords;
  const names = useNames();
  const invited = invitationsTo(seen, project);
  const bidders = new Set(bidsOn(seen, project).map(({ bidderId }) => bidderId));
  const may = project.status === 'open' && mayDo(legal, 'PostMessage') !== null;
  if (!may && invited.length === 0) return null;
  return (
    <section className="card" aria-labelledby="invite-title">
      <div className="card-head">
        <div>
          <h2 id="invite-title">{text.title}</h2>
          <p className="soft">{text.text}</p>
        </div>
      </div>
      <div className="card-body stack">
        {invited.length === 0 ? null : (
          <ul className="stack" aria-label={text.invited}>
            {invited.map(({ freelancerId, message }) => (
              <li key={freelancerId} className="row">
                <span className="strong">{names(freelancerId) ?? hiring.participant(freelancerId)}</span>
                <Badge tone={bidders.has(freelancerId) ? 'good' : 'neutral'}>
                  {bidders.has(freelancerId) ? text.bid : text.waiting}
                </Badge>
                <span className="soft">{moment(message.at)}</span>
              </li>
            ))}
          </ul>
        )}
        {may ? <Form project={project} /> : null}
      </div>
    </section>
  );
}
