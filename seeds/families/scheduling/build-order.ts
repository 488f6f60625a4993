/** Task family: build order (tasks with durations that wait for each other: earliest plan, critical tasks, few people). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { dayNumber, dayText } from '../day-numbers.ts';
import { between, drawn, someFirm } from '../drawn-words.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { buildOrderPieces } from './build-order.posting.ts';
import { buildOrderPrograms, buildOrderWrong } from './build-order.programs.ts';

const DIALS = {
  task: ['earliest', 'critical', 'people'],
  trouble: ['cycle', 'missing'],
  calendar: ['numbers', 'dates'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Task = { name: string; days: number; needs: string[] };

const byText = (a: string, b: string) => (a < b ? -1 : 1);

/** The working day `count` days after the first one, found by walking. */
function workingDay(first: string, count: number): string {
  let day = dayNumber(first);
  for (let left = count; ; day += 1) {
    if ((day + 3) % 7 > 4) continue;
    if (left === 0) return dayText(day);
    left -= 1;
  }
}

/** Starts by day, looking each day at who may begin; without a limit of people this is the earliest plan. */
function starts(tasks: readonly Task[], people: number): Map<string, number> {
  const start = new Map<string, number>();
  const lengths = new Map(tasks.map(({ name, days }) => [name, days]));
  const over = (name: string, day: number) => {
    const begun = start.get(name);
    return begun !== undefined && begun + (lengths.get(name) ?? 0) <= day;
  };
  const enough = tasks.reduce((sum, { days }) => sum + days, 0);
  for (let day = 0; day <= enough && start.size < tasks.length; day += 1) {
    const busy = [...start.keys()].filter((name) => !over(name, day)).length;
    const ready = tasks.filter(({ name, needs }) => !start.has(name) && needs.every((other) => over(other, day)));
    const first = ready
      .toSorted((a, b) => b.days - a.days || byText(a.name, b.name))
      .slice(0, Math.max(0, people - busy));
    for (const { name } of first) start.set(name, day);
  }
  return start;
}

function answer({ task, trouble, calendar }: Settings, stdin: string): string {
  const rows = stdin.split('\n').filter((line) => line !== '');
  const head = (calendar === 'dates' || task === 'people' ? (rows.shift() ?? '') : '').split(' ');
  const all = rows.map((row): Task => {
    const [name = '', days, needs = ''] = row.split(';');
    return { name, days: Number(days), needs: needs.split(',').filter((other) => other !== '') };
  });
  const missing = [...new Set(all.flatMap(({ needs }) => needs))].filter(
    (other) => !all.some(({ name }) => name === other),
  );
  const tasks = all.map((one) => ({ ...one, needs: one.needs.filter((other) => !missing.includes(other)) }));
  const earliest = starts(tasks, tasks.length);
  const stuck = tasks.map(({ name }) => name).filter((name) => !earliest.has(name));
  if (trouble === 'cycle' && stuck.length > 0) return `cycle: ${stuck.toSorted(byText).join(' ')}\n`;
  const start = task === 'people' ? starts(tasks, Number(head[0])) : earliest;
  const place = ({ name }: Task) => start.get(name) ?? 0;
  const sorted = tasks.toSorted((a, b) => place(a) - place(b) || byText(a.name, b.name));
  const first = head.at(-1) ?? '';
  const length = Math.max(0, ...tasks.map((one) => place(one) + one.days));
  const tail = missing.length > 0 ? [`missing: ${missing.toSorted(byText).join(' ')}`] : [];
  if (task === 'critical') {
    const slips = ({ name }: Task) => {
      const slower = starts(
        tasks.map((one) => (one.name === name ? { ...one, days: one.days + 1 } : one)),
        tasks.length,
      );
      return tasks.every((one) => (slower.get(one.name) ?? 0) + one.days + (one.name === name ? 1 : 0) <= length);
    };
    const finish = calendar === 'dates' && length > 0 ? [`finish ${workingDay(first, length - 1)}`] : [];
    return lines(
      `length ${length}`,
      ...finish,
      ...sorted.filter((one) => !slips(one)).map(({ name }) => name),
      ...tail,
    );
  }
  const span = (one: Task) =>
    calendar === 'dates'
      ? `${workingDay(first, place(one))} ${workingDay(first, place(one) + one.days - 1)}`
      : `${place(one)} ${place(one) + one.days}`;
  return lines(...sorted.map((one) => `${one.name} ${span(one)}`), ...tail);
}

const NAMES =
  'roof walls floor wiring pipes plaster paint windows doors kitchen garden fence stairs lamps tiles carpet heating drains frame permits survey cleaning shelves curtains'.split(
    ' ',
  );

