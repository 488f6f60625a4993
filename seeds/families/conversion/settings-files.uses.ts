/** What is made of the settings in the family `settings-files`: variables, one branch, an overview. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Stage } from '../staged.ts';
import { python as script } from '../study-parts.ts';
import { type Branch, type Setting, treeOf, type Use } from './settings-files.stages.ts';

const CASES: Stage['cases'] = ['another name', 'no settings', 'deep groups'];

function objectOf(branches: readonly Branch[]): Json {
  return Object.fromEntries(
    branches.map(({ key, value, branches: below }) => [key, value === undefined ? objectOf(below) : value]),
  );
}

function variable({ path, value }: Setting, name: string): string {
  const upper = [...(name === '' ? [] : [name]), ...path]
    .join('_')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_');
  const text = value === null ? '' : value === true ? '1' : value === false ? '0' : String(value);
  const plain = /^[A-Za-z0-9_./-]*$/.test(text);
  return `${upper}=${plain ? text : `'${text.replaceAll("'", "'\\''")}'`}`;
}

export const uses: readonly Use[] = [
  {
    about: 'environment variables',
    text: [
      "settings(text, name) returns a list of texts like \"SERVER_PORT=80\" for a shell, sorted by code points. The variable is the path in capitals, its parts joined by _, every character other than A to Z and 0 to 9 replaced by _, and name in front as one more part if it is not empty. true is 1, false 0, null nothing. A value with other characters than letters A to Z and a to z, digits and _ . / - stands in single quotes, each single quote in it written as '\\''.",
      "settings(text, name) makes lines for the shell, such as \"SERVER_PORT=80\", in a list sorted by code points. For the variable join the parts of the path with _, put name before it (as a further part, unless it is empty), use capitals, and turn whatever is not A to Z or a digit into _. Write 1 for true, 0 for false and nothing for null. If a value consists of ASCII letters, digits and the signs _ . / - only, write it as it is; otherwise in single quotes, and a single quote inside becomes '\\''.",
      "The function settings(text, name) returns an array of assignments \"SERVER_PORT=80\" in ascending order of code points. A variable consists of name (unless empty) and the parts of the path, joined by underscores, in upper case, each character but A-Z and 0-9 being replaced by an underscore. Booleans are written as 1 and 0, null as nothing. Values with characters other than ASCII letters, digits and _ . / - are enclosed in single quotes, a single quote in them being written as '\\''.",
    ],
    cases: CASES,
    program: script`
function settings(text, name) {
  const lines = read(text).map(({ path, value }) => {
    const parts = name === '' ? path : [name, ...path];
    const variable = parts.join('_').toUpperCase().replace(/[^A-Z0-9]/g, '_');
    let word = String(value ?? '');
    if (typeof value === 'boolean') word = value ? '1' : '0';
    if (/[^\w.\/-]/.test(word)) word = "'" + word.replaceAll("'", "'\\''") + "'";
    return variable + '=' + word;
  });
  return lines.sort();
}
`,
    other: script`
const SIGNS = new Map([[true, '1'], [false, '0'], [null, '']]);

function shellWord(word) {
  for (const sign of word) {
    if (!'abcdefghijklmnopqrstuvwxyz0123456789_./-'.includes(sign.toLowerCase()) || sign > 'z') {
      return "'" + word.split("'").join("'\\''") + "'";
    }
  }
  return word;
}

function settings(text, name) {
  const result = [];
  for (const { path, value } of read(text)) {
    const sources = [name, ...path].filter((part, at) => at > 0 || part);
    const letters = [...sources.join('_')].map((sign) => (/[a-z0-9]/i.test(sign) ? sign.toUpperCase() : '_'));
    result.push(letters.join('') + '=' + shellWord(SIGNS.has(value) ? SIGNS.get(value) : '' + value));
  }
  return result.sort((a, b) => (a < b ? -1 : 1));
}
`,
    slips: [
      { why: 'A single quote is written in another way', from: `.replaceAll("'", "'\\\\''")`, to: '' },
      { why: 'false is 0', from: "word = value ? '1' : '0'", to: "word = value ? '1' : ''" },
      { why: 'Every other character becomes an underscore', from: "/[^A-Z0-9]/g, '_'", to: "/[.-]/, '_'" },
    ],
    make: (settings, name) => settings.map((one) => variable(one, name)).toSorted((a, b) => (a < b ? -1 : 1)),
  },
  {
    about: 'one branch as an object',
    text: [
      'settings(text, name) returns what is at the path name (parts separated by points, empty for everything): the value of a setting, or an object with the settings and groups below, in as many levels as there are. null if there is nothing at that path. Of everything without any setting: {}. If a group on the way has a setting "inherits" (a text, a path from the top), that object is the base: what it has and the group has not is added, whole keys only, not going deeper; "inherits" itself is left out. A base has no base.',
      'settings(text, name) gives me the part at name, a path with points ("" means all): the plain value if a setting is there, otherwise an object with everything below, nested like the groups, or null if that path does not exist. For all of an empty file it is {}. One more thing: any group in the answer may have a setting "inherits" with the path of another group (from the top, with points). Then add the keys of that group which the first does not have, just as they are, and remove "inherits". The other group does not inherit from anything.',
      'The function settings(text, name) returns the content at the path name (separated by points; empty: the root): a scalar, a nested object, or null in the absence of such a path. The root of an empty text is {}. A group in the result containing a setting "inherits" (path of a group from the root) receives those keys of that group which it lacks, on its own level only, and loses "inherits". Groups referred to have no "inherits".',
    ],
    cases: CASES,
    program: script`
function settings(text, name) {
  const root = {};
  for (const { path, value } of read(text)) {
    let group = root;
    for (const key of path.slice(0, -1)) group = group[key] ??= {};
    group[path.at(-1)] = value;
  }
  const find = (path) => path.split('.').reduce((group, key) => group?.[key], root);
  const complete = (group) => {
    if (group === null || typeof group !== 'object') return group;
    const { inherits, ...own } = group;
    const all = inherits === undefined ? own : { ...find(inherits), ...own };
    return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, complete(value)]));
  };
  return complete(name === '' ? root : (find(name) ?? null));
}
`,
    other: script`
function below(found, prefix) {
  return found
    .filter(({ path }) => prefix.every((part, at) => path[at] === part))
    .map(({ path, value }) => ({ path: path.slice(prefix.length), value }));
}

function build(all, own) {
  if (own.length === 1 && own[0].path.length === 0) return own[0].value;
  const base = own.find(({ path }) => path.length === 1 && path[0] === 'inherits');
  const present = new Set(own.map(({ path }) => path[0]));
  const more = base ? below(all, base.value.split('.')).filter(({ path }) => !present.has(path[0])) : [];
  const rows = own.filter((row) => row !== base).concat(more);
  const result = {};
  for (const key of new Set(rows.map(({ path }) => path[0]))) result[key] = build(all, below(rows, [key]));
  return result;
}

function settings(text, name) {
  const all = read(text);
  const own = below(all, name === '' ? [] : name.split('.'));
  return own.length === 0 && name !== '' ? null : build(all, own);
}
`,
    slips: [
      {
        why: 'A group keeps its own values',
        from: '{ ...find(inherits), ...own }',
        to: '{ ...own, ...find(inherits) }',
      },
      { why: 'Nothing at a path is null', from: '(find(name) ?? null)', to: '(find(name) ?? {})' },
      {
        why: 'Groups within inherit as well',
        from: 'return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, complete(value)]));',
        to: 'return all;',
      },
    ],
    make: (settings, name) => {
      const inherited = settings.flatMap(({ path, value }) => {
        if (path.at(-1) !== 'inherits') return [];
        const group = path.slice(0, -1).join('.');
        const own = new Set(
          settings.filter((one) => one.path.join('.').startsWith(`${group}.`)).map((one) => one.path[path.length - 1]),
        );
        const from = String(value).split('.');
        return settings.flatMap((one) => {
          const rest = one.path.slice(from.length);
          if (!one.path.join('.').startsWith(`${value}.`) || own.has(rest[0])) return [];
          return [{ path: [...path.slice(0, -1), ...rest], value: one.value }];
        });
      });
      const all = [...settings.filter(({ path }) => path.at(-1) !== 'inherits'), ...inherited];
      const parts = name === '' ? [] : name.split('.');
      const own = all.filter(({ path }) => parts.every((part, at) => path[at] === part));
      if (own.length === 0) return name === '' ? {} : null;
      const [only] = own;
      if (only !== undefined && only.path.length === parts.length) return only.value;
      return objectOf(treeOf(own.map(({ path, value }) => ({ path: path.slice(parts.length), value }))));
    },
  },
  {
    about: 'an overview',
    text: [
      'settings(text, name) returns an object: counts has for "text", "number", "boolean" and "null", as far as they occur, how many settings have such a value; deepest is the path (parts joined by points) with the most parts, the first of equals, or null; found lists the paths, in the order of the text, whose value, if it is a text, contains name or whose last part is name; sum is the sum of all numbers.',
      'settings(text, name) tells me what is in there, as an object. counts: how many settings are of each kind, the kinds being "text", "number", "boolean" and "null" (leave out a kind that does not occur). deepest: the path with most parts, written with points, the first one if there are several, null if there are no settings. found: all paths, in order, where the value is a text with name somewhere in it, or where the last part of the path is exactly name. sum: all numbers added.',
      'The function settings(text, name) returns an object with counts (number of settings by kind of value: "text", "number", "boolean", "null"; only kinds that occur), deepest (the first among the paths with the greatest number of parts, joined by points; null if there are none), found (paths in order of appearance whose text value contains name or whose last part equals name) and sum (of all numeric values).',
    ],
    cases: CASES,
    program: script`
function kindOf(value) {
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : typeof value;
}

function settings(text, name) {
  const counts = {};
  const found = [];
  let deepest = [];
  let sum = 0;
  for (const { path, value } of read(text)) {
    const kind = kindOf(value);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (path.length > deepest.length) deepest = path;
    if ((kind === 'text' && value.includes(name)) || path.at(-1) === name) found.push(path.join('.'));
    if (kind === 'number') sum += value;
  }
  return { counts, deepest: deepest.join('.') || null, found, sum };
}
`,
    other: script`
function settings(text, name) {
  const all = read(text).map(({ path, value }) => ({ full: path.join('.'), depth: path.length, last: path[path.length - 1], value }));
  const numbers = all.map(({ value }) => value).filter(Number.isInteger);
  const texts = all.filter(({ value }) => value === String(value));
  const sizes = {
    text: texts.length,
    number: numbers.length,
    boolean: all.filter(({ value }) => value === !!value).length,
    null: all.filter(({ value }) => value === null).length,
  };
  const most = Math.max(...all.map(({ depth }) => depth));
  return {
    counts: Object.fromEntries(Object.entries(sizes).filter(([, size]) => size)),
    deepest: all.find(({ depth }) => depth === most)?.full ?? null,
    found: all.filter((one) => one.last === name || (texts.includes(one) && one.value.indexOf(name) >= 0)).map(({ full }) => full),
    sum: numbers.reduce((total, number) => total + number, 0),
  };
}
`,
    slips: [
      {
        why: 'The first of equally deep paths is named',
        from: 'path.length > deepest.length',
        to: 'path.length >= deepest.length',
      },
      { why: 'The last part may be the name', from: ' || path.at(-1) === name)', to: ')' },
    ],
    make: (settings, name) => {
      const kind = ({ value }: Setting) =>
        value === null ? 'null' : typeof value === 'string' ? 'text' : typeof value;
      const kinds = Map.groupBy(settings, kind);
      const depth = Math.max(...settings.map(({ path }) => path.length));
      return {
        counts: Object.fromEntries([...kinds].map(([one, own]) => [one, own.length])),
        deepest: settings.find(({ path }) => path.length === depth)?.path.join('.') ?? null,
        found: settings
          .filter(({ path, value }) => path.at(-1) === name || (typeof value === 'string' && value.includes(name)))
          .map(({ path }) => path.join('.')),
        sum: settings.reduce((sum, { value }) => sum + (typeof value === 'number' ? value : 0), 0),
      };
    },
  },
];
