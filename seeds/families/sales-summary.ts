/** Task family: summaries of sales exports (revenue by month and region; best sellers with ties). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { csvText, parseTable } from './csv.ts';
import { decimalText, divideHalfUp, scaledNumber } from './exact-number.ts';
import { type Family, functionProject, type Posting, PYTHON } from './family.ts';
import { salesSummaryAnswers } from './sales-summary.answers.ts';
import { bestReference, bestWrong, monthlyReference, monthlyWrong } from './sales-summary.programs.ts';

const FAMILY = 'sales-summary';

const monthlyPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Python: revenue per month and region from our shop export',
  description: `
Hi! We run a small garden furniture shop and every month somebody here fights with Excel to get the revenue per region. We would love to have a little Python function we can call from our own tool instead.

What we give you is the text of the export (already read into a string), a comma separated table with a header line. The columns are date, region, status, units and unit_price, but the export tool puts them in a different order every now and then, so please go by the header. Fields may stand in double quotes the usual CSV way. Example:

date,region,status,units,unit_price
2024-03-05,North,paid,2,19.90
2024-03-09,north ,paid,1,"$1,250.00"
2024-04-01,South,Cancelled,5,3.00

What we need: a file solution.py with monthly_revenue(text). It returns a list of dictionaries with "month" (like "2024-03"), "region", "orders" (number of rows), "units" (sum of units) and "revenue_cents" (sum of units times price, as whole cents). Sorted by month, then by region, both in plain text order. Months or regions without orders do not appear.

Things to know:
- Region names are typed by hand. Spaces around them and upper/lower case do not matter; in the result they are in UPPER CASE. If the region is empty write UNKNOWN.
- Rows with status cancelled (any case, maybe spaces around) are left out completely. Every other status counts.
- Prices are dollars, with or without a $ in front, with or without commas for thousands, with none, one or two decimals. Never negative.
- Units are whole numbers and can be negative, that is a return. It counts as an order and lowers units and revenue.
- There may be empty lines in between. If there is nothing but a header, or the text is empty, give back an empty list.

For the three rows above: one entry for 2024-03 / NORTH with 2 orders, 3 units and 128980 cents.`,
  skills: ['Python', 'Data Processing', 'Excel', 'CSV'],
  bracket: 'simple',
  postedPriceCents: 9_000,
  estimatedMinutes: 45,
};

function monthlyRevenue(text: string): Json {
  const rows = parseTable(text)
    .filter((row) => row.status?.trim().toLowerCase() !== 'cancelled')
    .map((row) => ({
      key: `${row.date?.trim().slice(0, 7)}|${row.region?.trim().toUpperCase() || 'UNKNOWN'}`,
      units: Number(row.units),
      priceCents: scaledNumber((row.unit_price ?? '').replace(/[$, ]/g, ''), 2),
    }));
  return [...new Set(rows.map((row) => row.key))].sort().map((key) => {
    const own = rows.filter((row) => row.key === key);
    const [month = '', region = ''] = key.split('|');
    return {
      month,
      region,
      orders: own.length,
      units: own.reduce((sum, row) => sum + row.units, 0),
      revenue_cents: own.reduce((sum, row) => sum + row.units * row.priceCents, 0),
    };
  });
}

const SALES_HEADER = ['date', 'region', 'status', 'units', 'unit_price'];

const sales = (...rows: string[][]): [string] => [csvText([SALES_HEADER, ...rows])];

function drawnSales(random: Chance, count: number): [string] {
  const price = () =>
    random.pick([`${1 + random.below(90)}.5`, `$${random.below(2_000)}.99`, `1,${100 + random.below(900)}.05`]);
  return sales(
    ...Array.from({ length: count }, () => [
      `202${3 + random.below(2)}-${String(1 + random.below(12)).padStart(2, '0')}-17`,
      random.pick(['North', 'south', ' EAST', 'West ', '', 'north']),
      random.pick(['paid', 'paid', 'open', 'cancelled']),
      String(random.below(12) - 2),
      price(),
    ]),
  );
}

function monthlyProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'monthly');
  return functionProject<[string]>(PYTHON, monthlyPosting, {
    entry: 'monthly_revenue',
    answer: monthlyRevenue,
    visible: {
      'two months': sales(['2024-01-05', 'NORTH', 'paid', '2', '19.90'], ['2024-02-11', 'SOUTH', 'paid', '1', '5.25']),
      'example of the posting': sales(
        ['2024-03-05', 'North', 'paid', '2', '19.90'],
        ['2024-03-09', 'north ', 'paid', '1', '$1,250.00'],
        ['2024-04-01', 'South', 'Cancelled', '5', '3.00'],
      ),
    },
    hidden: {
      'empty text': [''],
      'header only': sales(),
      'everything cancelled': sales(['2024-03-05', 'North', ' CANCELLED ', '2', '19.90']),
      'region missing': sales(['2024-03-05', '  ', 'paid', '2', '7'], ['2024-03-06', 'unknown', 'paid', '1', '7.0']),
      'returns lower the sums': sales(
        ['2024-05-05', 'WEST', 'paid', '2', '19.9'],
        ['2024-05-06', 'WEST', 'returned', '-3', '19.90'],
      ),
      'other column order': [
        csvText([
          ['unit_price', 'units', 'date', 'status', 'region'],
          ['4,000', '2', '2022-12-31', 'open', 'East'],
          ['0.07', '3', '2023-01-01', 'open', 'East'],
        ]),
      ],
      'blank lines between': [`${SALES_HEADER.join(',')}\n\n2024-03-05,A,paid,1,0.1\n\n2024-03-05,B,paid,1,0.29\n\n`],
      'quoted region with comma': sales(['2024-03-05', 'Berlin, Mitte', 'paid', '1', '1.10']),
      'cents stay exact': sales(...Array.from({ length: 30 }, () => ['2024-07-01', 'A', 'paid', '1', '0.10'])),
      'drawn rows': drawnSales(random, 25),
      'large export': drawnSales(random, 900),
    },
    reference: monthlyReference,
    wrong: monthlyWrong,
  });
}

const bestPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Best seller ranking with ties and revenue share',
  description: `
Python developer wanted for a ranking function. Deliver solution.py containing best_sellers(text, limit).

Input: text is a semicolon-separated export with the header sku;name;total_cents (columns always in this order). One row per invoice line; total_cents is a whole number and is negative for credit notes. limit is a whole number, 0 or more.

Processing:
1. Add up total_cents per sku. SKUs are case sensitive; strip blanks around sku and name. The name of a product is the one on its last row.
2. Products whose sum is zero or negative are ignored from here on.
3. Rank by revenue, highest first. Equal revenue means equal rank, and the following ranks are skipped (1, 2, 2, 4). Products of equal rank are listed by sku in ascending plain text order.
4. Return all products whose rank is not greater than limit. If several products share the last place, all of them are returned, so the list can be longer than limit.

Output: a list of dictionaries with the keys rank, sku, name, revenue_cents and share. share is the product's part of the revenue of all ranked products (also of those below the limit) in percent, as text with exactly one decimal and a percent sign, e.g. "12.5%". Round to the nearest tenth, an exact half upwards (6.25 gives "6.3%").

An export without rows, or limit 0, gives an empty list. Standard library only please, Python 3.13.`,
  skills: ['Python', 'Data Analysis', 'Statistics'],
  bracket: 'simple',
  postedPriceCents: 6_500,
  estimatedMinutes: 35,
};

/** Ranks by counting the products that earn strictly more. */
function bestSellers(text: string, limit: number): Json {
  const totals = new Map<string, { cents: number; name: string }>();
  for (const row of parseTable(text, ';')) {
    const sku = (row.sku ?? '').trim();
    const cents = (totals.get(sku)?.cents ?? 0) + Number(row.total_cents);
    totals.set(sku, { cents, name: (row.name ?? '').trim() });
  }
  const ranked = [...totals].map(([sku, total]) => ({ sku, ...total })).filter(({ cents }) => cents > 0);
  const everything = ranked.reduce((sum, { cents }) => sum + cents, 0);
  return ranked
    .map((item) => ({ ...item, rank: 1 + ranked.filter((other) => other.cents > item.cents).length }))
    .filter((item) => item.rank <= limit)
    .sort((a, b) => a.rank - b.rank || (a.sku < b.sku ? -1 : 1))
    .map(({ rank, sku, name, cents }) => ({
      rank,
      sku,
      name,
      revenue_cents: cents,
      share: `${decimalText(divideHalfUp(cents * 1_000, everything), 1)}%`,
    }));
}

