/** Second solutions of the family `scheduling`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const slots = `
const DAY = 24 * 60;

function minuteOf(text) {
  const [hours, minutes] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

function clock(minute) {
  return [Math.floor(minute / 60), minute % 60].map((part) => (part < 10 ? '0' : '') + part).join(':');
}

function freeSlots({ from, until, minutes, bufferMinutes, people }) {
  const taken = new Array(DAY).fill(false);
  for (const [start, end] of people.flatMap((person) => person.busy)) {
    if (start === end) continue;
    taken.fill(true, Math.max(0, minuteOf(start) - bufferMinutes), Math.min(DAY, minuteOf(end) + bufferMinutes));
  }
  const slots = [];
  let start = minuteOf(from);
  const last = minuteOf(until);
  for (let minute = start; minute <= last; minute += 1) {
    if (minute < last && !taken[minute]) continue;
    if (minute - start >= minutes) slots.push([clock(start), clock(minute)]);
    start = minute + 1;
  }
  return slots;
}
module.exports = { freeSlots };
`;

const runs = `
function matches(field, value, low, high) {
  return field.split(',').some((part) => {
    const [range, step = ''] = part.split('/');
    let first = low;
    let last = high;
    if (range !== '*') {
      const ends = range.split('-').map(Number);
      first = ends[0];
      if (ends.length === 2) last = ends[1];
      else if (step === '') last = first;
    }
    return value >= first && value <= last && (value - first) % (Number(step) || 1) === 0;
  });
}

const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysOf = (year, month) => (month === 2 ? (leap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);

/** 0 is Sunday (Sakamoto's rule). */
function weekdayOf(year, month, day) {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1];
  const y = month < 3 ? year - 1 : year;
  return (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
}

const padded = (value, length) => String(value).padStart(length, '0');

function nextRuns(expression, after, count) {
  const [minuteField, hourField, dayField, monthField, weekdayField] = expression.trim().split(/ +|\\t+/);
  const times = [];
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    const hour = Math.floor(minute / 60);
    if (matches(hourField, hour, 0, 23) && matches(minuteField, minute % 60, 0, 59))
      times.push(padded(hour, 2) + ':' + padded(minute % 60, 2));
  }
  const dayRuns = (year, month, day) => {
    if (!matches(monthField, month, 1, 12)) return false;
    const weekday = weekdayOf(year, month, day);
    const byDay = matches(dayField, day, 1, 31);
    const byWeekday = matches(weekdayField, weekday, 0, 7) || (weekday === 0 && matches(weekdayField, 7, 0, 7));
    return dayField === '*' || weekdayField === '*' ? byDay && byWeekday : byDay || byWeekday;
  };

  const found = [];
  let [year, month, day] = after.slice(0, 10).split('-').map(Number);
  for (let left = 1500; left > 0 && found.length < count; left -= 1) {
    if (dayRuns(year, month, day)) {
      const date = [padded(year, 4), padded(month, 2), padded(day, 2)].join('-');
      found.push(...times.map((time) => date + ' ' + time).filter((run) => run > after));
    }
    day += 1;
    if (day > daysOf(year, month)) {
      day = 1;
      month += 1;
    }
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return found.slice(0, count);
}
module.exports = { nextRuns };
`;

const rooms = `
function assignRooms(meetings) {
  const events = meetings.flatMap(({ start, end }, index) => [
    { at: start, ends: false, index },
    { at: end, ends: true, index },
  ]);
  // In the same minute those that end make room first.
  events.sort((a, b) => a.at - b.at || Number(b.ends) - Number(a.ends));
  const roomOf = [];
  const free = [];
  let opened = 0;
  for (const { ends, index } of events) {
    if (ends) free.push(roomOf[index]);
    else if (free.length > 0) roomOf[index] = free.pop();
    else {
      opened += 1;
      roomOf[index] = opened;
    }
  }
  return roomOf;
}
module.exports = { assignRooms };
`;

export const schedulingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'scheduling-1': {
    how: 'Marks the taken minutes of the day and reads off the runs between them, instead of sorting appointments.',
    program: slots,
    requirements: {
      'Return every window in which ALL people': ['one person', 'two people', 'random team', 'large team'],
      'We want the windows as long as possible': ['one person', 'touching appointments'],
      'Only windows of at least': ['exactly long enough', 'random team'],
      'is the rest people want before AND after': ['buffer on both sides', 'random team with buffer'],
      'The buffer is not needed at the edges': ['buffer on both sides', 'whole calendar day'],
      'Busy entries come in any order': ['short inside long', 'touching appointments', 'outside the day', 'large team'],
      'An appointment outside the day': ['buffer reaches into the day'],
      'An entry whose start equals': ['reminders block nothing'],
      'If there are no people': ['no people'],
      'If nothing fits return': ['fully booked'],
    },
  },
  'scheduling-2': {
    how: 'Asks of every value whether a field matches it, over a calendar of its own without the built-in dates.',
    program: runs,
    requirements: {
      'plain calendar arithmetic': ['leap day', 'monthly 31st', 'every minute over new year'],
      'where both 0 and 7 are Sunday': ['sunday is seven', 'weekend range'],
      'A field is a comma separated list': [
        'ranges with steps and lists',
        'random expression 1',
        'random expression 2',
        'random expression 3',
      ],
      'a range a-b': ['working days', 'weekend range'],
      '* or a range followed by /s': ['every quarter of an hour', 'ranges with steps and lists', 'many runs'],
      'a number followed by /s': ['start with step'],
      'as in classic cron': ['either day field'],
      'is not a plain': ['stepped star is no star'],
      'are strictly later than after': ['strictly later', 'every minute over new year', 'many runs'],
      'Look at the day of after': ['never', 'leap day', 'monthly 31st'],
    },
  },
  'scheduling-3': {
    how: 'Sweeps over starts and ends and hands freed rooms out again, instead of looking for a room that is free.',
    program: rooms,
    requirements: {
      'one per meeting and in the order': ['two rooms', 'late one first', 'random day'],
      'Two meetings in the same room must not': ['same times', 'inside another', 'random busy day', 'large day'],
      'One may start in the minute': ['one after the other', 'back to back'],
      'The number of different rooms': ['input order needs more rooms', 'one meeting', 'random busy day', 'large day'],
      'No meetings: return': ['no meetings'],
    },
  },
};
