/** A new study with people: a form that writes the file, and the file itself, which is what is sent. */

import '../tournaments/new-tournament.css';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createPeopleStudy } from '../../../server/protocol/sdk/people-calls.ts';
import { useTitle } from '../../app/title.ts';
import { faultText } from '../../app/trouble.tsx';
import { newKey, session } from '../../data/session.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { peopleStudyWords as words } from '../../text/people-study-words.ts';
import { fileOf, problemsOf, type Settings } from './file.ts';

const BEGIN: Settings = {
  name: 'pilot',
  title: 'Small coding projects for pay',
  approval: '',
  contact: '',
  quota: '24',
  consent: '',
  slugs: 'sales-summary-1, text-layout-1',
  currency: 'GBP',
  baseCents: '900',
  code: 'PILOT',
  debrief: '',
};
const LINES: readonly (readonly [keyof Settings, string, string?])[] = [
  ['name', words.form.name, words.form.nameHint],
  ['title', words.form.studyTitle],
  ['approval', words.form.approval],
  ['contact', words.form.contact],
  ['quota', words.form.quota],
  ['slugs', words.form.slugs],
  ['currency', words.form.currency],
  ['baseCents', words.form.base],
  ['code', words.form.code, words.form.codeHint],
];
const AREAS = [
  ['consent', words.form.consent],
  ['debrief', words.form.debrief],
] as const;

function Problems({ problems }: { readonly problems: readonly string[] }) {
  const { form } = words;
  if (problems.length === 0) return <p className="soft">{form.fine}</p>;
  return (
    <div className="notice" data-tone="warn">
      <p>{form.problems}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}

function FileCard({ file, setFile }: { readonly file: string; readonly setFile: (file: string) => void }) {
  const { form } = words;
  const navigate = useNavigate();
  const [copied, setCopied] = useState<string | null>(null);
  const problems = problemsOf(file);
  const creating = useMutation({
    mutationFn: () => createPeopleStudy(session.http, file, newKey()),
    onSuccess: ({ study }) => navigate({ to: '/people-studies/$study', params: { study } }),
  });
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(file);
    setCopied(file);
  };
  const take = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) setFile(await chosen.text());
  };
  return (
    <section className="card" aria-labelledby="file-title">
      <div className="card-head">
        <h2 id="file-title">{form.file}</h2>
        <Button size="small" onClick={() => void copy()}>
          {copied === file ? form.copied : form.copy}
        </Button>
      </div>
      <div className="card-body stack">
        <label className="field">
          <span className="field-label">{form.upload}</span>
          <input type="file" accept=".yaml,.yml,.json" onChange={({ target }) => void take(target.files?.[0])} />
        </label>
        <AreaField
          label={form.file}
          hint={form.fileHint}
          code
          rows={18}
          value={file}
          onChange={({ target }) => setFile(target.value)}
        />
        <Problems problems={problems} />
        {creating.isError ? (
          <p className="notice" data-tone="bad" role="alert">
            {words.failed(faultText(creating.error) ?? String(creating.error))}
          </p>
        ) : null}
        <div className="row">
          <Button kind="primary" disabled={creating.isPending || problems.length > 0} onClick={() => creating.mutate()}>
            {form.send}
          </Button>
        </div>
      </div>
    </section>
  );
}

export function NewStudyPage() {
  const { form } = words;
  const [settings, setSettings] = useState(BEGIN);
  const [file, setFile] = useState(() => fileOf(BEGIN));
  useTitle(form.title);
  const change = (name: keyof Settings, value: string): void => {
    const next = { ...settings, [name]: value };
    setSettings(next);
    setFile(fileOf(next));
  };
  return (
    <>
      <div className="page-head">
        <div>
          <Link className="soft" to="/people-studies">
            {words.title}
          </Link>
          <h1>{form.title}</h1>
          <p>{form.text}</p>
        </div>
      </div>
      <div className="two-columns">
        <section className="card" aria-labelledby="fields-title">
          <div className="card-head">
            <h2 id="fields-title">{form.fields}</h2>
          </div>
          <div className="card-body stack">
            {LINES.map(([name, label, hint]) => (
              <TextField
                key={name}
                label={label}
                {...(hint === undefined ? {} : { hint })}
                value={settings[name]}
                onValueChange={(value) => change(name, value)}
              />
            ))}
            {AREAS.map(([name, label]) => (
              <AreaField
                key={name}
                label={label}
                rows={4}
                value={settings[name]}
                onChange={({ target }) => change(name, target.value)}
              />
            ))}
          </div>
        </section>
        <FileCard file={file} setFile={setFile} />
      </div>
    </>
  );
}
