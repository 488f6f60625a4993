/** The native provider of the sandbox port: the Python, Node and commands of this machine inside bubblewrap boxes. */

import { readFileSync } from 'node:fs';
import { arch } from 'node:process';
import { z } from 'zod';
import { sha256 } from '../../kernel/hash.ts';
import { DEFAULT_LIMITS, type RunRequest, type RunResult, type Sandbox, SandboxUnavailable } from '../sandbox.ts';
import { BOX_FILES, boxFile } from './native/box-arguments.ts';
import { startBox } from './native/box-process.ts';
import { findMachine, type Machine } from './native/machine.ts';
import { readEndOfRun } from './native/outcome.ts';
import { createPool } from './native/pool.ts';

export interface NativeOptions {
  /** How many programs run at once. Default: 2. */
  readonly slots?: number;
  /** How long the build commands of a program may take together. Default: 60. */
  readonly buildSeconds?: number;
}

const SLOTS_DEFAULT = 2;
const BUILD_SECONDS_DEFAULT = 60;
const INSPECTION_MAX_MS = 60_000;

/** What the box found of this machine; it comes from our own code, and is checked all the same. */
const inventorySchema = z.object({
  python: z.string(),
  packages: z.array(z.string()),
  commands: z.array(z.string()),
  versions: z.record(z.string(), z.string()),
  compiled: z.base64(),
  folders: z.array(z.string()),
});
type Inventory = z.infer<typeof inventorySchema>;

/** What bubblewrap says where the machine forbids it namespaces. */
const FORBIDDEN = /new namespace|uid map|user namespace|Operation not permitted|Permission denied/i;

function explained(complaint: string, machine: Machine): string {
  const said = complaint === '' ? 'it ended without a word' : complaint.split('\n').at(-1);
  const start = `the native tier cannot stand here: the box does not work (${said})`;
  if (!FORBIDDEN.test(complaint)) return start;
  return machine.ownUsers
    ? `${start}; root lacks the right to make namespaces, as in a container without CAP_SYS_ADMIN`
    : `${start}; ordinary users may not make user namespaces here: allow it (sysctl kernel.unprivileged_userns_clone=1, or an AppArmor profile for bwrap), or run as root`;
}

/** Proves the walls: an honest case can only answer where every one of them could be put up. */
const PROBE: RunRequest = {
  language: 'python',
  files: { 'probe.py': 'def solve(numbers):\n    return sum(numbers)\n' },
  task: { kind: 'function', file: 'probe.py', entry: 'solve', args: [[20, 1]] },
  limits: DEFAULT_LIMITS,
};

function isRight({ answer }: RunResult): boolean {
  return answer?.kind === 'value' && answer.value === 21;
}

/** Starts one box for one case, and asks what is installed. */
function inspect(machine: Machine): Promise<Inventory> {
  const { promise, resolve, reject } = Promise.withResolvers<Inventory>();
  let found: Inventory | undefined;
  let answered = false;
  let reason: string | undefined;
  const box = startBox(
    { machine, slot: 0, request: PROBE, preload: [], buildSeconds: 0, inspect: true },
    (message) => {
      if (message.kind === 'unavailable') reason = message.text;
      if (message.kind === 'ready') {
        found = inventorySchema.parse(JSON.parse(message.text));
        box.send(PROBE);
      }
      if (message.kind !== 'outcome') return;
      const result = readEndOfRun(PROBE, message.end, false);
      answered = isRight(result);
      if (!answered) reason = `an honest program ends as ${result.exit}: ${result.message}`;
      box.kill();
    },
    () => {
      clearTimeout(timer);
      if (found !== undefined && answered) resolve(found);
      else reject(new SandboxUnavailable(explained(reason ?? box.complaint(), machine)));
    },
  );
  const timer = setTimeout(box.kill, INSPECTION_MAX_MS);
  return promise;
}

function wallsOf({ ownUsers, groups }: Machine): string[] {
  const memory =
    groups.memory === null ? 'of each process, and a watch over their sum' : 'of the whole box by a control group';
  const processes = groups.processes === null ? 'for each user' : 'by a control group';
  return [
    'every program has a bubblewrap box with its own processes, network without any connection, names and messages; the system in it is read-only',
    ownUsers
      ? 'the box has an unprivileged user id of its own'
      : 'the box has the user id of the arena, without any of its rights',
    'every case has fresh processes, a fresh /tmp and fresh folders; when it ends, all its processes are killed before the next begins',
    'a filter of system calls: no tracing, no namespaces, no modules, no sockets but local ones',
    `memory is limited ${memory}; processes are limited ${processes}; processor time, file sizes and open files by limits of the process`,
    'build commands run inside the box too',
    'answers come through pipes, are parsed in the process of the reviewer, and expected values never leave it',
  ];
}

/** The machine as boxes after the first one start on it. */
function prepare(machine: Machine, { compiled, folders }: Inventory): Machine {
  return { ...machine, prepared: { compiled: Buffer.from(compiled, 'base64'), folders } };
}

/** The names that a project may ask for: packages as Python imports them, and commands. */
function packagesOf({ packages, commands }: Inventory): string[] {
  return [...new Set([...packages, ...commands])].sort();
}

/**
 * Starts the sandbox. Rejects with `SandboxUnavailable` and one
 * sentence about what is missing where it cannot stand: another system than Linux, no bubblewrap, no python3, no namespaces.
 */
export async function createNativeSandbox(options: NativeOptions = {}): Promise<Sandbox> {
  const { slots = SLOTS_DEFAULT, buildSeconds = BUILD_SECONDS_DEFAULT } = options;
  const machine = findMachine();
  const inventory = await inspect(machine);
  const importable = new Set(inventory.packages);
  const preload = ({ language, environment }: RunRequest): string[] =>
    language === 'python' ? (environment?.packages ?? []).filter((name) => importable.has(name)) : [];
  const pool = createPool(prepare(machine, inventory), { slots, buildSeconds, preload });
  const own = BOX_FILES.map((name) => readFileSync(boxFile(name), 'utf8'));
  const filters = [machine.keeperFilter, machine.guestFilter].map((filter) => filter.toString('base64'));
  return {
    name: 'native',
    tier: 'native',
    packages: packagesOf(inventory),
    imageHash: sha256(JSON.stringify([arch, process.version, inventory.python, inventory.versions, own, filters])),
    walls: wallsOf(machine),
    languages: ['python', 'javascript', 'typescript', 'command'],
    run: pool.run,
    close: pool.close,
  };
}

export type NativeDescription =
  | { readonly stands: true; readonly walls: readonly string[]; readonly packages: readonly string[] }
  | { readonly stands: false; readonly missing: string };

/** Whether the native tier stands on this machine, in plain words. */
export async function describeNative(): Promise<NativeDescription> {
  try {
    const sandbox = await createNativeSandbox({ slots: 1 });
    await sandbox.close();
    return { stands: true, walls: sandbox.walls, packages: sandbox.packages };
  } catch (problem) {
    if (problem instanceof SandboxUnavailable) return { stands: false, missing: problem.message };
    throw problem;
  }
}
