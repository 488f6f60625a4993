/** Several works at a time, begun in their order. */

/**
 * Begins the next work whenever one of `lanes` is free. After a failure, or the signal, none begins, those at work are told to
 * stop, and when they have, the first failure is thrown.
 */
export async function inLanes(
  works: readonly ((stop: AbortSignal) => Promise<void>)[],
  lanes: number,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  // One iterator for all lanes: each work is taken once.
  const waiting = works.values();
  async function lane(): Promise<void> {
    for (const work of waiting) {
      stop.throwIfAborted();
      await work(stop).catch((problem: unknown) => {
        failed.abort(problem);
        throw problem;
      });
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  if (failed.signal.aborted) throw failed.signal.reason;
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
