/** Programs of the family `anniversaries`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './anniversaries.ts';

/** Dates of the language in UTC, milliseconds in between. */
function byDates({ task, leap, who }: Settings): string {
  const birthday = `function birthdayIn(born, year) {
  const [, month, day] = born.split('-').map(Number);
${
  leap === 'mar1'
    ? '  return new Date(Date.UTC(year, month - 1, day));'
    : `  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1) date.setUTCDate(0);
  return date;`
}
}

const yearOf = (text) => Number(text.slice(0, 4));
const textOf = (date) => date.toISOString().slice(0, 10);`;
  const round = (age: string) => (who === 'all' ? '' : `    if (${age} === 0 || ${age} % 5 !== 0) continue;\n`);
  const body = {
    upcoming: `function upcoming(people, today, days) {
  const start = Date.parse(today);
  const end = start + days * 86400000;
  const found = [];
  for (const { name, born } of people) {
    let year = yearOf(today);
    if (birthdayIn(born, year) < start) year += 1;
    const date = birthdayIn(born, year);
    const age = year - yearOf(born);
    if (date > end || age < 0) continue;
${round('age')}    found.push({ name, date: textOf(date), age });
  }
  const rank = ({ date, name }) => date + name;
  return found.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

module.exports = { upcoming };`,
    calendar: `const MONTHS = 'January February March April May June July August September October November December'.split(' ');

function calendar(people, year) {
  const sheets = MONTHS.map(() => []);
  for (const { name, born } of people) {
    const age = year - yearOf(born);
    if (age < 0) continue;
${round('age')}    const date = birthdayIn(born, year);
    sheets[date.getUTCMonth()].push(String(date.getUTCDate()).padStart(2, '0') + ' ' + name + ' (' + age + ')');
  }
  return sheets.flatMap((entries, month) => (entries.length === 0 ? [] : [MONTHS[month], ...entries.sort()]));
}

module.exports = { calendar };`,
    ages: `const { readFileSync } = require('fs');

const [day, ...rows] = readFileSync(0, 'utf8').trim().split('\\n');
const now = new Date(day);
for (const row of rows) {
  const [name, born] = row.split(',');
  let year = now.getUTCFullYear();
  if (birthdayIn(born, year) > now) year -= 1;
  const years = year - yearOf(born);
  if (years < 0) {
    console.log(name + ': not born yet');
    continue;
  }
${round('years').replace(/^ {2}/gm, '')}  const days = Math.round((now - (years === 0 ? Date.parse(born) : birthdayIn(born, year))) / 86400000);
  console.log(name + ': ' + years + ' years, ' + days + ' days');
}`,
  }[task];
  return `${birthday}\n\n${body}\n`;
}

const DAY_COUNT = `const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function dayOfYear(text) {
  const [year, month, day] = text.split('-').map(Number);
  const before = LENGTHS.slice(0, month - 1).reduce((sum, length) => sum + length, 0);
  return before + day + (month > 2 && isLeap(year) ? 1 : 0);
}
`;

