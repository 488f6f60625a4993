/** The command line of a box: what it sees of this machine, and the files of ours that it gets. */

import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { apartArguments, BOX_ID, deviceArguments, systemFolder } from '../linux/bubblewrap.ts';
import type { Machine } from './machine.ts';

/** Where Node is inside a box, for programs and for build commands. */
export const BOX_NODE = '/opt/node/bin/node';

const KEEPER_FILES = ['zygote.py', 'kernel.py', 'wire.py', 'limits.py', 'case.py', 'guest.py', 'harness.py'] as const;
const NODE_FILES = ['function.cjs', 'main.cjs'] as const;
export const BOX_FILES = [...KEEPER_FILES, ...NODE_FILES];

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

/** A descriptor for the child: a file that is open here, or bytes that are written to it. */
export type BoxInput = number | Buffer;

export interface BoxCommand {
  readonly command: readonly string[];
  /** Descriptors from 3 on. */
  readonly inputs: readonly BoxInput[];
  /** Closes what was opened here, once the child has its own. */
  readonly release: () => void;
}

const FIRST_INPUT_FD = 3;

/** Files reach the box as open descriptors: the user that it becomes may not be able to walk to them. */
export function boxCommand(machine: Machine): BoxCommand {
  const inputs: BoxInput[] = [];
  const opened: number[] = [];
  const pass = (input: BoxInput): string => String(FIRST_INPUT_FD + inputs.push(input) - 1);
  const files = BOX_FILES.flatMap((name) => {
    const fd = openSync(boxFile(name), 'r');
    opened.push(fd);
    return ['--perms', '0444', '--ro-bind-data', pass(fd), `/harness/${name}`];
  });
  const accounts = Object.entries(ACCOUNTS).flatMap(([name, text]) => {
    return ['--perms', '0444', '--ro-bind-data', pass(Buffer.from(text)), `/etc/${name}`];
  });
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
    ...accounts,
    ...['--perms', '0777', '--size', String(DELIVERY_BYTES), '--tmpfs', '/delivery'],
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...['--setenv', 'PATH', `/usr/local/bin:/usr/bin:/bin:/opt/node/bin`, '--setenv', 'LANG', 'C.UTF-8'],
    ...['--setenv', 'PYTHONHASHSEED', '0', '--setenv', 'OPENBLAS_NUM_THREADS', '1', '--setenv', 'TZ', 'UTC'],
    ...['--seccomp', pass(machine.keeperFilter)],
    ...[machine.python, '-s', '-B', '/harness/zygote.py'],
  ];
  const release = (): void => {
    for (const fd of opened) closeSync(fd);
  };
  return { command, inputs, release };
}
