/** Simulated freelancers over a whole corpus, the study's in the long run: their intervals cover the published rates, and verdicts are what was drawn. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig, type TournamentConfig } from '../../agents/tournament/config.ts';
import { prepareDeliveries, projectsOf } from '../../agents/tournament/prepare.ts';
import { isPlayed, type PlayedEntry, type Roster, rosterSchema } from '../../agents/tournament/roster.ts';
import { runTournament } from '../../agents/tournament/runner.ts';
import { wilsonInterval } from '../../agents/tournament/statistics/wilson.ts';
import { readYaml } from '../../agents/tournament/yaml-file.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { assert, known } from '../../server/kernel/assert.ts';
import { contentHash, type ProjectId } from '../../server/kernel/id.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { Ground, GroundMarket } from '../../server/protocol/arena/ground.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import { openWorkshop, startReviewing } from '../../server/workshop.ts';
import { ROOT } from '../helpers/source-files.ts';

const SEEDS = Number(process.env.ARENA_CALIBRATION_SEEDS ?? 50);
const PLAYED = Number(process.env.ARENA_CALIBRATION_PROJECTS ?? 5);
/** Of 200 intervals of 95 %, 190 are expected to cover; 180 is more than three standard errors below. */
const COVERED_LEAST = 0.9;

const CORPUS = process.env.ARENA_CALIBRATION_CORPUS === 'study' ? 'study' : 'starter';
const packages = buildCorpus(CORPUS, `${CORPUS}-1`);
const roster: Roster = rosterSchema.parse((await readYaml(join(ROOT, 'seeds/rosters/study.yaml'))).value);

function configOf(seed: string, limit?: number): TournamentConfig {
  const parsed = parseConfig({ name: 'calibration', seed, protocol: 'solo', corpus: { name: CORPUS, limit } });
  if (!parsed.ok) throw new Error('the configuration of this test is wrong');
  return parsed.config;
}

const agentsSeed = (config: TournamentConfig): string => keyedHash(config.seed, 'agents');

/** Which projects the set-up lets a freelancer pass, by slug: the draw itself, without a store or a sandbox. */
async function drawnOf(config: TournamentConfig, ground: Ground, entry: PlayedEntry): Promise<Map<string, boolean>> {
  const drawn = new Map<string, boolean>();
  const market = {
    prepare: ({ slug, kind }: { slug: string; kind: string }) => {
      drawn.set(slug, kind === 'reference');
      return Promise.resolve({ filesHash: contentHash('0'.repeat(64)), bytes: 0 });
    },
  } as unknown as GroundMarket;
  const policy = ground.policy({ limits: { deliveriesPerAward: 1 } });
  await prepareDeliveries({ config, ground }, policy, market, entry, agentsSeed(config), roster);
  return drawn;
}

test(`over ${SEEDS} seeds the 95 % interval of every simulated freelancer covers its rate nine times in ten`, async () => {
  const reviewing = await startReviewing({ workers: 1, cache: false });
  const workshop = await openWorkshop(null, reviewing);
  try {
    const ground = workshop.ground(CORPUS, packages);
    const counts = new Set<number>();
    for (const entry of roster.entries.filter(isPlayed)) {
      let covered = 0;
      for (let seed = 0; seed < SEEDS; seed += 1) {
        const results = [...(await drawnOf(configOf(`calibration ${seed}`), ground, entry)).values()];
        const passed = results.filter(Boolean).length;
        counts.add(passed);
        const { low, high } = known(wilsonInterval(passed, results.length), 'interval');
        if (low <= entry.successRate && entry.successRate <= high) covered += 1;
      }
      expect(covered / SEEDS, `${entry.name}: covered ${covered} of ${SEEDS}`).toBeGreaterThanOrEqual(COVERED_LEAST);
    }
    // A quota would give every seed the same count.
    expect(counts.size).toBeGreaterThan(roster.entries.length);
  } finally {
    await workshop.close();
    await reviewing.close();
  }
});

test('what the reviewer finds is what was drawn, project by project', async () => {
  const reviewing = await startReviewing({ workers: 2, cache: false });
  try {
    for (const seed of ['first', 'second']) {
      const config = configOf(seed, PLAYED);
      const workshop = await openWorkshop(null, reviewing);
      const ground = workshop.ground(CORPUS, packages);
      const signal = new AbortController().signal;
      const played = await runTournament({ config, roster, ground, signal, onProgress: () => {} });
      const slugOf = new Map(projectsOf({ config, ground }).map(({ acceptanceHash, slug }) => [acceptanceHash, slug]));
      for (const { events, freelancers } of played) {
        const { entry } = known(freelancers[0], 'a freelancer');
        assert(isPlayed(entry), 'the roster of the study is simulated');
        const drawn = await drawnOf(config, ground, entry);
        const slugs = new Map<ProjectId, string>();
        const found = new Map<string, boolean>();
        for (const { event } of events as readonly { readonly event: MarketEvent }[]) {
          if (event.type === 'ProjectPosted')
            slugs.set(event.projectId, slugOf.get(event.posting.acceptanceHash) ?? '');
          if (event.type === 'VerdictRecorded') found.set(slugs.get(event.projectId) ?? '', event.status === 'passed');
        }
        expect(found.size).toBe(PLAYED);
        expect(found, `${entry.name}, seed ${seed}`).toEqual(drawn);
      }
      await workshop.close();
    }
  } finally {
    await reviewing.close();
  }
});
