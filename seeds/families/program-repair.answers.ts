/** Second solutions of the family `program-repair`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const links = `
function pageLinks(total, perPage, current, around) {
  const pages = total > 0 ? Math.floor((total - 1) / perPage) + 1 : 1;
  const here = current < 1 ? 1 : current > pages ? pages : current;
  const shown = [1];
  for (let page = Math.max(2, here - around); page <= Math.min(pages - 1, here + around); page += 1) shown.push(page);
  if (pages > 1) shown.push(pages);
  return shown.flatMap((page, index) => {
    const hole = index === 0 ? 0 : page - shown[index - 1] - 1;
    if (hole === 0) return [page];
    return hole === 1 ? [page - 1, page] : ['...', page];
  });
}
module.exports = { pageLinks };
`;

const till = String.raw`
const commands = require('fs').readFileSync(0, 'utf8').split('\n');

/** A receipt is what it was at first, and what has been done to it since: taking a step back is forgetting one. */
function opened(lines) {
  return { lines, steps: [] };
}

function after(lines, { name, cents, count }) {
  if (cents !== undefined) return [...lines, { name, cents, count }];
  let left = count;
  const kept = [];
  for (const line of [...lines].reverse()) {
    const cut = line.name === name ? Math.min(left, line.count) : 0;
    left -= cut;
    if (line.count > cut) kept.unshift({ ...line, count: line.count - cut });
  }
  return kept;
}

const linesOf = ({ lines, steps }) => steps.reduce(after, lines);
const sumOf = (lines) => lines.map(({ cents, count }) => cents * count).reduce((a, b) => a + b, 0);
const money = (cents) => (cents / 100).toFixed(2);

let receipt = opened([]);
let taken = 0;
const parked = {};

const verbs = {
  add: (name, cents, count = '1') => {
    receipt.steps.push({ name, cents: Number(cents), count: Number(count) });
  },
  remove: (name, count = '1') => {
    const held = linesOf(receipt).filter((line) => line.name === name);
    if (held.reduce((sum, line) => sum + line.count, 0) < Number(count)) return 'not on receipt ' + name;
    receipt.steps.push({ name, count: Number(count) });
  },
  undo: () => (receipt.steps.pop() === undefined ? 'nothing to undo' : undefined),
  park: (name) => {
    const lines = linesOf(receipt);
    if (lines.length === 0) return 'nothing to park';
    if (Object.hasOwn(parked, name)) return 'name taken';
    parked[name] = lines;
    receipt = opened([]);
  },
  fetch: (name) => {
    if (linesOf(receipt).length > 0) return 'receipt open';
    if (!Object.hasOwn(parked, name)) return 'no such receipt';
    receipt = opened(parked[name]);
    delete parked[name];
  },
  total: () => 'total ' + money(sumOf(linesOf(receipt))),
  pay: (given) => {
    const due = sumOf(linesOf(receipt));
    if (Number(given) < due) return 'not enough';
    taken += due;
    receipt = opened([]);
    return 'change ' + money(Number(given) - due);
  },
  close: () => {
    const names = Object.keys(parked).sort();
    return (names.length > 0 ? 'parked ' + names.join(' ') + '\n' : '') + 'taken ' + money(taken);
  },
};

for (const command of commands) {
  const [verb, ...words] = command.trim().split(/\s+/);
  if (verb === '') continue;
  const answer = Object.hasOwn(verbs, verb) ? verbs[verb](...words) : 'unknown ' + verb;
  if (answer !== undefined) console.log(answer);
}
`;

export const programRepairAnswers: Readonly<Record<string, MoreAnswers>> = {
  'program-repair-1': {
    how: 'Lists the pages that are shown and then fills the holes between them, instead of widening one range.',
    program: links,
    requirements: {
      'The last page may be partly filled': [
        'no products',
        'one full page',
        'last page exactly full',
        'last page with one product',
      ],
      'If it is below 1 treat it': ['below the first page', 'beyond the last page'],
      'Shown are: page 1': [
        'in the middle',
        'nothing around',
        'everything around',
        'random pages 1',
        'random pages 2',
        'many pages',
      ],
      'around is 0 or more': ['nothing around'],
      'Between two shown pages': [
        'hole of one at the start',
        'hole of one at the end',
        'hole of two on both sides',
        'random pages 3',
        'random pages 4',
      ],
      'Every page appears only once': ['all pages', 'two pages', 'everything around'],
    },
  },
  'program-repair-2': {
    how: 'Remembers what was done to a receipt and works its lines out anew, instead of keeping copies for undo.',
    program: till,
    requirements: {
      'existing commands must behave as before': ['old commands', '30 random steps'],
      'takes COUNT units (default 1)': ['remove one', 'latest line first', 'removed to nothing', '400 random steps'],
      'If the receipt holds fewer units': ['more than there is', 'a failed remove is not undone'],
      'takes back the latest add': ['undo an add', 'undo a remove', 'undo over two lines', '400 random steps'],
      'Can be repeated back': ['undo over two lines', 'undo an add'],
      'If there is nothing left': ['no undo after pay', 'undo an add', 'a failed remove is not undone'],
      'puts the current receipt aside': ['park and fetch', 'parked names'],
      'With an empty receipt print': ['park and fetch', 'removed to nothing'],
      'If the name is in use': ['parked names', 'a name is free again'],
      'makes a parked receipt the current one': ['park and fetch', 'a name is free again'],
      'If the current receipt is not empty': ['park and fetch', '400 random steps'],
      'If there is no such parked receipt': ['park and fetch', 'a name is free again'],
      'The history for undo is forgotten': ['no undo after pay', 'a failed pay keeps the history', 'park and fetch'],
      'An empty receipt is one without lines': ['removed to nothing'],
      'before its usual line it now prints': ['parked names'],
      'They stay parked': ['parked names'],
    },
  },
};
