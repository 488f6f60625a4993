/** Task family: anniversaries (birthdays to come, birthday calendars and ages), in JavaScript. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { dayNumber, dayText } from '../day-numbers.ts';
import { between, drawn, pad, someFirm, somePeople } from '../drawn-words.ts';
import { type DeliveryForm, functionProject, type Posting, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { anniversariesPieces } from './anniversaries.posting.ts';
import { anniversaryPrograms, anniversaryWrong } from './anniversaries.programs.ts';

const DIALS = {
  task: ['upcoming', 'calendar', 'ages'],
  leap: ['feb28', 'mar1'],
  who: ['all', 'round'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Person = { name: string; born: string };

const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Whether a day is somebody's anniversary, asked of every single day. */
function isAnniversary({ leap }: Settings, born: string, day: number): boolean {
  const text = dayText(day);
  if (text.slice(5) === born.slice(5)) return true;
  if (!born.endsWith('02-29')) return false;
  const [yesterday, tomorrow] = [dayText(day - 1), dayText(day + 1)];
  return leap === 'mar1'
    ? yesterday.endsWith('02-28') && text.endsWith('03-01')
    : text.endsWith('02-28') && tomorrow.endsWith('03-01');
}

const ageOn = (born: string, day: number) => Number(dayText(day).slice(0, 4)) - Number(born.slice(0, 4));
const wanted = ({ who }: Settings, age: number) => age >= 0 && (who === 'all' || (age > 0 && age % 5 === 0));
const before = (a: string, b: string) => (a < b ? -1 : 1);

function upcoming(settings: Settings, people: readonly Person[], today: string, days: number) {
  const found: { name: string; date: string; age: number }[] = [];
  for (let day = dayNumber(today); day <= dayNumber(today) + days; day += 1) {
    const having = people.filter(
      ({ born }) => isAnniversary(settings, born, day) && wanted(settings, ageOn(born, day)),
    );
    for (const { name, born } of having.toSorted((a, b) => before(a.name, b.name)))
      found.push({ name, date: dayText(day), age: ageOn(born, day) });
  }
  return found;
}

function calendar(settings: Settings, people: readonly Person[], year: number): string[] {
  const all = upcoming(settings, people, `${year}-01-01`, dayNumber(`${year}-12-31`) - dayNumber(`${year}-01-01`));
  return MONTHS.flatMap((month, at) => {
    const entries = all.filter(({ date }) => Number(date.slice(5, 7)) === at + 1);
    return entries.length === 0
      ? []
      : [month, ...entries.map(({ name, date, age }) => `${date.slice(8)} ${name} (${age})`)];
  });
}

function ages(settings: Settings, stdin: string): string {
  const [today = '', ...rows] = stdin.split('\n').filter((line) => line !== '');
  return rows
    .map((row) => {
      const [name = '', born = ''] = row.split(',');
      if (born > today) return `${name}: not born yet\n`;
      let day = dayNumber(today);
      let days = 0;
      for (; day > dayNumber(born) && !isAnniversary(settings, born, day); day -= 1) days += 1;
      const years = ageOn(born, day);
      return wanted(settings, years) ? `${name}: ${years} years, ${days} days\n` : '';
    })
    .join('');
}

/** People, the day or year of the question, and the days ahead. */
type Look = readonly [people: readonly Person[], today: string, days: number];

