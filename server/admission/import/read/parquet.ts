/** Rows of Parquet files, read in a thread that is ended where it comes to no end, or wants all memory. */

import { Worker } from 'node:worker_threads';
import { ImportError, type Read, reasonOf } from '../trouble.ts';
import type { GroupAnswer } from './parquet-thread.ts';

/** For one row group. A damaged file can keep its reader busy for ever; a sound one of the largest size takes a fraction. */
const GROUP_MS_MAX = 120_000;
const THREAD_MIB_MAX = 3_072;
/** The thread's source has the ending of this one: it is run as it is, or as it was built. */
const THREAD = new URL(`./parquet-thread${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** The next answer of the thread. Rejects with its trouble, or when it takes too long. */
function asked(worker: Worker, waitMs: number): Promise<GroupAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => over(() => reject(new Error('it cannot be read to its end'))), waitMs);
    const onAnswer = (answer: GroupAnswer): void => over(() => resolve(answer));
    const onError = (thrown: unknown): void => over(() => reject(thrown));
    function over(settle: () => void): void {
      clearTimeout(timer);
      worker.off('message', onAnswer).off('error', onError);
      settle();
    }
    worker.on('message', onAnswer).on('error', onError);
    worker.postMessage('next');
  });
}

/** Throws an `ImportError` where the file is damaged: what stood in the groups before has been given already. */
export async function* parquetRows(file: string, waitMs = GROUP_MS_MAX): AsyncGenerator<Read> {
  const worker = new Worker(THREAD, { workerData: file, resourceLimits: { maxOldGenerationSizeMb: THREAD_MIB_MAX } });
  let at = 0;
  try {
    for (;;) {
      const answer = await asked(worker, waitMs);
      if (answer.kind === 'end') return;
      if (answer.kind === 'problem') throw new Error(answer.reason);
      for (const row of answer.rows) {
        at += 1;
        yield { ok: true, place: { file, unit: 'row', at }, row, raw: null };
      }
    }
  } catch (thrown) {
    throw new ImportError(`${file} cannot be read as Parquet: ${reasonOf(thrown)}`);
  } finally {
    // A trouble after the last answer concerns nobody any more.
    worker.on('error', () => {});
    await worker.terminate();
  }
}
