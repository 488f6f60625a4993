/** Second solutions of the family `sql-reports`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const categories = `
WITH line AS (
  SELECT p.category_id, s.quantity, s.quantity * s.unit_cents AS gross,
         (SELECT TOTAL(r.cents) FROM refund AS r WHERE r.sale_id = s.id) AS refunded
  FROM sale AS s, product AS p
  WHERE p.id = s.product_id AND substr(s.sold_at, 1, 4) = '2024'
),
heading AS (
  SELECT id, name FROM category
  UNION ALL
  SELECT NULL, '(none)' WHERE EXISTS (SELECT * FROM line WHERE category_id IS NULL)
)
SELECT heading.name AS category,
       COUNT(line.quantity) AS sales,
       CAST(TOTAL(line.quantity) AS INTEGER) AS units,
       CAST(TOTAL(line.gross) AS INTEGER) AS gross_cents,
       CAST(TOTAL(line.gross) - TOTAL(line.refunded) AS INTEGER) AS net_cents
FROM heading LEFT OUTER JOIN line ON line.category_id IS heading.id
GROUP BY heading.id, heading.name
ORDER BY 5 DESC, 1
`;

const bestsellers = `
WITH sold AS (
  SELECT store, substr(sold_on, 1, 7) AS month, product, SUM(quantity) AS units
  FROM movement
  GROUP BY 1, 2, 3
  HAVING SUM(quantity) > 0
),
best AS (
  SELECT store, month, MAX(units) AS most, SUM(units) AS everything
  FROM sold
  GROUP BY store, month
)
SELECT sold.store AS store, sold.month AS month, sold.product AS product, sold.units AS units,
       CAST(sold.units AS REAL) / best.everything AS share
FROM sold
INNER JOIN best ON best.store = sold.store AND best.month = sold.month AND best.most = sold.units
`;

export const sqlReportsAnswers: Readonly<Record<string, MoreAnswers>> = {
  'sql-reports-1': {
    how: 'Joins one list of headings, the row for no category among them, and asks for refunds sale by sale.',
    program: categories,
    requirements: {
      'A sale can have no, one or several': ['two refunds', 'random shop'],
      'A product may have no category': ['without category', 'random shop'],
      'Report on the sales of the calendar year': ['edges of the year', 'last evening', 'another year'],
      'Refunds belong to the year': ['two refunds', 'random shop'],
      'number of sale rows': ['three sales', 'large shop'],
      'sum of quantity x unit_cents': ['three sales', 'large shop'],
      'gross minus all refunds': ['two refunds', 'negative net', 'large shop'],
      'Every category appears': ['no sales at all', 'another year', 'no data'],
      'Sales of products without a category': ['without category', 'without category in another year'],
      'Row order counts': ['equal nets', 'three sales', 'random shop'],
      'net_cents can be negative': ['negative net'],
      'Please test with a sale': ['two refunds'],
    },
  },
  'sql-reports-2': {
    how: 'Joins the months with their best, instead of using window functions.',
    program: bestsellers,
    requirements: {
      'positive quantity = sold': ['two stores', 'returns decide', 'random movements'],
      'returns count in the month': ['returns in the next month'],
      'for each store and calendar month': ['two stores', 'two months', 'two years', 'many movements'],
      'if several products share the first place': ['tie'],
      'if the best product of a month': ['nothing sold in sum'],
      'units divided by all units': ['two stores', 'random movements', 'many movements'],
      'for "all units" add the units': ['returns do not shrink the total'],
      'store and product names are compared': ['letter case'],
      'empty table = no rows': ['empty table'],
    },
  },
};
