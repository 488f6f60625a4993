/** Reference and wrong programs of the family `scheduling`. */

import { edited, type WrongProgram } from './family.ts';

export const slotsReference = `
function freeSlots(request) {
  const minutesOf = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const textOf = (minutes) => String(Math.floor(minutes / 60)).padStart(2, '0') + ':' + String(minutes % 60).padStart(2, '0');
  const from = minutesOf(request.from);
  const until = minutesOf(request.until);
  const busy = [];
  for (const person of request.people) {
    for (const [start, end] of person.busy) {
      if (start === end) continue;
      busy.push([minutesOf(start) - request.bufferMinutes, minutesOf(end) + request.bufferMinutes]);
    }
  }
  busy.sort((a, b) => a[0] - b[0]);
  const slots = [];
  let free = from;
  for (const [start, end] of [...busy, [until, until]]) {
    const stop = Math.min(start, until);
    if (stop - free >= request.minutes) slots.push([textOf(free), textOf(stop)]);
    free = Math.max(free, end);
  }
  return slots;
}
module.exports = { freeSlots };
`;

export const slotsWrong: readonly WrongProgram[] = [
  {
    name: 'last-end-wins',
    why: 'A short appointment inside a long one ends the busy time too early.',
    program: edited(slotsReference, 'free = Math.max(free, end);', 'free = end;'),
  },
  {
    name: 'buffer-after-only',
    why: 'The buffer is kept after appointments but not before them.',
    program: edited(slotsReference, 'minutesOf(start) - request.bufferMinutes', 'minutesOf(start)'),
  },
  {
    name: 'strictly-longer',
    why: 'A window of exactly the wanted length is not offered.',
    program: edited(slotsReference, '>= request.minutes', '> request.minutes'),
  },
];

export const cronReference = `
function nextRuns(expression, after, count) {
  const readField = (text, low, high) => {
    const values = new Set();
    for (const part of text.split(',')) {
      const [range, step] = part.split('/');
      let [first, last] = range === '*' ? [low, high] : range.split('-').map(Number);
      if (last === undefined) last = step === undefined ? first : high;
      for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
    }
    return values;
  };
  const [minuteText, hourText, dayText, monthText, weekdayText] = expression.trim().split(/\\s+/);
  const minutes = [...readField(minuteText, 0, 59)].sort((a, b) => a - b);
  const hours = [...readField(hourText, 0, 23)].sort((a, b) => a - b);
  const days = readField(dayText, 1, 31);
  const months = readField(monthText, 1, 12);
  const weekdays = new Set([...readField(weekdayText, 0, 7)].map((value) => value % 7));
  const dayMatches = (date) => {
    if (!months.has(date.getUTCMonth() + 1)) return false;
    const byDay = days.has(date.getUTCDate());
    const byWeekday = weekdays.has(date.getUTCDay());
    if (dayText !== '*' && weekdayText !== '*') return byDay || byWeekday;
    return byDay && byWeekday;
  };
  const two = (value) => String(value).padStart(2, '0');
  const firstDay = Date.UTC(Number(after.slice(0, 4)), Number(after.slice(5, 7)) - 1, Number(after.slice(8, 10)));
  const runs = [];
  for (let offset = 0; offset < 1500 && runs.length < count; offset += 1) {
    const date = new Date(firstDay + offset * 86400000);
    if (!dayMatches(date)) continue;
    const day = date.toISOString().slice(0, 10);
    for (const hour of hours) {
      for (const minute of minutes) {
        const run = day + ' ' + two(hour) + ':' + two(minute);
        if (run > after && runs.length < count) runs.push(run);
      }
    }
  }
  return runs;
}
module.exports = { nextRuns };
`;

export const cronWrong: readonly WrongProgram[] = [
  {
    name: 'both-day-fields-must-match',
    why: 'When day of month and weekday are both restricted either one is enough.',
    program: edited(cronReference, "if (dayText !== '*' && weekdayText !== '*') return byDay || byWeekday;", ''),
  },
  {
    name: 'sunday-seven',
    why: 'Weekday 7 is not understood as Sunday.',
    program: edited(cronReference, '.map((value) => value % 7)', ''),
  },
  {
    name: 'start-included',
    why: 'A run at exactly the given moment is returned although runs must be later.',
    program: edited(cronReference, 'run > after', 'run >= after'),
  },
  {
    name: 'single-value-step',
    why: 'A step after a single number does not run to the end of the field.',
    program: edited(cronReference, 'last = step === undefined ? first : high;', 'last = first;'),
  },
];

export const roomsReference = `
function assignRooms(meetings) {
  const order = meetings.map((_, index) => index).sort((a, b) => meetings[a].start - meetings[b].start);
  const freeAt = [];
  const rooms = new Array(meetings.length);
  for (const index of order) {
    let room = freeAt.findIndex((time) => time <= meetings[index].start);
    if (room === -1) room = freeAt.length;
    freeAt[room] = meetings[index].end;
    rooms[index] = room + 1;
  }
  return rooms;
}
module.exports = { assignRooms };
`;

export const roomsWrong: readonly WrongProgram[] = [
  {
    name: 'input-order',
    why: 'Meetings are placed in the order given, which can use more rooms than needed or overlap.',
    program: edited(roomsReference, '.sort((a, b) => meetings[a].start - meetings[b].start)', ''),
  },
  {
    name: 'no-back-to-back',
    why: 'A room is not reused by a meeting that starts when the one before ends.',
    program: edited(roomsReference, 'time <= meetings[index].start', 'time < meetings[index].start'),
  },
  {
    name: 'answers-in-start-order',
    why: 'The rooms are listed by starting time, not in the order of the input.',
    program: edited(roomsReference, 'return rooms;', 'return order.map((index) => rooms[index]);'),
  },
];

/** Accepts any assignment without overlaps that uses exactly the expected number of rooms, numbered from 1. */
export const roomsChecker = `
def check(input, expected, answer):
    meetings = input[0]
    if not isinstance(answer, list) or len(answer) != len(meetings):
        return False
    if not all(type(room) is int for room in answer):
        return False
    wanted = len(set(expected))
    if set(answer) != set(range(1, wanted + 1)):
        return False
    last_end = {}
    for meeting, room in sorted(zip(meetings, answer), key=lambda pair: pair[0]["start"]):
        if meeting["start"] < last_end.get(room, 0):
            return False
        last_end[room] = meeting["end"]
    return True
`;