function casesOf(random: Chance, { task, trouble, calendar }: Settings) {
  const dates = calendar === 'dates';
  const given = (first: string, people: number, ...rows: readonly string[]) => {
    const head = [...(task === 'people' ? [String(people)] : []), ...(dates ? [first] : [])].join(' ');
    return lines(...(head === '' ? [] : [head]), ...rows);
  };
  const names = random.shuffle(NAMES);
  const [a, b, c, d, e, f] = names;
  const some = (count: number, wide: number): string[] => {
    const label = (at: number) =>
      at < NAMES.length ? (names[at] ?? '') : `${names[at % NAMES.length]}${Math.floor(at / NAMES.length)}`;
    const rows = drawn(count, (at) => {
      const needs =
        at === 0 ? [] : [...new Set(drawn(random.below(4), () => label(Math.max(0, at - 1 - random.below(wide)))))];
      const gone = trouble === 'missing' && random.below(12) === 0 ? [`extra${random.below(9)}`] : [];
      return `${label(at)};${between(random, 1, 9)};${[...needs, ...gone].join(',')}`;
    });
    return random.shuffle(rows);
  };
  const stuck =
    trouble === 'cycle'
      ? [`${a};2;`, `${b};3;${d},${a}`, `${c};1;${b}`, `${d};2;${c}`, `${e};4;${c}`, `${f};1;${a}`]
      : [`${a};2;zinc,brass`, `${b};3;${a}`, `${c};1;zinc,${b}`, `${d};2;amber`];
  return {
    visible: {
      'a small house': given('2025-03-03', 2, `${a};3;`, `${b};2;${a}`, `${c};4;${a}`, `${d};1;${b},${c}`),
      'a few more tasks': given('2025-06-05', 2, `${c};2;`, `${a};3;`, `${d};5;`, `${b};1;${a},${c}`, `${e};2;${b}`),
    },
    hidden: {
      'no tasks': given('2025-03-03', 1),
      'one task': given('2025-03-03', 3, `${e};7;`),
      'all at once': given('2025-04-04', 3, `${c};2;`, `${b};2;`, `${a};2;`, `${d};2;`, `${f};5;`),
      'in a chain': given('2025-12-29', 2, `${d};1;${c}`, `${c};6;${b}`, `${b};2;${a}`, `${a};1;`),
      'two ways of equal length': given(
        '2025-03-06',
        2,
        `${a};2;`,
        `${b};3;${a}`,
        `${c};3;${a}`,
        `${d};1;${c},${b}`,
        `${e};1;${a}`,
        `${f};5;`,
      ),
      'starts on a weekend': given('2025-03-08', 2, `${a};5;`, `${b};1;${a}`, `${c};6;`),
      'cannot go on': given('2025-03-03', 2, ...stuck),
      'waits for itself or for nothing known': given(
        '2025-03-03',
        2,
        trouble === 'cycle' ? `${a};1;${a}` : `${a};1;unknown`,
        `${b};1;`,
      ),
      'drawn 1': given('2026-02-20', 2, ...some(14, 6)),
      'drawn 2': given('2024-02-23', 3, ...some(22, 9)),
      'many tasks': given('2025-01-01', 5, ...some(task === 'critical' ? 90 : 150, 40)),
    },
  };
}

const STORIES = [
  'renovates old houses',
  'builds stages for open air concerts',
  'turns vans into campers',
  'moves laboratories',
  'fits out restaurants',
] as const;

export const buildOrder = voicedFamily({
  name: 'build-order',
  category: 'scheduling',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        earliest: tell(
          'Python: earliest schedule of dependent tasks',
          'When can each part of our project start?',
          'Earliest schedule of tasks with prerequisites',
        ),
        critical: tell(
          'Python: critical path of a project',
          'Which tasks must not slip?',
          'Determination of critical tasks',
        ),
        people: tell(
          'Python: schedule dependent tasks for a small team',
          'Plan our projects for the few people we have',
          'Schedule of dependent tasks for a limited team',
        ),
      }[settings.task],
      opening: tell(
        `${story}. A project is a list of tasks that wait for each other.`,
        `${story}. Our projects are lists of tasks, where some can only begin when others are finished, and planning that on the whiteboard fails every time.`,
        `${story}. Its projects consist of tasks with prerequisites. The planning program is specified as follows.`,
      ),
      pieces: buildOrderPieces(circumstances, settings),
      skills: ['Python', 'Algorithm', 'Project Scheduling'],
      minutes: { earliest: 90, critical: 120, people: 150 }[settings.task] + (settings.calendar === 'dates' ? 30 : 0),
      programs: buildOrderPrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random, settings),
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: buildOrderWrong(settings),
        }),
    };
  },
});
