/** Programs of the family `opening-hours`, in TypeScript. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './opening-hours.ts';

/** One flag for each minute of the week. */
function byMinutes({ task, rules, nights }: Settings): string {
  const span =
    nights === 'night'
      ? `      const length = (end - start + 1440) % 1440 || 1440;
      for (let minute = 0; minute < length; minute += 1) open[(day * 1440 + start + minute) % WEEK] = true;`
      : '      open.fill(true, day * 1440 + start, day * 1440 + end);';
  const reading =
    rules === 'add'
      ? `function openMinutes(hours: string): boolean[] {
  const open: boolean[] = new Array(WEEK).fill(false);
  for (const rule of hours.split('; ')) {
    const [days = '', times = ''] = rule.split(' ');
    for (const day of daysOf(days)) for (const time of times.split(',')) {
      const [start = 0, end = 0] = time.split('-').map(minuteOf);
${span}
    }
  }
  return open;
}`
      : `function openMinutes(hours: string): boolean[] {
  const timesOf = new Map<number, string>();
  for (const rule of hours.split('; ')) {
    const [days = '', times = ''] = rule.split(' ');
    for (const day of daysOf(days)) timesOf.set(day, times);
  }
  const open: boolean[] = new Array(WEEK).fill(false);
  timesOf.forEach((times, day) => {
    if (times === 'off') return;
    for (const time of times.split(',')) {
      const [start = 0, end = 0] = time.split('-').map(minuteOf);
${span}
    }
  });
  return open;
}`;
  const body = {
    check: `export function isOpen(hours: string, moments: string[]): boolean[] {
  const open = openMinutes(hours);
  return moments.map((moment) => open[dayOf(moment.slice(0, 2)) * 1440 + minuteOf(moment.slice(3))] === true);
}`,
    change: `function momentText(minute: number): string {
  const inDay = minute % 1440;
  return \`\${DAYS[Math.floor(minute / 1440)]} \${two(Math.floor(inDay / 60))}:\${two(inDay % 60)}\`;
}

export function nextChange(hours: string, moment: string): string {
  const open = openMinutes(hours);
  const now = dayOf(moment.slice(0, 2)) * 1440 + minuteOf(moment.slice(3));
  for (let later = now + 1; later < now + WEEK; later += 1) {
    if (open[later % WEEK] !== open[now]) return (open[now] ? 'closes ' : 'opens ') + momentText(later % WEEK);
  }
  return open[now] ? 'always open' : 'always closed';
}`,
    table: `const clock = (minute: number): string => two(Math.floor(minute / 60)) + ':' + two(minute % 60);

export function weekTable(hours: string): string[] {
  const open = openMinutes(hours);
  const lines = DAYS.map((name, day) => {
    const minutes = [...open.slice(day * 1440, day * 1440 + 1440), false];
    const spans: string[] = [];
    let start = -1;
    minutes.forEach((isOpen, minute) => {
      if (isOpen && start < 0) start = minute;
      if (isOpen || start < 0) return;
      spans.push(clock(start) + '-' + clock(minute));
      start = -1;
    });
    return [name, ...(spans.length > 0 ? spans : ['closed'])].join(' ');
  });
  const total = open.filter(Boolean).length;
  return [...lines, \`total \${Math.floor(total / 60)}:\${two(total % 60)}\`];
}`,
  }[task];
  return `const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const WEEK = 7 * 1440;

function minuteOf(clock: string): number {
  if (!/^\\d\\d:\\d\\d$/.test(clock)) throw new Error('no time: ' + clock);
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function dayOf(name: string): number {
  if (!DAYS.includes(name)) throw new Error('no day: ' + name);
  return DAYS.indexOf(name);
}
${task === 'check' ? '' : "const two = (value: number): string => String(value).padStart(2, '0');\n"}
function daysOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from = 0, until = from] = part.split('-').map(dayOf);
    const count = ((until - from + 7) % 7) + 1;
    return Array.from({ length: count }, (_, step) => (from + step) % 7);
  });
}

${reading}

${body}
`;
}

