/** Ctrl-C once finishes what has begun, twice ends at once: what was answered is on the disk. */

const STOPPED = 130;

/** From the signal on; the returned function ends it. */
export function stopTwice(signal: AbortSignal): () => void {
  const atOnce = (): never => process.exit(STOPPED);
  const onStop = (): void => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, atOnce);
    const line = process.stderr.isTTY === true ? '\n' : '';
    process.stderr.write(`${line}Stopping: what has begun is finished first. Once more stops at once.\n`);
  };
  signal.addEventListener('abort', onStop, { once: true });
  return () => {
    signal.removeEventListener('abort', onStop);
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, atOnce);
  };
}
