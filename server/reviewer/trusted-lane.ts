/**
 * The lane of programs that are ours: assertions and checkers. They share no process and no interpreter with any delivery,
 * and a sandbox full of deliveries cannot keep them waiting. It starts when it is first needed.
 */

import { createEmbeddedSandbox, embeddedImageHash } from './sandbox/embedded.ts';
import type { RunOptions, RunRequest, RunResult, Sandbox } from './sandbox.ts';
import { createSlots } from './slots.ts';

export interface TrustedLane {
  readonly imageHash: string;
  /** Waits for a place and runs one program of ours. Rejects with `SandboxUnavailable` or an abort. */
  run(request: RunRequest, options: RunOptions & { readonly signal: AbortSignal }): Promise<RunResult>;
  close(): Promise<void>;
}

export interface TrustedLaneOptions {
  /** Programs of ours that run at the same time. */
  readonly workers: number;
  /** What they run in. Default: an embedded sandbox that nobody else has. */
  readonly start?: () => Promise<Sandbox>;
  readonly imageHash?: string;
}

export function createTrustedLane({ workers, start, imageHash }: TrustedLaneOptions): TrustedLane {
  const begin = start ?? (() => createEmbeddedSandbox({ slots: workers }));
  const slots = createSlots(2 * workers);
  let started: Promise<Sandbox> | null = null;
  /** A start that failed is forgotten: whoever comes next tries again. */
  const sandbox = (): Promise<Sandbox> => {
    if (started !== null) return started;
    const starting = begin();
    started = starting;
    starting.catch(() => {
      if (started === starting) started = null;
    });
    return starting;
  };
  return {
    imageHash: imageHash ?? embeddedImageHash(),
    run: (request, options) =>
      slots.use(async () => {
        const where = await sandbox();
        options.signal.throwIfAborted();
        return where.run(request, options);
      }),
    close: async () => {
      const where = await started?.catch(() => null);
      started = null;
      await where?.close();
    },
  };
}
