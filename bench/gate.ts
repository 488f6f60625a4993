/** The admission gate over a corpus: projects a minute, and what share of the workers' time is not spent in programs. */

import { availableParallelism } from 'node:os';
import { buildCorpus } from '../seeds/corpus.ts';
import { admitBank } from '../server/admission/bank.ts';
import { DEFAULT_SETTINGS } from '../server/admission/context.ts';
import { emptyShelf } from '../server/admission/report-folder.ts';
import { startReviewing } from '../server/workshop.ts';
import { type Bench, type Figure, spreadOf, wallMsOf } from './harness.ts';

const CORPUS_SEED = 'starter-1';
const RUNS = 3;
const QUICK_PROJECTS = 8;
/** The study corpus within half an hour. */
const TARGET = 1_115 / 30;

interface Admitted {
  readonly perMinute: number;
  readonly runsPerProject: number;
  readonly outside: number;
}

async function admitOnce(count: number, workers: number, signal: AbortSignal): Promise<Admitted> {
  const projects = buildCorpus('starter', CORPUS_SEED).slice(0, count);
  const reviewing = await startReviewing({ workers, cache: false });
  try {
    const { reviewer, imageHash } = reviewing;
    const bank = { name: 'starter', projects, origin: { kind: 'generated' } as const };
    const options = { reviewer, imageHash, settings: DEFAULT_SETTINGS, shelf: emptyShelf(), signal };
    const before = reviewing.meter();
    const wallMs = await wallMsOf(() => admitBank(bank, { ...options, concurrency: 2 * workers }));
    const { runs, runMs } = reviewing.meter();
    return {
      perMinute: (60_000 * projects.length) / wallMs,
      runsPerProject: (runs - before.runs) / projects.length,
      outside: 100 * (1 - (runMs - before.runMs) / (workers * wallMs)),
    };
  } finally {
    await reviewing.close();
  }
}

export const bench: Bench = async ({ quick, signal }) => {
  const workers = availableParallelism();
  const count = quick ? QUICK_PROJECTS : Number.POSITIVE_INFINITY;
  const admitted: Admitted[] = [];
  for (let run = 0; run < (quick ? 1 : RUNS); run += 1) admitted.push(await admitOnce(count, workers, signal));
  const figureOf = (figure: string, unit: string, read: (one: Admitted) => number): Figure => {
    return {
      figure,
      unit,
      ...spreadOf(admitted.map(read)),
      runs: admitted.length,
      ratio: null,
      target: null,
      met: null,
    };
  };
  const pace = figureOf('starter, all ten gates', 'projects/min', ({ perMinute }) => perMinute);
  return {
    name: 'gate',
    figures: [
      { ...pace, target: `${TARGET.toFixed(0)} projects/min`, met: pace.median >= TARGET },
      figureOf('starter, programs run for each project', 'runs', ({ runsPerProject }) => runsPerProject),
      figureOf('starter, outside those runs', '%', ({ outside }) => outside),
    ],
    notes: [`${workers} workers, verdict cache off, default settings: 10 runs of the reference, at most 40 mutants.`],
  };
};
