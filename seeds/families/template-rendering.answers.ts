/** Second solutions of the family `template-rendering`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const render = String.raw`
const SIGNS = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The template as a tree: texts, values, conditions and loops, the latter with trees inside. */
function parse(template) {
  const root = [];
  const open = [{ into: root }];
  let rest = template;
  while (rest !== '') {
    const tag = /\{\{([^{}]*)\}\}/.exec(rest);
    const here = open.at(-1);
    here.into.push({ kind: 'text', text: tag ? rest.slice(0, tag.index) : rest });
    if (!tag) break;
    rest = rest.slice(tag.index + tag[0].length);
    const [word, path] = tag[1].trim().split(/ +/);
    if (word === '#if') {
      const node = { kind: 'if', path, yes: [], no: [] };
      here.into.push(node);
      open.push({ node, into: node.yes });
    } else if (word === '#each') {
      const node = { kind: 'each', path, body: [] };
      here.into.push(node);
      open.push({ node, into: node.body });
    } else if (word === 'else') here.into = here.node.no;
    else if (word[0] === '/') open.pop();
    else if (word === 'raw' && path !== undefined) here.into.push({ kind: 'raw', path });
    else here.into.push({ kind: 'value', path: word });
  }
  return root;
}

function own(value, name) {
  return typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, name);
}

function find(path, scope) {
  if (path === 'this') return scope.item;
  const [name, ...names] = path.split('.');
  let at = scope;
  while (at !== null && !own(at.item, name)) at = at.around;
  return names.reduce((value, key) => (own(value, key) ? value[key] : null), at === null ? null : at.item[name]);
}

function textOf(value) {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : '' + value;
}

function holds(value) {
  return Array.isArray(value) ? value.length > 0 : !!value;
}

function printed(nodes, scope) {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      const value = find(node.path, scope);
      if (node.kind === 'if') return printed(holds(value) ? node.yes : node.no, scope);
      if (node.kind === 'raw') return textOf(value);
      if (node.kind === 'value') return textOf(value).replace(/[&<>"]/g, (sign) => SIGNS[sign]);
      return Array.isArray(value) ? value.map((item) => printed(node.body, { item, around: scope })).join('') : '';
    })
    .join('');
}

function render(template, data) {
  return printed(parse(template), { item: data, around: null });
}
module.exports = { render };
`;

const merge = String.raw`
const { readFileSync, writeFileSync } = require('fs');

/** Rows of CSV: what lies between quotes alternates with what lies outside. */
function rowsOf(text) {
  const rows = [['']];
  const add = (piece) => rows.at(-1).push(rows.at(-1).pop() + piece);
  const pieces = text.split('"');
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) return add(piece);
    // Nothing between two quoted pieces: a doubled quote.
    if (piece === '' && index > 0 && index < pieces.length - 1) return add('"');
    piece.split('\n').forEach((line, lineIndex) => {
      if (lineIndex > 0) rows.push(['']);
      line.split(',').forEach((field, fieldIndex) => {
        if (fieldIndex > 0) rows.at(-1).push('');
        add(field);
      });
    });
  });
  return rows.filter((row) => row.length > 1 || row[0] !== '').map((row) => row.map((field) => field.trim()));
}

// Text, name, fallback, text, name, fallback, and so on.
const pieces = readFileSync('letter.txt', 'utf8').split(/<<\s*([A-Za-z_]+)\s*(?:\|([^<>]*))?>>/);
const [names = [], ...people] = rowsOf(readFileSync('people.csv', 'utf8').split('\r\n').join('\n'));
let report = '';
let written = 0;
for (const fields of people) {
  const valueOf = new Map(names.map((name, index) => [name, fields[index] || '']));
  const missing = new Set();
  let letter = pieces[0];
  for (let at = 1; at < pieces.length; at += 3) {
    const [name, fallback, text] = pieces.slice(at, at + 3);
    const value = valueOf.get(name) || (fallback === undefined ? '' : fallback.trim());
    if (value === '' && fallback === undefined) missing.add(name);
    letter += value + text;
  }
  if (missing.size > 0) report += valueOf.get('id') + ': missing ' + [...missing].join(', ') + '\n';
  else {
    writeFileSync('letter-' + valueOf.get('id') + '.txt', letter);
    written += 1;
  }
}
writeFileSync('report.txt', report + 'written ' + written + ' of ' + people.length + '\n');
`;

export const templateRenderingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'template-rendering-1': {
    how: 'Builds a tree of the template first and prints that, instead of running over its pieces.',
    program: render,
    requirements: {
      'spaces directly inside the braces': ['braces, lines and spaces', 'greeting'],
      'Everything outside tags is copied': ['braces, lines and spaces', 'empty template'],
      'Single braces are ordinary text': ['braces, lines and spaces'],
      'prints a value, HTML-escaped': ['escaping', 'greeting'],
      'prints it without escaping': ['escaping', 'printing of values'],
      'the else part is optional': ['nested conditions', 'truth of values', '25 rows'],
      'False are: missing': ['truth of values'],
      'Everything else is true': ['truth of values'],
      'repeats for every item': ['list of items', 'loops over other things', '250 rows'],
      'Blocks can be nested': ['nested conditions', 'skipped blocks', '250 rows'],
      'A path is names joined by dots': ['deep paths'],
      'The FIRST name is searched': ['names from outside', 'own keys only', '25 rows'],
      'Further names are then looked up': ['deep paths', 'own keys only'],
      'is the current item itself': ['list of items', 'loops over other things'],
      'Printing: missing and null': ['printing of values'],
    },
  },
  'template-rendering-2': {
    how: 'Cuts the CSV at its quotes and the letter at its placeholders once, and puts pieces together for each person.',
    program: merge,
    requirements: {
      'Comma separated; a field may be': ['quoted fields', 'one person'],
      'Lines may end with': ['windows lines'],
      'Blank lines are skipped': ['blank lines'],
      'Missing fields at the end': ['missing city', 'several missing, each once', 'random people'],
      'Trim spaces around names': ['quoted fields', 'random people'],
      'letter.txt has placeholders': ['one person', 'spaces in placeholders'],
      'Names are letters and underscores': ['unknown column and case'],
      "A placeholder is replaced by the person's value": ['one person', 'many people'],
      'the text after the bar is used': ['fallbacks', 'unknown column and case'],
      'If there is no bar': ['missing city', 'unknown column without fallback'],
      'values are never searched': ['placeholders in values'],
      'For every person without missing values': ['one person', 'random people', 'many people'],
      'For a person with missing values': ['missing city', 'several missing, each once'],
      'Also write report.txt': ['missing city', 'several missing, each once', 'nobody', 'many people'],
      'Every line ends with a line break': ['one person', 'nobody'],
    },
  },
};
