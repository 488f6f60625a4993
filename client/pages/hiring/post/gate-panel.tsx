/** The admission gate over the draft: asked for, waited for, and what each gate found in plain words. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdmissionCheckReport, GateFound } from '../../../../server/protocol/arena/admission-check.ts';
import type { ProjectPackage } from '../../../../server/protocol/arena/project-package.ts';
import { readCheck, startCheck } from '../../../../server/protocol/sdk/hiring-calls.ts';
import { troubleText } from '../../../data/hiring/asking.ts';
import { useLive } from '../../../data/hiring/live.ts';
import { inMarket } from '../../../data/market.ts';
import { Badge, type Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';

const TONES: Readonly<Record<GateFound['outcome'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  warned: 'warn',
  not_run: 'neutral',
};
const POLL_MS = 1_000;

function Gate({ found }: { readonly found: GateFound }) {
  const { gates, outcomes } = hiringWords.post;
  const [title, mend] = gates[found.gate] ?? [found.gate, ''];
  return (
    <li className="gate" data-outcome={found.outcome}>
      <div className="row">
        <span className="strong">{title}</span>
        <Badge tone={TONES[found.outcome]}>{outcomes[found.outcome]}</Badge>
      </div>
      <p className="soft">{found.outcome === 'not_run' ? mend || found.summary : found.summary}</p>
      {found.findings.length === 0 ? null : (
        <ul className="findings">
          {found.findings.map((line) => (
            <li key={line} className="own-text">
              {line}
            </li>
          ))}
        </ul>
      )}
      {found.outcome === 'failed' || found.outcome === 'warned' ? <p>{mend}</p> : null}
    </li>
  );
}

function Report({ report, outdated }: { readonly report: AdmissionCheckReport; readonly outdated: boolean }) {
  const { check } = hiringWords.post;
  return (
    <>
      <p className="notice" data-tone={report.admitted ? 'good' : 'warn'} role="status">
        {report.admitted ? check.admitted : check.refused} {outdated ? check.outdated : ''}
      </p>
      <ol className="gates">
        {report.gates.map((found) => (
          <Gate key={found.gate} found={found} />
        ))}
      </ol>
    </>
  );
}

/** `project` null: the draft is not whole yet. */
export function GatePanel({ project }: { readonly project: ProjectPackage | null }) {
  const { market } = useLive();
  const { check } = hiringWords.post;
  const client = useQueryClient();
  const [asked, setAsked] = useState<string | null>(null);
  const key = ['market', market, 'admission-check'];
  const { data: last } = useQuery({
    queryKey: key,
    queryFn: () => readCheck(inMarket(market)),
    refetchInterval: ({ state: { data } }) =>
      data?.status === 'running' || data?.status === 'waiting' ? POLL_MS : false,
  });
  const starting = useMutation({
    mutationFn: (one: ProjectPackage) => startCheck(inMarket(market), one),
    onSuccess: (begun, one) => {
      setAsked(JSON.stringify(one));
      client.setQueryData(key, begun);
    },
  });
  const busy = last?.status === 'running' || last?.status === 'waiting' || starting.isPending;
  return (
    <section className="card" aria-label={check.gate}>
      <div className="card-head">
        <h2>{check.gate}</h2>
        <Button
          disabled={project === null || busy}
          onClick={() => (project === null ? undefined : starting.mutate(project))}
        >
          {last?.status === 'done' ? check.again : check.run}
        </Button>
      </div>
      <div className="card-body stack">
        <p className="soft">{check.gateText}</p>
        {starting.isError ? (
          <p className="notice" data-tone="bad" role="alert">
            {check.failed(troubleText(starting.error))}
          </p>
        ) : null}
        {last?.status === 'waiting' ? <p role="status">{check.waiting(last.before)}</p> : null}
        {last?.status === 'running' ? (
          <p role="status" className="at-work">
            {check.running}
          </p>
        ) : null}
        {last?.status === 'broken_off' ? (
          <p className="notice" data-tone="warn" role="status">
            {check.broken(last.reason)}
          </p>
        ) : null}
        {last?.status === 'done' ? (
          <Report
            report={last.report}
            outdated={asked !== null && project !== null && asked !== JSON.stringify(project)}
          />
        ) : null}
      </div>
    </section>
  );
}
