/** Task family: seating conflicts (two tables for guests who quarrel, their groups, or as many tables as needed). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { drawn, someFirm, somePeople } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { seatingConflictsPieces } from './seating-conflicts.posting.ts';
import { seatingPrograms, seatingWrong } from './seating-conflicts.programs.ts';

const DIALS = {
  task: ['tables', 'groups', 'greedy'],
  input: ['pairs', 'lists'],
  first: ['name', 'list'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Pair = [string, string];

const byText = (a: string, b: string) => (a < b ? -1 : 1);

/** Repeats "a rival's rival sits with me" until nothing changes, on marks for both sides of everybody. */
function answer({ task, first }: Settings, guests: readonly string[], pairs: readonly Pair[]): Json {
  const rivals = (name: string) => [
    ...new Set(pairs.flatMap(([one, two]) => (one === name ? [two] : two === name ? [one] : []))),
  ];
  const order = first === 'name' ? guests.toSorted(byText) : [...guests];
  if (task === 'greedy') {
    const ranking = first === 'name' ? order : guests.toSorted((a, b) => rivals(b).length - rivals(a).length);
    const table = new Map<string, number>();
    for (const name of ranking) {
      const taken = rivals(name).map((rival) => table.get(rival));
      table.set(name, drawn(guests.length, (at) => at + 1).find((number) => !taken.includes(number)) ?? 0);
    }
    return guests.map((name) => [name, table.get(name) ?? 0]);
  }
  const sides = new Map<string, Set<number>>();
  const groupOf = new Map<string, string>();
  for (const start of order) {
    if (groupOf.has(start)) continue;
    sides.set(start, new Set([0]));
    for (let changed = true; changed; ) {
      changed = false;
      for (const [name, own] of [...sides]) {
        groupOf.set(name, groupOf.get(name) ?? start);
        for (const rival of rivals(name)) {
          const other = sides.get(rival) ?? new Set<number>();
          for (const side of own) {
            if (other.has(1 - side)) continue;
            sides.set(rival, other.add(1 - side));
            changed = true;
          }
        }
      }
    }
  }
  const isFine = (name: string) => sides.get(name)?.size === 1;
  if (task === 'tables')
    return guests.every(isFine) ? [0, 1].map((side) => order.filter((name) => sides.get(name)?.has(side))) : null;
  return [...Map.groupBy(order, (name) => groupOf.get(name)).values()].map((members) => [
    members,
    members.every(isFine),
  ]);
}

type Look = readonly [guests: string[], pairs: Pair[]];

