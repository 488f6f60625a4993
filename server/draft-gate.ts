/** The admission gate over one project that somebody drafts in a market: it knows no other project, and so tells of none. */

import { DEFAULT_SETTINGS } from './admission/context.ts';
import { examine, projectReport } from './admission/gate.ts';
import { gateReport } from './admission/gate-report.ts';
import type { AdmissionCheckReport } from './protocol/arena/admission-check.ts';
import type { ProjectPackage } from './protocol/arena/project-package.ts';
import type { Reviewer } from './reviewer/reviewer.ts';
import { shortageOfProject } from './shortage.ts';

const ALONE = gateReport(
  'duplicates',
  'not_run',
  'Whether it repeats another project is looked at when a bank is admitted.',
);

/** Rejects with a `ReviewFault` where the trouble is ours, or with the signal's reason. */
export async function examineDraft(
  reviewer: Reviewer,
  project: ProjectPackage,
  signal: AbortSignal,
): Promise<AdmissionCheckReport> {
  const shortage = shortageOfProject(reviewer, project);
  if (shortage !== null) {
    const gate = gateReport('schema', 'failed', 'It cannot be judged on this server.', {}, [shortage]);
    return { admitted: false, gates: [gate] };
  }
  const examined = await examine(project, {
    reviewer,
    settings: DEFAULT_SETTINGS,
    origin: { kind: 'generated' },
    signal,
  });
  const { admitted, gates } = projectReport(project, examined, ALONE);
  return { admitted, gates };
}
