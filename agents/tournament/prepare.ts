/** Set-up of a simulated freelancer: draws which attempts will pass, and has the programs for them put ready. */

import type { ContentHash } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { Ground, GroundMarket, PostableProject, PreparedDelivery } from '../../server/protocol/arena/ground.ts';
import type { Policy } from '../../server/protocol/arena/wire.ts';
import { calibrateSkill, type Skill, willPass } from '../simulated/skill.ts';
import { programFor } from './adversary-for.ts';
import type { TournamentConfig } from './config.ts';
import type { PlayedEntry, Roster } from './roster.ts';

/** The projects that figures are about, in the corpus's order. */
export function measuredProjects({ config, ground }: CorpusChoice): readonly PostableProject[] {
  const honest = ground.projects.filter(({ acceptanceHash }) => !ground.honeypots.has(acceptanceHash));
  return honest.slice(0, config.corpus.limit ?? honest.length);
}

/** All that are posted: honeypots stand among the others, at places that the seed draws. */
export function projectsOf({ config, ground }: CorpusChoice): readonly PostableProject[] {
  const posted = [...measuredProjects({ config, ground })];
  const honeypots = ground.projects.filter(({ acceptanceHash }) => ground.honeypots.has(acceptanceHash));
  for (const one of honeypots.slice(0, config.honeypots)) {
    posted.splice(chance(config.seed, 'place of a honeypot', one.slug).below(posted.length + 1), 0, one);
  }
  return posted;
}

/** Names of works in draws, for those whose answer key's name is another. */
export function drawKeysOf(projects: readonly PostableProject[]): ReadonlyMap<ContentHash, string> {
  return new Map(
    projects.flatMap(({ acceptanceHash, drawKey }) => (drawKey === undefined ? [] : [[acceptanceHash, drawKey]])),
  );
}

/** Which corpus, and how much of it. */
export interface CorpusChoice {
  readonly config: TournamentConfig;
  readonly ground: Ground;
}

export interface PreparedDeliveries {
  readonly prepared: (acceptanceHash: ContentHash, attempt: number, round: number) => PreparedDelivery | null;
  /** The freelancer's own estimate of passing: the skill model's chance, in basis points. */
  readonly confidenceBps: (acceptanceHash: ContentHash) => number | null;
}

/**
 * Puts a program ready for every attempt at every project. Whether it is right or wrong is drawn here, by skill; what it scores
 * is for the reviewer to find out. The freelancer gets hashes only.
 */
export async function prepareDeliveries(
  choice: CorpusChoice,
  policy: Policy,
  market: GroundMarket,
  entry: PlayedEntry,
  seed: string,
  roster: Roster,
): Promise<PreparedDeliveries> {
  const { config } = choice;
  const solution = config.solutions === 'reference' ? 'reference' : 'correct';
  const ownHand = config.solutions === 'own';
  const sized = measuredProjects(choice).map(({ slug, estimatedMinutes }) => ({ key: slug, estimatedMinutes }));
  const skillOf = ({ successRate }: PlayedEntry): Skill => calibrateSkill(successRate, sized);
  const own = skillOf(entry);
  // A honeypot is no part of the corpus that a skill is about: whoever tries it is as sure of it as of the rest.
  const chanceAt = ({ chances }: Skill, { successRate }: PlayedEntry, slug: string): number =>
    chances.get(slug) ?? successRate;
  const ready = new Map<string, PreparedDelivery>();
  const confidence = new Map<ContentHash, number>();
  for (const { slug, acceptanceHash } of projectsOf(choice)) {
    confidence.set(acceptanceHash, Math.round(chanceAt(own, entry, slug) * 10_000));
    for (let round = 1; round <= config.rounds; round += 1) {
      for (let attempt = 1; attempt <= policy.limits.deliveriesPerAward; attempt += 1) {
        const passes = (who: PlayedEntry, drawn: string): boolean => {
          const skill = who === entry ? own : skillOf(who);
          const at = new Map([[slug, chanceAt(skill, who, slug)]]);
          return willPass({ ...skill, chances: at }, { seed, name: drawn, project: slug, round, attempt });
        };
        const program = programFor(entry, roster, { seed, slug, round, attempt, passes, solution, ownHand });
        if (program === null) continue;
        const delivery = await market.prepare({ slug, holder: entry.name, ...program });
        ready.set(`${acceptanceHash}/${attempt}/${round}`, delivery);
      }
    }
  }
  return {
    prepared: (acceptanceHash, attempt, round) => ready.get(`${acceptanceHash}/${attempt}/${round}`) ?? null,
    confidenceBps: (acceptanceHash) => confidence.get(acceptanceHash) ?? null,
  };
}
