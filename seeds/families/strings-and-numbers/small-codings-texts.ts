/** What the family `small-codings` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { code: ['runs', 'morse', 'keyed', 'fence'], task: ['encode', 'decode', 'audit'] } as const;

export type Code = (typeof DIALS)['code'][number];
export type Task = (typeof DIALS)['task'][number];

export const MORSE =
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.';

const TABLE =
  'a .-, b -..., c -.-., d -.., e ., f ..-., g --., h ...., i .., j .---, k -.-, l .-.., m --, n -., o ---, p .--., q --.-, r .-., s ..., t -, u ..-, v ...-, w .--, x -..-, y -.--, z --.., 0 -----, 1 .----, 2 ..---, 3 ...--, 4 ....-, 5 ....., 6 -...., 7 --..., 8 ---.., 9 ----.';

interface CodeText {
  readonly title: string;
  readonly parameter: string;
  readonly minutes: number;
  readonly alphabet: string;
  readonly told: Told;
  readonly plain: readonly [string, string];
  readonly texts: readonly string[];
  readonly keys: readonly [string | number, string | number, string | number];
  readonly broken: readonly string[];
  readonly slips: Readonly<Record<Task, readonly Slip[]>>;
}

const RUN_SLIP: Slip = [
  'backslash-not-escaped',
  'A backslash has a backslash in front, too.',
  "'0123456789\\\\'",
  "'0123456789'",
];
const MORSE_SLIP: Slip = ['capitals-lost', 'Capitals are coded like small letters.', 'text.lower()', 'text'];
const KEY_SLIP: Slip = ['key-moves-on', 'The key only moves on at letters.', 'place += letter.isalpha()', 'place += 1'];
const FENCE_SLIP: Slip = [
  'touches-twice',
  'The rows at the edges are not visited twice.',
  '2 * rails - 2',
  '2 * rails',
];

export const CODES: Readonly<Record<Code, CodeText>> = {
  runs: {
    title: 'run-length coded text',
    parameter: 'limit',
    minutes: 20,
    alphabet: 'ab c12\\',
    told: [
      'Coding: go from left to right; two or more equal signs in a row become count and sign ("aaab" = "3ab"). A count is at most limit (2 to 9): from a longer run take limit signs at a time until it is used up ("7 a" with limit 3 = "3a3aa"). A digit or backslash of the text has a backslash in front (after the count): "55" = "2\\5".',
      'The coding works like this: whenever the same sign comes twice or more, write how often and then the sign, so aaab is 3ab, and a sign by itself is left as it is. The count must not exceed limit, a number from 2 to 9; from longer runs we take limit signs as often as possible and then the rest, so seven a with limit 3 are 3a3aa. As digits would be confusing, digits of the text get a backslash in front, and so does a backslash: 55 is 2\\5.',
      'Encoding: each maximal run of one character is split, from the left, into groups of limit characters (2 <= limit <= 9) and a remainder. A group of n > 1 is encoded as the digit n and the character, a group of one as the character. Characters that are digits or backslashes are preceded by a backslash, which follows the count. For limit 3, "aaaaaaa" is "3a3aa" and "55" is "2\\5".',
    ],
    plain: ['aaab cc', 'xyz'],
    texts: ['aaaaaaaaaaaaaaaaaaab', '1', '\\\\ 11122', '  ', 'no runs', 'zzzzzzzzz', '9a99aaa', '\\', 'aabb\\\\cc3'],
    keys: [9, 2, 5],
    broken: ['2', 'a3', '\\', '\\a', '1a', '0a', '23a', 'ab\\', '2\\', '\\22a', '4\\\\', '99a', '2a2a'],
    slips: {
      encode: [RUN_SLIP, ['counts-without-limit', 'A count is at most the limit.', 'count == limit or ', '']],
      decode: [
        [
          'escapes-anything',
          'Only digits and backslashes are escaped.',
          "if sign == '\\\\' or sign.isdigit():",
          'if True:',
        ],
        ['any-count', 'Counts go from 2 to the limit.', 'if not 2 <= count <= limit:', 'if count < 1:'],
      ],
      audit: [RUN_SLIP, ['counts-without-limit', 'A count is at most the limit.', 'count == limit or ', '']],
    },
  },
  morse: {
    title: 'Morse code',
    parameter: 'bar',
    minutes: 15,
    alphabet: 'abyz019SO e-?',
    told: [
      `Coding: letters and digits become Morse signs joined by one blank, words (separated by blanks) are joined by blank, bar, blank. bar is a text such as "/". Capitals like small letters; other signs are left out, and so are words of which nothing remains. Signs: ${TABLE}.`,
      `It is ordinary Morse code: between letters a blank, between words a blank, the text bar (such as "/") and another blank. Words are what stands between blanks in the text. Capitals are sent like small letters, any other signs are skipped, and a word with nothing left to send is skipped altogether. The signs: ${TABLE}.`,
      `Encoding: the text is divided into words at spaces. Letters, regardless of case, and digits are replaced by the signs ${TABLE}. Other characters, and words thereby empty, are omitted. Signs of one word are joined by one space; words are joined by the string bar with one space on either side.`,
    ],
    plain: ['sos now', 'abc 42'],
    texts: [
      'Hello World',
      'the quick brown fox jumps over the lazy dog 0123456789',
      '  two   blanks ',
      '?!',
      'a - b',
      "it's",
      'SOS',
      'e',
    ],
    keys: ['/', '|', '//'],
    broken: ['.- -.-.-.', '...---...', '.-  -...', ' .-', '/', '.- / ', '.- /-', '.- / / .-', 'x', '. .', '.- | -'],
    slips: {
      encode: [MORSE_SLIP, ['empty-words-stay', 'Words without signs are left out.', 'if signs:', 'if True:']],
      decode: [
        ['unknown-signs-dropped', 'An unknown sign makes the whole text wrong.', 'return None', 'continue'],
        ['blanks-forgiven', 'Between two signs there is exactly one blank.', "word.split(' ')", 'word.split()'],
      ],
      audit: [MORSE_SLIP, ['empty-words-stay', 'Words without signs are left out.', 'if signs:', 'if True:']],
    },
  },
  keyed: {
    title: 'text shifted by a key word',
    parameter: 'key',
    minutes: 15,
    alphabet: 'abmyzABZ ,1',
    told: [
      'Coding: shift each letter of the text forward in the alphabet by the letter of the key at the current place (a = 0 ... z = 25), round the end from z to a; capitals stay capitals. The key (small letters, at least one) starts at its first letter for each text, is used over and over, and only moves on at letters; other signs stay as they are.',
      'Each letter moves forward through the alphabet by as many places as the key letter says, a meaning none and z meaning 25, starting again at a after z. Capitals remain capitals. The key word, small letters only, is repeated as often as needed; it begins anew with every text, and signs that are not letters are left alone and do not use up a letter of the key.',
      'Encoding: letter number i of a text (other characters are not counted and not changed) is advanced cyclically in the alphabet by the value (a = 0, ..., z = 25) of the key letter number i modulo the length of the key; the case of letters is preserved. key consists of one or more lower-case letters.',
    ],
    plain: ['meet me', 'a key'],
    texts: [
      'Attack at dawn, ALL of you!',
      'zZzZ aAaA',
      '1 2 3',
      'x, y; z',
      'The quick brown fox jumps over the lazy dog.',
      "don't",
    ],
    keys: ['lemon', 'z', 'abcdefghijklmnopqrstuvwxyz'],
    broken: [],
    slips: {
      encode: [KEY_SLIP, ['capitals-lost', 'Capitals stay capitals.', "'A' if letter.isupper() else 'a'", "'a'"]],
      decode: [
        [
          'key-moves-on',
          'The key only moves on at letters.',
          'plain += letter\n            continue',
          'plain += letter\n            place += 1\n            continue',
        ],
        ['capitals-lost', 'Capitals stay capitals.', 'moved.upper() if letter != low else moved', 'moved'],
      ],
      audit: [KEY_SLIP, ['capitals-lost', 'Capitals stay capitals.', "'A' if letter.isupper() else 'a'", "'a'"]],
    },
  },
  fence: {
    title: 'rail fence messages',
    parameter: 'rails',
    minutes: 20,
    alphabet: 'abcdefgh XY',
    told: [
      'Coding: write the text, blanks and all, in a zigzag over rails rows (1 or more): first sign in the first row, next in the second ... down to the last, then up again to the first, and so on. Read the rows one after the other, from the first. One row leaves the text as it is. "abcdefg" with 3 rows: "aebdfcg".',
      'The text, with its blanks and everything, is written in a zigzag over as many rows as rails says (one or more): down from the first row to the last, up again to the first, down again, one sign in each. Then the rows are read from the top one to the bottom one. So abcdefg over three rows is aebdfcg, and with one row nothing changes.',
      'Encoding: the characters of the text are assigned to rows 1, 2, ..., rails, rails - 1, ..., 2, 1, 2, ... in turn (rails >= 1; for one row, all to it). The code is the concatenation of the rows in ascending order, each in the order of the text. For rails = 3, "abcdefg" is encoded as "aebdfcg".',
    ],
    plain: ['abc', 'hi'],
    texts: [
      'WE ARE DISCOVERED FLEE AT ONCE',
      'abc',
      'ab',
      'a',
      'exactly on the rails',
      'a  b  c',
      'abcdefghijklmnopqrstuvwxyz',
    ],
    keys: [3, 1, 5],
    broken: [],
    slips: {
      encode: [
        FENCE_SLIP,
        ['only-down', 'The zigzag goes up again.', 'min(step, period - step)', 'min(step, rails - 1)'],
      ],
      decode: [
        FENCE_SLIP,
        ['only-down', 'The zigzag goes up again.', 'min(step, period - step)', 'min(step, rails - 1)'],
      ],
      audit: [
        FENCE_SLIP,
        ['only-down', 'The zigzag goes up again.', 'min(step, period - step)', 'min(step, rails - 1)'],
      ],
    },
  },
};

interface TaskText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  /** For codings that can be wrong, and for those in which every text means something. */
  readonly told: readonly [Told, Told];
  readonly slips: readonly Slip[];
}

