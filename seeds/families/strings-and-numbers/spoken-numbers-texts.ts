/** What the family `spoken-numbers` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { task: ['spell', 'money', 'read', 'order'], tongue: ['english', 'german', 'french'] } as const;

export type Task = (typeof DIALS)['task'][number];
export type Tongue = (typeof DIALS)['tongue'][number];

interface TongueText {
  readonly title: string;
  readonly minutes: number;
  readonly units: readonly [readonly [string, string], readonly [string, string]];
  readonly and: string;
  readonly told: Told;
  /** Near misses that are the name of no number. */
  readonly wrongNames: readonly string[];
  readonly slips: readonly Slip[];
}

export const TONGUES: Readonly<Record<Tongue, TongueText>> = {
  english: {
    title: 'English',
    minutes: 15,
    units: [
      ['dollar', 'dollars'],
      ['cent', 'cents'],
    ],
    and: 'and',
    told: [
      'Words: zero ... nineteen, twenty ... ninety (forty!), "twenty-one" with hyphen, "three hundred five" and "two thousand seventeen" without "and" or commas, all small letters: 123045 is "one hundred twenty-three thousand forty-five".',
      'The words are the usual ones in small letters (mind: forty, not fourty). Tens and ones have a hyphen, as in twenty-one; everything else has a blank between. There is no "and" inside a number: 305 is three hundred five, 2017 two thousand seventeen, 123045 one hundred twenty-three thousand forty-five.',
      'English number words are written in lower case. Tens and units are joined by a hyphen ("twenty-one"); all other words are separated by one space, without "and" or commas, e.g. "one hundred twenty-three thousand forty-five" for 123045. The spelling of 40 is "forty".',
    ],
    wrongNames: [
      'twenty one',
      'two hundred and one',
      'hundred',
      'ten hundred',
      'fourty',
      'zero one',
      'one thousand zero',
      '',
      'Nineteen',
      'twenty-zero',
    ],
    slips: [
      ['with-and', 'There is no "and" inside a number.', "' hundred '", "' hundred and '"],
      ['no-hyphen', 'Tens and ones are joined by a hyphen.', "'-' + ONES", "' ' + ONES"],
    ],
  },
  german: {
    title: 'German',
    minutes: 20,
    units: [
      ['Euro', 'Euro'],
      ['Cent', 'Cent'],
    ],
    and: 'und',
    told: [
      'Words (one word, small letters): null, eins, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn ... sechzehn, siebzehn, neunzehn, zwanzig, dreißig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig. Ones before tens with "und": einundzwanzig. einhundert, zweihundert; eintausend; nothing else in between: 2301 = zweitausenddreihunderteins. A number that ends in one (not eleven) ends in "eins", inside it is "ein": 101001 = einhunderteintausendeins.',
      'In German a number is a single word in small letters, as you probably know: null, eins, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, then dreizehn to neunzehn (sechzehn and siebzehn are shortened) and zwanzig, dreißig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig. The ones come before the tens with und between: einundzwanzig. Hundreds and thousands always with ein when it is one: einhundert, eintausend, and simply strung together, zweitausenddreihunderteins. "eins" only at the very end of the number, inside of it "ein": 101001 is einhunderteintausendeins.',
      'German number words form one word in lower case from null, eins, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, dreizehn, vierzehn, fünfzehn, sechzehn, siebzehn, achtzehn, neunzehn, zwanzig, dreißig, vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig. Units precede tens, linked by "und". One hundred is "einhundert", one thousand "eintausend"; parts are concatenated without link (2301: zweitausenddreihunderteins). One is "eins" at the end of the number and "ein" elsewhere (101001: einhunderteintausendeins).',
    ],
    wrongNames: [
      'ein',
      'hundert',
      'einsundzwanzig',
      'zwanzigeins',
      'zweitausendnull',
      'sechszehn',
      'tausend',
      '',
      'EINS',
      'ein und zwanzig',
    ],
    slips: [
      ['tens-first', 'Ones come before tens.', "ONES[ones] + 'und' + TENS[tens]", "TENS[tens] + 'und' + ONES[ones]"],
      [
        'eins-before-others',
        'Only the end of the number is "eins".',
        "'s' if number % 100 == 1 else ''",
        "'s' if number == 1 else ''",
      ],
    ],
  },
  french: {
    title: 'French',
    minutes: 25,
    units: [
      ['euro', 'euros'],
      ['centime', 'centimes'],
    ],
    and: 'et',
    told: [
      'Words, traditional spelling: zéro, un ... seize, dix-sept, dix-huit, dix-neuf, vingt, trente, quarante, cinquante, soixante; 70 to 79 are soixante + 10 to 19, 80 to 99 are quatre-vingt + 1 to 19. Hyphens below 100, but "et" with blanks in 21, 31, 41, 51, 61 (vingt et un) and 71 (soixante et onze), not in 81 and 91. 100 = cent, 200 = deux cents, 1000 = mille (never s, never "un mille"). cents and quatre-vingts have the s only if nothing follows in the number, so also not before mille: 80000 = quatre-vingt mille, 203 = deux cent trois.',
      'French as I learned it at school: zéro, un, deux up to seize, then dix-sept, dix-huit, dix-neuf; vingt, trente, quarante, cinquante, soixante; soixante-dix and so on for the seventies, quatre-vingts for 80 and quatre-vingt-un up to quatre-vingt-dix-neuf after that. Parts below a hundred are joined by hyphens, except that 21, 31, 41, 51, 61 are vingt et un and the like, and 71 is soixante et onze; 81 and 91 have no et. A hundred is cent, two hundred deux cents, a thousand just mille, which never changes. The s of cents and quatre-vingts is only there when the number ends with it: deux cent trois, quatre-vingt mille, deux cent mille. Between all other words there is a blank.',
      'French number words follow the traditional spelling: zéro, un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize, dix-sept, dix-huit, dix-neuf, vingt, trente, quarante, cinquante, soixante. 70 to 79 are formed with soixante and 10 to 19, 80 to 99 with quatre-vingt and 1 to 19. Below 100 parts are joined by hyphens; 21, 31, 41, 51, 61 and 71 instead have " et " (vingt et un, soixante et onze). Hundreds are cent, deux cent and so on, thousands mille preceded by their number if above one. The plurals cents and quatre-vingts occur only as the last word of the number. Words are otherwise separated by one space.',
    ],
    wrongNames: [
      'vingt-un',
      'un mille',
      'un cent',
      'deux cents trois',
      'quatre-vingt',
      'septante',
      'quatre-vingt et un',
      '',
      'SOIXANTE ET ONZE',
      'deux milles',
    ],
    slips: [
      ['plural-before-more', 'cents has its s only at the end.', "'cent' if rest or not final else 'cents'", "'cents'"],
      ['et-in-eighty-one', '81 and 91 have no et.', 'number < 80 and', 'number < 100 and'],
    ],
  },
};

