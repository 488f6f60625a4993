/** Second solutions of the family `list-comparison`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const stock = `
function compareStock(before, after, keys) {
  const valuesOf = (item) => keys.map((key) => (typeof item[key] === 'string' ? item[key].trim() : item[key]));
  const markOf = (item) => valuesOf(item).map((value) => typeof value + ':' + String(value)).join('\\u0000');

  // Each key once, where it stood first, with the item that counts.
  const distinct = (items) => {
    const places = new Map();
    const kept = [];
    for (const item of items) {
      const mark = markOf(item);
      if (!places.has(mark)) places.set(mark, kept.length);
      kept[places.get(mark)] = { mark, item };
    }
    return kept;
  };
  const old = distinct(before);
  const now = distinct(after);
  const oldByMark = new Map(old.map(({ mark, item }) => [mark, item]));
  const marksNow = new Set(now.map(({ mark }) => mark));

  const fieldsOf = (from, to) => {
    const names = Object.keys({ ...from, ...to }).filter((name) => keys.indexOf(name) < 0);
    names.sort((a, b) => (a < b ? -1 : 1));
    return names
      .map((field) => ({ field, from: from[field] === undefined ? null : from[field], to: to[field] === undefined ? null : to[field] }))
      .filter((one) => one.from !== one.to);
  };
  return {
    added: now.filter(({ mark }) => !oldByMark.has(mark)).map(({ item }) => item),
    removed: old.filter(({ mark }) => !marksNow.has(mark)).map(({ item }) => item),
    changed: now
      .filter(({ mark }) => oldByMark.has(mark))
      .map(({ mark, item }) => ({ key: valuesOf(item), fields: fieldsOf(oldByMark.get(mark), item) }))
      .filter(({ fields }) => fields.length > 0),
  };
}
module.exports = { compareStock };
`;

const newsletter = String.raw`
const fs = require('fs');

/** Names by address; the first line of an address counts. */
function people(file) {
  const found = {};
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  for (const line of lines.map((raw) => raw.trim())) {
    if (line.startsWith('#')) continue;
    const [, first, name] = /^([^\s,;]*)[\s,;]*(.*)$/.exec(line);
    const [local, domain, ...more] = first.toLowerCase().split('@');
    if (!local || !domain || more.length > 0) continue;
    const address = local + '@' + domain;
    if (!Object.hasOwn(found, address)) found[address] = name;
  }
  return found;
}

const crm = people('crm.txt');
const letter = people('newsletter.txt');
const never = people('unsubscribed.txt');
const changes = { add: [], rename: [], remove: [] };
for (const address of [...new Set([...Object.keys(crm), ...Object.keys(letter)])].sort()) {
  const [wanted, subscribed, refused] = [crm, letter, never].map((list) => Object.hasOwn(list, address));
  if (subscribed && refused) changes.remove.push({ address, reason: 'unsubscribed' });
  else if (subscribed && !wanted) changes.remove.push({ address, reason: 'not in crm' });
  else if (wanted && !refused && !subscribed) changes.add.push({ address, name: crm[address] });
  else if (wanted && subscribed && crm[address] !== '' && crm[address] !== letter[address])
    changes.rename.push({ address, from: letter[address], to: crm[address] });
}
fs.writeFileSync('changes.json', JSON.stringify(changes, null, 1));
`;

export const listComparisonAnswers: Readonly<Record<string, MoreAnswers>> = {
  'list-comparison-1': {
    how: 'Keeps both lists in order beside marks of their keys, and filters them three times.',
    program: stock,
    requirements: {
      'keys is a list of one or more': ['two key fields'],
      'spaces around texts in key fields do not matter': ['spaces in keys', 'number and text keys'],
      'the LAST one counts': ['duplicates', 'random snapshots'],
      'items of after whose key': ['one of each', 'all new', 'both empty', 'large snapshots'],
      'items of before whose key': ['one of each', 'all gone', 'large snapshots'],
      'for each item in both lists': ['one of each', 'no change', 'two key fields', 'random snapshots'],
      'Fields are compared over both versions': ['field order', 'new field'],
      'A field that is missing counts as null': ['missing and null', 'new field'],
      'Values are different if type': ['types count'],
      'Spaces in ordinary fields': ['types count', 'random snapshots'],
    },
  },
  'list-comparison-2': {
    how: 'Goes once over all addresses in order and decides for each which list it belongs to.',
    program: newsletter,
    requirements: {
      'Any of them may be missing': ['only the CRM file', 'only the newsletter file', 'nothing in any file'],
      'one person per line': ['add and remove', 'rename'],
      'Address and name are separated': ['separators'],
      'White space around the line': ['separators', 'random lists'],
      'Blank lines and lines starting': ['no addresses', 'random lists'],
      'Compare addresses without regard': ['letter case'],
      'its first line counts': ['first line counts', 'random lists'],
      'each sorted by address': ['sorted by address', 'large lists'],
      'for everybody in crm.txt': ['add and remove', 'only the CRM file', 'unsubscribed people', 'empty names'],
      'whose CRM name is not empty': ['rename', 'empty names', 'letter case'],
      'for those in newsletter.txt': ['add and remove', 'only the newsletter file', 'unsubscribed people'],
    },
  },
};
