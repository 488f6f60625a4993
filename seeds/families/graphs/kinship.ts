/** Task family: kinship (relations, descendants and common ancestors in a family tree). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { drawn, someFirm, somePeople } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { kinshipPieces } from './kinship.posting.ts';
import { kinshipPrograms, kinshipWrong } from './kinship.programs.ts';

const DIALS = {
  task: ['relation', 'descendants', 'common'],
  form: ['words', 'numbers'],
  line: ['both', 'mothers'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type People = Record<string, [mother: string | null, father: string | null]>;

/** Fewest steps from a person up to an ancestor, asked by recursion; infinite where there is no way. */
function stepsUp(
  { line }: Settings,
  people: People,
  from: string,
  to: string,
  known = new Map<string, number>(),
): number {
  if (from === to) return 0;
  const before = known.get(from);
  if (before !== undefined) return before;
  const parents = (people[from] ?? []).slice(0, line === 'both' ? 2 : 1).filter((name) => name !== null);
  const steps =
    1 +
    Math.min(
      Number.POSITIVE_INFINITY,
      ...parents.map((parent) => stepsUp({ line } as Settings, people, parent, to, known)),
    );
  known.set(from, steps);
  return steps;
}

function relationWord(up: number, down: number): string {
  const [near, far] = [Math.min(up, down), Math.max(up, down)];
  const great = 'great-'.repeat(Math.max(0, far - 2));
  if (far === 0) return 'self';
  if (near === 0) return great + (far > 1 ? 'grand' : '') + (up === 0 ? 'child' : 'parent');
  if (far === 1) return 'sibling';
  if (near === 1) return great + (up > down ? 'aunt or uncle' : 'niece or nephew');
  return `cousin ${near - 1}, removed ${far - near}`;
}

function answer(settings: Settings, people: People, one: string, two: string): Json {
  const { task, form } = settings;
  const names = [...new Set([...Object.entries(people).flatMap(([name, parents]) => [name, ...parents]), one, two])]
    .filter((name) => name !== null)
    .toSorted();
  if (task === 'descendants') {
    const all = names
      .map((name) => ({ name, steps: stepsUp(settings, people, name, one) }))
      .filter(({ steps }) => steps > 0 && steps < 1_000);
    const generations = [...Map.groupBy(all, ({ steps }) => steps)]
      .toSorted(([a], [b]) => a - b)
      .map(([, group]) => group.map(({ name }) => name));
    return form === 'words' ? generations : generations.map(({ length }) => length);
  }
  const rows = names
    .map((name) => ({ name, up: stepsUp(settings, people, one, name), down: stepsUp(settings, people, two, name) }))
    .filter(({ up, down }) => up + down < 1_000);
  const nearest = Math.min(...rows.map(({ up, down }) => up + down));
  const best = rows.filter(({ up, down }) => up + down === nearest);
  if (task === 'common') return best.map(({ name, up, down }) => (form === 'words' ? name : [name, up, down]));
  const [first] = best.toSorted((a, b) => a.up - b.up);
  if (first === undefined) return null;
  return form === 'words' ? relationWord(first.up, first.down) : [first.up, first.down];
}

type Look = readonly [people: People, one: string, two: string];

