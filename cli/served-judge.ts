/** What a server refuses about the judge that somebody asks for, and how it names the places of models. */

import type { TournamentConfig } from '../agents/tournament/config.ts';
import { familyRefusal } from '../agents/tournament/judging.ts';
import { nameFault } from '../agents/tournament/model-roles.ts';
import type { Roster } from '../agents/tournament/roster.ts';

/** Where in what was asked for a model stands. */
export const placeOf = (name: string): string => (name.startsWith('/') ? name.slice(1) : `roster: ${name}`);

/** In words, or null. */
export function judgeFaultOf({ judge }: TournamentConfig, roster: Roster): string | null {
  const name = nameFault(roster);
  if (name !== null) return `roster: ${name}`;
  if (judge === undefined) return null;
  if (judge.fitness !== null) return 'judge.fitness: a report that a judge is fit is for `arena run` to read';
  if (judge.rule !== 'tests_only')
    return 'judge_unproven: judge.rule: a server reads no report that a judge is fit: say tests_only, or play it with `arena run`';
  return familyRefusal(judge, roster);
}
