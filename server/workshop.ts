/** Everything that a process needs to hold markets and judge deliveries, opened together and closed together. */

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

export interface WorkshopOptions {
  /**
   * SQLite file of the markets; null keeps them in memory. A tournament can be told again from its seed, so what it
   * commits outlives the process but is not flushed to the disk each time.
   */
  readonly file: string | null;
  /** Programs that run at the same time. */
  readonly workers: number;
  /** Whether equal deliveries are judged once. Off where the sandbox itself is measured. */
  readonly cache: boolean;
}

export interface Workshop {
  readonly store: Store;
  readonly arena: Arena;
  readonly sandbox: Sandbox;
  readonly reviewer: Reviewer;
  /** What the sandbox has done so far, measured. */
  readonly meter: () => Meter;
  ground(corpusName: string, packages: readonly ProjectPackage[]): Ground;
  close(): Promise<void>;
}

export async function openWorkshop({ file, workers, cache }: WorkshopOptions): Promise<Workshop> {
  const store = file === null ? createMemoryStore() : await openSqliteStore({ file, survives: 'process_death' });
  const { sandbox, meter } = meteredSandbox(await createEmbeddedSandbox({ slots: workers }));
  const reviewer = createReviewer({ sandbox, slots: 2 * workers, ...(cache ? {} : { cache: null }) });
  const arena = createArena({ store });
  return {
    store,
    arena,
    sandbox,
    reviewer,
    meter,
    ground: (corpusName, packages) => createGround({ arena, reviewer, corpusName, packages, concurrency: 2 * workers }),
    close: async () => {
      await sandbox.close();
      await arena.close();
    },
  };
}
