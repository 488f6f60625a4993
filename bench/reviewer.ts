/** Verdicts by the real reviewer in the real sandbox, beside the floor, bare processes, and one worker beside two. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { known } from '../server/kernel/assert.ts';
import type { Tier } from '../server/protocol/arena/acceptance.ts';
import { createReviewer, type Reviewer } from '../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../server/reviewer/sandbox.ts';
import { bareReviews, findPython, type Interpreter, thisNode } from './bare-process.ts';
import {
  allInTurn,
  type Bench,
  type BenchOptions,
  type Figure,
  inTurn,
  ratioOf,
  type Spread,
  spreadOf,
  wallMsOf,
} from './harness.ts';
import { CASES, type ProgramSet, programSets } from './programs.ts';
import { firstVerdictMs, startFloor, unisolatedReviews, workerMegabytes } from './reviewer-sides.ts';

/** Deliveries of one run: fewer for those who take longer over each. */
const OURS_PER_RUN = 24;
const BARE_PER_RUN = 3;
const RUNS = 7;
const COLD_RUNS = 5;
const QUICK_RUNS = 2;

/** The tiers that are measured, each beside the same bare processes. */
interface TierToMeasure {
  readonly tier: Tier;
  readonly start: (slots: number) => Promise<Sandbox>;
}

const TIERS: readonly TierToMeasure[] = [{ tier: 'embedded', start: (slots) => createEmbeddedSandbox({ slots }) }];

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

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  return (count * 1_000) / (await wallMsOf(work));
}

function figureOf(
  figure: string,
  ours: readonly number[],
  ratio: (Spread & { readonly to: string }) | null,
  least?: number,
): Figure {
  const wanted = least !== undefined && ratio !== null;
  return {
    figure,
    unit: 'verdicts/s',
    ...spreadOf(ours),
    runs: ours.length,
    ratio,
    target: wanted ? `${least} × ${ratio.to}` : null,
    met: wanted ? ratio.median >= least : null,
  };
}

type Taken = Readonly<Record<'one' | 'two' | 'floor' | 'starts' | 'together', readonly number[]>>;

function figuresOf(name: string, taken: Taken, spentMs: readonly number[], set: ProgramSet): Figure[] {
  const tiny = set.name.startsWith('tiny');
  const beside = (values: readonly number[], to: string, least?: number): Figure[] =>
    values.length === 0 ? [] : [figureOf(`${name}, one worker`, taken.one, ratioOf(taken.one, values, to), least)];
  const startsLeast = tiny ? 5 : 1;
  return [
    ...beside(taken.floor, 'the floor', tiny ? 0.8 : undefined),
    ...beside(taken.starts, 'process starts', set.language === 'python' ? startsLeast : undefined),
    ...beside(taken.together, 'one process for all cases'),
    figureOf(`${name}, two workers`, taken.two, ratioOf(taken.two, taken.one, 'one worker'), 1.7),
    {
      figure: `${name}, processor time of the reviewer's process a case`,
      unit: 'ms',
      ...spreadOf(spentMs),
      runs: spentMs.length,
      ratio: null,
      target: null,
      met: null,
    },
  ];
}

