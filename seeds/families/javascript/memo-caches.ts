/** Task family: caches in JavaScript: what they throw out when they are full, and how long entries live. */

import { known } from '../../../server/kernel/assert.ts';
import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { type DeliveryForm, functionProject } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './memo-caches.programs.ts';
import { DIALS, LIVES, type Life, POLICIES, type Policy } from './memo-caches-texts.ts';

type Step = Json[];
type Arguments = [number, Step[]];

const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };
const TYPESCRIPT: DeliveryForm = { language: 'typescript', file: 'solution.ts' };

interface Entry {
  readonly key: string;
  readonly value: Json;
  readonly added: number;
  used: number;
  uses: number;
  readonly size: number;
  readonly until: number;
  readonly tags: readonly string[];
}

/** Which of the entries goes first, by policy. */
function leaving(entries: readonly Entry[], policy: Policy): Entry | undefined {
  const rank = {
    oldest: (e: Entry) => [e.added],
    unused: (e: Entry) => [e.used],
    rare: (e: Entry) => [e.uses, e.used],
    big: (e: Entry) => [-e.size, e.added],
  }[policy];
  return entries.toSorted((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return (one[0] ?? 0) - (other[0] ?? 0) || (one[1] ?? 0) - (other[1] ?? 0);
  })[0];
}

/** Plays the steps on a plain list of entries. */
function answer(policy: Policy, life: Life, [room, steps]: Arguments): Json {
  let entries: Entry[] = [];
  let now = 0;
  const results: Json[] = [];
  steps.forEach(([kind, first, second = null, third = null], turn) => {
    const key = String(first);
    if (kind === 'wait') {
      now += Number(first);
      return;
    }
    entries = entries.filter(({ until }) => until > now);
    const found = entries.find((entry) => entry.key === key);
    if (kind === 'drop' || kind === 'delete') {
      const left = entries.filter((entry) => (kind === 'drop' ? !entry.tags.includes(key) : entry !== found));
      results.push(kind === 'drop' ? entries.length - left.length : found !== undefined);
      entries = left;
      return;
    }
    if (kind === 'list') {
      results.push(entries.map((entry) => entry.key).sort());
      return;
    }
    if (kind === 'get') {
      if (found !== undefined) [found.used, found.uses] = [turn, found.uses + 1];
      results.push(found === undefined ? null : found.value);
      return;
    }
    const size = policy === 'big' ? JSON.stringify(second).length : 1;
    entries = entries.filter((entry) => entry !== found);
    const out: string[] = size > room ? [key] : [];
    while (size <= room && entries.reduce((sum, entry) => sum + entry.size, size) > room) {
      const gone = known(leaving(entries, policy), 'entry to throw out');
      out.push(gone.key);
      entries = entries.filter((entry) => entry !== gone);
    }
    results.push(out);
    if (size > room) return;
    const until = life === 'clock' ? now + Number(third) : Number.POSITIVE_INFINITY;
    const tags = life === 'tags' ? (third as string[]) : [];
    const added = policy === 'oldest' ? (found?.added ?? turn) : turn;
    entries.push({ key, value: second, added, used: turn, uses: (found?.uses ?? 0) + 1, size, until, tags });
  });
  return results;
}

function put(life: Life, key: string, value: Json, at: number): Step {
  if (life === 'clock') return ['set', key, value, [10, 25, 5][at % 3] ?? 10];
  return life === 'tags'
    ? ['set', key, value, [['red'], [], ['red', 'blue'], ['blue']][at % 4] ?? []]
    : ['set', key, value];
}

function drawnSteps(random: Chance, life: Life, count: number): Step[] {
  const key = () => random.pick(['a', 'b', 'c', 'd', 'e', 'f']);
  return Array.from({ length: count }, (_, at): Step => {
    const turn = random.below(12);
    if (turn < 5) return put(life, key(), random.pick([at, 'x'.repeat(random.below(9)), [at, at]]), random.below(12));
    if (turn < 10) return ['get', key()];
    return {
      clock: ['wait', random.below(9)],
      tags: ['drop', random.pick(['red', 'blue', 'green'])],
      plain: random.pick([['delete', key()], ['list']]),
    }[life];
  });
}

