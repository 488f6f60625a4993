/** The store on SQLite whose commits are written by a thread of their own: the server goes on while the disk is flushed. */

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Commit, CommitResult } from '../../server/engine/ports.ts';
import { StoreFault } from '../store-fault.ts';
import type { OpenOptions } from './connection.ts';
import { openSqliteStore, type SqliteStore } from './store.ts';
import { errorOf, type Order, type Told } from './thread-messages.ts';

/** Sources run as they are, and a package carries them as JavaScript. */
const ENTRY = new URL(`./writing-thread${extname(import.meta.url)}`, import.meta.url);

interface Waiting {
  readonly settle: (result: CommitResult) => void;
  readonly fail: (thrown: Error) => void;
}

interface WritingThread {
  commit(commit: Commit): Promise<CommitResult>;
  /** Ends the thread when everything that it was given is written. */
  close(): Promise<void>;
  /** Whether it takes anything more. */
  isOver(): boolean;
}

/** What it is given while it is still starting waits for it. */
function startThread(options: OpenOptions, entry: URL): WritingThread {
  // Flags of this process, such as those of a program that was given on the command line, are not the thread's.
  const worker = new Worker(entry, { workerData: options, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let over = false;
  const ended = new Promise<void>((done) => worker.once('exit', () => done()));

  function take(number: number): Waiting | undefined {
    const item = waiting.get(number);
    waiting.delete(number);
    // A thread that has nothing to do keeps no process alive.
    if (waiting.size === 0 && !over) worker.unref();
    return item;
  }

  /** What was being written may be in the log or not: the writer folds it anew before it goes on. */
  function end(fault: Error): void {
    over = true;
    for (const { fail } of waiting.values()) fail(fault);
    waiting.clear();
  }

  worker.on('message', (told: Told) => {
    if (told.kind === 'committed') take(told.number)?.settle(told.result);
    else if (told.kind === 'failed') take(told.number)?.fail(errorOf(told.trouble));
    else end(errorOf(told.trouble));
  });
  worker.on('error', (thrown) => end(new StoreFault('io_failed', 'the writing thread has ended', thrown)));
  worker.on('exit', () => end(new StoreFault('io_failed', 'the writing thread has ended')));
  worker.unref();
  return {
    commit: (value) =>
      new Promise((settle, fail) => {
        count += 1;
        const order: Order = { number: count, commit: JSON.stringify(value) };
        waiting.set(count, { settle, fail });
        worker.ref();
        worker.postMessage(order);
      }),
    close: async () => {
      over = true;
      worker.ref();
      worker.postMessage('close' satisfies Order);
      await ended;
    },
    isOver: () => over,
  };
}

/**
 * Like `openSqliteStore`. Commits go to the thread one after the other; all reading, and what is seldom written, stays with
 * this connection. A thread that has ended by a bug is started anew by the next commit. `entry`: the program of the thread.
 */
export async function openThreadedStore(options: OpenOptions, entry = ENTRY): Promise<SqliteStore> {
  const store = await openSqliteStore(options);
  let thread = startThread(options, entry);
  let closed = false;
  return {
    ...store,
    commit: async (value) => {
      if (closed) throw new StoreFault('closed');
      if (thread.isOver()) thread = startThread(options, entry);
      return thread.commit(value);
    },
    close: async () => {
      closed = true;
      if (!thread.isOver()) await thread.close();
      await store.close();
    },
  };
}
