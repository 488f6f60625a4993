/** Reference and wrong programs of the family `html-extraction`. */

import { edited, type WrongProgram } from './family.ts';

export const productsReference = `
function extractProducts(html) {
  const clean = html.replace(/<!--[\\s\\S]*?-->/g, '');
  const names = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  const decode = (text) =>
    text.replace(/&(?:#(\\d+)|(amp|lt|gt|quot|nbsp));/g, (_, code, name) => (code ? String.fromCodePoint(Number(code)) : names[name]));
  const plain = (text) => decode(text.replace(/<[^>]*>/g, '')).replace(/\\s+/g, ' ').trim();
  const attribute = (tag, name) => {
    const match = new RegExp('\\\\s' + name + '\\\\s*=\\\\s*(?:"([^"]*)"|\\'([^\\']*)\\')', 'i').exec(tag);
    return match ? decode(match[1] ?? match[2]) : null;
  };
  const hasClass = (tag, name) => (attribute(tag, 'class') ?? '').split(/\\s+/).includes(name);
  const inner = (block, element, name) => {
    const pattern = new RegExp('(<' + element + '(?:\\\\s[^>]*)?>)([\\\\s\\\\S]*?)</' + element + '\\\\s*>', 'gi');
    for (const match of block.matchAll(pattern)) if (hasClass(match[1], name)) return match[2];
    return null;
  };
  const products = [];
  for (const match of clean.matchAll(/(<article(?:\\s[^>]*)?>)([\\s\\S]*?)<\\/article\\s*>/gi)) {
    if (!hasClass(match[1], 'product')) continue;
    const title = inner(match[2], 'h3', 'title');
    const priceText = inner(match[2], 'span', 'price');
    const price = priceText === null ? null : /\\$\\s*([\\d,]+(?:\\.\\d{1,2})?)/.exec(plain(priceText));
    let priceCents = null;
    if (price) {
      const [dollars, cents = ''] = price[1].replace(/,/g, '').split('.');
      priceCents = Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
    }
    const link = [...match[2].matchAll(/<a(?:\\s[^>]*)?>/gi)].map((tag) => attribute(tag[0], 'href')).find((href) => href !== null);
    products.push({ id: attribute(match[1], 'data-id'), title: title === null ? null : plain(title), priceCents, link: link ?? null });
  }
  return products;
}
module.exports = { extractProducts };
`;

export const productsWrong: readonly WrongProgram[] = [
  {
    name: 'comments-read',
    why: 'Products that are commented out are extracted too.',
    program: edited(productsReference, "html.replace(/<!--[\\s\\S]*?-->/g, '')", 'html'),
  },
  {
    name: 'entities-kept',
    why: 'Numeric character references are not decoded.',
    program: edited(
      productsReference,
      'code ? String.fromCodePoint(Number(code)) : names[name]',
      "code ? '&#' + code + ';' : names[name]",
    ),
  },
  {
    name: 'class-as-substring',
    why: 'Classes that merely contain the word (product-ad) are taken for products.',
    program: edited(productsReference, '.split(/\\s+/).includes(name)', '.includes(name)'),
  },
  {
    name: 'thousands-cut',
    why: 'Prices with a thousands separator are cut at the comma.',
    program: edited(productsReference, '([\\d,]+(?:\\.\\d{1,2})?)', '(\\d+(?:\\.\\d{1,2})?)'),
  },
];

export const tableReference = `
function tableToRecords(html) {
  const plain = (text) =>
    text
      .replace(/<[^>]*>/g, '')
      .replace(/&nbsp;/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/\\s+/g, ' ')
      .trim();
  const span = (tag, name) => {
    const match = new RegExp(name + '\\\\s*=\\\\s*["\\']?(\\\\d+)', 'i').exec(tag);
    return match ? Number(match[1]) : 1;
  };
  const table = /<table[^>]*>([\\s\\S]*?)<\\/table>/i.exec(html);
  if (!table) return [];
  const grid = [];
  const rows = [...table[1].matchAll(/<tr(?:\\s[^>]*)?>([\\s\\S]*?)<\\/tr>/gi)];
  rows.forEach((row, y) => {
    grid[y] = grid[y] ?? [];
    let x = 0;
    for (const cell of row[1].matchAll(/<(td|th)(\\s[^>]*)?>([\\s\\S]*?)<\\/\\1>/gi)) {
      while (grid[y][x] !== undefined) x += 1;
      const tag = cell[2] ?? '';
      for (let down = 0; down < span(tag, 'rowspan') && y + down < rows.length; down += 1) {
        grid[y + down] = grid[y + down] ?? [];
        for (let right = 0; right < span(tag, 'colspan'); right += 1) grid[y + down][x + right] = plain(cell[3]);
      }
    }
  });
  if (grid.length === 0) return [];
  const seen = {};
  const header = Array.from(grid[0], (name, index) => {
    const base = name ? name : 'column' + (index + 1);
    seen[base] = (seen[base] ?? 0) + 1;
    return seen[base] === 1 ? base : base + '_' + seen[base];
  });
  return grid
    .slice(1)
    .filter((row) => Array.from(row).some((value) => value))
    .map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ? row[index] : null])));
}
module.exports = { tableToRecords };
`;

export const tableWrong: readonly WrongProgram[] = [
  {
    name: 'rowspan-ignored',
    why: 'Cells that span several rows do not appear in the rows below.',
    program: edited(tableReference, "span(tag, 'rowspan')", '1'),
  },
  {
    name: 'equal-headers-merge',
    why: 'Columns with the same heading overwrite each other.',
    program: edited(tableReference, "return seen[base] === 1 ? base : base + '_' + seen[base];", 'return base;'),
  },
  {
    name: 'ampersand-first',
    why: 'An escaped entity such as &amp;lt; is decoded twice.',
    program: edited(
      edited(tableReference, ".replace(/&amp;/g, '&')", ''),
      ".replace(/&nbsp;/g, ' ')",
      ".replace(/&amp;/g, '&').replace(/&nbsp;/g, ' ')",
    ),
  },
  {
    name: 'empty-rows-stay',
    why: 'Rows whose cells are all empty become records.',
    program: edited(tableReference, '.filter((row) => Array.from(row).some((value) => value))', ''),
  },
];
