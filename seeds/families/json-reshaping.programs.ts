/** Reference and wrong programs of the family `json-reshaping`. */

import { edited, type WrongProgram } from './family.ts';

export const flattenReference = `
function flattenRecord(record) {
  const flat = {};
  const step = (path, key) => {
    if (key === '' || /[.\\[\\]]/.test(key)) return path + '["' + key + '"]';
    return path === '' ? key : path + '.' + key;
  };
  const visit = (value, path) => {
    if (Array.isArray(value) && value.length > 0) {
      value.forEach((item, index) => visit(item, path + '[' + index + ']'));
    } else if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0) {
      for (const key of Object.keys(value)) visit(value[key], step(path, key));
    } else if (path !== '') {
      flat[path] = value;
    }
  };
  visit(record, '');
  return flat;
}
module.exports = { flattenRecord };
`;

export const flattenWrong: readonly WrongProgram[] = [
  {
    name: 'empties-vanish',
    why: 'Empty objects and empty lists disappear instead of staying as values.',
    program: edited(
      flattenReference,
      "} else if (path !== '') {",
      "} else if (value === null || typeof value !== 'object') {",
    ),
  },
  {
    name: 'plain-dots',
    why: 'Keys that contain dots or brackets are not quoted.',
    program: edited(flattenReference, "if (key === '' || /[.\\[\\]]/.test(key)) ", 'if (false) '),
  },
  {
    name: 'dotted-indexes',
    why: 'List positions after a list position are written with a dot.',
    program: edited(
      flattenReference,
      "path + '[' + index + ']')",
      "path.endsWith(']') ? path + '.' + index : path + '[' + index + ']')",
    ),
  },
];

export const nestReference = `
function customersFromRows(rows) {
  const people = new Map();
  for (const row of rows) {
    const email = row.email.trim().toLowerCase();
    if (!people.has(email)) people.set(email, { email, name: '', seen: '', orders: new Map() });
    const person = people.get(email);
    if (row.date >= person.seen) {
      person.seen = row.date;
      person.name = row.customer;
    }
    if (!person.orders.has(row.orderId)) person.orders.set(row.orderId, { orderId: row.orderId, date: row.date, lines: [] });
    const order = person.orders.get(row.orderId);
    const line = order.lines.find((other) => other.sku === row.sku && other.unitCents === row.unitCents);
    if (line) line.quantity += row.quantity;
    else order.lines.push({ sku: row.sku, quantity: row.quantity, unitCents: row.unitCents });
  }
  const result = [];
  for (const { email, name, orders } of people.values()) {
    const kept = [];
    for (const order of orders.values()) {
      const lines = order.lines.filter((line) => line.quantity !== 0);
      if (lines.length === 0) continue;
      const totalCents = lines.reduce((sum, line) => sum + line.quantity * line.unitCents, 0);
      kept.push({ orderId: order.orderId, date: order.date, lines, totalCents });
    }
    if (kept.length === 0) continue;
    kept.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.orderId - b.orderId));
    result.push({ email, name, orders: kept, totalCents: kept.reduce((sum, order) => sum + order.totalCents, 0) });
  }
  return result.sort((a, b) => b.totalCents - a.totalCents || (a.email < b.email ? -1 : 1));
}
module.exports = { customersFromRows };
`;

export const nestWrong: readonly WrongProgram[] = [
  {
    name: 'email-as-typed',
    why: 'Addresses that differ in letter case or outer spaces become different customers.',
    program: edited(nestReference, 'row.email.trim().toLowerCase()', 'row.email'),
  },
  {
    name: 'first-name-wins',
    why: 'The name comes from the first row, not from the row with the latest date.',
    program: edited(nestReference, 'if (row.date >= person.seen) {', "if (person.seen === '') {"),
  },
  {
    name: 'zero-lines-stay',
    why: 'Lines cancelled out by returns stay in the order.',
    program: edited(nestReference, 'filter((line) => line.quantity !== 0)', 'slice()'),
  },
  {
    name: 'price-ignored-in-merge',
    why: 'Lines of one sku are merged although their unit prices differ.',
    program: edited(nestReference, ' && other.unitCents === row.unitCents', ''),
  },
];
