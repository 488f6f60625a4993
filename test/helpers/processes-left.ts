/** Which processes came from this one: what a sandbox starts must be gone when it is closed. */

import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

function read(id: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { id, parent, command: readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() };
  } catch {
    return undefined;
  }
}

function table(): readonly Process[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map((id) => read(Number(id))).filter((found) => found !== undefined);
}

/** Whether this machine shows its processes as files. */
export const PROCESSES_SHOWN = process.platform === 'linux';

/**
 * Command lines of the processes that descend from this one, and of those that mention `mark` wherever they descend from:
 * a daemon has given up its parents. Empty where the machine does not show them.
 */
export function processesLeft(mark: string): readonly string[] {
  if (!PROCESSES_SHOWN) return [];
  const all = table();
  const ours = new Set([process.pid]);
  for (let before = 0; before < ours.size; ) {
    before = ours.size;
    for (const { id, parent } of all) if (ours.has(parent)) ours.add(id);
  }
  ours.delete(process.pid);
  return all
    .filter(({ id, command }) => ours.has(id) || command.includes(mark))
    .map(({ command }) => command)
    .sort();
}
