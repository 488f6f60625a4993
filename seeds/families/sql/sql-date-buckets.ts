/** Task family: days put in buckets by SQL (months, quarters, weeks, weekdays; empty ones too; running sums and changes). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { type Row, sqlProject } from '../sql-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting } from './sql-date-buckets.posting.ts';
import {
  BUCKET_DIALS,
  type BucketNames,
  type BucketSettings,
  byRanges,
  bySpine,
  columnsOf,
  schemaOf,
  wrong,
} from './sql-date-buckets.queries.ts';

const FAMILY = { name: 'sql-date-buckets', category: 'sql' } as const;

const FIRMS = [
  ['a public pool', 'visit', 'guest', 'minutes'],
  ['a repair café', 'repair', 'visitor', 'parts'],
  ['a charity', 'donation', 'donor', 'cents'],
  ['a bike sharing scheme', 'ride', 'rider', 'metres'],
] as const;

type Data = { readonly [table: string]: readonly Row[] };
const DAY_MS = 86_400_000;
const textOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function labelOf(bucket: BucketSettings['bucket'], day: string): string | number {
  const number = Date.parse(day) / DAY_MS;
  if (bucket === 'week') return textOf(Math.floor((number + 3) / 7) * 7 - 3);
  if (bucket === 'weekday') return ((number + 3) % 7) + 1;
  return bucket === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** Labels of all days between the first and the last one give the buckets. */
function answerOf({ bucket, figure, shape }: BucketSettings, names: BucketNames, data: Data): Row[] {
  const rows = (data[names.table] ?? []).map(([, who, day, amount]) => ({
    who: String(who),
    day: String(day),
    amount: Number(amount),
  }));
  const days = rows.map(({ day }) => day).toSorted();
  const labels = new Set<string | number>(bucket === 'weekday' ? [1, 2, 3, 4, 5, 6, 7] : []);
  const [first, last] = [days[0], days.at(-1)];
  if (bucket !== 'weekday' && first !== undefined && last !== undefined) {
    for (let day = Date.parse(first) / DAY_MS; day <= Date.parse(last) / DAY_MS; day += 1)
      labels.add(labelOf(bucket, textOf(day)));
  }
  const firstDay = (who: string): string =>
    rows
      .filter((row) => row.who === who)
      .map(({ day }) => day)
      .toSorted()[0] ?? '';
  const values = [...labels].map((label) => {
    const own = rows.filter(({ day }) => labelOf(bucket, day) === label);
    const people = new Set(
      own.filter(({ who, day }) => figure === 'people' || firstDay(who) === day).map(({ who }) => who),
    );
    return figure === 'sum' ? own.reduce((sum, { amount }) => sum + amount, 0) : people.size;
  });
  return [...labels].map((label, at): Row => {
    const value = values[at] ?? 0;
    const before = values[at - 1];
    if (shape === 'plain') return [label, value];
    if (shape === 'change') return [label, value, before === undefined ? null : value - before];
    return [label, value, values.slice(0, at + 1).reduce((sum, one) => sum + one, 0)];
  });
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(BUCKET_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, table, who, amount] = random.pick(FIRMS);
  const names: BucketNames = { firm, table, who, amount };
  /** `Ann@2024-03-05=7` words. */
  const rows = (text: string): Data => ({
    [table]: text
      .split(' ')
      .filter((word) => word !== '')
      .map(
        (word, at): Row => [
          at + 1,
          word.split('@')[0] ?? '',
          word.slice(word.indexOf('@') + 1).split('=')[0] ?? '',
          Number(word.split('=')[1] ?? '1'),
        ],
      ),
  });
  const drawn = (source: Chance, people: number, count: number, span: number): Data => {
    const start = Date.parse('2022-01-01') / DAY_MS + source.below(600);
    return {
      [table]: Array.from({ length: count }, (_, at): Row => {
        const person = Math.floor(people * source.unit() ** 1.3);
        return [
          at + 1,
          `g${person}`,
          textOf(start + Math.floor((span * person) / people / 2) + source.below(Math.ceil(span / 2))),
          source.below(90) - 5,
        ];
      }),
    };
  };
  const { first, second } = inTurn('baabbbbaabab', index, [
    { how: 'A spine of buckets joined with grouped values.', program: bySpine(settings, names) },
    { how: 'Buckets with a beginning and an end, and a subquery for each value.', program: byRanges(settings, names) },
  ]);
  const cases = (entries: Record<string, Data>) =>
    Object.entries(entries).map(([name, data]) => ({ name, tables: data }));
  const span = { month: 420, quarter: 1300, week: 100, weekday: 60 }[settings.bucket];
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `SQL: ${table}s by ${settings.bucket}`,
          `Statistics of ${table}s over time (SQLite)`,
          `One query about ${who}s by ${settings.bucket}`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['SQL', 'SQLite', 'Reporting'],
      estimatedMinutes:
        { month: 25, quarter: 35, week: 30, weekday: 15 }[settings.bucket] +
        (settings.shape === 'plain' ? 0 : 8) +
        (settings.figure === 'new' ? 7 : 0),
    },
    (offer) =>
      sqlProject<Data>(offer, {
        schema: schemaOf(names),
        columns: columnsOf(settings),
        rowsOrdered: true,
        answer: (data) => answerOf(settings, names, data),
        visible: cases({
          'small table': rows('Ann@2024-01-15=5 Bob@2024-01-20=7 Ann@2024-02-03=1 Cid@2024-04-09=4 Ann@2024-01-16=2'),
          'two people': rows('Eve@2023-07-03=4 Fay@2023-07-12=6 Eve@2023-07-12=3'),
        }),
        hidden: cases({
          'empty table': rows(''),
          'one day': rows('Ann@2024-02-29=8'),
          'empty buckets': rows('Ann@2023-02-06=3 Bob@2023-11-20=9 Ann@2024-03-25=2'),
          borders: rows(
            'Ann@2023-12-31=1 Bob@2024-01-01=20 Cid@2024-03-31=300 Ann@2024-04-01=4000 Dov@2024-06-30=5 Eve@2024-07-01=60 Bob@2024-09-30=7 Fay@2024-10-01=8 Gus@2024-02-29=11 Hal@2024-03-03=12 Ida@2024-03-04=13',
          ),
          'end of months': rows('Ann@2023-01-31=1 Bob@2023-03-30=2 Ann@2023-05-31=4'),
          'same person often': rows(
            'Ann@2024-05-08=1 Ann@2024-05-08=1 Bob@2024-05-09=2 Ann@2024-05-15=3 Bob@2024-08-01=5 Ann@2024-08-02=1 Ann@2024-05-06=-4',
          ),
          'later in the table': rows(
            'Bob@2024-12-09=6 Ann@2024-12-01=4 Cid@2024-09-17=3 Bob@2024-08-05=1 Ann@2024-08-26=9',
          ),
          'drawn table': drawn(random, 9, 50, span),
          'large table': drawn(random, 60, 400, span),
        }),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Date buckets: 36 combinations of bucket, figure and shape. */
export const sqlDateBuckets: StudyFamily = { ...FAMILY, variants: 12, build: variant };
