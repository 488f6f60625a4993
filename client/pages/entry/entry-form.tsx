/** The form of both ways in: a name and a password, sent to the server and nowhere else. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { ArenaFault } from '../../../server/protocol/sdk/fault.ts';
import { faultText } from '../../app/trouble.tsx';
import { type Account, becameAnother } from '../../data/session.ts';
import { Button } from '../../parts/button.tsx';
import { words } from '../../text/words.ts';

interface EntryFormProps {
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly enter: (form: FormData) => Promise<Account>;
  /** Where somebody who has come in goes. */
  readonly to: string;
  readonly children: ReactNode;
  readonly after: ReactNode;
}

function problemText(thrown: unknown): string {
  if (thrown instanceof ArenaFault && thrown.code === 'not_authenticated') return words.entry.wrong;
  return words.entry.failed(faultText(thrown) ?? String(thrown));
}

export function EntryForm({ title, text, submit, enter, to, children, after }: EntryFormProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const entering = useMutation({
    mutationFn: enter,
    onSuccess: async (account) => {
      becameAnother(client, account);
      await navigate({ href: to });
    },
  });
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    entering.mutate(new FormData(event.currentTarget));
  };
  return (
    <section className="card narrow-card" aria-labelledby="entry-title">
      <div className="card-body">
        <div>
          <h1 id="entry-title">{title}</h1>
          <p className="soft">{text}</p>
        </div>
        {entering.isError ? (
          <p className="notice" data-tone="bad" role="alert">
            {problemText(entering.error)}
          </p>
        ) : null}
        <form className="stack" onSubmit={send}>
          {children}
          <Button type="submit" kind="primary" disabled={entering.isPending}>
            {submit}
          </Button>
        </form>
        <p className="soft">{after}</p>
      </div>
    </section>
  );
}
