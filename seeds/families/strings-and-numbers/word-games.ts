/** Task family: word games: which words of a list can be made or found, and how the finds are presented. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './word-games.programs.ts';
import { DIALS, GAMES, type Game, SHOWS, type Show } from './word-games-texts.ts';

type Arguments = [string[], string];

function inGrid(word: string, rows: readonly string[]): boolean {
  const steps = [-1, 0, 1]
    .flatMap((down) => [-1, 0, 1].map((right) => [down, right] as const))
    .filter(([down, right]) => down !== 0 || right !== 0);
  return rows.some((row, y) =>
    [...row].some((_, x) =>
      steps.some(([down, right]) => [...word].every((letter, at) => rows[y + down * at]?.[x + right * at] === letter)),
    ),
  );
}

function inRack(word: string, rack: string): boolean {
  let rest = rack;
  for (const letter of word) {
    const taken = rest.includes(letter) ? letter : '?';
    if (!rest.includes(taken)) return false;
    rest = rest.replace(taken, '');
  }
  return true;
}

function fitsPattern(word: string, pattern: string): boolean {
  if (word.length !== pattern.length) return false;
  return [...word].every((letter, at) => {
    const sign = pattern.charAt(at);
    if (sign === '.') return true;
    if (!/\d/.test(sign)) return letter === sign;
    return [...pattern].every((other, place) => !/\d/.test(other) || (other === sign) === (word[place] === letter));
  });
}

function found(word: string, game: Game, letters: string): boolean {
  if (game === 'bee')
    return (
      word.length >= 4 && word.includes(letters.charAt(0)) && [...word].every((letter) => letters.includes(letter))
    );
  if (game === 'rack') return inRack(word, letters);
  return game === 'grid' ? inGrid(word, letters.split('/')) : fitsPattern(word, letters);
}

const points = (word: string): number => (word.length >= 8 ? 11 : ([0, 1, 1, 1, 1, 2, 3, 5][word.length] ?? 0));

function answer(game: Game, show: Show, [words, letters]: Arguments): Json {
  const finds = [...new Set(words)].filter((word) => found(word, game, letters));
  if (show === 'ranked') return finds.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  if (show === 'points') {
    const most = Math.max(0, ...finds.map(points));
    return [finds.reduce((sum, word) => sum + points(word), 0), finds.filter((word) => points(word) === most).sort()];
  }
  const lengths = [...new Set(finds.map((word) => word.length))].toSorted((a, b) => a - b);
  return lengths.map((length) => {
    const alike = finds.filter((word) => word.length === length).sort();
    return [length, alike.length, alike[0] ?? ''];
  });
}

function drawnWords(random: Chance, alphabet: string, count: number): string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + random.below(random.pick([4, 6, 10])) }, () => random.pick([...alphabet])).join(''),
  );
}

function rules(game: Game, show: Show, random: Chance): Rule<Arguments>[] {
  const { told, words, letters, more, alphabet, slips } = GAMES[game];
  const few = alphabet.slice(0, 4);
  const draw = (count: number): string[] => drawnWords(random, random.pick([few, alphabet]), count);
  return [
    {
      told,
      cases: {
        'a mixed list': [[...words], letters],
        ...Object.fromEntries(
          more.map((other, at) => [`other letters ${at + 1}`, [[...words, ...draw(40)], other] as Arguments]),
        ),
      },
      slips,
    },
    {
      told: SHOWS[show].told,
      cases: {
        'no words': [[], letters],
        'nothing found': [['zzzz', 'qqqq'], letters],
        'words repeated': [[...words, ...words.toReversed(), ...words.slice(0, 3)], letters],
        'one word': [[words[0] ?? ''], letters],
        drawn: [draw(40), letters],
        'many words': [[...drawnWords(random, few, 300), ...drawnWords(random, alphabet, 200), ...words], letters],
      },
      slips: SHOWS[show].slips.filter(
        ([slip]) => game !== 'pattern' || !['shortest-first', 'longest-not-best'].includes(slip),
      ),
    },
  ];
}

export const wordGames: StudyFamily = {
  name: 'word-games',
  category: 'strings_and_numbers',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'word-games', index);
    const { game, show } = settingsOf(DIALS, index);
    const { title, parameter, plain, letters, minutes } = GAMES[game];
    const entry = random.pick(SHOWS[show].entries);
    const who = random.pick([
      'a Sunday paper',
      'our family evenings',
      'a language school',
      'a puzzle app',
      'a book club',
    ]);
    return ruledProject<Arguments>(
      {
        family: wordGames,
        index,
        seed,
        title: `${title}: ${SHOWS[show].title}`,
        opening: [
          `Python, solution.py: ${entry}(words, ${parameter}). words is a list of words in small letters a-z, some perhaps more than once; each counts once.`,
          `For ${who} I make word puzzles and would like some help from Python: a function ${entry}(words, ${parameter}) in solution.py. The words come as a list, all in small letters a to z; if one is in there twice, count it once.`,
          `solution.py shall define ${entry}(words, ${parameter}), to be used for ${who}. words is a list of non-empty strings of letters a to z in which repetitions are to be disregarded.`,
        ],
        rules: rules(game, show, random),
        closing: [
          'Up to some 600 words. Standard library only.',
          'There will not be more than about 600 words at a time, and it should run on any Python without installing things.',
          'The list has at most 600 words. No third-party packages.',
        ],
        skills: ['Python', 'Puzzles', 'Algorithms'],
        estimatedMinutes: minutes + SHOWS[show].minutes,
        visible: { 'four words': [[...plain], letters], 'two words': [[...plain.slice(0, 2)], letters] },
        reference: referenceProgram(game, show, entry),
        alternative: {
          how: 'Counting with dictionaries or trying arrangements where the reference uses sets, and grouping where it sorts.',
          program: alternativeProgram(game, show, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, { ...parts, entry, answer: (...args) => answer(game, show, args) }),
    );
  },
};
