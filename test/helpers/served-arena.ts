/** `arena serve` as a process of its own, on a port that the system chose. */

import type { ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { ENTRY, type Ended, ended, start } from './arena-command.ts';

export interface ServedArena {
  readonly url: string;
  /** What it said on its standard output when it was up. */
  readonly hello: string;
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Resolves when it says where it is; rejects with what it said where it ended instead. Ends with the test. */
export function serveArena(cwd: string, ...args: readonly string[]): Promise<ServedArena> {
  const child = start(process.execPath, [ENTRY, 'serve', '--port', '0', ...args], cwd);
  // A test that fails in the middle leaves no server behind.
  onTestFinished(() => void child.kill('SIGKILL'));
  const over = ended(child);
  return new Promise((resolve, reject) => {
    let hello = '';
    child.stdout?.on('data', (chunk) => {
      hello += chunk;
      const url = /(http:\/\/\S+) \(markets.*\n/.exec(hello)?.[1];
      if (url !== undefined) resolve({ url, hello, child, ended: over });
    });
    over.then((end) => reject(new Error(`ended with ${end.code}: ${end.stderr}`)), reject);
  });
}
