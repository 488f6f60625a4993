/** Task family: JSON from one shape into another (flattening records, nesting export rows). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { jsonReshapingAnswers } from './json-reshaping.answers.ts';
import { flattenReference, flattenWrong, nestReference, nestWrong } from './json-reshaping.programs.ts';

const FAMILY = 'json-reshaping';

type JsonObject = { readonly [key: string]: Json };

const isContainer = (value: Json): value is JsonObject | readonly Json[] => value !== null && typeof value === 'object';

/** Flattens with a work list from the leaves' side, unlike the recursive reference. */
function flatten(record: JsonObject): Json {
  const flat: Record<string, Json> = {};
  const open: [string, Json][] = [['', record]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [path, value] = next;
    const entries = isContainer(value) ? Object.entries(value) : [];
    if (entries.length === 0 && path.length > 0) flat[path] = value;
    for (const [key, item] of entries) {
      const quoted = key === '' || key.includes('.') || key.includes('[') || key.includes(']');
      const separator = path === '' ? '' : '.';
      const tail = Array.isArray(value) ? `[${key}]` : quoted ? `["${key}"]` : separator + key;
      open.push([path + tail, item]);
    }
  }
  return flat;
}

function randomValue(random: Chance, depth: number): Json {
  const kind = random.below(depth === 0 ? 4 : 7);
  if (kind < 4) return random.pick<Json>([null, true, random.below(1000) / 4, 'text']);
  const size = random.below(5);
  const items = Array.from({ length: size }, () => randomValue(random, depth - 1));
  if (kind === 4) return items;
  const keys = random.shuffle(['id', 'name', 'v1.2', 'tags', 'a[0]', 'Ort', '', 'price', 'meta']);
  return Object.fromEntries(items.map((item, index) => [keys[index] ?? 'x', item]));
}

const flattenPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Flatten nested JSON records to one level (plain JavaScript)',
  description: `
We push records from our CMS into a key/value store and the store only takes one level. I need one function, flattenRecord(record), in a file solution.js. Plain JavaScript, no packages.

Rules:
1. record is always a JSON object. The result is one flat object.
2. Object keys are joined with a dot: {"a":{"b":1}} gives {"a.b":1}.
3. List positions are written in square brackets, no dot in front: {"tags":["x","y"]} gives "tags[0]" and "tags[1]". Lists in lists: "m[0][1]". Objects in lists: "items[2].sku".
4. Strings, numbers, true/false and null are values and are kept as they are.
5. An empty object or empty list deeper in the record is a value too: {"a":{}} gives {"a":{}} and {"a":[]} gives {"a":[]}. The empty record gives the empty object.
6. Some of our keys are awkward. A key that is empty, or that contains a dot or a square bracket ( . [ ] ), is written as ["key"] with no dot in front of it: {"a":{"v1.2":5}} gives {"a[\\"v1.2\\"]":5}; at the top level {"v1.2":{"x":5}} gives {"[\\"v1.2\\"].x":5}. Keys never contain double quotes.

The order of keys in the result does not matter.`,
  skills: ['JavaScript', 'JSON', 'Data Processing'],
  bracket: 'micro',
  postedPriceCents: 2_500,
  estimatedMinutes: 30,
};

function flattenProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'flatten');
  const large = Object.fromEntries(
    Array.from({ length: 60 }, (_, index): [string, Json] => [`field${index}`, randomValue(random, 3)]),
  );
  const one = (name: string, record: JsonObject) => ({ name, args: [record] as [JsonObject] });
  return javascriptFunction<[JsonObject]>(flattenPosting, {
    entry: 'flattenRecord',
    answer: flatten,
    visible: [
      one('article', { id: 7, author: { name: 'Ada', mail: null }, tags: ['x', 'y'] }),
      one('list of objects', { items: [{ sku: 'A1' }, { sku: 'B2', sizes: [40, 41] }] }),
    ],
    hidden: [
      one('empty record', {}),
      one('empty containers', { a: {}, b: [], c: { d: [], e: [{}, []] } }),
      one('lists in lists', {
        m: [
          [1, 2],
          [3, [4, [5]]],
        ],
      }),
      one('awkward keys', { a: { 'v1.2': 5, '': 6, 'x]': { y: [1] } }, 'top.key': { z: true } }),
      one('awkward key in a list', { list: [{ 'k[0]': 1 }, { '': { '': 'deep' } }] }),
      one('falsy values', { zero: 0, no: false, empty: '', nothing: null }),
      one('letters and spaces', { 'first name': { Größe: 1, 'a-b': [null] } }),
      one('random small', { root: randomValue(random, 4), list: [randomValue(random, 3), { 'p.q': null }] }),
      one('many fields', large),
    ],
    reference: flattenReference,
    wrong: flattenWrong,
  });
}

