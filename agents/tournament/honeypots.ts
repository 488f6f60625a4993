/** Figures without the projects that nobody can pass honestly: neither what they paid nor who failed at them says anything. */

import type { ProjectId } from '../../server/kernel/id.ts';
import type { Observed } from './observations/row-schema.ts';

interface Told {
  readonly event: { readonly type: string };
}

interface Posting {
  readonly type: string;
  readonly projectId?: ProjectId;
  readonly posting?: { readonly acceptanceHash: string };
}

/** Events that are about no honeypot. `honeypots`: by their answer keys. */
export function withoutHoneypots<T extends Told>(events: readonly T[], honeypots: ReadonlySet<string>): readonly T[] {
  if (honeypots.size === 0) return events;
  const out = new Set<ProjectId>();
  for (const { event } of events) {
    const { projectId, posting } = event as Posting;
    if (projectId !== undefined && posting !== undefined && honeypots.has(posting.acceptanceHash)) out.add(projectId);
  }
  return events.filter(({ event }) => {
    const { projectId } = event as Posting;
    return projectId === undefined || !out.has(projectId);
  });
}

/** The same of rows. */
export function withoutHoneypotRows(observed: Observed, honeypots: ReadonlySet<string>): Observed {
  if (honeypots.size === 0) return observed;
  const out = new Set(
    observed.project
      .filter(({ acceptanceHash }) => honeypots.has(acceptanceHash))
      .map(({ market, project }) => `${market}/${project}`),
  );
  const kept = <Row extends { readonly market: string; readonly project: number | null }>(rows: readonly Row[]) =>
    rows.filter(({ market, project }) => !out.has(`${market}/${project}`));
  return {
    project: kept(observed.project),
    bid: kept(observed.bid),
    work: kept(observed.work),
    delivery: kept(observed.delivery),
    verdict: kept(observed.verdict),
    transfer: kept(observed.transfer),
    model_call: kept(observed.model_call),
  };
}