const lineItems = (...rows: [sku: string, name: string, cents: number][]): string =>
  csvText([['sku', 'name', 'total_cents'], ...rows], ';');

function drawnItems(random: Chance, count: number, products: number): string {
  return lineItems(
    ...Array.from({ length: count }, (): [string, string, number] => {
      const sku = `P${random.below(products)}`;
      return [sku, `Product ${sku}`, (random.below(30) - 6) * 250];
    }),
  );
}

function bestProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'best');
  const shop = lineItems(['A1', 'Lamp', 4_000], ['B2', 'Desk', 9_000], ['C3', 'Mat', 4_000], ['A1', 'Lamp', 1_000]);
  const tie = lineItems(['D', 'd', 500], ['B', 'b', 700], ['C', 'c', 700], ['A', 'a', 900], ['E', 'e', 500]);
  return functionProject<[string, number]>(PYTHON, bestPosting, {
    entry: 'best_sellers',
    answer: bestSellers,
    visible: { 'top two': [shop, 2], 'all products': [shop, 10] },
    hidden: {
      'no rows': [lineItems(), 5],
      'limit zero': [shop, 0],
      'tie on the last place': [tie, 2],
      'ranks after a tie': [tie, 5],
      'everything equal': [lineItems(['Z', 'z', 10], ['Y', 'y', 10], ['X', 'x', 10]), 1],
      'half a tenth goes up': [lineItems(['A', 'a', 625], ['B', 'b', 9_375]), 2],
      'credit notes remove a product': [
        lineItems(['A', 'a', 500], ['B', 'b', 800], ['A', 'a', -500], ['C', 'c', -90]),
        3,
      ],
      'last name counts': [lineItems(['A', 'Old', 5], ['a', 'Small', 5], ['A ', ' New ', 5]), 3],
      'name with semicolon': [lineItems(['A', 'Nuts; bolts', 5], ['B', 'Say "hi"', 4]), 2],
      'only credit notes': [lineItems(['A', 'a', -100], ['B', 'b', 0]), 3],
      'drawn invoices': [drawnItems(random, 40, 9), 4],
      'large export': [drawnItems(random, 1_500, 60), 25],
    },
    reference: bestReference,
    wrong: bestWrong,
  });
}

/** Sales summaries: revenue by month and region; best sellers with ties and shares. */
export const salesSummary: Family = {
  name: FAMILY,
  category: 'data_analysis',
  answers: salesSummaryAnswers,
  build: (seed) => [monthlyProject(seed), bestProject(seed)],
};
