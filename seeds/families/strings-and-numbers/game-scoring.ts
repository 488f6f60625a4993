/** Task family: points of games out of the notes that players make, and how the scores are presented. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './game-scoring.programs.ts';
import { DIALS, GAMES, type Game, SHEETS, type Sheet } from './game-scoring-texts.ts';

type Player = [string, string];
type Arguments = [Player[]];

function bowling(record: string): number[] {
  const rolls: number[] = [];
  const starts: number[] = [];
  for (const frame of record.split(' ')) {
    starts.push(rolls.length);
    for (const sign of frame) {
      if (sign === 'X') rolls.push(10);
      else if (sign === '/') rolls.push(10 - (rolls.at(-1) ?? 0));
      else rolls.push(sign === '-' ? 0 : Number(sign));
    }
  }
  const pins = (from: number, count: number): number =>
    rolls.slice(from, from + count).reduce((sum, roll) => sum + roll, 0);
  return starts.map((from, at) => {
    if (at === 9) return pins(from, 3);
    return pins(from, pins(from, 1) === 10 || pins(from, 2) === 10 ? 3 : 2);
  });
}

function darts(record: string): number[] {
  let left = 301;
  return record.split(', ').map((round) => {
    const before = left;
    for (const dart of round.split(' ')) {
      const factor = { D: 2, T: 3 }[dart.charAt(0)] ?? 1;
      left -= factor * Number(dart.replace(/^[DT]/, ''));
      if (left === 0 && factor === 2) return before;
      if (left < 2) {
        left = before;
        return 0;
      }
    }
    return before - left;
  });
}

const LETTERS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['aeioulnrst', 1],
    ['dg', 2],
    ['bcmp', 3],
    ['fhvwy', 4],
    ['k', 5],
    ['jx', 8],
    ['qz', 10],
  ].flatMap(([letters, points]) => [...String(letters)].map((letter) => [letter, Number(points)] as const)),
);

function tiles(record: string): number[] {
  return record.split(' ').map((word) => {
    const letters = [...word.matchAll(/([A-Za-z])([23]?)/g)];
    const sum = letters.reduce((total, [, letter = '', factor]) => {
      const value = /[a-z]/.test(letter) ? (LETTERS[letter] ?? 0) : 0;
      return total + value * Number(factor || 1);
    }, 0);
    const doubled = 2 ** (word.match(/!/g)?.length ?? 0);
    return sum * doubled + (letters.length >= 7 ? 50 : 0);
  });
}

function golf(record: string): number[] {
  return record.split(' ').map((hole) => {
    const [par = 0, strokes = 0] = hole.split(':').map(Number);
    if (hole.endsWith(':-')) return -3;
    if (strokes === 1) return 10;
    const under = par - strokes;
    return under >= 3 ? 8 : under <= -2 ? -3 : ([-1, 0, 2, 5][under + 1] ?? 0);
  });
}

const PLAYS: Readonly<Record<Game, (record: string) => number[]>> = { bowling, darts, tiles, golf };

function answer(game: Game, sheet: Sheet, [players]: Arguments): Json {
  const scores = players.map(([name, record]) => ({ name, points: record === '' ? [] : PLAYS[game](record) }));
  const sum = (points: readonly number[]): number => points.reduce((total, one) => total + one, 0);
  if (sheet === 'running')
    return scores.map(({ name, points }) => [name, points.map((_, at) => sum(points.slice(0, at + 1)))]);
  const totals = scores.map(({ name, points }) => ({ name, total: sum(points), best: Math.max(...points), points }));
  if (sheet === 'best') {
    return totals.map(({ name, total, best, points }) => [
      name,
      total,
      points.length === 0 ? 0 : best,
      points.indexOf(best) + 1,
    ]);
  }
  return totals
    .map(({ name, total }) => ({ name, total, rank: 1 + totals.filter((other) => other.total > total).length }))
    .toSorted((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : Number(a.name > b.name)))
    .map(({ name, total, rank }) => [rank, name, total]);
}

function drawnRecord(random: Chance, game: Game): string {
  const times = <Item>(count: number, make: () => Item): Item[] => Array.from({ length: count }, make);
  if (game === 'golf')
    return times(9, () => `${3 + random.below(3)}:${random.pick(['1', '2', '3', '4', '5', '6', '7', '-'])}`).join(' ');
  if (game === 'tiles') {
    const letter = () => random.pick([...'aeiourstnlqzkjbcfhgdmpvwxyE']) + random.pick(['', '', '', '2', '3']);
    return times(
      1 + random.below(5),
      () => times(2 + random.below(7), letter).join('') + random.pick(['', '', '!', '!!']),
    ).join(' ');
  }
  if (game === 'darts') {
    const dart = () => random.pick(['', 'D', 'T', '']) + random.pick([20, 20, 19, 5, 1, 17]);
    return times(3 + random.below(9), () => [dart(), dart(), random.pick([dart(), '25', 'D25', '0'])].join(' ')).join(
      ', ',
    );
  }
  const digit = (pins: number): string => (pins === 0 ? '-' : String(pins));
  const frame = (): string => {
    const first = random.pick([10, 10, random.below(10), random.below(10)]);
    if (first === 10) return 'X';
    const second = random.below(11 - first);
    return digit(first) + (first + second === 10 ? '/' : digit(second));
  };
  const last = frame();
  const extra =
    last === 'X' ? random.pick(['XX', 'X5', '3/', '--']) : last.endsWith('/') ? random.pick(['X', '4', '-']) : '';
  return [...times(9, frame), last + extra].join(' ');
}

function rules(game: Game, sheet: Sheet, random: Chance): Rule<Arguments>[] {
  const { told, records, slips } = GAMES[game];
  const players = (list: readonly string[]): Player[] => list.map((record, at) => [`P${at + 1}`, record]);
  const drawn = (count: number): Player[] =>
    Array.from({ length: count }, (_, at) => [random.pick(['Ann', 'Bo', 'Cy', 'Di']) + at, drawnRecord(random, game)]);
  const alike = drawnRecord(random, game);
  return [
    {
      told,
      cases: {
        'special records': [players(records)],
        ...Object.fromEntries(
          records.slice(0, 3).map((record, at) => [`record ${at + 1} alone`, [[['Solo', record]]] as Arguments]),
        ),
      },
      slips,
    },
    {
      told: SHEETS[sheet].told,
      cases: {
        'no players': [[]],
        'empty record': [
          [
            ['Nil', ''],
            ['Zoe', records[0] ?? ''],
            ['Abe', ''],
          ],
        ],
        'equal results': [
          [
            ['Moe', alike],
            ['Kay', alike],
            ['Al', records[1] ?? ''],
            ['Lou', alike],
            ['al', records[1] ?? ''],
            ['Ed', ''],
          ],
        ],
        drawn: [drawn(5)],
        'many players': [drawn(game === 'bowling' || game === 'darts' ? 200 : 150)],
      },
      slips: SHEETS[sheet].slips,
    },
  ];
}

export const gameScoring: StudyFamily = {
  name: 'game-scoring',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'game-scoring', index);
    const { game, sheet } = settingsOf(DIALS, index);
    const { title, unit, plain, minutes } = GAMES[game];
    const entry = random.pick(SHEETS[sheet].entries);
    const place = random.pick(['Riverside', 'Old Mill', 'Station Street', 'Westend', 'Harbour View']);
    return ruledProject<Arguments>(
      {
        family: gameScoring,
        index,
        seed,
        title: `${title}: ${SHEETS[sheet].title}`,
        opening: [
          `Python function ${entry}(players) in solution.py. players: list of [name, record]; the record is a string, "" means nothing played yet (no ${unit}s). Records are always well-formed.`,
          `We play ${title.toLowerCase()} at the ${place} club and keep the scores on paper. Please write me ${entry}(players) in Python, file solution.py. It gets a list of pairs, name and record; the record is a text as described here, without mistakes, and empty for somebody who has not played yet and so has no ${unit} at all.`,
          `The module solution.py shall define ${entry}(players) for the ${place} league. players is a list of pairs [name, record]. Records are well-formed strings as specified; the empty string denotes a record without any ${unit}.`,
        ],
        rules: rules(game, sheet, random),
        closing: [
          'No players, no entries. Python 3.13, standard library.',
          'With no players the list I get back is empty. It must run on a plain Python without extra packages.',
          'For an empty list the result is an empty list. Only the standard library is available.',
        ],
        skills: ['Python', 'Game Development', 'Algorithms'],
        estimatedMinutes: minutes + SHEETS[sheet].minutes,
        visible: {
          'two players': [
            [
              ['Ida', plain[0]],
              ['Tom', plain[1]],
            ],
          ],
          'one player': [[['Eve', plain[1]]]],
        },
        reference: referenceProgram(game, sheet, entry),
        alternative: {
          how: 'Goes through the record from its end or with running state, where the reference looks ahead.',
          program: alternativeProgram(game, sheet, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(game, sheet, args),
        }),
    );
  },
};
