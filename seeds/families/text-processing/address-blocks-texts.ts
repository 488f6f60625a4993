/** What the family `address-blocks` asks for, in three voices, with its dials and slips. */

import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = { output: ['json', 'csv', 'labels', 'faults'], country: ['us', 'uk', 'de'] } as const;

export type Output = (typeof DIALS)['output'][number];
export type Country = (typeof DIALS)['country'][number];

interface CountryText {
  readonly title: string;
  readonly minutes: number;
  readonly columns: readonly string[];
  readonly told: Told;
  readonly streets: readonly string[];
  /** Last lines of a block. */
  readonly places: readonly (readonly string[])[];
  readonly faulty: readonly (readonly string[])[];
  readonly slips: readonly Slip[];
}

export const COUNTRIES: Readonly<Record<Country, CountryText>> = {
  us: {
    title: 'American',
    minutes: 20,
    columns: ['name', 'extra', 'street', 'town', 'state', 'zip'],
    told: [
      'A block: first line name, last line "Town, ST 12345" or "Town, ST 12345-6789", the line before it street, any lines between joined by "; " as extra (may be empty). The town has no comma; a blank before or none after the comma is fine; between state and zip there is one blank. State: two letters, to be put in capitals. Fewer than three lines: fault "too few lines". A last line not of this form: "bad last line".',
      'The first line is the name. The last is like "Salem, OR 97301" or with a longer zip, "Salem, OR 97301-1234"; the two letters of the state may be small but I want capitals. Around the comma people may leave out the blank behind it or put one in front; the town itself has no comma. The line above is the street, and whatever stands between name and street is extra, joined with "; " if it is several lines (or nothing). An address of fewer than three lines is faulty: "too few lines"; one with another last line: "bad last line".',
      'The first line of a block is the name, the last line but one the street; lines between them, joined by "; ", are the extra (possibly empty). The last line consists of the town (without comma), an optional space, a comma, an optional space, two letters for the state (rendered in upper case), a space and a zip code of five digits, optionally followed by a hyphen and four digits. Faults are "too few lines" (fewer than three) and, failing that, "bad last line".',
    ],
    streets: ['12 Elm Street', '400 5th Ave', 'PO Box 77', '1 "A" Court, East'],
    places: [['Salem, OR 97301'], ['St. Paul, mn 55101-2233'], ['New York ,NY 10001'], ['Ames,ia 50010']],
    faulty: [
      ['Salem OR 97301'],
      ['Salem, ORE 97301'],
      ['Salem, OR 9730'],
      ['Salem, OR 97301-12'],
      ['A, Salem, OR 97301'],
      ['Salem, OR97301'],
      [', OR 97301'],
      ['Salem, OR 97301 USA'],
    ],
    slips: [
      ['state-as-typed', 'The state is in capitals.', 'state.upper()', 'state'],
      ['long-zip-refused', 'A zip code may have four more digits.', '(?:-[0-9]{4})?', ''],
    ],
  },
  uk: {
    title: 'British',
    minutes: 25,
    columns: ['name', 'extra', 'street', 'town', 'postcode'],
    told: [
      'A block: first line name, last line postcode, before it town (put in capitals), before it street; any lines between name and street joined by "; " as extra (may be empty). Postcode, blanks and capitals ignored: one or two letters, a digit, maybe a digit or letter, a digit, two letters; written in capitals with one blank before the last three signs. Fewer than four lines: fault "too few lines". Last line not such a code: "bad postcode".',
      'The first line is the name. From the bottom: the postcode on a line of its own, above it the town, above that the street, and whatever is left between name and street is extra, joined with "; " (or nothing). We write the town in capitals. Forget blanks and capitals when you look at a postcode: it must be one or two letters, a digit, possibly one more digit or letter, and then a digit and two letters; write it in capitals with a blank before its last three signs, like SW1A 1AA. With fewer than four lines the fault is "too few lines"; if the last line is no postcode, "bad postcode".',
      'The first line of a block is the name; the last three lines are street, town (rendered in upper case) and postcode; lines remaining between name and street, joined by "; ", are the extra (possibly empty). A postcode, after removal of spaces and conversion to upper case, consists of one or two letters, a digit, optionally a digit or letter, a digit, and two letters; it is rendered with one space before the last three characters. Faults are "too few lines" (fewer than four) and, failing that, "bad postcode".',
    ],
    streets: ['10 Mill Lane', 'Rose Cottage', 'Unit 3, Dock Road', '7 "The Green"'],
    places: [
      ['Leeds', 'LS1 4AP'],
      ['Bath', 'ba11aa'],
      ['Westminster', 'sw1A 1aA'],
      ['Barry', 'CF 62 5AB'],
      ['Ely', 'M11AE'],
    ],
    faulty: [
      ['Leeds', 'LS1'],
      ['Leeds', 'LS1 44P'],
      ['Leeds', 'LSX1 4AP'],
      ['Leeds', '1LS 4AP'],
      ['Leeds', 'LS1 4AP UK'],
      ['Leeds', 'L123 4AP'],
      ['Leeds', 'LS1-4AP'],
    ],
    slips: [
      ['town-as-typed', 'The town is in capitals.', 'town.upper()', 'town'],
      ['no-letter-in-district', 'The sign after the digit may be a letter.', '[0-9A-Z]?', '[0-9]?'],
    ],
  },
  de: {
    title: 'German',
    minutes: 30,
    columns: ['name', 'extra', 'street', 'number', 'postcode', 'town'],
    told: [
      'A block: first line name, last line "12345 Town" (maybe with "D-" or "d-" in front, dropped), the line before it street and house number, any lines between joined by "; " as extra (may be empty). House number: at the end after a blank, digits, maybe a blank and/or one letter; it is written without blank and in small letters ("5 A" = 5a); none: empty, the line is all street. A street that ends in "str." or "Str." gets straße or Straße. Fewer than three lines: fault "too few lines". Other last line: "bad last line".',
      'The first line is the name, the last one five digits and, after a blank, the town; some write D- (or d-) in front of the digits, which goes. The line above has the street and mostly a house number at its end: a blank, digits and perhaps a letter, with or without another blank, and we write it like 5a, small and together. If there is no such number the whole line is the street and the number empty. When the street ends in str. or Str. please spell it out, straße or Straße. Lines between name and street are extra, joined with "; " (or nothing). Fewer than three lines is the fault "too few lines", any other kind of last line "bad last line".',
      'The first line of a block is the name; the last line consists of an optional prefix "D-" or "d-" (discarded), a postcode of five digits, a space and the town; the last line but one is the street, optionally followed by a space and a house number (digits, an optional space, an optional letter A-Z), which is rendered without space and in lower case and is empty if absent. A final "str." or "Str." of the street is rendered as "straße" or "Straße". Lines between name and street, joined by "; ", are the extra (possibly empty). Faults are "too few lines" (fewer than three) and, failing that, "bad last line".',
    ],
    streets: [
      'Gartenstr. 5',
      'Lange Str. 12 B',
      'Am Markt',
      'Allee 7c',
      'Platz der 8',
      'Bergstr.',
      'Weg 3 ab',
      '"Hof" 1 x',
    ],
    places: [['10115 Berlin'], ['D-80331 München'], ['d-50667 Köln am Rhein'], ['04109 Leipzig']],
    faulty: [
      ['1011 Berlin'],
      ['10115Berlin'],
      ['D 10115 Berlin'],
      ['10115'],
      ['A-10115 Wien'],
      ['101155 Berlin'],
      ['Berlin 10115'],
    ],
    slips: [
      ['number-as-typed', 'The house number is written together.', ".replace(' ', '').lower()", '.lower()'],
      ['prefix-refused', 'D- in front of the postcode is dropped.', '(?:[Dd]-)?', ''],
    ],
  },
};

