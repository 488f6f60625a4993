/** Second solutions of the family `sql-sequences`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const streaks = `
WITH day AS (
  SELECT DISTINCT member, substr(at, 1, 10) AS on_day FROM login
),
first_day AS (
  SELECT day.member, day.on_day
  FROM day LEFT JOIN day AS before ON before.member = day.member AND before.on_day = date(day.on_day, '-1 day')
  WHERE before.member IS NULL
),
last_day AS (
  SELECT day.member, day.on_day
  FROM day LEFT JOIN day AS after ON after.member = day.member AND after.on_day = date(day.on_day, '+1 day')
  WHERE after.member IS NULL
),
streak AS (
  SELECT first_day.member, first_day.on_day AS started_on, MIN(last_day.on_day) AS ended_on
  FROM first_day JOIN last_day ON last_day.member = first_day.member AND last_day.on_day >= first_day.on_day
  GROUP BY first_day.member, first_day.on_day
),
measured AS (
  SELECT *, CAST(julianday(ended_on) - julianday(started_on) AS INTEGER) + 1 AS days FROM streak
)
SELECT member, MIN(started_on) AS started_on, MIN(ended_on) AS ended_on, days
FROM measured
WHERE days = (SELECT MAX(other.days) FROM measured AS other WHERE other.member = measured.member)
GROUP BY member, days
`;

const cohorts = `
WITH offsets (month_offset) AS (
  VALUES (0), (1), (2), (3)
),
cohorts AS (
  SELECT strftime('%Y-%m', signed_up_on) AS cohort, COUNT(*) AS cohort_size FROM customer GROUP BY 1
)
SELECT cohort, month_offset, cohort_size,
       (
         SELECT COUNT(DISTINCT customer.id)
         FROM customer JOIN purchase ON purchase.customer_id = customer.id
         WHERE strftime('%Y-%m', customer.signed_up_on) = cohort
           AND strftime('%Y-%m', purchase.bought_on) = strftime('%Y-%m', cohort || '-01', '+' || month_offset || ' months')
       ) AS active
FROM cohorts, offsets
ORDER BY cohort, month_offset
`;

const overdrawn = `
WITH RECURSIVE calendar (day) AS (
  SELECT '2024-01-01'
  UNION ALL
  SELECT date(day, '+1 day') FROM calendar WHERE day < '2024-12-31'
),
moved AS (
  SELECT account_id, booked_on, SUM(cents) AS cents FROM entry GROUP BY account_id, booked_on
),
closing AS (
  SELECT account.owner, calendar.day,
         account.opening_cents
           + SUM(IFNULL(moved.cents, 0)) OVER (PARTITION BY account.id ORDER BY calendar.day) AS balance
  FROM account
  CROSS JOIN calendar
  LEFT JOIN moved ON moved.account_id = account.id AND moved.booked_on = calendar.day
)
SELECT owner, MIN(day) AS first_on, MIN(balance) AS lowest_cents, COUNT(*) AS days
FROM closing
WHERE balance < 0
GROUP BY owner
ORDER BY days DESC, owner
`;

export const sqlSequencesAnswers: Readonly<Record<string, MoreAnswers>> = {
  'sql-sequences-1': {
    how: 'Joins first days with the next last day, instead of numbering days by window functions.',
    program: streaks,
    requirements: {
      'so there can be many rows for one day': ['several logins a day', 'around midnight', 'many logins'],
      'A streak is a run of consecutive': [
        'three days',
        'over the end of a year',
        'leap day',
        'random logins',
        'many logins',
      ],
      'A single day is a streak': ['single days'],
      'Result, one row per member': ['two members', 'random logins'],
      "first day of the member's longest streak": ['two members', 'many logins'],
      'last day of it': ['three days', 'leap day'],
      'its length in days': ['three days', 'over the end of a year'],
      'show the EARLIEST': ['equal streaks', 'single days'],
      'Member names are compared exactly': ['random logins'],
      'If the table is empty': ['empty table'],
    },
  },
  'sql-sequences-2': {
    how: 'Counts each cell of the table by itself, instead of joining all purchases to all offsets.',
    program: cohorts,
    requirements: {
      'The month offset of a purchase': ['end of a month', 'over the year', 'two customers'],
      'For every cohort give four rows': ['one customer', 'no purchases', 'many customers'],
      'number of customers who signed up': ['idle customers count', 'two customers', 'random customers'],
      'number of DIFFERENT customers': [
        'several purchases a month',
        'no purchases',
        'random customers',
        'many customers',
      ],
      'Purchases at other offsets': ['other offsets'],
      'A purchase in the sign-up month': ['before the day of sign-up'],
      'Months in which nobody signed up': ['over the year', 'random customers'],
      'Without customers the result': ['nobody'],
      'Rows must be sorted by cohort': ['two customers', 'many customers'],
    },
  },
  'sql-sequences-3': {
    how: 'Lists the balance of every account at the end of every day of the year, and counts.',
    program: overdrawn,
    requirements: {
      'opening_cents is the balance': ['opening balance', 'random bank'],
      'Only balances at the END': ['covered on the same day', 'entries not in order'],
      'was not overdrawn on that day': ['covered on the same day'],
      'On days without entries': ['a few days', 'until the end of the year'],
      'Return one row for each account': ['one day', 'no accounts', 'no entries', 'large bank'],
      'the first day at whose end': ['one day', 'twice overdrawn', 'random bank'],
      'the lowest balance at the end': ['twice overdrawn', 'entries not in order', 'large bank'],
      'the number of calendar days of 2024': ['until the end of the year', 'last day', 'twice overdrawn', 'large bank'],
      'Sorted by days, highest first': ['equal days', 'large bank'],
      'Accounts that were never overdrawn': ['no entries', 'covered on the same day'],
    },
  },
};
