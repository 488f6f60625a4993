/** Reference and wrong programs of the family `url-handling`. */

import { edited, type WrongProgram } from './family.ts';

export const cleanReference = `
function cleanLinks(links) {
  const result = [];
  const byUrl = new Map();
  for (const link of links) {
    const match = /^(https?):\\/\\/([^\\/?#:]+)(?::(\\d+))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?$/i.exec(link.trim());
    if (!match) continue;
    const scheme = match[1].toLowerCase();
    const port = match[3] === undefined || Number(match[3]) === (scheme === 'http' ? 80 : 443) ? '' : ':' + Number(match[3]);
    const segments = [];
    const parts = match[4].split('/').slice(1);
    parts.forEach((part, index) => {
      const last = index === parts.length - 1;
      if (part === '..') segments.pop();
      else if (part !== '.') segments.push(part);
      if (last && (part === '.' || part === '..')) segments.push('');
    });
    const query = (match[5] ?? '')
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => [pair.split('=')[0], pair])
      .filter(([name]) => !/^utm_/i.test(name) && name !== 'gclid' && name !== 'fbclid')
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
      .map(([, pair]) => pair)
      .join('&');
    const url = scheme + '://' + match[2].toLowerCase() + port + '/' + segments.join('/') + (query === '' ? '' : '?' + query);
    if (!byUrl.has(url)) {
      byUrl.set(url, { url, count: 0 });
      result.push(byUrl.get(url));
    }
    byUrl.get(url).count += 1;
  }
  return result;
}
module.exports = { cleanLinks };
`;

export const cleanWrong: readonly WrongProgram[] = [
  {
    name: 'path-in-lower-case',
    why: 'The path is turned to lower case although its letter case counts.',
    program: edited(cleanReference, "match[4].split('/')", "match[4].toLowerCase().split('/')"),
  },
  {
    name: 'port-443-of-http-removed',
    why: 'Port 443 is removed from http addresses as well.',
    program: edited(cleanReference, "(scheme === 'http' ? 80 : 443)", '(Number(match[3]) === 80 ? 80 : 443)'),
  },
  {
    name: 'pairs-sorted-by-value',
    why: 'Parameters of the same name are sorted by value instead of keeping their order.',
    program: edited(cleanReference, '(a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)', '(a[1] < b[1] ? -1 : 1)'),
  },
  {
    name: 'dots-stay',
    why: 'Dot segments of the path are not resolved.',
    program: edited(
      cleanReference,
      "if (part === '..') segments.pop();\n      else if (part !== '.') segments.push(part);\n      if (last && (part === '.' || part === '..')) segments.push('');",
      'segments.push(part);',
    ),
  },
];

export const queryReference = `
function parseQuery(query) {
  const decode = (text) => {
    const spaced = text.replace(/\\+/g, ' ');
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
  };
  const result = {};
  for (const pair of query.replace(/^\\?/, '').split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut === -1 ? pair : pair.slice(0, cut));
    const value = cut === -1 ? true : decode(pair.slice(cut + 1));
    const match = /^([^\\[\\]]+)((?:\\[[^\\[\\]]*\\])*)$/.exec(name);
    const keys = match ? [match[1], ...[...match[2].matchAll(/\\[([^\\]]*)\\]/g)].map((part) => part[1])] : [name];
    let place = result;
    let valid = true;
    for (let index = 0; index < keys.length - 1 && valid; index += 1) {
      const key = keys[index];
      const wanted = keys[index + 1] === '' ? [] : {};
      if (!Object.hasOwn(place, key)) place[key] = wanted;
      if (typeof place[key] !== 'object' || Array.isArray(place[key]) !== Array.isArray(wanted)) valid = false;
      else place = place[key];
    }
    if (!valid) continue;
    const last = keys[keys.length - 1];
    if (Array.isArray(place)) place.push(value);
    else if (!Object.hasOwn(place, last) || typeof place[last] !== 'object') place[last] = value;
  }
  return result;
}
module.exports = { parseQuery };
`;

export const queryWrong: readonly WrongProgram[] = [
  {
    name: 'plus-stays',
    why: 'A plus sign is not decoded as a space.',
    program: edited(queryReference, "text.replace(/\\+/g, ' ')", 'text'),
  },
  {
    name: 'value-cut-at-second-equals',
    why: 'A value is cut at a further equals sign.',
    program: edited(queryReference, 'decode(pair.slice(cut + 1))', "decode(pair.split('=')[1])"),
  },
  {
    name: 'broken-escape-throws',
    why: 'A broken percent escape makes the whole call fail.',
    program: edited(queryReference, '/(?:%[0-9a-f]{2})+/gi, (run) =>', '/^[^]*$/, (run) =>').replace(
      'return run;\n      }',
      "throw new Error('bad escape');\n      }",
    ),
  },
  {
    name: 'first-value-wins',
    why: 'Of repeated plain names the first value is kept instead of the last.',
    program: edited(queryReference, "|| typeof place[last] !== 'object') place", ') place'),
  },
];
