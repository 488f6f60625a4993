/** Task family: two tables brought together (orders with customers; what changed between two price lists). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { csvText, parseTable } from './csv.ts';
import { decimalText, divideHalfUp, scaledNumber } from './exact-number.ts';
import { type Family, filesProject, functionProject, type Posting, PYTHON } from './family.ts';
import { tableJoinAnswers } from './table-join.answers.ts';
import { diffReference, diffWrong, joinReference, joinWrong } from './table-join.programs.ts';

const FAMILY = 'table-join';

const joinPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Match orders to customers (two CSV exports) in Python',
  description: `
We have two exports from two systems and want them in one list. I could do a VLOOKUP but it has to run automatically.

Please write solution.py with join_customers(orders_csv, customers_csv). Both arguments are the text of a CSV file with header.

orders_csv: order_id,customer_id,amount_cents
customers_csv: customer_id,name

Give back a list of dictionaries with order_id, customer_id, name, amount_cents. Which order the list has does not matter to me, I sort it later.

What to take care of:
1. Customer numbers were typed differently in the two systems. Ignore upper/lower case and spaces at the ends when comparing. In the result customer_id is upper case without spaces.
2. Every order row gives exactly one entry, even if an order_id comes up twice (split shipments, both are real).
3. Order with a customer number we do not know: keep it, name is None. Order with no customer number at all: customer_id is None and name is None.
4. Customers without any order must be in the list too, once each, with order_id None and amount_cents 0. Sales wants to call them.
5. If a customer is in customers_csv more than once, the last row has the current name. He is still only one customer.
6. Cut spaces at the ends of order_id and name. Names can contain commas and then they are in quotes as usual in CSV.
7. amount_cents is a whole number, maybe negative.

The customer file never has an empty customer number. Either file may have no rows below the header.`,
  skills: ['Python', 'Data Processing', 'Data Cleansing', 'CSV'],
  bracket: 'simple',
  postedPriceCents: 7_500,
  estimatedMinutes: 40,
};

function joinCustomers(ordersText: string, customersText: string): Json {
  const same = (text = '') => text.trim().toUpperCase();
  const orders = parseTable(ordersText);
  const customers = parseTable(customersText);
  const nameOf = (id: string): string | null =>
    customers.findLast((customer) => same(customer.customer_id) === id)?.name?.trim() ?? null;
  const idle = new Set(customers.map((customer) => same(customer.customer_id)));
  for (const order of orders) idle.delete(same(order.customer_id));
  return [
    ...orders.map((order) => ({
      order_id: order.order_id?.trim() ?? null,
      customer_id: same(order.customer_id) || null,
      name: nameOf(same(order.customer_id)),
      amount_cents: Number(order.amount_cents),
    })),
    ...[...idle].map((id) => ({ order_id: null, customer_id: id, name: nameOf(id), amount_cents: 0 })),
  ];
}

type OrderRow = [order: string, customer: string, cents: number];
type CustomerRow = [customer: string, name: string];

const exports = (orders: OrderRow[], customers: CustomerRow[]): [string, string] => [
  csvText([['order_id', 'customer_id', 'amount_cents'], ...orders]),
  csvText([['customer_id', 'name'], ...customers]),
];

function drawnExports(random: Chance, count: number): [string, string] {
  const written = () => {
    const id = `c${random.below(count)}`;
    return random.pick([id, id.toUpperCase(), ` ${id}`, `${id.toUpperCase()} `]);
  };
  return exports(
    Array.from({ length: count }, (_, at): OrderRow => [`O-${at}`, written(), random.below(9_000) - 500]),
    Array.from({ length: Math.floor(count * 0.7) }, (_, at): CustomerRow => [written(), `Customer ${at}`]),
  );
}

function joinProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'join');
  return functionProject<[string, string]>(PYTHON, joinPosting, {
    entry: 'join_customers',
    comparator: { kind: 'unordered', deep: false },
    answer: joinCustomers,
    visible: {
      'everybody known': exports(
        [
          ['1', 'C1', 500],
          ['2', 'C2', 700],
          ['3', 'C1', 50],
        ],
        [
          ['C1', 'Ada'],
          ['C2', 'Bo'],
        ],
      ),
      'blanks and case': exports(
        [
          ['1', 'c1 ', 500],
          ['2', 'C2', 700],
        ],
        [
          ['C1', 'Ada'],
          [' C2', 'Bo '],
        ],
      ),
    },
    hidden: {
      'both empty': exports([], []),
      'no orders': exports(
        [],
        [
          ['c1', 'Ada'],
          ['C2', 'Bo'],
        ],
      ),
      'no customers': exports(
        [
          ['1', 'C1', 500],
          ['2', '', 1],
        ],
        [],
      ),
      'unknown customer': exports([['1', 'C9', 500]], [['C1', 'Ada']]),
      'order without customer': exports(
        [
          ['1', ' ', 500],
          ['2', 'C1', 5],
        ],
        [['C1', 'Ada']],
      ),
      'customer listed twice': exports(
        [['1', 'C1', 500]],
        [
          ['C1', 'Ada'],
          ['c1 ', 'Ada Lovelace'],
          ['C3', 'X'],
          ['c3', 'Y'],
        ],
      ),
      'split shipment': exports(
        [
          ['1', 'C1', 500],
          ['1', 'C1', 500],
        ],
        [['C1', 'Ada']],
      ),
      'name with comma': exports([['1', 'C1', -500]], [['C1', 'Lovelace, Ada "the" first']]),
      'customers without orders': exports(
        [['1', 'C2', 5]],
        [
          ['C1', 'Ada'],
          ['C2', 'Bo'],
          ['C3', 'Cy'],
        ],
      ),
      'drawn exports': drawnExports(random, 30),
      'large exports': drawnExports(random, 300),
    },
    reference: joinReference,
    wrong: joinWrong,
  });
}

const diffPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Compare two supplier price lists and write a change report',
  description: `
Scope of work: a Python script (solution.py) comparing two price lists of a wholesaler.

Environment: Python 3.13, standard library only. The script is started without arguments in a folder that contains old.csv and new.csv. It has to create changes.csv in the same folder.

Input format: UTF-8 CSV with the header sku,name,price. Article numbers (sku) are unique within a file; remove surrounding blanks. Prices are not negative and have zero, one or two decimals (7, 7.5 and 7.50 are the same price). Name changes are not of interest.

Output format: header status,sku,old_price,new_price,change, then one line per difference:
- status "removed": article only in old.csv; new_price and change stay empty
- status "added": article only in new.csv; old_price and change stay empty
- status "changed": article in both files with different prices

All removed articles come first, then all added, then all changed ones. Within each group sort by sku in plain character order. Articles with unchanged price are not listed; without differences the file consists of the header only.

Prices are written with exactly two decimals. change is the difference in percent of the old price, with a sign, one decimal and a percent sign: +12.5% or -3.0%. Round to the nearest tenth, halves away from zero (+0.25 becomes +0.3%, -0.25 becomes -0.3%); a very small change may therefore read +0.0% or -0.0%. If the old price is 0 write n/a.

Lines end with a single newline character (no carriage return), including the last one. Fields are quoted only where CSV requires it. The file is compared byte by byte with ours.`,
  skills: ['Python', 'Data Processing', 'eCommerce', 'CSV'],
  bracket: 'simple',
  postedPriceCents: 11_000,
  estimatedMinutes: 50,
};

function priceChanges(files: Files): Files {
  const read = (path: string) =>
    new Map(
      parseTable(files[path] ?? '').map((row) => [(row.sku ?? '').trim(), scaledNumber((row.price ?? '').trim(), 2)]),
    );
  const before = read('old.csv');
  const after = read('new.csv');
  const groups: Record<'removed' | 'added' | 'changed', string[][]> = { removed: [], added: [], changed: [] };
  for (const sku of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const old = before.get(sku);
    const now = after.get(sku);
    if (now === undefined) groups.removed.push(['removed', sku, decimalText(old ?? 0, 2), '', '']);
    else if (old === undefined) groups.added.push(['added', sku, '', decimalText(now, 2), '']);
    else if (old !== now) {
      const tenths = old === 0 ? 0 : divideHalfUp(Math.abs(now - old) * 1_000, old);
      const change = old === 0 ? 'n/a' : `${now > old ? '+' : '-'}${decimalText(tenths, 1)}%`;
      groups.changed.push(['changed', sku, decimalText(old, 2), decimalText(now, 2), change]);
    }
  }
  const header = ['status', 'sku', 'old_price', 'new_price', 'change'];
  return { 'changes.csv': csvText([header, ...groups.removed, ...groups.added, ...groups.changed]) };
}

function diffProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'diff');
  const list = (prices: Record<string, string>): string =>
    csvText([
      ['sku', 'name', 'price'],
      ...Object.entries(prices).map(([sku, price]) => [sku, `Article ${sku}`, price]),
    ]);
  const pair = (old: Record<string, string>, now: Record<string, string>): Files => ({
    'old.csv': list(old),
    'new.csv': list(now),
  });
  const drawnPrices = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, () => [`W-${random.below(2 * count)}`, decimalText(random.below(9) * 125, 2)]),
    );
  return filesProject(PYTHON, diffPosting, {
    answer: priceChanges,
    visible: {
      'one of each': pair({ A1: '10.00', B1: '5.00' }, { B1: '5.50', C1: '3.00' }),
      'only changes': pair({ A1: '10.00', B1: '8.00' }, { A1: '11.00', B1: '6.00' }),
    },
    hidden: {
      'no differences': pair({ A: '1.00', B: '2.50' }, { B: '2.50', A: '1.00' }),
      'both empty': pair({}, {}),
      'all removed': pair({ B: '1.00', A: '0.5' }, {}),
      'groups before numbers': pair({ Z9: '1.00', M5: '2.00', A1: '4.00' }, { M5: '3.00', A1: '4.40', B2: '1.00' }),
      'same price written differently': pair({ A: '7', B: '7.5', C: '0' }, { A: '7.00', B: '7.50', C: '0.0' }),
      'old price zero': pair({ A: '0.00', B: '0' }, { A: '3.00', B: '0.00' }),
      'halves away from zero': pair({ A: '4.00', B: '4.00' }, { A: '4.01', B: '3.99' }),
      'new price zero': pair({ A: '19.99' }, { A: '0' }),
      'tiny change': pair({ A: '1000.00', B: '1000.00' }, { A: '1000.01', B: '999.99' }),
      'article number with comma and blanks': pair({ ' x,1 ': '1.10', 'y"2': '2.20' }, { 'x,1': '1.21' }),
      'drawn lists': pair(drawnPrices(20), drawnPrices(20)),
      'large lists': pair(drawnPrices(500), drawnPrices(500)),
    },
    reference: diffReference,
    wrong: diffWrong,
  });
}

/** Table joins: orders with customers; the differences of two price lists. */
export const tableJoin: Family = {
  name: FAMILY,
  category: 'data_analysis',
  answers: tableJoinAnswers,
  build: (seed) => [joinProject(seed), diffProject(seed)],
};
