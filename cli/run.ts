/** `arena run FILE…`: plays tournaments, each into a folder of its own, and prints their standings. */

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { type LoadedTournament, loadTournament } from '../agents/tournament/load.ts';
import { createProgress } from '../agents/tournament/progress.ts';
import { describeRefusals, humanSideOf, standingOfRun } from '../agents/tournament/result.ts';
import { openRunFolder } from '../agents/tournament/run-folder.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { standingCsv, standingJson } from '../agents/tournament/standing-export.ts';
import { screenOptions, standingTable } from '../agents/tournament/standing-table.ts';
import { buildCorpus, isCorpusName } from '../seeds/corpus.ts';
import { corpusHashOf } from '../server/ground.ts';
import { assert } from '../server/kernel/assert.ts';
import { exportLog } from '../server/log-file.ts';
import { openWorkshop, type Reviewing, startReviewing } from '../server/workshop.ts';
import { checkConfig, checkNamesDiffer } from './check-config.ts';

const STUDY = ['study-solo', 'study-auction'].map((name) =>
  fileURLToPath(new URL(`../seeds/tournaments/${name}.yaml`, import.meta.url)),
);

const OPTIONS = {
  out: { type: 'string' },
  workers: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  'no-serve': { type: 'boolean', default: false }, // nothing is served; scripts may say so
} as const;

type Settings = { readonly out: string | undefined; readonly quiet: boolean };

async function runOne(loaded: LoadedTournament, reviewing: Reviewing, { out, quiet }: Settings, signal: AbortSignal) {
  const { config, roster } = loaded;
  const { name: corpus, seed } = config.corpus;
  assert(isCorpusName(corpus), `no corpus ${corpus}`);
  const packages = buildCorpus(corpus, seed);
  const { imageHash: sandboxImage } = reviewing.sandbox;
  // Without --out nobody has named this folder: a run that was here before keeps it.
  const place = { dir: join(out ?? 'runs', config.name), strict: out !== undefined };
  const folder = await openRunFolder(place, { config, roster, corpusHash: corpusHashOf(packages), sandboxImage });
  const workshop = await openWorkshop(folder.database, reviewing);
  const progress = createProgress(config.name);
  try {
    const ground = workshop.ground(corpus, packages);
    const human = await humanSideOf(loaded, ground);
    if (folder.resumed && !quiet) process.stderr.write(`${config.name}: going on with the run in ${folder.dir}\n`);
    const played = await runTournament({ config, roster, ground, signal, onProgress: progress.at });
    progress.end();
    const standing = standingOfRun(loaded, played, human);
    await folder.write('standing.json', standingJson(standing));
    await folder.write('standing.csv', standingCsv(standing));
    for (const { marketId } of played)
      await exportLog(workshop.store, marketId, join(folder.logs, `${marketId}.ndjson`));
    process.stdout.write(`\n${config.name}\n${standingTable(standing, screenOptions())}\n${describeRefusals(played)}`);
    if (!quiet) process.stdout.write(`In ${folder.dir}: standing.json, standing.csv, log/, market.db, manifest.json\n`);
  } finally {
    progress.end();
    await workshop.close();
  }
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const workers = Number(values.workers ?? availableParallelism());
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) throw new InputError('--workers: 1 to 64', 64);
  const files = positionals.length > 0 ? positionals : STUDY;
  // Every file is read before the first is played: a slip in the last should not cost the time of all others.
  const loaded = await Promise.all(files.map((file) => loadTournament(file, checkConfig)));
  checkNamesDiffer(loaded);
  const reviewing = await startReviewing({ workers, cache: true });
  try {
    for (const one of loaded) await runOne(one, reviewing, { out: values.out, quiet: values.quiet }, signal);
  } finally {
    await reviewing.close();
  }
  return 0;
}