/** Sorted intervals of minutes of the week, merged where they meet. */
function byIntervals({ task, rules, nights }: Settings): string {
  const cut =
    nights === 'night'
      ? `function within(day: number, from: number, until: number): Interval[] {
  const start = day * DAY + from;
  const end = day * DAY + (until > from ? until : until + DAY);
  return end <= WEEK ? [{ start, end }] : [{ start, end: WEEK }, { start: 0, end: end - WEEK }];
}`
      : `function within(day: number, from: number, until: number): Interval[] {
  return [{ start: day * DAY + from, end: day * DAY + until }];
}`;
  const reading =
    rules === 'add'
      ? `  for (const [, days = '', times = ''] of hours.matchAll(/([A-Z][^ ]*) ([^;]+)/g)) {
    for (const day of listed(days)) intervals.push(...intervalsOf(day, times));
  }`
      : `  const rules = hours.split('; ').reverse();
  for (const [day] of NAMES.entries()) {
    const rule = rules.find((text) => listed(text.split(' ')[0] ?? '').includes(day));
    if (rule !== undefined && !rule.endsWith('off')) intervals.push(...intervalsOf(day, rule.split(' ')[1] ?? ''));
  }`;
  const body = {
    check: `export const isOpen = (hours: string, moments: string[]): boolean[] => {
  const intervals = opening(hours);
  const holds = (now: number): boolean => intervals.some(({ start, end }) => start <= now && now < end);
  return moments.map((moment) => {
    const [name = '', clock = ''] = moment.split(' ');
    return holds(place(name) * DAY + minutes(clock));
  });
};`,
    change: `export function nextChange(hours: string, moment: string): string {
  const intervals = opening(hours);
  const [first, last] = [intervals.at(0), intervals.at(-1)];
  if (first === undefined || last === undefined) return 'always closed';
  if (first.start === 0 && first.end === WEEK) return 'always open';
  const [name = '', clock = ''] = moment.split(' ');
  const now = place(name) * DAY + minutes(clock);
  const opens = intervals.map(({ start }) => start);
  const closes = intervals.map(({ end }) => end % WEEK);
  if (first.start === 0 && last.end === WEEK) {
    opens.shift();
    closes.pop();
  }
  const wait = (minute: number): number => (minute - now + WEEK - 1) % WEEK;
  const changes = [...opens.map((at) => ({ at, what: 'opens' })), ...closes.map((at) => ({ at, what: 'closes' }))];
  const next = changes.reduce((best, change) => (wait(change.at) < wait(best.at) ? change : best));
  return [next.what, NAMES[Math.floor(next.at / DAY)], clockText(next.at % DAY)].join(' ');
}`,
    table: `export function weekTable(hours: string): string[] {
  const intervals = opening(hours);
  let total = 0;
  const table: string[] = [];
  for (const [day, name] of NAMES.entries()) {
    let line = name;
    for (const { start, end } of intervals) {
      const from = Math.max(start - day * DAY, 0);
      const until = Math.min(end - day * DAY, DAY);
      if (from >= until) continue;
      total += until - from;
      line += ' ' + clockText(from) + '-' + clockText(until);
    }
    table.push(line === name ? name + ' closed' : line);
  }
  table.push('total ' + Math.floor(total / 60) + ':' + String(total % 60).padStart(2, '0'));
  return table;
}`,
  }[task];
  return `interface Interval {
  start: number;
  end: number;
}

const NAMES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

function minutes(clock: string): number {
  const [, hour, minute] = /^([0-9]{2}):([0-9]{2})$/.exec(clock) ?? [];
  if (hour === undefined) throw new TypeError(clock);
  return Number(hour) * 60 + Number(minute);
}

${task === 'check' ? '' : "const clockText = (minute: number): string => [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');\n"}
${cut}

function place(name: string): number {
  const day = NAMES.indexOf(name);
  if (day === -1) throw new RangeError(name);
  return day;
}

function listed(days: string): number[] {
  const found: number[] = [];
  for (const part of days.split(',')) {
    const [first = '', last = first] = part.split('-');
    let day = place(first);
    const end = place(last);
    found.push(day);
    while (day !== end) {
      day = (day + 1) % 7;
      found.push(day);
    }
  }
  return found;
}

function intervalsOf(day: number, times: string): Interval[] {
  return times.split(',').flatMap((time) => {
    const [from = '', until = ''] = time.split('-');
    return within(day, minutes(from), minutes(until));
  });
}

function opening(hours: string): Interval[] {
  const intervals: Interval[] = [];
${reading}
  intervals.sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const { start, end } of intervals) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

${body}
`;
}

export function openingPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'one flag for each minute of the week', program: byMinutes(settings) },
    { how: 'sorted and merged intervals', program: byIntervals(settings) },
  ];
}

export function openingWrong(settings: Settings): readonly WrongProgram[] {
  const { task, rules, nights } = settings;
  const right = byMinutes(settings);
  const other = byIntervals(settings);
  const wrong: WrongProgram[] = [
    {
      name: 'weeks-do-not-wrap',
      why: 'A range of days may go over the end of the week.',
      program: edited(right, '((until - from + 7) % 7) + 1', 'Math.max(0, until - from) + 1'),
    },
    rules === 'add'
      ? {
          name: 'later-rule-replaces',
          why: 'Rules for one day add up.',
          program: byMinutes({ ...settings, rules: 'replace' }),
        }
      : {
          name: 'rules-add-up',
          why: 'A later rule replaces an earlier one.',
          program: edited(
            byMinutes({ ...settings, rules: 'add' }),
            "const [days = '', times = ''] = rule.split(' ');",
            "const [days = '', times = ''] = rule.split(' ');\n    if (times === 'off') continue;",
          ),
        },
  ];
  if (nights === 'night')
    wrong.push({
      name: 'closes-at-midnight',
      why: 'Hours that end after midnight go on into the next day.',
      program: edited(right, '(end - start + 1440) % 1440 || 1440', '(end > start ? end : 1440) - start'),
    });
  if (task === 'check')
    wrong.push({
      name: 'open-at-closing',
      why: 'At the closing time it is closed.',
      program: edited(other, 'now < end', 'now <= end'),
    });
  if (task === 'change')
    wrong.push({
      name: 'change-right-now',
      why: 'The change is after the moment, not at it.',
      program: edited(other, '(minute - now + WEEK - 1) % WEEK', '(minute - now + WEEK) % WEEK'),
    });
  if (task === 'table')
    wrong.push({
      name: 'keeps-pieces-apart',
      why: 'Hours that touch or overlap are one span.',
      program: edited(other, 'start <= last.end', 'start < last.end'),
    });
  return wrong;
}
