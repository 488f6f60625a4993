/** Four notations of departures of the family `broken-timetables`: lists, ranges, rows of hours, chains. */

import type { Stage } from '../staged.ts';

/** Departures from a minute of the day on: `count` more of them, `step` minutes apart. */
export type Service = readonly [start: number, step: number, count: number];

export interface Notation extends Stage {
  readonly about: string;
  readonly write: (services: readonly Service[]) => string;
}

export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const run = ([start, step, count]: Service) =>
  Array.from({ length: count + 1 }, (_, number) => (start + step * number) % 1440);

/** All departures of a day in order, each once. */
export function departures(services: readonly Service[]): number[] {
  return [...new Set(services.flatMap(run))].toSorted((a, b) => a - b);
}

/** Rows of hours; hours one after the other with the same minutes share a row. */
function hourRows(services: readonly Service[]): string {
  const all = departures(services);
  const hours = Array.from({ length: 24 }, (_, hour) =>
    all
      .filter((time) => Math.floor(time / 60) === hour)
      .map((time) => clock(time).slice(3))
      .join(' '),
  );
  const rows: string[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    if (hours[hour] === '') continue;
    const first = hour;
    while (hours[hour + 1] === hours[first]) hour += 1;
    rows.push(`${first === hour ? hour : `${first}-${hour}`}: ${hours[first]}`);
  }
  return rows.join('\n');
}

