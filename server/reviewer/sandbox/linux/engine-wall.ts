/** The wall of the operating system around a child of the embedded tier: a bubblewrap box with nothing but Node and the engines. */

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { apartArguments, findCommand, isRoot } from './bubblewrap.ts';
import { callFilter } from './call-filter.ts';

/** How to start a child, walled or not. */
export interface WalledCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** What the child's next free descriptor has to be given, to be read before the child begins; undefined: nothing. */
  readonly filter: Buffer | undefined;
}

export interface EngineWall {
  /** Whether it stands, in plain words. */
  readonly sentence: string;
  /** `filterFd` is the descriptor that `filter` will be read from; `readable` are all the paths that the child may see. */
  around(command: string, args: readonly string[], readable: readonly string[], filterFd: number): WalledCommand;
}

/** Unprivileged, and nobody else's: the boxes of the native tier count from the next. */
const ENGINE_USER = 59_999;
const PROBE_MAX_MS = 10_000;
const STANDS =
  'a bubblewrap box stands around the child process: no network, no other process, nothing of the disk but Node and the engines, and a filter of system calls';
/** The libraries of this very process, by the names that its loader knows: the child is the same program. */
function ownLibraries(): string[] {
  const report: typeof process.report & { excludeNetwork?: boolean } = process.report;
  const { excludeNetwork = false } = report;
  // Names of its network's other end would be asked for otherwise.
  report.excludeNetwork = true;
  const { sharedObjects } = z.object({ sharedObjects: z.array(z.string()) }).parse(report.getReport());
  report.excludeNetwork = excludeNetwork;
  return [...new Set(sharedObjects.filter((path) => /^\/(?:usr\/)?lib/.test(path)))];
}

function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort((one, other) => one.length - other.length);
}

/** Whether everybody may read these, so that a user without any rights can run from them. */
function isOpen(paths: readonly string[]): boolean {
  return paths.every((path) => {
    const found = statSync(path);
    return (found.mode & (found.isDirectory() ? 0o005 : 0o004)) !== 0;
  });
}

function boxArguments(bubblewrap: string, readable: readonly string[]): string[] {
  const seen = [process.execPath, ...ownLibraries(), ...readable].map((path) => path.replace(/\/$/, ''));
  return [
    bubblewrap,
    ...apartArguments(),
    ...foldersAbove(seen).flatMap((path) => ['--perms', '0755', '--dir', path]),
    ...seen.flatMap((path) => ['--ro-bind', path, path]),
    ...['--perms', '0755', '--tmpfs', '/dev', '--dev-bind', '/dev/null', '/dev/null'],
    ...['--dev-bind', '/dev/urandom', '/dev/urandom', '--remount-ro', '/dev', '--remount-ro', '/'],
  ];
}

/** Whether such a box can be made here, with Node starting in it: null, or why not, in words. */
function probe(bubblewrap: string, filter: Buffer): string | null {
  const [file = '', ...args] = [...boxArguments(bubblewrap, []), '--seccomp', '0', process.execPath, '--version'];
  const found = spawnSync(file, args, { env: {}, cwd: '/', input: filter, timeout: PROBE_MAX_MS });
  if (found.status === 0 && found.stdout.toString().trim() === process.version) return null;
  const said = found.error?.message ?? found.stderr.toString().trim().split('\n').at(-1);
  return `bubblewrap cannot make one: ${said ?? 'it ended without a word'}`;
}

function bare(reason: string): EngineWall {
  return {
    sentence: `no wall of the operating system stands around the child process: ${reason}`,
    around: (command, args) => ({ command, args, filter: undefined }),
  };
}

function build(): EngineWall {
  if (process.platform !== 'linux') return bare(`it needs Linux, and this is ${process.platform}`);
  const filter = callFilter('engine');
  if (filter === null) return bare(`there is no system-call filter for processors of ${process.arch}`);
  const bubblewrap = findCommand('bwrap');
  if (bubblewrap === null) return bare('bubblewrap is not installed (Debian and Ubuntu: apt install bubblewrap)');
  const trouble = probe(bubblewrap, filter);
  if (trouble !== null) return bare(trouble);
  return {
    sentence: STANDS,
    around: (command, args, readable, filterFd) => {
      // Whoever may change its user id gives that up as soon as it has done so: see `child.ts`.
      const changes = isRoot() && isOpen(readable);
      const rights = changes ? ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'] : [];
      const [file = '', ...before] = [...boxArguments(bubblewrap, readable), ...rights, '--seccomp', String(filterFd)];
      const user = changes ? [String(ENGINE_USER)] : [];
      return { command: file, args: [...before, command, ...args, ...user], filter };
    },
  };
}

let wall: EngineWall | undefined;

/** Probed at the first call, which takes some ten milliseconds. */
export function engineWall(): EngineWall {
  wall ??= build();
  return wall;
}
