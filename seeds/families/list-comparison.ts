/** Task family: what changed between two lists (stock snapshots, mailing lists in files). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { type Family, lines, type Posting } from './family.ts';
import { javascriptFiles, javascriptFunction } from './javascript-project.ts';
import { listComparisonAnswers } from './list-comparison.answers.ts';
import { stockReference, stockWrong, syncReference, syncWrong } from './list-comparison.programs.ts';

const FAMILY = 'list-comparison';

const stockPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Compare two stock snapshots: added, removed and changed items',
  description: `
Every night we export our stock as JSON. I would like to see in the morning what changed. Deliver solution.js with a function compareStock(before, after, keys).

before and after are lists of flat objects (values are text, numbers, true/false or null). keys is a list of one or more field names that together identify an item, e.g. ["warehouse","sku"]. Key fields are present in all items. For matching, spaces around texts in key fields do not matter; apart from that values must be the same in type and content (the text "1" is not the number 1).

If a list holds several items with the same key, the LAST one counts, at the place of the first one.

Result: {"added":[…],"removed":[…],"changed":[…]}
- added: items of after whose key is not in before, as they are, in the order of after
- removed: items of before whose key is not in after, as they are, in the order of before
- changed: for each item in both lists with at least one difference, in the order of after: {"key":[values of the key fields in the order of keys, texts trimmed],"fields":[{"field":…,"from":…,"to":…}]}

Fields are compared over both versions together, without the key fields, sorted by field name (plain string comparison). A field that is missing counts as null, so missing and null are no difference. Values are different if type or content differ: 5 and "5" are a difference, 5 and 5.0 are not. Spaces in ordinary fields do count.`,
  skills: ['JavaScript', 'JSON', 'Data Processing', 'Inventory Management'],
  bracket: 'simple',
  postedPriceCents: 5_500,
  estimatedMinutes: 40,
};

type Item = { [field: string]: string | number | boolean | null };

/** Compares by searching the lists directly, item against item. */
function compareStock(before: Item[], after: Item[], keys: string[]): Json {
  const trimmed = (value: Item[string] | undefined) => (typeof value === 'string' ? value.trim() : (value ?? null));
  const isSame = (a: Item, b: Item) => keys.every((key) => trimmed(a[key]) === trimmed(b[key]));
  const unique = (items: Item[]) =>
    items
      .filter((item, index) => items.findIndex((other) => isSame(item, other)) === index)
      .map((item) => items.findLast((other) => isSame(item, other)) ?? item);
  const [old, now] = [unique(before), unique(after)];
  const changed = now.flatMap((item) => {
    const previous = old.find((other) => isSame(other, item));
    if (previous === undefined) return [];
    const names = Object.keys({ ...previous, ...item })
      .filter((name) => !keys.includes(name))
      .toSorted();
    const fields = names
      .map((field) => ({ field, from: previous[field] ?? null, to: item[field] ?? null }))
      .filter(({ from, to }) => from !== to);
    return fields.length === 0 ? [] : [{ key: keys.map((key) => trimmed(item[key])), fields }];
  });
  const added = now.filter((item) => !old.some((other) => isSame(other, item)));
  return { added, removed: old.filter((item) => !now.some((other) => isSame(other, item))), changed };
}

function randomStock(random: Chance, count: number): Item[] {
  return Array.from({ length: count }, () => ({
    sku: random.pick(['', ' ']) + (100 + random.below(count)),
    warehouse: 1 + random.below(2),
    ...(random.below(3) === 0 ? { note: random.pick(['new', 'old', null]) } : {}),
    stock: random.below(4),
    price: random.pick([5, '5', 7.5]),
  }));
}

const MUG = { sku: 'MUG', stock: 5, price: 950 };
const TEE = { sku: 'TEE', stock: 2, price: 1500 };
const stockCase = (name: string, before: Item[], after: Item[], keys = ['sku']) => ({
  name,
  args: [before, after, keys] as [Item[], Item[], string[]],
});

