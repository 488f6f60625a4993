/** What the tests of a file stand on, opened before the first of them, and anew before one that is tried a second time. */

import { afterAll, beforeAll, beforeEach } from 'vitest';

/** Whether this test has failed once already. */
export const triedAgain = (task: { readonly result?: { readonly retryCount?: number } }): boolean =>
  (task.result?.retryCount ?? 0) > 0;

/**
 * `open` and `close` may be called more than once. What a test has changed before it failed is gone when it is tried again; so is what
 * the tests before it did, on which it must not stand.
 */
export function openedFor(open: () => Promise<void>, close: () => Promise<void>): void {
  beforeAll(open);
  beforeEach(async ({ task }) => {
    if (!triedAgain(task)) return;
    await close();
    await open();
  });
  afterAll(close);
}