function looksOf(random: Chance, perYear: number): { visible: Record<string, Look>; hidden: Record<string, Look> } {
  const names = somePeople(random, 40);
  const someone = (at: number): Person => ({
    name: `${names[at % 40]}${at < 40 ? '' : ` ${Math.floor(at / 40)}`}`,
    born: `${random.pick([1990, 1985, 2000, between(random, 1930, 2024)])}-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}`,
  });
  const crowd = (count: number) => random.shuffle(drawn(count, someone));
  const people = (...born: string[]) => born.map((day, at): Person => ({ name: names[at] ?? '', born: day }));
  const leapers = people('2000-02-29', '1996-02-29', '1990-02-28', '1995-03-01', '2004-02-29');
  return {
    visible: {
      'a few people': [people('1990-06-20', '1985-07-05', '2001-06-15', '1988-12-01'), '2025-06-15', 30],
      'another year': [people('1979-03-05', '2004-02-11', '1994-03-05'), '2024-02-10', 28],
    },
    hidden: {
      nobody: [[], '2025-06-15', 30],
      'born on a leap day, common year': [leapers, '2025-02-26', 5],
      'on 28 February': [leapers, '2025-02-28', 0],
      'on 1 March': [leapers, '2026-03-01', 0],
      'born on a leap day, leap year': [leapers, '2024-02-28', 3],
      'over new year': [people('1990-12-31', '2000-01-01', '1986-01-20', '1985-12-25', '2000-12-26'), '2025-12-26', 25],
      'last day of the window': [people('1990-05-11', '1995-05-10', '2000-05-01', '2005-05-12'), '2025-05-01', 10],
      'not born yet': [people('2025-04-05', '2020-04-04', '2026-04-06', '2030-01-01', '2025-03-20'), '2025-04-01', 30],
      'same day': [random.shuffle(people('1990-08-08', '1995-08-08', '2000-08-08', '1980-08-08')), '2025-08-01', 20],
      'drawn few': [crowd(20), '2025-09-03', 120],
      'drawn many': [crowd(perYear), '2026-02-14', 200],
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  const looks = looksOf(random, 400);
  const rest = { reference, wrong: anniversaryWrong(settings) };
  const both = <Input>(make: (look: Look) => Input) => {
    const each = (side: Record<string, Look>) =>
      Object.fromEntries(Object.entries(side).map(([name, look]) => [name, make(look)]));
    return { visible: each(looks.visible), hidden: each(looks.hidden) };
  };
  if (settings.task === 'ages') {
    const cases = both(
      ([people, today]) => `${[today, ...people.map(({ name, born }) => `${name},${born}`)].join('\n')}\n`,
    );
    return stdioProject(JAVASCRIPT, posting, { ...cases, ...rest, answer: (stdin) => ages(settings, stdin) });
  }
  if (settings.task === 'calendar') {
    const cases = both(([people, today]): [Person[], number] => [[...people], Number(today.slice(0, 4))]);
    return functionProject<[Person[], number]>(JAVASCRIPT, posting, {
      ...cases,
      ...rest,
      entry: 'calendar',
      answer: (people, year) => calendar(settings, people, year),
    });
  }
  const cases = both(([people, today, days]): [Person[], string, number] => [[...people], today, days]);
  return functionProject<[Person[], string, number]>(JAVASCRIPT, posting, {
    ...cases,
    ...rest,
    entry: 'upcoming',
    answer: (people, today, days) => upcoming(settings, people, today, days),
  });
}

const STORIES = [
  'keeps the list of members of a sports club',
  'sends flowers to its customers',
  'runs a home for the elderly',
  'is a family business with 90 cousins',
  'looks after the alumni of a school',
] as const;

export const anniversaries = voicedFamily({
  name: 'anniversaries',
  category: 'dates',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    const what = settings.who === 'round' ? 'round ones only' : 'everybody';
    return {
      title: {
        upcoming: tell(
          `JavaScript: upcoming birthdays (${what})`,
          `Whose birthday comes next? (${what})`,
          `List of upcoming birthdays, ${what}`,
        ),
        calendar: tell(
          `JavaScript: birthday calendar (${what})`,
          `A birthday calendar for the wall (${what})`,
          `Annual birthday calendar, ${what}`,
        ),
        ages: tell(
          `Node script: ages in years and days (${what})`,
          `How old is everybody today? (${what})`,
          `Report of ages on a given date, ${what}`,
        ),
      }[settings.task],
      opening: tell(
        `${story}. Small piece of JavaScript wanted.`,
        `${story} and forgets birthdays. Here is what we would like to have.`,
        `${story}. The following is required of a JavaScript module.`,
      ),
      pieces: anniversariesPieces(circumstances, settings),
      skills: ['JavaScript', 'Node.js'],
      minutes: { upcoming: 30, calendar: 25, ages: 40 }[settings.task],
      programs: anniversaryPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