/** One set in one tier: one worker beside everything that is bare, and two workers beside one. */
async function measureSet(
  set: ProgramSet,
  { tier, start }: TierToMeasure,
  interpreter: Interpreter | null,
  { quick, signal }: BenchOptions,
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const one = await start(1);
  const two = await start(2);
  // The floor is that of the embedded engine for Python.
  const floor = set.language === 'python' && tier === 'embedded' ? await startFloor(set, 1) : null;
  try {
    const reviewers = [one, two].map((sandbox, index) =>
      createReviewer({ sandbox, slots: 8 * (index + 1), cache: null }),
    );
    // By processor time, which a busy machine changes least: what the reviewer's own process spends on one case.
    const spentMs: number[] = [];
    const [alone, both] = reviewers.map(
      (reviewer) => () => perSecond(OURS_PER_RUN, () => reviewAll(reviewer, set, OURS_PER_RUN)),
    );
    const starts = interpreter === null ? null : bareReviews(folder, set, interpreter);
    const together = interpreter === null || set.language !== 'python' ? null : unisolatedReviews(set, interpreter);
    // Every child has met every program before the first clock starts.
    for (const reviewer of reviewers) await reviewAll(reviewer, set, 2 * OURS_PER_RUN);
    await floor?.perSecond(2 * OURS_PER_RUN);
    const taken = await allInTurn(
      { runs: quick ? QUICK_RUNS : RUNS, signal },
      {
        one: known(alone, 'one worker'),
        two: async () => {
          const before = process.cpuUsage();
          const rate = await known(both, 'two workers')();
          const { user, system } = process.cpuUsage(before);
          spentMs.push((user + system) / 1_000 / OURS_PER_RUN / CASES);
          return rate;
        },
        floor: floor && (() => floor.perSecond(OURS_PER_RUN)),
        starts: starts && (() => perSecond(BARE_PER_RUN, () => starts(BARE_PER_RUN, 1))),
        together: together && (() => perSecond(BARE_PER_RUN, () => together(BARE_PER_RUN))),
      },
    );
    return figuresOf(`${tier}, ${set.name}`, taken, spentMs.slice(1), set);
  } finally {
    await Promise.all([one.close(), two.close(), floor?.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds to a first verdict: with a booted engine from an earlier process, beside a machine that never had one. */
async function measureCold({ quick, signal }: BenchOptions): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  let machines = 0;
  try {
    const { ours, bare } = await inTurn(
      { runs: quick ? QUICK_RUNS : COLD_RUNS, signal },
      () => firstVerdictMs(join(folder, 'kept')),
      () => firstVerdictMs(join(folder, `new-${machines++}`)),
    );
    const spread = spreadOf(ours);
    return {
      figure: 'embedded, start of a process to its first verdict',
      unit: 'ms',
      ...spread,
      runs: ours.length,
      ratio: ratioOf(ours, bare, 'the first process ever'),
      target: '1,000 ms',
      met: spread.median < 1_000,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a worker holds in memory after it has judged every Python delivery here. */
async function measureMemory(): Promise<Figure[]> {
  const sandbox = await createEmbeddedSandbox({ slots: 1 });
  try {
    const reviewer = createReviewer({ sandbox, cache: null });
    for (const set of programSets()) if (set.language === 'python') await reviewAll(reviewer, set, OURS_PER_RUN);
    const resident = workerMegabytes();
    if (resident === 0) return [];
    const figure = 'embedded, resident memory of a worker';
    return [{ figure, unit: 'MB', ...spreadOf([resident]), runs: 1, ratio: null, target: null, met: null }];
  } finally {
    await sandbox.close();
  }
}

export const bench: Bench = async (options) => {
  const python = findPython();
  const figures: Figure[] = [await measureCold(options), ...(await measureMemory())];
  for (const tier of TIERS) {
    for (const set of programSets()) {
      const interpreter = set.language === 'python' ? python : thisNode();
      figures.push(...(await measureSet(set, tier, interpreter, options)));
    }
  }
  const compared = python === null ? 'no python3 on this machine, so no ratio for Python' : `${python.name} -I -S`;
  return {
    name: 'reviewer',
    figures,
    notes: [
      `${CASES} cases a verdict, each from a fresh engine; verdict cache off. Cases a second are ${CASES} times as many.`,
      'The floor: the same engine and programs in one bare process: copy of the image and entry, no pipes, queue or parsing.',
      `Process starts: one process a case, without isolation: ${compared}; ${thisNode().name}.`,
      'One process for all cases: the same interpreter, started once a delivery; no isolation, and no fresh state.',
      'Tiny: adds up its input. Typical: reference solutions of the corpus, 20 to 80 lines.',
    ],
  };
};