/** Comparison of texts, and days counted by hand. */
function byTexts({ task, leap, who }: Settings): string {
  const anniversary =
    leap === 'mar1'
      ? `const isLeapYear = (year) => new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
const anniversary = (born, year) => year + '-' + (born.endsWith('02-29') && !isLeapYear(year) ? '03-01' : born.slice(5));`
      : `function anniversary(born, year) {
  const [, month, day] = born.split('-');
  const last = month === '02' ? new Date(Date.UTC(year, 2, 0)).getUTCDate() : 31;
  return [year, month, String(Math.min(last, Number(day))).padStart(2, '0')].join('-');
}`;
  const jubilee = `\nfunction isJubilee(age) {
  if (age < 5) return false;
  const last = String(age).slice(-1);
  return last === '0' || last === '5';
}\n`;
  const test = who === 'all' ? 'age >= 0' : 'isJubilee(age)';
  const body = {
    upcoming: `function upcoming(people, today, days) {
  const limit = new Date(today);
  limit.setUTCDate(limit.getUTCDate() + days);
  const last = limit.toISOString().slice(0, 10);
  const thisYear = Number(today.slice(0, 4));
  const candidates = people.flatMap(({ name, born }) =>
    [thisYear, thisYear + 1, thisYear + 2].map((year) => ({ name, date: anniversary(born, year), age: year - parseInt(born, 10) })),
  );
  const seen = new Set();
  const byDate = (a, b) => (a.date === b.date ? (a.name < b.name ? -1 : 1) : a.date < b.date ? -1 : 1);
  return candidates
    .filter(({ date }) => date >= today)
    .sort(byDate)
    .filter(({ name }) => !seen.has(name) && seen.add(name))
    .filter(({ date, age }) => date <= last && ${test});
}

exports.upcoming = upcoming;`,
    calendar: `function calendar(people, year) {
  const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  const dated = people
    .map(({ name, born }) => ({ name, date: anniversary(born, year), age: year - parseInt(born, 10) }))
    .filter(({ age }) => ${test})
    .sort((a, b) => (a.date + ' ' + a.name < b.date + ' ' + b.name ? -1 : 1));
  const lines = [];
  let month = 0;
  for (const { name, date, age } of dated) {
    if (Number(date.slice(5, 7)) !== month) {
      month = Number(date.slice(5, 7));
      lines.push(names[month - 1]);
    }
    lines.push(\`\${date.slice(8)} \${name} (\${age})\`);
  }
  return lines;
}

exports.calendar = calendar;`,
    ages: `${DAY_COUNT}
function age(born, today) {
  const year = parseInt(today, 10);
  const had = anniversary(born, year) <= today;
  const years = year - parseInt(born, 10) - (had ? 0 : 1);
  const last = years === 0 ? born : anniversary(born, had ? year : year - 1);
  const days = dayOfYear(today) - dayOfYear(last) + (last.slice(0, 4) === today.slice(0, 4) ? 0 : isLeap(year - 1) ? 366 : 365);
  return { years, days };
}

const lines = require('fs').readFileSync(0, 'utf8').split('\\n').filter((line) => line !== '');
const today = lines.shift();
const report = lines.flatMap((line) => {
  const [name, born] = line.split(',');
  const { years, days } = age(born, today);
  if (years < 0) return [\`\${name}: not born yet\`];
${who === 'all' ? '' : '  if (!isJubilee(years)) return [];\n'}  return [\`\${name}: \${years} years, \${days} days\`];
});
console.log(report.join('\\n'));`,
  }[task];
  return `${anniversary}\n${who === 'all' ? '' : jubilee}\n${body}\n`;
}

export function anniversaryPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'dates of the language, in UTC', program: byDates(settings) },
    { how: 'dates as texts, compared by their characters', program: byTexts(settings) },
  ];
}

export function anniversaryWrong(settings: Settings): readonly WrongProgram[] {
  const { task, leap, who } = settings;
  const right = byDates(settings);
  const wrong: WrongProgram[] = [
    {
      name: 'other-leap-rule',
      why: `Who was born on 29 February celebrates on ${leap === 'mar1' ? '1 March' : '28 February'} in other years.`,
      program: byDates({ ...settings, leap: leap === 'mar1' ? 'feb28' : 'mar1' }),
    },
    who === 'round'
      ? { name: 'birth-is-a-jubilee', why: 'Nought is no jubilee.', program: edited(right, ' === 0 || ', ' < 0 || ') }
      : { name: 'jubilees-only', why: 'Everybody is wanted.', program: byDates({ ...settings, who: 'round' }) },
  ];
  const add = (name: string, why: string, from: string, to: string) =>
    wrong.push({ name, why, program: edited(right, from, to) });
  if (task === 'upcoming') {
    add('last-day-is-out', 'The last day counts.', 'date > end', 'date >= end');
    add(
      'not-over-new-year',
      'The window may reach into the next year.',
      '    if (birthdayIn(born, year) < start) year += 1;\n',
      '    if (birthdayIn(born, year) < start) continue;\n',
    );
  } else if (task === 'calendar') {
    add('unsorted', 'The entries of a month are sorted.', 'entries.sort()', 'entries');
    add('unborn-too', 'Nobody is listed before being born.', '    if (age < 0) continue;\n', '');
  } else {
    add('birthday-not-yet', 'On the birthday the year is complete.', '> now', '>= now');
    add(
      'unborn-are-left-out',
      'The unborn have a line of their own.',
      "    console.log(name + ': not born yet');\n",
      '',
    );
  }
  return wrong;
}
