/** Verdicts by the real reviewer in the real sandbox, beside the floor, bare processes, and one worker beside two. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert } from '../server/kernel/assert.ts';
import type { Tier } from '../server/protocol/arena/acceptance.ts';
import { createReviewer, type Reviewer } from '../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../server/reviewer/sandbox/embedded.ts';
import { createNativeSandbox, describeNative } from '../server/reviewer/sandbox/native.ts';
import type { Sandbox } from '../server/reviewer/sandbox.ts';
import { bareReviews, findPython, type Interpreter, thisNode } from './bare-process.ts';
import { startForks } from './fork-floor.ts';
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
import { type Floor, firstVerdictMs, startFloor, unisolatedReviews, workerMegabytes } from './reviewer-sides.ts';

const BARE_PER_RUN = 3;
const COLD_RUNS = 5;
const QUICK_RUNS = 2;

/** The tiers that are measured, each beside the same bare processes. */
interface TierToMeasure {
  readonly tier: Tier;
  readonly start: (slots: number) => Promise<Sandbox>;
  /** Deliveries of one run of ours, and runs: fewer where each takes longer. */
  readonly perRun: number;
  /** Deliveries for each worker where one is beside two: long enough for start and end of a run to weigh little. */
  readonly perWorker: number;
  readonly runs: number;
}

const EMBEDDED: TierToMeasure = {
  tier: 'embedded',
  start: (slots) => createEmbeddedSandbox({ slots }),
  perRun: 24,
  perWorker: 72,
  runs: 7,
};
const NATIVE: TierToMeasure = {
  tier: 'native',
  start: (slots) => createNativeSandbox({ slots }),
  perRun: 6,
  perWorker: 12,
  runs: 3,
};

