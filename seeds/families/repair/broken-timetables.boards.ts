/** Three boards of the family `broken-timetables`: the next departures, the longest wait, a table of hours. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';
import { clock } from './broken-timetables.notations.ts';

export interface Board extends Stage {
  readonly about: string;
  readonly board: (departures: readonly number[], now: number) => Json;
}

const CLOCK = `
function clock(time) {
  return String(Math.floor(time / 60)).padStart(2, '0') + ':' + String(time % 60).padStart(2, '0');
}
`;

const OTHER_CLOCK = `
const two = (number) => ('0' + number).slice(-2);
const clock = (time) => two((time - (time % 60)) / 60) + ':' + two(time % 60);
`;

export const boards: readonly Board[] = [
  {
    about: 'next departures',
    text: [
      'board returns an array with the next three departures as strings like "07:05 in 12 min", soonest first. One that leaves right now counts (in 0 min). After the last of the day it goes on with the first ones of tomorrow. No departure appears twice: with fewer than three in the table there are as many as it has.',
      'board gives the next three departures in an array, the soonest first, each a text like "07:05 in 12 min". If one leaves this very minute it is "in 0 min". Late in the evening the morning of the next day follows. If the whole table has only two departures, or one, or none, there are no more in the array.',
      'The function board returns an array of the three departures that follow soonest, each in the form "07:05 in 12 min". A departure at the current time is included with 0 minutes. Departures of the following day succeed the last one. Each departure is used at most once, so that the array may be shorter.',
    ],
    cases: ['leaving now', 'late at night', 'few', 'drawn again'],
    program: `${CLOCK}
export function board(text, now) {
  const [hour, minute] = now.split(':').map(Number);
  const start = hour * 60 + minute;
  const all = times(text);
  const place = all.findIndex((time) => time >= start);
  const next = place < 0 ? all : all.slice(place).concat(all.slice(0, place));
  return next.slice(0, 3).map((time) => clock(time) + ' in ' + ((time - start + 1440) % 1440) + ' min');
}
`,
    other: `${OTHER_CLOCK}
export function board(text, now) {
  const today = times(text);
  const start = parseInt(now.slice(0, 2), 10) * 60 + parseInt(now.slice(3), 10);
  const later = today.filter((time) => time >= start);
  const tomorrow = today.filter((time) => time < start);
  const lines = [];
  for (const time of later) lines.push(\`\${clock(time)} in \${time - start} min\`);
  for (const time of tomorrow) lines.push(\`\${clock(time)} in \${time + 1440 - start} min\`);
  lines.length = Math.min(3, lines.length);
  return lines;
}
`,
    slips: [
      {
        why: 'After the last departure comes tomorrow',
        from: 'all.slice(place).concat(all.slice(0, place))',
        to: 'all.slice(place)',
        symptom: 'Late in the evening it shows fewer than three departures.',
      },
      {
        why: 'Minutes have two digits',
        from: "String(time % 60).padStart(2, '0')",
        to: 'String(time % 60)',
        symptom: 'Five past seven is written 07:5.',
      },
    ],
    board: (departures, now) => {
      const around = [...departures, ...departures.map((time) => time + 1440)].filter((time) => time >= now);
      const next = around.slice(0, Math.min(3, departures.length));
      return next.map((time) => `${clock(time)} in ${time - now} min`);
    },
  },
  {
    about: 'longest waits',
    text: [
      'board returns an object with left (how many departures are left today, one right now included), from, to and wait: the longest time in minutes between a departure that is left and the one after it today, and these two as 07:05; of equal ones the earliest. With fewer than two left, from, to and wait are null.',
      'board tells how bad it gets for the rest of the day: it gives an object in which left is the number of departures from now on (the one leaving this minute too), and from, to and wait are about the longest gap between two of those that follow each other, so from "07:05" to "08:00" it is 55. If two gaps are as long take the one that comes first. When there are not two departures left, from, to and wait are null. Tomorrow does not matter.',
      'The function board returns an object with the properties left, from, to, wait. left is the number of departures today not before the current time. wait is the greatest number of minutes between two consecutive ones of these, from and to are the two times, like "07:05"; the earliest pair prevails in case of equality. If left is less than 2, from, to and wait are null.',
    ],
    cases: ['leaving now', 'late at night', 'equal gaps', 'drawn again'],
    program: `${CLOCK}
export function board(text, now) {
  const [hour, minute] = now.split(':').map(Number);
  const left = times(text).filter((time) => time >= 60 * hour + minute);
  const result = { left: left.length, from: null, to: null, wait: null };
  for (let place = 1; place < left.length; place += 1) {
    const wait = left[place] - left[place - 1];
    if (result.wait === null || wait > result.wait) {
      result.from = clock(left[place - 1]);
      result.to = clock(left[place]);
      result.wait = wait;
    }
  }
  return result;
}
`,
    other: `${OTHER_CLOCK}
export function board(text, now) {
  const left = times(text).filter((time) => clock(time) >= now);
  const waits = left.slice(1).map((time, place) => time - left[place]);
  if (waits.length === 0) return { left: left.length, from: null, to: null, wait: null };
  const wait = waits.reduce((one, other) => (other > one ? other : one));
  const place = waits.indexOf(wait);
  return { wait, from: clock(left[place]), to: clock(left[place + 1]), left: left.length };
}
`,
    slips: [
      {
        why: 'A departure right now is left',
        from: 'time >= 60 * hour + minute',
        to: 'time > 60 * hour + minute',
        symptom: 'The bus that is just leaving is not counted.',
      },
      {
        why: 'The earliest of equal gaps',
        from: 'wait > result.wait',
        to: 'wait >= result.wait',
        symptom: 'When several gaps are the longest it names the last one.',
      },
    ],
    board: (departures, now) => {
      const left = departures.filter((time) => time >= now);
      const pairs = left.slice(1).map((time, place) => [left[place] ?? 0, time] as const);
      const [longest] = pairs.toSorted((one, other) => other[1] - other[0] - (one[1] - one[0]));
      if (longest === undefined) return { left: left.length, from: null, to: null, wait: null };
      const [from, to] = longest;
      return { left: left.length, from: clock(from), to: clock(to), wait: to - from };
    },
  },
  {
    about: 'tables of hours',
    text: [
      'board returns text with a line an hour for the departures left today (one right now included), like "07 | 05 25 45", from the hour of the first of them to the hour of the last; an hour between without departures is "08 |". Lines are joined by newlines, none at the end; nothing left is an empty text.',
      'board makes the poster for the rest of today: a line like "07 | 05 25 45" for each hour, with the departures from now on (one that leaves right now is still there). It begins with the hour of the first departure that is left and ends with that of the last; hours in between when nothing leaves look like "08 |". There is a newline between lines, not after the last, and if nothing is left the text is empty.',
      'The function board returns a string with one line per hour, such as "07 | 05 25 45", for today\'s departures not before the current time. The lines range from the hour of the earliest to that of the latest of these; intermediate hours without departures are rendered "08 |". Lines are separated by a newline without a trailing one. Without departures the string is empty.',
    ],
    cases: ['leaving now', 'an hour without any', 'late at night', 'drawn again'],
    program: `
function two(number) {
  return String(number).padStart(2, '0');
}

export function board(text, now) {
  const left = times(text).filter((time) => two(Math.floor(time / 60)) + ':' + two(time % 60) >= now);
  const lines = [];
  const last = Math.floor(left[left.length - 1] / 60);
  for (let hour = Math.floor(left[0] / 60); hour <= last; hour += 1) {
    const minutes = left.filter((time) => Math.floor(time / 60) === hour).map((time) => ' ' + two(time % 60));
    lines.push(two(hour) + ' |' + minutes.join(''));
  }
  return lines.join('\\n');
}
`,
    other: `
const digits = (number) => (number < 10 ? '0' : '') + number;

export function board(text, now) {
  const start = Number(now.slice(0, 2)) * 60 + Number(now.slice(3));
  let previous = null;
  let poster = '';
  for (const time of times(text)) {
    if (time < start) continue;
    const hour = (time - (time % 60)) / 60;
    if (previous === null) {
      previous = hour;
      poster = digits(hour) + ' |';
    }
    while (previous < hour) {
      previous += 1;
      poster += '\\n' + digits(previous) + ' |';
    }
    poster += ' ' + digits(time % 60);
  }
  return poster;
}
`,
    slips: [
      {
        why: 'Hours without departures have a line',
        from: "    lines.push(two(hour) + ' |' + minutes.join(''));",
        to: "    if (minutes.length > 0) lines.push(two(hour) + ' |' + minutes.join(''));",
        symptom: 'An hour in which nothing leaves is left out.',
      },
      {
        why: 'Departures that are gone are not shown',
        from: "two(Math.floor(time / 60)) + ':' + two(time % 60) >= now",
        to: 'two(Math.floor(time / 60)) >= now.slice(0, 2)',
        symptom: 'In the hour that we are in, it shows the departures that have left already.',
      },
    ],
    board: (departures, now) => {
      const left = departures.filter((time) => time >= now).map(clock);
      const [first, last] = [Number(left[0]?.slice(0, 2) ?? 1), Number(left.at(-1)?.slice(0, 2) ?? 0)];
      const hours = Array.from({ length: last - first + 1 }, (_, place) => clock(60 * (first + place)).slice(0, 2));
      return hours
        .map((hour) => [`${hour} |`, ...left.filter((time) => time.startsWith(hour)).map((time) => time.slice(3))])
        .map((words) => words.join(' '))
        .join('\n');
    },
  },
];
