/** The ambiguity dial: a posting that says less than is tested, in a way that is written down. */

import { keyedHash } from '../../server/kernel/prng.ts';
import type { ProjectPackage, Requirement } from '../../server/protocol/arena/project-package.ts';

export type AmbiguityLevel = 0 | 1 | 2 | 3;

/** The share of a posting's requirements that each level leaves out, at least one from level 1 on. */
const LEFT_OUT: Readonly<Record<AmbiguityLevel, number>> = { 0: 0, 1: 0.1, 2: 0.25, 3: 0.5 };
/** What the schema asks of a posting: below it nothing more is left out. */
const DESCRIPTION_MIN = 80;

/** In the order in which sentences are left out: drawn by lot, so that a higher level leaves out what a lower one does. */
function byLot(project: ProjectPackage, seed: string): Requirement[] {
  return (project.answerKey.requirements ?? [])
    .map((requirement) => ({ requirement, lot: keyedHash(seed, 'left out', project.slug, requirement.sentence) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ requirement }) => requirement);
}

function without(description: string, sentence: string): string {
  return description
    .replace(sentence, '')
    .replace(/ {2,}/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Cases stay as they are: what is left out is still tested. The file to hand in is always named. */
function mayGo({ acceptance }: ProjectPackage, { sentence }: Requirement): boolean {
  return !sentence.includes(acceptance.file) && !('entry' in acceptance && sentence.includes(acceptance.entry));
}

/**
 * The project with a posting that leaves out requirements. The answer key says which under `leftOut`, and no longer under
 * `requirements`. Level 0, or a project whose requirements are not known, stays as it is.
 */
export function leaveOut(project: ProjectPackage, level: AmbiguityLevel, seed: string): ProjectPackage {
  const { requirements = [] } = project.answerKey;
  const wanted = level === 0 ? 0 : Math.max(1, Math.round(requirements.length * LEFT_OUT[level]));
  let { description } = project;
  const leftOut: Requirement[] = [];
  for (const requirement of byLot(project, seed)) {
    if (leftOut.length >= wanted) break;
    if (!mayGo(project, requirement)) continue;
    const shorter = without(description, requirement.sentence);
    if (shorter.length < DESCRIPTION_MIN) continue;
    description = shorter;
    leftOut.push(requirement);
  }
  if (leftOut.length === 0) return project;
  // Sentences that overlapped with one that went are gone too.
  const gone = requirements.filter(({ sentence }) => !description.includes(sentence));
  return {
    ...project,
    description,
    ambiguity: level,
    answerKey: {
      ...project.answerKey,
      requirements: requirements.filter((requirement) => !gone.includes(requirement)),
      leftOut: gone,
    },
  };
}
