/** The embedded provider of the sandbox port: Python, JavaScript and SQL as WebAssembly inside walled child processes. */

import { sha256 } from '../../kernel/hash.ts';
import type { Sandbox } from '../sandbox.ts';
import { BINARIES, findBinaries } from './embedded/binaries.ts';
import type { StartMessage } from './embedded/frames.ts';
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

/** Python modules of ours that the interpreter knows from its boot on, each after those that it imports. */
const PRELOADED = { arena_values: 'values.py', arena_calls: 'calls.py', arena_assertions: 'assertions.py' } as const;

function bootText(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function bootTexts(): StartMessage['boot'] {
  const modules = Object.entries(PRELOADED).map(([name, file]) => [name, bootText(`./embedded/python/${file}`)]);
  return {
    python: { modules: Object.fromEntries(modules), main: bootText('./embedded/python/boot.py') },
    javascript: { files: bootText('./embedded/javascript/files.js'), main: bootText('./embedded/javascript/boot.js') },
  };
}

/** The `imageHash` of every sandbox that is made here. */
export function embeddedImageHash(boot = bootTexts()): string {
  return sha256(JSON.stringify([Object.values(BINARIES).map((binary) => binary.sha256), boot]));
}

/**
 * Starts the sandbox; ready to run when it settles.
 * Rejects with `SandboxUnavailable` when an engine binary is missing or is not the pinned one.
 */
export async function createEmbeddedSandbox(options: { readonly slots?: number } = {}): Promise<Sandbox> {
  const boot = bootTexts();
  const pool = await startPool(options.slots ?? SLOTS_DEFAULT, { paths: findBinaries(), boot });
  return {
    name: 'embedded',
    tier: 'embedded',
    packages: [],
    imageHash: sha256(JSON.stringify([hashes, boot])),
    walls: [...WALLS, engineWall().sentence],
    languages: ['python', 'javascript', 'sql'],
    run: pool.run,
    close: pool.close,
  };
}
