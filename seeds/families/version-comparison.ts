/** Task family: version numbers (ordering with pre-releases, picking the highest version in a range). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { versionComparisonAnswers } from './version-comparison.answers.ts';
import { pickReference, pickWrong, sortReference, sortWrong } from './version-comparison.programs.ts';

const FAMILY = 'version-comparison';

const sortPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Sort release tags by semantic version, pre-releases included',
  description: `
We have a list of git tags and need it in the right order for a changelog page. Function sortVersions(versions) in solution.js: takes a list of strings, returns a new list from the lowest to the highest version. No npm packages (that includes semver).

What is a version: MAJOR.MINOR.PATCH, optionally a "v" in front (lower case), optionally "-" and a pre-release, optionally "+" and build information at the end. Examples: 1.2.3, v1.2.3, 1.2.3-beta.2, 2.0.0-rc.1+build.77. The three numbers have no leading zeros (01.2.3 is not a version; 0.0.0 is). Pre-release and build consist of letters, digits, "-" and ".". Everything else in the list (branches, "1.2", "latest", text with spaces) is dropped.

Order:
1. Major, minor, patch are compared as numbers.
2. With the same three numbers, a version with pre-release is LOWER than one without.
3. Two pre-releases are compared identifier by identifier (split at the dots): identifiers made of digits only are compared as numbers; the others as text, character by character in ASCII order; a numeric identifier is lower than a textual one; if all common identifiers are equal the one with fewer identifiers is lower.
4. The "v" and build information play no role. Versions that are equal by these rules stay in the order in which they came in.

Return the tags exactly as they were given ("v1.2.3" stays "v1.2.3"), duplicates included. You may assume that pre-releases have no empty identifiers and no numeric identifier with leading zeros.`,
  skills: ['JavaScript', 'Node.js', 'Git'],
  bracket: 'simple',
  postedPriceCents: 4_000,
  estimatedMinutes: 35,
};

/** Builds for each version a text key whose plain order is the version order, and inserts by it. */
function sortVersions(versions: string[]): Json {
  const number = (digits: string) => String(digits.length).padStart(3, '0') + digits;
  const keyOf = (text: string): string | undefined => {
    const bare = (text.startsWith('v') ? text.slice(1) : text).split('+');
    const [core = '', ...preParts] = (bare[0] ?? '').split('-');
    const pre = preParts.join('-');
    const numbers = core.split('.');
    const good =
      numbers.length === 3 &&
      numbers.every((part) => part !== '' && String(Number(part)) === part && !part.includes('e'));
    const clean = (part: string) => part !== '' && [...part].every((letter) => /[0-9A-Za-z.-]/.test(letter));
    if (
      !good ||
      bare.length > 2 ||
      (bare.length === 2 && !clean(bare[1] ?? '')) ||
      (preParts.length > 0 && !clean(pre))
    )
      return undefined;
    const identifiers = pre.split('.').map((part) => (/^\d+$/.test(part) ? `\u0002${number(part)}` : `\u0003${part}`));
    return (
      numbers.map(number).join('') +
      (preParts.length === 0 ? '\u0009' : identifiers.map((part) => `${part}\u0001`).join(''))
    );
  };
  const sorted: { text: string; key: string }[] = [];
  for (const text of versions) {
    const key = keyOf(text);
    if (key === undefined) continue;
    const place = sorted.findIndex((other) => other.key > key);
    sorted.splice(place === -1 ? sorted.length : place, 0, { text, key });
  }
  return sorted.map(({ text }) => text);
}

function randomTags(random: Chance, count: number): string[] {
  return Array.from({ length: count }, () => {
    const core = [random.below(3), random.below(12), random.pick([0, 1, 2, 9, 10, 100])].join('.');
    const pre = random.pick([
      '',
      '',
      '-alpha',
      '-alpha.1',
      '-alpha.10',
      '-alpha.beta',
      '-beta.2',
      '-beta.11',
      '-rc.1',
      '-1',
      '-0a',
      '-x-y',
    ]);
    const shown = random.pick(['', 'v']) + core + pre + random.pick(['', '', '+b1', '+7.x']);
    return random.below(12) === 0 ? random.pick(['latest', `0${shown}`, `${core}.1`, `${core}-`, `V${core}`]) : shown;
  });
}

function sortProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'sort');
  const one = (name: string, ...tags: string[]) => ({ name, args: [tags] as [string[]] });
  return javascriptFunction<[string[]]>(sortPosting, {
    entry: 'sortVersions',
    answer: sortVersions,
    visible: [
      one('plain versions', '1.10.0', '1.9.3', 'v0.4.0', '1.9.12', 'latest'),
      one('pre-releases', '2.0.0-alpha.1', '1.0.0', '2.0.0-beta', '2.0.0-alpha'),
    ],
    hidden: [
      one('nothing'),
      one('no versions', 'main', '1.2', 'v1', '1.2.3.4', ' 1.2.3', '01.2.3', '1.02.3', '1.2.03', '-1.2.3', 'V1.2.3'),
      one('release after its pre-releases', '1.0.0', '1.0.0-rc.1', '0.9.9', '1.0.0-alpha', '1.0.1-alpha'),
      one('numeric identifiers', '1.0.0-beta.10', '1.0.0-beta.2', '1.0.0-beta.9', '1.0.0-2', '1.0.0-11'),
      one(
        'the chain of the standard',
        '1.0.0',
        '1.0.0-rc.1',
        '1.0.0-beta.11',
        '1.0.0-beta.2',
        '1.0.0-beta',
        '1.0.0-alpha.beta',
        '1.0.0-alpha.1',
        '1.0.0-alpha',
      ),
      one('fewer identifiers are lower', '3.0.0-a.b.c', '3.0.0-a.b', '3.0.0-a.b.0', '3.0.0-a'),
      one(
        'ASCII order',
        '1.0.0-beta',
        '1.0.0-Beta',
        '1.0.0-alpha-2',
        '1.0.0-alpha',
        '1.0.0-Zeta',
        '1.0.0-0a',
        '1.0.0-9',
      ),
      one('equal versions keep their order', 'v1.0.0+z', '1.0.0+a', '1.0.0', 'v1.0.0', '1.0.0-x+2', 'v1.0.0-x+1'),
      one('wrong endings', '1.0.0-', '1.0.0+', '1.0.0-a+b+c', '1.0.0-a_b', '1.0.0', '0.0.0', '1.0.0 '),
      one('random tags', ...randomTags(random, 40)),
      one('large repository', ...randomTags(random, 700)),
    ],
    reference: sortReference,
    wrong: sortWrong,
  });
}

const pickPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Pick the highest version that satisfies a range (^ ~ x >= ||)',
  description: `
For our plugin store: given the published versions of a plugin and the range a site asks for, which version do we install? Deliver pickVersion(versions, range) in solution.js, dependency free. It returns the highest version in the list that satisfies the range, or null if there is none. versions are unsorted strings MAJOR.MINOR.PATCH, always three plain numbers, no pre-releases, no duplicates.

Range grammar (always valid):
- Alternatives are separated by || (spaces around it optional); one of them has to hold.
- An alternative is one or more conditions separated by spaces; all of them have to hold: ">=1.2.0 <2.0.0".
- A condition is an optional operator directly followed by a version. The version may be partial: 1.2 or 1, or with x or * in the last places (1.2.x, 1.x, 1.*.*, x, *). Places written as x or * are the same as left out.

Meaning, with left-out places as 0 for the lower end L:
- no operator or =  : the given places are equal (1.2 means any 1.2.y; * means anything).
- ~ : at least L, and major and minor as given (~1 and ~1.x: only major fixed). ~1.2.3 allows 1.2.9 but not 1.3.0.
- ^ : at least L, and every given place up to and including the first one that is not 0 stays fixed. ^1.2.3 allows 1.9.0; ^0.2.3 allows 0.2.9, not 0.3.0; ^0.0.3 only 0.0.3. If all given places are 0 all given places stay fixed: ^0.0 allows 0.0.y, ^0 allows 0.y.z, ^0.0.0 only 0.0.0. (^* allows anything.)
- >= > <= < : compared with L as a full version, so ">1.2" allows 1.2.1 and "<=1.2" does not allow it.`,
  skills: ['JavaScript', 'Node.js', 'Algorithm', 'Software Development'],
  bracket: 'simple',
  postedPriceCents: 10_000,
  estimatedMinutes: 60,
};

