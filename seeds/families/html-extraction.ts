/** Task family: data out of given HTML text without a DOM library. Expected values are written with the pages, not parsed. */

import { known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { htmlExtractionAnswers } from './html-extraction.answers.ts';
import { productsReference, productsWrong, tableReference, tableWrong } from './html-extraction.programs.ts';
import { javascriptFunction } from './javascript-project.ts';

const FAMILY = 'html-extraction';

const productsPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Extract products from HTML pages into JSON (HTML given as text)',
  description: `
I already download the pages of a supplier, what I am missing is the parser. Write extractProducts(html) in solution.js. html is the page as a string; return a list of products in page order. It runs in a plain JavaScript engine: NO cheerio, NO DOMParser, no npm. Regular expressions are fine for me.

A product is an <article> element whose class list contains the word product (class="card product big" yes, class="product-ad" no):

<article class="product" data-id="A-17">
  <h3 class="title">Salt &amp; <b>Pepper</b> set</h3>
  <span class="price">from $1,299.50 incl. tax</span>
  <a href="/p/17?x=1&amp;y=2">More</a>
</article>

gives {"id":"A-17","title":"Salt & Pepper set","priceCents":129950,"link":"/p/17?x=1&y=2"}

- id: attribute data-id of the article.
- title: text of the first h3 whose class list contains the word title.
- priceCents: from the text of the first span whose class list contains the word price: the number behind the first $ sign (spaces may stand between). Thousands may be separated by commas; there may be none, one or two decimals ($5 = 500, $5.5 = 550). No such number ("Call us"): null.
- link: href of the first <a> inside the article that has an href.
- Whatever is missing is null.

About their HTML: tag and attribute names come in any letter case, attributes in any order, with double or single quotes and perhaps spaces around "=". Texts may contain other tags (drop the tags, keep their text) but never an element of the same name inside itself. Decode &amp; &lt; &gt; &quot; &nbsp; (as a normal space) and decimal references such as &#39; in texts and attributes, each exactly once. In texts fold white space to one space and trim. Everything inside <!-- comments --> must be ignored. No ">" stands inside attribute values.`,
  skills: ['Web Scraping', 'JavaScript', 'HTML', 'Data Extraction'],
  bracket: 'simple',
  postedPriceCents: 14_000,
  estimatedMinutes: 75,
};

interface Page {
  readonly html: string;
  readonly expected: Json;
}

const PRODUCT_PAGES: Record<string, Page> = {
  'the example': {
    html: '<main><article class="product" data-id="A-17">\n  <h3 class="title">Salt &amp; <b>Pepper</b> set</h3>\n  <span class="price">from $1,299.50 incl. tax</span>\n  <a href="/p/17?x=1&amp;y=2">More</a>\n</article></main>',
    expected: [{ id: 'A-17', title: 'Salt & Pepper set', priceCents: 129_950, link: '/p/17?x=1&y=2' }],
  },
  'two products': {
    html: '<article class="card product" data-id="1"><h3 class="title">Cup</h3><span class="price">$5</span><a href="/1">x</a></article><article class="news"><h3 class="title">No</h3></article><article class="product" data-id="2"><h3 class="title">Pot</h3><span class="price">$12.50</span><a href="/2">x</a></article>',
    expected: [
      { id: '1', title: 'Cup', priceCents: 500, link: '/1' },
      { id: '2', title: 'Pot', priceCents: 1_250, link: '/2' },
    ],
  },
  'no product': { html: '<html><body><p>Nothing here</p></body></html>', expected: [] },
  'empty text': { html: '', expected: [] },
  'everything missing': {
    html: '<article class="product"><h3>Other</h3><a name="top">x</a></article>',
    expected: [{ id: null, title: null, priceCents: null, link: null }],
  },
  'price on request': {
    html: '<article class="product" data-id="9"><h3 class="title">Yacht</h3><span class="price">Call 555</span><a href="#">x</a></article>',
    expected: [{ id: '9', title: 'Yacht', priceCents: null, link: '#' }],
  },
  'letter case, order and quotes': {
    html: "<ARTICLE DATA-ID = 'x9' Class='big product'><H3 id=\"t\" CLASS='title'>Lamp</H3><SPAN data-x='1' class='now price'>$ 7.5</SPAN><A target='_blank' HREF='/lamp'>x</A></ARTICLE>",
    expected: [{ id: 'x9', title: 'Lamp', priceCents: 750, link: '/lamp' }],
  },
  'comments are ignored': {
    html: '<!-- <article class="product" data-id="old"><h3 class="title">Old</h3></article> --><article class="product" data-id="n"><!-- <h3 class="title">Draft</h3> --><h3 class="title">New <!-- x -->one</h3><span class="price"><!-- $9 -->$8.05</span></article>',
    expected: [{ id: 'n', title: 'New one', priceCents: 805, link: null }],
  },
  'entities once': {
    html: '<article class="product" data-id="a&quot;b"><h3 class="title">&#39;5 &lt; 6&#39; &amp;lt; &amp;#39;&nbsp;&nbsp;x</h3><span class="price">&#36;3.20</span></article>',
    expected: [{ id: 'a"b', title: "'5 < 6' &lt; &#39; x", priceCents: 320, link: null }],
  },
  'similar class names': {
    html: '<article class="product-ad" data-id="1"><h3 class="title">Ad</h3></article><article class="byproduct" data-id="2"></article><article class="product" data-id="3"><h3 class="subtitle">Small</h3><h3 class="title">Real</h3><span class="old-price">$9</span><span class="price">$4</span></article>',
    expected: [{ id: '3', title: 'Real', priceCents: 400, link: null }],
  },
  'old and new price': {
    html: '<article class="product" data-id="5"><h3 class="title">\n  Big\n   chair </h3><span class="price">3 for $1,000,000.99 or $5</span><a>first</a><a href="/second">x</a><a href="/third">x</a></article>',
    expected: [{ id: '5', title: 'Big chair', priceCents: 100_000_099, link: '/second' }],
  },
};

