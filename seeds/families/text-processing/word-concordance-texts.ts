/** What the family `word-concordance` asks for, in three voices, with the slips that go with it. */

import type { Slip, Told } from '../ruled-project.ts';
import { type Result, STOP, type Words } from './word-concordance-words.ts';

export const WORDS: Readonly<Record<Words, { told: Told; edge: string; slips: readonly Slip[]; key: string }>> = {
  possessive: {
    told: [
      "Words: runs of letters a-z, any capitalisation, turned into small letters. An apostrophe or hyphen with a letter on both sides belongs to the word (don't, well-known); otherwise it separates. An ending 's is cut off (captain's = captain), once.",
      "What a word is: letters hanging together, and I do not care about capitals, so make everything small. Apostrophes and hyphens count as part of the word only when they stand between two letters, as in don't or well-known. And if a word ends in 's please drop these two signs, captain's is just the captain.",
      "A word is a maximal sequence of letters A to Z, converted to lower case, in which a single apostrophe or a single hyphen may stand between two letters. If the word so obtained ends with 's, these two characters shall be removed once.",
    ],
    edge: "'Tis the ship's-bell, rock--hard.\nThe captain's captain''s dogs' dog's -end- a's's",
    slips: [['keeps-possessive', "An ending 's is cut off.", '.removesuffix("\'s")', '.removesuffix("\'")']],
    key: 'captain',
  },
  stop: {
    told: [
      `Words: runs of letters a-z, any capitalisation, turned into small letters; every other sign separates. Leave out these words as if they were not in the text: ${STOP.join(', ')}.`,
      `What a word is: letters a to z hanging together, in small letters, anything else (digits, apostrophes, dashes) is a gap. The little words ${STOP.join(', ')} do not interest me, treat the text as if nobody had written them.`,
      `A word is a maximal run of the letters A to Z, converted to lower case; all other characters are separators. The words ${STOP.join(', ')} shall be removed before anything is counted or numbered.`,
    ],
    edge: 'The end of THE show;\na to-do in an inn4the2nd and\nof the',
    slips: [
      [
        'stop-words-in-capitals',
        'Capitals are turned small before words are left out.',
        'word.lower() not in STOP',
        'word not in STOP',
      ],
    ],
    key: 'ship',
  },
  plural: {
    told: [
      'Words: runs of letters a-z, any capitalisation, turned into small letters; every other sign separates. A word of four letters or more that ends in one s (not ss) loses that s: ships = ship, but gas and glass stay.',
      'What a word is: letters a to z hanging together, in small letters, anything else is a gap. Plurals should not be listed apart, so take off a final s when the word has at least four letters and does not end in a double s. (Yes, that also turns "lens" into "len", never mind.)',
      'A word is a maximal run of the letters A to Z, converted to lower case; all other characters are separators. Of a word with at least four letters whose last letter is s and whose last but one is not s, the last letter shall be removed.',
    ],
    edge: "Gas gas's GLASS glasses\nseas was lens' ass buses\nsass boss toss's ships",
    slips: [['three-letters-too', 'A word of three letters keeps its s.', 'len(word) > 3', 'len(word) > 2']],
    key: 'ship',
  },
};

interface Kind {
  readonly told: Told;
  readonly minutes: number;
  readonly title: string;
  readonly argument: (
    key: string,
  ) => readonly [visible: readonly [string, number], ...more: (readonly [string, number])[]];
  readonly slips: readonly Slip[];
}

