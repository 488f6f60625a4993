/** Copies a text, and says that it did, or that the browser did not let it. */

import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly done: string;
}

type Outcome = { readonly text: string; readonly copied: boolean };

export function CopyButton({ text, label, done }: CopyProps) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  // Without https a browser has no clipboard at all.
  const copy = (): Promise<void> =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => setOutcome({ text, copied: true }),
        () => setOutcome({ text, copied: false }),
      );
  const now = outcome?.text === text ? outcome : null;
  return (
    <div className="row">
      <Button size="small" onClick={() => void copy()}>
        {now?.copied === true ? done : label}
      </Button>
      <span className="field-hint" role="status">
        {now?.copied === false ? peopleStudiesWords.studies.link.notCopied : null}
      </span>
    </div>
  );
}
