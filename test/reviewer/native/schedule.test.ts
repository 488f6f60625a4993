/** Which box takes which case, hours of it in no time: a clock of our own, boxes that only cost, and every change of a box counted. */

import { expect, test } from 'vitest';
import {
  type Choice,
  choose,
  emptySeat,
  leastMissed,
  type Seat,
  TURN_MS,
} from '../../../server/reviewer/sandbox/native/schedule.ts';

interface Sent {
  readonly program: string;
  readonly alone: boolean;
  readonly at: number;
  readonly takesMs: number;
}

interface Place extends Seat {
  readonly index: number;
  readyAt: number;
  doneAt: number;
  case: Sent | undefined;
}

interface Begun extends Sent {
  readonly seat: number;
  readonly begunAt: number;
}

interface Told {
  /** Which programs got a box, in turn. */
  readonly boxes: string[];
  readonly begun: Begun[];
  readonly endedAt: number;
}

const BOX_MS = 70;

/** Plays what is sent, in order of its time, through so many boxes. `next` may send another case when one ends. */
function play(seats: number, sent: readonly Sent[], next: (ended: Sent, now: number) => Sent[] = () => []): Told {
  const places = Array.from({ length: seats }, (_, index): Place => {
    return { ...emptySeat(), index, readyAt: Infinity, doneAt: Infinity, case: undefined };
  });
  const coming = [...sent].sort((a, b) => a.at - b.at);
  const queue: Sent[] = [];
  const told: Told = { boxes: [], begun: [], endedAt: 0 };
  let now = 0;
  const begin = (choice: Extract<Choice<Place>, { kind: 'case' }>): void => {
    const { seat } = choice;
    const [one] = queue.splice(choice.at, 1);
    if (one === undefined) throw new Error('a case that is not there was chosen');
    const isNew = seat.program !== one.program;
    if (isNew) told.boxes.push(one.program);
    told.begun.push({ ...one, seat: seat.index, begunAt: now });
    Object.assign(seat, { busy: true, program: one.program, case: one });
    if (isNew) Object.assign(seat, { costMs: undefined, readyAt: now + BOX_MS });
    seat.doneAt = now + one.takesMs + (isNew ? BOX_MS : 0);
  };
  for (;;) {
    while (coming[0] !== undefined && coming[0].at <= now) queue.push(...coming.splice(0, 1));
    let choice = choose(places, queue, now);
    for (; choice?.kind === 'case'; choice = choose(places, queue, now)) begin(choice);
    const later = choice?.kind === 'later' ? choice.at : Infinity;
    const then = Math.min(
      later,
      coming[0]?.at ?? Infinity,
      ...places.flatMap(({ readyAt, doneAt }) => [readyAt, doneAt]),
    );
    if (then === Infinity) break;
    now = then;
    for (const place of places.filter(({ readyAt }) => readyAt <= now)) {
      Object.assign(place, { costMs: BOX_MS, readyAt: Infinity });
    }
    for (const place of places.filter(({ doneAt }) => doneAt <= now)) {
      const { case: ended } = place;
      Object.assign(place, { busy: false, lastUsedAt: now, doneAt: Infinity, case: undefined });
      if (ended !== undefined) queue.push(...next(ended, now));
    }
  }
  expect(queue).toEqual([]);
  return { ...told, endedAt: now };
}

const cases = (program: string, count: number, takesMs: number, at = 0): Sent[] =>
  Array.from({ length: count }, () => ({ program, alone: false, at, takesMs }));

/** The cases of several programs, one of each in turn. */
const mixed = (programs: number, count: number, takesMs: number): Sent[] =>
  Array.from({ length: count }, () =>
    cases('', programs, takesMs).map((one, n) => ({ ...one, program: `p${n}` })),
  ).flat();

test('cases of many programs that come mixed get one box for each program', () => {
  for (const seats of [1, 2, 3]) {
    const { boxes } = play(seats, mixed(9, 10, 6));
    expect(boxes.toSorted(), `${seats} boxes`).toEqual(Array.from({ length: 9 }, (_, n) => `p${n}`));
  }
});

