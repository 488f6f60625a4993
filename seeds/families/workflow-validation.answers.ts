/** Second solutions of the family `workflow-validation`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const orders = `
const TABLE = [
  'created pay paid',
  'created cancel cancelled',
  'paid ship shipped',
  'paid cancel refunding',
  'shipped deliver delivered',
  'shipped lose refunding',
  'delivered return refunding',
  'refunding refund refunded',
].map((line) => line.split(' '));

/** What is wrong with an event after the accepted ones of its order, or null. */
function problemOf({ type, day }, accepted) {
  const last = accepted.at(-1);
  if (type === 'create') return last ? 'duplicate order' : null;
  if (!last) return 'unknown order';
  if (day < last.day) return 'out of order';
  if (!TABLE.some(([from, move]) => from === last.state && move === type)) return type + ' not allowed when ' + last.state;
  return type === 'return' && day > last.day + 14 ? 'too late' : null;
}

function replayOrders(events) {
  const orders = new Map();
  const rejected = [];
  for (const [index, event] of events.entries()) {
    const accepted = orders.get(event.order) ?? [];
    const reason = problemOf(event, accepted);
    if (reason !== null) {
      rejected.push({ index, reason });
      continue;
    }
    const from = accepted.at(-1)?.state;
    const [, , state] = TABLE.find(([before, move]) => before === from && move === event.type) ?? ['', '', 'created'];
    orders.set(event.order, [...accepted, { state, day: event.day }]);
  }
  const shown = [...orders].map(([id, accepted]) => [
    id,
    { state: accepted.at(-1).state, history: accepted.map(({ state }) => state) },
  ]);
  return { orders: Object.fromEntries(shown), rejected };
}
module.exports = { replayOrders };
`;

const form = `
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text) {
  const parts = text.split('-');
  if (parts.map((part) => part.length).join() !== '4,2,2' || !/^[0-9]+$/.test(parts.join(''))) return false;
  const [year, month, day] = parts.map(Number);
  const leaps = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
  return day >= 1 && day <= (month === 2 && leaps ? 29 : (DAYS[month - 1] ?? 0));
}

/** What is held against the limits, by type; null where the value is not of that type. */
const MEASURES = {
  text: (value) => (typeof value === 'string' ? value.trim().length : null),
  integer: (value) => {
    if (typeof value === 'number') return Number.isInteger(value) ? value : null;
    const text = typeof value === 'string' ? value.trim() : '';
    const digits = text.startsWith('-') ? text.slice(1) : text;
    return /^[0-9]+$/.test(digits) && digits.length <= 15 ? Number(text) : null;
  },
  date: (value) => (typeof value === 'string' && isDate(value.trim()) ? value.trim() : null),
};

function codesOf(rule, values) {
  const value = values[rule.field];
  const { required, requiredIf: condition, min, max, oneOf, sameAs } = rule;
  if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) {
    return required === true || (condition && values[condition.field] === condition.equals) ? ['required'] : [];
  }
  const size = MEASURES[rule.type](value);
  if (size === null) return ['type'];
  const failed = {
    min: min !== undefined && size < min,
    max: max !== undefined && size > max,
    choice: oneOf !== undefined && oneOf.indexOf(value) < 0,
    same: sameAs !== undefined && values[sameAs] !== value,
  };
  return Object.keys(failed).filter((code) => failed[code]);
}

function validateForm(rules, values) {
  const unknown = new Set(Object.keys(values));
  for (const { field } of rules) unknown.delete(field);
  return [
    ...rules.flatMap((rule) => codesOf(rule, values).map((code) => ({ field: rule.field, code }))),
    ...[...unknown].sort().map((field) => ({ field, code: 'unknown' })),
  ];
}
module.exports = { validateForm };
`;

export const workflowValidationAnswers: Readonly<Record<string, MoreAnswers>> = {
  'workflow-validation-1': {
    how: 'Keeps the accepted events of each order and asks a flat table of moves.',
    program: orders,
    requirements: {
      'Events are processed in list order': ['a good order', 'large log'],
      'An order starts with "create"': ['a good order', 'unknown orders'],
      'created: pay -> paid': ['a good order', 'shipped too early', 'random log', 'large log'],
      'shipped: deliver': ['lost parcel', 'a good order'],
      'cancelled and refunded are final': ['final states'],
      'a rejected event changes nothing': ['rejected events do not move time', 'shipped too early'],
      'create for an order that exists': ['created twice', 'inherited names'],
      'Any other type for an order never': ['unknown orders', 'first problem counts'],
      'day is smaller than the day of the last': [
        'older than the last event',
        'rejected events do not move time',
        'first problem counts',
      ],
      'no such move from the current state': [
        'shipped too early',
        'final states',
        'first problem counts',
        'inherited names',
      ],
      'return more than 14 days': ['return on the last day', 'return too late'],
      'history lists the states in order': ['a good order', 'lost parcel', 'large log'],
      'No events:': ['no events'],
    },
  },
  'workflow-validation-2': {
    how: 'Measures values by a table of types and collects the codes of a rule in order.',
    program: form,
    requirements: {
      'For each rule, in the order': ['too young and no state', '20 random fields', '250 random fields'],
      'A value is empty if it is missing': ['spaces are empty', 'zero and false are values'],
      'Empty and required': ['nothing filled in', 'spaces are empty'],
      'Empty values are not checked': ['spaces are empty', 'nothing filled in'],
      'A field is required if': ['condition is exact', 'too young and no state'],
      'text: must be a string': ['zero and false are values', '250 random fields'],
      'integer: a whole number': ['texts that are no integers', '20 random fields'],
      'date: text, after trimming': ['days that do not exist'],
      'Limits, codes "min" and "max"': [
        'limits are inclusive',
        'just outside',
        'length after trimming',
        'too young and no state',
      ],
      'Both can fail at once': ['several errors of one field'],
      'oneOf (a list)': ['choices are exact', 'choice with spaces'],
      'sameAs (a field name)': ['several errors of one field', '250 random fields'],
      'So one field can have several': ['several errors of one field'],
      'each field in values that no rule': ['unknown fields', 'no rules'],
    },
  },
};
