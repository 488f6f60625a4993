/** What every store demands of a commit before it writes it. */

import type { Commit } from '../server/engine/ports.ts';
import { assert } from '../server/kernel/assert.ts';

/**
 * A commit whose events do not continue `expectedSeq` one by one, or whose transfers belong to none of its events, is a
 * bug of the writer: it would leave a log that does not fold.
 */
export function assertContinuous({ expectedSeq, events, transfers }: Commit): void {
  let seq = expectedSeq;
  for (const event of events) {
    seq += 1;
    assert(event.seq === seq, `event ${event.seq} where ${seq} was due`);
  }
  for (const transfer of transfers) {
    assert(transfer.seq > expectedSeq && transfer.seq <= seq, `transfer of event ${transfer.seq} in another commit`);
  }
}
