/** Control groups: limits for all processes of a box together, where this machine lets us make such groups. */

import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Cgroup {
  /**
   * Takes in a process, whose children then begin in the group. The system makes the writer wait until all of its processors
   * have passed a quiet moment, some ten milliseconds: the process should have something to do meanwhile.
   */
  join(pid: number): Promise<void>;
  /** Largest memory in bytes from now on, and what is used now; nothing where memory cannot be limited. */
  readonly memory: { limit(bytes: number): void; used(): number; kills(): number } | null;
  /** Kills what is in the group now. */
  kill(): void;
  /** Removes the group, when the last of its ended processes has been noticed by the system. */
  remove(): Promise<void>;
}

/** Where groups can be made: a folder for each kind of limit. */
export interface CgroupPlace {
  readonly memory: { readonly folder: string; readonly version: 1 | 2 } | null;
  readonly processes: { readonly folder: string; readonly version: 1 | 2 } | null;
}

interface Mount {
  readonly folder: string;
  readonly version: 1 | 2;
  readonly controllers: readonly string[];
}

const PREFIX = 'arena-box-';
const REMOVE_ATTEMPTS = 100;
const REMOVE_PAUSE_MS = 20;

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function mountsIn(text: string): Mount[] {
  return text.split('\n').flatMap((line): Mount[] => {
    const [, folder = '', kind, options = ''] = line.split(' ');
    if (kind === 'cgroup') return [{ folder, version: 1, controllers: options.split(',') }];
    if (kind !== 'cgroup2') return [];
    return [{ folder, version: 2, controllers: readOrEmpty(join(folder, 'cgroup.controllers')).trim().split(/\s+/) }];
  });
}

/** Our own group in the tree of a mount: `/proc/self/cgroup` has a line `id:controllers:path` for each tree. */
function ownPath(groups: string, mount: Mount, controller: string): string {
  for (const line of groups.split('\n')) {
    const [, controllers = '', ...path] = line.split(':');
    const isOurs = mount.version === 2 ? controllers === '' : controllers.split(',').includes(controller);
    if (isOurs && path.length > 0) return path.join(':');
  }
  return '/';
}

/** Whether a group made in `folder` has the file that sets the limit, and may set it. */
function canLimit(folder: string, [file, value]: readonly [string, string]): boolean {
  const trial = join(folder, `${PREFIX}${process.pid}-trial`);
  try {
    mkdirSync(trial);
  } catch {
    return false;
  }
  try {
    writeFileSync(join(trial, file), value, { flag: 'r+' });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(trial);
  }
}

const LIMIT_FILES = {
  memory: { 1: 'memory.limit_in_bytes', 2: 'memory.max' },
  pids: { 1: 'pids.max', 2: 'pids.max' },
} as const;

const TRIAL_VALUES = { memory: '1000000000', pids: '1000' } as const;

function placeFor(
  controller: 'memory' | 'pids',
  mounts: readonly Mount[],
  groups: string,
): CgroupPlace['memory'] | null {
  for (const mount of mounts.filter(({ controllers }) => controllers.includes(controller))) {
    const { version } = mount;
    // In a container our own group may not be in sight; the top of what is in sight then holds us.
    for (const folder of [join(mount.folder, ownPath(groups, mount, controller)), mount.folder]) {
      if (canLimit(folder, [LIMIT_FILES[controller][version], TRIAL_VALUES[controller]])) return { folder, version };
    }
  }
  return null;
}

/** Looks where groups can be made, and sweeps away those of arenas that are gone. */
export function findCgroupPlace(
  mountText: string = readOrEmpty('/proc/mounts'),
  groups: string = readOrEmpty('/proc/self/cgroup'),
): CgroupPlace {
  const mounts = mountsIn(mountText);
  const place = { memory: placeFor('memory', mounts, groups), processes: placeFor('pids', mounts, groups) };
  for (const found of [place.memory, place.processes]) if (found !== null) sweep(found.folder);
  return place;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A killed arena cannot remove its groups, which are empty by then; the next one does. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    removeGroup(join(folder, name));
  }
}

/** A group with processes in it stays: they are not ours, or not gone yet, and then the next sweep comes. */
function removeGroup(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function memoryOf(folder: string, version: 1 | 2): NonNullable<Cgroup['memory']> {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const events = version === 1 ? 'memory.oom_control' : 'memory.events';
  return {
    limit: (bytes) => writeFileSync(join(folder, LIMIT_FILES.memory[version]), String(bytes)),
    used: () => Number(read(version === 1 ? 'memory.usage_in_bytes' : 'memory.current')),
    kills: () => Number(/^oom_kill (\d+)$/m.exec(read(events))?.[1] ?? 0),
  };
}

function membersOf(folder: string): number[] {
  return readOrEmpty(join(folder, 'cgroup.procs'))
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself since the list was read.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

let made = 0;

/** A new group of at most `processCount` processes and threads; null where nothing can be limited by groups. */
export function makeCgroup(place: CgroupPlace, processCount: number): Cgroup | null {
  made += 1;
  const name = `${PREFIX}${process.pid}-${made}`;
  const folders = new Set<string>();
  for (const found of [place.memory, place.processes]) {
    if (found === null) continue;
    const folder = join(found.folder, name);
    mkdirSync(folder, { recursive: true });
    folders.add(folder);
  }
  if (folders.size === 0) return null;
  if (place.processes !== null) {
    writeFileSync(join(place.processes.folder, name, LIMIT_FILES.pids[place.processes.version]), String(processCount));
  }
  const { memory } = place;
  return {
    join: async (pid) => {
      await Promise.all([...folders].map((folder) => writeFile(join(folder, 'cgroup.procs'), String(pid))));
    },
    memory: memory === null ? null : memoryOf(join(memory.folder, name), memory.version),
    kill: () => {
      for (const folder of folders) for (const pid of membersOf(folder)) killProcess(pid);
    },
    remove: async () => {
      for (let attempt = 0; attempt < REMOVE_ATTEMPTS; attempt += 1) {
        for (const folder of folders) if (removeGroup(folder)) folders.delete(folder);
        if (folders.size === 0) return;
        await sleep(REMOVE_PAUSE_MS);
      }
    },
  };
}
