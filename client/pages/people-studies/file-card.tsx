/** The file of a new study: to read, change, copy, bring along, and send; with everything that is wrong with it. */

import { type ChangeEvent, useState } from 'react';
import { placeOf, type StudyFile, type Trouble, valueAt } from '../../data/people-studies/study-file.ts';
import { issueText, reasonText } from '../../data/people-studies/trouble-text.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { count } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { CopyButton } from './copy-button.tsx';

const FILE_MAX = 65_536;

function Troubles({ troubles, value }: { readonly troubles: readonly Trouble[]; readonly value: unknown }) {
  const { form } = peopleStudiesWords;
  return (
    <div className="notice" data-tone="bad" role="alert">
      <p className="strong">{form.wrong(troubles.length)}</p>
      <ul>
        {troubles.map((trouble) => (
          <li key={`${trouble.place}/${trouble.message}`}>
            {trouble.line === null ? null : `${form.line(count(trouble.line))}: `}
            {trouble.place === '' ? null : <code>{trouble.place}</code>}{' '}
            {issueText(trouble, valueAt(value, placeOf(trouble.place)))}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Upload({ change }: { readonly change: (text: string) => void }) {
  const { form } = peopleStudiesWords;
  const [bad, setBad] = useState(false);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [chosen] = target.files ?? [];
    if (chosen === undefined) return;
    const tooLarge = chosen.size > FILE_MAX;
    setBad(tooLarge);
    if (!tooLarge) change(await chosen.text());
    // The same file may be chosen again after it was changed.
    target.value = '';
  };
  return (
    <>
      <label className="button study-upload" data-size="small" data-kind="plain">
        {form.upload}
        <input className="for-readers" type="file" accept=".yaml,.yml,.json" onChange={(event) => void take(event)} />
      </label>
      {bad ? (
        <span className="field-error" role="alert">
          {form.uploadBad}
        </span>
      ) : null}
    </>
  );
}

interface FileCardProps {
  readonly file: StudyFile;
  readonly troubles: readonly Trouble[] | null;
  readonly creating: { readonly isPending: boolean; readonly error: unknown };
  readonly change: (text: string) => void;
  readonly create: () => void;
}

export function FileCard({ file, troubles, creating, change, create }: FileCardProps) {
  const { form } = peopleStudiesWords;
  const unread = file.value === null;
  const told = unread ? file.troubles : (troubles ?? []);
  return (
    <section className="card study-file" aria-labelledby="file-title">
      <div className="card-head">
        <h2 id="file-title">{form.file}</h2>
        <div className="row">
          <Upload change={change} />
          <CopyButton text={file.text} label={form.copy} done={form.copied} />
        </div>
      </div>
      <div className="card-body stack">
        <AreaField
          label={form.fileLabel}
          hint={form.fileHint}
          code
          rows={16}
          value={file.text}
          onChange={({ target }) => change(target.value)}
        />
        {told.length > 0 ? <Troubles troubles={told} value={file.value} /> : null}
        {told.length === 0 && creating.error !== null ? (
          <p className="notice" data-tone="bad" role="alert">
            {form.failed(reasonText(creating.error))}
          </p>
        ) : null}
        <div className="row">
          <Button kind="primary" disabled={creating.isPending || unread} onClick={create}>
            {form.create}
          </Button>
          <span className="soft">{form.later}</span>
        </div>
      </div>
    </section>
  );
}
