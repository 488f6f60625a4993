/** One study as somebody meets it who takes part: comes in by the panel's link, goes from stage to stage, and leaves with a code. */

import './taking-part.css';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { peopleStudyNameSchema } from '../../../server/protocol/arena/people-study.ts';
import { type PeopleState, type PeopleStep, panelIdsIn } from '../../../server/protocol/sdk/people-calls.ts';
import { forgetPanelQuery, panelQuery } from '../../app/panel-link.ts';
import { useTitle } from '../../app/title.ts';
import { hasLeft } from '../../data/kept-study.ts';
import { answersName } from '../../data/study-answers.ts';
import { isStranger, stateQuery, useConsequences, useJoin, useStep } from '../../data/taking-part.ts';
import { Button } from '../../parts/button.tsx';
import { takingPartWords as words } from '../../text/taking-part-words.ts';
import { Choices } from './choices.tsx';
import { Choosing } from './choosing.tsx';
import { Consent } from './consent.tsx';
import { Debrief, Ended, wordsOfEnd } from './ending.tsx';
import { GuessWho } from './guess.tsx';
import { StudyBar } from './study-bar.tsx';
import { studyTroubleText } from './trouble-text.ts';
import { Lobby, Practice, Work } from './work-stages.tsx';

const route = getRouteApi('/taking-part/$study');

interface StageOfProps {
  readonly state: PeopleState;
  readonly busy: boolean;
  readonly step: (step: PeopleStep) => void;
}

function Stage({ state, busy, step }: StageOfProps) {
  const { at, study, payRule } = state;
  const name = answersName(state);
  switch (at.stage) {
    case 'consent':
      return <Consent at={at} payRule={payRule} busy={busy} step={step} />;
    case 'eligibility':
    case 'attention': {
      const { stage, questions } = at;
      return (
        <Choices
          key={stage}
          name={name}
          questions={questions}
          busy={busy}
          send={(answers) => step({ step: stage, answers })}
        />
      );
    }
    case 'practice':
      return <Practice at={at} busy={busy} step={step} />;
    case 'lobby':
      return <Lobby at={at} />;
    case 'hiring':
      return <Choosing at={at} name={name} busy={busy} step={step} />;
    case 'work':
      return <Work at={at} busy={busy} step={step} />;
    case 'guess':
      return <GuessWho at={at} name={name} busy={busy} step={step} />;
    case 'debrief':
      return <Debrief at={at} name={name} busy={busy} step={step} />;
    case 'ended':
      return <Ended at={at} study={study} />;
  }
}

/** A new stage is read from its heading, as a new page would be. */
function useFocusOnStage(stage: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    heading.current?.focus();
  }, [stage]);
  return heading;
}

function InStudy({ state }: { readonly state: PeopleState }) {
  const stepping = useStep(state.study);
  useConsequences(state);
  const { at } = state;
  const title = at.stage === 'ended' ? wordsOfEnd(at).outcome : words.stages[at.stage];
  const heading = useFocusOnStage(at.stage);
  useTitle(`${title} · ${state.title}`);
  return (
    <>
      <StudyBar state={state} />
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p>{words.pseudonym(state.pseudonym)}</p>
        </div>
      </div>
      <ol className="study-steps" aria-label={words.steps}>
        {state.stages.map((stage) => (
          <li
            key={stage}
            className="badge"
            data-tone={stage === at.stage ? 'accent' : 'neutral'}
            aria-current={stage === at.stage ? 'step' : undefined}
          >
            {words.stages[stage]}
          </li>
        ))}
      </ol>
      {stepping.isError ? (
        <p className="notice" data-tone="bad" role="alert">
          {studyTroubleText(stepping.error)}
        </p>
      ) : null}
      <section className="card" aria-label={title}>
        <Stage state={state} busy={stepping.isPending} step={(step) => stepping.mutate(step)} />
      </section>
    </>
  );
}

function Notice(props: { readonly title: string; readonly text: string; readonly again?: () => void }) {
  const { title, text, again } = props;
  useTitle(title);
  return (
    <div className="empty" role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      {again === undefined ? null : (
        <Button kind="primary" onClick={again}>
          {words.again}
        </Button>
      )}
    </div>
  );
}

function Refused({ why }: { readonly why: string }) {
  const { refused } = words;
  return <Notice title={refused.title ?? ''} text={refused[why] ?? ''} />;
}

/** Whoever came by a link joins; whoever comes back is where one was. */
function Entering({ study, query }: { readonly study: string; readonly query: string }) {
  const ids = panelIdsIn(query);
  const joining = useJoin(study);
  const begun = useRef(false);
  const { mutate } = joining;
  useEffect(() => {
    if (begun.current || ids === null) return;
    begun.current = true;
    mutate(ids, { onSuccess: forgetPanelQuery });
  }, [ids, mutate]);
  const { refused } = words;
  if (ids === null) return <Refused why="noIds" />;
  if (joining.data !== undefined) return <Present study={study} />;
  if (joining.isError) {
    const again = (): void => mutate(ids, { onSuccess: forgetPanelQuery });
    return <Notice title={refused.title ?? ''} text={studyTroubleText(joining.error)} again={again} />;
  }
  return <p role="status">{words.joining}</p>;
}

function Present({ study }: { readonly study: string }) {
  const { data, error, refetch } = useQuery(stateQuery(study));
  const { refused } = words;
  if (isStranger(error)) return <Refused why={data === undefined ? 'noIds' : 'gone'} />;
  if (data !== undefined) {
    // By the person: another one who comes in a second tab of this browser takes over nothing of this one's answers.
    return <InStudy key={data.pseudonym} state={data} />;
  }
  if (error === null) return <p role="status">{words.joining}</p>;
  return <Notice title={refused.title ?? ''} text={studyTroubleText(error)} again={() => void refetch()} />;
}

export function TakingPartPage() {
  const { study } = route.useParams();
  const query = useRef(panelQuery());
  // What no study can be called is asked of nobody.
  if (!peopleStudyNameSchema.safeParse(study).success) return <Refused why="NOT_FOUND" />;
  if (query.current !== '') return <Entering study={study} query={query.current} />;
  if (hasLeft(study)) {
    return <Notice title={words.ended.outcomes.withdrawn} text={words.ended.texts.withdrawn} />;
  }
  return <Present study={study} />;
}