const STOCK_CASES = [
  stockCase('both empty', [], []),
  stockCase('all new', [], [TEE, MUG]),
  stockCase('all gone', [TEE, MUG], []),
  stockCase(
    'two key fields',
    [
      { ...MUG, place: 'A' },
      { ...MUG, place: 'B' },
    ],
    [
      { ...MUG, place: 'B', stock: 1 },
      { ...MUG, place: 'C' },
    ],
    ['place', 'sku'],
  ),
  stockCase(
    'missing and null',
    [
      { ...MUG, note: null },
      { ...TEE, note: 'x' },
    ],
    [
      { ...MUG, colour: null },
      { ...TEE, size: 0 },
    ],
  ),
  stockCase('new field', [MUG], [{ ...MUG, colour: 'red', active: false }]),
  stockCase('types count', [{ ...MUG, stock: '5', on: 1 }], [{ ...MUG, on: true }]),
  stockCase(
    'spaces in keys',
    [
      { ...MUG, sku: ' MUG' },
      { ...TEE, note: 'a' },
    ],
    [
      { ...MUG, sku: 'MUG  ' },
      { ...TEE, note: 'a ' },
    ],
  ),
  stockCase(
    'number and text keys',
    [
      { id: 1, a: 1 },
      { id: '2', a: 1 },
    ],
    [
      { id: '1', a: 1 },
      { id: '2', a: 2 },
    ],
    ['id'],
  ),
  stockCase(
    'duplicates',
    [MUG, TEE, { ...MUG, stock: 6 }],
    [{ ...MUG, stock: 1 }, TEE, { ...MUG, stock: 6, price: 1 }, { ...TEE, sku: 'Z' }, { ...TEE, sku: 'Z', stock: 0 }],
  ),
  stockCase('field order', [{ sku: 'A', b: 1, a: 1, Z: 1 }], [{ sku: 'A', Z: 2, b: 2, a: 2, _x: 1 }]),
];

function stockProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'stock');
  return javascriptFunction<[Item[], Item[], string[]]>(stockPosting, {
    entry: 'compareStock',
    answer: compareStock,
    visible: [
      stockCase(
        'one of each',
        [MUG, TEE],
        [
          { ...MUG, stock: 4 },
          { sku: 'CAP', stock: 9, price: 1100 },
        ],
      ),
      stockCase('no change', [MUG, TEE], [TEE, MUG]),
    ],
    hidden: [
      ...STOCK_CASES,
      stockCase('random snapshots', randomStock(random, 20), randomStock(random, 20), ['warehouse', 'sku']),
      stockCase('large snapshots', randomStock(random, 220), randomStock(random, 220), ['sku', 'warehouse']),
    ],
    reference: stockReference,
    wrong: stockWrong,
  });
}

const syncPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Script to sync newsletter list with CRM export (files in a folder)',
  description: `
Dear freelancers, our association needs a script that compares two address lists and says what must be changed in the newsletter tool. Please deliver solution.js. It runs in a folder of files, in a JavaScript engine that offers require('fs') with readFileSync, writeFileSync, existsSync and readdirSync, nothing more.

Files: crm.txt (who should receive the newsletter), newsletter.txt (who receives it now), unsubscribed.txt (who must never receive it again). Any of them may be missing; then it counts as empty.

Format of all three: one person per line, an e-mail address, then optionally the name. Address and name are separated by white space, commas or semicolons (one or several, mixed): "ann@x.test; Ann Lee". White space around the line does not matter. Blank lines and lines starting with # are skipped, and so are lines whose first part is not an address; an address is any text with exactly one @ and something before and after it. Compare addresses without regard to letter case and write them in lower case. If an address occurs several times in a file, its first line counts. Names in unsubscribed.txt are of no interest.

Write changes.json with one JSON object with three lists, each sorted by address (plain string comparison):
"add": {"address","name"} for everybody in crm.txt who is not in newsletter.txt and not unsubscribed (name "" if there is none)
"rename": {"address","from","to"} for those in both files and not unsubscribed whose CRM name is not empty and different (letter case counts) from the newsletter name
"remove": {"address","reason"} for those in newsletter.txt who are unsubscribed (reason "unsubscribed") or, otherwise, not in crm.txt (reason "not in crm")

Formatting of the JSON is free. Thank you very much.`,
  skills: ['JavaScript', 'Node.js', 'Email Marketing', 'CRM'],
  bracket: 'simple',
  postedPriceCents: 7_500,
  estimatedMinutes: 50,
};

