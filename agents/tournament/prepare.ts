/** Set-up of a simulated freelancer: draws which attempts will pass, and has the programs for them put ready. */

import type { ContentHash } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { Ground, GroundMarket, PostableProject, PreparedDelivery } from '../../server/protocol/arena/ground.ts';
import type { Policy } from '../../server/protocol/arena/wire.ts';
import { calibrateSkill, willPass } from '../simulated/skill.ts';
import type { TournamentConfig } from './config.ts';
import type { PlayedEntry } from './roster.ts';

/** The projects of the run, in the corpus's order. */
export function projectsOf({ config, ground }: CorpusChoice): readonly PostableProject[] {
  return ground.projects.slice(0, config.corpus.limit ?? ground.projects.length);
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
 * Puts a program ready for every attempt at every project. Whether it is the reference or a wrong one is drawn here, by
 * skill; what it scores is for the reviewer to find out. The freelancer gets hashes only.
 */
export async function prepareDeliveries(
  { config, ground }: CorpusChoice,
  policy: Policy,
  market: GroundMarket,
  { name, successRate }: PlayedEntry,
  seed: string,
): Promise<PreparedDeliveries> {
  const projects = projectsOf({ config, ground });
  const skill = calibrateSkill(
    successRate,
    projects.map(({ slug, estimatedMinutes }) => ({ key: slug, estimatedMinutes })),
  );
  const ready = new Map<string, PreparedDelivery>();
  const chances = new Map<ContentHash, number>();
  for (const { slug, acceptanceHash } of projects) {
    chances.set(acceptanceHash, Math.round((skill.chances.get(slug) ?? 0) * 10_000));
    for (let round = 1; round <= config.rounds; round += 1) {
      for (let attempt = 1; attempt <= policy.limits.deliveriesPerAward; attempt += 1) {
        const passes = willPass(skill, { seed, name, project: slug, round, attempt });
        const mistake = chance(seed, 'mistake', name, slug, round, attempt).unit();
        const kind = passes ? 'reference' : 'wrong';
        const delivery = await market.prepare({ slug, kind, draw: mistake, holder: name });
        ready.set(`${acceptanceHash}/${attempt}/${round}`, delivery);
      }
    }
  }
  return {
    prepared: (acceptanceHash, attempt, round) => ready.get(`${acceptanceHash}/${attempt}/${round}`) ?? null,
    confidenceBps: (acceptanceHash) => chances.get(acceptanceHash) ?? null,
  };
}
