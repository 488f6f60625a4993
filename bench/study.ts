/** The study at its full size, as `arena run` plays it, beside bare process starts of the programs that were delivered. */

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTournament } from '../agents/tournament/load.ts';
import { runTournament } from '../agents/tournament/runner.ts';
import { buildCorpus } from '../seeds/corpus.ts';
import { known } from '../server/kernel/assert.ts';
import { chance } from '../server/kernel/prng.ts';
import type { Files } from '../server/protocol/arena/acceptance.ts';
import type { Ground, ProgramToPrepare } from '../server/protocol/arena/ground.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { createSlots } from '../server/reviewer/slots.ts';
import { openWorkshop, startReviewing } from '../server/workshop.ts';
import { bareCase, type Interpreters, writeDrivers } from './bare-case.ts';
import { findPython, thisNode } from './bare-process.ts';
import { type Bench, type Figure, spreadOf, wallMsOf } from './harness.ts';

const FILE = fileURLToPath(new URL('../seeds/tournaments/study-full.yaml', import.meta.url));
/** Deliveries of one bare round; one round before the tournament and one after. */
const SAMPLE = 100;
const QUICK_PROJECTS = 40;
const QUICK_SAMPLE = 20;
const TARGET_S = 300;
const TARGET_RATIO = 3;

interface Delivered {
  readonly project: ProjectPackage;
  readonly files: Files;
}

/** The same ground, telling which programs are prepared for whom. */
function watched(ground: Ground, prepared: ProgramToPrepare[]): Ground {
  return {
    ...ground,
    market: async (id) => {
      const market = await ground.market(id);
      return {
        ...market,
        prepare: (program) => {
          prepared.push(program);
          return market.prepare(program);
        },
      };
    },
  };
}

function deliveredOf(packages: readonly ProjectPackage[], prepared: readonly ProgramToPrepare[]): Delivered[] {
  const bySlug = new Map(packages.map((project) => [project.slug, project]));
  return prepared.map(({ slug, kind, draw }) => {
    const project = known(bySlug.get(slug), slug);
    const { reference, wrong } = project.answerKey;
    return {
      project,
      files: kind === 'reference' ? reference : known(wrong[Math.floor(draw * wrong.length)], slug).files,
    };
  });
}

const casesOf = ({ project: { acceptance, answerKey } }: Delivered) => [...acceptance.cases, ...answerKey.hidden.cases];

/** Milliseconds of wall time a case, `workers` processes at a time. */
async function bareMsPerCase(
  sample: readonly Delivered[],
  interpreters: Interpreters,
  workers: number,
  folder: string,
): Promise<number> {
  const slots = createSlots(workers);
  let cases = 0;
  const wallMs = await wallMsOf(() =>
    Promise.all(
      sample.flatMap((delivered) =>
        casesOf(delivered).map((one) => {
          cases += 1;
          const { acceptance, answerKey } = delivered.project;
          return slots.use(async () => {
            const code = await bareCase(acceptance, delivered.files, one, folder, interpreters);
            if (code !== 0 && delivered.files === answerKey.reference)
              throw new Error(`${delivered.project.slug}: the reference ends with ${code} in a bare process`);
          });
        }),
      ),
    ),
  );
  return wallMs / cases;
}

function figure(name: string, unit: string, value: number, rest: Partial<Figure> = {}): Figure {
  return { figure: name, unit, ...spreadOf([value]), runs: 1, ratio: null, target: null, met: null, ...rest };
}

export const bench: Bench = async ({ quick, signal }) => {
  const workers = availableParallelism();
  const { config, roster } = await loadTournament(FILE);
  const python = findPython();
  const interpreters = python && { python, node: thisNode() };
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  let packages: ProjectPackage[] = [];
  const buildMs = await wallMsOf(async () => {
    packages = buildCorpus('study', config.corpus.seed).slice(0, quick ? QUICK_PROJECTS : undefined);
  });
  const reviewing = await startReviewing({ workers, cache: false });
  const workshop = await openWorkshop(join(folder, 'market.db'), reviewing);
  try {
    writeDrivers(folder);
    const prepared: ProgramToPrepare[] = [];
    const openedAt = performance.now();
    const ground = watched(workshop.ground('study', packages), prepared);
    const groundMs = performance.now() - openedAt;
    const before = reviewing.meter();
    const wallMs = await wallMsOf(() => runTournament({ config, roster, ground, signal, onProgress: () => {} }));
    const { runs, runMs } = reviewing.meter();
    const busyMs = runMs - before.runMs;
    const delivered = deliveredOf(packages, prepared);
    const caseCount = delivered.reduce((sum, one) => sum + casesOf(one).length, 0);
    const sample = chance('bench study', 'sample')
      .shuffle(delivered)
      .slice(0, quick ? QUICK_SAMPLE : SAMPLE);
    const bareMs = interpreters && (await bareMsPerCase(sample, interpreters, workers, folder)) * caseCount;
    const size = `${packages.length.toLocaleString('en-US')} projects`;
    return {
      name: 'study',
      figures: [
        figure(`study, building ${size}`, 's', buildMs / 1_000),
        figure('study, naming their answer keys', 's', groundMs / 1_000),
        figure(
          `study, ${delivered.length.toLocaleString('en-US')} deliveries, ${(runs - before.runs).toLocaleString('en-US')} runs`,
          's',
          wallMs / 1_000,
          {
            target: quick ? null : `under ${TARGET_S} s`,
            met: quick ? null : wallMs / 1_000 < TARGET_S,
          },
        ),
        figure('study, outside those runs', '%', 100 * (1 - busyMs / (workers * wallMs))),
        ...(bareMs === null
          ? []
          : [
              figure('study, bare process starts of the same programs', 's', bareMs / 1_000, {
                ratio: { ...spreadOf([bareMs / wallMs]), to: 'the tournament' },
                target: `${TARGET_RATIO} × the tournament`,
                met: bareMs / wallMs >= TARGET_RATIO,
              }),
            ]),
      ],
      notes: [
        `${workers} workers and as many bare processes at a time, a SQLite file, verdict cache off; each project's reference is run once as well.`,
        `Bare: one process of ${python?.name ?? 'no Python'} or ${thisNode().name} a case, without walls or comparing: ${sample.length} deliveries drawn from those played, right after it, taken for all ${caseCount.toLocaleString('en-US')} cases.`,
      ],
    };
  } finally {
    await workshop.close();
    await reviewing.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
