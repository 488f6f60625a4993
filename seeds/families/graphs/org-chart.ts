/** Task family: organisation charts (teams and their cost, chains of managers, an indented tree). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { parseTable } from '../csv.ts';
import { between, drawn, pad, someFirm, somePeople } from '../drawn-words.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { orgChartPieces } from './org-chart.posting.ts';
import { orgChartPrograms, orgChartWrong } from './org-chart.programs.ts';

const DIALS = {
  task: ['teams', 'chains', 'tree'],
  pay: ['none', 'sum'],
  who: ['all', 'managers'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function answer({ task, pay, who }: Settings, stdin: string): string {
  const rows = parseTable(stdin).map(({ name = '', manager = '', salary }) => ({
    name,
    manager,
    salary: Number(salary),
  }));
  const reportsOf = (name: string) => rows.filter(({ manager }) => manager === name);
  const below = (name: string): typeof rows => reportsOf(name).flatMap((row) => [row, ...below(row.name)]);
  const chainOf = (name: string): typeof rows =>
    rows
      .filter((row) => row.name !== name && below(row.name).some((other) => other.name === name))
      .toSorted((a, b) => below(b.name).length - below(a.name).length);
  const sum = (all: typeof rows) => all.reduce((total, { salary }) => total + salary, 0);
  const listed = rows
    .filter(({ name }) => who === 'all' || reportsOf(name).length > 0)
    .toSorted((a, b) => byText(a.name, b.name));
  if (task === 'teams') {
    const shown = listed.map((row) =>
      [
        row.name,
        reportsOf(row.name).length,
        below(row.name).length,
        ...(pay === 'sum' ? [row.salary + sum(below(row.name))] : []),
      ].join(','),
    );
    return lines(`name,direct,total${pay === 'sum' ? ',cost' : ''}`, ...shown);
  }
  if (task === 'chains') {
    const shown = listed.map(({ name }) => {
      const chain = chainOf(name);
      return [
        name,
        chain.length,
        chain.map((boss) => boss.name).join(' > '),
        ...(pay === 'sum' ? [sum(chain)] : []),
      ].join(',');
    });
    return lines(`name,level,chain${pay === 'sum' ? ',above' : ''}`, ...shown);
  }
  const branch = (name: string, depth: number): string[] =>
    reportsOf(name)
      .toSorted((a, b) => byText(a.name, b.name))
      .flatMap((row) => {
        const own = `${'  '.repeat(depth)}${row.name}${pay === 'sum' ? ` (${row.salary + sum(below(row.name))})` : ''}`;
        return [...(listed.includes(row) ? [own] : []), ...branch(row.name, depth + 1)];
      });
  return lines(...branch('', 0));
}

function casesOf(random: Chance) {
  const people = somePeople(random, 14);
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = people;
  const staff = (...rows: readonly (readonly [name: string, manager: string])[]) =>
    lines(
      'name,manager,salary',
      ...random.shuffle(rows).map(([name, manager]) => `${name},${manager},${50 * between(random, 40, 160)}`),
    );
  const some = (names: readonly string[], tops: number) =>
    staff(
      ...names.map(
        (name, at) =>
          [name, at < tops ? '' : (names[Math.floor(random.unit() * at * (at % 3 === 0 ? 0.4 : 1))] ?? '')] as const,
      ),
    );
  return {
    visible: {
      'a small shop': staff([a, ''], [b, a], [c, a], [d, b]),
      'three levels': staff([e, ''], [f, e], [a, f], [b, f], [c, a]),
    },
    hidden: {
      nobody: staff(),
      'only the boss': staff([d, '']),
      'two bosses': staff([d, ''], [a, ''], [c, d], [b, a], [f, c]),
      'one below the other': staff([a, ''], [b, a], [c, b], [d, c], [e, d], [f, e]),
      'one boss of all': staff([e, ''], [a, e], [f, e], [c, e], [b, e]),
      'names that begin alike': staff(
        ['Ann', ''],
        ['Anna', 'Ann'],
        ['Annabel', 'Anna'],
        ['Ann-Marie', 'Ann'],
        ['An', ''],
        ['Anton', 'An'],
        ['ann', 'Ann-Marie'],
        ['Abe', 'ann'],
        ['abel', ''],
        ['Zed', 'abel'],
      ),
      'drawn 1': some(people.slice(0, 8), 1),
      'drawn 2': some(people, 2),
      'drawn 3': some(random.shuffle(people), 3),
      'a large firm': some(random.shuffle(drawn(120, (at) => `person ${pad(at, 3)}`)), 2),
    },
  };
}

const STORIES = [
  'has grown from 5 to 100 people',
  'was merged with a competitor',
  'is a hospital trust with many wards',
  'has a personnel office that works with spreadsheets',
  'prepares for an audit',
] as const;

export const orgChart = voicedFamily({
  name: 'org-chart',
  category: 'graphs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    const comparator =
      settings.task === 'tree'
        ? { kind: 'exact' as const }
        : { kind: 'table' as const, columns: {}, absolute: 0, rowsOrdered: true };
    return {
      title: {
        teams: tell(
          'Python: team sizes from a staff list',
          'How many people are below whom?',
          'Sizes of teams from a list of staff',
        ),
        chains: tell(
          'Python: chains of managers from a staff list',
          'Who is above whom, all the way up?',
          'Reporting lines from a list of staff',
        ),
        tree: tell(
          'Python: staff list as an indented tree',
          'Print our organisation as a tree',
          'Organisation tree from a list of staff',
        ),
      }[settings.task],
      opening: tell(
        `${story}. The staff list says who reports to whom; a Python script should make sense of it.`,
        `${story}, and nobody keeps the chart up to date. The list of staff is right, though, so please write us a Python script that works from it.`,
        `${story}. A Python script shall evaluate its list of staff.`,
      ),
      pieces: orgChartPieces(circumstances, settings),
      skills: ['Python', 'CSV'],
      minutes: { teams: 25, chains: 20, tree: 25 }[settings.task] + (settings.pay === 'sum' ? 10 : 0),
      programs: orgChartPrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random),
          comparator,
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: orgChartWrong(settings),
        }),
    };
  },
});
