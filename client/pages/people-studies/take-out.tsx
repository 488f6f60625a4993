/** Takes somebody out of a study who asked for it by letter. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { withdrawPerson } from '../../../server/protocol/sdk/people-calls.ts';
import { studiesQuery } from '../../data/people-studies/queries.ts';
import { reasonText } from '../../data/people-studies/trouble-text.ts';
import { session } from '../../data/session.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { TextField } from '../../parts/field.tsx';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';

export function TakeOut({ study }: { readonly study: string }) {
  const { data: text, failed, keep } = peopleStudiesWords.studies;
  const id = useId();
  const [who, setWho] = useState('');
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: (pseudonym: string) => withdrawPerson(session.http, study, pseudonym),
    onSuccess: async () => {
      setWho('');
      await client.invalidateQueries({ queryKey: studiesQuery.queryKey });
    },
  });
  const pseudonym = who.trim();
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{text.leave}</h2>
      </div>
      <div className="card-body stack">
        <p className="soft">{text.leaveText}</p>
        <TextField
          label={text.pseudonym}
          hint={text.pseudonymHint}
          value={who}
          maxLength={40}
          error={leaving.isError ? failed(reasonText(leaving.error)) : null}
          onValueChange={(value) => {
            leaving.reset();
            setWho(String(value));
          }}
        />
        <div className="row">
          <Confirm
            trigger={<Button disabled={pseudonym === '' || leaving.isPending}>{text.takeOut}</Button>}
            title={text.takeOutTitle}
            text={text.takeOutText(pseudonym)}
            yes={text.takeOut}
            no={keep}
            onYes={() => leaving.mutate(pseudonym)}
          />
          <span className="soft" role="status">
            {leaving.isSuccess ? text.takenOut(leaving.variables) : null}
          </span>
        </div>
      </div>
    </section>
  );
}
