/** Bubblewrap: where it is, and the arguments that every box of ours has in common. */

import { accessSync, constants, lstatSync, readlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** User and group of a program inside a box. Outside it is an unprivileged id of the slot, or whoever runs the arena. */
export const BOX_ID = 1_000;

const PATH_DEFAULT = '/usr/local/bin:/usr/bin:/bin';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a command of this machine, or null. */
export function findCommand(name: string, path: string = process.env.PATH ?? PATH_DEFAULT): string | null {
  const candidates = path.split(delimiter).map((folder) => join(folder, name));
  return candidates.find(isExecutable) ?? null;
}

export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/** Everything unshared, no environment, no terminal, gone with whoever started it. */
export function apartArguments(): string[] {
  const apart = ['ipc', 'pid', 'net', 'uts', 'cgroup-try'].map((kind) => `--unshare-${kind}`);
  const ids = isRoot() ? [] : ['--unshare-user', '--uid', String(BOX_ID), '--gid', String(BOX_ID)];
  const ends = ['--die-with-parent', '--new-session', '--clearenv', '--hostname', 'box', '--chdir', '/'];
  return [...apart, ...ids, ...ends];
}

/** A folder of the system as it is here: read-only, or the link that it is. */
export function systemFolder(path: string): string[] {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return [];
  return entry.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}

/** A `/dev` of the few harmless devices; it still has to be closed for writing. */
export function deviceArguments(): string[] {
  const devices = ['null', 'zero', 'full', 'random', 'urandom'].flatMap((name) => [
    '--dev-bind',
    `/dev/${name}`,
    `/dev/${name}`,
  ]);
  const links = [
    ['/proc/self/fd', '/dev/fd'],
    ['/proc/self/fd/0', '/dev/stdin'],
    ['/proc/self/fd/1', '/dev/stdout'],
    ['/proc/self/fd/2', '/dev/stderr'],
  ].flatMap(([target = '', path = '']) => ['--symlink', target, path]);
  return ['--perms', '0755', '--tmpfs', '/dev', ...devices, ...links, '--perms', '0755', '--dir', '/dev/shm'];
}
