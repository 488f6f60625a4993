/** Second solutions of the family `html-extraction`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const products = String.raw`
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function decoded(text) {
  const [first, ...rest] = text.split('&');
  return rest.reduce((done, part) => {
    const end = part.indexOf(';');
    const name = part.slice(0, Math.max(0, end));
    if (/^#\d+$/.test(name)) return done + String.fromCodePoint(Number(name.slice(1))) + part.slice(end + 1);
    return done + (Object.hasOwn(NAMED, name) ? NAMED[name] + part.slice(end + 1) : '&' + part);
  }, first);
}

function withoutComments(html) {
  const start = html.indexOf('<!--');
  const end = html.indexOf('-->', start + 4);
  return start < 0 || end < 0 ? html : html.slice(0, start) + withoutComments(html.slice(end + 3));
}

/** Tags and texts in the order of the page. */
function* tokensOf(html) {
  for (const piece of html.split(/(<[^>]*>)/)) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)(.*)>$/is.exec(piece);
    if (tag) {
      const attributes = new Map();
      for (const [, name, double, single] of tag[3].matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        const key = name.toLowerCase();
        if (!attributes.has(key)) attributes.set(key, decoded(double ?? single));
      }
      yield { kind: tag[1] ? 'end' : 'start', element: tag[2].toLowerCase(), attributes };
    } else if (!piece.startsWith('<')) yield { kind: 'text', text: piece };
  }
}

function cleaned(text) {
  return decoded(text).split(/\s+/).filter(Boolean).join(' ');
}

function centsOf(text) {
  for (const behind of text.split('$').slice(1)) {
    const number = /^\s*(\d[\d,]*)(?:\.(\d\d?))?/.exec(behind);
    if (number) return Number(number[1].replaceAll(',', '') + ((number[2] ?? '') + '00').slice(0, 2));
  }
  return null;
}

function extractProducts(html) {
  const products = [];
  let current = null;
  let open = [];
  for (const token of tokensOf(withoutComments(html))) {
    if (token.kind === 'text') for (const field of open) field.text += token.text;
    if (token.kind === 'end') {
      for (const field of open) if (field.element === token.element) current[field.name] = field.text;
      open = open.filter(({ element }) => element !== token.element);
      if (token.element === 'article' && current) {
        products.push(current);
        current = null;
      }
    }
    if (token.kind !== 'start') continue;
    const { element, attributes } = token;
    const classes = (attributes.get('class') ?? '').split(/\s+/);
    if (element === 'article' && classes.includes('product')) current = { id: attributes.get('data-id') ?? null };
    if (!current) continue;
    if (element === 'a' && current.link === undefined) current.link = attributes.get('href');
    for (const [name, wanted] of [['title', 'h3'], ['price', 'span']]) {
      const seen = current[name] !== undefined || open.some((field) => field.name === name);
      if (element === wanted && classes.includes(name) && !seen) open.push({ name, element, text: '' });
    }
  }
  return products.map(({ id, title, price, link }) => ({
    id,
    title: title === undefined ? null : cleaned(title),
    priceCents: price === undefined ? null : centsOf(cleaned(price)),
    link: link ?? null,
  }));
}
module.exports = { extractProducts };
`;

const table = String.raw`
function textOf(html) {
  const text = html.split(/<[^>]*>/).join('').split('&nbsp;').join(' ').split('&lt;').join('<').split('&gt;').join('>');
  return text.split('&amp;').join('&').split(/\s+/).filter(Boolean).join(' ');
}

function spanOf(attributes, name) {
  const found = attributes.match(new RegExp(name + '\\s*=\\s*["\']?([0-9]+)', 'i'));
  return found ? parseInt(found[1], 10) : 1;
}

