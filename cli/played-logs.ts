/** The logs and the standing that a run gives when it is played once more, in memory, from its manifest, recordings and people. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunRecord } from '../agents/tournament/analysis/run-record.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingJson } from '../agents/tournament/standing-export.ts';
import { readJson, readText } from '../agents/tournament/text-file.ts';
import { exportLog } from '../server/log-file.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { type ReviewRule, reviewRuleSchema } from '../server/protocol/arena/rubric.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { openRoomFor } from './model-room.ts';
import { seatRoles } from './seated-roles.ts';

interface Played {
  readonly record: RunRecord;
  readonly packages: readonly ProjectPackage[];
  /** A table of prices; not said: the one that comes with the arena. */
  readonly prices: string | undefined;
  /** An empty folder for the logs. */
  readonly into: string;
  readonly signal: AbortSignal;
}

const ruleSchema = z.object({ rule: reviewRuleSchema });

/** The rule that was in force for a judge; the tests alone where there was none. */
async function ruleOnRecord(dir: string): Promise<ReviewRule> {
  const file = join(dir, 'judge-rule.json');
  return existsSync(file) ? ruleSchema.parse(await readJson(file)).rule : 'tests_only';
}

export interface PlayedOnceMore {
  /** Texts by market. */
  readonly logs: ReadonlyMap<string, string>;
  /** As `standing.json` has it. */
  readonly standing: string;
}

export async function playedLogs(
  { record, packages, prices, into, signal }: Played,
  reviewing: Reviewing,
): Promise<PlayedOnceMore> {
  const { config, roster } = record;
  const workshop = await openWorkshop(null, reviewing);
  try {
    const ground = workshop.ground(config.corpus.name, packages);
    const settings = { prices, replay: join(record.dir, 'model-calls.jsonl') };
    const models = await openRoomFor(modelsOfTournament(config, roster), null, settings);
    const rule = await ruleOnRecord(record.dir);
    const taking =
      models === undefined
        ? {}
        : { models, roles: seatRoles(models, { asked: config, rule, projects: packages, dir: null }).roles };
    const played = await runTournament({ config, roster, ground, signal, onProgress: () => undefined, ...taking });
    const logs = new Map<string, string>();
    for (const { marketId } of played) {
      const file = join(into, `${marketId}.ndjson`);
      await exportLog(workshop.store, marketId, file);
      logs.set(marketId, await readText(file));
    }
    const loaded = { config, roster, folder: record.dir, people: record.people };
    const human = await humanSideOf(loaded, ground);
    return { logs, standing: standingJson(standingOfRun(loaded, ground, played, human)) };
  } finally {
    await workshop.close();
  }
}
