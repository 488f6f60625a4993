/** The embedded provider of the sandbox port: Python, JavaScript and SQL as WebAssembly inside walled child processes. */

import { sha256 } from '../../kernel/hash.ts';
import type { Sandbox } from '../sandbox.ts';
import { BINARIES, findBinaries } from './embedded/binaries.ts';
import { bootTexts } from './embedded/boot-texts.ts';
import { cacheFolder, KEPT_FOR } from './embedded/engine-cache.ts';
import { METERING_VERSION } from './embedded/metering/charges.ts';
import { startPool } from './embedded/pool.ts';
import { engineWall } from './linux/engine-wall.ts';

const SLOTS_DEFAULT = 2;

const WALLS = [
  'the program runs inside WebAssembly: its memory is a plain array of a fixed largest size',
  'the engine imports no files, no network, no processes, no real clock and no real chance of this machine',
  'every run starts from the same image of the engine: nothing of an earlier run is left',
  'a budget of work that is counted, not timed, ends loops',
  'the engine lives in a child process without environment, under the permission model of Node, that is killed when its wall time is over',
  'answers are parsed in the process of the reviewer, and expected values never leave it',
] as const;

export interface EmbeddedOptions {
  /** How many programs run at once. Default: 2. */
  readonly slots?: number;
  /** Where booted engines are kept for the next start, or null: nowhere. Default: the user's cache folder. */
  readonly cache?: string | null;
}

/** The `imageHash` of every sandbox that is made here. */
export function embeddedImageHash(boot = bootTexts()): string {
  const hashes = Object.values(BINARIES).map((binary) => binary.sha256);
  return sha256(JSON.stringify([hashes, boot, METERING_VERSION]));
}

/**
 * Starts the sandbox; ready to run when it settles.
 * Rejects with `SandboxUnavailable` when an engine binary is missing or is not the pinned one.
 */
export async function createEmbeddedSandbox(options: EmbeddedOptions = {}): Promise<Sandbox> {
  const boot = bootTexts();
  const { slots = SLOTS_DEFAULT } = options;
  const imageHash = embeddedImageHash(boot);
  // Who changes boot code and forgets the pins must not be given the engine as it was before.
  const cache = imageHash === KEPT_FOR ? (options.cache === undefined ? cacheFolder() : options.cache) : null;
  const pool = await startPool({ slots, cache, start: { paths: findBinaries(), boot } });
  return {
    name: 'embedded',
    tier: 'embedded',
    packages: [],
    imageHash,
    walls: [...WALLS, engineWall().sentence],
    languages: ['python', 'javascript', 'typescript', 'sql'],
    run: pool.run,
    close: pool.close,
  };
}
