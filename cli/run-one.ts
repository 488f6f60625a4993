/** One tournament of `arena run`: its folder, its play, its standing. */

import { join } from 'node:path';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { projectListText } from '../agents/tournament/observations/project-list.ts';
import { createProgress } from '../agents/tournament/progress.ts';
import { describeRefusals, humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import { openRunFolder } from '../agents/tournament/run-folder.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { screenOptions, standingTable } from '../agents/tournament/standing-table.ts';
import { corpusHashOf } from '../server/ground.ts';
import { exportLog } from '../server/log-file.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { type AdmissionMark, practiceLine } from './admitted.ts';
import { type ModelSettings, openModelRoom } from './model-room.ts';

export interface Settings {
  readonly out: string | undefined;
  readonly quiet: boolean;
  readonly admission: AdmissionMark;
  readonly models: ModelSettings;
}

export interface ToPlay {
  readonly loaded: LoadedTournament;
  readonly packages: readonly ProjectPackage[];
}

export async function runOne(
  { loaded, packages }: ToPlay,
  reviewing: Reviewing,
  { out, quiet, models: settings, admission }: Settings,
  signal: AbortSignal,
): Promise<void> {
  const { config, roster } = loaded;
  const { imageHash: sandboxImage } = reviewing;
  // Without --out nobody has named this folder: a run that was here before keeps it.
  const place = { dir: join(out ?? 'runs', config.name), strict: out !== undefined };
  const folder = await openRunFolder(place, { config, roster, corpusHash: corpusHashOf(packages), sandboxImage });
  const workshop = await openWorkshop(folder.database, reviewing);
  const progress = createProgress(config.name);
  try {
    const ground = workshop.ground(config.corpus.name, packages);
    const human = await humanSideOf(loaded, ground);
    if (folder.resumed && !quiet) process.stderr.write(`${config.name}: going on with the run in ${folder.dir}\n`);
    await folder.write('projects.json', projectListText(ground.projects));
    const models = await openModelRoom(roster, folder.dir, settings);
    const run = { config, roster, ground, signal, onProgress: progress.at };
    const played = await runTournament(models === undefined ? run : { ...run, models });
    progress.end();
    const standing = standingOfRun(loaded, ground, played, human);
    await folder.write('admission.json', `${JSON.stringify(admission)}\n`);
    await folder.write('standing.json', standingJson(standing));
    await folder.write('standing.csv', standingCsv(standing));
    for (const { marketId } of played)
      await exportLog(workshop.store, marketId, join(folder.logs, `${marketId}.ndjson`));
    process.stdout.write(
      `\n${config.name}\n${standingTable(standing, screenOptions())}\n${practiceLine(admission)}${describeRefusals(played)}`,
    );
    if (!quiet) process.stdout.write(`In ${folder.dir}: standing.json, standing.csv, log/, market.db, manifest.json\n`);
  } finally {
    progress.end();
    await workshop.close();
  }
}
