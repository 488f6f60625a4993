/** The thread that writes commits: it alone waits for the disk. Started by `threaded-store.ts`, with the options of the store. */

import { parentPort, workerData } from 'node:worker_threads';
import type { Commit } from '../../server/engine/ports.ts';
import { Bug, known } from '../../server/kernel/assert.ts';
import { StoreFault } from '../store-fault.ts';
import { prepareCommit } from './committing.ts';
import { connectBeside, type OpenOptions } from './connection.ts';
import type { Order, Told, Trouble } from './thread-messages.ts';

const port = known(parentPort, 'parent of the thread');
const tell = (told: Told): void => port.postMessage(told);

function troubleOf(thrown: unknown): Trouble {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof StoreFault) {
    const { code, cause } = thrown;
    return { kind: 'store_fault', code, detail: cause instanceof Error ? cause.message : '' };
  }
  return { kind: thrown instanceof Bug ? 'bug' : 'other', message };
}

function open(): void {
  const client = connectBeside(workerData as OpenOptions);
  const commit = prepareCommit(client);
  port.on('message', (order: Order) => {
    if (order === 'close') {
      client.close();
      port.close();
      return;
    }
    const { number } = order;
    try {
      tell({ kind: 'committed', number, result: commit(JSON.parse(order.commit) as Commit) });
    } catch (thrown) {
      tell({ kind: 'failed', number, trouble: troubleOf(thrown) });
    }
  });
}

try {
  open();
} catch (thrown) {
  tell({ kind: 'not_opened', trouble: troubleOf(thrown) });
}
