/** A scheduling project with many right answers: rooms for meetings, judged by a checker program. */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { roomsChecker, roomsReference, roomsWrong } from './scheduling.programs.ts';

const FAMILY = 'scheduling';

const roomsPosting: Posting = {
  slug: `${FAMILY}-3`,
  family: FAMILY,
  title: 'Assign meetings to as few rooms as possible',
  description: `
Our coworking space has plenty of rooms but cleaning each of them costs money, so for a given day we want to open as few rooms as possible.

Write assignRooms(meetings) in solution.js. meetings is a list like [{"id":"a","start":540,"end":600}, ...] with start and end in whole minutes after midnight, start always less than end, in no special order.

Return a list of room numbers, one per meeting and in the order of the input: the first number belongs to the first meeting of the input and so on. Rooms are numbered 1, 2, 3 ...

- Two meetings in the same room must not overlap. One may start in the minute in which the other ends (540-600 and 600-660 can share a room).
- The number of different rooms used must be the smallest possible, and the rooms used must be exactly 1 to that number, without gaps.
- Any assignment that obeys this is accepted; usually there are many. Our check program tests it, so you need not reproduce a certain one. The expected value shown in the examples is just one of the right answers.
- No meetings: return an empty list.

Plain JavaScript without packages. A day can have a few hundred meetings.`,
  skills: ['JavaScript', 'Algorithm', 'Node.js'],
  bracket: 'simple',
  postedPriceCents: 4_500,
  estimatedMinutes: 30,
};

type Meeting = { id: string; start: number; end: number };

/** One right answer: opens a room, fills it greedily from the meetings left, for the largest overlap many rooms. */
function assignRooms(meetings: Meeting[]): Json {
  const rooms = meetings.map(() => 0);
  const byStart = meetings.map((meeting, index) => ({ ...meeting, index })).toSorted((a, b) => a.start - b.start);
  const overlaps = meetings.map(
    ({ start }) => meetings.filter((other) => other.start <= start && start < other.end).length,
  );
  const needed = Math.max(0, ...overlaps);
  const freeAt = Array.from({ length: needed }, () => 0);
  for (const { index, start, end } of byStart) {
    const room = freeAt.findLastIndex((time) => time <= start);
    freeAt[room] = end;
    rooms[index] = room + 1;
  }
  return rooms;
}

function randomDay(random: Chance, count: number, longest: number): [string, number, number][] {
  return Array.from({ length: count }, (_, index) => {
    const start = 5 * random.below(220);
    return [`m${index}`, start, start + 5 * (1 + random.below(longest))];
  });
}

/** The rooms project under `seed`; its hidden cases include any number of right answers. */
export function roomsProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'rooms');
  const one = (name: string, ...meetings: [string, number, number][]) => ({
    name,
    args: [meetings.map(([id, start, end]) => ({ id, start, end }))] as [Meeting[]],
  });
  return javascriptFunction<[Meeting[]]>(roomsPosting, {
    entry: 'assignRooms',
    answer: assignRooms,
    comparator: { kind: 'checker', source: roomsChecker },
    visible: [
      one('two rooms', ['a', 540, 600], ['b', 570, 630], ['c', 630, 660]),
      one('one after the other', ['a', 480, 500], ['b', 510, 530], ['c', 540, 600]),
    ],
    hidden: [
      one('no meetings'),
      one('one meeting', ['a', 0, 1440]),
      one('back to back', ['a', 540, 600], ['b', 600, 660], ['c', 660, 720]),
      one('same times', ['a', 540, 600], ['b', 540, 600], ['c', 540, 600]),
      one('late one first', ['late', 900, 960], ['early', 480, 540], ['long', 500, 930]),
      one('input order needs more rooms', ['a', 0, 10], ['b', 20, 30], ['c', 5, 25], ['d', 30, 40], ['e', 12, 18]),
      one('inside another', ['day', 480, 1020], ['x', 500, 510], ['y', 510, 520], ['z', 515, 530]),
      one('random day', ...randomDay(random, 25, 12)),
      one('random busy day', ...randomDay(random, 60, 40)),
      one('large day', ...randomDay(random, 400, 20)),
    ],
    reference: roomsReference,
    wrong: roomsWrong,
  });
}
