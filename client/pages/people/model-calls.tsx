/** The transcript of a freelancer that is a language model: every call with what it used and cost, and what was said in it. */

import './model-calls.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelCalls } from '../../../server/protocol/sdk/model-calls.ts';
import { CALLS_MAX, modelCallsQuery } from '../../data/model-calls.ts';
import { useTitleOf } from '../../data/titles.ts';
import { Badge } from '../../parts/badge.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import { callWords } from '../../text/call-words.ts';
import { count, decimal, duration, smallDollars } from '../../text/format.ts';
import { Figure } from '../floor/figures.tsx';
import { CallTexts } from './call-texts.tsx';

type Call = ModelCalls['calls'][number];

const seconds = (ms: number): string => decimal(ms / 1_000, 1);

function Used({ call }: { readonly call: Call }) {
  const { calls: text } = callWords;
  const { usage, microUsd, workingMs, waitedMs, attempts } = call;
  return (
    <span className="soft call-used">
      <span>{usage === null ? text.uncounted : text.tokens(count(usage.input), count(usage.output))}</span>
      <span>{microUsd === null ? text.noPrice : smallDollars(microUsd)}</span>
      <span>{text.time(seconds(workingMs))}</span>
      {waitedMs < 50 ? null : <span>{text.waited(seconds(waitedMs))}</span>}
      {attempts === 1 ? null : <span>{text.tries(count(attempts))}</span>}
    </span>
  );
}

interface LineProps {
  readonly market: string;
  readonly call: Call;
  readonly open: boolean;
  readonly toggle: () => void;
}

/** What a call is about; a project by its title, as soon as that is known. */
function About({ market, project }: { readonly market: string; readonly project: string }) {
  const number = Number(project);
  return Number.isSafeInteger(number) ? <ProjectTitle market={market} number={number} /> : project;
}

function ProjectTitle({ market, number }: { readonly market: string; readonly number: number }) {
  return useTitleOf(market, number) ?? callWords.calls.ofProject(String(number));
}

function Line({ market, call, open, toggle }: LineProps) {
  const { calls: text } = callWords;
  const { number, purpose, finish, project, turn } = call;
  return (
    <div className="call">
      <button
        type="button"
        className="call-head"
        aria-expanded={open}
        title={open ? text.close : text.open}
        onClick={toggle}
      >
        <span className="call-name">
          <span className="strong">{text.purposes[purpose] ?? purpose}</span>
          <Badge tone={finish === 'stop' ? 'neutral' : 'warn'}>{text.finishes[finish] ?? finish}</Badge>
          <span className="soft">{text.turn(count(turn))}</span>
        </span>
        <span className="call-about">
          <About market={market} project={project} />
        </span>
        <Used call={call} />
      </button>
      {open ? (
        <div className="call-body stack">
          <CallTexts market={market} number={number} />
        </div>
      ) : null}
    </div>
  );
}

function Sums({ found: { count: all, sums } }: { readonly found: ModelCalls }) {
  const { figures: text } = callWords.calls;
  const unpriced = sums.unpriced === 0 ? {} : { note: text.unpriced(count(sums.unpriced)) };
  return (
    <dl className="figure-list" aria-label={callWords.calls.title}>
      <Figure name={text.calls} value={count(all)} />
      <Figure name={text.input} value={count(sums.inputTokens)} />
      <Figure name={text.output} value={count(sums.outputTokens)} />
      <Figure name={text.cost} value={smallDollars(sums.microUsd)} {...unpriced} />
      <Figure name={text.time} value={duration(sums.workingMs)} />
    </dl>
  );
}

interface ModelCallsProps {
  readonly market: string;
  /** As the roster calls it. */
  readonly freelancer: string;
}

function List({ market, found }: { readonly market: string; readonly found: ModelCalls }) {
  const { calls: text } = callWords;
  const [open, setOpen] = useState<ReadonlySet<number>>(() => new Set());
  const toggle = (number: number): void =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  return (
    <Scroller
      label={text.title}
      count={found.calls.length}
      lineHeight={64}
      measured
      keyOf={(index) => found.calls[index]?.number ?? index}
    >
      {(index) => {
        const call = found.calls[index];
        if (call === undefined) return null;
        const { number } = call;
        return <Line market={market} call={call} open={open.has(number)} toggle={() => toggle(number)} />;
      }}
    </Scroller>
  );
}

export function ModelCallsCard({ market, freelancer }: ModelCallsProps) {
  const { calls: text } = callWords;
  const [project, setProject] = useState('');
  const { data: found } = useQuery(modelCallsQuery(market, freelancer, project));
  const { data: all } = useQuery(modelCallsQuery(market, freelancer, ''));
  const projects = all?.projects ?? [];
  return (
    <section className="card" aria-labelledby="calls-title">
      <div className="card-head">
        <div>
          <h2 id="calls-title">
            {text.title} <Provenance origin="measured" />
          </h2>
          <p className="soft">{text.text}</p>
        </div>
        {projects.length < 2 ? null : (
          <SelectField
            label={text.project}
            size="small"
            value={project}
            onChoose={setProject}
            options={[['', text.all], ...projects.map((one) => [one, text.ofProject(one)] as const)]}
          />
        )}
      </div>
      {found === undefined || found.count === 0 ? (
        <p className="card-body soft">{found?.kept === false ? text.notKept : text.none}</p>
      ) : (
        <>
          <Sums found={found} />
          <List key={project} market={market} found={found} />
          {found.next === null ? null : <p className="card-note">{text.cut(count(CALLS_MAX))}</p>}
        </>
      )}
    </section>
  );
}
