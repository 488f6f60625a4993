/** What the family `personal-names` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  form: ['tidy', 'index', 'initials', 'boxes'],
  custom: ['dutch', 'scottish', 'spanish'],
} as const;

export type Form = (typeof DIALS)['form'][number];
export type Custom = (typeof DIALS)['custom'][number];

interface CustomText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly stock: { readonly given: readonly string[]; readonly family: readonly string[] };
  readonly plain: readonly string[];
  readonly edges: readonly string[];
  readonly slips: readonly Slip[];
}

export const CUSTOMS: Readonly<Record<Custom, CustomText>> = {
  dutch: {
    title: 'Dutch',
    minutes: 10,
    told: [
      'Words of a name: given names, prefix, family name. The prefix is the first run of the words van, de, der, den, ter, ten (the very last word of the name never belongs to it); what is before it are given names, what is behind it is the family name. No prefix: the last word is the family name. Prefix in small letters; of other words, and of their parts behind hyphens, the first letter is a capital, the rest small.',
      'Dutch names, as you may know, have little words in them: van, de, der, den, ter, ten. The first of these, with those that follow it directly, is the prefix (but the last word of a name is never part of it). Before it stand the given names, after it everything is family name; and if there is no prefix, the last word is the family name. We write prefixes small always. All other words get a capital first letter and small ones after, and so do the parts after a hyphen.',
      'A name consists of given names, an optional prefix and a family name. The prefix is the first uninterrupted sequence of words from {van, de, der, den, ter, ten}, the last word of the name being excluded. Words before it are given names and words after it form the family name; without a prefix the last word is the family name. Prefixes are written in lower case. Every other word, and each hyphenated part of it, is written with an initial capital and otherwise in lower case.',
    ],
    stock: {
      given: ['Jan', 'Anne-Marie', 'Kees', 'Sofie'],
      family: [
        'van der Berg',
        'Bakker',
        'de Vries-Smit',
        'ter Horst',
        'van den Oude Dijk',
        'Jansen de Boer',
        'den Uyl',
      ],
    },
    plain: ['jan de groot', 'Kees  Visser'],
    edges: ['de', 'van de', 'jan van', 'van der meer', 'Piet van Loon de Wit', 'an-jo ten kate-vos', 'Derk Denver'],
    slips: [
      [
        'hyphens-forgotten',
        'Parts behind hyphens get a capital.',
        "'-'.join(part.capitalize() for part in word.split('-'))",
        'word.capitalize()',
      ],
    ],
  },
  scottish: {
    title: 'Scottish and Irish',
    minutes: 15,
    told: [
      "Words of a name: given names, family name, suffix. If the last of two or more words is jr, sr, ii or iii (dots ignored) it is the suffix, written Jr, Sr, II, III. The last word before is the family name. First letters are capitals, others small, also in the parts behind hyphens. In family names each part that starts with mc or o' has a capital behind that too: McKay, O'Neill.",
      "Each name has given names, then the family name, the last word, except that jr, sr, ii or iii may stand behind it (perhaps with dots; only if it is not the only word). Those we write Jr, Sr, II and III without dots. Everybody gets a capital at the beginning of each word and after each hyphen and small letters otherwise; but in a family name, Mc and O' are followed by one more capital, as in McKay, O'Neill and Smith-McKay.",
      "A name consists of given names, a family name and an optional suffix. The last word, provided it is not the only one, is a suffix if after removal of full stops it reads jr, sr, ii or iii; it is written Jr, Sr, II or III. The last word that is no suffix is the family name. Words and their hyphenated parts are written with an initial capital, otherwise in lower case. In each part of a family name beginning with mc or o', the letter following these is a capital as well.",
    ],
    stock: {
      given: ['Ian', 'Mary-Kate', 'Duncan', 'Fiona'],
      family: ['McDonald', "O'Brien", 'Stewart', 'McGregor Jr.', 'Fraser-McKay', "O'Hara III", 'Mackay sr', 'Campbell'],
    },
    plain: ['ian stewart', 'Fiona  Campbell'],
    edges: ['jr.', 'mcphee', "mcleod o'neil-mcrae", 'ian II.', 'Ian Mc Coll Jr', 'anne-jo mclean i.i.i.', "o'dell sr."],
    slips: [['suffix-with-dots-missed', 'Dots of the suffix are ignored.', ".replace('.', '')", ".replace('?', '')"]],
  },
  spanish: {
    title: 'Spanish',
    minutes: 15,
    told: [
      'First tie the words de, del, la, las, los, y to the word that follows ("de la Cruz" is one unit; as the very last word of a name they are ordinary words). With three units or more the last two are the family name, else the last one; the rest are given names. The tied little words are small, other words have a capital, also behind hyphens, and small letters after it.',
      'With Spanish names, the little words de, del, la, las, los and y cling to what comes after, so "de la Cruz" or "y Vega" is a single unit (unless it is the last word of the name, then it is a word like any other). Whoever has three or more such units has two family names, the last two; with one or two units it is the last one. All before are given names. Little words stay small, all the others begin with a capital, after a hyphen also, the other letters being small.',
      'Words from {de, del, la, las, los, y}, other than the last word of the name, form a unit with the words up to and including the next word not in that set, or the last word. If there are at least three units, the last two constitute the family name, otherwise the last; preceding units are given names. Words of the set within a unit before its last word are in lower case; other words and their hyphenated parts have an initial capital and are otherwise in lower case.',
    ],
    stock: {
      given: ['Ana', 'Juan-Pablo', 'Luis', 'Carmen'],
      family: ['Garcia Lopez', 'de la Cruz Vega', 'Ruiz y Soto', 'del Rio de los Santos', 'Mora', 'Gil-Robles Paz'],
    },
    plain: ['ana garcia soto', 'Luis  Mora'],
    edges: [
      'de',
      'maria de los angeles vega',
      'vega y',
      'de la torre',
      'ANA-SOL del mar y paz',
      'juan de la',
      'los Losada La',
    ],
    slips: [['always-two', 'With two units the family name is the last one.', '>= 3', '>= 2']],
  },
};

type PerCustom<Value> = Readonly<Record<Custom, Value>>;

interface FormText {
  readonly title: string;
  readonly minutes: number;
  readonly told: PerCustom<Told>;
  readonly slips: PerCustom<readonly Slip[]>;
}

const same = <Value>(value: Value): PerCustom<Value> => ({ dutch: value, scottish: value, spanish: value });

const PLAIN_ORDER: PerCustom<Told> = {
  dutch: [
    'given names, prefix, family name',
    'given names, then prefix, then family name',
    'given names, prefix and family name',
  ],
  scottish: [
    'given names, family name, suffix',
    'given names, then family name, then suffix',
    'given names, family name and suffix',
  ],
  spanish: ['given names, family name', 'given names, then family name', 'given names and family name'],
};

function perCustom(build: (custom: Custom) => Told): PerCustom<Told> {
  return { dutch: build('dutch'), scottish: build('scottish'), spanish: build('spanish') };
}

/** Where the prefix or the suffix goes in the index. */
const BEHIND: PerCustom<Told> = {
  dutch: [
    'The prefix comes last, after the given names: "Berg, Jan van der".',
    'The prefix does not count for the alphabet and goes to the very end: "Berg, Jan van der".',
    'The prefix follows the given names ("Berg, Jan van der").',
  ],
  scottish: [
    'A suffix comes last, after another comma: "McKay, Ian, Jr".',
    'If there is a suffix it goes to the end behind a comma of its own: "McKay, Ian, Jr".',
    'A suffix is appended after a further comma and space ("McKay, Ian, Jr").',
  ],
  spanish: [
    'Both family names stay together in front: "Garcia Lopez, Ana".',
    'Both family names stand in front with their little words: "de la Cruz Vega, Ana".',
    'The whole family name, little words included, precedes the comma ("Garcia Lopez, Ana").',
  ],
};

