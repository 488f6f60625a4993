/** The files of the draft: which is open, new ones, uploaded ones, removed ones. */

import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Confirm } from '../../../parts/confirm.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { workingWords } from '../../../text/working-words.ts';
import type { Work } from './use-work.ts';
import { nameTrouble, readUploads } from './work-draft.ts';

interface FileBarProps {
  readonly work: Work;
  /** The file that the project asks for: it stays. */
  readonly mainFile: string;
  readonly onTrouble: (text: string | null) => void;
}

function NewFile({ work }: { readonly work: Work }) {
  const { place: text } = workingWords.working;
  const [asking, setAsking] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  if (!asking) {
    return (
      <Button size="small" kind="quiet" onClick={() => setAsking(true)}>
        {text.add}
      </Button>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const path = String(new FormData(event.currentTarget).get('path')).trim();
    const trouble = nameTrouble(path, work.draft.files);
    setWrong(trouble);
    if (trouble !== null) return;
    work.add({ [path]: '' });
    setAsking(false);
  };
  return (
    <form className="row new-file" onSubmit={submit}>
      <TextField label={text.addName} name="path" error={wrong} autoFocus autoComplete="off" maxLength={200} />
      <Button size="small" type="submit">
        {text.create}
      </Button>
      <Button size="small" kind="quiet" onClick={() => setAsking(false)}>
        {workingWords.working.bid.cancel}
      </Button>
    </form>
  );
}

/** Takes files from the person's machine into the draft, those of a known name in its place. */
export async function takeUploads(work: Work, chosen: readonly File[]): Promise<string | null> {
  const { place: text } = workingWords.working;
  const { files, refused } = await readUploads(chosen);
  const [noText] = refused;
  const bad = Object.keys(files).find(
    (path) => !Object.hasOwn(work.draft.files, path) && nameTrouble(path, work.draft.files) !== null,
  );
  if (bad !== undefined) return `${bad}: ${nameTrouble(bad, work.draft.files) ?? ''}`;
  work.add(files);
  return noText === undefined ? null : text.notText(noText);
}

function Upload({ work, onTrouble }: Omit<FileBarProps, 'mainFile'>) {
  const { place: text } = workingWords.working;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={text.upload}
        onChange={({ target }) => {
          const chosen = [...(target.files ?? [])];
          target.value = '';
          void takeUploads(work, chosen).then(onTrouble);
        }}
      />
      <Button size="small" kind="quiet" onClick={() => input.current?.click()}>
        {text.upload}
      </Button>
    </>
  );
}

export function FileBar({ work, mainFile, onTrouble }: FileBarProps) {
  const { place: text } = workingWords.working;
  const { files, current } = work.draft;
  return (
    <div className="file-bar">
      <ul className="file-list" aria-label={text.files}>
        {Object.keys(files).map((path) => (
          <li key={path} className="file" data-open={path === current}>
            <button
              type="button"
              className="file-open"
              aria-current={path === current ? 'true' : undefined}
              onClick={() => work.open(path)}
            >
              {path}
            </button>
            {path === mainFile || path !== current ? null : (
              <Confirm
                trigger={
                  <button type="button" className="file-remove" aria-label={text.remove(path)}>
                    <Icon name="cross" size={12} />
                  </button>
                }
                title={text.removeTitle}
                text={text.removeText}
                yes={text.removeIt}
                no={text.keepIt}
                onYes={() => work.remove(path)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="row">
        <NewFile work={work} />
        <Upload work={work} onTrouble={onTrouble} />
      </div>
    </div>
  );
}
