/** Sandbox, reviewer and desks of a server, opened together and closed together. */

import type { Arena } from './app.ts';
import { createDesks } from './desks.ts';
import type { RecordStore } from './engine/records.ts';
import type { ServerOptions } from './http/ports.ts';
import { createJudging } from './judging.ts';
import { type Reviewing, startReviewing } from './workshop.ts';

export interface ServedJudging {
  readonly port: NonNullable<ServerOptions['judging']>;
  readonly reviewing: Reviewing;
  close(): Promise<void>;
}

export interface ServedJudgingOptions {
  readonly arena: Arena;
  readonly records: RecordStore;
  /** Programs that run at the same time. */
  readonly workers: number;
  readonly report: (reason: string) => void;
}

export async function openServedJudging(options: ServedJudgingOptions): Promise<ServedJudging> {
  const { arena, records, workers, report } = options;
  const reviewing = await startReviewing({ workers, cache: true });
  const judging = createJudging({ reviewer: reviewing.reviewer, records, concurrency: 2 * workers });
  const desks = createDesks({ arena, records, judging, report });
  await desks.start();
  return {
    port: { ...judging, open: desks.open },
    reviewing,
    close: async () => {
      desks.close();
      await reviewing.close();
    },
  };
}
