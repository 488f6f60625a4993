/** What can be done with a study in the state that it is in, and the link that people follow. */

import { useState } from 'react';
import type { PeopleStudyStatus } from '../../../server/protocol/sdk/people-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { useStudyAction } from '../../data/people-studies.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { peopleStudyWords as words } from '../../text/people-study-words.ts';

type State = PeopleStudyStatus['state'];
const TONES: Readonly<Record<State, Tone>> = { created: 'neutral', open: 'good', closed: 'calm', deleted: 'neutral' };

export function StudyState({ state }: { readonly state: State }) {
  return <Badge tone={TONES[state]}>{words.states[state]}</Badge>;
}

export function StudyControl({ status }: { readonly status: PeopleStudyStatus }) {
  const { page: text } = words;
  const { state, study } = status;
  const acting = useStudyAction(study);
  return (
    <div className="row">
      {state === 'created' || state === 'closed' ? (
        <Button kind="primary" disabled={acting.isPending} onClick={() => acting.mutate('open')}>
          {text.open}
        </Button>
      ) : null}
      {state === 'open' ? (
        <Confirm
          trigger={<Button disabled={acting.isPending}>{text.close}</Button>}
          title={text.close}
          text={text.closeText}
          yes={text.close}
          no={text.keep}
          onYes={() => acting.mutate('close')}
        />
      ) : null}
      {state === 'closed' ? (
        <Confirm
          trigger={<Button disabled={acting.isPending}>{text.deletion}</Button>}
          title={text.deletion}
          text={text.deletionText}
          yes={text.deletion}
          no={text.keep}
          onYes={() => acting.mutate('deletion')}
        />
      ) : null}
      {acting.isError ? (
        <span className="field-error" role="alert">
          {words.failed(faultText(acting.error) ?? String(acting.error))}
        </span>
      ) : null}
    </div>
  );
}

export function JoinLink({ link }: { readonly link: string }) {
  const { page: text } = words;
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <section className="card" aria-labelledby="link-title">
      <div className="card-head">
        <h2 id="link-title">{text.link}</h2>
        <Button size="small" onClick={() => void copy()}>
          {copied ? text.copied : text.copyLink}
        </Button>
      </div>
      <div className="card-body stack">
        <code className="text-block">{link}</code>
        <p className="field-hint">{text.linkHint}</p>
      </div>
    </section>
  );
}
