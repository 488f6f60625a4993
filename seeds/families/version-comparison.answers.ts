/** Second solutions of the family `version-comparison`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const sorting = String.raw`
const END = '\u0001';
const DIGITS = 40;

const isNumber = (text) => /^[0-9]+$/.test(text);
const isWord = (text) => /^[0-9A-Za-z.-]+$/.test(text);

function cutAt(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** A text that sorts as the version does, or null for what is no version. */
function keyOf(tag) {
  const [named, build] = cutAt(tag[0] === 'v' ? tag.slice(1) : tag, '+');
  const [core, pre] = cutAt(named, '-');
  const numbers = core.split('.');
  const wellFormed = numbers.length === 3 && numbers.every((one) => isNumber(one) && (one === '0' || one[0] !== '0'));
  if (!wellFormed || (build !== undefined && !isWord(build)) || (pre !== undefined && !isWord(pre))) return null;
  const identifiers = pre === undefined ? [] : pre.split('.');
  // A number sorts before a text, and both before the mark of a version without pre-release.
  const marks = identifiers.map((one) => (isNumber(one) ? '0' + one.padStart(DIGITS, '0') : '1' + one) + END);
  return numbers.map((one) => one.padStart(DIGITS, '0')).join('') + (pre === undefined ? '2' : marks.join(''));
}

function sortVersions(versions) {
  return versions
    .map((tag, place) => ({ tag, place, key: keyOf(tag) }))
    .filter(({ key }) => key !== null)
    .sort((a, b) => (a.key === b.key ? a.place - b.place : a.key < b.key ? -1 : 1))
    .map(({ tag }) => tag);
}
module.exports = { sortVersions };
`;

const ranges = `
const OPERATORS = ['>=', '<=', '>', '<', '=', '~', '^'];

function compare(a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** The first version above all that share the first places: [1, 2] gives 1.3.0. */
function above(places) {
  if (places.length === 0) return [Infinity, 0, 0];
  const next = [...places.slice(0, -1), places.at(-1) + 1];
  return [0, 1, 2].map((place) => next[place] ?? 0);
}

/** From which version on, and below which, a condition holds. */
function span(condition) {
  const operator = OPERATORS.find((one) => condition.startsWith(one)) ?? '';
  const given = condition
    .slice(operator.length)
    .split('.')
    .filter((place) => !['x', '*'].includes(place))
    .map(Number);
  const low = [0, 1, 2].map((place) => given[place] ?? 0);
  switch (operator) {
    case '>=':
      return [low, above([])];
    case '>':
      return [above(low), above([])];
    case '<':
      return [[0, 0, 0], low];
    case '<=':
      return [[0, 0, 0], above(low)];
    case '~':
      return [low, above(given.slice(0, 2))];
    case '^': {
      const fixed = given.findIndex((place) => place !== 0);
      return [low, above(fixed < 0 ? given : given.slice(0, fixed + 1))];
    }
    default:
      return [low, above(given)];
  }
}

function pickVersion(versions, range) {
  const alternatives = range.split('||').map((text) => text.split(' ').filter(Boolean).map(span));
  const fits = (version) =>
    alternatives.some((spans) => spans.every(([from, below]) => compare(version, from) >= 0 && compare(version, below) < 0));
  const descending = versions.map((text) => text.split('.').map(Number)).sort((a, b) => compare(b, a));
  const best = descending.find(fits);
  return best === undefined ? null : best.join('.');
}
module.exports = { pickVersion };
`;

export const versionComparisonAnswers: Readonly<Record<string, MoreAnswers>> = {
  'version-comparison-1': {
    how: 'Turns each version into a text that sorts as it should, instead of comparing part by part.',
    program: sorting,
    requirements: {
      'returns a new list from the lowest': ['plain versions', 'nothing', 'large repository'],
      'What is a version': ['plain versions', 'pre-releases', 'wrong endings'],
      'The three numbers have no leading zeros': ['no versions', 'wrong endings'],
      'Pre-release and build consist': ['wrong endings'],
      'Everything else in the list': ['no versions', 'wrong endings', 'random tags'],
      'Major, minor, patch are compared': ['plain versions', 'large repository'],
      'a version with pre-release is LOWER': ['release after its pre-releases', 'the chain of the standard'],
      'Two pre-releases are compared identifier': [
        'numeric identifiers',
        'fewer identifiers are lower',
        'ASCII order',
        'the chain of the standard',
        'large repository',
      ],
      'build information play no role': ['equal versions keep their order'],
      'Versions that are equal by these rules': ['equal versions keep their order', 'random tags'],
      'Return the tags exactly': ['plain versions', 'random tags'],
    },
  },
  'version-comparison-2': {
    how: 'Turns conditions into spans of versions and takes the first that fits in descending order.',
    program: ranges,
    requirements: {
      'It returns the highest version': ['range ^1.2.0', 'no versions', 'many versions'],
      'Alternatives are separated by': ['range 1.x || 3.4.*', 'range 0.0.x || ~2.1.5', 'range 9.x||>=1.9.0   <=1.10.0'],
      'An alternative is one or more conditions': ['range >=1.2.0 <1.10.0', 'range >1.2 <2', 'range <0.0.4 >0.0.0'],
      'The version may be partial': ['range ~1.2', 'range 1.x || 3.4.*', 'range >=3'],
      'Places written as x or *': ['range 1.x || 3.4.*', 'range *'],
      'the given places are equal': ['range =1.2', 'range *', 'range 1.x || 3.4.*'],
      'and major and minor as given': ['range ~1.2.0', 'range ~1.2', 'range ~1', 'range 0.0.x || ~2.1.5'],
      'and every given place up to': [
        'range ^1.2.3',
        'range ^0.2.3',
        'range ^0.0.3',
        'random versions',
        'many versions',
      ],
      'If all given places are 0': ['range ^0', 'range ^0.0', 'range ^0.0.0'],
      'compared with L as a full version': ['range <=1.2', 'range >1.2 <2', 'range >=3', 'range <0.0.0'],
    },
  },
};
