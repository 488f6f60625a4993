/** Task family: URLs and query strings (cleaning link lists, nested query parameters). */

import { known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { urlHandlingAnswers } from './url-handling.answers.ts';
import { cleanReference, cleanWrong, queryReference, queryWrong } from './url-handling.programs.ts';

const FAMILY = 'url-handling';

const cleanPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Normalise and de-duplicate a list of URLs (tracking parameters, ports, dots)',
  description: `
SEO agency here. From crawls we get long lists of links in which the same page appears in ten spellings. Please write cleanLinks(links), file solution.js, pure JavaScript. The engine has NO built-in URL class, so it has to be done by hand.

Input: list of strings. Output: list of {"url":…,"count":…} in the order in which each cleaned URL first appeared; count = how many input links became this URL.

Cleaning, in words:
1. Trim white space. Only http:// and https:// links count (in any letter case), with a host; drop everything else (mailto:, relative links, empty strings). There are never user names in the links.
2. Scheme and host to lower case. Port 80 is removed for http, 443 for https; other ports stay.
3. The part behind # goes away, with the #.
4. Path: letter case stays. An empty path becomes "/". Segments "." are removed and ".." removes the segment before it (at the top it removes nothing): /a/./b/../c is /a/c. If the last segment is "." or ".." the path ends with a slash: /a/b/.. is /a/. Empty segments (double slashes) and a slash at the end are kept as they are. Nothing is percent-decoded.
5. Query: drop parameters whose name starts with utm_ (any letter case) or is exactly gclid or fbclid. Empty parameters (&&) are dropped. Sort the remaining ones by name (the part before the first "=", plain string comparison); parameters of the same name keep their order. Write them exactly as they were ("a" and "a=" stay different). If nothing is left the "?" disappears too.`,
  skills: ['JavaScript', 'SEO', 'Web Scraping', 'Data Cleansing'],
  bracket: 'simple',
  postedPriceCents: 8_000,
  estimatedMinutes: 50,
};

