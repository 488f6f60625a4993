/** Second solutions of the family `json-reshaping`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const flatten = `
function named(path, key) {
  if (key === '' || [...'.[]'].some((sign) => key.includes(sign))) return path + '["' + key + '"]';
  return path === '' ? key : [path, key].join('.');
}

/** The parts of a value with their paths; a value without parts has none. */
function partsOf(path, value) {
  if (Array.isArray(value)) return value.map((item, index) => [path + '[' + index + ']', item]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, item]) => [named(path, key), item]);
}

function flattenRecord(record) {
  const values = [];
  const waiting = partsOf('', record);
  while (waiting.length > 0) {
    const [path, value] = waiting.pop();
    const parts = partsOf(path, value);
    if (parts.length === 0) values.push([path, value]);
    else waiting.push(...parts);
  }
  return Object.fromEntries(values);
}
module.exports = { flattenRecord };
`;

const customers = `
/** Groups in the order in which their keys first appear. */
function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.entries()];
}

const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

function orderOf([orderId, rows]) {
  const lines = grouped(rows, (row) => row.unitCents + ' ' + row.sku)
    .map(([, same]) => ({
      sku: same[0].sku,
      quantity: total(same.map((row) => row.quantity)),
      unitCents: same[0].unitCents,
    }))
    .filter((line) => line.quantity !== 0);
  const totalCents = total(lines.map((line) => line.quantity * line.unitCents));
  return { orderId, date: rows[0].date, lines, totalCents };
}

function latestName(rows) {
  const last = rows.map((row) => row.date).reduce((a, b) => (a > b ? a : b));
  return rows.filter((row) => row.date === last).at(-1).customer;
}

function compare(a, b) {
  return a === b ? 0 : a < b ? -1 : 1;
}

function customersFromRows(rows) {
  return grouped(rows, (row) => row.email.toLowerCase().trim())
    .map(([email, own]) => {
      const orders = grouped(own, (row) => row.orderId)
        .map(orderOf)
        .filter((order) => order.lines.length > 0)
        .sort((a, b) => compare(a.date, b.date) || a.orderId - b.orderId);
      return { email, name: latestName(own), orders, totalCents: total(orders.map((order) => order.totalCents)) };
    })
    .filter((customer) => customer.orders.length > 0)
    .sort((a, b) => b.totalCents - a.totalCents || compare(a.email, b.email));
}
module.exports = { customersFromRows };
`;

export const jsonReshapingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'json-reshaping-1': {
    how: 'Takes parts from a stack in a loop instead of calling itself.',
    program: flatten,
    requirements: {
      'The result is one flat object': ['article', 'many fields'],
      'Object keys are joined with a dot': ['article', 'letters and spaces', 'random small', 'many fields'],
      'List positions are written in square brackets': ['article', 'list of objects'],
      'Lists in lists': ['lists in lists'],
      'Objects in lists': ['list of objects', 'awkward key in a list'],
      'null are values': ['falsy values', 'random small'],
      'An empty object or empty list': ['empty containers'],
      'The empty record gives': ['empty record'],
      'A key that is empty': ['awkward keys', 'awkward key in a list'],
    },
  },
  'json-reshaping-2': {
    how: 'Groups rows by customer, order and article in three steps, instead of building everything row by row.',
    program: customers,
    requirements: {
      'Rows come in no particular order': ['one customer, two orders', 'random rows'],
      'What I want back is a list of customers': ['one customer, two orders', 'two customers'],
      'Ignore upper/lower case and spaces': ['e-mail case and spaces', 'random rows'],
      'take the name from the row with the latest date': ['latest name', 'random rows'],
      'If several rows share that date': ['name on equal dates'],
      'Inside an order, rows with the same sku': ['one customer, two orders', 'two prices of one sku', 'random rows'],
      'Same sku at another price': ['two prices of one sku'],
      'A line whose quantity adds up': ['return cancels a line', 'return cancels a customer', 'random rows'],
      'Lines that end up negative': ['negative line stays'],
      'totalCents of an order is the sum': ['one customer, two orders', 'negative line stays', 'large export'],
      'Orders: by date, oldest first': ['one customer, two orders', 'numeric order ids', 'large export'],
      'Customers: highest totalCents': ['two customers', 'equal totals', 'large export'],
      'No rows: empty list': ['no rows'],
    },
  },
};