const ORDER: Readonly<Record<Country, string>> = { us: 'zip', uk: 'postcode', de: 'postcode' };
const LABEL: Readonly<Record<Country, string>> = { us: '"Town, ST zip"', uk: '"TOWN postcode"', de: '"postcode Town"' };

interface OutputText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Readonly<Record<Country, Told>>;
  readonly slips: readonly Slip[];
}

function perCountry(build: (country: Country) => Told): Readonly<Record<Country, Told>> {
  return { us: build('us'), uk: build('uk'), de: build('de') };
}

export const OUTPUTS: Readonly<Record<Output, OutputText>> = {
  json: {
    title: 'JSON records',
    minutes: 20,
    told: perCountry((country) => [
      `Output: a JSON list of objects with the keys ${COUNTRIES[country].columns.join(', ')}, all texts, in input order. Faulty blocks are left out. No blocks: [].`,
      `Print one JSON list, an object for each good address in the order they came, with the keys ${COUNTRIES[country].columns.join(', ')} and texts as values. Faulty addresses are simply left out, and if there is nothing I get an empty list.`,
      `The output is a JSON array of objects with the string members ${COUNTRIES[country].columns.join(', ')}, one per block without fault, in input order; blocks with a fault are omitted. The array may be empty.`,
    ]),
    slips: [
      [
        'skips-repeats',
        'Repeated addresses stay.',
        'records.append(parse(block))',
        'records.extend(record for record in [parse(block)] if record not in records)',
      ],
    ],
  },
  csv: {
    title: 'CSV file',
    minutes: 30,
    told: perCountry((country) => [
      `Output: CSV, comma, header ${COUNTRIES[country].columns.join(',')}, usual quoting; rows sorted by ${ORDER[country]} as text, equal ones in input order. Faulty blocks are left out. The header is always there.`,
      `Print a CSV with commas, the heading ${COUNTRIES[country].columns.join(',')} and ordinary quoting where a field needs it. Sort it by ${ORDER[country]}, compared as text; addresses with the same one stay in the order they came. Faulty addresses are left out, and the heading is there even if nothing else is.`,
      `The output is comma-separated with RFC 4180 quoting and the header ${COUNTRIES[country].columns.join(',')}, present in any case. Rows are ordered by ${ORDER[country]}, compared as strings, and otherwise by input order. Blocks with a fault are omitted.`,
    ]),
    slips: [['input-order', 'Rows are sorted.', 'records.sort(', 'sorted(records, ']],
  },
  labels: {
    title: 'Label sheets',
    minutes: 35,
    told: perCountry((country) => [
      `Output: labels of three lines (name, street${country === 'de' ? ' with number after a blank, if any' : ''}, ${LABEL[country]}), two side by side, lines joined by " | ", in input order; "---" on a line between rows of labels. A last single label stands alone without " | ". Faulty blocks are left out; extra is not printed.`,
      `Print labels, two next to each other: each has three lines, the name, the street${country === 'de' ? ' (a blank and the number behind it if there is one)' : ''} and ${LABEL[country]}; the two are joined line by line with " | " and between one pair and the next there is a line with three hyphens. If the last one has no neighbour it is printed without the bar. Keep the order, leave out faulty addresses, and do not print the extra lines.`,
      `Each block without fault yields a label of three lines: name, street${country === 'de' ? ' (followed by a space and the number, if present)' : ''}, ${LABEL[country]}. Labels are output in input order in pairs, corresponding lines joined by " | ", pairs separated by a line "---". An unpaired last label is output by itself. The extra is not output.`,
    ]),
    slips: [
      [
        'bar-without-neighbour',
        'A single label has no bar.',
        'zip(*labels[at:at + 2])',
        "zip(*(labels[at:at + 2] + [['', '', '']])[:2])",
      ],
    ],
  },
  faults: {
    title: 'Check report',
    minutes: 20,
    told: perCountry(() => [
      'Output: a line "block N: fault" for each faulty block (N = number among all blocks, from 1), then "G good, B bad, R repeated". R = how many good blocks have all fields equal to those of an earlier good one.',
      'Print a line like "block 4: too few lines" for each faulty address, counting all addresses from 1, and at the end one line "12 good, 3 bad, 1 repeated" (always, zeros too). Repeated means a good address all of whose fields, after cleaning, were there before in one further up.',
      'For each block with a fault a line "block N: fault" shall be output, N being its ordinal among all blocks, from 1; finally "G good, B bad, R repeated", where R is the number of blocks without fault whose fields all equal those of an earlier one.',
    ]),
    slips: [
      ['repeated-names', 'All fields must be equal.', 'fields in seen', 'fields[0] in [other[0] for other in seen]'],
      ['numbers-the-bad-ones', 'All blocks are counted.', "f'block {number}: {fault}'", "f'block {bad}: {fault}'"],
    ],
  },
};
