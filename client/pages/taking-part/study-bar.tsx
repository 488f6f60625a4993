/** What stands above everything while somebody takes part: the study, the stage, the time left, the way out. */

import './taking-part.css';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type PeopleState, withdrawFromPeopleStudy } from '../../../server/protocol/sdk/people-calls.ts';
import { session } from '../../data/session.ts';
import { forgetStudy, keptStudy, useStudyOf, useTimeLeft } from '../../data/taking-part.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { duration } from '../../text/format.ts';
import { takingPartWords as words } from '../../text/taking-part-words.ts';
import { studyTroubleText } from './trouble-text.ts';

const HURRY_MS = 120_000;

export function Withdraw({ study }: { readonly study: string }) {
  const { withdraw: text } = words;
  const leaving = useMutation({
    mutationFn: () => withdrawFromPeopleStudy(session.http, study),
    // Loaded anew: nothing that this person wrote stays in the page's memory.
    onSuccess: () => {
      forgetStudy(study);
      window.location.assign(`/taking-part/${encodeURIComponent(study)}#left`);
      window.location.reload();
    },
  });
  return (
    <>
      <Confirm
        trigger={
          <Button kind="quiet" size="small" disabled={leaving.isPending}>
            {text.button}
          </Button>
        }
        title={text.title}
        text={text.text}
        yes={text.yes}
        no={text.no}
        onYes={() => leaving.mutate()}
      />
      {leaving.isError ? (
        <span className="field-error" role="alert">
          {studyTroubleText(leaving.error)}
        </span>
      ) : null}
    </>
  );
}

function TimeLeft({ state }: { readonly state: PeopleState }) {
  const left = useTimeLeft(state);
  if (left === null) return null;
  return (
    <>
      <span className="soft">{left === 0 ? words.timeOver : words.timeLeft(duration(left))}</span>
      {left > 0 && left < HURRY_MS ? <strong role="status">{words.hurry}</strong> : null}
    </>
  );
}

export function StudyBar({ state, away = false }: { readonly state: PeopleState; readonly away?: boolean }) {
  const { stage } = state.at;
  const elsewhere = away && stage !== 'work' && stage !== 'practice';
  return (
    <section className="study-bar" aria-label={words.bar}>
      <div className="row">
        <span className="strong">{state.title}</span>
        <span>{words.stages[stage]}</span>
        <TimeLeft state={state} />
      </div>
      <div className="row">
        {elsewhere ? <span>{words.movedOn}</span> : null}
        {away ? (
          <Link to="/taking-part/$study" params={{ study: state.study }}>
            {words.backToStudy}
          </Link>
        ) : null}
        {stage === 'ended' ? null : <Withdraw study={state.study} />}
      </div>
    </section>
  );
}

/** Above the pages of work, for whoever works there because of a study. */
function BarOfStudy({ market }: { readonly market: string }) {
  const state = useStudyOf(market);
  return state === null ? null : <StudyBar state={state} away />;
}

export function BarAtWork({ market }: { readonly market: string }) {
  return keptStudy() === null ? null : <BarOfStudy market={market} />;
}
