/** Reference and wrong programs of the family `list-comparison`. */

import { edited, type WrongProgram } from './family.ts';

export const stockReference = `
function compareStock(before, after, keys) {
  const keyOf = (item) => JSON.stringify(keys.map((key) => (typeof item[key] === 'string' ? item[key].trim() : item[key])));
  const index = (items) => {
    const map = new Map();
    for (const item of items) map.set(keyOf(item), item);
    return map;
  };
  const old = index(before);
  const now = index(after);
  const added = [];
  const removed = [];
  const changed = [];
  for (const [key, item] of now) {
    if (!old.has(key)) {
      added.push(item);
      continue;
    }
    const previous = old.get(key);
    const fields = [];
    for (const field of [...new Set([...Object.keys(previous), ...Object.keys(item)])].sort()) {
      if (keys.includes(field)) continue;
      const from = previous[field] ?? null;
      const to = item[field] ?? null;
      if (from !== to) fields.push({ field, from, to });
    }
    if (fields.length > 0) changed.push({ key: JSON.parse(key), fields });
  }
  for (const [key, item] of old) if (!now.has(key)) removed.push(item);
  return { added, removed, changed };
}
module.exports = { compareStock };
`;

export const stockWrong: readonly WrongProgram[] = [
  {
    name: 'only-first-key',
    why: 'Items are matched by the first key field only.',
    program: edited(stockReference, 'keys.map((key) =>', 'keys.slice(0, 1).map((key) =>'),
  },
  {
    name: 'new-fields-missed',
    why: 'Fields that exist only in the new list are not reported.',
    program: edited(stockReference, '[...Object.keys(previous), ...Object.keys(item)]', 'Object.keys(previous)'),
  },
  {
    name: 'first-duplicate-wins',
    why: 'Of items with the same key the first counts instead of the last.',
    program: edited(
      stockReference,
      'for (const item of items) map.set',
      'for (const item of items) if (!map.has(keyOf(item))) map.set',
    ),
  },
  {
    name: 'loose-comparison',
    why: 'A number and a text with the same digits are taken as equal.',
    program: edited(stockReference, 'if (from !== to)', 'if (String(from) !== String(to))'),
  },
];

export const syncReference = `
const fs = require('fs');
function readList(name) {
  if (!fs.existsSync(name)) return new Map();
  const map = new Map();
  for (const raw of fs.readFileSync(name, 'utf8').split('\\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const cut = line.search(/[\\s,;]/);
    const address = (cut === -1 ? line : line.slice(0, cut)).toLowerCase();
    const name = cut === -1 ? '' : line.slice(cut).replace(/^[\\s,;]+/, '');
    if (/^[^@]+@[^@]+$/.test(address) && !map.has(address)) map.set(address, name);
  }
  return map;
}
const unsubscribed = readList('unsubscribed.txt');
const wanted = readList('crm.txt');
const current = readList('newsletter.txt');
const add = [];
const remove = [];
const rename = [];
for (const [address, name] of wanted) {
  if (unsubscribed.has(address)) continue;
  if (!current.has(address)) add.push({ address, name });
  else if (name !== '' && name !== current.get(address)) rename.push({ address, from: current.get(address), to: name });
}
for (const address of current.keys()) {
  if (unsubscribed.has(address)) remove.push({ address, reason: 'unsubscribed' });
  else if (!wanted.has(address)) remove.push({ address, reason: 'not in crm' });
}
const byAddress = (a, b) => (a.address < b.address ? -1 : 1);
fs.writeFileSync('changes.json', JSON.stringify({ add: add.sort(byAddress), rename: rename.sort(byAddress), remove: remove.sort(byAddress) }));
`;

export const syncWrong: readonly WrongProgram[] = [
  {
    name: 'letter-case-counts',
    why: 'Addresses that differ only in letter case are treated as different.',
    program: edited(
      syncReference,
      '(cut === -1 ? line : line.slice(0, cut)).toLowerCase()',
      'cut === -1 ? line : line.slice(0, cut)',
    ),
  },
  {
    name: 'unsubscribed-added-again',
    why: 'People who unsubscribed are added to the newsletter again.',
    program: edited(syncReference, 'if (unsubscribed.has(address)) continue;', ''),
  },
  {
    name: 'missing-file-crashes',
    why: 'The script needs the file of unsubscribed people although it may be missing.',
    program: edited(syncReference, 'if (!fs.existsSync(name)) return new Map();', ''),
  },
  {
    name: 'empty-name-overwrites',
    why: 'An empty name in the CRM is reported as a new name.',
    program: edited(syncReference, "name !== '' && name !== current.get(address)", 'name !== current.get(address)'),
  },
];
