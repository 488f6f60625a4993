/** Who employs in the markets of a tournament, and who of them posts what, when: dealt by the seed. */

import { MINUTE_MS, type Millis, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { type ParticipantId, participantId } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { Agent } from '../agent.ts';
import { createEmployer, type ScheduledProject } from '../scripted/employer.ts';
import { agentSeed, type TournamentConfig } from './config.ts';
import { InputError } from './input-error.ts';
import { EMPLOYER, FIRST_FREELANCER } from './places.ts';
import { type CorpusChoice, projectsOf } from './prepare.ts';
import { isPlayed, type RosterEntry } from './roster.ts';

export interface SeatedEmployer {
  readonly name: string;
  /** Its number among the participants. */
  readonly place: number;
  readonly projects: readonly ScheduledProject[];
}

/** The first sits where a single one would, the others behind the freelancers: nobody else's number depends on how many there are. */
export function employerPlace(index: number, freelancers: number): number {
  return index === 0 ? EMPLOYER : FIRST_FREELANCER + freelancers + index - 1;
}

/** Without names in the file there is one employer. */
export function employerNames({ employers }: TournamentConfig): readonly string[] {
  return employers.length === 0 ? ['Employer'] : employers.map(({ name }) => name);
}

/** All postings, in order of time. */
export function scheduleOf(choice: CorpusChoice, from: Millis = VIRTUAL_EPOCH_MS): ScheduledProject[] {
  const projects = projectsOf(choice);
  const gap = choice.config.minutesBetweenPosts * MINUTE_MS;
  const schedule: ScheduledProject[] = [];
  for (let round = 0; round < choice.config.rounds; round += 1) {
    for (const project of projects) schedule.push({ project, at: from + schedule.length * gap });
  }
  return schedule;
}

/** A project that is posted again is posted by the same employer. */
export function employersOf(
  choice: CorpusChoice,
  freelancers: number,
  from: Millis = VIRTUAL_EPOCH_MS,
): readonly SeatedEmployer[] {
  const { config } = choice;
  const names = employerNames(config);
  const slugs = projectsOf(choice).map(({ slug }) => slug);
  const shuffled = chance(agentSeed(config), 'dealt to employers').shuffle(slugs);
  const dealt = new Map(shuffled.map((slug, place) => [slug, place % names.length]));
  const schedule = scheduleOf(choice, from);
  return names.map((name, index) => {
    const mechanism = config.employers[index]?.mechanism ?? null;
    const projects = schedule.filter(({ project }) => dealt.get(project.slug) === index);
    return {
      name,
      place: employerPlace(index, freelancers),
      projects: projects.map((one) => ({ ...one, mechanism })),
    };
  });
}

/** Second accounts of this employer in the market: it never awards them anything. */
function shillsOf(name: string, entries: readonly RosterEntry[]): Set<ParticipantId> {
  return new Set(
    entries.flatMap((entry, index) => {
      const adversary = isPlayed(entry) ? entry.adversary : undefined;
      const isOwn = adversary?.kind === 'shill' && adversary.employer === name;
      return isOwn ? [participantId(FIRST_FREELANCER + index)] : [];
    }),
  );
}

export function scriptedEmployer(
  { name, projects }: SeatedEmployer,
  config: TournamentConfig,
  entries: readonly RosterEntry[],
): Agent {
  const { awardRule, employer, employers } = config;
  if (awardRule === 'model') throw new InputError('employer: language models do not take part here');
  const ghosting = employers.find((one) => one.name === name)?.ghosting ?? 0;
  const moods = { scopeChange: employer.scopeChange, ghosting: Math.max(employer.ghosting, ghosting) };
  return createEmployer({
    name,
    // Moods of several employers must not be one draw.
    seed: employers.length === 0 ? agentSeed(config) : `${agentSeed(config)}/${name}`,
    projects,
    awardRule,
    moods,
    avoids: shillsOf(name, entries),
  });
}