/** Uses the URL class of the platform for scheme, host, port and path, and rebuilds the query by repeated minimum. */
function cleanLinks(links: string[]): Json {
  const counts = new Map<string, number>();
  for (const link of links) {
    const text = link.trim();
    if (!/^https?:\/\/[^/?#]/i.test(text)) continue;
    const url = new URL(text);
    const raw = text.split('#')[0] ?? '';
    const pairs = raw.includes('?') ? raw.slice(raw.indexOf('?') + 1).split('&') : [];
    const isTracking = (name: string) => /^utm_/i.test(name) || name === 'gclid' || name === 'fbclid';
    const left = pairs.filter((pair) => pair !== '' && !isTracking(pair.split('=')[0] ?? ''));
    const sorted: string[] = [];
    while (left.length > 0) {
      const names = left.map((pair) => pair.split('=')[0] ?? '');
      const least = names.reduce((a, b) => (b < a ? b : a));
      sorted.push(...left.splice(names.indexOf(least), 1));
    }
    const clean = `${url.protocol}//${url.host}${url.pathname}${sorted.length > 0 ? `?${sorted.join('&')}` : ''}`;
    counts.set(clean, (counts.get(clean) ?? 0) + 1);
  }
  return [...counts].map(([url, count]) => ({ url, count }));
}

function randomLinks(random: Chance, count: number): string[] {
  return Array.from({ length: count }, () => {
    const start =
      random.pick(['http://', 'HTTPS://', 'https://']) +
      random.pick(['Shop.test', 'shop.test', 'shop.test:443', 'shop.test:8080']);
    const path = random.pick(['', '/', '/a/../b', '/b', '/B/', '/x/./y/..', '/../b']);
    const query = random.pick(['', '?', '?b=2&a=1', '?a=1&b=2&utm_source=x', '?gclid=7', '?a=2&a=1&&b=2']);
    return start + path + query + random.pick(['', '', '#top', '#?a']);
  });
}

const cleanCase = (name: string, ...links: string[]) => ({ name, args: [links] as [string[]] });

const CLEAN_CASES = [
  cleanCase('no links'),
  cleanCase(
    'nothing usable',
    '',
    '  ',
    '/relative',
    'ftp://x.test/',
    'javascript:void(0)',
    'http://',
    'https:///path',
    'www.x.test',
  ),
  cleanCase(
    'ports',
    'http://x.test:443/',
    'https://x.test:443/',
    'https://x.test:80/',
    'http://x.test:80/',
    'http://x.test:8080',
  ),
  cleanCase('letter case of the path', 'HTTP://X.TEST/About', 'http://x.test/about', 'http://x.test/About'),
  cleanCase(
    'dot segments',
    'http://x.test/a/./b/../c',
    'http://x.test/../../a/c',
    'http://x.test/a/b/..',
    'http://x.test/a/.',
    'http://x.test/..',
    'http://x.test/a/..b/.c/...',
  ),
  cleanCase('slashes', 'http://x.test//a//b/', 'http://x.test/a/b', 'http://x.test/a/b/', 'http://x.test//a/../b'),
  cleanCase(
    'tracking',
    'http://x.test/?UTM_Medium=a&utm_=1&x=1',
    'http://x.test?gclid=1&fbclid=2',
    'http://x.test/?gclid2=1&xutm_a=2&my_gclid=3',
  ),
  cleanCase('parameters of one name', 'http://x.test/?b=1&a=9&a=10&A=3&a', 'http://x.test/?a=10&a=9&b=1'),
  cleanCase(
    'odd queries',
    'http://x.test/?',
    'http://x.test/?&&',
    'http://x.test/?a',
    'http://x.test/?a=',
    'http://x.test/?a=b=c?d',
    'http://x.test?q#a?b',
    'http://x.test#?a=1',
  ),
  cleanCase('white space', '  https://x.test/a\n', '\thttps://x.test/a#'),
];

function cleanProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'clean');
  return javascriptFunction<[string[]]>(cleanPosting, {
    entry: 'cleanLinks',
    answer: cleanLinks,
    visible: [
      cleanCase(
        'same page twice',
        'https://Example.com/shop?utm_source=mail&id=7',
        'https://example.com/shop?id=7#reviews',
      ),
      cleanCase('two pages', 'http://example.com:80', 'http://example.com/a?z=1&b=2', 'mailto:me@example.com'),
    ],
    hidden: [
      ...CLEAN_CASES,
      cleanCase('random links', ...randomLinks(random, 60)),
      cleanCase('large crawl', ...randomLinks(random, 900)),
    ],
    reference: cleanReference,
    wrong: cleanWrong,
  });
}

const queryPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'parseQuery(): query string with nested brackets to an object',
  description: `
Need a replacement for a PHP-style query parser. solution.js, function parseQuery(query), returns a plain object. URLSearchParams and Buffer do not exist where this runs, decodeURIComponent does.

- query may start with one "?" (ignored). Parameters are separated by "&"; empty ones are ignored. "" gives {}.
- Name and value are separated by the first "=". No "=": the value is true (boolean). "a=" gives "". Values are always strings otherwise, never numbers.
- Decode name and value: "+" is a space, %XX are UTF-8 bytes. The name is decoded before brackets are looked at (a%5Bb%5D=1 is a[b]=1). A run of %XX escapes that is not valid UTF-8 stays exactly as it is, and so does a % without two hex digits after it; nothing may throw.
- Names: user[name]=Ann gives {"user":{"name":"Ann"}}, any depth. tags[]=x&tags[]=y gives {"tags":["x","y"]}: empty brackets append to a list. Empty brackets only ever occur at the end of a name. a[b][]=1 is fine too. Numbers in brackets are ordinary keys: a[0]=x gives {"a":{"0":"x"}}.
- A name that is not "text followed by complete [..] groups" (for example [a]=1, a[b=1, a]b=1, a[b]c=1) is used whole as a plain key. The text in front must not be empty.
- The same name again: the last value wins (for plain values).
- Conflicts: when a place already holds something of another kind (plain value, object or list), the LATER parameter is ignored. a=1&a[b]=2 gives {"a":"1"}; a[b]=2&a=1 gives {"a":{"b":"2"}}; a[]=1&a[x]=2 gives {"a":["1"]}.

The name __proto__ does not occur.`,
  skills: ['JavaScript', 'PHP', 'Web Development', 'API'],
  bracket: 'simple',
  postedPriceCents: 9_500,
  estimatedMinutes: 60,
};

