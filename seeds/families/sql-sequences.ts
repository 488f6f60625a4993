/** Task family: SQL over sequences in time (login streaks, cohort retention, days in overdraft). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { type Row, sqlProject } from './sql-project.ts';
import { sqlSequencesAnswers } from './sql-sequences.answers.ts';
import { retentionReference, retentionWrong, streakReference, streakWrong } from './sql-sequences.programs.ts';
import { overdraftProject } from './sql-sequences-overdraft.ts';

const FAMILY = 'sql-sequences';
const DAY_MS = 86_400_000;

const STREAK_SCHEMA = 'CREATE TABLE login (member TEXT NOT NULL, at TEXT NOT NULL);';

const streakPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'SQLite: longest login streak of each member',
  description: `
Hi there, for the badges in our learning app we want to show every member their best streak. We use SQLite (recent version, window functions work). Please write it as a single SELECT in query.sql.

Table:
${STREAK_SCHEMA}

at is text 'YYYY-MM-DD HH:MM:SS'. People log in several times a day, so there can be many rows for one day. A streak is a run of consecutive calendar days (no gap, also across the end of a month or year) with at least one login on each day. A single day is a streak of 1.

Result, one row per member:
member
started_on - first day of the member's longest streak, 'YYYY-MM-DD'
ended_on - last day of it
days - its length in days

If a member has several streaks of the same greatest length, show the EARLIEST of them. The order of the rows does not matter. Member names are compared exactly. If the table is empty the result is empty.

Example: logins of ann on 1 March (twice), 2 March and 5 March give ann, 2024-03-01, 2024-03-02, 2.

The table has some thousand rows, so no need to tune anything, but it has to be correct. Thanks!`,
  skills: ['SQL', 'SQLite', 'Database Programming'],
  bracket: 'micro',
  postedPriceCents: 3_000,
  estimatedMinutes: 25,
};

type StreakTables = { login: readonly (readonly [member: string, at: string])[] };

/** For every day of login walks forward while the next day is there too; keeps the first longest walk. */
function streaks({ login }: StreakTables): Row[] {
  return [...new Set(login.map(([member]) => member))].map((member): Row => {
    const days = new Set(
      login.filter(([name]) => name === member).map(([, at]) => Date.parse(at.slice(0, 10)) / DAY_MS),
    );
    let [bestStart, bestLength] = [0, 0];
    for (const start of [...days].toSorted((a, b) => a - b)) {
      let length = 1;
      while (days.has(start + length)) length += 1;
      if (length > bestLength) [bestStart, bestLength] = [start, length];
    }
    const text = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
    return [member, text(bestStart), text(bestStart + bestLength - 1), bestLength];
  });
}

function randomLogins(random: Chance, count: number, span: number): StreakTables['login'] {
  return Array.from({ length: count }, () => {
    const at = new Date(
      Date.UTC(2023, 11, 20) + random.below(span) * DAY_MS + random.below(86_400) * 1_000,
    ).toISOString();
    return [random.pick(['ann', 'Bob', 'cy', "d'Arc"]), `${at.slice(0, 10)} ${at.slice(11, 19)}`] as const;
  });
}

function streakProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'streak');
  const one = (name: string, ...logins: string[]) => ({
    name,
    tables: { login: logins.map((text) => [text.split(' ')[0] ?? '', `${text.split(' ')[1]} 08:15:00`] as const) },
  });
  return sqlProject<StreakTables>(streakPosting, {
    schema: STREAK_SCHEMA,
    columns: ['member', 'started_on', 'ended_on', 'days'],
    rowsOrdered: false,
    answer: streaks,
    visible: [
      one('two members', 'ann 2024-03-01', 'ann 2024-03-02', 'ann 2024-03-05', 'bob 2024-03-07'),
      one('three days', 'cy 2024-05-12', 'cy 2024-05-10', 'cy 2024-05-11', 'cy 2024-05-20', 'cy 2024-05-21'),
    ],
    hidden: [
      one('empty table'),
      one(
        'several logins a day',
        'ann 2024-03-01',
        'ann 2024-03-01',
        'ann 2024-03-02',
        'ann 2024-03-02',
        'ann 2024-03-03',
      ),
      one('equal streaks', 'ann 2024-03-08', 'ann 2024-03-09', 'ann 2024-03-01', 'ann 2024-03-02', 'ann 2024-03-05'),
      one(
        'over the end of a year',
        'ann 2023-12-30',
        'ann 2023-12-31',
        'ann 2024-01-01',
        'ann 2024-01-05',
        'ann 2024-01-06',
      ),
      one('leap day', 'ann 2024-02-28', 'ann 2024-02-29', 'ann 2024-03-01', 'bo 2023-02-28', 'bo 2023-03-01'),
      one('single days', 'ann 2024-02-28', 'ann 2024-01-29', 'Ann 2024-01-28', 'Ann 2024-03-01'),
      {
        name: 'around midnight',
        tables: {
          login: [
            ['a', '2024-01-01 23:59:59'],
            ['a', '2024-01-02 00:00:00'],
            ['a', '2024-01-04 00:00:00'],
          ],
        },
      },
      { name: 'random logins', tables: { login: randomLogins(random, 60, 40) } },
      { name: 'many logins', tables: { login: randomLogins(random, 600, 250) } },
    ],
    reference: streakReference,
    wrong: streakWrong,
  });
}

const RETENTION_SCHEMA = `CREATE TABLE customer (id INTEGER PRIMARY KEY, signed_up_on TEXT NOT NULL);
CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), bought_on TEXT NOT NULL);`;

const retentionPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Monthly cohort retention table in one SQL query (SQLite)',
  description: `
We are a subscription box start-up and our investors ask for a cohort table. Data is in SQLite:

${RETENTION_SCHEMA}

Both dates are 'YYYY-MM-DD'. Deliver query.sql with exactly one SELECT statement (WITH and WITH RECURSIVE are welcome).

A cohort is the calendar month of signing up, 'YYYY-MM'. The month offset of a purchase is the number of calendar months from the month of sign-up to the month of the purchase, whatever the days are: signed up 31 January, bought 1 February is offset 1; signed up in November 2023, bought in January 2024 is offset 2.

For every cohort give four rows, month_offset 0, 1, 2 and 3, with these columns:

cohort
month_offset
cohort_size - number of customers who signed up in that month, whether they ever bought something or not
active - number of DIFFERENT customers of the cohort with at least one purchase at that offset (0 if there is none)

Purchases at other offsets, also dates before the sign-up month, are ignored. A purchase in the sign-up month but before the sign-up day counts as offset 0. Months in which nobody signed up are no cohort and get no rows. Without customers the result is empty.

Rows must be sorted by cohort, then month_offset, both ascending. Order is checked.`,
  skills: ['SQL', 'SQLite', 'Data Analysis', 'Business Intelligence'],
  bracket: 'simple',
  postedPriceCents: 9_500,
  estimatedMinutes: 50,
};

type RetentionTables = {
  customer: readonly (readonly [id: number, signedUpOn: string])[];
  purchase: readonly (readonly [id: number, customer: number, boughtOn: string])[];
};

/** Names the month of each cell and looks every customer of the cohort up in it. */
function retention({ customer, purchase }: RetentionTables): Row[] {
  const bought = new Set(purchase.map(([, id, boughtOn]) => `${id} ${boughtOn.slice(0, 7)}`));
  const cohorts = [...new Set(customer.map(([, signedUpOn]) => signedUpOn.slice(0, 7)))].toSorted();
  return cohorts.flatMap((cohort) => {
    const members = customer.filter(([, signedUpOn]) => signedUpOn.startsWith(cohort));
    return [0, 1, 2, 3].map((offset): Row => {
      const month = new Date(Date.UTC(Number(cohort.slice(0, 4)), Number(cohort.slice(5)) - 1 + offset, 1));
      const name = month.toISOString().slice(0, 7);
      return [cohort, offset, members.length, members.filter(([id]) => bought.has(`${id} ${name}`)).length];
    });
  });
}

function randomRetention(random: Chance, customers: number): RetentionTables {
  const day = (from: number, span: number) => new Date(from + random.below(span) * DAY_MS).toISOString().slice(0, 10);
  const customer = Array.from(
    { length: customers },
    (_, index) => [index + 1, day(Date.UTC(2023, 8, 1), 240)] as const,
  );
  const purchase = Array.from({ length: customers * 3 }, (_, index) => {
    const [id, signedUpOn] = random.pick(customer);
    return [index + 1, id, day(Date.parse(signedUpOn) - 20 * DAY_MS, 150)] as const;
  });
  return { customer, purchase };
}

function retentionProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'retention');
  const one = (name: string, signUps: string[], ...purchases: [customer: number, boughtOn: string][]) => ({
    name,
    tables: {
      customer: signUps.map((day, index) => [index + 1, day] as const),
      purchase: purchases.map(([id, day], index) => [index + 1, id, day] as const),
    },
  });
  return sqlProject<RetentionTables>(retentionPosting, {
    schema: RETENTION_SCHEMA,
    columns: ['cohort', 'month_offset', 'cohort_size', 'active'],
    rowsOrdered: true,
    answer: retention,
    visible: [
      one('one customer', ['2024-01-10'], [1, '2024-01-12'], [1, '2024-02-14'], [1, '2024-03-15'], [1, '2024-04-16']),
      one(
        'two customers',
        ['2024-01-01', '2024-01-01'],
        [1, '2024-01-05'],
        [2, '2024-01-20'],
        [1, '2024-02-03'],
        [1, '2024-03-04'],
        [2, '2024-04-05'],
      ),
    ],
    hidden: [
      one('nobody', []),
      one('no purchases', ['2024-01-10', '2024-03-01', '2024-01-31']),
      one('idle customers count', ['2024-05-10', '2024-05-11', '2024-05-12'], [2, '2024-05-20'], [2, '2024-07-20']),
      one(
        'several purchases a month',
        ['2024-05-10', '2024-05-11'],
        [1, '2024-05-10'],
        [1, '2024-05-10'],
        [1, '2024-06-01'],
        [1, '2024-06-30'],
      ),
      one('end of a month', ['2024-01-31', '2024-01-01'], [1, '2024-02-01'], [2, '2024-01-31'], [2, '2024-02-29']),
      one(
        'over the year',
        ['2023-11-15', '2023-12-31'],
        [1, '2024-01-02'],
        [1, '2024-02-28'],
        [2, '2024-01-01'],
        [2, '2024-03-31'],
      ),
      one('other offsets', ['2024-05-10'], [1, '2024-04-30'], [1, '2024-09-01'], [1, '2025-05-10'], [1, '2023-06-10']),
      one('before the day of sign-up', ['2024-05-20'], [1, '2024-05-02'], [1, '2024-08-31']),
      { name: 'random customers', tables: randomRetention(random, 30) },
      { name: 'many customers', tables: randomRetention(random, 300) },
    ],
    reference: retentionReference,
    wrong: retentionWrong,
  });
}

/** SQL over time: login streaks, cohort retention, days in overdraft. */
export const sqlSequences: Family = {
  name: FAMILY,
  category: 'sql',
  answers: sqlSequencesAnswers,
  build: (seed) => [streakProject(seed), retentionProject(seed), overdraftProject(seed)],
};