function tableToRecords(html) {
  const start = html.search(/<table/i);
  if (start < 0) return [];
  const body = html.slice(start, start + html.slice(start).search(/<\/table>/i));
  const rows = body.split(/<tr(?=[\s>])/i).slice(1);
  let hanging = [];
  let columns = null;
  const records = [];
  for (const row of rows) {
    const cells = [];
    for (const cell of hanging) cells[cell.column] = cell.text;
    hanging = hanging.map((cell) => ({ ...cell, rows: cell.rows - 1 })).filter((cell) => cell.rows > 0);
    let column = 0;
    for (const piece of row.split(/<(?=t[dh][\s>])/i).slice(1)) {
      const close = piece.indexOf('>');
      const text = textOf(piece.slice(close + 1, piece.search(/<\/t[dh]>/i)));
      const below = spanOf(piece.slice(0, close), 'rowspan') - 1;
      while (cells[column] !== undefined) column += 1;
      for (let at = column; at < column + spanOf(piece.slice(0, close), 'colspan'); at += 1) {
        cells[at] = text;
        if (below > 0) hanging.push({ column: at, text, rows: below });
      }
    }
    if (columns === null) {
      columns = [];
      for (const [at, heading] of Array.from(cells).entries()) {
        const base = heading || 'column' + (at + 1);
        const before = columns.filter((other) => other.base === base).length;
        columns.push({ base, name: before === 0 ? base : base + '_' + (before + 1) });
      }
    } else if (cells.some(Boolean)) {
      records.push(Object.fromEntries(columns.map(({ name }, at) => [name, cells[at] || null])));
    }
  }
  return records;
}
module.exports = { tableToRecords };
`;

export const htmlExtractionAnswers: Readonly<Record<string, MoreAnswers>> = {
  'html-extraction-1': {
    how: 'Walks once over tags and texts and collects what is open, instead of searching with one pattern for each element.',
    program: products,
    requirements: {
      'return a list of products in page order': ['two products', 'no product', 'empty text', 'large page'],
      'A product is an <article>': ['no product', 'similar class names', 'the example'],
      'attribute data-id': ['the example', 'everything missing'],
      'text of the first h3': ['the example', 'similar class names', 'random page'],
      'from the text of the first span': ['the example', 'old and new price', 'price on request'],
      'Thousands may be separated': ['two products', 'old and new price', 'random page'],
      'No such number': ['price on request'],
      'href of the first <a>': ['the example', 'letter case, order and quotes'],
      'Whatever is missing is null': ['everything missing'],
      'tag and attribute names come in any letter case': ['letter case, order and quotes', 'large page'],
      'Texts may contain other tags': ['the example', 'random page'],
      'Decode &amp;': ['entities once', 'the example'],
      'In texts fold white space': ['letter case, order and quotes', 'random page'],
      'must be ignored': ['comments are ignored'],
    },
  },
  'html-extraction-2': {
    how: 'Goes row by row and hands cells that hang down to the next row, instead of filling a grid.',
    program: table,
    requirements: {
      'returns the FIRST table': ['plain table', 'no table', 'random table'],
      'each cell goes to the first column': ['a cell over two columns', 'rows span down', 'block span', 'large table'],
      'repeat the same text in all the cells': ['a cell over two columns', 'block span', 'span beyond the end'],
      'Spans can occur in the heading row': ['a cell over two columns', 'block span', 'random table'],
      'An empty heading becomes column1': ['empty and equal headings'],
      'If a heading occurs again': ['empty and equal headings', 'a cell over two columns'],
      'each further row gives one object': ['plain table', 'large table'],
      'A cell that is empty or absent': ['short, long and empty rows', 'random table'],
      'Cells beyond the headings': ['short, long and empty rows'],
      'A row in which every cell is empty': ['short, long and empty rows'],
      'remove inner tags': ['inner tags and entities'],
      'tag names may be upper case': ['upper case and sections'],
      'thead/tbody may or may not': ['upper case and sections'],
      'A table without rows': ['no table', 'no rows', 'only headings'],
    },
  },
};