/** A page written from known products, so that its facts need no parsing. */
function randomShop(random: Chance, count: number): Page {
  const expected: Json[] = [];
  const html = Array.from({ length: count }, (_, index) => {
    const [dollars, cents] = [random.below(12_000), random.below(100)];
    const name = random.pick(['Table', 'Chair', 'Desk', 'Shelf']);
    const price = `$${dollars.toLocaleString('en-US')}.${String(cents).padStart(2, '0')}`;
    const kind = random.below(5);
    if (kind === 0) return `<!-- <article class="product" data-id="gone"><h3 class="title">${name}</h3></article> -->`;
    if (kind === 1)
      return `<article class="product-teaser" data-id="t${index}"><span class="price">${price}</span></article>`;
    expected.push({
      id: `n${index}`,
      title: `${name} & more <${index}>`,
      priceCents: kind === 2 ? null : dollars * 100 + cents,
      link: `/item?id=${index}&src='list'`,
    });
    const shown = kind === 2 ? 'sold out' : price;
    return `<article data-id='n${index}' class="card product"><h3 class="title"><em>${name}</em> &amp; more\n &lt;${index}&gt;</h3>\n<span class="price">now ${shown}</span><a HREF="/item?id=${index}&amp;src=&#39;list&#39;">go</a></article>`;
  });
  return { html: `<html><body>${html.join('\n')}</body></html>`, expected };
}

function pagesProject(
  posting: Posting,
  entry: string,
  pages: Record<string, Page>,
  programs: Pick<Parameters<typeof javascriptFunction>[1], 'reference' | 'wrong'>,
): ProjectPackage {
  const expected = new Map(Object.values(pages).map((page) => [page.html, page.expected]));
  const cases = Object.entries(pages).map(([name, page]) => ({ name, args: [page.html] as [string] }));
  return javascriptFunction<[string]>(posting, {
    entry,
    answer: (html) => known(expected.get(html), 'expected value of a page'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    ...programs,
  });
}

const tablePosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'HTML table with rowspan/colspan to JSON records',
  description: `
Small parsing job. Deliver solution.js containing tableToRecords(html): it takes HTML text and returns the FIRST table in it as a list of records. The runtime has no DOM and no packages, so work on the text.

Grid: every <td> or <th> is placed like a browser does it: row by row, each cell goes to the first column of its row that is still free. colspan="n" and rowspan="n" repeat the same text in all the cells covered (rowspan never beyond the last row). Spans can occur in the heading row as well.

Headings: the first row is always the heading row. An empty heading becomes column1, column2, ... by its position counted from 1. If a heading occurs again the second one gets _2 added, the third _3 (Name, Name_2, Name_3). Real headings never look like that already.

Records: each further row gives one object, heading -> text. A cell that is empty or absent because the row is too short is null. Cells beyond the headings are dropped. A row in which every cell is empty is skipped.

Cell text: remove inner tags (keep their text), decode &nbsp; (normal space) &lt; &gt; &amp; each exactly once ("&amp;lt;" is the text "&lt;"), fold white space to one space, trim.

Guarantees: every row and cell has its end tag, tables are not nested, tag names may be upper case, attribute values may be in double, single or no quotes. thead/tbody may or may not be there. A table without rows and a page without a table give an empty list; a table with only the heading row too.`,
  skills: ['JavaScript', 'Web Scraping', 'HTML', 'JSON'],
  bracket: 'simple',
  postedPriceCents: 11_000,
  estimatedMinutes: 60,
};

const row = (...cells: string[]) =>
  `<tr>${cells.map((cell) => (cell.startsWith('<t') ? cell : `<td>${cell}</td>`)).join('')}</tr>`;
const table = (...rows: string[]) => `<p>x</p><table border=1>\n${rows.join('\n')}</table>`;