/** Reviews so many deliveries of a set; each must pass, as those of the bare side. */
async function reviewAll(
  reviewer: Reviewer,
  tier: Tier,
  { name, deliveries }: ProgramSet,
  count: number,
): Promise<void> {
  const environment = tier === 'embedded' ? {} : { environment: { tier, packages: [], build: [] } };
  const reviews = Array.from({ length: count }, async (_, index) => {
    const delivery = deliveries[index % deliveries.length];
    if (delivery === undefined) throw new Error(`${name}: no deliveries`);
    const { source } = delivery;
    const [acceptance, hidden] = [delivery.acceptance, delivery.hidden].map((part) => ({ ...part, ...environment }));
    if (acceptance === undefined || hidden === undefined) throw new Error(`${name}: no cases`);
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

type Taken = Readonly<Record<'one' | 'floor' | 'apart' | 'starts' | 'together', readonly number[]>>;

function figuresBeside(name: string, taken: Taken, set: ProgramSet): Figure[] {
  const tiny = set.name.startsWith('tiny');
  const beside = (values: readonly number[], to: string, least?: number): Figure[] =>
    values.length === 0 ? [] : [figureOf(`${name}, one worker`, taken.one, ratioOf(taken.one, values, to), least)];
  const startsLeast = tiny ? 5 : 1;
  return [
    ...beside(taken.floor, 'the floor', tiny ? 0.8 : undefined),
    ...beside(taken.apart, 'the floor of isolated cases'),
    ...beside(taken.starts, 'process starts', set.language === 'python' ? startsLeast : undefined),
    ...beside(taken.together, 'one process for all cases'),
  ];
}

type Pair = Readonly<Record<'one' | 'two', readonly number[]>>;

function figuresOfTwo(name: string, { one, two }: Pair, spentMs: readonly number[]): Figure[] {
  return [
    figureOf(`${name}, two workers`, two, ratioOf(two, one, 'one worker'), 1.7),
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

/** The least that a fresh state for each case costs in Python: a copy of the engine's image, or a fork of an interpreter. */
async function floorOf(set: ProgramSet, tier: Tier, interpreter: Interpreter | null): Promise<Floor | null> {
  if (set.language !== 'python') return null;
  if (tier === 'embedded') return startFloor(set, 1);
  return interpreter && startForks(set, interpreter, 'bare');
}

/** One worker beside everything that is bare, in turn. */
async function measureBeside(
  set: ProgramSet,
  { tier, perRun, runs }: TierToMeasure,
  interpreter: Interpreter | null,
  reviewer: Reviewer,
  { quick, signal }: BenchOptions,
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const floor = await floorOf(set, tier, interpreter);
  const isForked = tier === 'native' && set.language === 'python';
  const apart = isForked && interpreter !== null ? startForks(set, interpreter, 'apart') : null;
  try {
    const starts = interpreter === null ? null : bareReviews(folder, set, interpreter);
    const together = interpreter === null || set.language !== 'python' ? null : unisolatedReviews(set, interpreter);
    await floor?.perSecond(2 * perRun);
    const taken = await allInTurn(
      { runs: quick ? QUICK_RUNS : runs, signal },
      {
        one: () => perSecond(perRun, () => reviewAll(reviewer, tier, set, perRun)),
        floor: floor && (() => floor.perSecond(perRun)),
        apart: apart && (() => apart.perSecond(perRun)),
        starts: starts && (() => perSecond(BARE_PER_RUN, () => starts(BARE_PER_RUN, 1))),
        together: together && (() => perSecond(BARE_PER_RUN, () => together(BARE_PER_RUN))),
      },
    );
    return figuresBeside(`${tier}, ${set.name}`, taken, set);
  } finally {
    await floor?.close();
    await apart?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * One worker and two in turn, with nothing else in between: a bare process that ran last leaves its memory in the caches,
 * and who starts with two workers pays for that twice. Each worker has as many deliveries: the end of a run, when one has
 * none left and the other still has, weighs the same.
 */
async function measureTwo(
  set: ProgramSet,
  { tier, perWorker, runs }: TierToMeasure,
  [one, two]: readonly [Reviewer, Reviewer],
  { quick, signal }: BenchOptions,
): Promise<Figure[]> {
  // By processor time, which a busy machine changes least: what the reviewer's own process spends on one case.
  const spentMs: number[] = [];
  const rates = await allInTurn(
    { runs: quick ? QUICK_RUNS : runs, signal },
    {
      one: () => perSecond(perWorker, () => reviewAll(one, tier, set, perWorker)),
      two: async () => {
        const before = process.cpuUsage();
        const rate = await perSecond(2 * perWorker, () => reviewAll(two, tier, set, 2 * perWorker));
        const { user, system } = process.cpuUsage(before);
        spentMs.push((user + system) / 1_000 / (2 * perWorker) / CASES);
        return rate;
      },
    },
  );
  return figuresOfTwo(`${tier}, ${set.name}`, rates, spentMs.slice(1));
}

/** One set in one tier: one worker beside everything that is bare, and two workers beside one. */
async function measureSet(
  set: ProgramSet,
  measured: TierToMeasure,
  interpreter: Interpreter | null,
  options: BenchOptions,
): Promise<Figure[]> {
  const { tier, start, perRun } = measured;
  const sandboxes = [await start(1), await start(2)] as const;
  try {
    const [one, two] = sandboxes.map((sandbox, index) =>
      createReviewer({ sandbox, slots: 16 * (index + 1), cache: null }),
    );
    assert(one !== undefined && two !== undefined, 'two sandboxes, two reviewers');
    // Every child has met every program before the first clock starts.
    for (const reviewer of [one, two]) await reviewAll(reviewer, tier, set, 2 * perRun);
    return [
      ...(await measureBeside(set, measured, interpreter, one, options)),
      ...(await measureTwo(set, measured, [one, two], options)),
    ];
  } finally {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
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
    for (const set of programSets())
      if (set.language === 'python') await reviewAll(reviewer, 'embedded', set, EMBEDDED.perRun);
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
  const native = await describeNative();
  for (const tier of native.stands ? [EMBEDDED, NATIVE] : [EMBEDDED]) {
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
      'The floor, embedded: the same engine and programs in one bare process: copy of the image and entry, no pipes, queue or parsing.',
      native.stands
        ? 'The floor, native: an interpreter that runs already and forks for each case: no walls, no watch, no queue. Of isolated cases: the same, each fork in new namespaces of processes, mounts and messages.'
        : `The native tier is left out: ${native.missing}`,
      `Process starts: one process a case, without isolation: ${compared}; ${thisNode().name}.`,
      'One process for all cases: the same interpreter, started once a delivery; no isolation, and no fresh state.',
      'Tiny: adds up its input. Typical: reference solutions of the corpus, 20 to 80 lines.',
    ],
  };
};
