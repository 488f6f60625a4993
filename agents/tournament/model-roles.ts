/** The places beside the freelancers that a tournament gives to language models: which they are, and what contradicts itself. */

import { ROLE_NAMES, roleEntry } from '../llm/role-entry.ts';
import type { ModelEntry } from '../llm/roster-entry.ts';
import type { TournamentConfig } from './config.ts';
import type { Problem } from './problem.ts';
import type { Roster } from './roster.ts';

/** What of a tournament's file says who employs and who judges. */
export type RolesAsked = Pick<TournamentConfig, 'awardRule' | 'employer' | 'judge' | 'seed'>;

/** As the models of a roster are told: one entry for each place that a model has. */
export function modelsInRoles({ employer, judge }: Pick<RolesAsked, 'employer' | 'judge'>): ModelEntry[] {
  const use = judge?.model ?? null;
  return [
    ...(employer.model === undefined ? [] : [roleEntry('employer', employer.model)]),
    ...(use === null ? [] : [roleEntry('judge', use)]),
  ];
}

/** Every model that a tournament asks: those of the roster, and those in the other places. */
export function modelsOfTournament(config: Pick<RolesAsked, 'employer' | 'judge'>, { entries }: Roster): ModelEntry[] {
  const freelancers = entries.filter((entry): entry is ModelEntry => entry.kind === 'model');
  return [...freelancers, ...modelsInRoles(config)];
}

/** Who is called as a place is would be charged with what that place's model costs. In words, or null. */
export function nameFault({ entries }: Roster): string | null {
  const places = new Set<string>(Object.values(ROLE_NAMES));
  const taken = entries.find(({ name }) => places.has(name));
  return taken === undefined ? null : `nobody can be called ${taken.name}, which is a place of the arena's`;
}

/** Contradictions that no single field shows. */
export function roleContradictions({ awardRule, employer, employers, judge, market }: TournamentConfig): Problem[] {
  const wrong: Problem[] = [];
  const say = (path: Problem['path'], text: string): unknown => wrong.push({ path, text });
  const { model, release } = employer;
  if (model === undefined && awardRule === 'model') say(['awardRule'], 'needs employer.model');
  if (model === undefined && release !== undefined) say(['employer', 'release'], 'needs employer.model');
  if (release === 'model' && market.settlement !== 'employer')
    say(['employer', 'release'], 'under settlement verdict the verdict pays: set market.settlement to employer');
  const moody = (['ghosting', 'scopeChange'] as const).find((mood) => employer[mood] > 0);
  if (model !== undefined && moody !== undefined)
    say(['employer', moody], 'is what a scripted employer does: a model decides by itself');
  if (model !== undefined && employers.length > 0)
    say(['employers'], 'are scripted: leave them out, or employer.model');
  if (judge !== undefined && judge.model === null) say(['judge', 'model'], 'is missing');
  return wrong;
}