function rules(policy: Policy, life: Life, random: Chance): Rule<Arguments>[] {
  const { told, slips, rooms } = POLICIES[policy];
  const [small, large] = rooms;
  const sets = (names: string, from = 0): Step[] =>
    [...names].map((name, at) => put(life, name, `v${name}`, at + from));
  const gets = (names: string): Step[] => [...names].map((name) => ['get', name]);
  return [
    {
      told,
      cases: {
        'filled and read': [small, [...sets('abc'), ...gets('abc')]],
        'used in between': [
          small,
          [...sets('ab'), ...gets('a'), ...sets('c'), ...gets('abc'), ...sets('d'), ...gets('abcd')],
        ],
        'set again': [
          small,
          [...sets('ab'), put(life, 'a', 'new', 1), ...sets('c'), ...gets('abc'), ...sets('de'), ...gets('abcde')],
        ],
        'equal uses': [
          small,
          [...sets('ab'), ...gets('ba'), ...sets('c'), ...gets('abc'), ...sets('de'), ...gets('cde')],
        ],
        'used often': [large, [...sets('abcd'), ...gets('aabbcd'), ...sets('ef'), ...gets('abcdef')]],
        'values of many kinds': [
          large,
          [
            put(life, 'a', null, 0),
            put(life, 'b', { deep: [1] }, 1),
            ...gets('ab'),
            put(life, 'c', '', 1),
            put(life, 'd', 'a long text indeed', 1),
            ...gets('abcd'),
          ],
        ],
      },
      slips,
    },
    {
      told: LIVES[life].told,
      cases: {
        ...LIVES[life].cases(small),
        'no steps': [small, []],
        drawn: [small, drawnSteps(random, life, 30)],
        'drawn, more room': [large, drawnSteps(random, life, 60)],
        'many steps': [large, drawnSteps(random, life, 500)],
      },
      slips: LIVES[life].slips,
    },
  ];
}

export const memoCaches: StudyFamily = {
  name: 'memo-caches',
  category: 'javascript',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'memo-caches', index);
    const { policy, life } = settingsOf(DIALS, index);
    const typed = index % 3 === 1;
    const form = typed ? TYPESCRIPT : JAVASCRIPT;
    const language = typed ? 'TypeScript' : 'JavaScript';
    const entry = random.pick(['runCache', 'playCache', 'simulateCache', 'cacheLog']);
    const app = random.pick(['map server', 'image gallery', 'price comparison', 'weather app', 'dictionary site']);
    return ruledProject<Arguments>(
      {
        family: memoCaches,
        index,
        seed,
        title: `Cache in ${language}: ${POLICIES[policy].title}, ${LIVES[life].title}`,
        opening: [
          `${form.file} exports ${entry}(room, steps) (module.exports = { ${entry} }). It starts an empty cache, plays the steps in order and returns the list of their results.`,
          `Our ${app} needs a cache and I would like to see in ${language} how it behaves first. In ${form.file} export a function ${entry}(room, steps), which starts with an empty cache, does the steps in order and returns a list of what the steps gave.`,
          `${form.file} (${language}) shall export the function ${entry}(room, steps) for a ${app}. Starting from an empty cache, it executes the steps in order and returns the list of their results.`,
        ],
        rules: rules(policy, life, random),
        closing: [
          'Keys are strings, values any JSON. No npm.',
          'All keys are strings and values anything that fits into JSON. Packages from npm are not possible.',
          'Keys are strings; values are arbitrary JSON values. npm packages are not available.',
        ],
        skills: [language, 'Caching', 'Data Structures'],
        estimatedMinutes: POLICIES[policy].minutes + LIVES[life].minutes,
        visible: {
          'one entry': [small(policy), [put(life, 'a', 'v', 0), ['get', 'a'], ['get', 'b']]],
          'two entries': [small(policy), [put(life, 'a', 'v', 0), put(life, 'b', 'w', 1), ['get', 'b'], ['get', 'a']]],
        },
        reference: referenceProgram(policy, life, entry, typed),
        alternative: {
          how: 'A plain list that is searched and sorted at each step, in place of a map in order of use.',
          program: alternativeProgram(policy, life, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(form, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(policy, life, args),
        }),
    );
  },
};

function small(policy: Policy): number {
  return POLICIES[policy].rooms[0];
}
