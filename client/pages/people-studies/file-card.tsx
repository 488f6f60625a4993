/** The file of a new study: to read, change, copy, bring along, and send; with everything that is wrong with it. */

import { type ChangeEvent, useState } from 'react';
import { STUDY_TEXT_MAX } from '../../../server/protocol/arena/people-study.ts';
import { placeOf, type StudyFile, type Trouble, valueAt } from '../../data/people-studies/study-file.ts';
import { issueText, reasonText } from '../../data/people-studies/trouble-text.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { count } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';

/** A letter has at most so many bytes. */
const LETTER_BYTES = 4;

/** Null: no text, or too long a one. */
async function textOf(chosen: File): Promise<string | null> {
  if (chosen.size > STUDY_TEXT_MAX * LETTER_BYTES) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await chosen.arrayBuffer());
    return text.length > STUDY_TEXT_MAX ? null : text;
  } catch (thrown) {
    // Other bytes than a text's, or a file that was taken away meanwhile.
    if (thrown instanceof TypeError || thrown instanceof DOMException) return null;
    throw thrown;
  }
}

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
    const text = await textOf(chosen);
    setBad(text === null);
    if (text !== null) change(text);
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
          {form.uploadBad(count(STUDY_TEXT_MAX))}
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
  const { form, studies } = peopleStudiesWords;
  const unread = file.value === null;
  const told = unread ? file.troubles : (troubles ?? []);
  return (
    <section className="card study-file" aria-labelledby="file-title">
      <div className="card-head">
        <h2 id="file-title">{form.file}</h2>
        <div className="row">
          <Upload change={change} />
          <CopyButton text={file.text} label={form.copy} done={form.copied} failed={studies.link.notCopied} />
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
