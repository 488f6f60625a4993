/** What was written about a project: questions to everybody, and what passes between oneself and the employer. */

import { type FormEvent, useId } from 'react';
import { z } from 'zod';
import { known } from '../../../server/kernel/assert.ts';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { useAccount } from '../../data/session.ts';
import { useNames } from '../../data/use-floor.ts';
import { useKept } from '../../data/working/kept.ts';
import { type AtDesk, type Legal, legalOf, textOf, useSend } from '../../data/working/use-desk.ts';
import { Button } from '../../parts/button.tsx';
import { moment } from '../../text/format.ts';
import { workingWords } from '../../text/working-words.ts';
import { OwnText } from './own-text.tsx';
import { TroubleNote } from './trouble-note.tsx';

const draftSchema = z.string();

interface MessagesProps {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
}

function Write({ desk, project }: Omit<MessagesProps, 'legal'>) {
  const { messages: text } = workingWords.working;
  const account = useAccount();
  const id = useId();
  const name = `arena.message/${account?.userId ?? 0}/${desk.name}/${project.projectId}`;
  const { value, change, drop } = useKept(name, draftSchema, '');
  const sending = useSend(desk);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (value.trim() === '') return;
    const { projectId, employerId: toId } = project;
    const make = async (door: AtDesk['door']) => {
      const contentHash = known(await textOf(door, value), 'text of the message');
      return { type: 'PostMessage', projectId, toId, contentHash } as const;
    };
    sending.mutate({ about: `${projectId} ${value}`, make }, { onSuccess: drop });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          {text.write}
        </label>
        <textarea
          id={id}
          className="input"
          rows={3}
          maxLength={8_000}
          value={value}
          onChange={({ target }) => change(() => target.value)}
        />
      </div>
      <TroubleNote of={sending.error} />
      <div>
        <Button type="submit" disabled={sending.isPending || value.trim() === ''}>
          {text.send}
        </Button>
      </div>
    </form>
  );
}

export function Messages({ desk, project, legal }: MessagesProps) {
  const { messages: text } = workingWords.working;
  const { market, you } = desk;
  const nameOf = useNames(desk.name);
  const all = project.messageIds.flatMap((id) => market.messages.get(id) ?? []);
  return (
    <section className="card offer-words" aria-labelledby="messages-title">
      <div className="card-head">
        <h2 id="messages-title">{text.title}</h2>
      </div>
      <div className="card-body stack">
        {all.length === 0 ? <p className="soft">{text.none}</p> : null}
        <ul className="stack" aria-live="polite">
          {all.map(({ messageId, fromId, toId, at, document, attachments }) => (
            <li key={messageId} className="message" data-own={fromId === you}>
              <p className="row">
                <span className="strong">{fromId === you ? text.you : nameOf(fromId)}</span>
                <span className="soft">{moment(at)}</span>
                {toId === null ? <span className="soft">{text.toAll}</span> : null}
              </p>
              <OwnText market={desk.name} document={document} none="" withFiles={attachments.length > 0} />
            </li>
          ))}
        </ul>
        {legalOf(legal, 'PostMessage') === undefined ? (
          <p className="soft">{text.closed}</p>
        ) : (
          <Write desk={desk} project={project} />
        )}
      </div>
    </section>
  );
}
