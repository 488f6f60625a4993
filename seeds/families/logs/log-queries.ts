/** Task family: log queries (a small language that filters, counts, sums and orders structured log lines). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { drawn, someFirm } from '../drawn-words.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { logQueriesPieces } from './log-queries.posting.ts';
import { queryPrograms, queryWrong } from './log-queries.programs.ts';

const DIALS = {
  stages: ['count', 'sum', 'order'],
  logic: ['left', 'brackets'],
  values: ['plain', 'quoted'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Row = ReadonlyMap<string, string>;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const isNumber = (text: string | undefined): text is string => text !== undefined && /^[0-9]+$/.test(text);

function holds(row: Row, [field = '', operator, wanted = '']: readonly string[]): boolean {
  const value = row.get(field);
  if (value === undefined) return false;
  if (operator === '<') return isNumber(value) && Number(value) < Number(wanted);
  if (operator === '>') return isNumber(value) && Number(value) > Number(wanted);
  if (operator === '~') return value.includes(wanted);
  return (value === wanted) === (operator === '=');
}

/** Every test becomes true or false first; then the text of what is left is reduced until one word remains. */
function matches({ logic }: Settings, row: Row, words: readonly string[]): boolean {
  const signs: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (['and', 'or', 'not', '(', ')'].includes(word)) {
      signs.push(word);
    } else {
      signs.push(holds(row, words.slice(at, at + 3)) ? 'T' : 'F');
      at += 2;
    }
  }
  let text = signs.join(' ');
  const step = (pattern: RegExp, value: (match: string) => boolean) => {
    const before = text;
    text = text.replace(pattern, (match) => (value(match) ? 'T' : 'F'));
    return text !== before;
  };
  for (let changed = true; changed; ) {
    changed =
      step(/\( [TF] \)/, (match) => match.includes('T')) ||
      step(/not [TF]/, (match) => match.includes('F')) ||
      (logic === 'left' &&
        step(/^[TF] (?:and|or) [TF]/, (match) =>
          match.includes('and') ? !match.includes('F') : match.includes('T'),
        )) ||
      step(/[TF] and [TF]/, (match) => !match.includes('F')) ||
      step(/(?<!and )[TF] or [TF](?! and)/, (match) => match.includes('T'));
  }
  return text === 'T';
}

function stage(settings: Settings, rows: readonly Row[], text: string): Row[] {
  const [command = '', one = '', two = '', three = ''] = text.split(' ');
  if (command === 'where') return rows.filter((row) => matches(settings, row, text.split(' ').slice(1)));
  if (command === 'first') return rows.slice(0, Number(one));
  if (command === 'keep')
    return rows.map(
      (row) =>
        new Map(
          text
            .split(' ')
            .slice(1)
            .flatMap((field): [string, string][] => (row.has(field) ? [[field, row.get(field) ?? '']] : [])),
        ),
    );
  if (command === 'unique')
    return rows.filter((row, at) => row.has(one) && rows.findIndex((other) => other.get(one) === row.get(one)) === at);
  if (command === 'count') {
    const groups = Map.groupBy(
      rows.filter((row) => row.has(two)),
      (row) => row.get(two) ?? '',
    );
    return [...groups]
      .toSorted((a, b) => b[1].length - a[1].length || byText(a[0], b[0]))
      .map(([value, own]) => new Map([['', `${value} ${own.length}`]]));
  }
  if (command === 'sum') {
    const groups = Map.groupBy(
      rows.filter((row) => row.has(three) && isNumber(row.get(one))),
      (row) => row.get(three) ?? '',
    );
    return [...groups]
      .toSorted((a, b) => byText(a[0], b[0]))
      .map(([value, own]) => {
        const numbers = own.map((row) => Number(row.get(one)));
        return new Map([
          [three, value],
          ['sum', String(numbers.reduce((sum, number) => sum + number, 0))],
          ['max', String(Math.max(...numbers))],
        ]);
      });
  }
  const sign = two === 'down' ? -1 : 1;
  const compare = (a = '', b = '') =>
    isNumber(a) !== isNumber(b) ? (isNumber(a) ? -1 : 1) : isNumber(a) ? Number(a) - Number(b) : byText(a, b);
  return [
    ...rows.filter((row) => row.has(one)).toSorted((a, b) => sign * compare(a.get(one), b.get(one))),
    ...rows.filter((row) => !row.has(one)),
  ];
}

function answer(settings: Settings, stdin: string): string {
  const [query = '', ...all] = stdin.split('\n').slice(0, -1);
  let rows: Row[] = all.map(
    (line) =>
      new Map(
        [...line.matchAll(/([a-z]+)=(?:"([^"]*)"|([^ ]*))/g)].map(([, key = '', quoted, plain]): [string, string] => [
          key,
          quoted ?? plain ?? '',
        ]),
      ),
  );
  for (const text of query.split(' | ')) rows = stage(settings, rows, text);
  return lines(
    ...rows.map((row) => [...row].map(([key, value]) => (key === '' ? value : `${key}=${value}`)).join(' ')),
  );
}

