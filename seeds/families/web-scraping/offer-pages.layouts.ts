/** Four layouts of a page of offers for the family `offer-pages`. */

import { english, entity, euros, german, type Layout } from './offer-pages.offers.ts';

export const layouts: readonly Layout[] = [
  {
    text: [
      'An offer is a div whose class list contains "offer" (no div inside): h2 is the name, the element of class town the town, the span of class price the price as 1.234,50 € or "on request" (no price). Offers in comments do not count.',
      'Every offer sits in a div with the class offer, maybe among other classes, without further divs in it. The h2 has the name, something with class town the town, and span class="price" the price, German style: 1.234,50 €. Some say "on request" instead, then there is no price. Watch out for old offers inside HTML comments, they are gone.',
      'Offers are the div elements having offer among their classes; they contain no div. Name: h2; town: the element of class town; price: the span of class price, written like 1.234,50 €, or "on request" if absent. Comments are to be disregarded.',
    ],
    cases: ['entities', 'no price'],
    program: `
from html.parser import HTMLParser

class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.offers = []
        self.inside = False
        self.field = None

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get('class') or '').split()
        if tag == 'div' and 'offer' in classes:
            self.inside = True
            self.offers.append({'name': '', 'town': '', 'price': ''})
        elif self.inside:
            self.field = 'name' if tag == 'h2' else next((name for name in ('town', 'price') if name in classes), self.field)

    def handle_endtag(self, tag):
        if tag == 'div':
            self.inside = False
        if tag != 'b':
            self.field = None

    def handle_data(self, data):
        if self.field:
            self.offers[-1][self.field] += data

def read(html):
    page = Page()
    page.feed(html)
    offers = []
    for offer in page.offers:
        digits = ''.join(sign for sign in offer['price'] if sign.isdigit())
        offers.append((' '.join(offer['name'].split()), offer['town'].strip(), int(digits) if digits else None))
    return offers
`,
    other: `
import re
from html import unescape

def plain(part):
    return ' '.join(unescape(re.sub('<[^>]*>', '', part)).split())

def read(html):
    html = re.sub('(?s)<!--.*?-->', '', html)
    offers = []
    for classes, body in re.findall(r'(?is)<div\\s+class="([^"]*)"[^>]*>(.*?)</div>', html):
        if 'offer' not in classes.split():
            continue
        name, town, price = [
            plain(re.search(pattern, body, re.I | re.S).group(1))
            for pattern in ('<h2[^>]*>(.*?)</h2>', 'class="town"[^>]*>(.*?)</', 'class="price"[^>]*>(.*?)</span>')
        ]
        offers.append((name, town, None if price == 'on request' else int(re.sub('[^0-9]', '', price))))
    return offers
`,
    slips: [
      {
        why: 'Only the class offer itself marks an offer',
        from: "'offer' in classes:",
        to: "any('offer' in name for name in classes):",
      },
    ],
    page: (offers) =>
      `<html><body><!-- <div class="offer"><h2>Old</h2><i class="town">Rom</i><span class="price">1,00 €</span></div> -->\n${offers
        .map(
          ({ name, town, cents }, index) =>
            `<DIV class="${index % 2 === 0 ? 'offer' : 'wide offer new'}"><h2>${index % 3 === 0 ? `<b>${entity(name)}</b>` : `\n ${entity(name)}\n`}</h2><i class="town">${entity(town)}</i><span class="price">${cents === null ? 'on request' : german(cents)}</span></DIV>\n`,
        )
        .join(
          '',
        )}<div class="offers-end"><h2>Ende</h2><i class="town">Ulm</i><span class="price">0,50 €</span></div></body></html>`,
  },
  {
    text: [
      'Offers are the rows of the table with id "offers" (there are other tables): cells name, town, price (EUR 1,234.50; an empty cell means none). Rows with th are headings. White space in cells folds to single blanks.',
      'Take the table with the id offers, not the others on the page. The rows have name, town and price in this order, like EUR 1,234.50, and if the price cell is empty there is none. Rows made of th are headings. Line breaks and extra blanks in a cell are just one blank.',
      'Offers are the rows consisting of td cells in the table bearing the id offers; other tables are irrelevant. The cells are name, town and price, the latter written like EUR 1,234.50 or empty. Runs of white space in a cell count as one blank.',
    ],
    cases: ['entities', 'no price'],
    program: `
from html.parser import HTMLParser

class Table(HTMLParser):
    wanted = False
    rows = None
    cell = None

    def handle_starttag(self, tag, attributes):
        if tag == 'table':
            self.wanted = dict(attributes).get('id') == 'offers'
        elif tag == 'tr' and self.wanted:
            self.rows.append([])
        elif tag == 'td' and self.wanted:
            self.cell = []

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag):
        if tag == 'td' and self.cell is not None:
            self.rows[-1].append(' '.join(''.join(self.cell).split()))
            self.cell = None

def read(html):
    table = Table()
    table.rows = []
    table.feed(html)
    offers = []
    for row in table.rows:
        if row:
            name, town, price = row
            offers.append((name, town, int(price[4:].replace(',', '').replace('.', '')) if price else None))
    return offers
`,
    other: `
import re
from decimal import Decimal
from html import unescape

def read(html):
    table = re.search(r'(?is)<table[^>]*\\sid="?offers"?[^>]*>(.*?)</table>', html).group(1)
    offers = []
    for row in re.split('(?i)<tr', table):
        cells = [' '.join(unescape(re.sub('<.*?>', '', cell)).split()) for cell in re.findall('(?is)<td[^>]*>(.*?)</td>', row)]
        if len(cells) != 3:
            continue
        amount = cells.pop().removeprefix('EUR ').replace(',', '')
        offers.append((*cells, int(Decimal(amount) * 100) if amount else None))
    return offers
`,
    slips: [{ why: 'Only the table with the id counts', from: "dict(attributes).get('id') == 'offers'", to: 'True' }],
    page: (offers) =>
      `<table id=menu><tr><td>Home</td><td>Rom</td><td>EUR 0.10</td></tr></table>\n<TABLE class="t" id=offers>\n<tr><th>Name<th>Town<th>Price</tr>\n${offers
        .map(
          ({ name, town, cents }, index) =>
            `<TR><td>${index % 2 === 0 ? entity(name).replace(' ', '\n   ') : `<a href="/${index}">${entity(name)}</a>`}</td><td> ${entity(town)} </td><TD align=right>${cents === null ? '' : english(cents)}</TD></TR>\n`,
        )
        .join('')}</TABLE>\n<table><tr><td>Imprint</td><td>Ulm</td><td>EUR 9.99</td></tr></table>`,
  },
  {
    text: [
      'Offers stand in definition lists: dt is the name, the first dd after it the town, the second dd (may be missing: no price) the price as "12.50 euros". End tags of dt and dd may be missing; an element ends where the next dt or dd begins or the dl ends.',
      'The page is old: <dl> with the name as <dt>, then <dd> town, then <dd> price such as 12.50 euros, and without the second dd there is no price. Closing tags of dt and dd are often left out, so the thing simply goes on until the next dt, dd or the end of the dl. There are several lists.',
      'Offers are given as definition lists. A dt holds the name; the dd elements up to the next dt hold the town and, if known, the price (as in 12.50 euros). End tags of dt and dd are optional; such an element extends to the next dt, dd or the end of its dl.',
    ],
    cases: ['entities', 'no price'],
    program: `
from html.parser import HTMLParser

class Lists(HTMLParser):
    def __init__(self):
        super().__init__()
        self.offers = []
        self.open = False

    def handle_starttag(self, tag, attributes):
        if tag == 'dt':
            self.offers.append([''])
        elif tag == 'dd':
            self.offers[-1].append('')
        self.open = self.open or tag in ('dt', 'dd')

    def handle_endtag(self, tag):
        if tag in ('dt', 'dd', 'dl'):
            self.open = False

    def handle_data(self, data):
        if self.open:
            self.offers[-1][-1] += data

def read(html):
    lists = Lists()
    lists.feed(html)
    result = []
    for name, town, *price in lists.offers:
        cents = int(price[0].split()[0].replace('.', '')) if price else None
        result.append((name.strip(), town.strip(), cents))
    return result
`,
    other: `
import html as entities
import re

def read(html):
    result = []
    for body in re.findall('(?is)<dl[^>]*>(.*?)</dl>', html):
        parts = re.findall('(?is)<(d[td])[^>]*>(.*?)(?=</?d[td]|$)', body)
        for kind, text in parts:
            words = entities.unescape(re.sub('<[^>]+>', '', text)).strip()
            if kind.lower() == 'dt':
                result.append((words, None, None))
            elif result[-1][1] is None:
                result[-1] = (result[-1][0], words, None)
            else:
                result[-1] = (*result[-1][:2], int(words.split(' ')[0].replace('.', '')))
    return result
`,
    slips: [
      { why: 'A town may stand inside another tag', from: 'self.open = self.open or tag in', to: 'self.open = tag in' },
    ],
    page: (offers) =>
      `<h1>Offers</h1>${Array.from({ length: Math.ceil(offers.length / 4) }, (_, list) => {
        const items = offers.slice(list * 4, list * 4 + 4).map(({ name, town, cents }, index) => {
          const [dt, dd] = index % 2 === 0 ? ['', ''] : ['</dt>', '</dd>\n'];
          return `<dt>${entity(name)}${dt}<DD>${index % 3 === 1 ? `<em>${entity(town)}</em>` : ` ${entity(town)}`}${dd}${cents === null ? '' : `<dd>${euros(cents)} euros${dd}`}`;
        });
        return `<dl class=x>\n${items.join('')}</dl>\n<p>see also below, 5.00 euros</p>`;
      }).join('')}`,
  },
  {
    text: [
      'Offers are elements of any name with an attribute data-offer, which holds JSON: {"name": ..., "at": {"town": ...}, "price": "12.5"} with up to two decimals; price is null where there is none. The attribute may be in single or double quotes, with entities in it. Template elements and what is inside them do not count.',
      'Luckily the site keeps its data in attributes: anything with data-offer, in single or double quotes and with entities of course, has JSON like {"name": "Hut", "at": {"town": "Ulm"}, "price": "12.5"}. The price has at most two decimals, or is null. Please skip what is inside <template>, that is only a pattern.',
      'Each element bearing the attribute data-offer is an offer, unless it is or lies within a template element. The attribute value, once entities are decoded, is a JSON object with the members name, at (with town) and price, a string of digits with at most two decimals or null.',
    ],
    cases: ['entities', 'no price'],
    program: `
import json
from decimal import Decimal
from html.parser import HTMLParser

class Finder(HTMLParser):
    depth = 0

    def handle_starttag(self, tag, attributes):
        if tag == 'template':
            self.depth += 1
        for name, value in attributes:
            if name == 'data-offer' and self.depth == 0:
                self.found.append(json.loads(value))

    def handle_endtag(self, tag):
        if tag == 'template':
            self.depth -= 1

def read(html):
    finder = Finder()
    finder.found = []
    finder.feed(html)
    return [
        (offer['name'], offer['at']['town'], None if offer['price'] is None else int(Decimal(offer['price']) * 100))
        for offer in finder.found
    ]
`,
    other: `
import html as entities
import json
import re

def read(html):
    html = re.sub('(?is)<template.*?</template>', '', html)
    offers = []
    for double, single in re.findall('data-offer=(?:"([^"]*)"|\\'([^\\']*)\\')', html):
        offer = json.loads(entities.unescape(double or single))
        cents = None
        if offer['price'] is not None:
            whole, _, rest = offer['price'].partition('.')
            cents = int(whole + (rest + '00')[:2])
        offers.append((offer['name'], offer['at']['town'], cents))
    return offers
`,
    slips: [
      {
        why: 'Templates do not count',
        from: "if name == 'data-offer' and self.depth == 0:",
        to: "if name == 'data-offer':",
      },
    ],
    page: (offers) =>
      `<template><li data-offer='{"name": "Pattern", "at": {"town": "Rom"}, "price": "1"}'></li></template>\n${offers
        .map(({ name, town, cents }, index) => {
          const price = cents === null ? null : String(cents / 100);
          const json = JSON.stringify({ name, at: { town }, price });
          const value =
            index % 2 === 0
              ? `"${entity(json)}"`
              : `'${entity(json).replaceAll('&quot;', '"').replaceAll("'", '&#39;')}'`;
          return index % 3 === 0
            ? `<li class=a data-offer=${value}>x</li>\n`
            : `<a href="#" data-offer=${value}>x</a>\n`;
        })
        .join('')}`,
  },
];
