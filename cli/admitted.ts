/** Whether a tournament is scored: every project it posts has a passing admission report, or it says that it is practice. */

import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { InputError } from '../agents/tournament/input-error.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { shippedAdmissions } from '../seeds/admission.ts';
import { isCorpusName } from '../seeds/corpus.ts';
import { refuseUnadmitted, unadmitted } from '../server/admission/admission.ts';
import { apart } from '../server/admission/honeypot.ts';
import { type Admission, admissionSchema } from '../server/protocol/arena/admission.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { asAdmitted, packagesOf } from './corpus-of.ts';

/** What a run's folder says about it. */
export interface AdmissionMark {
  readonly scored: boolean;
  readonly projects: number;
  /** Slugs of projects without a passing report. */
  readonly unadmitted: readonly string[];
}

export interface AdmissionAsked {
  /** Name and seed of the corpus, as `arena admit` is given them; of a file its path. */
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
  const name = `${corpus}-${seed}`.replace(/[^A-Za-z0-9._-]/g, '-');
  const found = isCorpusName(corpus) ? join('runs', 'admission', name, 'admission.json') : `${corpus}.admission.json`;
  return [...shippedAdmissions(), ...[...files, ...(existsSync(found) ? [found] : [])].map(readAdmission)];
}

/** Throws a `NotAdmitted` where a scored tournament posts projects without a passing report. Honeypots pass no gate and measure nobody. */
export function admissionMark(packages: readonly ProjectPackage[], asked: AdmissionAsked): AdmissionMark {
  const projects = apart(packages).measured;
  const { corpus, seed, practice } = asked;
  const admissions = admissionsFor(asked);
  const command = isCorpusName(corpus)
    ? `arena admit ${corpus} --seed ${JSON.stringify(seed)}`
    : `arena admit ${corpus}`;
  if (!practice) refuseUnadmitted(`corpus ${corpus}`, projects, admissions, command);
  const missing = unadmitted(projects, admissions).map(({ slug }) => slug);
  return { scored: missing.length === 0, projects: projects.length, unadmitted: missing };
}

/** For whoever reads the standing; nothing where it is scored. */
export function practiceLine({ scored, projects, unadmitted: missing }: AdmissionMark): string {
  const line = `Practice, not scored: ${missing.length} of ${projects} projects have no passing admission report.\n`;
  return scored ? '' : line;
}

/** The same for tournaments as files, each in its folder, in their order. */
export async function admissionMarks(
  all: readonly { readonly loaded: LoadedTournament; readonly packages: readonly ProjectPackage[] }[],
  { practice, admission: files }: { readonly practice: boolean; readonly admission: readonly string[] },
): Promise<readonly AdmissionMark[]> {
  const marks = all.map(async ({ loaded, packages }) => {
    const { config, folder } = loaded;
    const { name, seed, limit, ambiguity } = config.corpus;
    const written = ambiguity === 0 ? packages : await packagesOf({ ...loaded, config: asAdmitted(config) });
    const corpus = isCorpusName(name) || isAbsolute(name) ? name : join(folder, name);
    return admissionMark(written.slice(0, limit ?? written.length), { corpus, seed, practice, files });
  });
  return Promise.all(marks);
}