export const notations: readonly Notation[] = [
  {
    about: 'lists of times',
    text: [
      'text lists times like 06:10 or 6:10, separated by blanks, commas or newlines (any number of them), in any order; a time that is listed twice counts once.',
      'The text has times in it, 06:10 or just 6:10, with blanks, commas or new lines between, as many as somebody felt like typing. They need not be in order, and if one is in there twice it is still one departure.',
      'The argument text consists of times of the form 06:10 or 6:10, in arbitrary order, separated by one or more blanks, commas or newlines. Repeated times denote a single departure.',
    ],
    cases: ['many together', 'the same twice', 'drawn'],
    program: `
function times(text) {
  const found = new Set();
  for (const word of text.split(/[ ,\\n]+/)) {
    if (word === '') continue;
    const [hour, minute] = word.split(':').map(Number);
    found.add(60 * hour + minute);
  }
  return [...found].sort((one, other) => one - other);
}
`,
    other: `
function times(text) {
  const day = new Array(1440).fill(false);
  for (const [, hour, minute] of text.matchAll(/(\\d+):(\\d+)/g)) day[parseInt(hour, 10) * 60 + parseInt(minute, 10)] = true;
  return day.flatMap((leaves, minute) => (leaves ? [minute] : []));
}
`,
    slips: [
      {
        why: 'Times are in order of the clock',
        from: '.sort((one, other) => one - other)',
        to: '.sort()',
        symptom: 'With early and late times on one list the order is mixed up.',
      },
      {
        why: 'A time listed twice is one departure',
        from: 'found.add(60 * hour + minute);\n  }\n  return [...found]',
        to: 'found.add({ minute: 60 * hour + minute });\n  }\n  return [...found].map((time) => time.minute)',
        symptom: 'Times that are listed twice depart twice.',
      },
    ],
    write: (services) =>
      services
        .toReversed()
        .map((service) =>
          run(service)
            .map((time) => clock(time).replace(/^0/, ''))
            .join(', '),
        )
        .join(' ,\n'),
  },
  {
    about: 'ranges',
    text: [
      'text has a range a line, FROM-TO/STEP as in 05:30-23:30/20: departures every STEP minutes from FROM on, up to TO, and at TO itself if the steps hit it. A TO earlier than FROM is on the next day, whose departures count for the early hours. A departure in two ranges counts once.',
      'On each line of the text there is something like 05:30-23:30/20, that is, every 20 minutes from 05:30 to 23:30, the last one included if it comes out even. If the second time is smaller, it goes past midnight, and what is after midnight belongs to the early hours of the table. When two lines have the same departure it is only one.',
      'Each line of the argument text is a range FROM-TO/STEP, such as 05:30-23:30/20. It comprises the times FROM, FROM + STEP minutes and so on, as long as TO is not exceeded (TO is inclusive). If TO is less than FROM, the range extends over midnight, and times continue from 00:00. Times contained in several ranges are one departure.',
    ],
    cases: ['over midnight', 'the same twice', 'drawn'],
    program: `
function minutes(time) {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function times(text) {
  const found = [];
  for (const line of text.split('\\n').filter((one) => one !== '')) {
    const [range, step] = line.split('/');
    const [from, to] = range.split('-').map(minutes);
    const end = to < from ? to + 1440 : to;
    for (let time = from; time <= end; time += Number(step)) {
      if (!found.includes(time % 1440)) found.push(time % 1440);
    }
  }
  return found.sort((one, other) => one - other);
}
`,
    other: `
function times(text) {
  const form = /(\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)\\/(\\d+)/g;
  const ranges = Array.from(text.matchAll(form), (found) => found.slice(1).map(Number));
  const runs = (minute) =>
    ranges.some(([hour, first, endHour, last, step]) => {
      const from = hour * 60 + first;
      const length = (endHour * 60 + last - from + 1440) % 1440;
      const gone = (minute - from + 1440) % 1440;
      return gone <= length && gone % step === 0;
    });
  return Array.from({ length: 1440 }, (_, minute) => minute).filter(runs);
}
`,
    slips: [
      {
        why: 'A range may go over midnight',
        from: 'to < from ? to + 1440 : to',
        to: 'to',
        symptom: 'Lines that go past midnight give nothing.',
      },
      {
        why: 'The end of a range is included',
        from: 'time <= end',
        to: 'time < end',
        symptom: 'The last departure of a line is lost.',
      },
    ],
    write: (services) =>
      services
        .map(([start, step, count]) => `${clock(start)}-${clock(start + step * count + (count % step))}/${step}`)
        .join('\n'),
  },
  {
    about: 'rows of hours',
    text: [
      'text has rows like "6: 05 25 45" (an hour and its minutes, always of two digits) or "7-9: 10 40" (the same minutes in the hours 7, 8 and 9), a row a line. Each hour is in one row at most.',
      'The text is typed from the poster: "6: 05 25 45" on a line is the hour and the minutes, and "7-9: 10 40" says that it is the same at seven, eight and nine. Minutes always have two digits, and no hour is in two lines.',
      'The argument text consists of lines "HOUR: MINUTES" such as "6: 05 25 45", or "FIRST-LAST: MINUTES" such as "7-9: 10 40", valid for all hours from FIRST to LAST inclusive. Minutes have two digits. No hour occurs in more than one line.',
    ],
    cases: ['many together', 'hours alike', 'drawn'],
    program: `
function times(text) {
  const found = [];
  for (const row of text.split('\\n')) {
    if (row === '') continue;
    const [hours, minutes] = row.split(': ');
    const [first, last = first] = hours.split('-').map(Number);
    for (let hour = first; hour <= last; hour += 1) {
      for (const minute of minutes.split(' ')) found.push(hour * 60 + Number(minute));
    }
  }
  return found.sort((one, other) => one - other);
}
`,
    other: `
function times(text) {
  const rows = new Map();
  for (const [, first, last, list] of text.matchAll(/^(\\d+)(?:-(\\d+))?:(.*)$/gm)) {
    const minutes = list.match(/\\d+/g).map((minute) => parseInt(minute, 10));
    let hour = parseInt(first, 10);
    do {
      rows.set(hour, minutes);
      hour += 1;
    } while (hour <= parseInt(last ?? first, 10));
  }
  const all = [];
  for (let hour = 0; hour < 24; hour += 1) all.push(...(rows.get(hour) ?? []).map((minute) => hour * 60 + minute));
  return all;
}
`,
    slips: [
      {
        why: 'The last hour of a row is included',
        from: 'hour <= last; hour += 1) {\n      for',
        to: 'hour < Math.max(last, first + 1); hour += 1) {\n      for',
        symptom: 'In rows with two hours like 7-9 the last hour is missing.',
      },
      {
        why: 'Rows may be of one hour only',
        from: '[first, last = first]',
        to: '[first, last = 23]',
        symptom: 'A row for a single hour is repeated until midnight.',
      },
    ],
    write: hourRows,
  },
  {
    about: 'chains',
    text: [
      'text has a chain a line: a time, then gaps in minutes, as in "05:10 +15 +20x3", where +20x3 is +20 three times. Each gap gives a departure, counted from the one before; after 23:59 comes 00:00. A departure in two chains counts once.',
      'A line of the text begins with a time and goes on with gaps: "05:10 +15 +20x3" is 05:10, a quarter of an hour later the next, and then three more with twenty minutes between. If it gets past midnight it goes on at 00:00. It may happen that two lines meet at one departure, which is then a single one.',
      'Every line of the argument text is a chain: a time followed by gaps "+N", or "+NxK" standing for K gaps of N minutes, as in "05:10 +15 +20x3". The time and the end of every gap, measured from the preceding departure and continuing with 00:00 after 23:59, are departures. Departures occurring repeatedly are taken once.',
    ],
    cases: ['over midnight', 'the same twice', 'drawn'],
    program: `
function times(text) {
  const day = new Set();
  for (const chain of text.split('\\n')) {
    if (!chain) continue;
    const [start, ...gaps] = chain.split(' ');
    let now = Number(start.slice(0, 2)) * 60 + Number(start.slice(3));
    day.add(now);
    for (const gap of gaps) {
      const [size, times = 1] = gap.slice(1).split('x').map(Number);
      for (let turn = 0; turn < times; turn += 1) {
        now = (now + size) % 1440;
        day.add(now);
      }
    }
  }
  return Array.from(day).sort((one, other) => one - other);
}
`,
    other: `
function times(text) {
  const reached = text.split('\\n').filter(Boolean).flatMap((line) => {
    const long = line.replace(/\\+(\\d+)x(\\d+)/g, (_, size, turns) => ('+' + size + ' ').repeat(Number(turns)).trim());
    const [clock, ...steps] = long.split(' ');
    const [hour, minute] = clock.split(':');
    return steps.reduce((path, step) => [...path, path.at(-1) + Number(step)], [hour * 60 + Number(minute)]);
  });
  const sorted = reached.map((minute) => minute % 1440).sort((a, b) => a - b);
  return sorted.filter((minute, place) => minute !== sorted[place - 1]);
}
`,
    slips: [
      {
        why: 'Each of repeated gaps gives a departure',
        from: '        day.add(now);\n      }\n',
        to: '      }\n      day.add(now);\n',
        symptom: 'Of something like +20x3 only the last departure is there.',
      },
      {
        why: 'After 23:59 comes 00:00',
        from: 'now = (now + size) % 1440;',
        to: 'now = Math.min(now + size, 1439);',
        symptom: 'What should be after midnight is all at 23:59.',
      },
    ],
    write: (services) =>
      services
        .map(([start, step, count]) => {
          const rest = count > 1 ? ` +${step}x${count - 1}` : '';
          return count === 0 ? clock(start) : `${clock(start)} +${step}${rest}`;
        })
        .join('\n'),
  },
];
