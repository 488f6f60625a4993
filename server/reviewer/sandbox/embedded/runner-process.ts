/** One child process as the reviewer sees it: a way to send, a way to hear, and a kill that always works. */

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { killGroup, OWN_GROUP } from '../kill-group.ts';
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
import { STACK_MB } from './metering/gauge.ts';
import { encodeKept, encodeReply, encodeSources, encodeStart, requestWriter } from './requests.ts';
import { MAX_PAGES } from './wasm-limits.ts';

const ENTRY = fileURLToPath(new URL('./child.mjs', import.meta.url));
const THREAD_ENTRY = fileURLToPath(new URL('./child-thread.mjs', import.meta.url));

export interface RunnerProcess {
  /** The first message, and what was kept of an earlier start. */
  start(message: StartMessage, kept: () => Kept): void;
  send(request: SentRequest): void;
  /** Answers the message that the running program waits on. */
  reply(reply: Uint8Array | null): void;
  /** Asks for outcomes that it may be holding back. */
  askForHeld(): void;
  /** Ends the process within milliseconds, whatever it is doing. */
  kill(): void;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
}

/** The child may read its two entries and the binaries of the engines; all other code of ours is sent to it. */
function readablePaths(paths: BinaryPaths, entry: string): string[] {
  const names = Object.keys(BINARIES) as BinaryName[];
  return [...new Set([entry, THREAD_ENTRY, ...names.map((name) => paths[name])])];
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

const LIFELINE_FD = 3;
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

/** Starts the process with an empty environment and three pipes: requests, replies, and the lifeline that it dies with. */
function launch(readable: readonly string[], entry: string): ChildProcess {
  const wanted = [...flags(readable), entry, String(STACK_MB)];
  const { command, args, filter } = engineWall().around(process.execPath, wanted, readable, FILTER_FD);
  const nowhere = openSync(devNull, 'r');
  const stdio = descriptors(nowhere, filter !== undefined);
  const child = spawn(command, args, { env: {}, cwd: '/', stdio, detached: OWN_GROUP });
  closeSync(nowhere);
  if (filter !== undefined) (child.stdio[FILTER_FD] as Writable).end(filter);
  return child;
}

export interface RunnerOptions {
  readonly paths: BinaryPaths;
  /** Gets every message. */
  readonly hear: (message: ChildMessage) => void;
  /** Called once, when the process is gone; also when it was killed because it broke the protocol. */
  readonly ended: () => void;
  /** The file that the child runs. Default: our own child. */
  readonly entry?: string;
}

export function startRunner({ paths, hear, ended, entry = ENTRY }: RunnerOptions): RunnerProcess {
  const child = launch(readablePaths(paths, entry), entry);
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  void gone.then(ended);
  const kill = (): void => killGroup(child);
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
    if (requests.writableLength > FRAME_MAX_BYTES) {
      distrust();
      return;
    }
    // All that is sent in one go crosses in one go.
    if (requests.writableCorked === 0) {
      requests.cork();
      process.nextTick(() => requests.uncork());
    }
    requests.write(frame);
  };
  const lifeline = child.stdio[LIFELINE_FD] as Writable;
  const encode = requestWriter();
  return {
    start: (message, kept) => {
      write(encodeSources(childSources()));
      write(encodeStart(message));
      for (const part of encodeKept(kept())) write(part);
    },
    send: (request) => write(encode(request)),
    reply: (reply) => write(encodeReply(reply)),
    askForHeld: () => lifeline.write(Uint8Array.of(1)),
    kill,
    gone,
  };
}