function casesOf(random: Chance, { stages, logic, values }: Settings) {
  const message = () =>
    values === 'quoted'
      ? ` msg="${random.pick(['disk full', 'all well', 'a=b and c', 'slow', ''])}"`
      : random.pick([' msg=ok', ' msg=slow', '']);
  const some = (count: number) =>
    drawn(
      count,
      (at) =>
        `id=${at + 1} level=${random.pick(['INFO', 'WARN', 'ERROR'])} service=${random.pick(['api', 'mail', 'shop', 'auth'])}${random.below(6) === 0 ? '' : ` ms=${random.pick([random.below(20), random.below(900), 100, '-'])}`}${random.below(3) === 0 ? ` user=${random.pick(['ann', 'bob', 'cat'])}` : ''}${message()}`,
    );
  const last = {
    count: ['count by service', 'count by level | first 2', 'first 4', 'count by user', 'count by ms'],
    sum: [
      'sum ms by service',
      'keep id ms',
      'sum ms by user | keep user max',
      'keep user msg level',
      'sum id by level',
    ],
    order: ['order ms', 'order ms down', 'unique service | order id down', 'order user', 'unique ms'],
  }[stages];
  const asked = (query: string, rows: readonly string[]) => lines(query, ...rows);
  const joined =
    logic === 'brackets'
      ? '( level = ERROR or level = WARN ) and ms > 100'
      : 'level = ERROR or level = WARN and ms > 100';
  const mixed =
    logic === 'brackets'
      ? 'level = INFO or level = WARN and ms > 200 or not ( service ~ a and not user = ann )'
      : 'level = INFO and ms > 200 or not service ~ a and ms < 500';
  const few = [
    'id=1 level=ERROR service=api ms=120',
    'id=2 level=INFO service=shop ms=9',
    'id=3 level=WARN service=api ms=100 user=bob',
    'id=4 level=ERROR service=mail',
    'id=5 level=INFO service=shop ms=1000 user=ann',
    'id=6 level=INFO service=api ms=- user=bob',
  ];
  return {
    visible: {
      errors: asked(`where level = ERROR | ${last[0]}`, few),
      'two stages': asked(`where ms > 50 | ${last[1]}`, few),
    },
    hidden: {
      'no lines': asked(`where level = ERROR | ${last[0]}`, []),
      'and with or': asked(`where ${joined} | ${last[0]}`, few),
      'or with and': asked(`where level = INFO or level = ERROR and ms > 500 | ${last[2]}`, few),
      not: asked(`where not level = INFO and not ms > 100 | ${last[1]}`, few),
      'missing fields': asked(`where user != ann | ${last[stages === 'count' ? 2 : 3]}`, [
        ...few,
        'id=7 service=auth ms=4',
      ]),
      'not of missing fields': asked(`where not user = ann | ${last[0]}`, few),
      'numbers and others': asked(last[4] ?? '', [
        ...few,
        'id=7 level=WARN service=api ms=33',
        'id=8 level=WARN service=api ms=abc',
        'id=9 level=INFO service=api ms=007',
        'id=10 level=ERROR service=api ms=120',
      ]),
      'values of messages': asked(
        `where msg = slow | ${last[{ count: 2, sum: 1, order: 0 }[stages]]}`,
        values === 'quoted'
          ? ['id=1 service=api msg="slow" ms=4', 'id=2 service=shop msg=slow', 'id=3 service=api msg="slow disk"']
          : ['id=1 service=api msg=slow ms=4', 'id=2 service=shop msg=slower', 'id=3 service=mail msg=slow'],
      ),
      'two filters': asked(`where service ~ a | where ms < 101 | ${last[0]}`, few),
      'drawn 1': asked(`where ${mixed} | ${last[0]}`, some(30)),
      'drawn 2': asked(`where msg ~ l or ms < 100 | ${last[2]}`, some(30)),
      'drawn 3': asked(`where user = bob or user = cat | ${last[1]}`, some(40)),
      'a large log': asked(`where ${joined} | where id > 20 | ${last[4]}`, some(400)),
    },
  };
}

const STORIES = [
  'writes structured logs but has no tool to read them',
  'supports clinics whose servers may not send logs out',
  'runs a game server',
  'operates a payment gateway',
  'keeps sensors in greenhouses',
] as const;

export const logQueries = voicedFamily({
  name: 'log-queries',
  category: 'logs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        count: tell(
          'Python: query language for logs, filter and count',
          'A little language to ask our logs',
          'Interpreter for log queries with counts',
        ),
        sum: tell(
          'Python: query language for logs, filter and sum',
          'Sums out of our logs with a small query language',
          'Interpreter for log queries with sums',
        ),
        order: tell(
          'Python: query language for logs, filter and order',
          'Search and sort our logs with a small query language',
          'Interpreter for log queries with ordering',
        ),
      }[settings.stages],
      opening: tell(
        `${story}. An interpreter of a small query language is wanted.`,
        `${story}. I have thought of a small language for questions to the log, and now somebody has to write the program that understands it.`,
        `${story}. An interpreter for the following query language is to be written in Python.`,
      ),
      pieces: logQueriesPieces(circumstances, settings),
      skills: ['Python', 'Parsing', 'Log Analysis'],
      minutes:
        { count: 180, sum: 200, order: 210 }[settings.stages] +
        (settings.logic === 'brackets' ? 90 : 0) +
        (settings.values === 'quoted' ? 30 : 0),
      programs: queryPrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random, settings),
          comparator: { kind: 'exact' },
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: queryWrong(settings),
        }),
    };
  },
});