const BODY: PerCustom<Told> = {
  dutch: ['prefix and family name', 'the prefix and the family name', 'the prefix and the family name'],
  scottish: ['family name (without suffix)', 'the family name, never the suffix', 'the family name without any suffix'],
  spanish: ['whole family name', 'the complete family name with its little words', 'the whole family name'],
};

const INDEX_SLIPS: readonly Slip[] = [
  ['capitals-first', 'Entries are sorted in small letters.', 'key=str.lower', 'key=str.swapcase'],
  ['no-repetitions', 'Repeated names stay.', 'sorted(map(entry, names)', 'sorted(set(map(entry, names))'],
];

const BOX_SLIPS: readonly Slip[] = [
  ['hyphens-stay', 'Only letters stay.', 'if sign.isalpha()', "if sign != ' '"],
  ['all-repeats-two', 'The third one gets a 3.', 'str(seen[box])', "'2'"],
];

export const FORMS: Readonly<Record<Form, FormText>> = {
  tidy: {
    title: 'Proper capitals and spacing',
    minutes: 20,
    told: perCustom((custom) => [
      `Result: per name, in the same order, ${PLAIN_ORDER[custom][0]}, one blank between words.`,
      `Give me the names back in the order of my list, ${PLAIN_ORDER[custom][1]}, written as I said, with single blanks between.`,
      `The result contains, in the given order, each name as ${PLAIN_ORDER[custom][2]}, all words being separated by single spaces.`,
    ]),
    slips: {
      dutch: [
        [
          'prefix-with-capitals',
          'The prefix is small.',
          'extra.append(words.pop(0))',
          'extra.append(cased(words.pop(0)))',
        ],
        [
          'last-word-in-prefix',
          'The last word never belongs to the prefix.',
          'while len(words) > 1 and words[0] in PREFIXES',
          'while words and words[0] in PREFIXES',
        ],
      ],
      scottish: [
        ['suffix-as-typed', 'The suffix is written in its own way.', 'SUFFIXES[ending]', 'ending.capitalize()'],
        ['mac-like-mc', 'Only Mc and O are followed by a capital.', "^(mc|o')", "^(mac|mc|o')"],
      ],
      spanish: [
        [
          'last-word-tied',
          'The last word of a name is an ordinary word.',
          'if word in TIED and words:',
          'if word in TIED:',
        ],
        [
          'hyphens-forgotten',
          'Parts behind hyphens get a capital.',
          "'-'.join(part.capitalize() for part in word.split('-'))",
          'word.capitalize()',
        ],
        ['y-has-a-capital', 'The word y is small.', "'de del la las los y'", "'de del la las los'"],
      ],
    },
  },
  index: {
    title: 'Alphabetical index',
    minutes: 30,
    told: perCustom((custom) => [
      `Result: entries "Family, Given" sorted by their text in small letters (plain character order; nothing is removed as a duplicate). ${BEHIND[custom][0]} Nothing to put behind the comma: no comma.`,
      `I need the list for the index of our yearbook, so every entry reads family name, comma, blank, given names, and the list is sorted by the entries in small letters, sign by sign. ${BEHIND[custom][1]} People listed twice stay twice. Somebody with nothing to stand behind the first comma gets no such comma.`,
      `Each name shall be rendered as the family name, ", " and the given names. ${BEHIND[custom][2]} Where nothing follows, the comma is omitted. The result is sorted by the lower-cased entries in code point order; repetitions are preserved.`,
    ]),
    slips: {
      dutch: INDEX_SLIPS,
      scottish: [
        ...INDEX_SLIPS.slice(1),
        [
          'suffix-without-comma',
          'The suffix has a comma of its own.',
          'pieces.append(suffix)',
          "pieces[-1] += ' ' + suffix",
        ],
      ],
      spanish: INDEX_SLIPS,
    },
  },
  initials: {
    title: 'Initials',
    minutes: 30,
    told: perCustom((custom) => [
      `Result: per name, same order, ${PLAIN_ORDER[custom][0]}, one blank between words, but each given name cut to its first letter and a dot; hyphenated ones keep the hyphen: "J.-P.".${custom === 'spanish' ? ' A given name with tied little words uses only its last word.' : ''}`,
      `For the name tags I want initials in place of the given names, each one a letter with a dot and blanks between them, and somebody called Jean-Paul is J.-P. Otherwise ${PLAIN_ORDER[custom][1]}, single blanks, in the order of my list.${custom === 'spanish' ? ' When little words cling to a given name they are dropped there: "de los Angeles" is just A.' : ''}`,
      `The result contains, in the given order, each name as ${PLAIN_ORDER[custom][2]}, separated by single spaces, where each hyphenated part of a given name is replaced by its first letter and a full stop ("J.-P.").${custom === 'spanish' ? ' Of a given name that is a unit of several words only the last word is considered.' : ''}`,
    ]),
    slips: same([
      ['hyphen-lost', 'Hyphenated names keep the hyphen.', "'-'.join(part[0]", "''.join(part[0]"],
      ['dots-only-at-the-end', 'Each initial has a dot.', "part[0] + '.'", 'part[0]'],
    ]),
  },
  boxes: {
    title: 'Mailbox names',
    minutes: 30,
    told: perCustom((custom) => [
      `Result: per name, same order, a mailbox: first letter of the first given name, a dot, and ${BODY[custom][0]}, all small, only the letters a-z; no given name: no letter and no dot. If that is taken already by a name before, add 2, at the third time 3 and so on.${custom === 'spanish' ? ' Of a given name with tied little words its last word counts.' : ''}`,
      `Everybody gets a mailbox, in the order of my list: the first letter of the first given name, then a dot, then ${BODY[custom][1]} in small letters and with all blanks, hyphens and the like left out. Without a given name it is the rest alone. The second person with the same mailbox gets a 2 at the end, the third a 3.${custom === 'spanish' ? ' If little words cling to the first given name, take the letter of the word after them.' : ''}`,
      `For each name, in the given order, a mailbox name shall be formed: the first letter of the first given name, ".", and the letters of ${BODY[custom][2]}, all in lower case; without a given name, only the latter. The n-th occurrence of the same mailbox name (n > 1) is followed by the number n.${custom === 'spanish' ? ' Of a given name that is a unit of several words the last word is decisive.' : ''}`,
    ]),
    slips: {
      dutch: [...BOX_SLIPS, ['prefix-left-out', 'The prefix belongs to the mailbox.', 'prefix + family', 'family']],
      scottish: BOX_SLIPS,
      spanish: BOX_SLIPS,
    },
  },
};