function looksOf(random: Chance): Record<'visible' | 'hidden', Record<string, Look>> {
  const people = somePeople(random, 14);
  const look = (count: number, ...pairs: readonly (readonly [number, number])[]): Look => [
    people.slice(0, count),
    pairs.map(([a, b]): Pair => [people[a] ?? '', people[b] ?? '']),
  ];
  const some = (count: number, quarrels: number, isSplit: boolean): Look => {
    const guests = random.shuffle(count > 14 ? drawn(count, (at) => `guest ${at}`) : people.slice(0, count));
    const keys = new Set<string>();
    const pairs = drawn(quarrels, (): Pair => [random.pick(guests), random.pick(guests)]).filter(([a, b]) => {
      const key = [a, b].toSorted(byText).join();
      const isApart = !isSplit || guests.indexOf(a) % 2 !== guests.indexOf(b) % 2;
      const isNew = a !== b && isApart && !keys.has(key);
      keys.add(key);
      return isNew;
    });
    return [guests, pairs];
  };
  const sorted = people.slice(0, 6).toSorted(byText);
  const backwards = sorted.toReversed();
  return {
    visible: {
      'two quarrels': [
        [...sorted.slice(0, 4)],
        [
          [sorted[0] ?? '', sorted[2] ?? ''],
          [sorted[1] ?? '', sorted[2] ?? ''],
        ],
      ],
      'a triangle': [
        sorted.slice(0, 4),
        [
          [sorted[1] ?? '', sorted[2] ?? ''],
          [sorted[2] ?? '', sorted[3] ?? ''],
          [sorted[3] ?? '', sorted[1] ?? ''],
        ],
      ],
    },
    hidden: {
      'no guests': [[], []],
      peace: look(5),
      'a ring of four': look(5, [0, 1], [1, 2], [2, 3], [3, 0]),
      'a ring of five': look(6, [0, 1], [1, 2], [3, 2], [3, 4], [4, 0]),
      'guests out of order': [
        backwards,
        [
          [backwards[0] ?? '', backwards[5] ?? ''],
          [backwards[1] ?? '', backwards[4] ?? ''],
          [backwards[4] ?? '', backwards[2] ?? ''],
        ],
      ],
      'two groups, one impossible': look(8, [0, 2], [2, 4], [4, 0], [1, 3], [3, 5]),
      'everybody with everybody': look(
        5,
        ...drawn(10, (at): [number, number] => [
          [0, 0, 0, 0, 1, 1, 1, 2, 2, 3][at] ?? 0,
          [1, 2, 3, 4, 2, 3, 4, 3, 4, 4][at] ?? 0,
        ]),
      ),
      'late quarrels': look(7, [6, 5], [5, 4], [3, 4], [3, 2]),
      'drawn 1': some(10, 12, true),
      'drawn 2': some(14, 9, true),
      'drawn 3': some(14, 30, false),
      'a big wedding': some(120, 110, true),
      'a big quarrel': some(90, 300, false),
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  type Call = [guests: string[], conflicts: Pair[] | Record<string, string[]>];
  const looks = looksOf(random);
  const make = ([guests, pairs]: Look): Call => {
    if (settings.input === 'pairs') return [guests, pairs];
    return [
      guests,
      Object.fromEntries([...Map.groupBy(pairs, ([one]) => one)].map(([one, own]) => [one, own.map(([, two]) => two)])),
    ];
  };
  const each = (side: Record<string, Look>) =>
    Object.fromEntries(Object.entries(side).map(([name, look]) => [name, make(look)]));
  return functionProject<Call>(PYTHON, posting, {
    visible: each(looks.visible),
    hidden: each(looks.hidden),
    reference,
    wrong: seatingWrong(settings),
    entry: 'seat',
    answer: (guests, conflicts) =>
      answer(
        settings,
        guests,
        Array.isArray(conflicts)
          ? conflicts
          : Object.entries(conflicts as Record<string, string[]>).flatMap(([one, all]) =>
              all.map((two): Pair => [one, two]),
            ),
      ),
  });
}

const STORIES = [
  'plans weddings',
  'organises gala dinners',
  'places exhibitors at a trade fair',
  'runs a summer camp with difficult children',
  'arranges debates between candidates',
] as const;

export const seatingConflicts = voicedFamily({
  name: 'seating-conflicts',
  category: 'graphs',
  dials: DIALS,
  turned: [7],
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        tables: tell(
          'Python: two tables for quarrelling guests',
          'Two tables and guests who do not get on',
          'Assignment of guests in conflict to two tables',
        ),
        groups: tell(
          'Python: groups of guests by conflicts',
          'Which circles of guests are the problem?',
          'Groups of guests connected by conflicts',
        ),
        greedy: tell(
          'Python: seat guests at the first possible table',
          'As many tables as it takes',
          'Assignment of guests in conflict to numbered tables',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Guests with conflicts are to be seated by a Python function.`,
        `${story}, and some people cannot sit at one table. Paper slips do not work any more, so please help with a bit of Python.`,
        `${story}. A Python function shall deal with conflicts between guests.`,
      ),
      pieces: seatingConflictsPieces(circumstances, settings),
      skills: ['Python', 'Graph Theory'],
      minutes: { tables: 30, groups: 35, greedy: 20 }[settings.task],
      programs: seatingPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
