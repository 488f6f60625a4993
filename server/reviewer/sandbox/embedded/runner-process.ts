/** One child process as the reviewer sees it: a way to send, a way to hear, and a kill that always works. */

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RunRequest } from '../../sandbox.ts';
import { engineWall } from '../linux/engine-wall.ts';
import { strayDescriptors } from '../linux/stray-descriptors.ts';
import { BINARIES, type BinaryName, type BinaryPaths } from './binaries.ts';
import { childSources } from './child-sources.ts';
import type { Kept } from './engine-cache.ts';
import {
  type ChildMessage,
  decodeFromChild,
  FRAME_MAX_BYTES,
  frameReader,
  type SentRequest,
  type StartMessage,
} from './frames.ts';
import { encodeKept, encodeReply, encodeSources, encodeStart, requestWriter } from './requests.ts';
import { MAX_PAGES } from './wasm-limits.ts';

const ENTRY = fileURLToPath(new URL('./child.mjs', import.meta.url));
const THREAD_ENTRY = fileURLToPath(new URL('./child-thread.mjs', import.meta.url));

export interface RunnerProcess {
  send(message: StartMessage | SentRequest): void;
  /** Answers the message that the running program waits on. */
  reply(reply: Uint8Array | null): void;
  /** Ends the process within milliseconds, whatever it is doing. */
  kill(): void;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
}

function readablePaths(paths: BinaryPaths): string[] {
  const names = Object.keys(BINARIES) as BinaryName[];
  return [...new Set([SOURCE_FOLDER, PACKAGE_FILE, ...names.map((name) => paths[name])])];
}

function flags(readable: readonly string[]): string[] {
  return [
    '--permission',
    '--allow-worker',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    '--no-addons',
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    `--wasm-max-mem-pages=${MAX_PAGES}`,
  ];
}

const FILTER_FD = 4;

/** What a child gets for each descriptor. Those that we inherited ourselves, and cannot close for it, lead nowhere. */
function descriptors(nowhere: number, withFilter: boolean): ('pipe' | 'ignore' | number)[] {
  const given: ('pipe' | 'ignore' | number)[] = [
    'pipe',
    'pipe',
    'ignore',
    'pipe',
    ...(withFilter ? ['pipe' as const] : []),
  ];
  for (const stray of strayDescriptors()) {
    while (given.length <= stray) given.push('ignore');
    if (given[stray] === 'ignore') given[stray] = nowhere;
  }
  return given;
}

function launch(readable: readonly string[]): ChildProcess {
  const wanted = [...flags(readable), ENTRY];
  const { command, args, filter } = engineWall().around(process.execPath, wanted, readable, FILTER_FD);
  const nowhere = openSync(devNull, 'r');
  const stdio = descriptors(nowhere, filter !== undefined);
  const child = spawn(command, args, { env: {}, cwd: '/', stdio });
  closeSync(nowhere);
  if (filter !== undefined) (child.stdio[FILTER_FD] as Writable).end(filter);
  return child;
}

/**
 * Starts a child with an empty environment and three pipes: requests, replies, and the lifeline that it dies with.
 * `hear` gets every message; `ended` is called once, when the process is gone or has broken the protocol.
 */
export function startRunner(
  paths: BinaryPaths,
  hear: (message: ChildMessage) => void,
  ended: () => void,
): RunnerProcess {
  const child = launch(readablePaths(paths));
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  void gone.then(ended);
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  const requests = child.stdin as Writable;
  const replies = child.stdout as Readable;
  // A write to a child that has just died fails; its end is reported by `gone`.
  for (const stream of child.stdio) stream?.on('error', kill);
  let trusted = true;
  const distrust = (): void => {
    trusted = false;
    replies.destroy();
    kill();
  };
  const take = (body: Buffer): void => {
    if (!trusted) return;
    const message = decodeFromChild(body);
    if (message === undefined) distrust();
    else hear(message);
  };
  replies.on('data', frameReader(take, distrust));
  const write = (frame: Uint8Array): void => {
    // A child that asks without ever reading the replies would fill our memory instead of its own.
    if (requests.writableLength > FRAME_MAX_BYTES) distrust();
    else requests.write(frame);
  };
  const encode = requestWriter();
  return {
    start: (message, kept) => {
      write(encodeSources(childSources()));
      write(encodeStart(message));
      for (const part of encodeKept(kept())) write(part);
    },
    send: (request) => write(encode(request)),
    reply: (reply) => write(encodeReply(reply)),
    kill,
    gone,
  };
}
