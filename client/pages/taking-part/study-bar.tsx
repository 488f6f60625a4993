/** What stands above everything while somebody takes part: the study, the stage, the time left, the way out. */

import './taking-part.css';
import { Link } from '@tanstack/react-router';
import type { PeopleState } from '../../../server/protocol/sdk/people-calls.ts';
import { keptStudy } from '../../data/kept-study.ts';
import { useConsequences, useLeaving, useStudyOf, useTimeLeft } from '../../data/taking-part.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { count, duration } from '../../text/format.ts';
import { takingPartWords as words } from '../../text/taking-part-words.ts';
import { studyTroubleText } from './trouble-text.ts';

const MINUTE_MS = 60_000;
const HURRY_MS = 2 * MINUTE_MS;
const SOON_MINUTES = [5, 10];

export function Withdraw({ study }: { readonly study: string }) {
  const { withdraw: text } = words;
  const leaving = useLeaving(study);
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

/** Said aloud when it changes, which is seldom: whoever hears the page is not told every second. */
function timeText(left: number | null): string {
  if (left === null) return '';
  if (left === 0) return words.timeOver;
  if (left < HURRY_MS) return words.hurry;
  const soon = SOON_MINUTES.find((minutes) => left < minutes * MINUTE_MS);
  return soon === undefined ? '' : words.soon(count(soon));
}

function TimeLeft({ state }: { readonly state: PeopleState }) {
  const left = useTimeLeft(state);
  const seen = left !== null && left < HURRY_MS;
  return (
    <>
      {left === null || left === 0 ? null : <span className="soft">{words.timeLeft(duration(left))}</span>}
      <strong role="status" className={seen ? undefined : 'for-readers'}>
        {timeText(left)}
      </strong>
    </>
  );
}

/** What whoever is away at work must hear: a project more or less, and that the work itself is over. */
function newsOf({ at }: PeopleState): string {
  if (at.stage !== 'work') return at.stage === 'practice' ? '' : words.movedOn;
  const { waiting = [], open = [], over = [] } = Object.groupBy(at.projects, ({ status }) => status);
  const progress = words.progress(count(open.length), count(over.length));
  return waiting.length === 0 ? progress : words.toCome(progress, count(waiting.length));
}

export function StudyBar({ state, away = false }: { readonly state: PeopleState; readonly away?: boolean }) {
  const { stage } = state.at;
  return (
    <section className="study-bar" aria-label={words.bar}>
      <div className="row">
        <span className="strong">{state.title}</span>
        <span>{words.stages[stage]}</span>
        <TimeLeft state={state} />
      </div>
      <div className="row">
        {away ? (
          <>
            <span role="status">{newsOf(state)}</span>
            <Link to="/taking-part/$study" params={{ study: state.study }}>
              {words.backToStudy}
            </Link>
          </>
        ) : null}
        {stage === 'ended' ? null : <Withdraw study={state.study} />}
      </div>
    </section>
  );
}

function BarAway({ state }: { readonly state: PeopleState }) {
  useConsequences(state);
  return <StudyBar state={state} away />;
}

/** Above the pages of work, for whoever works there because of a study. */
function BarOfStudy({ market }: { readonly market: string }) {
  const state = useStudyOf(market);
  return state === null ? null : <BarAway state={state} />;
}

export function BarAtWork({ market }: { readonly market: string }) {
  return keptStudy() === null ? null : <BarOfStudy market={market} />;
}
