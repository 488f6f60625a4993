/** The store on SQLite whose commits are written by a thread of their own: the server goes on while the disk is flushed. */

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Commit, CommitResult } from '../../server/engine/ports.ts';
import { StoreFault } from '../store-fault.ts';
import type { OpenOptions } from './open.ts';
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

/** Resolves when the thread has opened the database; rejects with the fault that kept it from it. */
function startThread(options: OpenOptions, entry: URL): Promise<WritingThread> {
  // Flags of this process, such as those of a program that was given on the command line, are not the thread's.
  const worker = new Worker(entry, { workerData: options, execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let over = false;
  const ended = new Promise<void>((done) => worker.once('exit', () => done()));

  function settle(number: number): Waiting | undefined {
    const item = waiting.get(number);
    waiting.delete(number);
    // A thread that has nothing to do keeps no process alive.
    if (waiting.size === 0) worker.unref();
    return item;
  }

  function commit(value: Commit): Promise<CommitResult> {
    return new Promise((resolve, fail) => {
      count += 1;
      const order: Order = { number: count, commit: JSON.stringify(value) };
      waiting.set(count, { settle: resolve, fail });
      worker.ref();
      worker.postMessage(order);
    });
  }

  async function close(): Promise<void> {
    over = true;
    worker.ref();
    worker.postMessage('close' satisfies Order);
    await ended;
  }

  return new Promise((opened, failed) => {
    worker.on('message', (told: Told) => {
      if (told.kind === 'committed') settle(told.number)?.settle(told.result);
      else if (told.kind === 'failed') settle(told.number)?.fail(errorOf(told.trouble));
      else if (told.kind === 'not_opened') failed(errorOf(told.trouble));
      else {
        worker.unref();
        opened({ commit, close, isOver: () => over });
      }
    });
    const end = (why: unknown): void => {
      over = true;
      // What was being written may be in the log or not: the writer folds it anew before it goes on.
      const fault = new StoreFault('io_failed', 'the writing thread has ended', why);
      failed(fault);
      for (const { fail } of waiting.values()) fail(fault);
      waiting.clear();
    };
    worker.on('error', end);
    worker.on('exit', () => end(undefined));
  });
}

/**
 * Like `openSqliteStore`. Commits go to the thread one after the other; all reading, and what is seldom written, stays with
 * this connection. A thread that has ended by a bug is started anew by the next commit. `entry`: the program of the thread.
 */
export async function openThreadedStore(options: OpenOptions, entry = ENTRY): Promise<SqliteStore> {
  const store = await openSqliteStore(options);
  let thread = await startThread(options, entry).catch(async (thrown: unknown) => {
    await store.close();
    throw thrown;
  });
  let closed = false;
  let restarting: Promise<void> | null = null;

  async function restart(): Promise<void> {
    try {
      thread = await startThread(options, entry);
    } finally {
      restarting = null;
    }
  }

  async function commit(value: Commit): Promise<CommitResult> {
    if (closed) throw new StoreFault('closed');
    if (thread.isOver()) {
      restarting ??= restart();
      await restarting;
    }
    return thread.commit(value);
  }

  return {
    ...store,
    commit,
    close: async () => {
      closed = true;
      // A thread that cannot be started again has nothing to end, and whoever asked for it was told.
      await restarting?.catch(() => undefined);
      if (!thread.isOver()) await thread.close();
      await store.close();
    },
  };
}
