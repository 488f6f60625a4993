/** Second solutions of the family `url-handling`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const links = `
const STANDARD = { http: '80', https: '443' };

function cutAt(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** From the right every ".." takes away the next segment that is one. */
function resolved(path) {
  const segments = path.split('/').slice(1);
  const kept = [];
  if (['.', '..'].includes(segments.at(-1))) kept.push('');
  let away = 0;
  for (const segment of segments.reverse()) {
    if (segment === '..') away += 1;
    else if (segment !== '.' && away > 0) away -= 1;
    else if (segment !== '.') kept.push(segment);
  }
  return '/' + kept.reverse().join('/');
}

function ordered(query) {
  const byName = {};
  for (const pair of query.split('&')) {
    const [name] = cutAt(pair, '=');
    if (pair === '' || name.toLowerCase().startsWith('utm_') || name === 'gclid' || name === 'fbclid') continue;
    byName['=' + name] = [...(byName['=' + name] ?? []), pair];
  }
  return Object.keys(byName)
    .sort()
    .flatMap((name) => byName[name])
    .join('&');
}

function cleaned(link) {
  const [address] = cutAt(link.trim(), '#');
  const [scheme, rest] = cutAt(address, ':');
  const port = STANDARD[scheme.toLowerCase()];
  if (port === undefined || rest === null || !rest.startsWith('//')) return null;
  const [place, query] = cutAt(rest.slice(2), '?');
  const [authority, path] = cutAt(place, '/');
  const [host, given] = cutAt(authority.toLowerCase(), ':');
  if (host === '') return null;
  const other = given === null || String(Number(given)) === port ? '' : ':' + Number(given);
  const left = ordered(query ?? '');
  return scheme.toLowerCase() + '://' + host + other + resolved('/' + (path ?? '')) + (left === '' ? '' : '?' + left);
}

function cleanLinks(links) {
  const urls = links.map(cleaned).filter((url) => url !== null);
  return [...new Set(urls)].map((url) => ({ url, count: urls.filter((other) => other === url).length }));
}
module.exports = { cleanLinks };
`;

const query = `
const isHex = (text) => text.length === 2 && [...text].every((sign) => '0123456789abcdefABCDEF'.includes(sign));

function decoded(text) {
  let done = '';
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (text[end] === '%' && isHex(text.slice(end + 1, end + 3))) end += 3;
    if (end === at) {
      done += text[at] === '+' ? ' ' : text[at];
      at += 1;
      continue;
    }
    const run = text.slice(at, end);
    try {
      done += decodeURIComponent(run);
    } catch (error) {
      done += run;
    }
    at = end;
  }
  return done;
}

/** The keys that a name leads along; a name with wrong brackets is one plain key. */
function keysOf(name) {
  const start = name.indexOf('[');
  if (start <= 0 || name.at(-1) !== ']') return [name];
  const inside = name.slice(start + 1, -1).split('][');
  const wrong = [name.slice(0, start), ...inside].some((key) => key.includes('[') || key.includes(']'));
  return wrong ? [name] : [name.slice(0, start), ...inside];
}

const kindOf = (value) => (Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : 'plain');

function put(place, [key, ...keys], value) {
  if (Array.isArray(place)) {
    place.push(value);
    return;
  }
  const there = Object.hasOwn(place, key) ? kindOf(place[key]) : null;
  if (keys.length === 0) {
    if (there === null || there === 'plain') place[key] = value;
    return;
  }
  const wanted = keys[0] === '' ? 'list' : 'object';
  if (there === null) place[key] = wanted === 'list' ? [] : {};
  if (there === null || there === wanted) put(place[key], keys, value);
}

function parseQuery(query) {
  const result = {};
  const parameters = (query[0] === '?' ? query.slice(1) : query).split('&').filter((parameter) => parameter !== '');
  for (const parameter of parameters) {
    const [name, ...values] = parameter.split('=');
    put(result, keysOf(decoded(name)), values.length === 0 ? true : decoded(values.join('=')));
  }
  return result;
}
module.exports = { parseQuery };
`;

export const urlHandlingAnswers: Readonly<Record<string, MoreAnswers>> = {
  'url-handling-1': {
    how: 'Cuts links apart at their signs without a pattern, and resolves dots from the right.',
    program: links,
    requirements: {
      'in the order in which each cleaned URL': ['same page twice', 'two pages', 'large crawl'],
      'Trim white space': ['white space'],
      'Only http:// and https:// links': ['nothing usable', 'no links', 'random links'],
      'Scheme and host to lower case': ['same page twice', 'random links'],
      'Port 80 is removed': ['ports'],
      'The part behind # goes away': ['same page twice', 'odd queries'],
      'Path: letter case stays': ['letter case of the path'],
      'An empty path becomes': ['two pages', 'slashes'],
      'Segments "." are removed': ['dot segments', 'random links'],
      'If the last segment is': ['dot segments'],
      'Empty segments (double slashes)': ['slashes'],
      'Query: drop parameters': ['tracking', 'large crawl'],
      'Empty parameters (&&)': ['odd queries', 'tracking'],
      'Sort the remaining ones by name': ['parameters of one name', 'large crawl'],
      'Write them exactly as they were': ['odd queries', 'parameters of one name'],
      'If nothing is left': ['tracking', 'odd queries'],
    },
  },
  'url-handling-2': {
    how: 'Scans escapes and brackets by hand, and puts values in by a function that calls itself.',
    program: query,
    requirements: {
      'query may start with one': ['search form', 'only separators'],
      'Parameters are separated by': ['only separators', 'search form'],
      '"" gives {}': ['empty'],
      'Name and value are separated by the first': ['equals signs'],
      'No "=": the value is true': ['equals signs'],
      'Values are always strings': ['search form', 'numbers are keys'],
      '"+" is a space': ['decoding'],
      'The name is decoded before': ['decoding', 'odd names'],
      'A run of %XX escapes': ['broken escapes'],
      'any depth': ['nested and list', 'deep names', '6 random records'],
      'empty brackets append': ['nested and list', 'deep names', '250 random records'],
      'Numbers in brackets are ordinary': ['numbers are keys'],
      'is used whole as a plain key': ['odd names'],
      'The same name again': ['last value wins', 'inherited names'],
      'when a place already holds': ['conflicts', 'conflicts deeper down', '250 random records'],
    },
  },
};
