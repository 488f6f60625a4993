/** What the family `word-games` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { game: ['bee', 'rack', 'grid', 'pattern'], show: ['ranked', 'points', 'lengths'] } as const;

export type Game = (typeof DIALS)['game'][number];
export type Show = (typeof DIALS)['show'][number];

interface GameText {
  readonly title: string;
  readonly parameter: string;
  readonly minutes: number;
  readonly told: Told;
  readonly words: readonly string[];
  readonly plain: readonly string[];
  readonly letters: string;
  readonly more: readonly string[];
  readonly alphabet: string;
  readonly slips: readonly Slip[];
}

export const GAMES: Readonly<Record<Game, GameText>> = {
  bee: {
    title: 'Words from seven letters',
    parameter: 'letters',
    minutes: 10,
    told: [
      'Found is a word that has at least four letters, uses only letters of the text letters (each as often as you like), and contains the first of them.',
      'A word is found if it is made of the given letters only, where each may be used as often as one likes; the first of the letters is the one in the middle of the puzzle and must be in the word; and words of less than four letters do not count.',
      'A word is found if its length is at least four, all of its letters occur in letters (repetition being allowed), and it contains the first character of letters.',
    ],
    words: [
      'tone',
      'not',
      'attention',
      'note',
      'none',
      'onion',
      'tent',
      'noon',
      'intone',
      'tin',
      'tots',
      'tenet',
      'intention',
      'teen',
    ],
    plain: ['tone', 'note', 'trees', 'teen'],
    letters: 'toneia',
    more: ['oten', 'n', 'netoi'],
    alphabet: 'noteiasx',
    slips: [
      ['three-letters', 'Words have at least four letters.', 'len(word) > 3', 'len(word) > 2'],
      ['middle-letter-free', 'The first letter must be in the word.', 'letters[0] in word', 'word'],
    ],
  },
  rack: {
    title: 'Words from a rack of tiles',
    parameter: 'rack',
    minutes: 20,
    told: [
      'Found is a word that can be laid with the tiles of the text rack, each tile at most once; "?" is a tile that can stand for any one letter. Not all tiles need to be used.',
      'A word is found if one can lay it with the tiles on the rack. Every tile can be used one time only, so for two e one needs two tiles, or a joker: the question mark stands for any letter, once. Tiles may be left over.',
      'A word is found if its letters can be assigned to distinct characters of rack, each letter to an equal character or to "?", which may represent any letter.',
    ],
    words: [
      'apple',
      'pale',
      'plea',
      'lap',
      'ape',
      'palp',
      'appeal',
      'pp',
      'paper',
      'leap',
      'a',
      'pla',
      'alpe',
      'peal',
      'exxx',
    ],
    plain: ['pale', 'apes', 'zoo', 'lap'],
    letters: 'paelp?',
    more: ['??', 'aabbpple', '', 'e??x'],
    alphabet: 'aeplrsxq',
    slips: [
      ['tiles-used-again', 'Each tile is used once.', '(Counter(word) - tiles).total()', 'len(set(word) - set(tiles))'],
      ['one-joker', 'Each joker counts.', "rack.count('?')", "min(1, rack.count('?'))"],
    ],
  },
  grid: {
    title: 'Word search in a grid of letters',
    parameter: 'grid',
    minutes: 30,
    told: [
      'grid: rows of equal length joined by "/". Found is a word that stands in the grid in a straight line, in any of the eight directions (across, down, slanting, each forwards and backwards).',
      'The grid comes as one text, its rows (all equally long) joined by slashes. A word is found if it can be read somewhere in a straight line, and that may be across, up and down or on a slant, and backwards as well.',
      'grid consists of rows of equal length separated by "/". A word is found if its letters occupy consecutive cells along a horizontal, vertical or diagonal line of the grid, in either sense.',
    ],
    words: [
      'cat',
      'tac',
      'cod',
      'doc',
      'dog',
      'cab',
      'ten',
      'oat',
      'ace',
      'tend',
      'go',
      'g',
      'cow',
      'acts',
      'bog',
      'cogs',
      'canoe',
      'canoes',
      'noes',
      'caone',
    ],
    plain: ['cat', 'cod', 'bat', 'cow'],
    letters: 'cats/owes/dogb/tend',
    more: ['canoes/senoac', 'a', 'cat', 'c/o/d/o/c', 'nooc/ocon/cono/otnc'],
    alphabet: 'catodgns',
    slips: [
      [
        'no-slanting',
        'Words may stand on a slant.',
        'if (down, right) != (0, 0)',
        'if down * right == 0 and (down, right) != (0, 0)',
      ],
      ['forwards-only', 'Words may stand backwards.', 'for down in (-1, 0, 1)', 'for down in (0, 1)'],
    ],
  },
  pattern: {
    title: 'Words that fit a pattern',
    parameter: 'pattern',
    minutes: 20,
    told: [
      'Found is a word of the length of pattern that fits sign by sign: a letter stands for itself, "." for any letter, a digit for a letter too, where equal digits are equal letters and different digits different letters. A digit may well be a letter that is also in the pattern itself.',
      'A word is found if it is as long as the pattern and fits it everywhere. A letter in the pattern means just that letter and a dot any letter. Digits are riddles: wherever the same digit stands there must be the same letter, and where the digits differ the letters must differ as well. It does not matter whether that letter is elsewhere in the pattern as a letter.',
      'A word is found if it has the length of pattern and, position by position: a letter of pattern equals the letter of the word; "." admits any letter; positions with the same digit have the same letter and positions with different digits have different letters. No relation is required between digits and the letters of pattern.',
    ],
    words: [
      'noon',
      'deed',
      'nene',
      'toot',
      'sees',
      'none',
      'aaaa',
      'nooo',
      'otto',
      'soon',
      'anna',
      'noons',
      'noo',
      'eeee',
      'nnnn',
      'level',
      'rotor',
      'nanan',
      'eeeee',
      'onset',
    ],
    plain: ['noon', 'nose', 'deed', 'noo'],
    letters: '1221',
    more: ['12321', 'n12.', '1.1.', '....', '1234', '11', 'o221'],
    alphabet: 'noetsada',
    slips: [
      [
        'digits-may-agree',
        'Different digits are different letters.',
        'len(set(meaning.values())) == len(meaning)',
        'True',
      ],
      [
        'longer-words',
        'Word and pattern have the same length.',
        'if len(word) != len(pattern):',
        'if len(word) < len(pattern):',
      ],
    ],
  },
};

interface ShowText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const SHOWS: Readonly<Record<Show, ShowText>> = {
  ranked: {
    title: 'list of finds',
    entries: ['solutions', 'solve', 'finds'],
    minutes: 5,
    told: [
      'Result: list of the words found, longest first, equally long ones alphabetically. Nothing found: [].',
      'I get back a list with all the words found, the longest on top and those of one length by the alphabet; it is empty if there are none.',
      'The result is the list of words found, in order of descending length and, for equal lengths, in alphabetical order; it may be empty.',
    ],
    slips: [
      [
        'backwards',
        'Equally long words go by the alphabet.',
        '-len(word), word',
        '-len(word), [-ord(sign) for sign in word]',
      ],
      ['shortest-first', 'The longest word comes first.', '-len(word), word', 'len(word), word'],
    ],
  },
  points: {
    title: 'points and best words',
    entries: ['score', 'best_words', 'rate'],
    minutes: 10,
    told: [
      'Points of a word found: up to 4 letters 1, 5 letters 2, 6 letters 3, 7 letters 5, 8 and more 11. Result: [sum of all points, list of the words with the most points, alphabetically]. Nothing found: [0, []].',
      'Each word found brings points: one for up to four letters, two for five, three for six, five for seven, and eleven for eight or more. I get back the sum of all of them and a list of the words that bring the most, by the alphabet; with nothing found that is zero and an empty list.',
      'A word found scores 1 point for up to 4 letters, 2 for 5, 3 for 6, 5 for 7 and 11 for 8 or more. The result is [total, words], words being those of the highest score, in alphabetical order; [0, []] if no word is found.',
    ],
    slips: [
      ['five-letters-one', 'Five letters bring two points.', 'len(word) < 5', 'len(word) < 6'],
      [
        'longest-not-best',
        'All words with the most points are listed.',
        'if points(word) == most',
        'if len(word) == max(map(len, hits))',
      ],
    ],
  },
  lengths: {
    title: 'overview by length',
    entries: ['overview', 'by_length', 'statistics'],
    minutes: 10,
    told: [
      'Result: [length, how many, first in the alphabet] for each length of which words were found, shortest first. Nothing found: [].',
      'I get back an overview, the shortest first: for every length with finds, that length, how many words there are, and the one that comes first in the alphabet. No finds, empty list.',
      'The result contains [length, number of words, alphabetically first word] for each length occurring among the words found, in ascending order of length; it may be empty.',
    ],
    slips: [['last-in-the-alphabet', 'The first in the alphabet is shown.', 'min(alike)', 'max(alike)']],
  },
};
