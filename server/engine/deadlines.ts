/** What the market's clock still has to do, soonest first. */

import FlatQueue from 'flatqueue';
import { compareDeadlines, type Deadline } from '../market/deadline.ts';

/** A queue of deadlines. Ones that the market has overtaken stay in it and are refused when their time comes. */
export interface DeadlineQueue {
  add(deadline: Deadline): void;
  /** When the next one is due, or null. */
  nextAt(): number | null;
  /** Takes out everything due at the earliest moment that is not after `now`, in the order in which it happens. */
  takeDue(now: number): Deadline[];
}

export function createDeadlineQueue(initial: readonly Deadline[]): DeadlineQueue {
  const queue = new FlatQueue<Deadline>();
  const add = (deadline: Deadline): void => queue.push(deadline, deadline.at);
  for (const deadline of initial) add(deadline);
  return {
    add,
    nextAt: () => queue.peekValue() ?? null,
    takeDue: (now) => {
      const at = queue.peekValue();
      if (at === undefined || at > now) return [];
      const due: Deadline[] = [];
      while (queue.peekValue() === at) due.push(queue.pop() as Deadline);
      return due.sort(compareDeadlines);
    },
  };
}
