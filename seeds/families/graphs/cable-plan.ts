/** Task family: cable plans (the least cable that connects all places, with cables that lie already). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { between, drawn, pad, someFirm, someTowns } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { cablePlanPieces } from './cable-plan.posting.ts';
import { cablePrograms, cableWrong } from './cable-plan.programs.ts';

const DIALS = {
  task: ['cost', 'list', 'longest'],
  islands: ['refuse', 'each'],
  laid: ['none', 'some'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Offer = [one: string, two: string, cost: number];
type Laid = [string, string];

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Deletes the dearest offers as long as everything that was connected stays so, instead of choosing the cheapest. */
function answer({ task, islands }: Settings, offers: readonly Offer[], laid: readonly Laid[]): Json {
  const places = [...new Set([...offers.map(([one]) => one), ...offers.map(([, two]) => two), ...laid.flat()])];
  const connected = (kept: readonly Offer[], from: string, to?: string): boolean | number => {
    const seen = new Set([from]);
    for (const place of seen) {
      for (const [one, two] of [...kept.map(([a, b]): Laid => [a, b]), ...laid]) {
        if (one === place) seen.add(two);
        if (two === place) seen.add(one);
      }
    }
    return to === undefined ? seen.size : seen.has(to);
  };
  const [first] = places;
  if (islands === 'refuse' && first !== undefined && connected(offers, first) !== places.length) return null;
  const rank = ([one, two]: Offer) => [one, two].toSorted(byText).join('\0');
  let kept = offers.toSorted((a, b) => a[2] - b[2] || byText(rank(a), rank(b)));
  for (const offer of kept.toReversed()) {
    const rest = kept.filter((other) => other !== offer);
    if (connected(rest, offer[0], offer[1]) === true) kept = rest;
  }
  if (task === 'cost') return kept.reduce((sum, [, , cost]) => sum + cost, 0);
  if (task === 'longest') return Math.max(0, ...kept.map(([, , cost]) => cost));
  return kept
    .map(([one, two, cost]) => [...[one, two].toSorted(byText), cost])
    .toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}

type Look = readonly [offers: Offer[], laid: Laid[]];

function looksOf(random: Chance): Record<'visible' | 'hidden', Record<string, Look>> {
  const some = (count: number, extra: number, dear: number, isles = 1): Look => {
    const names = random.shuffle(count > 24 ? drawn(count, (at) => `box${pad(at, 3)}`) : [...someTowns(random, count)]);
    const cost = () => between(random, 1, dear);
    const tree = names
      .slice(isles)
      .map((name, at): Offer => [name, names[Math.max(at % isles, at - isles * random.below(4))] ?? '', cost()]);
    const keys = new Set(tree.map(([a, b]) => [a, b].toSorted(byText).join()));
    const more = drawn(extra, (): Offer => {
      const at = random.below(count);
      return [names[at] ?? '', names[(at + isles * between(random, 1, 5)) % count] ?? '', cost()];
    }).filter(([a, b]) => {
      const key = [a, b].toSorted(byText).join();
      if (a === b || keys.has(key)) return false;
      keys.add(key);
      return true;
    });
    const all = random.shuffle([...tree, ...more]);
    const laid = all.filter((_, at) => at % 6 === 5).map(([one, two]): Laid => [two, one]);
    return [all.filter((_, at) => at % 6 !== 5), laid];
  };
  const square: Offer[] = [
    ['b', 'a', 4],
    ['b', 'c', 3],
    ['c', 'd', 5],
    ['a', 'd', 6],
    ['a', 'c', 7],
  ];
  return {
    visible: {
      'four places': [square, [['d', 'a']].map(([one = '', two = '']): Laid => [one, two])],
      'five places': [[...square, ['e', 'd', 2], ['e', 'a', 1]], [['c', 'a']]],
    },
    hidden: {
      nothing: [[], []],
      'one offer': [[['y', 'x', 9]], []],
      'two islands': [
        [
          ['a', 'b', 3],
          ['b', 'c', 4],
          ['c', 'a', 9],
          ['x', 'y', 2],
          ['y', 'z', 8],
          ['z', 'x', 7],
        ],
        [['c', 'b']],
      ],
      'islands joined by an old cable': [
        [
          ['a', 'b', 3],
          ['x', 'y', 2],
          ['y', 'z', 2],
          ['x', 'z', 1],
        ],
        [
          ['b', 'x'],
          ['y', 'x'],
        ],
      ],
      'equal costs': [
        [
          ['d', 'c', 2],
          ['c', 'a', 2],
          ['d', 'a', 2],
          ['b', 'a', 2],
          ['d', 'b', 2],
          ['c', 'b', 2],
        ],
        [['b', 'd']],
      ],
      'offers out of order': [
        [
          ['a', 'b', 50],
          ['c', 'd', 40],
          ['a', 'c', 30],
          ['b', 'd', 20],
          ['a', 'd', 10],
          ['b', 'c', 60],
        ],
        [['d', 'a']],
      ],
      'joins two halves': [
        [
          ['a', 'b', 1],
          ['c', 'd', 1],
          ['e', 'f', 1],
          ['b', 'c', 8],
          ['d', 'e', 9],
          ['a', 'f', 20],
          ['a', 'd', 10],
        ],
        [],
      ],
      'drawn 1': some(10, 12, 9),
      'drawn 2': some(14, 20, 30, 2),
      'drawn 3': some(20, 30, 4),
      'many places': some(90, 150, 60),
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  type Call = [Offer[]] | [Offer[], Laid[]];
  const looks = looksOf(random);
  const make = ([offers, laid]: Look): Call => (settings.laid === 'some' ? [offers, laid] : [offers]);
  const each = (side: Record<string, Look>) =>
    Object.fromEntries(Object.entries(side).map(([name, look]) => [name, make(look)]));
  return functionProject<Call>(PYTHON, posting, {
    visible: each(looks.visible),
    hidden: each(looks.hidden),
    reference,
    wrong: cableWrong(settings),
    entry: 'plan',
    answer: (offers, laid = []) => answer(settings, offers, laid),
  });
}

const STORIES = [
  'brings fibre to mountain huts',
  'wires up a camping site',
  'lays pipes between greenhouses',
  'connects lighthouses by radio',
  'builds ski tows and needs power at each',
] as const;

export const cablePlan = voicedFamily({
  name: 'cable-plan',
  category: 'graphs',
  dials: DIALS,
  turned: [0, 3, 6, 9],
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        cost: tell(
          'Python: least cost to connect all places',
          'What does it cost at least to connect everybody?',
          'Least total cost of a connecting network',
        ),
        list: tell(
          'Python: cheapest set of cables',
          'Which of these offers should we take?',
          'Choice of offers for a connecting network',
        ),
        longest: tell(
          'Python: dearest cable of the cheapest network',
          'How expensive is the worst cable we need?',
          'Dearest link of a least-cost network',
        ),
      }[settings.task],
      opening: tell(
        `${story}. There are offers for single cables; wanted is the cheapest network.`,
        `${story}. We have offers for each possible connection and do not want to pay for more than we need.`,
        `${story}. From offers for single connections the cheapest network is to be determined.`,
      ),
      pieces: cablePlanPieces(circumstances, settings),
      skills: ['Python', 'Algorithm'],
      minutes: { cost: 30, list: 40, longest: 35 }[settings.task] + (settings.laid === 'some' ? 10 : 0),
      programs: cablePrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
