/** A project as a tournament posts it: with as much left out as its ambiguity asks for. */

import type { TournamentConfig } from '../agents/tournament/config.ts';
import { leaveOut } from '../agents/writer/ambiguity.ts';
import { acceptanceHashOf } from '../server/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';

/** With a posting that says less. For chance it stays the same work: levels of ambiguity differ in what is said alone. */
export function saying(
  project: ProjectPackage,
  { ambiguity, seed }: Pick<TournamentConfig['corpus'], 'ambiguity' | 'seed'>,
): ProjectPackage {
  const shorter = leaveOut(project, ambiguity, seed);
  return shorter === project ? project : { ...shorter, drawnAs: acceptanceHashOf(project) };
}
