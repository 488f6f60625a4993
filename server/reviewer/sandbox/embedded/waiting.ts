/** Who runs next: programs in the order of asking, and in turns with them those that must run while nothing else does. */

export interface Waiter {
  /** Whether it runs while nothing else does. */
  readonly alone: boolean;
  /** Whether it runs in a child that has nothing else to do. */
  readonly suspected: boolean;
}

export interface Waiting<W extends Waiter> {
  add(one: W): void;
  /** Before all others: it has been next once, and did not begin. */
  putBack(one: W): void;
  /** Takes the next for a child that has nothing; `busy`: some other child runs a program. */
  next(busy: boolean): W | undefined;
  /** Takes the next to be sent to a child that still runs a program. */
  nextAhead(): W | undefined;
  /** A program that ran alone has ended after `ms`. */
  aloneEnded(ms: number): void;
  /** Takes this one out; false when it was not waiting. */
  remove(one: W): boolean;
  /** Takes out everybody. */
  clear(): W[];
}

/**
 * A program that runs alone costs everybody else its time. Therefore whoever waits behind it gets as much time as it took
 * before the next one may run alone, and at least one turn, should all children have been starting anew in that time: a flood of
 * programs that the wall clock ends can take half of the time, never all.
 */
export function createWaiting<W extends Waiter>(now: () => number = () => performance.now()): Waiting<W> {
  const beside: W[] = [];
  const alone: W[] = [];
  let othersUntil = 0;
  let othersServed = true;
  const aloneIsDue = (): boolean => alone.length > 0 && (beside.length === 0 || (othersServed && now() >= othersUntil));
  const takeBeside = (): W | undefined => {
    othersServed = true;
    return beside.shift();
  };
  const lineOf = (one: W): W[] => (one.alone ? alone : beside);
  return {
    add: (one) => {
      lineOf(one).push(one);
    },
    putBack: (one) => {
      lineOf(one).unshift(one);
    },
    next: (busy) => {
      if (!aloneIsDue()) return takeBeside();
      return busy ? undefined : alone.shift();
    },
    nextAhead: () => (aloneIsDue() || beside[0]?.suspected ? undefined : takeBeside()),
    aloneEnded: (ms) => {
      othersUntil = now() + ms;
      othersServed = false;
    },
    remove: (one) => {
      const line = lineOf(one);
      const at = line.indexOf(one);
      if (at >= 0) line.splice(at, 1);
      return at >= 0;
    },
    clear: () => [...alone.splice(0), ...beside.splice(0)],
  };
}
