/** The processes of this machine as it sees them from outside, for tests that nothing was left behind. */

import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Its number in each process namespace that it is inside of, ours first: three of them for the program of a case. */
  readonly numbers: readonly number[];
  readonly user: number;
  readonly status: string;
}

function entryOf(pid: number): ProcessEntry[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    const numbers = field('NSpid').split(/\s+/).map(Number);
    return [{ pid, parent: Number(field('PPid')), numbers, user: Number(field('Uid').split(/\s+/)[0]), status }];
  } catch {
    // It ended between the list and the look.
    return [];
  }
}

const TOLD = existsSync('/proc/self/stat');

/** How long the process has had a processor, 0 for one that is gone; where no machine says so, as long as the clock goes. */
export function processorMsOf(pid: number | undefined): number {
  if (!TOLD) return performance.now();
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // In hundredths of a second, its own and the kernel's for it.
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return 0;
  }
}

function allProcesses(): ProcessEntry[] {
  const entries = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap(entryOf);
  // Dead ones that nobody has noticed yet do nothing any more.
  return entries.filter(({ status }) => !/^State:\s*[ZX]/m.test(status));
}

function below(all: readonly ProcessEntry[], tops: ReadonlySet<number>): ProcessEntry[] {
  const found = new Set(tops);
  for (let grown = true; grown; ) {
    const size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
    grown = found.size > size;
  }
  return all.filter(({ pid }) => found.has(pid) && !tops.has(pid));
}

const seen = new Set<number>();

/** Every process below `of`. */
export function descendants(of: number = process.pid): ProcessEntry[] {
  const found = below(allProcesses(), new Set([of]));
  for (const { pid } of found) seen.add(pid);
  return found;
}

/**
 * What is inside of boxes: below this process, or below one that is gone and has left them behind. Of processes that have lost
 * their parent only those count that were seen before it went: others may belong to anybody on this machine.
 */
export function boxed(of: number = process.pid): ProcessEntry[] {
  const all = allProcesses();
  for (const { pid } of below(all, new Set([of]))) seen.add(pid);
  const left = all.filter(({ pid, parent, numbers }) => parent === 1 && numbers.length > 1 && seen.has(pid));
  return [...left, ...below(all, new Set([of, ...left.map(({ pid }) => pid)]))].filter(
    ({ numbers }) => numbers.length > 1,
  );
}

/** Which of these processes are still inside of a box, whoever their parent may be by now. */
export function stillBoxed(pids: ReadonlySet<number>): ProcessEntry[] {
  return allProcesses().filter(({ pid, numbers }) => pids.has(pid) && numbers.length > 1);
}

/** The programs among them: whatever is inside a case, but for its first process, which is ours and reports its end. */
export function guests(): ProcessEntry[] {
  return boxed().filter(({ numbers }) => numbers.length >= 3 && numbers.at(-1) !== 1);
}

/** Where a link of a process leads, such as `ns/net`; empty when it may not be asked. */
export function linkOf(pid: number, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return '';
  }
}
