/** The last two stages: what the study was about, and the code for the panel with the way back to it. */

import { z } from 'zod';
import { COMMENT_MAX } from '../../../server/protocol/arena/people-study-person.ts';
import { useAnswers } from '../../data/study-answers.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { takingPartWords } from '../../text/taking-part-words.ts';
import { Withdraw } from './study-bar.tsx';
import type { At, StageProps } from './work-stages.tsx';

const commentSchema = z.string().max(COMMENT_MAX);

export function Debrief({ at, name, busy, step }: StageProps<'debrief'>) {
  const { debrief: text } = takingPartWords;
  const [comment, say] = useAnswers(name, commentSchema, '');
  return (
    <div className="card-body stack">
      <p className="text-block">{at.text}</p>
      <AreaField
        label={text.comment}
        hint={text.hint}
        rows={4}
        maxLength={COMMENT_MAX}
        value={comment}
        onChange={({ target }) => say(target.value)}
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
  return (
    <>
      <p>{text.code}</p>
      <div className="row">
        <code className="study-code">{code}</code>
        <CopyButton text={code} label={text.copy} done={text.copied} failed={text.notCopied} />
      </div>
      {redirectUrl === null ? (
        <p>{text.noAddress}</p>
      ) : (
        <div className="row">
          <a className="button" data-kind="primary" href={redirectUrl} rel="noreferrer">
            {text.back}
          </a>
        </div>
      )}
    </>
  );
}

/** What is said of an end, above it and in it: whoever waited in vain is not told that they were slow. */
export function wordsOfEnd({ outcome, reason }: At<'ended'>): { readonly outcome: string; readonly text: string } {
  const { outcomes, texts, inVain } = takingPartWords.ended;
  if (reason === 'too_few_came' || reason === 'market_not_opened') return inVain[reason];
  return { outcome: outcomes[outcome], text: texts[outcome] };
}

export function Ended({ at, study }: { readonly at: At<'ended'>; readonly study: string }) {
  return (
    <div className="card-body stack">
      <p>{wordsOfEnd(at).text}</p>
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
