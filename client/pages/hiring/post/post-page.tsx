/** Posting a project, step by step. What is typed is kept in the browser, and survives a reload and a lost connection. */

import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTitle } from '../../../app/title.ts';
import { type Draft, emptyDraft, keepDraft, keptDraft } from '../../../data/hiring/draft.ts';
import { exampleDraft } from '../../../data/hiring/example.ts';
import { useLive } from '../../../data/hiring/live.ts';
import { type Packed, packed, STEPS, type Step } from '../../../data/hiring/package-of.ts';
import { useAccount } from '../../../data/session.ts';
import { Button } from '../../../parts/button.tsx';
import { Loading } from '../../../parts/state.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';
import { BudgetStep } from './budget-step.tsx';
import { CasesStep } from './cases-step.tsx';
import { CheckStep } from './check-step.tsx';
import { DescribeStep } from './describe-step.tsx';
import { SolutionsStep } from './solutions-step.tsx';
import { WriteHelp } from './write-help.tsx';

const route = getRouteApi('/signed-in/hiring/$market/post');
const KEEP_AFTER_MS = 400;

/** The draft and how to change it; kept a moment after the last letter, and at once when the page is left. */
function useDraft(market: string, userId: number) {
  const [draft, setDraft] = useState<Draft>(() => keptDraft(market, userId) ?? emptyDraft());
  const [kept, setKept] = useState(true);
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    if (!touched) return;
    const keep = (): void => setKept(keepDraft(market, userId, draft));
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [draft, touched, market, userId]);
  const change = (part: Partial<Draft>): void => {
    setTouched(true);
    setDraft((before) => ({ ...before, ...part }));
  };
  const begin = (fresh: Draft): void => {
    keepDraft(market, userId, fresh);
    setDraft(fresh);
  };
  return { draft, change, begin, kept, forget: () => setTouched(false) };
}

function StepList(props: { steps: readonly Step[]; step: Step; pack: Packed; onChoose: (step: Step) => void }) {
  const { steps, step, pack, onChoose } = props;
  const { post } = hiringWords;
  return (
    <nav className="step-list" aria-label={post.steps.label}>
      <ol>
        {steps.map((one, index) => {
          const missing = pack.ok ? 0 : pack.problems.filter((problem) => problem.step === one).length;
          return (
            <li key={one}>
              <button type="button" aria-current={one === step ? 'step' : undefined} onClick={() => onChoose(one)}>
                <span>{post.step(index + 1, post.steps[one])}</span>
                {one === 'check' ? null : (
                  <span className="step-note" data-ready={missing === 0 ? 'yes' : undefined}>
                    {missing === 0 ? post.ready : post.missing(missing)}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Head({ market, kept, begin }: { market: string; kept: boolean; begin: (draft: Draft) => void }) {
  const { post } = hiringWords;
  return (
    <div className="page-head">
      <div>
        <Link className="soft" to="/hiring/$market" params={{ market }} search={{}}>
          {post.back}
        </Link>
        <h1>{post.title}</h1>
        <p className="soft" role="status">
          {kept ? post.saved : post.notSaved}
        </p>
      </div>
      <div className="row">
        <Button size="small" title={post.exampleHint} onClick={() => begin(exampleDraft())}>
          {post.example}
        </Button>
        <Button size="small" kind="quiet" onClick={() => begin(emptyDraft())}>
          {post.discard}
        </Button>
      </div>
    </div>
  );
}

function Form({ market, userId }: { readonly market: string; readonly userId: number }) {
  const { post } = hiringWords;
  const { policy } = useLive().seen;
  const { draft, change, begin, kept, forget } = useDraft(market, userId);
  const [step, setStep] = useState<Step>('describe');
  if (policy === null) return <Loading />;
  const steps: readonly Step[] =
    draft.judged === 'employer' ? STEPS.filter((one) => one !== 'cases' && one !== 'solutions') : STEPS;
  const pack = packed(draft, policy);
  const at = steps.indexOf(step);
  const [before, after] = [steps[at - 1], steps[at + 1]];
  const given = { draft, policy, change };
  return (
    <>
      <Head market={market} kept={kept} begin={begin} />
      <div className="post-form">
        <StepList steps={steps} step={step} pack={pack} onChoose={setStep} />
        <section className="card" aria-label={post.steps[step]}>
          <div className="card-head">
            <h2>{post.steps[step]}</h2>
          </div>
          <div className="card-body stack">
            {step === 'describe' ? <WriteHelp begin={begin} /> : null}
            {step === 'describe' ? <DescribeStep {...given} /> : null}
            {step === 'budget' ? <BudgetStep {...given} /> : null}
            {step === 'cases' ? <CasesStep {...given} /> : null}
            {step === 'solutions' ? <SolutionsStep {...given} /> : null}
            {step === 'check' ? <CheckStep {...given} pack={pack} onPosted={forget} /> : null}
            <div className="row spread">
              {before === undefined ? <span /> : <Button onClick={() => setStep(before)}>{post.previous}</Button>}
              {after === undefined ? null : (
                <Button kind="primary" onClick={() => setStep(after)}>
                  {post.next}
                </Button>
              )}
            </div>
          </div>
        </section>
      </div>
    </>
  );
}

export function PostPage() {
  const { market } = route.useParams();
  useTitle(hiringWords.post.title);
  const account = useAccount();
  if (!account) return <Loading />;
  return <Form market={market} userId={account.userId} />;
}
