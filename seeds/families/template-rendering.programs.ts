/** Reference and wrong programs of the family `template-rendering`. */

import { edited, type WrongProgram } from './family.ts';

export const renderReference = `
function render(template, data) {
  const tokens = template.split(/(\\{\\{[^{}]*\\}\\})/);
  const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const has = (scope, key) => scope !== null && typeof scope === 'object' && Object.hasOwn(scope, key);
  const lookUp = (path, scopes) => {
    if (path === 'this') return scopes[0];
    const [first, ...rest] = path.split('.');
    let value = scopes.find((scope) => has(scope, first))?.[first];
    for (const key of rest) value = has(value, key) ? value[key] : undefined;
    return value;
  };
  const shown = (value) => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
  const truthy = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  let position = 0;
  const run = (scopes, active) => {
    let out = '';
    while (position < tokens.length) {
      const token = tokens[position];
      if (position % 2 === 0) {
        if (active) out += token;
        position += 1;
        continue;
      }
      const tag = token.slice(2, -2).trim();
      if (tag === 'else' || tag.startsWith('/')) return out;
      position += 1;
      if (tag.startsWith('#if ')) {
        const yes = active && truthy(lookUp(tag.slice(4).trim(), scopes));
        out += run(scopes, yes);
        if (tokens[position].slice(2, -2).trim() === 'else') {
          position += 1;
          out += run(scopes, active && !yes);
        }
        position += 1;
      } else if (tag.startsWith('#each ')) {
        const list = active ? lookUp(tag.slice(6).trim(), scopes) : [];
        const start = position;
        const items = Array.isArray(list) ? list : [];
        for (const item of items) {
          position = start;
          out += run([item, ...scopes], true);
        }
        if (items.length === 0) run(scopes, false);
        position += 1;
      } else if (active) {
        const raw = tag.startsWith('raw ');
        const text = shown(lookUp(raw ? tag.slice(4).trim() : tag, scopes));
        out += raw ? text : escape(text);
      }
    }
    return out;
  };
  return run([data], true);
}
module.exports = { render };
`;

export const renderWrong: readonly WrongProgram[] = [
  {
    name: 'no-outer-scope',
    why: 'Inside a loop the names of the surrounding data are not found.',
    program: edited(renderReference, 'run([item, ...scopes], true)', 'run([item], true)'),
  },
  {
    name: 'empty-list-is-true',
    why: 'An empty list counts as true in a condition.',
    program: edited(renderReference, 'Array.isArray(value) ? value.length > 0 : Boolean(value)', 'Boolean(value)'),
  },
  {
    name: 'ampersand-last',
    why: 'The ampersand is escaped after the other characters, so their entities are escaped twice.',
    program: edited(
      renderReference,
      "text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\"/g, '&quot;')",
      "text.replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\"/g, '&quot;').replace(/&/g, '&amp;')",
    ),
  },
  {
    name: 'zero-is-blank',
    why: 'The values 0 and false print nothing.',
    program: edited(renderReference, "value === undefined || value === null ? ''", "!value ? ''"),
  },
];

export const mergeReference = `
const fs = require('fs');
const letter = fs.readFileSync('letter.txt', 'utf8');
const rows = [];
let row = [''];
let quoted = false;
const text = fs.readFileSync('people.csv', 'utf8').replace(/\\r\\n/g, '\\n');
for (let index = 0; index < text.length; index += 1) {
  const letterAt = text[index];
  if (quoted) {
    if (letterAt !== '"') row[row.length - 1] += letterAt;
    else if (text[index + 1] === '"') {
      row[row.length - 1] += '"';
      index += 1;
    } else quoted = false;
  } else if (letterAt === '"') quoted = true;
  else if (letterAt === ',') row.push('');
  else if (letterAt === '\\n') {
    rows.push(row);
    row = [''];
  } else row[row.length - 1] += letterAt;
}
if (row.length > 1 || row[0] !== '') rows.push(row);
const [header = [], ...people] = rows.filter((fields) => fields.length > 1 || fields[0] !== '');
const report = [];
let written = 0;
for (const fields of people) {
  const person = {};
  header.forEach((name, index) => {
    person[name.trim()] = (fields[index] ?? '').trim();
  });
  const missing = [];
  const filled = letter.replace(/<<\\s*([A-Za-z_]+)\\s*(?:\\|([^<>]*))?>>/g, (_, name, fallback) => {
    const value = person[name] ?? '';
    if (value !== '') return value;
    if (fallback !== undefined) return fallback.trim();
    if (!missing.includes(name)) missing.push(name);
    return '';
  });
  if (missing.length > 0) {
    report.push(person.id + ': missing ' + missing.join(', '));
    continue;
  }
  fs.writeFileSync('letter-' + person.id + '.txt', filled);
  written += 1;
}
report.push('written ' + written + ' of ' + people.length);
fs.writeFileSync('report.txt', report.join('\\n') + '\\n');
`;

export const mergeWrong: readonly WrongProgram[] = [
  {
    name: 'split-at-commas',
    why: 'Quoted fields of the table are not understood.',
    program: edited(
      mergeReference,
      `else if (letterAt === '"') quoted = true;`,
      `else if (letterAt === '"') continue;`,
    ),
  },
  {
    name: 'fallback-always-wins',
    why: 'The text after the bar replaces values that are present.',
    program: edited(
      mergeReference,
      "if (value !== '') return value;",
      "if (value !== '' && fallback === undefined) return value;",
    ),
  },
  {
    name: 'letter-with-gaps',
    why: 'Letters with missing values are written all the same.',
    program: edited(mergeReference, '    continue;\n  }\n  fs.', '  }\n  fs.'),
  },
  {
    name: 'missing-repeated',
    why: 'A name that is missing twice is reported twice.',
    program: edited(mergeReference, 'if (!missing.includes(name)) ', ''),
  },
];
