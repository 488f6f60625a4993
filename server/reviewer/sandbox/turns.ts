/** Places for runs, served in the order of asking; a run that must be alone waits for all others, and they for it. */

export interface TurnOptions {
  readonly alone: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface Turns {
  /** Settles when the caller may run, with what gives the place back; rejects with the signal's reason. */
  take(options: TurnOptions): Promise<() => void>;
  /** Rejects all who wait, and all who come later. */
  close(reason: unknown): void;
}

interface Waiting {
  readonly alone: boolean;
  readonly begin: () => void;
  readonly refuse: (reason: unknown) => void;
}

export function createTurns(places: number): Turns {
  const queue: Waiting[] = [];
  let running = 0;
  let alone = false;
  let closed: { readonly reason: unknown } | null = null;

  const serve = (): void => {
    for (;;) {
      const next = queue[0];
      if (next === undefined || alone || running >= places || (next.alone && running > 0)) return;
      queue.shift();
      running += 1;
      alone = next.alone;
      next.begin();
    }
  };
  const giveBack = (): void => {
    running -= 1;
    alone = false;
    serve();
  };
  return {
    take: ({ alone, signal }) => {
      if (closed !== null) return Promise.reject(closed.reason);
      if (signal?.aborted) return Promise.reject(signal.reason);
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      let given = false;
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve(() => {
          if (!given) giveBack();
          given = true;
        });
      };
      const waiting: Waiting = { alone, begin, refuse: reject };
      const leave = (): void => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal?.reason);
        serve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiting);
      serve();
      return promise;
    },
    close: (reason) => {
      closed = { reason };
      for (const { refuse } of queue.splice(0)) refuse(reason);
    },
  };
}
