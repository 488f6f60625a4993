/** Verdicts by the real reviewer in the real sandbox, beside one bare process start for each case. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReviewer, type Reviewer } from '../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../server/reviewer/sandbox/embedded.ts';
import { bareReviews, findPython, type Interpreter, thisNode } from './bare-process.ts';
import { type Bench, type BenchOptions, type Figure, inTurn, ratioOf, spreadOf, wallMsOf } from './harness.ts';
import { CASES, type ProgramSet, programSets } from './programs.ts';

const WORKERS = [1, 2] as const;
/** Deliveries of one run: fewer for the bare side, which takes longer over each. */
const OURS_PER_RUN = 24;
const BARE_PER_RUN = 3;
const RUNS = 7;
const QUICK_RUNS = 2;

/** Reviews so many deliveries of a set; each must pass, as those of the bare side. */
async function reviewAll(reviewer: Reviewer, { name, deliveries }: ProgramSet, count: number): Promise<void> {
  const reviews = Array.from({ length: count }, async (_, index) => {
    const delivery = deliveries[index % deliveries.length];
    if (delivery === undefined) throw new Error(`${name}: no deliveries`);
    const { source, acceptance, hidden } = delivery;
    const finding = await reviewer.review({ files: { [acceptance.file]: source }, acceptance, hidden });
    if (!finding.passed || finding.cases.length !== CASES) throw new Error(`${name}: a delivery fails`);
  });
  await Promise.all(reviews);
}

/** One figure: a set of programs with so many workers. */
async function measure(
  set: ProgramSet,
  workers: number,
  interpreter: Interpreter | null,
  { quick, signal }: BenchOptions,
): Promise<Figure> {
  const runs = quick ? QUICK_RUNS : RUNS;
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const sandbox = await createEmbeddedSandbox({ slots: workers });
  try {
    const reviewer = createReviewer({ sandbox, slots: 2 * workers, cache: null });
    const bareRun = interpreter === null ? null : bareReviews(folder, set, interpreter);
    const perSecond = async (count: number, work: () => Promise<void>): Promise<number> =>
      (count * 1_000) / (await wallMsOf(work));
    // Every child has met every program before the first clock starts.
    await reviewAll(reviewer, set, 2 * OURS_PER_RUN);
    const { ours, bare } = await inTurn(
      { runs, signal },
      () => perSecond(OURS_PER_RUN, () => reviewAll(reviewer, set, OURS_PER_RUN)),
      () => (bareRun === null ? Number.NaN : perSecond(BARE_PER_RUN, () => bareRun(BARE_PER_RUN, workers))),
    );
    const ratio = bareRun === null ? null : ratioOf(ours, bare, 'process starts');
    const targeted = set.language === 'python' && ratio !== null;
    return {
      figure: `${set.name}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
      unit: 'verdicts/s',
      ...spreadOf(ours),
      runs,
      ratio,
      target: targeted ? 'above 1 × process starts' : null,
      met: targeted ? ratio.median > 1 : null,
    };
  } finally {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = async (options) => {
  const python = findPython();
  const figures: Figure[] = [];
  for (const set of programSets()) {
    const interpreter = set.language === 'python' ? python : thisNode();
    for (const workers of WORKERS) figures.push(await measure(set, workers, interpreter, options));
  }
  const compared = python === null ? 'no python3 on this machine, so no ratio for Python' : `${python.name} -I -S`;
  return {
    name: 'reviewer',
    figures,
    notes: [
      `${CASES} cases a verdict, verdict cache off; cases a second are ${CASES} times as many.`,
      `Process starts: one process a case, as many at a time as workers, without isolation: ${compared}; ${thisNode().name}.`,
      'Tiny: adds up its input. Typical: reference solutions of the corpus, 20 to 80 lines.',
    ],
  };
};