const both = (told: Told): readonly [Told, Told] => [told, told];

export const TASKS: Readonly<Record<Task, TaskText>> = {
  encode: {
    title: 'Write',
    entries: ['encode_all', 'to_codes', 'in_code'],
    minutes: 0,
    told: both([
      'Result per text: its code.',
      'What I get back for every text is its code, nothing else.',
      'The result for each text is its encoding.',
    ]),
    slips: [
      [
        'turned-round',
        'The code starts with the beginning of the text.',
        'return [encode(text',
        'return [encode(text[::-1]',
      ],
    ],
  },
  decode: {
    title: 'Read',
    entries: ['decode_all', 'from_codes', 'read_codes'],
    minutes: 15,
    told: [
      [
        'Result per text (a code): the text that it stands for (small letters where capitals are not told apart), or None if it does not follow the rules of the coding. What the coding would not have chosen itself ("2a2a" for four a) is read all the same.',
        'The texts are codes, and I get back what they mean, in small letters if the coding does not tell capitals apart. A code that breaks the rules of the coding gives None. It need not be the code that one would have got: if somebody wrote two short runs in place of a long one, just read it.',
        'Each text is a code; the result is the text it denotes (in lower case where the encoding disregards case), or None if the code violates the syntax described. Codes that are readable but would not result from the encoding, such as two adjacent shorter runs, are to be read.',
      ],
      [
        'The texts are codes; result per code: the text it was made from.',
        'This time it goes the other way: what I pass are codes, and for each I get back the text that gives this code.',
        'Each text is a code made by this encoding; the result is the text of which it is the encoding.',
      ],
    ],
    slips: [['last-sign-lost', 'The whole code is read.', 'return [decode(text', 'return [decode(text[:-1]']],
  },
  audit: {
    title: 'Check',
    entries: ['audit', 'check_codes', 'proofread'],
    minutes: 10,
    told: both([
      'pairs: [text, code] lists. Result per pair: ["ok", -1] if the code is exactly that of the text; else [right code, place], place = first place from 0 at which the two codes differ (also where one of them has ended).',
      'Every item is a pair of a text and the code that somebody wrote for it. If that code is exactly right I want "ok" and -1, otherwise the right code and the place of the first difference, counting signs from 0; where one code simply stops earlier, that is the place where it stops.',
      'Each item is a pair [text, code]. The result is ["ok", -1] if code is the encoding of text, and otherwise [encoding, position] where position, from 0, is the first index at which encoding and code differ or only one of them has a character.',
    ]),
    slips: [
      [
        'counts-from-one',
        'Places are counted from 0.',
        'enumerate(zip(right, given))',
        'enumerate(zip(right, given), 1)',
      ],
    ],
  },
};
