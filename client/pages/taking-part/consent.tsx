/** The text that somebody agrees to, or not, before anything else is asked. */

import type { PeopleState } from '../../../server/protocol/sdk/people-calls.ts';
import { Button } from '../../parts/button.tsx';
import { takingPartWords } from '../../text/taking-part-words.ts';
import type { StageProps } from './work-stages.tsx';

type ConsentProps = Omit<StageProps<'consent'>, 'name'> & Pick<PeopleState, 'payRule'>;

export function Consent({ at, payRule, busy, step }: ConsentProps) {
  const { consent: text } = takingPartWords;
  const answer = (agreed: boolean): void => step({ step: 'consent', agreed, consentHash: at.consentHash });
  return (
    <div className="card-body stack">
      <p className="text-block">{at.text}</p>
      <div className="study-text">
        <h2>{text.notices}</h2>
        <ul>
          {at.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      </div>
      <div className="study-text">
        <h2>{text.pay}</h2>
        <p>{payRule}</p>
      </div>
      <p className="soft">
        {text.version(at.version)} · {text.approval(at.approval)} · {text.contact(at.contact)}
      </p>
      <div className="row">
        <Button kind="primary" disabled={busy} onClick={() => answer(true)}>
          {text.agree}
        </Button>
        <Button disabled={busy} onClick={() => answer(false)}>
          {text.decline}
        </Button>
      </div>
    </div>
  );
}