const TABLE_PAGES: Record<string, Page> = {
  'plain table': {
    html: table(row('<th>Name</th>', '<th>Age</th>'), row('Ann', '41'), row('Bo &amp; Co', '7')),
    expected: [
      { Name: 'Ann', Age: '41' },
      { Name: 'Bo & Co', Age: '7' },
    ],
  },
  'a cell over two columns': {
    html: table(row('Day', 'AM', 'PM'), row('Mon', '<td colspan="2">closed</td>'), row('Tue', '9-12', '13-17')),
    expected: [
      { Day: 'Mon', AM: 'closed', PM: 'closed' },
      { Day: 'Tue', AM: '9-12', PM: '13-17' },
    ],
  },
  'no table': { html: '<p>none</p>', expected: [] },
  'no rows': { html: '<table></table>', expected: [] },
  'only headings': { html: table(row('A', 'B')), expected: [] },
  'rows span down': {
    html: table(
      row('Team', 'Name', 'Room'),
      row("<td rowspan='3'>Red</td>", 'Ann', '<td rowspan=2>12</td>'),
      row('Bo'),
      row('Cy', '13'),
      row('Blue', 'Di', '14'),
    ),
    expected: [
      { Team: 'Red', Name: 'Ann', Room: '12' },
      { Team: 'Red', Name: 'Bo', Room: '12' },
      { Team: 'Red', Name: 'Cy', Room: '13' },
      { Team: 'Blue', Name: 'Di', Room: '14' },
    ],
  },
  'block span': {
    html: table(row('A', 'B', 'C', 'D'), row('1', '<td rowspan="2" colspan="2">x</td>', '2'), row('3', '4')),
    expected: [
      { A: '1', B: 'x', C: 'x', D: '2' },
      { A: '3', B: 'x', C: 'x', D: '4' },
    ],
  },
  'span beyond the end': {
    html: table(row('A', 'B'), row('<td rowspan="9">1</td>', '2'), row('3')),
    expected: [
      { A: '1', B: '2' },
      { A: '1', B: '3' },
    ],
  },
  'empty and equal headings': {
    html: table(row('Name', '', 'Name', '<th colspan="2">Name</th>', '&nbsp;'), row('a', 'b', 'c', 'd', 'e', 'f')),
    expected: [{ Name: 'a', column2: 'b', Name_2: 'c', Name_3: 'd', Name_4: 'e', column6: 'f' }],
  },
  'short, long and empty rows': {
    html: table(row('A', 'B'), row('1'), row('', ' &nbsp; '), row('', '2', 'extra'), row()),
    expected: [
      { A: '1', B: null },
      { A: null, B: '2' },
    ],
  },
  'inner tags and entities': {
    html: table(
      row('<th><b>Key</b></th>', 'Text'),
      row('<a href="x">one<br></a>', '&amp;lt; &lt;b&gt;\n   <i>it</i>alic&nbsp;0'),
    ),
    expected: [{ Key: 'one', Text: '&lt; <b> italic 0' }],
  },
  'upper case and sections': {
    html: '<TABLE CLASS="t"><THEAD><TR CLASS="h"><TH>A</TH><TH>B</TH></TR></THEAD><TBODY><TR><TD ALIGN=left>0</TD><TD ROWSPAN="2">z</TD></TR><TR><TD>1</TD></TR></TBODY></TABLE><table><tr><td>Other</td></tr><tr><td>9</td></tr></table>',
    expected: [
      { A: '0', B: 'z' },
      { A: '1', B: 'z' },
    ],
  },
};

/** A table written from known records; the group column spans the rows of its group. */
function randomTable(random: Chance, groups: number): Page {
  const expected: Json[] = [];
  const rows = [row('<th>Group</th>', '<th>Item</th>', '<th>Stock</th>')];
  for (let group = 0; group < groups; group += 1) {
    const size = 1 + random.below(5);
    for (let item = 0; item < size; item += 1) {
      const stock = random.pick(['', '5', '12 &lt; 20', '<b>99</b>']);
      const cells = [`Item ${group}.${item}`, stock];
      rows.push(row(...(item === 0 ? [`<td class="g" rowspan="${size}">G${group}</td>`, ...cells] : cells)));
      const shown = stock === '' ? null : stock.replace('&lt;', '<').replace('<b>', '').replace('</b>', '');
      expected.push({ Group: `G${group}`, Item: `Item ${group}.${item}`, Stock: shown });
    }
  }
  return { html: table(...rows), expected };
}

/** HTML extraction: product cards; a table with spans. */
export const htmlExtraction: Family = {
  name: FAMILY,
  category: 'web_scraping',
  answers: htmlExtractionAnswers,
  build: (seed) => {
    const random = chance(seed, FAMILY);
    const shops = { 'random page': randomShop(random, 12), 'large page': randomShop(random, 150) };
    const tables = { 'random table': randomTable(random, 4), 'large table': randomTable(random, 120) };
    return [
      pagesProject(
        productsPosting,
        'extractProducts',
        { ...PRODUCT_PAGES, ...shops },
        { reference: productsReference, wrong: productsWrong },
      ),
      pagesProject(
        tablePosting,
        'tableToRecords',
        { ...TABLE_PAGES, ...tables },
        { reference: tableReference, wrong: tableWrong },
      ),
    ];
  },
};
