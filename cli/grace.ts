/** Whoever stops a tournament of a server waits for it, so its calls of models are given a moment to come back and no more. */

const GRACE_MS = 5_000;

/** A signal that follows the other after the grace; `end` when there is nothing left to give up. */
export function afterGrace(signal: AbortSignal): { readonly abandon: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  const begin = (): void => {
    timer = setTimeout(() => controller.abort(signal.reason), GRACE_MS);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    abandon: controller.signal,
    end: () => {
      signal.removeEventListener('abort', begin);
      if (timer !== null) clearTimeout(timer);
    },
  };
}
