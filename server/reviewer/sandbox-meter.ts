/** Counts what a sandbox does, measured and outside every log: how many runs, and their wall time. */

import type { Sandbox } from './sandbox.ts';

export interface Meter {
  /** Runs that ended with a result. */
  readonly runs: number;
  /** Sum of the runs' own wall time in milliseconds, restoring included; runs side by side both count. */
  readonly runMs: number;
}

/** The same sandbox, with a meter on it. */
export function meteredSandbox(sandbox: Sandbox): { readonly sandbox: Sandbox; readonly meter: () => Meter } {
  let runs = 0;
  let runMs = 0;
  return {
    meter: () => ({ runs, runMs }),
    sandbox: {
      ...sandbox,
      run: async (request, options) => {
        const result = await sandbox.run(request, options);
        runs += 1;
        runMs += result.wallMs;
        return result;
      },
    },
  };
}
