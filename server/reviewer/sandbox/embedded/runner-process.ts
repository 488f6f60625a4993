/** One child process as the reviewer sees it: a way to send, a way to hear, and a kill that always works. */

import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RunRequest } from '../../sandbox.ts';
import { BINARIES, type BinaryName, type BinaryPaths } from './binaries.ts';
import {
  type ChildMessage,
  decodeFromChild,
  encodeReply,
  encodeToChild,
  frameReader,
  type StartMessage,
} from './frames.ts';
import { MAX_PAGES } from './wasm-limits.ts';

const ENTRY = fileURLToPath(new URL('./child.ts', import.meta.url));
/** What the child may read: the code of the server (its own source is among it), and the packages of the engines. */
const SOURCE_FOLDER = fileURLToPath(new URL('../../../', import.meta.url));
const PACKAGE_FILE = fileURLToPath(new URL('../../../../package.json', import.meta.url));

export interface RunnerProcess {
  send(message: StartMessage | RunRequest): void;
  /** Answers the message that the running program waits on. */
  reply(reply: Uint8Array | null): void;
  /** Ends the process within milliseconds, whatever it is doing. */
  kill(): void;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
}

function flags(paths: BinaryPaths): string[] {
  const names = Object.keys(BINARIES) as BinaryName[];
  const readable = new Set([SOURCE_FOLDER, PACKAGE_FILE, ...names.map((name) => paths[name])]);
  return [
    '--permission',
    '--allow-worker',
    ...[...readable].map((path) => `--allow-fs-read=${path}`),
    '--no-addons',
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    `--wasm-max-mem-pages=${MAX_PAGES}`,
  ];
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
  const child: ChildProcess = spawn(process.execPath, [...flags(paths), ENTRY], {
    env: {},
    cwd: '/',
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
  });
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
  const take = (body: Buffer): void => {
    const message = decodeFromChild(body);
    if (message === undefined) kill();
    else hear(message);
  };
  replies.on('data', frameReader(take, kill));
  return {
    send: (message) => {
      requests.write(encodeToChild(message));
    },
    reply: (reply) => {
      requests.write(encodeReply(reply));
    },
    kill,
    gone,
  };
}