/** Turns every condition into an interval of whole numbers (a version as one number) and tests membership. */
function pickVersion(versions: string[], range: string): Json {
  const BASE = 100_000;
  const rank = (places: readonly number[]) => ((places[0] ?? 0) * BASE + (places[1] ?? 0)) * BASE + (places[2] ?? 0);
  const interval = (condition: string): [low: number, high: number] => {
    const operator = (/^[~^<>=]+/.exec(condition) ?? [''])[0];
    const places = condition
      .slice(operator.length)
      .split('.')
      .filter((place) => !'x*'.includes(place))
      .map(Number);
    const low = rank(places);
    const end = (fixed: number) =>
      fixed === 0 ? Number.MAX_SAFE_INTEGER : rank(places.slice(0, fixed)) + BASE ** (3 - fixed) - 1;
    if (operator === '>=') return [low, Number.MAX_SAFE_INTEGER];
    if (operator === '>') return [low + 1, Number.MAX_SAFE_INTEGER];
    if (operator === '<=') return [0, low];
    if (operator === '<') return [0, low - 1];
    if (operator === '~') return [low, end(places.length === 3 ? 2 : places.length)];
    if (operator !== '^') return [low, end(places.length)];
    const zeros = places.filter((_, index) => places.slice(0, index + 1).every((place) => place === 0)).length;
    return [low, end(Math.min(places.length, zeros + 1))];
  };
  const alternatives = range.split('||').map((text) =>
    text
      .split(' ')
      .filter((part) => part !== '')
      .map(interval),
  );
  const fitting = versions.filter((text) => {
    const value = rank(text.split('.').map(Number));
    return alternatives.some((intervals) => intervals.every(([low, high]) => low <= value && value <= high));
  });
  return fitting.toSorted((a, b) => rank(b.split('.').map(Number)) - rank(a.split('.').map(Number)))[0] ?? null;
}

const PLUGIN = '1.0.0 1.2.0 1.9.0 1.10.0 1.2.3 1.2.11 0.0.0 0.0.3 0.0.4 0.2.3 0.2.10 0.3.0 2.0.0 2.1.5 10.0.1'.split(
  ' ',
);

function pickProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'pick');
  const one = (range: string, versions = PLUGIN) => ({
    name: `range ${range}`,
    args: [versions, range] as [string[], string],
  });
  const drawn = (count: number) => [
    ...new Set(Array.from({ length: count }, () => [random.below(4), random.below(15), random.below(30)].join('.'))),
  ];
  const ranges = [
    '^1.2.3',
    '^0.2.3',
    '~1.2',
    '>=1.2.0 <1.10.0',
    '^0.0.3',
    '1.x || 3.4.*',
    '<=1.2',
    '>1.2 <2',
    '^0',
    '0.0.x || ~2.1.5',
  ];
  return javascriptFunction<[string[], string]>(pickPosting, {
    entry: 'pickVersion',
    answer: pickVersion,
    visible: [
      one('^1.2.0', ['1.0.0', '1.2.0', '2.0.0', '1.4.1']),
      one('~1.2.0', ['1.2.0', '1.2.3', '1.3.0']),
      one('>=3', ['1.0.0', '2.9.9']),
    ],
    hidden: [
      { name: 'no versions', args: [[], '*'] },
      ...ranges.map((range) => one(range)),
      ...['^0.0', '^0.0.0', '~1', '*', '=1.2', '<0.0.4 >0.0.0', '<0.0.0', '9.x||>=1.9.0   <=1.10.0'].map((range) =>
        one(range),
      ),
      { name: 'random versions', args: [drawn(60), random.pick(['^1.4', '~2.7', '0.x || ~1.3.4'])] },
      { name: 'many versions', args: [random.shuffle(drawn(900)), '>=1.5.0 <2.3.7 || ^0.4.20'] },
    ],
    reference: pickReference,
    wrong: pickWrong,
  });
}

/** Version comparison: sorting tags; picking from a range. */
export const versionComparison: Family = {
  name: FAMILY,
  category: 'strings_and_numbers',
  answers: versionComparisonAnswers,
  build: (seed) => [sortProject(seed), pickProject(seed)],
};
