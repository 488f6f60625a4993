/** What the family `stitch-patterns` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  notation: ['behind', 'front', 'lines', 'references'],
  view: ['rows', 'counts', 'runs'],
} as const;

export type Notation = (typeof DIALS)['notation'][number];
export type View = (typeof DIALS)['view'][number];

interface NotationText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly plain: readonly [string, string];
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly slips: readonly Slip[];
}

export const NOTATIONS: Readonly<Record<Notation, NotationText>> = {
  behind: {
    title: 'counts behind',
    minutes: 40,
    told: [
      'A pattern is one or more units in a row. A unit is a small letter a-z or a pattern in round brackets (nested to any depth), and may have a count 1 to 99 without leading zero right behind it: so often it is repeated. "k2(pk)2" = kkpkpk. Anything else is wrong, the empty text too.',
      'A pattern is a row of units, at least one. Each is a small letter, or a whole pattern in round brackets, which may have brackets in it again; and right behind a unit there can be a number from 1 to 99 (no zero in front) that says how often it comes. So k2(pk)2 is k k p k p k. Whatever is written differently is wrong, nothing at all included.',
      'pattern = unit {unit}; unit = (letter | "(" pattern ")") [count]; letter is a to z; count is an integer from 1 to 99 without leading zero and denotes the number of repetitions, 1 if absent. "k2(pk)2" denotes kkpkpk. All other strings, the empty one included, are wrong.',
    ],
    plain: ['kkp', 'pks'],
    good: ['k', 'k2p2', '(kp)3', 'k12', '((kp)2y)2s', '(k)', '(k2(pk)2)3p', 's99'],
    bad: ['k()', '', '()', '(k', 'k)', '2k', 'k0', 'k02', 'k100', 'K', 'k 2', '(k)0', ')k(', 'k-p', '(k)(p'],
    slips: [
      ['open-bracket-forgiven', 'Every bracket is closed.', 'if len(stack) != 1 or', 'if'],
      ['empty-brackets', 'Brackets have something in them.', 'not stack[-1] or', ''],
    ],
  },
  front: {
    title: 'counts in front',
    minutes: 40,
    told: [
      'A pattern is one or more units in a row. A unit is a small letter a-z or a pattern in square brackets (nested to any depth), and may have a count 1 to 99 without leading zero right before it: so often it is repeated. "2k2[pk]" = kkpkpk. Anything else is wrong, the empty text too.',
      'A pattern is a row of units, at least one. Each is a small letter, or a whole pattern in square brackets, which may have brackets in it again; and right before a unit there can be a number from 1 to 99 (no zero in front) that says how often it comes. So 2k2[pk] is k k p k p k. Whatever is written differently is wrong, nothing at all included.',
      'pattern = unit {unit}; unit = [count] (letter | "[" pattern "]"); letter is a to z; count is an integer from 1 to 99 without leading zero and denotes the number of repetitions, 1 if absent. "2k2[pk]" denotes kkpkpk. All other strings, the empty one included, are wrong.',
    ],
    plain: ['kkp', 'pks'],
    good: ['k', '2k2p', '3[kp]', '12k', '2[2[kp]y]s', '[k]', '3[2k2[pk]]p', '99s'],
    bad: ['k[]', '', '[]', '[k', 'k]', 'k2', '0k', '02k', '100k', 'K', '2 k', '0[k]', ']k[', '3', '2[k]3'],
    slips: [
      ['count-at-the-end', 'A count has a unit behind it.', 'if at == len(text):', 'if False:'],
      ['empty-brackets', 'Brackets have something in them.', "if inner == '' or", 'if'],
    ],
  },
  lines: {
    title: 'repeat and end',
    minutes: 30,
    told: [
      'A pattern has lines (joined by "\\n"): letters a-z, one or more; "repeat N" (N from 1 to 99 without leading zero); "end". What stands between a repeat and its end comes N times; they nest; there must be at least one letter line or block between. Anything else is wrong: other lines, empty lines, the empty text, a repeat without end, an end without repeat.',
      'A pattern consists of lines, with "\\n" between them. A line has one or more small letters, or the word repeat, a blank and a number from 1 to 99 (no zero in front), or the word end alone, which of course is then not a row of letters. All that is between a repeat and its end is done as often as the number says; there can be repeats inside of repeats, but never one with nothing in it. Other lines, empty ones, an empty text, a repeat that is not ended or an end too many make the pattern wrong.',
      'A pattern consists of lines separated by "\\n": steps (one or more letters a to z, other than the word "end"); "repeat N", N being an integer from 1 to 99 without leading zero; "end". The lines from a "repeat N" to the corresponding "end" form a block, to be repeated N times. Blocks may be nested and contain at least one line of steps or block. Any other line, an empty text, and unbalanced blocks are wrong.',
    ],
    plain: ['kkp', 'kp\ns'],
    good: [
      'k',
      'kp\nrepeat 3\nsy\nend',
      'repeat 2\nrepeat 2\nk\nend\np\nend',
      'ends',
      'repeat 12\nk\nend\nrepeat 1\np\nend',
      'repeat 2\nrepeat 3\nk\nend\nend',
      'kkk\npp\nkkk',
    ],
    bad: [
      'k\nrepeat 2\np',
      'k\nrepeat 2\nend',
      '',
      'end',
      'repeat 2\nk',
      'repeat 2\nend',
      'repeat 0\nk\nend',
      'repeat 02\nk\nend',
      'repeat 100\nk\nend',
      'repeat\nk\nend',
      'k\n\np',
      'K',
      'k p',
      'k\nend',
      'repeat 2\nk\nend\nend',
      ' k',
    ],
    slips: [
      ['open-block-forgiven', 'Every repeat has its end.', 'if len(blocks) > 1 or', 'if'],
      ['empty-block', 'A block has something in it.', "if body == '':", 'if False:'],
    ],
  },
  references: {
    title: 'back references',
    minutes: 25,
    told: [
      'A pattern has one or more items separated by exactly one blank. An item is one or more letters a-z, or "#n" = the same as item number n before it (counted from 1, with its repeats), and may be followed by "*k" = k times. n and k: 1 to 99, no leading zeros. "ab #1*2 #2" = ab abab abab. Anything else is wrong, the empty text too.',
      'A pattern is a row of items with exactly one blank between two of them. An item is some small letters, at least one, or a reference such as #2, which means item number two once more, the way it came out with all its repeats; it must stand further to the front, and items are counted from one. Behind an item there can be a star and a number: so many times. All numbers go from 1 to 99 and have no zero in front. So ab #1*2 #2 is ab abab abab. Everything else is wrong, also a pattern with nothing in it.',
      'pattern = item {" " item}; item = (letter {letter} | "#" number) ["*" number]; letter is a to z; numbers are integers from 1 to 99 without leading zero. "#n" denotes the expansion of the n-th item (from 1), which must precede it; "*k" denotes k repetitions. "ab #1*2 #2" denotes ab, abab, abab. All other strings, the empty one included, are wrong.',
    ],
    plain: ['kkp', 'kp s'],
    good: ['k', 'ab #1*2 #2', 'k*12', 'kp*2 #1 #2*3', 'a b #1 #3*2', 'k #1 #1 #1', 'ab*1 c*99'],
    bad: [
      '',
      '#1',
      'k #2',
      'k #0',
      'k  p',
      ' k',
      'k ',
      'k*0',
      'k*100',
      'k #01',
      'k**2',
      'K',
      'k#1',
      'k #1*',
      '*2',
      'k p #4',
    ],
    slips: [
      [
        'without-its-repeats',
        'A reference means the item with its repeats.',
        'items.append(body * times)',
        'items.append(body if count and not letters else body * times)',
      ],
      [
        'item-itself',
        'A reference points to an item before.',
        'if int(number) > len(items):',
        'if int(number) > len(items) + 9:',
      ],
    ],
  },
};

interface ViewText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const VIEWS: Readonly<Record<View, ViewText>> = {
  rows: {
    title: 'Written-out rows',
    entries: ['expand', 'write_out', 'rows'],
    minutes: 5,
    told: [
      'Result: the steps written out, cut into a list of strings of 20 steps (the last may be shorter).',
      'For each pattern I get all its steps written out, in a list of strings with twenty steps each, the last one with what is left.',
      'The result is the expanded pattern as a list of strings of 20 letters each, the last of which may be shorter.',
    ],
    slips: [
      [
        'short-row-lost',
        'The last row may be shorter.',
        'range(0, len(steps), 20)',
        'range(0, max(1, len(steps) - 19), 20)',
      ],
    ],
  },
  counts: {
    title: 'Step counts',
    entries: ['count_steps', 'tally', 'needed'],
    minutes: 10,
    told: [
      'Result: [letter, count] for each letter of the pattern written out, most frequent first, equal counts alphabetically.',
      'For each pattern I get a list of the letters with how often they come when it is written out, the most frequent first, equally frequent ones by the alphabet.',
      'The result is the list of [letter, number of occurrences] in the expanded pattern, in order of descending number and then of the alphabet.',
    ],
    slips: [
      [
        'alphabet-only',
        'The most frequent letter comes first.',
        'key=lambda pair: (-pair[1], pair[0])',
        'key=lambda pair: pair[0]',
      ],
    ],
  },
  runs: {
    title: 'Longest runs',
    entries: ['longest_run', 'run_figures', 'runs'],
    minutes: 10,
    told: [
      'Result: [letter, length, place, runs]: letter and length of the longest run of one letter in the pattern written out, place of its first step (from 1; the first such run counts), and number of runs in all.',
      'For each pattern I look at the steps written out and at runs in them, a run being one letter as often as it comes in a row. I get the letter of the longest run (the first if there are several), its length, the place of its first step counted from one, and how many runs there are altogether.',
      'A run is a maximal sequence of equal letters in the expanded pattern. The result is [letter, length, position, number of runs] where the first three describe the earliest run of maximum length, position being that of its first letter, from 1.',
    ],
    slips: [
      ['last-of-the-longest', 'The first of the longest runs counts.', 'if size > best[1]:', 'if size >= best[1]:'],
    ],
  },
};
