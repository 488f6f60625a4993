/** Task family: SQL reports by joining and aggregating (revenue by category, bestsellers with ties). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { type Row, sqlProject } from './sql-project.ts';
import { sqlReportsAnswers } from './sql-reports.answers.ts';
import { bestsellerReference, bestsellerWrong, revenueReference, revenueWrong } from './sql-reports.programs.ts';

const FAMILY = 'sql-reports';

const REVENUE_SCHEMA = `CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE product (id INTEGER PRIMARY KEY, category_id INTEGER REFERENCES category (id), name TEXT NOT NULL);
CREATE TABLE sale (id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product (id), quantity INTEGER NOT NULL, unit_cents INTEGER NOT NULL, sold_at TEXT NOT NULL);
CREATE TABLE refund (id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sale (id), cents INTEGER NOT NULL);`;

const revenuePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'SQLite query: 2024 revenue per category with refunds',
  description: `
I need ONE SELECT statement (SQLite, common table expressions are fine) in a file query.sql. It goes straight into our report generator.

${REVENUE_SCHEMA}

sold_at is text "YYYY-MM-DD HH:MM:SS". A sale can have no, one or several refunds. A product may have no category (NULL).

Report on the sales of the calendar year 2024 (1 January 00:00:00 up to and including 31 December 23:59:59). Refunds belong to the year of their sale; they have no date of their own.

Columns, exactly these names in this order:
category     name of the category
sales        number of sale rows
units        sum of quantity
gross_cents  sum of quantity x unit_cents
net_cents    gross minus all refunds of these sales

Every category appears, also those without products or without a sale in 2024: then all four numbers are 0 (not NULL). Sales of products without a category are collected in one row with the category name (none); this row appears only if there are such sales in 2024. No real category is called (none).

Row order counts: net_cents from high to low, then category ascending (SQLite's normal text order). net_cents can be negative when more was paid back than sold.

Please test with a sale that has two refunds; our last freelancer counted it twice.`,
  skills: ['SQL', 'SQLite', 'Database Development', 'Reporting'],
  bracket: 'simple',
  postedPriceCents: 6_500,
  estimatedMinutes: 40,
};

type RevenueTables = {
  category: readonly (readonly [id: number, name: string])[];
  product: readonly (readonly [id: number, category: number | null, name: string])[];
  sale: readonly (readonly [id: number, product: number, quantity: number, unitCents: number, soldAt: string])[];
  refund: readonly (readonly [id: number, sale: number, cents: number])[];
};

function revenue({ category, product, sale, refund }: RevenueTables): Row[] {
  const report = (name: string, id: number | null): [string, number, number, number, number] => {
    const own = new Set(product.filter((item) => item[1] === id).map((item) => item[0]));
    const sales = sale.filter(([, item, , , soldAt]) => own.has(item) && soldAt.startsWith('2024-'));
    const units = sales.reduce((sum, [, , quantity]) => sum + quantity, 0);
    const gross = sales.reduce((sum, [, , quantity, unitCents]) => sum + quantity * unitCents, 0);
    const ids = new Set(sales.map((row) => row[0]));
    const refunded = refund.reduce((sum, [, saleId, cents]) => sum + (ids.has(saleId) ? cents : 0), 0);
    return [name, sales.length, units, gross, gross - refunded];
  };
  const none = report('(none)', null);
  const rows = category.map(([id, name]) => report(name, id));
  return [...rows, ...(none[1] > 0 ? [none] : [])].toSorted((a, b) => b[4] - a[4] || (a[0] < b[0] ? -1 : 1));
}

function randomRevenue(random: Chance, sales: number): RevenueTables {
  const category = ['Toys', 'Books', 'Audio', 'Empty', 'food'].map((name, index) => [index + 1, name] as const);
  const product = Array.from(
    { length: 12 },
    (_, index) => [index + 1, random.pick([1, 2, 3, 5, null]), `P${index}`] as const,
  );
  const stamps = [
    '2023-12-31 23:59:59',
    '2024-01-01 00:00:00',
    '2024-06-15 12:30:00',
    '2024-12-31 18:00:00',
    '2025-01-01 00:00:00',
  ];
  const sale = Array.from(
    { length: sales },
    (_, index) =>
      [index + 1, 1 + random.below(12), 1 + random.below(5), 50 * random.below(60), random.pick(stamps)] as const,
  );
  const refund = Array.from(
    { length: sales >> 2 },
    (_, index) => [index + 1, 1 + random.below(sales), 100 * random.below(9)] as const,
  );
  return { category, product, sale, refund };
}

function revenueProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'revenue');
  const category: RevenueTables['category'] = [
    [1, 'Books'],
    [2, 'Games'],
    [3, 'Art'],
  ];
  const product: RevenueTables['product'] = [
    [1, 1, 'Atlas'],
    [2, 2, 'Chess'],
    [3, null, 'Gift'],
    [4, 3, 'Print'],
  ];
  const one = (name: string, sale: RevenueTables['sale'], refund: RevenueTables['refund'] = []) => ({
    name,
    tables: { category, product, sale, refund },
  });
  const atlas = (id: number, soldAt: string) => [id, 1, 2, 1_500, soldAt] as const;
  const chess = (id: number, soldAt: string) => [id, 2, 1, 4_000, soldAt] as const;
  const print = (id: number, soldAt: string) => [id, 4, 3, 1_000, soldAt] as const;
  const noon = '2024-05-05 12:00:00';
  return sqlProject<RevenueTables>(revenuePosting, {
    schema: REVENUE_SCHEMA,
    columns: ['category', 'sales', 'units', 'gross_cents', 'net_cents'],
    rowsOrdered: true,
    answer: revenue,
    visible: [
      one('three sales', [atlas(1, noon), chess(2, noon), print(3, '2024-02-29 09:00:00')], [[1, 1, 500]]),
      one('another year', [atlas(1, noon), chess(2, '2023-05-05 12:00:00'), chess(3, noon), print(4, noon)]),
    ],
    hidden: [
      one('no sales at all', []),
      { name: 'no data', tables: { category: [], product: [], sale: [], refund: [] } },
      one(
        'two refunds',
        [atlas(1, noon), chess(2, noon)],
        [
          [1, 1, 300],
          [2, 1, 200],
          [3, 2, 50],
        ],
      ),
      one('edges of the year', [
        atlas(1, '2024-01-01 00:00:00'),
        chess(2, '2024-12-31 23:59:59'),
        print(3, '2025-01-01 00:00:00'),
      ]),
      one('last evening', [chess(1, '2024-12-31 20:15:00'), print(2, '2023-12-31 23:59:59')]),
      one('without category', [[1, 3, 2, 700, noon], atlas(2, noon)], [[1, 1, 400]]),
      one('without category in another year', [[1, 3, 2, 700, '2022-01-01 00:00:00'], atlas(2, noon)]),
      one('negative net', [chess(1, noon)], [[1, 1, 4_500]]),
      one('equal nets', [atlas(1, noon), print(2, noon)]),
      { name: 'random shop', tables: randomRevenue(random, 40) },
      { name: 'large shop', tables: randomRevenue(random, 700) },
    ],
    reference: revenueReference,
    wrong: revenueWrong,
  });
}

const BESTSELLER_SCHEMA =
  'CREATE TABLE movement (store TEXT NOT NULL, product TEXT NOT NULL, quantity INTEGER NOT NULL, sold_on TEXT NOT NULL);';

const bestsellerPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'SQL: best selling product per store and month, ties included',
  description: `
hi, quick one for somebody who knows window functions. SQLite 3, one SELECT, deliver query.sql

${BESTSELLER_SCHEMA}

every row is a movement at the till: positive quantity = sold, negative = brought back. sold_on is 'YYYY-MM-DD'. returns count in the month in which they were brought back.

for each store and calendar month (year + month!) i want the product with the most units, where units = sum of quantity of that product in that store in that month. if several products share the first place list all of them, one row each. if the best product of a month has 0 or fewer units the store has no bestseller that month: no row.

columns:
store
month - text 'YYYY-MM'
product
units
share - units divided by all units of that store in that month, as a number between 0 and 1, not rounded (we accept differences below 0.000001). for "all units" add the units of the products that are above 0 only; a product with more returns than sales must not make the total smaller

row order does not matter, column order and names do. store and product names are compared as they are, upper/lower case counts. empty table = no rows.`,
  skills: ['SQL', 'SQLite', 'Data Analysis'],
  bracket: 'micro',
  postedPriceCents: 2_500,
  estimatedMinutes: 25,
};

type BestsellerTables = {
  movement: readonly (readonly [store: string, product: string, quantity: number, soldOn: string])[];
};

function bestsellers({ movement }: BestsellerTables): Row[] {
  const groups = Object.entries(Object.groupBy(movement, ([store, , , soldOn]) => `${soldOn.slice(0, 7)}${store}`));
  return groups.flatMap(([key, rows = []]) => {
    const units = new Map<string, number>();
    for (const [, product, quantity] of rows) units.set(product, (units.get(product) ?? 0) + quantity);
    const sold = [...units].filter(([, count]) => count > 0);
    const best = Math.max(...sold.map(([, count]) => count));
    const total = sold.reduce((sum, [, count]) => sum + count, 0);
    return sold
      .filter(([, count]) => count === best)
      .map(([product, count]): Row => [key.slice(7), key.slice(0, 7), product, count, count / total]);
  });
}

function randomMovements(random: Chance, count: number): BestsellerTables['movement'] {
  return Array.from({ length: count }, () => {
    const day = `${random.pick(['2023', '2024'])}-${random.pick(['01', '02', '12'])}-${10 + random.below(18)}`;
    return [
      random.pick(['North', 'South', 'north']),
      random.pick(['Tea', 'Coffee', 'Milk', 'Jam']),
      random.pick([1, 1, 2, 3, -1, -2]),
      day,
    ] as const;
  });
}

const bestsellerCase = (name: string, ...movement: BestsellerTables['movement']) => ({ name, tables: { movement } });

const BESTSELLER_CASES = [
  bestsellerCase('empty table'),
  bestsellerCase(
    'tie',
    ['North', 'Tea', 3, '2024-01-05'],
    ['North', 'Jam', 1, '2024-01-09'],
    ['North', 'Jam', 2, '2024-01-30'],
    ['North', 'Milk', 1, '2024-01-30'],
  ),
  bestsellerCase(
    'two years',
    ['North', 'Tea', 3, '2023-01-05'],
    ['North', 'Jam', 4, '2024-01-09'],
    ['North', 'Tea', 2, '2024-01-10'],
  ),
  bestsellerCase(
    'returns decide',
    ['North', 'Tea', 5, '2024-01-05'],
    ['North', 'Tea', -3, '2024-01-06'],
    ['North', 'Jam', 3, '2024-01-09'],
  ),
  bestsellerCase('returns in the next month', ['North', 'Tea', 5, '2024-01-31'], ['North', 'Tea', -5, '2024-02-01']),
  bestsellerCase(
    'nothing sold in sum',
    ['North', 'Tea', 2, '2024-01-05'],
    ['North', 'Tea', -2, '2024-01-06'],
    ['North', 'Jam', -1, '2024-01-07'],
  ),
  bestsellerCase(
    'returns do not shrink the total',
    ['North', 'Tea', 4, '2024-01-05'],
    ['North', 'Jam', -3, '2024-01-06'],
    ['North', 'Milk', 1, '2024-01-07'],
  ),
  bestsellerCase(
    'letter case',
    ['North', 'Tea', 1, '2024-01-05'],
    ['north', 'tea', 2, '2024-01-06'],
    ['North', 'tea', 1, '2024-01-07'],
  ),
];

function bestsellerProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'bestseller');
  return sqlProject<BestsellerTables>(bestsellerPosting, {
    schema: BESTSELLER_SCHEMA,
    columns: ['store', 'month', 'product', 'units', 'share'],
    rowsOrdered: false,
    comparator: { kind: 'float', absolute: 1e-6, relative: 0 },
    answer: bestsellers,
    visible: [
      bestsellerCase(
        'two stores',
        ['North', 'Tea', 3, '2024-01-05'],
        ['North', 'Jam', 1, '2024-01-09'],
        ['South', 'Jam', 2, '2024-01-31'],
      ),
      bestsellerCase(
        'two months',
        ['North', 'Tea', 3, '2024-01-31'],
        ['North', 'Jam', 4, '2024-02-01'],
        ['North', 'Tea', 1, '2024-02-02'],
      ),
    ],
    hidden: [
      ...BESTSELLER_CASES,
      { name: 'random movements', tables: { movement: randomMovements(random, 60) } },
      { name: 'many movements', tables: { movement: randomMovements(random, 1_000) } },
    ],
    reference: bestsellerReference,
    wrong: bestsellerWrong,
  });
}

/** SQL reports: revenue by category; bestsellers by store and month. */
export const sqlReports: Family = {
  name: FAMILY,
  category: 'sql',
  answers: sqlReportsAnswers,
  build: (seed) => [revenueProject(seed), bestsellerProject(seed)],
};
