/** Whether a tournament is scored: every project it posts has a passing admission report, or it says that it is practice. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../agents/tournament/input-error.ts';
import { AWAITING_REPORT, shippedAdmissions } from '../seeds/admission.ts';
import { refuseUnadmitted, unadmitted } from '../server/admission/admission.ts';
import { type Admission, admissionSchema } from '../server/protocol/arena/admission.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';

/** What a run's folder says about it. */
export interface AdmissionMark {
  readonly scored: boolean;
  readonly projects: number;
  /** Slugs of projects without a passing report. */
  readonly unadmitted: readonly string[];
}

export interface AdmissionAsked {
  /** Name and seed of the corpus, as `arena admit` is given them. */
  readonly corpus: string;
  readonly seed: string;
  readonly practice: boolean;
  /** Certificates that were named, beside those that come with the arena and those of earlier `arena admit`. */
  readonly files: readonly string[];
}

function readAdmission(file: string): Admission {
  try {
    return admissionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (problem) {
    throw new InputError(
      `${file} is no admission certificate: ${problem instanceof Error ? problem.message : problem}`,
    );
  }
}

function admissionsFor({ corpus, seed, files }: AdmissionAsked): readonly Admission[] {
  const own = join('runs', 'admission', `${corpus}-${seed}`.replace(/[^A-Za-z0-9._-]/g, '-'), 'admission.json');
  return [...shippedAdmissions(), ...[...files, ...(existsSync(own) ? [own] : [])].map(readAdmission)];
}

/** Throws a `NotAdmitted` where a scored tournament posts projects without a passing report. */
export function admissionMark(projects: readonly ProjectPackage[], asked: AdmissionAsked): AdmissionMark {
  const { corpus, seed } = asked;
  const practice = asked.practice || AWAITING_REPORT.has(corpus);
  const admissions = admissionsFor(asked);
  const command = `arena admit ${corpus} --seed ${JSON.stringify(seed)}`;
  if (!practice) refuseUnadmitted(`corpus ${corpus}`, projects, admissions, command);
  const missing = unadmitted(projects, admissions).map(({ slug }) => slug);
  return { scored: missing.length === 0, projects: projects.length, unadmitted: missing };
}

/** For whoever reads the standing; nothing where it is scored. */
export function practiceLine({ scored, projects, unadmitted: missing }: AdmissionMark): string {
  if (scored) return '';
  return `Practice, not scored: ${missing.length} of ${projects} projects have no passing admission report.\n`;
}
