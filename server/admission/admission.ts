/** The certificate of a bank: which packages were admitted, by hash. A scored market asks for it before it opens. */

import { canonicalJson, sha256 } from '../kernel/hash.ts';
import type { Admission } from '../protocol/arena/admission.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import type { BankReport } from './bank.ts';
import { GATE_VERSION, projectHashOf } from './frozen.ts';

export function admissionOf(report: BankReport): Admission {
  const frozen = report.projects.filter(({ admitted }) => admitted).map(({ slug, hash }) => [slug, hash]);
  return {
    format: 'arena-admission',
    version: report.version,
    bank: report.bank,
    report: sha256(canonicalJson(report)),
    frozen: Object.fromEntries(frozen),
  };
}

/** Projects without a passing report, in the words of a refusal. */
export class NotAdmitted extends Error {
  override readonly name = 'NotAdmitted';
  /** Something needed is not available here: the report. */
  readonly exitCode = 69;
}

const SHOWN = 5;

/** Projects that no certificate of this gate names by their hash. */
export function unadmitted(
  projects: readonly ProjectPackage[],
  admissions: readonly Admission[],
): readonly ProjectPackage[] {
  const valid = admissions.filter(({ version }) => version === GATE_VERSION);
  const frozen = new Set(valid.flatMap((one) => Object.values(one.frozen)));
  return projects.filter((project) => !frozen.has(projectHashOf(project)));
}

/** Throws a `NotAdmitted` where projects have no passing report. `command` makes one. */
export function refuseUnadmitted(
  bank: string,
  projects: readonly ProjectPackage[],
  admissions: readonly Admission[],
  command: string,
): void {
  const missing = unadmitted(projects, admissions);
  if (missing.length === 0) return;
  const shown = missing.slice(0, SHOWN).map(({ slug }) => `  ${slug}`);
  const more = missing.length > SHOWN ? [`  and ${missing.length - SHOWN} more`] : [];
  throw new NotAdmitted(
    [
      `${missing.length} of ${projects.length} projects of ${bank} have no passing admission report, so no scored market is opened:`,
      ...shown,
      ...more,
      `\`${command}\` makes one and says what is wrong; \`--practice\` plays them all the same, and the result says so.`,
    ].join('\n'),
  );
}