function looksOf(random: Chance): Record<'visible' | 'hidden', Record<string, Look>> {
  const [
    gran = '',
    grandad = '',
    mum = '',
    aunt = '',
    dad = '',
    me = '',
    sis = '',
    cousin = '',
    baby = '',
    kid = '',
    stranger = '',
  ] = somePeople(random, 11);
  const house: People = {
    [mum]: [gran, grandad],
    [aunt]: [gran, grandad],
    [me]: [mum, dad],
    [sis]: [mum, null],
    [cousin]: [aunt, null],
    [baby]: [cousin, null],
    [kid]: [null, me],
  };
  const { [kid]: _later, ...small } = house;
  const looped: People = {
    b: ['a', null],
    c: ['a', null],
    d: ['b', 'x'],
    e: ['c', 'x'],
    f: ['d', 'c'],
    g: ['f', 'e'],
    h: [null, 'g'],
  };
  const some = (size: number, generations: number): People => {
    const name = (generation: number, at: number) => `p${generation}.${at}`;
    return Object.fromEntries(
      drawn(size * (generations - 1), (at) => {
        const generation = 1 + Math.floor(at / size);
        const parent = () =>
          random.below(8) === 0
            ? null
            : name(generation - 1 - (generation > 1 && random.below(9) === 0 ? 1 : 0), random.below(size));
        return [name(generation, at % size), [parent(), parent()]];
      }),
    );
  };
  const look = (people: People, one: string, two: string): Look => [people, one, two];
  const big = some(30, 9);
  return {
    visible: { grandmother: look(small, gran, me), 'sisters of one mother': look(small, me, sis) },
    hidden: {
      aunt: look(house, me, aunt),
      niece: look(house, aunt, sis),
      cousins: look(house, cousin, me),
      'once removed': look(house, baby, me),
      'far removed': look(house, kid, baby),
      oneself: look(house, mum, mum),
      'not related': look(house, stranger, me),
      'through the father': look(house, kid, gran),
      grandfather: look(house, grandad, kid),
      downwards: look(house, mum, kid),
      'several ways': look(looped, 'a', 'h'),
      'two nearest ancestors': look(looped, 'd', 'e'),
      'eldest and youngest': look(house, gran, baby),
      'a line of mothers': look(looped, 'b', 'g'),
      'a mother of one': look(looped, 'c', 'e'),
      'a branch of few': look(looped, 'f', 'd'),
      'cousins who are more': look(looped, 'g', 'c'),
      'empty tree': look({}, 'ann', 'bob'),
      'drawn 1': look(some(4, 5), 'p4.0', 'p4.2'),
      'drawn 2': look(some(5, 6), 'p0.1', 'p5.3'),
      'drawn 3': look(some(6, 6), 'p5.1', 'p4.4'),
      'a large tree': look(big, 'p1.3', 'p8.2'),
      'a large tree from below': look(big, 'p8.9', 'p7.1'),
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  type Call = [People, string] | [People, string, string];
  const looks = looksOf(random);
  const each = (side: Record<string, Look>) => {
    const seen = new Set<string>();
    return Object.fromEntries(
      Object.entries(side)
        .map(([name, [people, one, two]]): [string, Call] => [
          name,
          settings.task === 'descendants' ? [people, one] : [people, one, two],
        ])
        .filter(([, call]) => {
          const key = JSON.stringify(call);
          const isNew =
            !seen.has(key) &&
            !(
              side === looks.hidden &&
              settings.task === 'descendants' &&
              Object.values(looks.visible).some(([people, one]) => JSON.stringify([people, one]) === key)
            );
          seen.add(key);
          return isNew;
        }),
    );
  };
  const entry = { relation: 'relation', descendants: 'descendants', common: 'common_ancestors' }[settings.task];
  return functionProject<Call>(PYTHON, posting, {
    visible: each(looks.visible),
    hidden: each(looks.hidden),
    reference,
    wrong: kinshipWrong(settings),
    entry,
    answer: (people, one, two = one) => answer(settings, people, one, two),
  });
}

const STORIES = [
  'researches family history',
  'keeps the stud book of a horse breed',
  'looks for heirs',
  'publishes old parish registers',
  'breeds alpacas',
] as const;

export const kinship = voicedFamily({
  name: 'kinship',
  category: 'graphs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        relation: tell(
          'Python: how are two people related?',
          'What is she to me? Name the kinship',
          'Determination of kinship',
        ),
        descendants: tell(
          'Python: descendants by generation',
          'All the children and grandchildren of somebody',
          'Descendants by generation',
        ),
        common: tell(
          'Python: nearest common ancestors',
          'Where do these two lines meet?',
          'Nearest common ancestors of two persons',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Function over a family tree wanted.`,
        `${story}, and working this out on paper makes my head spin after the third generation. Python should do it.`,
        `${story}. A Python function shall evaluate family trees.`,
      ),
      pieces: kinshipPieces(circumstances, settings),
      skills: ['Python', 'Graph Theory'],
      minutes: { relation: 60, descendants: 25, common: 35 }[settings.task] + (settings.form === 'words' ? 5 : 0),
      programs: kinshipPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
