/** Reference and wrong queries of the family `sql-reports`. */

import { edited, type WrongProgram } from './family.ts';

export const revenueReference = `
WITH refunds AS (
  SELECT sale_id, SUM(cents) AS cents FROM refund GROUP BY sale_id
),
sold AS (
  SELECT product.category_id, sale.id, sale.quantity, sale.quantity * sale.unit_cents AS gross,
         COALESCE(refunds.cents, 0) AS refunded
  FROM sale
  JOIN product ON product.id = sale.product_id
  LEFT JOIN refunds ON refunds.sale_id = sale.id
  WHERE sale.sold_at >= '2024-01-01' AND sale.sold_at < '2025-01-01'
)
SELECT category.name AS category, COUNT(sold.id) AS sales, COALESCE(SUM(quantity), 0) AS units,
       COALESCE(SUM(gross), 0) AS gross_cents, COALESCE(SUM(gross - refunded), 0) AS net_cents
FROM category
LEFT JOIN sold ON sold.category_id = category.id
GROUP BY category.id
UNION ALL
SELECT '(none)', COUNT(*), SUM(quantity), SUM(gross), SUM(gross - refunded)
FROM sold
WHERE category_id IS NULL
GROUP BY category_id
ORDER BY net_cents DESC, category
`;

export const revenueWrong: readonly WrongProgram[] = [
  {
    name: 'refunds-multiply-sales',
    why: 'A sale with several refunds is counted several times.',
    program: edited(
      revenueReference,
      'SELECT sale_id, SUM(cents) AS cents FROM refund GROUP BY sale_id',
      'SELECT sale_id, cents FROM refund',
    ),
  },
  {
    name: 'silent-categories-lost',
    why: 'Categories without a sale in the year are missing.',
    program: edited(revenueReference, 'LEFT JOIN sold ON', 'JOIN sold ON'),
  },
  {
    name: 'last-day-lost',
    why: 'Sales during the last day of the year are left out because sold_at carries a time.',
    program: edited(
      revenueReference,
      "sale.sold_at >= '2024-01-01' AND sale.sold_at < '2025-01-01'",
      "sale.sold_at BETWEEN '2024-01-01' AND '2024-12-31'",
    ),
  },
];

export const bestsellerReference = `
WITH monthly AS (
  SELECT store, strftime('%Y-%m', sold_on) AS month, product, SUM(quantity) AS units
  FROM movement
  GROUP BY store, month, product
),
ranked AS (
  SELECT *, RANK() OVER (PARTITION BY store, month ORDER BY units DESC) AS place,
         SUM(MAX(units, 0)) OVER (PARTITION BY store, month) AS all_units
  FROM monthly
)
SELECT store, month, product, units, 1.0 * units / all_units AS share
FROM ranked
WHERE place = 1 AND units > 0
`;

export const bestsellerWrong: readonly WrongProgram[] = [
  {
    name: 'one-winner-only',
    why: 'Products that share the first place are dropped except one.',
    program: edited(bestsellerReference, 'RANK() OVER', 'ROW_NUMBER() OVER'),
  },
  {
    name: 'integer-share',
    why: 'The share is an integer division.',
    program: edited(bestsellerReference, '1.0 * units', 'units'),
  },
  {
    name: 'returns-shrink-the-total',
    why: 'Products with more returns than sales lower the total of the month.',
    program: edited(bestsellerReference, 'SUM(MAX(units, 0))', 'SUM(units)'),
  },
  {
    name: 'months-of-all-years',
    why: 'The same month of different years is thrown together.',
    program: edited(bestsellerReference, "strftime('%Y-%m', sold_on)", "'2024-' || strftime('%m', sold_on)"),
  },
];
