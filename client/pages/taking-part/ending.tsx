/** The last two stages: what the study was about, and the code for the panel with the way back to it. */

import { useState } from 'react';
import { COMMENT_MAX } from '../../../server/protocol/arena/people-study-person.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { takingPartWords } from '../../text/taking-part-words.ts';
import { Withdraw } from './study-bar.tsx';
import type { At, StageProps } from './work-stages.tsx';

export function Debrief({ at, busy, step }: StageProps<'debrief'>) {
  const { debrief: text } = takingPartWords;
  const [comment, setComment] = useState('');
  return (
    <div className="card-body stack">
      <p className="text-block">{at.text}</p>
      <AreaField
        label={text.comment}
        hint={text.hint}
        rows={4}
        maxLength={COMMENT_MAX}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      <div className="row">
        <Button kind="primary" disabled={busy} onClick={() => step({ step: 'debrief', comment })}>
          {text.finish}
        </Button>
      </div>
    </div>
  );
}

function Code({ code, redirectUrl }: { readonly code: string; readonly redirectUrl: string | null }) {
  const { ended: text } = takingPartWords;
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
  };
  return (
    <>
      <p>{text.code}</p>
      <div className="row">
        <code className="study-code">{code}</code>
        <Button size="small" onClick={() => void copy()}>
          {copied ? text.copied : text.copy}
        </Button>
      </div>
      {redirectUrl === null ? (
        <p>{text.noAddress}</p>
      ) : (
        <p>
          <a className="button" data-kind="primary" href={redirectUrl} rel="noreferrer">
            {text.back}
          </a>
        </p>
      )}
    </>
  );
}

export function Ended({ at, study }: { readonly at: At<'ended'>; readonly study: string }) {
  const { ended: text } = takingPartWords;
  return (
    <div className="card-body stack">
      <p>{text.texts[at.outcome]}</p>
      {at.code === null ? null : <Code code={at.code} redirectUrl={at.redirectUrl} />}
      {at.debrief === null ? null : <p className="text-block">{at.debrief}</p>}
      {at.withdrawable ? (
        <div className="row">
          <Withdraw study={study} />
        </div>
      ) : null}
    </div>
  );
}