/** Expected objects, written by hand beside their query. The first two are the visible ones. */
const QUERIES: readonly (readonly [name: string, query: string, expected: Json])[] = [
  ['search form', '?q=red+shoes&page=2&sale', { q: 'red shoes', page: '2', sale: true }],
  [
    'nested and list',
    'user[name]=Ann&user[city]=Oslo&tags[]=x&tags[]=y',
    { user: { name: 'Ann', city: 'Oslo' }, tags: ['x', 'y'] },
  ],
  ['empty', '', {}],
  ['only separators', '?&&', {}],
  ['equals signs', 'a=b=c&d=&=e&f==', { a: 'b=c', d: '', '': 'e', f: '=' }],
  ['decoding', 'n%61me=J%C3%BCrgen+%26+Co%2B&x%5By%5D=1&%5B%5D=2', { name: 'Jürgen & Co+', x: { y: '1' }, '[]': '2' }],
  [
    'broken escapes',
    'a=100%&b=%zz1&c=%E4%F6&d=%41%FF+x&e=%C3',
    { a: '100%', b: '%zz1', c: '%E4%F6', d: '%41%FF x', e: '%C3' },
  ],
  [
    'deep names',
    'a[b][c][d]=1&a[b][x]=2&a[b][c][l][]=3&a[b][c][l][]',
    { a: { b: { c: { d: '1', l: ['3', true] }, x: '2' } } },
  ],
  ['numbers are keys', 'a[0]=x&a[1]=y&a[01]=z', { a: { '0': 'x', '1': 'y', '01': 'z' } }],
  [
    'odd names',
    '[a]=1&a[b=2&a]b=3&c[d]e=4&[]=5&f[[g]]=6',
    { '[a]': '1', 'a[b': '2', 'a]b': '3', 'c[d]e': '4', '[]': '5', 'f[[g]]': '6' },
  ],
  ['last value wins', 'a=1&a=2&b[c]=1&b[c]&a=3', { a: '3', b: { c: true } }],
  ['conflicts', 'a=1&a[b]=2&a[]=3&c[b]=2&c=1&c[]=4&d[]=1&d[x]=2&d=5&d[]=6', { a: '1', c: { b: '2' }, d: ['1', '6'] }],
  ['conflicts deeper down', 'a[b]=1&a[b][c]=2&a[c][]=1&a[c]=2&a[c][d]=3&a[e]=4', { a: { b: '1', c: ['1'], e: '4' } }],
  [
    'inherited names',
    'toString=1&a[constructor]=2&hasOwnProperty[x]=3',
    { toString: '1', a: { constructor: '2' }, hasOwnProperty: { x: '3' } },
  ],
];

/** A query written from a known object, in random order of its parameters except inside lists. */
function randomQuery(random: Chance, size: number): (typeof QUERIES)[number] {
  const text = () => random.pick(['x', 'a b', 'ü', '1&2', '=', '100%', '']);
  const rows = Array.from({ length: size }, (_, index): [string, string, string[]] => [
    `k ${index}`,
    text(),
    [text(), text()],
  ]);
  const encode = (value: string) => encodeURIComponent(value).replaceAll('%20', '+');
  const parts = rows.map(([key, value, list]) => {
    const name = encode(key);
    return [`${name}[v]=${encode(value)}`, ...list.map((item) => `${name}%5Blist%5D[]=${encode(item)}`)].join('&');
  });
  const expected = Object.fromEntries(rows.map(([key, v, list]): [string, Json] => [key, { v, list }]));
  return [`${size} random records`, random.shuffle(parts).join('&'), expected];
}

function queryProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'query');
  const all = [...QUERIES, randomQuery(random, 6), randomQuery(random, 250)];
  const expected = new Map(all.map(([, query, value]) => [query, value]));
  const cases = all.map(([name, query]) => ({ name, args: [query] as [string] }));
  return javascriptFunction<[string]>(queryPosting, {
    entry: 'parseQuery',
    answer: (query) => known(expected.get(query), 'expected object'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    reference: queryReference,
    wrong: queryWrong,
  });
}

/** URL handling: cleaning link lists; nested query strings. */
export const urlHandling: Family = {
  name: FAMILY,
  category: 'javascript',
  answers: urlHandlingAnswers,
  build: (seed) => [cleanProject(seed), queryProject(seed)],
};
