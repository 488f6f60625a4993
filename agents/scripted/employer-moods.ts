/** What an employer does beside the rules: falls silent, or asks for more than was posted. Drawn once for each project. */

import { chance } from '../../server/kernel/prng.ts';
import type { Action } from '../agent.ts';
import type { Observation, ObservedProject } from '../observation.ts';
import { projectKey } from './bid-range.ts';

export interface EmployerMoods {
  /** Share of the projects whose employer falls silent once the money lies in escrow: no answer, no release, no review. */
  readonly ghosting: number;
  /** Share of the projects whose employer asks for one more thing after the award. */
  readonly scopeChange: number;
}

export const STEADY: EmployerMoods = { ghosting: 0, scopeChange: 0 };

/** None of these is in any posting, and no case tests them: they cost an attempt, not a requirement. */
const WISHES = [
  'One more thing: could the program also say in a comment at the top how it is used? Please hand it in once more with that.',
  'I forgot to mention that a colleague has to read this later. Please give the names more sense and hand it in again.',
  'Sorry, one addition that was not in the posting: we need our department named in the first line. A comment will do.',
  'Before I pay: please split the work into smaller functions. That was not in the text, but it is important to us.',
];

function drawn(seed: string, mood: string, project: ObservedProject): number {
  return chance(seed, 'mood', mood, projectKey(project)).unit();
}

/** Whether nothing more is heard of the employer of this project. */
export function isSilent({ ghosting }: EmployerMoods, seed: string, project: ObservedProject): boolean {
  if (ghosting === 0 || project.milestones.length === 0) return false;
  return drawn(seed, 'silent', project) < ghosting;
}

/** The further wish of this project's employer, or null. */
export function wishOf({ scopeChange }: EmployerMoods, seed: string, project: ObservedProject): string | null {
  if (scopeChange === 0 || drawn(seed, 'wish', project) >= scopeChange) return null;
  return chance(seed, 'mood', 'which wish', projectKey(project)).pick(WISHES);
}

/** Tells the freelancer about the wish, at the moment the escrow is made. */
export function tellWish({ projectId, award }: ObservedProject, wish: string | null): Action[] {
  if (wish === null || award === null) return [];
  return [{ kind: 'message', key: `wish/${projectId}`, projectId, toId: award.freelancerId, text: wish }];
}

/** The wish as a revision of the first delivery that passed, where the market still allows one; else nothing. */
export function insistOnWish({ policy, now }: Observation, project: ObservedProject, wish: string | null): Action[] {
  const { award, deliveries } = project;
  const [first] = deliveries;
  const attempts = policy?.limits.deliveriesPerAward ?? 1;
  const inTime = award !== null && award.deliverBy !== null && now < award.deliverBy;
  if (wish === null || !inTime || deliveries.length !== 1 || attempts < 2 || first?.status !== 'passed') return [];
  return [{ kind: 'ask_revision', key: `insist/${first.deliveryId}`, deliveryId: first.deliveryId, text: wish }];
}
