/** A project of the family `sql-sequences`: running balances and the days accounts spent in overdraft. */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Posting } from './family.ts';
import { type Row, sqlProject } from './sql-project.ts';
import { overdraftReference, overdraftWrong } from './sql-sequences.programs.ts';

const FAMILY = 'sql-sequences';
const DAY_MS = 86_400_000;

const OVERDRAFT_SCHEMA = `CREATE TABLE account (id INTEGER PRIMARY KEY, owner TEXT NOT NULL UNIQUE, opening_cents INTEGER NOT NULL);
CREATE TABLE entry (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account (id), booked_on TEXT NOT NULL, cents INTEGER NOT NULL);`;

const overdraftPosting: Posting = {
  slug: `${FAMILY}-3`,
  family: FAMILY,
  title: 'SQL running balance: overdrawn accounts of 2024 with number of days',
  description: `
For the audit of a small savings cooperative we require a query on our SQLite database. The result is one SELECT statement in the file query.sql.

${OVERDRAFT_SCHEMA}

All entries lie in the year 2024; booked_on is 'YYYY-MM-DD'; cents is positive for payments in and negative for payments out. opening_cents is the balance on the morning of 1 January 2024 and is never negative.

Only balances at the END OF A DAY are relevant, that is the opening balance plus all entries up to and including that day. An account that is below zero at noon but at zero or above when the day ends was not overdrawn on that day. On days without entries the balance of the day before stands.

Return one row for each account that was overdrawn (balance below 0) at the end of at least one day:

owner         the owner of the account
first_on      the first day at whose end it was overdrawn, 'YYYY-MM-DD'
lowest_cents  the lowest balance at the end of a day
days          the number of calendar days of 2024 at whose end it was overdrawn, including days without entries; if it is still overdrawn after the last entry, the days up to and including 31 December 2024 count as well. An integer.

Sorted by days, highest first, then by owner ascending; the order is part of the acceptance. Accounts that were never overdrawn do not appear.`,
  skills: ['SQL', 'SQLite', 'Accounting', 'Database Programming'],
  bracket: 'simple',
  postedPriceCents: 11_000,
  estimatedMinutes: 55,
};

type OverdraftTables = {
  account: readonly (readonly [id: number, owner: string, openingCents: number])[];
  entry: readonly (readonly [id: number, account: number, bookedOn: string, cents: number])[];
};

/** Every day of 2024, as the entries write it. */
const DAYS = Array.from({ length: 366 }, (_, day) =>
  new Date(Date.UTC(2024, 0, 1) + day * DAY_MS).toISOString().slice(0, 10),
);

/** Walks through all 366 days of the year. */
function overdrafts({ account, entry }: OverdraftTables): Row[] {
  const booked = new Map<string, number>();
  for (const [, own, bookedOn, cents] of entry) {
    const key = `${own} ${bookedOn}`;
    booked.set(key, (booked.get(key) ?? 0) + cents);
  }
  const rows = account.map(([id, owner, openingCents]): [string, string, number, number] => {
    let [balance, lowest, days, firstOn] = [openingCents, 0, 0, ''];
    for (const day of DAYS) {
      balance += booked.get(`${id} ${day}`) ?? 0;
      if (balance >= 0) continue;
      if (days === 0) firstOn = day;
      days += 1;
      lowest = Math.min(lowest, balance);
    }
    return [owner, firstOn, lowest, days];
  });
  return rows.filter((row) => row[3] > 0).toSorted((a, b) => b[3] - a[3] || (a[0] < b[0] ? -1 : 1));
}

function randomBank(random: Chance, accounts: number, entries: number): OverdraftTables {
  const account = Array.from(
    { length: accounts },
    (_, index) => [index + 1, `Owner ${index + 1}`, 100 * random.below(5)] as const,
  );
  const entry = Array.from({ length: entries }, (_, index) => {
    const day = new Date(Date.UTC(2024, 0, 1) + random.below(366) * DAY_MS).toISOString().slice(0, 10);
    return [index + 1, 1 + random.below(accounts), day, 100 * (random.below(11) - 5)] as const;
  });
  return { account, entry };
}

/** The overdraft project under `seed`. */
export function overdraftProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'overdraft');
  const one = (name: string, openings: number[], ...entries: [account: number, bookedOn: string, cents: number][]) => ({
    name,
    tables: {
      account: openings.map((cents, index) => [index + 1, 'ABCDEF'[index] ?? '?', cents] as const),
      entry: entries.map(([id, day, cents], index) => [index + 1, id, day, cents] as const),
    },
  });
  return sqlProject<OverdraftTables>(overdraftPosting, {
    schema: OVERDRAFT_SCHEMA,
    columns: ['owner', 'first_on', 'lowest_cents', 'days'],
    rowsOrdered: true,
    answer: overdrafts,
    visible: [
      one('one day', [0, 500], [1, '2024-02-28', -300], [1, '2024-02-29', 300], [2, '2024-02-29', -500]),
      one('a few days', [100], [1, '2024-05-01', -300], [1, '2024-05-11', 50], [1, '2024-05-21', 150]),
    ],
    hidden: [
      one('no accounts', []),
      one('no entries', [0, 100]),
      one(
        'covered on the same day',
        [100, 100],
        [1, '2024-03-01', -500],
        [1, '2024-03-01', 400],
        [2, '2024-03-01', -101],
      ),
      one('opening balance', [1_000, 10], [1, '2024-01-01', -900], [2, '2024-01-01', -900], [2, '2024-01-02', 2_000]),
      one('until the end of the year', [0], [1, '2024-12-30', -1], [1, '2024-11-30', 0]),
      one('last day', [0, 0], [1, '2024-12-31', -5], [2, '2024-01-01', -5]),
      one(
        'twice overdrawn',
        [0],
        [1, '2024-06-01', -5],
        [1, '2024-06-04', 5],
        [1, '2024-07-01', -9],
        [1, '2024-07-02', 9],
      ),
      one('entries not in order', [50], [1, '2024-09-09', 100], [1, '2024-03-03', -60], [1, '2024-06-06', -60]),
      one(
        'equal days',
        [0, 0, 0],
        [3, '2024-04-01', -5],
        [3, '2024-04-02', 5],
        [1, '2024-08-01', -7],
        [1, '2024-08-02', 7],
        [2, '2024-08-01', 7],
      ),
      { name: 'random bank', tables: randomBank(random, 6, 60) },
      { name: 'large bank', tables: randomBank(random, 40, 900) },
    ],
    reference: overdraftReference,
    wrong: overdraftWrong,
  });
}
