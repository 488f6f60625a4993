/** What a process needs to judge deliveries and to hold markets: opened in this order, closed in the other. */

import { createMemoryStore } from '../db/memory/store.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { type Arena, createArena } from './app.ts';
import type { Store } from './engine/ports.ts';
import { createGround } from './ground.ts';
import type { Ground } from './protocol/arena/ground.ts';
import type { ProjectPackage } from './protocol/arena/project-package.ts';
import { createReviewer, type Reviewer } from './reviewer/reviewer.ts';
import { createEmbeddedSandbox } from './reviewer/sandbox/embedded.ts';
import type { Sandbox } from './reviewer/sandbox.ts';
import { type Meter, meteredSandbox } from './reviewer/sandbox-meter.ts';
import { createTrustedLane } from './reviewer/trusted-lane.ts';

export interface ReviewingOptions {
  /** Programs that run at the same time. */
  readonly workers: number;
  /** Whether equal deliveries are judged once. Off where the sandbox itself is measured. */
  readonly cache: boolean;
}

/** A sandbox with a reviewer before it. Serves any number of workshops. */
export interface Reviewing {
  readonly sandbox: Sandbox;
  readonly reviewer: Reviewer;
  readonly workers: number;
  /** What the sandbox has done so far, measured. */
  readonly meter: () => Meter;
  close(): Promise<void>;
}

export async function startReviewing({ workers, cache }: ReviewingOptions): Promise<Reviewing> {
  const { sandbox, meter } = meteredSandbox(await createEmbeddedSandbox({ slots: workers }));
  const trusted = createTrustedLane({ workers });
  const reviewer = createReviewer({ sandbox, trusted, slots: 2 * workers, ...(cache ? {} : { cache: null }) });
  const close = async (): Promise<void> => {
    await Promise.all([sandbox.close(), trusted.close()]);
  };
  return { sandbox, reviewer, workers, meter, close };
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