export const RESULTS: Readonly<Record<Result, Kind>> = {
  index: {
    told: [
      'Result: list of [word, lines] for the words that start with start and stand in at least least different lines, sorted by character code. lines is a text with the numbers of these lines (first line = 1), each once, neighbouring numbers drawn together: "1-3, 7". start may be "".',
      'I want the index at the back of a book: for every word that begins with start (an empty start means all of them) a pair of the word and its lines, sorted in plain ASCII order. Lines count from 1; mention a line only once even if the word is there twice, and write neighbours as a range, like "1-3, 7, 9-10" (two in a row are a range too). Words that are found in fewer than least different lines stay out.',
      'The function shall return, ordered by character code, a list of pairs [word, lines] of all words which begin with start (possibly empty) and occur in no fewer than least distinct lines. The string lines enumerates the line numbers, counted from 1, in ascending order and without repetition; runs of two or more consecutive numbers are written first-last; parts are joined by ", ".',
    ],
    minutes: 40,
    title: 'Book index: line numbers for every word',
    argument: (key) => [
      ['', 1],
      [key.slice(0, 3), 1],
      ['', 2],
      ['zz', 1],
    ],
    slips: [
      ['counts-occurrences', 'Different lines count, not occurrences.', 'if number not in lines[word]:', 'if True:'],
      ['no-range-of-two', 'Two neighbouring lines are a range.', 'if first == last', 'if last - first < 2'],
    ],
  },
  context: {
    told: [
      'Result: for each place where word stands, in order: [line number, left, right]. left = up to span words before it, right = up to span words behind it, joined by one blank, also beyond line ends; fewer where the text ends. Line numbers from 1.',
      'Give me every place where the word stands, in the order of the text, as a list of three: number of the line (the first is 1), then the span words in front of it, then the span words behind it. The neighbours are joined with single blanks and may come from the lines above and below; at the beginning and end of the text there are simply fewer. The word I hand over is already in the form in which you list words.',
      'The function shall return one list [line, left, right] per occurrence of word, in textual order; line is counted from 1; left and right contain the at most span words immediately preceding and following the occurrence, separated by single spaces, regardless of line boundaries. word is passed in the normal form defined here.',
    ],
    minutes: 30,
    title: 'Keyword in context from a text',
    argument: (key) => [
      [key, 2],
      [key, 0],
      [key, 9],
      ['nowhere', 3],
    ],
    slips: [
      [
        'stops-at-line-ends',
        'Neighbours may stand in other lines.',
        'left = words[max(0, at - span):at]',
        'left = [each for each, line in zip(words[:at], lines) if line == lines[at]][-span:]',
      ],
      ['line-from-zero', 'Lines are counted from 1.', 'start=1', 'start=0'],
    ],
  },
  pairs: {
    told: [
      'Result: the limit most frequent pairs of words that follow each other in one line, as [first, second, count]. Most frequent first, equal counts by "first second" in character order. If companion is not "", only pairs in which it is one of the two. Overlapping pairs all count ("so so so" = 2).',
      'I would like to know which words go together. Count all pairs of words that stand right behind each other in the same line (never across a line end), and give me the limit most frequent ones as first word, second word, count. Equally frequent ones go by the alphabet (plain ASCII order of the text "first second"). When companion is not empty, I only want pairs where it is one of the two words. "ha ha ha" has the pair ha ha twice.',
      'A pair consists of two words immediately following one another within one line; overlapping pairs are all counted. The function shall return the limit pairs of highest count as [first, second, count], ordered by descending count and then by the string "first second" in character order. If the argument companion is a non-empty string, only pairs containing it shall be considered before the limit is applied.',
    ],
    minutes: 35,
    title: 'Most frequent word pairs of a text',
    argument: (key) => [
      ['', 5],
      [key, 10],
      ['', 3],
      ['nowhere', 3],
    ],
    slips: [
      ['across-lines', 'Pairs stand within one line.', "text.split('\\n')", '[text]'],
      ['ties-as-they-come', 'Equal counts go by the alphabet.', "(-item[1], ' '.join(item[0]))", '-item[1]'],
    ],
  },
  once: {
    told: [
      'Result: the words that occur exactly once in the whole text, start with start and are at least least characters long, as [word, line, position] in order of appearance. Line and position (which word of its line, after the rules for words) count from 1. start may be "".',
      'I am looking for words that an author used one single time in the whole text. List them as they come, each with the number of its line and which word of that line it is, both counted from one (count only what you list as words). Only those beginning with start, where an empty start lets all through, and only those with least characters or more.',
      'The function shall return, in textual order, [word, line, position] for each word whose number of occurrences in the complete text is exactly one, which begins with start (possibly empty) and whose length is at least least. line and position, the ordinal of the word among the words of its line, are counted from 1.',
    ],
    minutes: 25,
    title: 'Words that an author used only once',
    argument: (key) => [
      ['', 1],
      [key.slice(0, 2), 1],
      ['', 6],
      ['zz', 1],
    ],
    slips: [
      ['once-per-line', 'A word is counted over the whole text.', 'counts.update(words)', 'counts.update(set(words))'],
      ['longer-than', 'Words of exactly that length are listed.', '>= least', '> least'],
    ],
  },
};
