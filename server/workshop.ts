/** What a process needs to judge deliveries and to hold markets: opened in this order, closed in the other. */

import { createMemoryStore } from '../db/memory/store.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { type Arena, createArena } from './app.ts';
import type { Store } from './engine/ports.ts';
import { createGround } from './ground.ts';
import { canonicalJson, sha256 } from './kernel/hash.ts';
import type { Tier } from './protocol/arena/acceptance.ts';
import type { Ground } from './protocol/arena/ground.ts';
import type { ProjectPackage } from './protocol/arena/project-package.ts';
import { createReviewer, type Reviewer } from './reviewer/reviewer.ts';
import type { Sandbox } from './reviewer/sandbox.ts';
import { type Meter, meteredSandbox } from './reviewer/sandbox-meter.ts';
import { createTrustedLane } from './reviewer/trusted-lane.ts';
import { openSandboxes, type Places } from './tiers.ts';

export interface ReviewingOptions {
  /** Programs that run at the same time, in each sandbox. */
  readonly workers: number;
  /** Whether equal deliveries are judged once. Off where the sandbox itself is measured. */
  readonly cache: boolean;
  /** Tiers that the projects ask for. Default: the embedded one, which always stands. */
  readonly tiers?: ReadonlySet<Tier>;
  readonly places?: Places;
}

/** Sandboxes with a reviewer before them. Serves any number of workshops. */
export interface Reviewing {
  readonly sandbox: Sandbox;
  /** All of them, that one first. */
  readonly sandboxes: readonly Sandbox[];
  /** Names the images of all of them: what a run's verdicts depend on. */
  readonly imageHash: string;
  /** Why tiers that were asked for do not stand, in words. */
  readonly absent: readonly string[];
  readonly reviewer: Reviewer;
  readonly workers: number;
  /** What the sandboxes have done so far, measured. */
  readonly meter: () => Meter;
  close(): Promise<void>;
}

/** The tiers that projects ask for. */
export function tiersOf(packages: readonly ProjectPackage[]): Set<Tier> {
  return new Set(
    packages.flatMap(({ acceptance, answerKey }) =>
      [acceptance, answerKey.hidden].map(({ environment }) => environment?.tier ?? 'embedded'),
    ),
  );
}

export async function startReviewing({ workers, cache, tiers, places }: ReviewingOptions): Promise<Reviewing> {
  const opened = await openSandboxes(tiers ?? new Set(['embedded']), workers, places);
  const { sandbox, meter } = meteredSandbox(opened.main);
  const others = opened.others.map(meteredSandbox);
  const sandboxes = [sandbox, ...others.map((one) => one.sandbox)];
  const trusted = createTrustedLane({ workers });
  const reviewer = createReviewer({
    sandbox,
    others: sandboxes.slice(1),
    trusted,
    // Enough wait in the sandbox for each worker that none waits for this process between two programs.
    slots: 16 * workers,
    ...(cache ? {} : { cache: null }),
  });
  const images = sandboxes.map(({ imageHash }) => imageHash);
  return {
    sandbox,
    sandboxes,
    imageHash: images.length === 1 ? sandbox.imageHash : sha256(canonicalJson(images)),
    absent: opened.absent,
    reviewer,
    workers,
    meter: () =>
      [meter, ...others.map((one) => one.meter)]
        .map((one) => one())
        .reduce((sum, one) => ({ runs: sum.runs + one.runs, runMs: sum.runMs + one.runMs })),
    close: async () => {
      await Promise.all([opened.close(), trusted.close()]);
    },
  };
}

export interface Workshop {
  readonly store: Store;
  readonly arena: Arena;
  ground(corpusName: string, packages: readonly ProjectPackage[]): Ground;
  /** Closes the store. The reviewing stays its opener's. */
  close(): Promise<void>;
}

/**
 * Markets in the SQLite file, or in memory for null. A tournament can be told again from its seed, so what it commits
 * outlives the process but is not flushed to the disk each time.
 */
export async function openWorkshop(file: string | null, { reviewer, workers }: Reviewing): Promise<Workshop> {
  const store = file === null ? createMemoryStore() : await openSqliteStore({ file, survives: 'process_death' });
  const arena = createArena({ store });
  return {
    store,
    arena,
    ground: (corpusName, packages) => createGround({ arena, reviewer, corpusName, packages, concurrency: 2 * workers }),
    close: () => arena.close(),
  };
}