interface TaskText {
  readonly title: string;
  readonly parameter: string;
  readonly entries: readonly string[];
  readonly minutes: number;
  readonly told: Readonly<Record<Tongue, Told>>;
  readonly slips: readonly Slip[];
}

const everyTongue = (told: Told): Readonly<Record<Tongue, Told>> => ({ english: told, german: told, french: told });

export const TASKS: Readonly<Record<Task, TaskText>> = {
  spell: {
    title: 'Spell out numbers',
    parameter: 'numbers',
    entries: ['spell', 'in_words', 'spell_out'],
    minutes: 15,
    told: everyTongue([
      'numbers: list of integers; result: their words in the same order. Below 0 or above 999999: "?".',
      'I pass whole numbers and get the words back, one for each in the same order. The range is 0 to 999999; for anything outside give me a question mark.',
      'The argument is a list of integers; the result contains the words of each, in order, and "?" for integers below 0 or above 999999.',
    ]),
    slips: [['million-allowed', '999999 is the largest number.', 'number < 1_000_000', 'number <= 1_000_000']],
  },
  money: {
    title: 'Write amounts of money in words',
    parameter: 'amounts',
    entries: ['amounts_in_words', 'cheque_lines', 'money_words'],
    minutes: 30,
    told: {
      english: [
        'amounts: texts like "12.05" or "12" (0 to 999999.99), result in the same order: "twelve dollars and five cents". One: "one dollar", "one cent"; zero is plural. No cents: dollars only ("zero dollars" for nothing at all). No dollars but cents: cents only.',
        'I pass amounts as text, "12.05" or just "12", up to 999999.99, and want lines for cheques in the same order: twelve dollars and five cents. If there are no cents leave them out, if there are only cents leave the dollars out; nothing at all is "zero dollars". And one is one dollar or one cent, without the s.',
        'The argument is a list of strings "d" or "d.cc" with values from 0 to 999999.99. For each, in order, the result is "<words> dollars and <words> cents", the singulars "dollar" and "cent" being used for exactly one. A part of zero is omitted, but if both are zero the result is "zero dollars".',
      ],
      german: [
        'amounts: texts like "12.05" or "12" (0 to 999999.99), result in the same order: "zwölf Euro und fünf Cent". A number that ends in eins has "ein" there: "ein Euro", "einhundertein Euro". No cents: euros only ("null Euro" for nothing at all). No euros but cents: cents only.',
        'I pass amounts as text, "12.05" or just "12", up to 999999.99, and want lines in the same order: zwölf Euro und fünf Cent. Without cents leave them out, with cents alone leave the euros out; nothing at all is "null Euro". As we say "ein Euro" and not "eins", each number that ends in eins loses that s here (einhundertein Euro, ein Cent).',
        'The argument is a list of strings "d" or "d.cc" with values from 0 to 999999.99. For each, in order, the result is "<words> Euro und <words> Cent"; number words ending in "eins" end in "ein" instead. A part of zero is omitted, but if both are zero the result is "null Euro".',
      ],
      french: [
        'amounts: texts like "12.05" or "12" (0 to 999999.99), result in the same order: "douze euros et cinq centimes". Singular euro, centime for zero and one. No cents: euros only ("zéro euro" for nothing at all). No euros but cents: cents only.',
        'I pass amounts as text, "12.05" or just "12", up to 999999.99, and want lines in the same order: douze euros et cinq centimes. Without cents leave them out, with cents alone leave the euros out; nothing at all is "zéro euro". The plural with s starts at two.',
        'The argument is a list of strings "d" or "d.cc" with values from 0 to 999999.99. For each, in order, the result is "<words> euros et <words> centimes", the singulars "euro" and "centime" being used for numbers below two. A part of zero is omitted, but if both are zero the result is "zéro euro".',
      ],
    },
    slips: [
      ['zero-euros-stay', 'With cents alone the larger unit is left out.', 'elif large == 0:', 'elif large < 0:'],
      ['always-cents', 'No cents are left out.', 'if small == 0:', 'if small == 0 == large:'],
    ],
  },
  read: {
    title: 'Read number words back',
    parameter: 'texts',
    entries: ['read_numbers', 'numbers_from_words', 'to_numbers'],
    minutes: 40,
    told: everyTongue([
      'texts: list of texts; result: for each the integer from 0 to 9999 whose words these are, or -1 if they are not exactly the words of one. Capitals, blanks at the ends and more than one blank for one do not matter.',
      'I pass texts and want the numbers back, in the same order, from 0 to 9999. Capitals make no difference, nor do blanks at the ends or several blanks in place of one. Apart from that it must be the exact spelling; for everything else the result is -1.',
      'The argument is a list of strings. The result for each is the integer from 0 to 9999 whose words it equals, after conversion to lower case, removal of leading and trailing spaces and reduction of runs of spaces to one; it is -1 where there is none.',
    ]),
    slips: [['capitals-matter', 'Capitals do not matter.', 'text.lower()', 'text']],
  },
  order: {
    title: 'Sort numbers by their names',
    parameter: 'numbers',
    entries: ['by_name', 'alphabetical', 'sort_by_words'],
    minutes: 20,
    told: everyTongue([
      'numbers: list of integers 0 to 999999; result: [number, letters] pairs, each number once, sorted by its words in order of character codes. letters = number of letters in the words (no blanks, no hyphens).',
      'I pass whole numbers between 0 and 999999 and want them in the alphabetical order of their words (compared by character code, as Python does), each one only once. Along with each number give me how many letters its words have, where blanks and hyphens are no letters: pairs of number and letters.',
      'The argument is a list of integers from 0 to 999999. The result contains, for each distinct integer, the list [integer, number of letters of its words, spaces and hyphens not counted], in ascending code point order of the words.',
    ]),
    slips: [
      ['repeats-stay', 'Each number is listed once.', 'in set(numbers)', 'in numbers'],
      [
        'hyphens-count',
        'Blanks and hyphens are no letters.',
        'sign.isalpha() for sign in name',
        'True for sign in name',
      ],
    ],
  },
};
