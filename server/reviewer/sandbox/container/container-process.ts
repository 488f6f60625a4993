/** One container as the reviewer sees it: frames go in, frames come out, and it can be ended whatever it does. */

import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { RunLimits } from '../../sandbox.ts';
import { framed, frameReader } from '../embedded/frames.ts';
import { type Engine, runArguments } from './command-line.ts';
import { clientEnvironment } from './engine.ts';

const REMOVE_MAX_MS = 30_000;
const COMPLAINT_BYTES = 4_096;

export interface ContainerProcess {
  send(letter: string, body: Uint8Array): void;
  /** Ends the container and everything in it. */
  kill(): void;
  /** Settles when the engine has cleaned up, with the last line that it said. */
  readonly gone: Promise<string>;
}

/** By name, for the client that we speak to can be ended without its container. */
function remove({ command, name }: Engine, container: string): Promise<void> {
  const args = ['rm', '--force', ...(name === 'podman' ? ['--time', '0'] : []), container];
  const { promise, resolve } = Promise.withResolvers<void>();
  // Already gone is as good as removed; where the engine itself fails, the container has lost its input and ends by that.
  execFile(command, args, { env: clientEnvironment(), timeout: REMOVE_MAX_MS }, () => resolve());
  return promise;
}

/** Starts a container whose first process runs `harness`. `hear` gets every frame; null stands for what is none. */
export function startContainer(
  engine: Engine,
  image: string,
  harness: string,
  limits: Pick<RunLimits, 'memoryBytes'>,
  hear: (letter: string, body: Buffer | null) => void,
): ContainerProcess {
  const container = `arena-${randomUUID()}`;
  const child = spawn(engine.command, runArguments(engine, image, container, limits), {
    env: clientEnvironment(),
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  let removed: Promise<void> = Promise.resolve();
  const { promise: gone, resolve } = Promise.withResolvers<string>();
  const ended = (said: string): void => {
    void removed.then(() => resolve(said));
  };
  child.once('error', (problem) => ended(problem.message));
  child.once('close', () => ended(complaint.trim().split('\n').at(-1) ?? ''));
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < COMPLAINT_BYTES) complaint += chunk.toString('utf8');
  });
  const take = (frame: Buffer): void => hear(String.fromCharCode(frame[0] ?? 0), frame.subarray(1));
  child.stdout.on(
    'data',
    frameReader(take, () => hear('', null)),
  );
  // A write to a container that has just ended fails; its end is told by `gone`.
  child.stdin.on('error', () => child.stdin.destroy());
  child.stdin.write(framed(Buffer.from(harness)));
  let killed = false;
  return {
    gone,
    send: (letter, body) => {
      if (child.stdin.writable) child.stdin.write(framed(Buffer.concat([Buffer.from(letter), body])));
    },
    kill: () => {
      if (killed || child.exitCode !== null) return;
      killed = true;
      // The first process ends when its input does, and with it the container; the engine is told as well.
      child.stdin.destroy();
      removed = remove(engine, container).then(() => void child.kill('SIGKILL'));
    },
  };
}
