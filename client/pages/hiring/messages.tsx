/** What was written about a project, to one freelancer or to everybody. A message is also how a freelancer is pointed at it. */

import { type FormEvent, useState } from 'react';
import { messageWithFiles } from '../../../server/protocol/arena/message.ts';
import type { SeenMessage } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useDocument, useKeep, useMarketNow, useNames } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { useOwnId } from '../../data/hiring/own.ts';
import { bidsOn } from '../../data/hiring/standing.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Empty } from '../../parts/state.tsx';
import { relative } from '../../text/format.ts';
import { hiringWords } from '../../text/hiring-words.ts';
import { mayDo, type PartProps } from './next-step.tsx';

function One({ message }: { readonly message: SeenMessage }) {
  const { messages: text, hiring } = hiringWords;
  const own = useOwnId();
  const names = useNames();
  const now = useMarketNow();
  const body = useDocument(message.document);
  const nameOf = (id: number): string => names(id) ?? hiring.participant(id);
  const { fromId, toId, at } = message;
  const from = fromId === own ? text.you : nameOf(fromId);
  const to = toId === null ? text.toAll : toId === own ? '' : text.toOne(nameOf(toId));
  return (
    <li className="message" data-own={fromId === own ? 'yes' : undefined}>
      <p className="soft">
        <span className="strong">{from}</span> {to} · {relative(at - now)}
      </p>
      <p className="own-text">
        {body === null ? hiring.erased : body === undefined ? '' : messageWithFiles(body).message}
      </p>
    </li>
  );
}

function Writing({ project }: Pick<PartProps, 'project'>) {
  const { seen } = useLive();
  const { messages: text, hiring } = hiringWords;
  const names = useNames();
  const act = useAct();
  const keep = useKeep();
  const bidders = new Set<number>(bidsOn(seen, project).map(({ bidderId }) => bidderId));
  const freelancers = [...seen.participants.values()]
    .filter(
      ({ roles, withdrawn, participantId }) =>
        roles.includes('freelancer') && !withdrawn && participantId !== project.employerId,
    )
    .toSorted((a, b) => Number(bidders.has(b.participantId)) - Number(bidders.has(a.participantId)));
  const [to, setTo] = useState(project.award === null ? '' : String(project.award.freelancerId));
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const written = String(new FormData(form).get('text') ?? '');
    const toId = freelancers.find(({ participantId }) => String(participantId) === to)?.participantId ?? null;
    const make = async () => {
      const contentHash = await keep(written);
      if (contentHash === null) throw new Error(text.text);
      return { type: 'PostMessage' as const, projectId: project.projectId, toId, contentHash };
    };
    act.mutate(make, { onSuccess: () => form.reset() });
  };
  return (
    <form className="card-body stack" onSubmit={send}>
      <SelectField
        label={text.to}
        value={to}
        options={[
          ['', text.everybody],
          ...freelancers.map(
            ({ participantId }) =>
              [String(participantId), names(participantId) ?? hiring.participant(participantId)] as const,
          ),
        ]}
        onChoose={setTo}
      />
      <AreaField label={text.text} hint={text.invite} name="text" rows={3} required maxLength={8_000} />
      {act.isError ? (
        <p className="field-error" role="alert">
          {hiring.failed(troubleText(act.error))}
        </p>
      ) : null}
      <div>
        <Button type="submit" kind="primary" disabled={act.isPending}>
          {text.send}
        </Button>
      </div>
    </form>
  );
}

export function Messages({ project, legal }: PartProps) {
  const { seen } = useLive();
  const { messages: text, hiring } = hiringWords;
  const all = project.messageIds.flatMap((id) => seen.messages.get(id) ?? []);
  return (
    <section className="card" aria-label={hiring.tabs.messages}>
      {all.length === 0 ? (
        <Empty title={text.none} />
      ) : (
        <ol className="card-body messages">
          {all.map((message) => (
            <One key={message.messageId} message={message} />
          ))}
        </ol>
      )}
      {mayDo(legal, 'PostMessage') === null ? (
        <p className="card-body soft">{text.closed}</p>
      ) : (
        <Writing project={project} />
      )}
    </section>
  );
}
