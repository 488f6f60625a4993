// The child process. Plain JavaScript, as it runs before anything could remove types. This thread only watches the lifeline to the
// reviewer, so that a spinning guest cannot outlive it, nor keep back what ran before it.

import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

const LIFELINE_FD = 3;
const OUTPUT_FD = 1;
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
// Outcomes that the runner holds back so that several cross at once: how it takes and leaves them is in child-pipe.ts.
const held = new SharedArrayBuffer(65_536);
const words = new Int32Array(held, 0, 2);
const [LOCK, LENGTH] = [0, 1];

// Every byte from the reviewer asks for what is held: it has not heard from the runner for a while.
lifeline.on('data', () => {
  while (Atomics.compareExchange(words, LOCK, 0, 1) !== 0) Atomics.wait(words, LOCK, 1);
  for (let at = 0; at < words[LENGTH]; ) at += writeSync(OUTPUT_FD, new Uint8Array(held, 8 + at, words[LENGTH] - at));
  words[LENGTH] = 0;
  Atomics.store(words, LOCK, 0);
  Atomics.notify(words, LOCK);
});

const runner = new Worker(new URL('./child-thread.mjs', import.meta.url), {
  env: {},
  workerData: held,
  // Taken off this process's own streams: the runner speaks over them itself, and they must stay blocking.
  stdout: true,
  stderr: true,
  resourceLimits: { stackSizeMb },
});
runner.on('error', die);
runner.on('exit', die);
