/** Reference and wrong programs of the family `workflow-validation`. */

import { edited, type WrongProgram } from './family.ts';

export const replayReference = `
function replayOrders(events) {
  const moves = {
    created: { pay: 'paid', cancel: 'cancelled' },
    paid: { ship: 'shipped', cancel: 'refunding' },
    shipped: { deliver: 'delivered', lose: 'refunding' },
    delivered: { return: 'refunding' },
    refunding: { refund: 'refunded' },
    cancelled: {},
    refunded: {},
  };
  const orders = new Map();
  const rejected = [];
  events.forEach((event, index) => {
    const reject = (reason) => rejected.push({ index, reason });
    const order = orders.get(event.order);
    if (event.type === 'create') {
      if (order) return reject('duplicate order');
      orders.set(event.order, { state: 'created', day: event.day, deliveredOn: null, history: ['created'] });
      return;
    }
    if (!order) return reject('unknown order');
    if (event.day < order.day) return reject('out of order');
    const target = Object.hasOwn(moves[order.state], event.type) ? moves[order.state][event.type] : undefined;
    if (target === undefined) return reject(event.type + ' not allowed when ' + order.state);
    if (event.type === 'return' && event.day - order.deliveredOn > 14) return reject('too late');
    order.state = target;
    order.day = event.day;
    if (target === 'delivered') order.deliveredOn = event.day;
    order.history.push(target);
  });
  const result = {};
  for (const [id, { state, history }] of orders) result[id] = { state, history };
  return { orders: result, rejected };
}
module.exports = { replayOrders };
`;

export const replayWrong: readonly WrongProgram[] = [
  {
    name: 'late-return-by-last-event',
    why: 'The fourteenth day after delivery is already refused.',
    program: edited(replayReference, '> 14', '>= 14'),
  },
  {
    name: 'time-not-checked',
    why: 'Events older than the last accepted one of their order are accepted.',
    program: edited(replayReference, "if (event.day < order.day) return reject('out of order');", ''),
  },
  {
    name: 'create-starts-again',
    why: 'A second create wipes out the order.',
    program: edited(replayReference, "if (order) return reject('duplicate order');", ''),
  },
  {
    name: 'refused-events-move-time',
    why: 'Rejected events count as the latest event of the order.',
    program: edited(
      replayReference,
      'if (target === undefined) return',
      'order.day = event.day;\n    if (target === undefined) return',
    ),
  },
];

export const formReference = `
function validateForm(rules, values) {
  const errors = [];
  const isEmpty = (value) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
  for (const rule of rules) {
    const value = values[rule.field];
    const add = (code) => errors.push({ field: rule.field, code });
    const condition = rule.requiredIf;
    const required = rule.required === true || (condition !== undefined && values[condition.field] === condition.equals);
    if (isEmpty(value)) {
      if (required) add('required');
      continue;
    }
    if (rule.type === 'integer') {
      const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
      if (!/^-?\\d{1,15}$/.test(text)) {
        add('type');
        continue;
      }
      if (rule.min !== undefined && Number(text) < rule.min) add('min');
      if (rule.max !== undefined && Number(text) > rule.max) add('max');
    } else if (rule.type === 'text') {
      if (typeof value !== 'string') {
        add('type');
        continue;
      }
      const length = value.trim().length;
      if (rule.min !== undefined && length < rule.min) add('min');
      if (rule.max !== undefined && length > rule.max) add('max');
    } else {
      const match = typeof value === 'string' ? /^(\\d{4})-(\\d{2})-(\\d{2})$/.exec(value.trim()) : null;
      const [year, month, day] = match ? match.slice(1).map(Number) : [0, 0, 0];
      const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
      if (day < 1 || day > days) {
        add('type');
        continue;
      }
      if (rule.min !== undefined && match[0] < rule.min) add('min');
      if (rule.max !== undefined && match[0] > rule.max) add('max');
    }
    if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) add('choice');
    if (rule.sameAs !== undefined && value !== values[rule.sameAs]) add('same');
  }
  const known = rules.map((rule) => rule.field);
  for (const field of Object.keys(values).sort()) if (!known.includes(field)) errors.push({ field, code: 'unknown' });
  return errors;
}
module.exports = { validateForm };
`;

export const formWrong: readonly WrongProgram[] = [
  {
    name: 'zero-is-empty',
    why: 'The number 0 and the value false count as empty.',
    program: edited(
      formReference,
      "value === undefined || value === null || (typeof value === 'string' && value.trim() === '')",
      "!value || String(value).trim() === ''",
    ),
  },
  {
    name: 'condition-ignored',
    why: 'Fields that are required under a condition are never required.',
    program: edited(
      formReference,
      'rule.required === true || (condition !== undefined && values[condition.field] === condition.equals)',
      'rule.required === true',
    ),
  },
  {
    name: 'thirty-first-everywhere',
    why: 'Every month is given 31 days.',
    program: edited(
      formReference,
      '[31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0',
      'month >= 1 && month <= 12 ? 31 : 0',
    ),
  },
  {
    name: 'spaces-count',
    why: 'Outer spaces count towards the length of a text.',
    program: edited(formReference, 'const length = value.trim().length;', 'const length = value.length;'),
  },
];
