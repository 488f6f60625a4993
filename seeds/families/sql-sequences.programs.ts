/** Reference and wrong queries of the family `sql-sequences`. */

import { edited, type WrongProgram } from './family.ts';

export const streakReference = `
WITH days AS (
  SELECT DISTINCT member, date(at) AS day FROM login
),
numbered AS (
  SELECT member, day, julianday(day) - ROW_NUMBER() OVER (PARTITION BY member ORDER BY day) AS island FROM days
),
streaks AS (
  SELECT member, MIN(day) AS started_on, MAX(day) AS ended_on, COUNT(*) AS days FROM numbered GROUP BY member, island
),
ranked AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY member ORDER BY days DESC, started_on) AS place FROM streaks
)
SELECT member, started_on, ended_on, days FROM ranked WHERE place = 1
`;

export const streakWrong: readonly WrongProgram[] = [
  {
    name: 'logins-instead-of-days',
    why: 'Several logins on one day break or lengthen the streak.',
    program: edited(streakReference, 'SELECT DISTINCT member', 'SELECT member'),
  },
  {
    name: 'latest-of-equal-streaks',
    why: 'Of equally long streaks the latest is shown instead of the earliest.',
    program: edited(streakReference, 'days DESC, started_on)', 'days DESC, started_on DESC)'),
  },
  {
    name: 'streaks-inside-months',
    why: 'Streaks end at the end of a month because day numbers of the month are compared.',
    program: edited(streakReference, 'julianday(day) -', "strftime('%Y%m%d', day) -"),
  },
];

export const retentionReference = `
WITH RECURSIVE offsets(month_offset) AS (
  SELECT 0 UNION ALL SELECT month_offset + 1 FROM offsets WHERE month_offset < 3
),
member AS (
  SELECT id, substr(signed_up_on, 1, 7) AS cohort,
         substr(signed_up_on, 1, 4) * 12 + substr(signed_up_on, 6, 2) AS month_number
  FROM customer
),
active AS (
  SELECT DISTINCT member.id, member.cohort,
         substr(bought_on, 1, 4) * 12 + substr(bought_on, 6, 2) - member.month_number AS month_offset
  FROM member JOIN purchase ON purchase.customer_id = member.id
),
sizes AS (
  SELECT cohort, COUNT(*) AS cohort_size FROM member GROUP BY cohort
)
SELECT sizes.cohort, offsets.month_offset, sizes.cohort_size, COUNT(active.id) AS active
FROM sizes CROSS JOIN offsets
LEFT JOIN active ON active.cohort = sizes.cohort AND active.month_offset = offsets.month_offset
GROUP BY sizes.cohort, offsets.month_offset
ORDER BY sizes.cohort, offsets.month_offset
`;

export const retentionWrong: readonly WrongProgram[] = [
  {
    name: 'purchases-counted',
    why: 'Several purchases of a customer in one month count several times.',
    program: edited(retentionReference, 'SELECT DISTINCT member.id', 'SELECT member.id'),
  },
  {
    name: 'idle-customers-not-in-size',
    why: 'The cohort size leaves out customers who never bought.',
    program: edited(
      retentionReference,
      'FROM member GROUP BY cohort',
      'FROM member WHERE id IN (SELECT customer_id FROM purchase) GROUP BY cohort',
    ),
  },
  {
    name: 'thirty-day-months',
    why: 'Offsets are counted in blocks of thirty days instead of calendar months.',
    program: edited(
      edited(
        retentionReference,
        'substr(bought_on, 1, 4) * 12 + substr(bought_on, 6, 2) - member.month_number',
        'CAST((julianday(bought_on) - member.month_number) / 30 AS INTEGER)',
      ),
      'substr(signed_up_on, 1, 4) * 12 + substr(signed_up_on, 6, 2) AS month_number',
      'julianday(signed_up_on) AS month_number',
    ),
  },
  {
    name: 'silent-months-lost',
    why: 'Months without an active customer are missing.',
    program: edited(retentionReference, 'LEFT JOIN active', 'JOIN active'),
  },
];

export const overdraftReference = `
WITH daily AS (
  SELECT account_id, booked_on, SUM(cents) AS cents FROM entry GROUP BY account_id, booked_on
),
running AS (
  SELECT daily.account_id, booked_on,
         account.opening_cents + SUM(cents) OVER (PARTITION BY account_id ORDER BY booked_on) AS balance,
         LEAD(booked_on) OVER (PARTITION BY account_id ORDER BY booked_on) AS next_on
  FROM daily JOIN account ON account.id = daily.account_id
)
SELECT account.owner, MIN(running.booked_on) AS first_on, MIN(running.balance) AS lowest_cents,
       CAST(SUM(julianday(COALESCE(running.next_on, '2025-01-01')) - julianday(running.booked_on)) AS INTEGER) AS days
FROM running JOIN account ON account.id = running.account_id
WHERE running.balance < 0
GROUP BY account.id
ORDER BY days DESC, account.owner
`;

export const overdraftWrong: readonly WrongProgram[] = [
  {
    name: 'balance-inside-the-day',
    why: 'The balance is taken after every entry instead of at the end of the day.',
    program: edited(
      edited(
        overdraftReference,
        'SUM(cents) AS cents FROM entry GROUP BY account_id, booked_on',
        'cents, id FROM entry',
      ),
      'SUM(cents) OVER (PARTITION BY account_id ORDER BY booked_on)',
      'SUM(cents) OVER (PARTITION BY account_id ORDER BY booked_on, daily.id)',
    ),
  },
  {
    name: 'opening-balance-forgotten',
    why: 'The opening balance is not part of the balance.',
    program: edited(overdraftReference, 'account.opening_cents + SUM', 'SUM'),
  },
  {
    name: 'only-booking-days',
    why: 'Only days with an entry are counted, not the days between them.',
    program: edited(
      overdraftReference,
      "CAST(SUM(julianday(COALESCE(running.next_on, '2025-01-01')) - julianday(running.booked_on)) AS INTEGER)",
      'COUNT(*)',
    ),
  },
];