type OrderRow = {
  orderId: number;
  customer: string;
  email: string;
  date: string;
  sku: string;
  quantity: number;
  unitCents: number;
};

const sumBy = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);

/** Nests by sorting and grouping whole lists, level by level. */
function nest(rows: OrderRow[]): Json {
  const cleaned = rows.map((row) => ({ ...row, email: row.email.trim().toLowerCase() }));
  const customers = Object.entries(Object.groupBy(cleaned, (row) => row.email)).map(([email, own = []]) => {
    const orders = Object.values(Object.groupBy(own, (row) => String(row.orderId))).flatMap((group = []) => {
      const merged = Object.values(Object.groupBy(group, (row) => `${row.sku}|${row.unitCents}`));
      const lines = merged
        .flatMap((same = []) =>
          same.slice(0, 1).map((row) => ({ ...row, quantity: sumBy(same, (item) => item.quantity) })),
        )
        .filter((line) => line.quantity !== 0)
        .map(({ sku, quantity, unitCents }) => ({ sku, quantity, unitCents }));
      const totalCents = sumBy(lines, (line) => line.quantity * line.unitCents);
      return group
        .slice(0, lines.length === 0 ? 0 : 1)
        .map(({ orderId, date }) => ({ orderId, date, lines, totalCents }));
    });
    const sorted = orders
      .toSorted((a, b) => a.orderId - b.orderId)
      .toSorted((a, b) => Date.parse(a.date) - Date.parse(b.date));
    const name = own.toSorted((a, b) => Date.parse(a.date) - Date.parse(b.date)).at(-1)?.customer ?? '';
    return { email, name, orders: sorted, totalCents: sumBy(sorted, (order) => order.totalCents) };
  });
  return customers
    .filter((customer) => customer.orders.length > 0)
    .toSorted((a, b) => (a.email < b.email ? -1 : 1))
    .toSorted((a, b) => b.totalCents - a.totalCents);
}

const row = (
  orderId: number,
  customer: string,
  email: string,
  date: string,
  item: [string, number, number],
): OrderRow => ({
  orderId,
  customer,
  email,
  date,
  sku: item[0],
  quantity: item[1],
  unitCents: item[2],
});

function randomRows(random: Chance, count: number): OrderRow[] {
  return Array.from({ length: count }, () => {
    const orderId = 1 + random.below(Math.ceil(count / 3));
    const person = orderId % 9;
    const email = random.pick([`buyer${person}@shop.test`, ` Buyer${person}@Shop.test`]);
    const date = `2025-0${1 + (orderId % 5)}-1${orderId % 4}`;
    const item: [string, number, number] = [
      `S${random.below(3)}`,
      random.pick([1, 2, 2, -1, -2]),
      random.pick([500, 999]),
    ];
    return row(orderId, `Name ${orderId % 30}`, email, date, item);
  });
}

const nestPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Turn flat order export rows into nested customer JSON',
  description: `
Hi! Our old shop exports one row per order line, and the new CRM wants one JSON object per customer. Please write customersFromRows(rows) in solution.js (plain JavaScript, no libraries).

A row looks like {"orderId":12,"customer":"Ann Lee","email":"ann@x.test","date":"2025-03-01","sku":"MUG","quantity":2,"unitCents":950}. All rows of one order carry the same date and belong to one customer. Rows come in no particular order.

What I want back is a list of customers, each
{"email":…,"name":…,"orders":[{"orderId":…,"date":…,"lines":[{"sku":…,"quantity":…,"unitCents":…}],"totalCents":…}],"totalCents":…}

Details, please read them all:
- People are recognised by e-mail. Ignore upper/lower case and spaces around it; output it trimmed and in lower case.
- People marry and fix typos: take the name from the row with the latest date of that customer. If several rows share that date, the one furthest down in the input wins.
- Inside an order, rows with the same sku AND the same unitCents become one line with the quantities added, standing where the first of them stood. Same sku at another price stays its own line.
- Returns are rows with a negative quantity. A line whose quantity adds up to exactly 0 is left out; an order without lines is left out; a customer without orders is left out. Lines that end up negative stay.
- totalCents of an order is the sum of quantity x unitCents of its lines, of a customer the sum over the orders.
- Orders: by date, oldest first, then by orderId (a number). Customers: highest totalCents first, equal totals by e-mail ascending (plain string comparison).
- No rows: empty list.`,
  skills: ['JavaScript', 'JSON', 'Data Migration', 'Node.js'],
  bracket: 'simple',
  postedPriceCents: 9_000,
  estimatedMinutes: 60,
};

function nestProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'nest');
  const one = (name: string, ...rows: OrderRow[]) => ({ name, args: [rows] as [OrderRow[]] });
  const ann = (id: number, date: string, item: [string, number, number], name = 'Ann', email = 'ann@x.test') =>
    row(id, name, email, date, item);
  return javascriptFunction<[OrderRow[]]>(nestPosting, {
    entry: 'customersFromRows',
    answer: nest,
    visible: [
      one('one customer, two orders', ann(2, '2025-02-01', ['MUG', 1, 950]), ann(1, '2025-01-05', ['TEE', 2, 1500])),
      one(
        'two customers',
        ann(1, '2025-01-05', ['TEE', 2, 1500]),
        row(2, 'Bo', 'bo@x.test', '2025-01-06', ['CAP', 3, 1100]),
      ),
    ],
    hidden: [
      one('no rows'),
      one(
        'e-mail case and spaces',
        ann(1, '2025-01-05', ['A', 1, 10]),
        ann(2, '2025-01-04', ['A', 1, 10], 'Anna', ' ANN@x.Test '),
      ),
      one('latest name', ann(1, '2025-03-05', ['A', 1, 10], 'New'), ann(2, '2025-01-04', ['A', 1, 10], 'Old')),
      one('name on equal dates', ann(1, '2025-03-05', ['A', 1, 10], 'Up'), ann(2, '2025-03-05', ['B', 1, 10], 'Down')),
      one(
        'return cancels a line',
        ann(1, '2025-01-01', ['A', 2, 10]),
        ann(1, '2025-01-01', ['B', 1, 5]),
        ann(1, '2025-01-01', ['A', -2, 10]),
      ),
      one('return cancels a customer', ann(1, '2025-01-01', ['A', 2, 10]), ann(1, '2025-01-01', ['A', -2, 10])),
      one(
        'two prices of one sku',
        ann(1, '2025-01-01', ['A', 2, 10]),
        ann(1, '2025-01-01', ['A', 1, 9]),
        ann(1, '2025-01-01', ['A', 1, 10]),
      ),
      one(
        'negative line stays',
        ann(1, '2025-01-01', ['A', -3, 10]),
        row(2, 'Bo', 'bo@x.test', '2025-01-06', ['CAP', 3, 11]),
      ),
      one(
        'numeric order ids',
        ann(10, '2025-01-01', ['A', 1, 10]),
        ann(9, '2025-01-01', ['A', 1, 10]),
        ann(100, '2025-01-01', ['A', 1, 10]),
      ),
      one('equal totals', row(2, 'Bo', 'bo@x.test', '2025-01-06', ['CAP', 1, 10]), ann(1, '2025-01-01', ['A', 1, 10])),
      one('random rows', ...randomRows(random, 40)),
      one('large export', ...randomRows(random, 240)),
    ],
    reference: nestReference,
    wrong: nestWrong,
  });
}

/** JSON reshaping: flat keys for a store; nested customers from export rows. */
export const jsonReshaping: Family = {
  name: FAMILY,
  category: 'conversion',
  answers: jsonReshapingAnswers,
  build: (seed) => [flattenProject(seed), nestProject(seed)],
};
