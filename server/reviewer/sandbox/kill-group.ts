/** Ends a process together with what it has just begun, also in the moment before a box stands. */

import type { ChildProcess } from 'node:child_process';

/** Windows has no groups of processes; there nothing stands around a child that could be left behind. */
export const OWN_GROUP = process.platform !== 'win32';

function isGone(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ESRCH';
}

/**
 * Kills the group of a child that was spawned with `detached: OWN_GROUP`. bubblewrap first makes the process that will be the
 * box's own and then tells it to go on; killed between the two by itself, it leaves one that waits for ever and holds our pipes.
 */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (!OWN_GROUP) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (thrown) {
    if (!isGone(thrown)) throw thrown;
  }
}
