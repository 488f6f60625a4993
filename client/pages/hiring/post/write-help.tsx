/** A language model writes the project to a few sentences, where the server has one; a person reads it and posts it, or does not. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProjectWriting, WrittenProject } from '../../../../server/protocol/arena/project-writing.ts';
import { readWriting, startWriting, stopWriting } from '../../../../server/protocol/sdk/hiring-calls.ts';
import { troubleText } from '../../../data/hiring/asking.ts';
import type { Draft } from '../../../data/hiring/draft.ts';
import { draftOf } from '../../../data/hiring/draft-of.ts';
import { useLive } from '../../../data/hiring/live.ts';
import { inMarket } from '../../../data/market.ts';
import { AreaField } from '../../../parts/area-field.tsx';
import { Button } from '../../../parts/button.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';

const POLL_MS = 1_000;
const BRIEF_MIN = 10;
type Last = NonNullable<ProjectWriting['last']>;

interface WriteHelpProps {
  /** Puts a whole draft in the place of what stands in the form. */
  readonly begin: (draft: Draft) => void;
}

/** What the caller's last writing came to, and doing something about it. */
function useWriting() {
  const { market } = useLive();
  const client = useQueryClient();
  const key = ['market', market, 'writing'];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => readWriting(inMarket(market)),
    refetchInterval: ({ state }) => {
      const status = state.data?.last?.status;
      return status === 'running' || status === 'waiting' ? POLL_MS : false;
    },
  });
  const heard = (now: ProjectWriting): unknown => client.setQueryData(key, now);
  const starting = useMutation({
    mutationFn: (brief: string) => startWriting(inMarket(market), brief),
    onSuccess: heard,
  });
  const stopping = useMutation({ mutationFn: () => stopWriting(inMarket(market)), onSuccess: heard });
  return { writing: data, starting, stopping };
}

function Progress({ last }: { readonly last: Last }) {
  const { write: text } = hiringWords.post;
  if (last.status === 'waiting') return <p role="status">{text.waiting(last.before)}</p>;
  if (last.status !== 'running') return null;
  const { step } = last;
  return (
    <p role="status" className="at-work">
      {step === null ? text.begun : text.step(step.draft, text.steps[step.doing])}
    </p>
  );
}

function Refused({ refused }: Pick<WrittenProject, 'refused'>) {
  const { write: text } = hiringWords.post;
  if (refused.length === 0) return null;
  return (
    <details>
      <summary>{text.refused(refused.length)}</summary>
      <ol className="findings">
        {refused
          .map((reasons, place) => ({ reasons, place }))
          .map(({ reasons, place }) => (
            <li key={place} className="own-text">
              {reasons.join(' · ')}
            </li>
          ))}
      </ol>
    </details>
  );
}

interface ResultProps extends WriteHelpProps {
  readonly result: WrittenProject;
  readonly model: string;
  readonly forget: () => void;
}

function Result({ result, model, begin, forget }: ResultProps) {
  const { write: text } = hiringWords.post;
  const draft = result.outcome === 'admitted' ? draftOf(result.project, model) : null;
  const take = (): void => {
    if (draft === null) return;
    begin(draft);
    forget();
  };
  return (
    <div className="stack">
      {draft === null ? (
        <p className="notice" data-tone="warn" role="status">
          {result.outcome === 'given_up' ? text.givenUp[result.why] : text.noFields}
        </p>
      ) : (
        <>
          <p className="notice" data-tone="good" role="status">
            {text.done(draft.title)}
          </p>
          <p className="soft">{text.readIt}</p>
        </>
      )}
      <Refused refused={result.refused} />
      <div className="row">
        {draft === null ? null : (
          <Button kind="primary" onClick={take}>
            {text.take}
          </Button>
        )}
        <Button kind="quiet" onClick={forget}>
          {text.forget}
        </Button>
      </div>
    </div>
  );
}

export function WriteHelp({ begin }: WriteHelpProps) {
  const { write: text } = hiringWords.post;
  const { writing, starting, stopping } = useWriting();
  const [brief, setBrief] = useState('');
  if (writing === undefined || writing.model === null) return null;
  const { model, last } = writing;
  const busy = last?.status === 'running' || last?.status === 'waiting' || starting.isPending;
  const trouble = starting.error ?? stopping.error;
  return (
    <section className="write-help stack" aria-labelledby="write-title">
      <h3 id="write-title">{text.title}</h3>
      <p className="soft">{text.text(model)}</p>
      <AreaField
        label={text.brief}
        hint={text.briefHint}
        rows={3}
        maxLength={4_000}
        value={brief}
        disabled={busy}
        onChange={({ target }) => setBrief(target.value)}
      />
      <div className="row">
        <Button disabled={busy || brief.trim().length < BRIEF_MIN} onClick={() => starting.mutate(brief)}>
          {text.write}
        </Button>
        {busy ? (
          <Button kind="quiet" disabled={stopping.isPending} onClick={() => stopping.mutate()}>
            {text.stop}
          </Button>
        ) : null}
      </div>
      {last === null ? null : <Progress last={last} />}
      {trouble === null ? null : (
        <p className="notice" data-tone="bad" role="alert">
          {text.failed(troubleText(trouble))}
        </p>
      )}
      {last?.status === 'broken_off' ? (
        <p className="notice" data-tone="warn" role="status">
          {text.broken(last.reason)}
        </p>
      ) : null}
      {last?.status === 'done' ? (
        <Result result={last.result} model={model} begin={begin} forget={() => stopping.mutate()} />
      ) : null}
    </section>
  );
}
