/** One tournament of `arena run`: its folder, its play, its standing. */

import { join } from 'node:path';
import { createBoard } from '../agents/tournament/board.ts';
import type { LoadedTournament } from '../agents/tournament/load.ts';
import { projectListText } from '../agents/tournament/observations/project-list.ts';
import { describeRefusals, humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import { findRun, openRunFolder } from '../agents/tournament/run-folder.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { screenOptions, standingTable } from '../agents/tournament/standing-table.ts';
import { corpusHashOf } from '../server/ground.ts';
import { exportLog } from '../server/log-file.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { type AdmissionMark, practiceLine } from './admitted.ts';
import type { Consent } from './consent.ts';
import type { ModelSettings } from './model-room.ts';
import { placeText } from './place-text.ts';
import { preflight } from './preflight.ts';
import { seatModels } from './seat-models.ts';

export interface Settings {
  readonly out: string | undefined;
  readonly consent: Consent;
  readonly admission: AdmissionMark;
  readonly models: ModelSettings;
  readonly labels: string | undefined;
}

export interface ToPlay {
  readonly loaded: LoadedTournament;
  readonly packages: readonly ProjectPackage[];
}

/** Gives the database of the run. */
export async function runOne(
  play: ToPlay,
  reviewing: Reviewing,
  { out, consent, models: settings, admission, labels }: Settings,
  signal: AbortSignal,
): Promise<string> {
  const { loaded, packages } = play;
  const { config, roster } = loaded;
  const { quiet } = consent;
  // Without --out nobody has named this folder: a run that was here before keeps it.
  const place = { dir: join(out ?? 'runs', config.name), strict: out !== undefined };
  const inputs = { config, roster, corpusHash: corpusHashOf(packages), sandboxImage: reviewing.imageHash };
  const hasEnded = (await findRun(place, inputs)) === 'ended';
  const checked = hasEnded ? [] : await preflight(play, settings, consent, signal);
  const folder = await openRunFolder(place, inputs);
  for (const one of checked) await folder.append('preflight.jsonl', one);
  const workshop = await openWorkshop(folder.database, reviewing);
  const { taking, modelOf, places, report } = await seatModels({ ...play, settings, labels }, folder);
  const names = roster.entries.map(({ name }) => name);
  const board = createBoard({ label: config.name, names, places, modelOf, screen: process.stderr, quiet });
  try {
    const ground = workshop.ground(config.corpus.name, packages);
    const human = await humanSideOf(loaded, ground);
    if (folder.resumed && !quiet) process.stderr.write(`${config.name}: going on with the run in ${folder.dir}\n`);
    await folder.write('projects.json', projectListText(ground.projects, ground.honeypots));
    const run = { config, roster, ground, signal, onProgress: board.at, onEvent: board.event, onStop: board.stopped };
    const played = await runTournament({ ...run, ...taking });
    board.end();
    const standing = standingOfRun(loaded, ground, played, human);
    await folder.write('admission.json', `${JSON.stringify(admission)}\n`);
    for (const { marketId } of played)
      await exportLog(workshop.store, marketId, join(folder.logs, `${marketId}.ndjson`));
    await folder.write('standing.csv', standingCsv(standing));
    await folder.write('standing.json', standingJson(standing));
    process.stdout.write(
      `\n${config.name}\n${standingTable(standing, screenOptions())}\n${practiceLine(admission)}${describeRefusals(played)}${board.stops()}${await report(played)}`,
    );
    if (!quiet) process.stdout.write(placeText(folder));
    return folder.database;
  } finally {
    board.end();
    await workshop.close();
  }
}
