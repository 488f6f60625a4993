/** The command line of a box: what it sees of this machine, and the files of ours that it gets. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apartArguments, BOX_ID, deviceArguments, systemFolder } from '../linux/bubblewrap.ts';
import type { Machine } from './machine.ts';

/** Where Node is inside a box, for programs and for build commands. */
export const BOX_NODE = '/opt/node/bin/node';

const KEEPER_FILES = ['zygote.py', 'kernel.py', 'wire.py', 'limits.py', 'case.py', 'guest.py', 'harness.py'] as const;
/** What stands at the beginning of each of the next two. */
const NODE_BEGIN = 'begin.cjs';
const NODE_FILES = ['function.cjs', 'main.cjs'] as const;
export const BOX_FILES = [...KEEPER_FILES, NODE_BEGIN, ...NODE_FILES];

const SYSTEM_FOLDERS = [
  ...['bin', 'lib', 'lib32', 'lib64', 'libexec', 'include', 'share'].map((name) => `/usr/${name}`),
  ...['bin', 'lib', 'include'].map((name) => `/usr/local/${name}`),
  ...['/bin', '/lib', '/lib32', '/lib64'],
];
const PARENTS = ['/usr', '/usr/local', '/etc', '/opt', '/opt/node', '/opt/node/bin', '/harness', '/case', '/tmp'];
/** Of the machine's settings only what finding libraries and commands needs. */
const SETTINGS = ['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives'];
const DELIVERY_BYTES = 268_435_456;
const ACCOUNTS = {
  passwd: `guest:x:${BOX_ID}:${BOX_ID}::/tmp:/bin/sh\n`,
  group: `guest:x:${BOX_ID}:\n`,
};

export function boxFile(name: string): string {
  return fileURLToPath(new URL(`./box/${name}`, import.meta.url));
}

export interface BoxCommand {
  readonly command: readonly string[];
  /** What the child has to be given as descriptors, from the one after `BOX_INFORMATION_FD` on. */
  readonly inputs: readonly Buffer[];
}

/** Where bubblewrap says which process is the first in the box. */
export const BOX_INFORMATION_FD = 3;

interface OwnFile {
  readonly path: string;
  readonly content: Buffer;
}

const COMPILED = '/harness/keeper';
/** Our modules in their order, the last of which begins. */
const LOADER = `
import marshal, sys
with open('${COMPILED}', 'rb') as file: modules = marshal.load(file)
for name, code in modules: exec(code, sys.modules.setdefault(name, type(sys)(name)).__dict__)`;

const read = (name: string): Buffer => readFileSync(boxFile(name));

/** Our Python: its sources, or what a first box has told that they come to. */
function keeperFiles({ prepared }: Machine): OwnFile[] {
  if (prepared !== null) return [{ path: COMPILED, content: prepared.compiled }];
  return KEEPER_FILES.map((name) => ({ path: `/harness/${name}`, content: read(name) }));
}

function nodeFiles(): OwnFile[] {
  const begin = read(NODE_BEGIN);
  return NODE_FILES.map((name) => ({ path: `/harness/${name}`, content: Buffer.concat([begin, read(name)]) }));
}

function accountFiles(): OwnFile[] {
  return Object.entries(ACCOUNTS).map(([name, text]) => ({ path: `/etc/${name}`, content: Buffer.from(text) }));
}

/** Files of ours are written into the box's own root, which is then closed: a mount for each would take longer. */
export function boxCommand(machine: Machine, runsNode: boolean): BoxCommand {
  const inputs: Buffer[] = [];
  const pass = (input: Buffer): string => String(BOX_INFORMATION_FD + inputs.push(input));
  const own = [...keeperFiles(machine), ...(runsNode ? nodeFiles() : []), ...accountFiles()];
  const files = own.flatMap(({ path, content }) => ['--perms', '0444', '--file', pass(content), path]);
  const rights = ['CAP_SYS_ADMIN', 'CAP_SETUID', 'CAP_SETGID'].flatMap((name) => ['--cap-add', name]);
  const command = [
    machine.bubblewrap,
    ...apartArguments(),
    // As root the box mounts its own /proc: the one of bubblewrap is partly covered, and then no case may mount another.
    ...(machine.ownUsers ? [...rights, '--dir', '/proc'] : ['--proc', '/proc']),
    '--as-pid-1',
    // Made by ourselves: bubblewrap would keep them closed for other users.
    ...PARENTS.flatMap((path) => ['--perms', '0755', '--dir', path]),
    ...SYSTEM_FOLDERS.flatMap(systemFolder),
    ...SETTINGS.flatMap((name) => ['--ro-bind-try', `/etc/${name}`, `/etc/${name}`]),
    ...['--ro-bind', machine.node, BOX_NODE],
    ...deviceArguments(),
    ...files,
    ...['--perms', '0777', '--size', String(DELIVERY_BYTES), '--tmpfs', '/delivery'],
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...['--setenv', 'PATH', `/usr/local/bin:/usr/bin:/bin:/opt/node/bin`, '--setenv', 'LANG', 'C.UTF-8'],
    ...['--setenv', 'PYTHONHASHSEED', '0', '--setenv', 'OPENBLAS_NUM_THREADS', '1', '--setenv', 'TZ', 'UTC'],
    ...['--seccomp', pass(machine.keeperFilter), '--info-fd', String(BOX_INFORMATION_FD)],
    // Without what the machine does at each start of a Python: see `open_packages`.
    ...[machine.python, '-S', '-s', '-B'],
    ...(machine.prepared === null ? ['/harness/zygote.py'] : ['-c', LOADER]),
  ];
  return { command, inputs };
}
