/** Reads what a researcher asks for: the file, its projects, and everything that can be seen to be wrong with them. */

import type { ClockPolicy } from '../market/policy.ts';
import { type PeopleStudySpec, peopleStudySpecSchema } from '../protocol/arena/people-study.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { conditionFault } from './study-policy.ts';
import { studyTrouble } from './trouble.ts';

/** What stands outside the server and is given to it: how a file is read, and corpora. */
export interface StudyKit {
  /** The value that a text of YAML or JSON says; throws where it is none. */
  read(text: string): unknown;
  /** All projects of a corpus; null: there is no such corpus. */
  packages(corpus: string, seed: string): Promise<readonly ProjectPackage[] | null>;
}

export interface ReadStudy {
  readonly spec: PeopleStudySpec;
  readonly packages: readonly ProjectPackage[];
  readonly practice: ProjectPackage | null;
}

const SHOWN = 8;
const BY_THE_WALL: ClockPolicy = { kind: 'wall', speed: 1 };

function parsed(given: string | object, { read }: StudyKit): PeopleStudySpec {
  let value: unknown = given;
  try {
    if (typeof given === 'string') value = read(given);
  } catch (thrown) {
    throw studyTrouble.malformed(thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown));
  }
  const result = peopleStudySpecSchema.safeParse(value);
  if (result.success) return result.data;
  const lines = result.error.issues
    .slice(0, SHOWN)
    .map(({ path, message }) => `${path.join('.') || 'study'}: ${message}`);
  throw studyTrouble.malformed(lines.join('; '));
}

async function packagesOf({ projects }: PeopleStudySpec, kit: StudyKit): Promise<readonly ProjectPackage[]> {
  if ('packages' in projects) return projects.packages;
  const all = await kit.packages(projects.corpus, projects.seed ?? `${projects.corpus}-1`);
  if (all === null) throw studyTrouble.malformed('projects.corpus: there is no such corpus here');
  return all;
}

function chosen(
  spec: PeopleStudySpec,
  all: readonly ProjectPackage[],
): { practice: ProjectPackage | null; packages: ProjectPackage[] } {
  const find = (slug: string, where: string): ProjectPackage => {
    const one = all.find((each) => each.slug === slug);
    if (one === undefined) throw studyTrouble.malformed(`${where}: there is no project ${slug}`);
    return one;
  };
  const practice = spec.practice === null ? null : find(spec.practice.slug, 'practice.slug');
  const slugs =
    'slugs' in spec.projects
      ? spec.projects.slugs
      : all.map(({ slug }) => slug).filter((slug) => slug !== practice?.slug);
  if (new Set(slugs).size !== slugs.length) throw studyTrouble.malformed('projects: each once');
  // Else the practice would be part of what is measured.
  if (practice !== null && slugs.includes(practice.slug)) {
    throw studyTrouble.malformed('practice.slug: not one of the projects that are measured');
  }
  return { practice, packages: slugs.map((slug) => find(slug, 'projects.slugs')) };
}

/** Throws what is wrong as an answer of the wire. */
export async function readStudyFile(given: string | object, kit: StudyKit): Promise<ReadStudy> {
  const spec = parsed(given, kit);
  for (const condition of spec.conditions) {
    const fault = conditionFault(spec, condition, BY_THE_WALL);
    if (fault !== null) throw studyTrouble.malformed(fault);
  }
  return { spec, ...chosen(spec, await packagesOf(spec, kit)) };
}
