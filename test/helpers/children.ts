/** Processes that tests start end with the file that started them, however it ends. */

import type { ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();

/** After a test that gave up waiting. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
}

// Also when this process is told to end; and, before anybody else acts on it, when the one that runs all files is gone.
process.once('exit', endAll);
process.prependOnceListener('disconnect', endAll);
process.once('SIGTERM', () => {
  endAll();
  process.kill(process.pid, 'SIGTERM');
});

/** The same child, killed at the end of the file's tests unless it has ended by itself. */
export function endingWithTests<Child extends ChildProcess>(child: Child): Child {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
