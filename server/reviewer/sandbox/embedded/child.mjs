// The child process. Plain JavaScript, as it runs before anything could remove types. This thread only watches the lifeline to the
// reviewer, so that a spinning guest cannot outlive it.

import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

const LIFELINE_FD = 3;
/**
 * What the thread needs of the stack, as the reviewer's process has reckoned it. Inside a box of the operating system a child
 * that begins as root is also told which user to become.
 */
const [stackSizeMb, user] = process.argv.slice(2).map(Number);
if (user !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(user);
  process.setuid?.(user);
}

const die = () => {
  process.kill(process.pid, 'SIGKILL');
};

const lifeline = new Socket({ fd: LIFELINE_FD, readable: true, writable: false });
lifeline.on('close', die);
lifeline.on('error', die);
lifeline.resume();

const runner = new Worker(new URL('./child-thread.mjs', import.meta.url), {
  env: {},
  // Taken off this process's own streams: the runner speaks over them itself, and they must stay blocking.
  stdout: true,
  stderr: true,
  resourceLimits: { stackSizeMb },
});
runner.on('error', die);
runner.on('exit', die);