/** Parses with one pattern per line and decides for each address of any file on its own. */
function sync(files: Files): Files {
  const people = (file: string) => {
    const rows = (files[file] ?? '')
      .split('\n')
      .map((line) => /^\s*([^\s,;#][^\s,;]*)[\s,;]*(.*)$/.exec(line.trimEnd()));
    const valid = rows.flatMap((row): [string, string][] =>
      row?.[1]?.split('@').filter(Boolean).length === 2 && row[1].split('@').length === 2
        ? [[row[1].toLowerCase(), row[2] ?? '']]
        : [],
    );
    return new Map(valid.toReversed());
  };
  const [crm, newsletter, gone] = [people('crm.txt'), people('newsletter.txt'), people('unsubscribed.txt')];
  const changes: { add: Json[]; rename: Json[]; remove: Json[] } = { add: [], rename: [], remove: [] };
  for (const address of [...new Set([...crm.keys(), ...newsletter.keys()])].toSorted()) {
    const [from, to] = [newsletter.get(address), crm.get(address)];
    if (from !== undefined && gone.has(address)) changes.remove.push({ address, reason: 'unsubscribed' });
    else if (gone.has(address)) continue;
    else if (to === undefined) changes.remove.push({ address, reason: 'not in crm' });
    else if (from === undefined) changes.add.push({ address, name: to });
    else if (to !== '' && to !== from) changes.rename.push({ address, from, to });
  }
  return { 'changes.json': JSON.stringify(changes) };
}

function randomList(random: Chance, count: number): string {
  const line = () =>
    `${random.pick(['ann', 'Bo', 'cy', 'DI'])}${random.below(count)}@x.test${random.pick(['', ' ', '; ', ',', '\t;'])}${random.pick(['Kim', 'Lee Jr., MD', '', 'kim'])}`;
  return lines(
    ...Array.from({ length: count }, () =>
      random.below(10) === 0 ? random.pick(['', '# note', 'no address']) : line().replace(/test(?=[A-Za-z])/, 'test '),
    ),
  );
}

const syncCase = (name: string, crm: string[], newsletter: string[], unsubscribed?: string[]) => ({
  name,
  files: {
    'crm.txt': lines(...crm),
    'newsletter.txt': lines(...newsletter),
    ...(unsubscribed === undefined ? {} : { 'unsubscribed.txt': lines(...unsubscribed) }),
  },
});

const SYNC_CASES = [
  { name: 'only the CRM file', files: { 'crm.txt': 'z@x.test Z\na@x.test\n' } },
  { name: 'only the newsletter file', files: { 'newsletter.txt': 'z@x.test Z\na@x.test' } },
  {
    name: 'nothing in any file',
    files: { 'crm.txt': '', 'newsletter.txt': '# nobody\n\n', 'unsubscribed.txt': '\n' },
  },
  syncCase('letter case', ['Ann@X.test Ann'], ['ann@x.TEST Ann', 'CY@x.test'], ['cy@X.test']),
  syncCase(
    'unsubscribed people',
    ['a@x.test A', 'b@x.test New', 'c@x.test'],
    ['b@x.test Old', 'd@x.test'],
    ['a@x.test', 'b@x.test x', 'd@x.test', 'e@x.test'],
  ),
  syncCase(
    'separators',
    ['a@x.test,;  Lee, Ann; Dr.', '  b@x.test\tBo  ', 'c@x.test,'],
    ['a@x.test Lee', 'b@x.test,Bo'],
    [],
  ),
  syncCase(
    'no addresses',
    ['Ann Lee', 'a@b@c Ann', '@x.test', 'ann@ Ann', ';a@x.test', 'ok@x Ok'],
    ['#a@x.test', ' # b@x.test'],
  ),
  syncCase(
    'first line counts',
    ['a@x.test One', 'A@x.test Two', 'b@x.test'],
    ['a@x.test One', 'b@x.test B', 'b@x.test'],
    [],
  ),
  syncCase('empty names', ['a@x.test', 'b@x.test B', 'c@x.test c'], ['a@x.test A', 'b@x.test', 'c@x.test C'], []),
  syncCase(
    'sorted by address',
    ['b2@x.test', 'b10@x.test', 'B1@x.test'],
    ['z@x.test', 'Y@x.test', 'x@x.test'],
    ['y@x.test'],
  ),
];

function syncProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'sync');
  const drawn = (count: number) => ({
    'crm.txt': randomList(random, count),
    'newsletter.txt': randomList(random, count),
    'unsubscribed.txt': randomList(random, count >> 2),
  });
  return javascriptFiles(syncPosting, {
    comparator: { kind: 'json' },
    answer: sync,
    visible: [
      syncCase('add and remove', ['ann@x.test Ann Lee', 'bo@x.test'], ['bo@x.test', 'cy@x.test Cy'], []),
      syncCase('rename', ['ann@x.test; Ann Lee'], ['ann@x.test; Ann Smith'], ['di@x.test']),
    ],
    hidden: [...SYNC_CASES, { name: 'random lists', files: drawn(30) }, { name: 'large lists', files: drawn(380) }],
    reference: syncReference,
    wrong: syncWrong,
  });
}

/** List comparison: stock snapshots; a newsletter list against the CRM. */
export const listComparison: Family = {
  name: FAMILY,
  category: 'javascript',
  answers: listComparisonAnswers,
  build: (seed) => [stockProject(seed), syncProject(seed)],
};
