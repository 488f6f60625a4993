/** One tournament of `arena run`: its folder, its play, its standing. */

import { join } from 'node:path';
import { createBoard } from '../agents/tournament/board.ts';
import { projectListText } from '../agents/tournament/observations/project-list.ts';
import { describeRefusals, humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import { findRun, openRunFolder } from '../agents/tournament/run-folder.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { screenOptions, standingTable } from '../agents/tournament/standing-table.ts';
import { TRIES_FILE, triesText } from '../agents/tournament/tries-file.ts';
import { exportLog } from '../server/log-file.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { practiceLine } from './admitted.ts';
import { withKeptPeople } from './kept-people.ts';
import { placeText } from './place-text.ts';
import { preflight } from './preflight.ts';
import { runFacts } from './run-facts.ts';
import { seatModels } from './seat-models.ts';
import { inputsOf, type RunEnd, type Settings, type ToPlay } from './to-play.ts';

export async function runOne(
  play: ToPlay,
  reviewing: Reviewing,
  { out, consent, models: settings, admission, labels, atOnce = 1 }: Settings,
  signal: AbortSignal,
): Promise<RunEnd> {
  const { packages } = play;
  const { config, roster } = play.loaded;
  const { quiet } = consent;
  // Without --out nobody has named this folder: a run that was here before keeps it.
  const place = { dir: join(out ?? 'runs', config.name), strict: out !== undefined };
  const inputs = await inputsOf(play, reviewing);
  const hasEnded = (await findRun(place, inputs)) === 'ended';
  const loaded = await withKeptPeople(play.loaded, place, inputs);
  const checked = hasEnded ? [] : await preflight(play, settings, consent, signal);
  const facts = await runFacts(loaded, settings, checked);
  const folder = await openRunFolder(place, inputs, { facts, workers: reviewing.workers, atOnce });
  for (const one of checked) await folder.append('preflight.jsonl', one);
  const workshop = await openWorkshop(folder.database, reviewing);
  const { taking, modelOf, places, report } = await seatModels({ ...play, settings, labels }, folder);
  const names = roster.entries.map(({ name }) => name);
  const board = createBoard({ label: config.name, names, places, modelOf, screen: process.stderr, quiet });
  try {
    const ground = workshop.ground(config.corpus.name, packages);
    const human = await humanSideOf(loaded, ground);
    if (loaded.people) await folder.write(TRIES_FILE, triesText(loaded.people));
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
    const notes = `${practiceLine(admission)}${describeRefusals(played)}${board.stops()}${await report(played)}`;
    const text = `\n${config.name}\n${standingTable(standing, screenOptions())}\n${notes}`;
    return { database: folder.database, text, place: placeText(folder) };
  } finally {
    board.end();
    // Also of one that was stopped: only who is killed leaves no end behind.
    await folder.end();
    await workshop.close();
  }
}
