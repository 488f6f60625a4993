/** Reference and wrong programs of the family `version-comparison`. */

import { edited, type WrongProgram } from './family.ts';

export const sortReference = `
function sortVersions(versions) {
  const shape = /^v?(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?$/;
  const parsed = [];
  for (const text of versions) {
    const match = shape.exec(text);
    if (match) parsed.push({ text, numbers: match.slice(1, 4).map(Number), pre: match[4] === undefined ? null : match[4].split('.') });
  }
  const compareIdentifiers = (a, b) => {
    const aNumeric = /^\\d+$/.test(a);
    const bNumeric = /^\\d+$/.test(b);
    if (aNumeric && bNumeric) return Number(a) - Number(b);
    if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
  };
  const compare = (a, b) => {
    for (let index = 0; index < 3; index += 1) {
      if (a.numbers[index] !== b.numbers[index]) return a.numbers[index] - b.numbers[index];
    }
    if (a.pre === null || b.pre === null) return (a.pre === null ? 1 : 0) - (b.pre === null ? 1 : 0);
    for (let index = 0; index < Math.min(a.pre.length, b.pre.length); index += 1) {
      const order = compareIdentifiers(a.pre[index], b.pre[index]);
      if (order !== 0) return order;
    }
    return a.pre.length - b.pre.length;
  };
  return parsed.sort(compare).map(({ text }) => text);
}
module.exports = { sortVersions };
`;

export const sortWrong: readonly WrongProgram[] = [
  {
    name: 'identifiers-as-text',
    why: 'Numeric pre-release identifiers are compared as text (beta.10 before beta.2).',
    program: edited(
      sortReference,
      'if (aNumeric && bNumeric) return Number(a) - Number(b);',
      'if (aNumeric && bNumeric) return a < b ? -1 : a > b ? 1 : 0;',
    ),
  },
  {
    name: 'release-before-pre-release',
    why: 'A release stands before its own pre-releases.',
    program: edited(
      sortReference,
      '(a.pre === null ? 1 : 0) - (b.pre === null ? 1 : 0)',
      '(b.pre === null ? 1 : 0) - (a.pre === null ? 1 : 0)',
    ),
  },
  {
    name: 'short-identifiers-equal',
    why: 'A pre-release with fewer identifiers is not lower when the common ones are equal.',
    program: edited(sortReference, 'return a.pre.length - b.pre.length;', 'return 0;'),
  },
  {
    name: 'leading-zeros-accepted',
    why: 'Versions with leading zeros are not dropped.',
    program: edited(sortReference, '(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)', '(\\d+)\\.(\\d+)\\.(\\d+)'),
  },
];

export const pickReference = `
function pickVersion(versions, range) {
  const parse = (text) => text.split('.').map(Number);
  const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  const bounds = (part) => {
    const [, operator, version] = /^(\\^|~|>=|<=|>|<|=)?(.+)$/.exec(part);
    const given = version.split('.').filter((piece) => piece !== 'x' && piece !== '*').map(Number);
    const low = [given[0] ?? 0, given[1] ?? 0, given[2] ?? 0];
    if (operator === '>=') return [(v) => compare(v, low) >= 0];
    if (operator === '<') return [(v) => compare(v, low) < 0];
    if (operator === '<=') return [(v) => compare(v, low) <= 0];
    if (operator === '>') return [(v) => compare(v, low) > 0];
    let fixed = given.length;
    if (operator === '~') fixed = Math.min(given.length, 2);
    if (operator === '^') {
      const first = given.findIndex((number) => number > 0);
      fixed = first === -1 ? given.length : first + 1;
    }
    return [(v) => compare(v, low) >= 0, (v) => low.slice(0, fixed).every((number, index) => v[index] === number)];
  };
  const alternatives = range.split('||').map((text) => text.trim().split(/\\s+/).flatMap(bounds));
  let best = null;
  for (const text of versions) {
    const version = parse(text);
    if (!alternatives.some((tests) => tests.every((test) => test(version)))) continue;
    if (best === null || compare(version, parse(best)) > 0) best = text;
  }
  return best;
}
module.exports = { pickVersion };
`;

export const pickWrong: readonly WrongProgram[] = [
  {
    name: 'caret-keeps-major-only',
    why: 'The caret lets the minor number move for versions that start with 0.',
    program: edited(pickReference, 'fixed = first === -1 ? given.length : first + 1;', 'fixed = 1;'),
  },
  {
    name: 'first-match',
    why: 'The first matching version is returned, not the highest.',
    program: edited(pickReference, 'compare(version, parse(best)) > 0', 'false'),
  },
  {
    name: 'no-alternatives',
    why: 'Only the first alternative of the range is looked at.',
    program: edited(pickReference, "range.split('||')", "range.split('||').slice(0, 1)"),
  },
  {
    name: 'text-comparison',
    why: 'Numbers are compared as text, so 1.9.0 beats 1.10.0.',
    program: edited(pickReference, 'compare(version, parse(best)) > 0', 'text > best'),
  },
];
