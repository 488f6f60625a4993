/** What the native tier needs of this machine, looked at without starting anything; what is missing is said in one sentence. */

import { readFileSync } from 'node:fs';
import { SandboxUnavailable } from '../../sandbox.ts';
import { findCommand, isRoot } from '../linux/bubblewrap.ts';
import { callFilter } from '../linux/call-filter.ts';
import { type CgroupPlace, findCgroupPlace } from '../linux/cgroup.ts';

/** What the first box of all told, for those after it. */
export interface Prepared {
  /** Our own Python as the Python of the system compiles it: a box need not do that again. */
  readonly compiled: Buffer;
  /** Where the Python of the system has its installed packages. */
  readonly folders: readonly string[];
}

export interface Machine {
  readonly bubblewrap: string;
  /** Of the system, not of a user: the box sees no home folders. */
  readonly python: string;
  readonly node: string;
  readonly keeperFilter: Buffer;
  readonly guestFilter: Buffer;
  readonly groups: CgroupPlace;
  /** Whether each slot has a user id of its own. */
  readonly ownUsers: boolean;
  /** Null until a first box has stood here. */
  readonly prepared: Prepared | null;
}

const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';
const USER_NAMESPACES = '/proc/sys/user/max_user_namespaces';
const UNPRIVILEGED = '/proc/sys/kernel/unprivileged_userns_clone';

function numberIn(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    // A kernel without this switch does not restrict.
    return null;
  }
}

/** Rejects nothing: throws `SandboxUnavailable` with what is missing and how to come by it. */
export function findMachine(): Machine {
  const lacks = (sentence: string): never => {
    throw new SandboxUnavailable(`the native tier cannot stand here: ${sentence}`);
  };
  const { arch, platform } = process;
  if (platform !== 'linux') return lacks(`it needs Linux, and this is ${platform}`);
  const keeperFilter = callFilter('keeper');
  const guestFilter = callFilter('guest');
  if (keeperFilter === null || guestFilter === null)
    return lacks(`it has no system-call filter for processors of ${arch}`);
  const bubblewrap = findCommand('bwrap');
  if (bubblewrap === null) return lacks('bubblewrap is not installed (Debian and Ubuntu: apt install bubblewrap)');
  const python = findCommand('python3', SYSTEM_PATH);
  if (python === null) return lacks('the system has no python3 (Debian and Ubuntu: apt install python3)');
  if (numberIn(USER_NAMESPACES) === 0)
    return lacks('user namespaces are forbidden (sysctl user.max_user_namespaces is 0)');
  if (!isRoot() && numberIn(UNPRIVILEGED) === 0) {
    return lacks('user namespaces are forbidden for ordinary users (sysctl kernel.unprivileged_userns_clone is 0)');
  }
  const groups = findCgroupPlace();
  const node = process.execPath;
  return { bubblewrap, python, node, keeperFilter, guestFilter, groups, ownUsers: isRoot(), prepared: null };
}
