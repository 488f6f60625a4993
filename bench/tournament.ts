/** Whole tournaments as `arena run` plays them: how long they take, and how much of it is not the deliveries' own time. */

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../agents/tournament/input-error.ts';
import { type LoadedTournament, loadTournament } from '../agents/tournament/load.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { buildCorpus, isCorpusName } from '../seeds/corpus.ts';
import { openWorkshop, startReviewing } from '../server/workshop.ts';
import { type Bench, type Figure, spreadOf, wallMsOf } from './harness.ts';

const TOURNAMENTS = fileURLToPath(new URL('../seeds/tournaments/', import.meta.url));
const RUNS = 3;
const TARGET_OUTSIDE = 25;

interface Played {
  readonly wallMs: number;
  readonly runCount: number;
  /** Share of the workers' time in which no delivery was being restored or run, in per cent. */
  readonly outside: number;
}

/** Plays one tournament from nothing in a file of its own; the verdict cache is off, so every delivery is run. */
async function playOnce({ config, roster }: LoadedTournament, workers: number, signal: AbortSignal): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const { name: corpus, seed } = config.corpus;
  if (!isCorpusName(corpus)) throw new InputError(`${config.name}: there is no corpus "${corpus}"`);
  const packages = buildCorpus(corpus, seed);
  const reviewing = await startReviewing({ workers, cache: false });
  const workshop = await openWorkshop(join(folder, 'market.db'), reviewing);
  try {
    const ground = workshop.ground(corpus, packages);
    const before = reviewing.meter();
    const wallMs = await wallMsOf(() => runTournament({ config, roster, ground, signal, onProgress: () => {} }));
    const { runs, runMs } = reviewing.meter();
    const busyMs = runMs - before.runMs;
    return { wallMs, runCount: runs - before.runs, outside: 100 * (1 - busyMs / (workers * wallMs)) };
  } finally {
    await workshop.close();
    await reviewing.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figuresOf(name: string, played: readonly Played[]): Figure[] {
  const outside = spreadOf(played.map((one) => one.outside));
  return [
    {
      figure: `${name}, ${played[0]?.runCount.toLocaleString('en-US')} runs of deliveries`,
      unit: 's',
      ...spreadOf(played.map(({ wallMs }) => wallMs / 1_000)),
      runs: played.length,
      ratio: null,
      target: null,
      met: null,
    },
    {
      figure: `${name}, outside those runs`,
      unit: '%',
      ...outside,
      runs: played.length,
      ratio: null,
      target: `below ${TARGET_OUTSIDE} % of the workers' time`,
      met: outside.median < TARGET_OUTSIDE,
    },
  ];
}

export const bench: Bench = async ({ quick, signal }) => {
  const workers = availableParallelism();
  // The full study takes minutes, and has a bench of its own; what models take is their providers' time.
  const files = readdirSync(TOURNAMENTS).filter((name) => name.endsWith('.yaml') && name !== 'study-full.yaml');
  const all = await Promise.all(files.sort().map((file) => loadTournament(join(TOURNAMENTS, file))));
  const playable = all.filter(({ config, roster }) => modelsOfTournament(config, roster).length === 0);
  const figures: Figure[] = [];
  for (const loaded of playable.slice(0, quick ? 1 : playable.length)) {
    const played: Played[] = [];
    for (let run = 0; run < (quick ? 1 : RUNS); run += 1) played.push(await playOnce(loaded, workers, signal));
    figures.push(...figuresOf(loaded.config.name, played));
  }
  return {
    name: 'tournament',
    figures,
    notes: [
      `${workers} workers, a SQLite file, verdict cache off. Opening the workshop and building the corpus do not count.`,
      "Outside: 1 - (sum of the runs' own wall time, restoring included) / (workers x wall time of the tournament): rules, store, agents, comparing, pipes, and workers that wait for the market.",
    ],
  };
};
