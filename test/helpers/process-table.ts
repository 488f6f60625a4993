/** The processes of this machine as it sees them from outside, for tests that nothing was left behind. */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** How many process namespaces it is inside of: 1 for an ordinary process, 3 for the program of a case. */
  readonly depth: number;
  readonly user: number;
  readonly status: string;
}

function entryOf(pid: number): ProcessEntry[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    const depth = field('NSpid').split(/\s+/).length;
    return [{ pid, parent: Number(field('PPid')), depth, user: Number(field('Uid').split(/\s+/)[0]), status }];
  } catch {
    // It ended between the list and the look.
    return [];
  }
}

/** Every process below this one, dead ones that nobody has noticed yet aside. */
export function descendants(of: number = process.pid): ProcessEntry[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap(entryOf);
  const below = new Set([of]);
  for (let grown = true; grown; ) {
    const size = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
    grown = below.size > size;
  }
  return all.filter(({ pid, status }) => below.has(pid) && pid !== of && !/^State:\s*Z/m.test(status));
}

/** Those of them that run inside a case. */
export function guests(): ProcessEntry[] {
  return descendants().filter(({ depth }) => depth >= 3);
}

/** Where a link of a process leads, such as `ns/net`; empty when it may not be asked. */
export function linkOf(pid: number, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return '';
  }
}