test('a review gets one box as long as a second would cost more than it saves, and then another', () => {
  expect(play(2, cases('short', 10, 6)).boxes).toEqual(['short']);
  const long = play(2, cases('long', 100, 50));
  expect(long.boxes).toEqual(['long', 'long']);
  expect(long.endedAt).toBeLessThan(100 * 50 * 0.6);
});

test('a program with two boxes gives one away as soon as another program has none', () => {
  const { boxes, begun } = play(2, [...cases('wide', 200, 50), ...cases('late', 5, 50, 1_000)]);
  expect(boxes.slice(0, 3)).toEqual(['wide', 'wide', 'late']);
  const first = begun.find(({ program }) => program === 'late');
  expect(first?.begunAt).toBeLessThanOrEqual(1_050);
});

test('a program that never stops sending keeps nobody waiting for longer than the turns before it', () => {
  const hours = 3_600_000;
  const greedy = ['a', 'b', 'c'];
  const begin = greedy.flatMap((program) => cases(program, 4, 40));
  const { boxes, begun } = play(2, [...begin, ...cases('shy', 1, 40, 10_000)], ({ program, takesMs }, now) =>
    now < hours && program !== 'shy' ? [{ program, alone: false, at: now, takesMs }] : [],
  );
  const shy = begun.find(({ program }) => program === 'shy');
  expect((shy?.begunAt ?? Infinity) - 10_000).toBeLessThan(2 * (TURN_MS + BOX_MS + 40));
  for (const program of greedy) {
    const own = begun.filter((one) => one.program === program).map(({ begunAt }) => begunAt);
    const gaps = own.slice(1).map((at, index) => at - (own[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(2 * (TURN_MS + BOX_MS + 40));
  }
  // A change costs a box, so there are hardly more of them than turns.
  expect(boxes.length).toBeLessThan((2 * hours) / TURN_MS + 10);
});

test('boxes that are dear to make have longer turns', () => {
  const seat: Seat = { ...emptySeat(), program: 'a', costMs: 10_000, contendedSince: 0 };
  const queue = [
    { program: 'b', alone: false },
    { program: 'a', alone: false },
  ];
  expect(choose([{ ...seat }], queue, TURN_MS)).toMatchObject({ at: 1 });
  expect(choose([{ ...seat, costMs: 10 }], queue, TURN_MS)).toMatchObject({ at: 0 });
  expect(choose([{ ...seat }], queue, 10_000)).toMatchObject({ at: 0 });
});

test('whoever has just heard of an end may send the next case before its box is given away', () => {
  const seat = { ...emptySeat(), program: 'a', costMs: BOX_MS, settling: true };
  const other = { program: 'b', alone: false };
  expect(choose([seat], [other], 0)).toBeNull();
  expect(choose([seat], [other, { program: 'a', alone: false }], 0)).toMatchObject({ kind: 'case', at: 1 });
  expect(choose([{ ...seat, settling: false }], [other], 0)).toMatchObject({ kind: 'case', at: 0 });
});

test('behind a case that must be alone nothing begins', () => {
  const queue = [
    { program: 'a', alone: true },
    { program: 'a', alone: false },
  ];
  expect(choose([emptySeat()], queue, 0)).toBeNull();
  expect(choose([emptySeat()], queue.toReversed(), 0)).toMatchObject({ at: 0 });
});

test('the box that is given away is an empty place, or one that nobody waits for, or the one longest unused', () => {
  const place = (program: string | undefined, lastUsedAt: number): Seat => ({ ...emptySeat(), program, lastUsedAt });
  const [a, b, c, empty] = [place('a', 1), place('b', 3), place('c', 2), place(undefined, 4)];
  const queue = [{ program: 'a', alone: false }];
  expect(leastMissed([a, b, c, empty], queue)).toBe(empty);
  expect(leastMissed([a, b, c], queue)).toBe(c);
  expect(leastMissed([a], queue)).toBe(a);
  expect(leastMissed([{ ...a, busy: true }], queue)).toBeUndefined();
});

test('every case begins once, whatever comes when', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    let state = seed;
    const draw = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const sent = Array.from({ length: 60 }, () => ({
      ...{ program: `p${draw(5)}`, alone: false },
      ...{ at: draw(3_000), takesMs: draw(400) },
    }));
    const { begun } = play(1 + (seed % 4), sent);
    expect(begun.length, `seed ${seed}`).toBe(60);
  }
});
