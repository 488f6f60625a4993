/** What the family `quoted-items` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  style: ['shell', 'doubled', 'brackets', 'lengths'],
  output: ['items', 'joined', 'figures'],
} as const;

export type Style = (typeof DIALS)['style'][number];
export type Output = (typeof DIALS)['output'][number];

interface StyleText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly plain: readonly [string, string];
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly pieces: readonly string[];
  readonly slips: readonly Slip[];
}

export const STYLES: Readonly<Record<Style, StyleText>> = {
  shell: {
    title: 'quoted like on a command line',
    minutes: 60,
    told: [
      'Items are separated by one or more blanks (blanks at the ends do not matter). An item is made of parts that follow each other directly: plain signs; a backslash and any sign, which stands for that sign; \'...\' taken as it is; "..." in which only \\" and \\\\ are allowed with a backslash and stand for " and \\. Quotes themselves do not belong to the item, \'\' alone is an empty item. Wrong: a quote without end, a lone backslash at the end, another backslash in "...".',
      'Between items there are blanks, as many as you like, also at both ends. Inside an item blanks can be protected: by a backslash, after which the next sign is meant as such; by single quotes, in which everything is as it is; and by double quotes, in which a backslash may only stand before a double quote or another backslash, which is then meant. Several such parts can stick together, like a"b c"\\ d, which is a single item. The quotes do not belong to it, so a pair of them alone is an empty item. It is wrong if a quote is never closed, if a text ends in a single backslash outside quotes, or if any other backslash is in double quotes.',
      'Items are separated by runs of spaces; leading and trailing spaces are insignificant. An item is a sequence of: characters other than space, quotes and backslash; a backslash with an arbitrary character, denoting the latter; a string in apostrophes, without escapes; a string in double quotes with the escapes \\" and \\\\. Delimiting quotes are not part of the item; an empty quoted string denotes an empty item. Unterminated quotes, a final backslash outside quotes, and other backslashes within double quotes are errors.',
    ],
    plain: ['copy a.txt b.txt', 'one two'],
    good: [
      '',
      '  a  b ',
      "'a b' c",
      '"a b"c',
      'a\\ b',
      "''",
      '"" x',
      '"say \\"hi\\""',
      "it\\'s",
      "'a\\b'",
      'a"b c"\\ d\'e f\'',
      '"\\\\"',
      '\\\\ \\"',
      '"it\'s"',
      "'\"'",
    ],
    bad: ["'open", '"open', 'a\\', '"a\\b"', "it's", 'x "y" "z', '"\\', "'a'b'"],
    pieces: ['a', 'bc', ' ', '  ', "'", "''", '"', '"x y"', "'p q'", '\\ ', '\\', '~', '|'],
    slips: [
      ['empty-quotes-lost', 'Empty quotes are an empty item.', "item = item or ''", 'item = item'],
      [
        'escapes-in-apostrophes',
        'Nothing is escaped between apostrophes.',
        "quote == '\"' and sign == '\\\\'",
        "sign == '\\\\'",
      ],
    ],
  },
  doubled: {
    title: 'with commas and doubled quotes',
    minutes: 45,
    told: [
      'Items are separated by commas; blanks around an item do not count. An item is either plain (no quote in it, maybe empty) or in double quotes, where everything is kept, blanks and commas too, and "" stands for one quote. The empty text has no items. Wrong: a quote without end, a quote within a plain item, anything but blanks between a closing quote and the comma.',
      'The items have commas between them, and blanks before and after an item are to be ignored. An item can be put in double quotes, and then all that is inside belongs to it, commas and blanks as well; a quote inside is written twice. An item without quotes may be empty but must not have a quote in it anywhere. An empty text has no items at all. It is wrong if a quote is not closed, or if there is something else than blanks behind a closing quote before the comma.',
      'Items are separated by commas and may be surrounded by insignificant spaces. An item is either a possibly empty sequence of characters other than commas and double quotes, or a string in double quotes, in which two double quotes denote one. The empty text contains no item. Unterminated quotes, quotes in an unquoted item, and characters other than spaces between a closing quote and the next comma are errors.',
    ],
    plain: ['apple, pear,plum', 'one,two'],
    good: [
      '',
      ' ',
      ',',
      'a,,b',
      ' a b , c ',
      '"a,b",c',
      '"say ""hi"""',
      ' " x " ',
      '""',
      '"",""',
      'a,',
      '"""",x',
      '"|",~',
      '" "',
    ],
    bad: ['"open', 'a"b', '"a" b', '"a""', 'a, "b', 'a "b"', '"a"b,c', '"'],
    pieces: ['a', 'bc', ' ', ',', ',', '"', '""', '"x, y"', '"', '~', '|'],
    slips: [
      ['blanks-stay', 'Blanks around an item do not count.', "items.append(plain.strip(' '))", 'items.append(plain)'],
      [
        'rest-after-quote-ignored',
        'Behind a closing quote come only blanks.',
        "if rest.strip(' ') != '':",
        'if False:',
      ],
    ],
  },
  brackets: {
    title: 'with brackets inside',
    minutes: 30,
    told: [
      'Items are separated by ";", but not inside brackets: ( ), [ ] and { } protect what is in them, nested too. Brackets belong to the item. Blanks at both ends of an item are dropped, empty items are left out. Wrong: a closing bracket without its opening one, brackets closed in the wrong order, brackets not closed.',
      'There are semicolons between the items; but a semicolon inside round, square or curly brackets, however deep, does not separate anything. The brackets stay in the item. Take the blanks off both ends of each item, and forget items that are empty then. It is wrong if a bracket is closed that is not open or not the last one opened, and if one is left open at the end.',
      'Items are separated by semicolons not enclosed in round, square or curly brackets, which may be nested and are part of the items. Leading and trailing spaces of items are removed; empty items are omitted. Closing brackets that do not correspond to the most recently opened one, and brackets left open, are errors.',
    ],
    plain: ['cut; fold; glue', 'one;two'],
    good: [
      '',
      ';;',
      ' a ; b ',
      'f(a; b); c',
      '[x; {y; z}]; w',
      '( ; )',
      'a;b;',
      '{[()]};~',
      'p | q; \\',
      'a (b) [c];;d',
    ],
    bad: ['(', ')', '(]', '[(])', 'a; b)', '{a; b', '(a)) ; (b', ';]'],
    pieces: ['a', 'bc', ' ', ';', ';', '(', ')', '[x; y]', '{', '}', '(p;q)', '~', '|'],
    slips: [
      [
        'kinds-mixed',
        'A bracket is closed by its own kind.',
        'if not stack or stack.pop() != sign:',
        'if not stack or not stack.pop():',
      ],
      ['left-open-is-fine', 'Brackets left open are wrong.', 'if stack:', 'if False:'],
    ],
  },
  lengths: {
    title: 'with their lengths in front',
    minutes: 20,
    told: [
      'An item is its length as a whole number without leading zeros, ":", that many signs (any), and ","; items follow each other directly. "3:abc,0:,2:x,," has the items abc, an empty one, and "x,". The empty text has no items. Wrong: anything else, also a text that ends too early.',
      'Each item has its length in front: a whole number (no zeros before it), a colon, then exactly so many signs of whatever kind, and a comma. The next item follows right behind. So "3:abc,0:,2:x,," are the three items abc, nothing, and "x,". A text with nothing in it has no items. Whatever is not written like this is wrong, and so is a text that breaks off.',
      'A text is a concatenation of items, each consisting of a decimal number n without leading zeros, ":", n arbitrary characters and ",". Thus "3:abc,0:,2:x,," comprises "abc", the empty item and "x,". The empty text comprises none. Any deviation, including premature end, is an error.',
    ],
    plain: ['3:cat,4:bird,', '1:a,1:b,'],
    good: ['', '0:,', '3:abc,0:,2:x,,', '12:twelve signs,', '4:1:a,,', '1: ,1:~,1:|,', '2:::,', '10:0123456789,1:a,'],
    bad: [
      '3:abc',
      '3:ab,',
      '03:abc,',
      'a',
      ':,',
      '3abc,',
      '2:abc,',
      '-1:,',
      '1:a,x',
      '1:a;',
      '0:',
      ' 1:a,',
      '1 :a,',
      '5:abc,',
    ],
    pieces: ['1:a,', '0:,', '2:~|,', '3:x,y,', '2:1:,', '1:b', ',', '4:1:a,,', '2:ab,'],
    slips: [
      ['leading-zeros', 'A length has no leading zeros.', 'size != str(int(size))', 'False'],
      ['any-end', 'An item ends with a comma.', "if text[end:end + 1] != ',':", 'if end >= len(text):'],
    ],
  },
};

interface OutputText {
  readonly title: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: Told;
  readonly slips: readonly Slip[];
}

export const OUTPUTS: Readonly<Record<Output, OutputText>> = {
  items: {
    title: 'Take apart items',
    entries: ['split_items', 'take_apart', 'items_of'],
    minutes: 5,
    told: [
      'Result per text: list of its items; None if it is wrong.',
      'For every text I get back the list of its items, or None if it is wrong.',
      'The result for a text is the list of its items, or None in case of an error.',
    ],
    slips: [['wrong-is-empty', 'A wrong text gives None.', 'results.append(None)', 'results.append([])']],
  },
  joined: {
    title: 'Rewrite items',
    entries: ['rewrite', 'normalise', 'convert'],
    minutes: 15,
    told: [
      'Result per text: its items joined by "|", in each a backslash put in front of every "~", "|" and backslash; an empty item is written "~". A wrong text gives "error", no items "".',
      'For every text I get back one text with a bar "|" between the items. So that this is clear, a tilde, a bar and a backslash in an item get a backslash in front, and an empty item is written as a tilde. If there are no items it is an empty text; if the text is wrong I get "error".',
      'The result for a text is the string of its items joined by "|", where "~", "|" and "\\" within items are preceded by "\\" and an empty item is written "~"; without items the empty string; "error" in case of an error.',
    ],
    slips: [
      ['tilde-not-escaped', 'A tilde gets a backslash in front.', '[~|', '[|'],
      ['empty-item-unmarked', 'An empty item is written as a tilde.', "or '~'", "or ''"],
    ],
  },
  figures: {
    title: 'Count and measure items',
    entries: ['measure', 'figures', 'item_figures'],
    minutes: 10,
    told: [
      'Result per text: [number of items, length of the longest, place of the first that long (from 1), number of different items]; no items: [0, 0, 0, 0]; None if it is wrong.',
      'For every text I get back four numbers: how many items it has, how long the longest is, which one that is (counted from one, the first if there are several), and how many different ones there are. Without items they are four zeros, and for a wrong text I get None.',
      'The result for a text is [number of items, maximum length, ordinal (from 1) of the first item of that length, number of distinct items], [0, 0, 0, 0] without items, or None in case of an error.',
    ],
    slips: [
      [
        'last-longest',
        'The first of the longest counts.',
        'sizes.index(longest) + 1',
        'len(sizes) - sizes[::-1].index(longest)',
      ],
    ],
  },
};
