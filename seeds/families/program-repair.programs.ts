/** Given, reference and wrong programs of the family `program-repair`. */

import { edited, type WrongProgram } from './family.ts';

/** The broken program of the first posting: five faults against its own list of rules. */
export const pagerGiven = `
function pageLinks(total, perPage, current, around) {
  const pages = Math.floor(total / perPage) + 1;
  const links = [];
  let from = current - around;
  let to = current + around;
  if (from > 2) {
    links.push(1, '...');
  } else {
    from = 1;
  }
  for (let page = from; page <= to; page++) {
    links.push(page);
  }
  if (to < pages) {
    links.push('...', pages);
  }
  return links;
}`;

export const pagerReference = `
function pageLinks(total, perPage, current, around) {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const here = Math.min(Math.max(current, 1), pages);
  const links = [];
  let from = Math.max(1, here - around);
  let to = Math.min(pages, here + around);
  if (from <= 3) from = 1;
  if (to >= pages - 2) to = pages;
  if (from > 1) links.push(1, '...');
  for (let page = from; page <= to; page += 1) links.push(page);
  if (to < pages) links.push('...', pages);
  return links;
}
module.exports = { pageLinks };
`;

export const pagerWrong: readonly WrongProgram[] = [
  { name: 'handed-back-unchanged', why: 'The given program with all its faults.', program: pagerGiven },
  {
    name: 'dots-for-one-page',
    why: 'Dots stand for one single page, which must be shown instead.',
    program: edited(edited(pagerReference, 'from <= 3', 'from <= 2'), 'pages - 2', 'pages - 1'),
  },
  {
    name: 'extra-page',
    why: 'A total that fills its pages exactly gets an empty page more.',
    program: edited(pagerReference, 'Math.max(1, Math.ceil(total / perPage))', 'Math.floor(total / perPage) + 1'),
  },
  {
    name: 'current-not-limited',
    why: 'A current page outside the range is not moved to the nearest page.',
    program: edited(pagerReference, 'Math.min(Math.max(current, 1), pages)', 'current'),
  },
];

/** The given till program of the second posting: right, but without refunds and named parked receipts. */
export const tillGiven = `
const lines = require('fs').readFileSync(0, 'utf8').split('\\n');
let receipt = [];
let taken = 0;
function money(cents) {
  return (cents / 100).toFixed(2);
}
function sum() {
  return receipt.reduce((total, item) => total + item.cents * item.count, 0);
}
for (const line of lines) {
  const words = line.trim().split(/\\s+/);
  if (words[0] === 'add') {
    receipt.push({ name: words[1], cents: Number(words[2]), count: Number(words[3] ?? 1) });
  } else if (words[0] === 'total') {
    console.log('total ' + money(sum()));
  } else if (words[0] === 'pay') {
    const cents = Number(words[1]);
    if (cents < sum()) {
      console.log('not enough');
    } else {
      console.log('change ' + money(cents - sum()));
      taken += sum();
      receipt = [];
    }
  } else if (words[0] === 'close') {
    console.log('taken ' + money(taken));
  } else if (words[0] !== '') {
    console.log('unknown ' + words[0]);
  }
}`;

export const tillReference = `
const lines = require('fs').readFileSync(0, 'utf8').split('\\n');
let receipt = [];
let taken = 0;
let history = [];
const parked = new Map();
function money(cents) {
  return (cents / 100).toFixed(2);
}
function sum() {
  return receipt.reduce((total, item) => total + item.cents * item.count, 0);
}
function remember() {
  history.push(receipt.map((item) => ({ ...item })));
}
function remove(name, count) {
  const held = receipt.filter((item) => item.name === name).reduce((total, item) => total + item.count, 0);
  if (held < count) {
    console.log('not on receipt ' + name);
    return;
  }
  remember();
  let left = count;
  for (let index = receipt.length - 1; index >= 0; index -= 1) {
    if (receipt[index].name !== name) continue;
    const cut = Math.min(left, receipt[index].count);
    receipt[index].count -= cut;
    left -= cut;
  }
  receipt = receipt.filter((item) => item.count > 0);
}
for (const line of lines) {
  const words = line.trim().split(/\\s+/);
  if (words[0] === 'add') {
    remember();
    receipt.push({ name: words[1], cents: Number(words[2]), count: Number(words[3] ?? 1) });
  } else if (words[0] === 'remove') {
    remove(words[1], Number(words[2] ?? 1));
  } else if (words[0] === 'undo') {
    if (history.length === 0) console.log('nothing to undo');
    else receipt = history.pop();
  } else if (words[0] === 'park') {
    if (receipt.length === 0) console.log('nothing to park');
    else if (parked.has(words[1])) console.log('name taken');
    else {
      parked.set(words[1], receipt);
      receipt = [];
      history = [];
    }
  } else if (words[0] === 'fetch') {
    if (receipt.length > 0) console.log('receipt open');
    else if (!parked.has(words[1])) console.log('no such receipt');
    else {
      receipt = parked.get(words[1]);
      parked.delete(words[1]);
      history = [];
    }
  } else if (words[0] === 'total') {
    console.log('total ' + money(sum()));
  } else if (words[0] === 'pay') {
    const cents = Number(words[1]);
    if (cents < sum()) {
      console.log('not enough');
    } else {
      console.log('change ' + money(cents - sum()));
      taken += sum();
      receipt = [];
      history = [];
    }
  } else if (words[0] === 'close') {
    if (parked.size > 0) console.log('parked ' + [...parked.keys()].sort().join(' '));
    console.log('taken ' + money(taken));
  } else if (words[0] !== '') {
    console.log('unknown ' + words[0]);
  }
}
`;

export const tillWrong: readonly WrongProgram[] = [
  { name: 'handed-back-unchanged', why: 'The given program without the new commands.', program: tillGiven },
  {
    name: 'undo-after-payment',
    why: 'A paid receipt can be brought back by undo.',
    program: edited(
      tillReference,
      'taken += sum();\n      receipt = [];\n      history = [];',
      'taken += sum();\n      receipt = [];',
    ),
  },
  {
    name: 'undo-sees-changed-items',
    why: 'The remembered receipt shares its items with the current one, so removing units cannot be undone.',
    program: edited(tillReference, 'receipt.map((item) => ({ ...item }))', 'receipt.slice()'),
  },
  {
    name: 'oldest-removed-first',
    why: 'Units are taken from the oldest line of the name, not from the latest.',
    program: edited(
      tillReference,
      'let index = receipt.length - 1; index >= 0; index -= 1',
      'let index = 0; index < receipt.length; index += 1',
    ),
  },
];
