/** A new study with people: a form and the file that it writes, which is what is checked and sent. */

import './people-studies.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createPeopleStudy } from '../../../server/protocol/sdk/people-calls.ts';
import { useTitle } from '../../app/title.ts';
import { exampleFile } from '../../data/people-studies/example.ts';
import { studiesQuery } from '../../data/people-studies/queries.ts';
import { readStudyFile, type StudyFile, type Trouble } from '../../data/people-studies/study-file.ts';
import { serverTroubles } from '../../data/people-studies/trouble-text.ts';
import { newKey, session } from '../../data/session.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { FileCard } from './file-card.tsx';
import { StudyForm } from './study-form.tsx';

function useCreating() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => createPeopleStudy(session.http, text, newKey()),
    onSuccess: async ({ study }) => {
      await client.invalidateQueries({ queryKey: studiesQuery.queryKey });
      await navigate({ to: '/people-studies/$study', params: { study } });
    },
  });
}

export function NewStudyPage() {
  const { form, studies } = peopleStudiesWords;
  const [file, setFile] = useState<StudyFile>(() => readStudyFile(exampleFile()));
  // Nothing is called wrong before somebody has tried: a form that scolds while it is filled in helps nobody.
  const [tried, setTried] = useState(false);
  const creating = useCreating();
  useTitle(form.title);
  const change = (text: string): void => {
    creating.reset();
    setFile(readStudyFile(text));
  };
  const create = (): void => {
    setTried(true);
    if (file.troubles.length === 0) creating.mutate(file.text);
  };
  const told: readonly Trouble[] = creating.isError ? serverTroubles(creating.error) : [];
  const troubles = tried ? [...file.troubles, ...told] : null;
  return (
    <>
      <div className="page-head">
        <div>
          <Link className="soft" to="/people-studies">
            {studies.title}
          </Link>
          <h1>{form.title}</h1>
          <p>{form.text}</p>
        </div>
      </div>
      <div className="study-columns">
        <section className="card" aria-labelledby="fields-title">
          <div className="card-head">
            <h2 id="fields-title">{form.fields}</h2>
          </div>
          {file.value === null ? (
            <p className="card-body soft">{form.unread}</p>
          ) : (
            <StudyForm text={file.text} value={file.value} troubles={troubles} write={change} />
          )}
        </section>
        <FileCard file={file} troubles={troubles} creating={creating} change={change} create={create} />
      </div>
    </>
  );
}
