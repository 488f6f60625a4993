/** Copies a text, and says that it did, or that the browser did not let it. */

import { useState } from 'react';
import { Button } from './button.tsx';

interface CopyProps {
  readonly text: string;
  readonly label: string;
  readonly done: string;
  /** What to do where the browser refused. */
  readonly failed: string;
}

type Outcome = { readonly text: string; readonly copied: boolean };

export function CopyButton({ text, label, done, failed }: CopyProps) {
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
        {now?.copied === false ? failed : null}
      </span>
    </div>
  );
}
