/** The state of a study, and what can be done in it. Each is asked for once more: none can be taken back for the people inside. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import {
  actOnPeopleStudy,
  type PeopleStudyAction,
  type PeopleStudyStatus,
} from '../../../server/protocol/sdk/people-calls.ts';
import { studiesQuery } from '../../data/people-studies/queries.ts';
import { reasonText } from '../../data/people-studies/trouble-text.ts';
import { session } from '../../data/session.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';

type State = PeopleStudyStatus['state'];

const TONES: Readonly<Record<State, Tone>> = { created: 'neutral', open: 'good', closed: 'calm', deleted: 'neutral' };
const ACTIONS: Readonly<Record<State, readonly PeopleStudyAction[]>> = {
  created: ['open', 'deletion'],
  open: ['close', 'deletion'],
  closed: ['open', 'deletion'],
  deleted: [],
};

export function StudyState({ state }: { readonly state: State }) {
  return (
    <Badge tone={TONES[state]} dot={state === 'open'}>
      {peopleStudiesWords.studies.states[state]}
    </Badge>
  );
}

export function StudyControl({ status }: { readonly status: PeopleStudyStatus }) {
  const { studies: text } = peopleStudiesWords;
  const client = useQueryClient();
  const acting = useMutation({
    mutationFn: (action: PeopleStudyAction) => actOnPeopleStudy(session.http, status.study, action),
    onSettled: () => client.invalidateQueries({ queryKey: studiesQuery.queryKey }),
  });
  const { state } = status;
  const actions = useRef<HTMLElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    // The button that was pressed is gone, and the focus with it: whoever has no mouse goes on from here.
    if (document.activeElement === document.body) actions.current?.focus();
  }, [state]);
  return (
    <section className="row" aria-label={text.control} tabIndex={-1} ref={actions}>
      {ACTIONS[status.state].map((action) => {
        const name = action === 'open' && status.state === 'closed' ? text.actions.again : text.actions[action];
        const kind = action === 'open' && status.state === 'created' ? 'primary' : 'plain';
        return (
          <Confirm
            key={action}
            trigger={
              <Button kind={action === 'deletion' ? 'quiet' : kind} disabled={acting.isPending}>
                {name}
              </Button>
            }
            title={text.ask[action].title}
            text={text.ask[action].text}
            yes={name}
            no={text.keep}
            onYes={() => acting.mutate(action)}
          />
        );
      })}
      {acting.isError ? (
        <span className="field-error" role="alert">
          {text.failed(reasonText(acting.error))}
        </span>
      ) : null}
    </section>
  );
}
