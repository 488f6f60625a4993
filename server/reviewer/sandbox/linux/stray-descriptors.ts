/** Descriptors that this process was started with and did not ask for: whatever it starts would have them too. */

import { readdirSync, readFileSync } from 'node:fs';

const FIRST_FREE_FD = 3;
/** Beyond it nobody passes descriptors on by mistake, and a list up to it stays short. */
const HIGHEST_FD = 1_024;
/** In octal, as the system writes it. */
const CLOSE_ON_EXEC = 0o2000000;

function staysOpen(fd: number): boolean {
  try {
    const flags = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0';
    return (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // The one that listed the folder is closed by now.
    return false;
  }
}

/** Those from 3 on that a child would inherit, in rising order; none where the system does not tell. */
export function strayDescriptors(): number[] {
  let names: string[];
  try {
    names = readdirSync('/proc/self/fd');
  } catch {
    return [];
  }
  const numbers = names.map(Number).filter((fd) => fd >= FIRST_FREE_FD && fd < HIGHEST_FD);
  return numbers.filter(staysOpen).sort((one, other) => one - other);
}
