/** The contact list of the family `messy-columns`: phone numbers in standard form, persons named once. */

import { chance } from '../../server/kernel/prng.ts';
import type { Files } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { csvText, parseCsv } from './csv.ts';
import { filesProject, type Posting, PYTHON } from './family.ts';
import { phoneReference, phoneWrong } from './messy-columns.programs.ts';

const phonePosting: Posting = {
  slug: 'messy-columns-2',
  family: 'messy-columns',
  title: 'Standardise contact list: names and international phone numbers (CSV to CSV)',
  description: `
Task: solution.py reads contacts.csv from the current folder and writes clean.csv there. No pandas.

contacts.csv: UTF-8, may begin with a byte order mark, semicolon separated, usual quoting. The first line is the header. Of its columns only name, phone and country are of interest; they may be in any position, in any case and with extra blanks ("  Phone "). Other columns are ignored. Lines may be shorter than the header; missing cells are empty. A column may be missing completely, then all its cells are empty.

name: cut blanks at the ends and reduce inner white space to one blank. Rows without a name are skipped. Two rows with the same name (ignoring case) are the same person; the spelling of the first row is kept. Names are ASCII.

phone: standard form is + and digits only.
1. Begins with +: international. Keep the digits.
2. Otherwise take the digits. If they begin with 00 they are international; drop the 00.
3. Otherwise the number is national: drop one leading 0 if there is one, and put the prefix of the country in front: DE 49, AT 43, US 1 (country in any case). Any other country, or none: the phone is not usable.
4. After that there must be 8 to 15 digits (with country prefix, without +), otherwise the phone is not usable.

Each person gets the first usable phone of his or her rows, or nothing.

clean.csv: UTF-8 without byte order mark, comma separated, header name,phone, one line per person, sorted by the lower case name in plain character order. Every line ends with one newline character. If contacts.csv is empty write just the header.`,
  skills: ['Python', 'Data Cleansing', 'CSV', 'Data Entry'],
  bracket: 'simple',
  postedPriceCents: 11_000,
  estimatedMinutes: 50,
};

function standardPhone(text: string, country: string): string {
  const prefix: Record<string, string> = { de: '49', at: '43', us: '1' };
  const digits = text.replace(/[^0-9]/g, '');
  const own = prefix[country.toLowerCase()];
  const national = own === undefined ? '' : own + digits.replace(/^0/, '');
  const full = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : national;
  return /^\d{8,15}$/.test(full) ? `+${full}` : '';
}

function cleanContacts(files: Files): Files {
  const [header = [], ...rows] = parseCsv((files['contacts.csv'] ?? '').replace(/^\ufeff/, ''), ';');
  const names = header.map((cell) => cell.trim().toLowerCase());
  const cell = (cells: string[], name: string) => cells[names.indexOf(name)]?.trim() ?? '';
  const people = new Map<string, string[]>();
  for (const cells of rows) {
    const name = cell(cells, 'name').replace(/\s+/g, ' ');
    const known = people.get(name.toLowerCase()) ?? [name, ''];
    if (name !== '')
      people.set(name.toLowerCase(), [
        known[0] ?? '',
        known[1] || standardPhone(cell(cells, 'phone'), cell(cells, 'country')),
      ]);
  }
  const sorted = [...people].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, person]) => person);
  return { 'clean.csv': csvText([['name', 'phone'], ...sorted]) };
}

/** Second project of the family `messy-columns`: names and phone numbers, from file to file. */
export function phoneProject(seed: string): ProjectPackage {
  const random = chance(seed, 'messy-columns', 'phone');
  const file = (...rows: string[]): Files => ({ 'contacts.csv': rows.map((text) => `${text}\n`).join('') });
  const phones = (...texts: string[]): Files =>
    file('name;phone;country', ...texts.map((text, at) => `p${10 + at};${text}`));
  const drawn = (count: number): Files => {
    const number = () => random.pick(['0', '+49 ', '0043-', '', '00']) + String(1_000_000 + random.below(90_000_000));
    const one = () =>
      `${random.pick(['Ann', 'ann ', 'Bo  Li', 'BO LI', ''])}${random.below(count)};${random.pick(['de', 'AT', 'US', 'FR', ''])};${number()}`;
    return file('Name;Country;PHONE', ...Array.from({ length: count }, one));
  };
  return filesProject(PYTHON, phonePosting, {
    answer: cleanContacts,
    visible: {
      'three people': file('name;phone;country', 'Bo;030 123456;DE', 'Ann;+1 (212) 555-0100;US', 'Cy;;AT'),
      'extra column': file('id;name;country;phone', '1;Ann;AT;0664/1234567', '2;Bo;US;212-555-0100'),
    },
    hidden: {
      'empty file': { 'contacts.csv': '' },
      'header only': file('name;phone;country'),
      'byte order mark': file('\ufeffname;phone;country', 'Ann;030123456;DE'),
      'messy header': file('  PHONE ; Notes;Country ; Name', '030123456;"a;b";de;Ann'),
      'short lines': file('name;phone;country', 'Ann', '', 'Bo;+4930123456'),
      'column missing': file('phone;name', '030123456;Ann', '+4930123456;Bo'),
      'international forms': phones('0049 30 123456;DE', '+49 (0)30;DE', '00 1 2125550100;FR', '+43.664.1234567;'),
      'national forms': phones('030123456;de', '30123456; At ', '0030123456;US', '2125550100;FR', '0123;US'),
      'too short and too long': phones(
        '+1234567;',
        '+12345678;',
        '+123456789012345;',
        '+1234567890123456;',
        '012345;DE',
        '0123456;DE',
      ),
      'first usable phone': file(
        'name;phone;country',
        'Ann Lee;123;DE',
        'ann  lee;030123456;DE',
        'ANN LEE;030999999;DE',
      ),
      'names with comma': file('name;phone;country', '"Lee, Ann";;', 'bo;;', 'Al;;', '  ;030123456;DE'),
      'drawn contacts': drawn(25),
      'large list': drawn(600),
    },
    reference: phoneReference,
    wrong: phoneWrong,
  });
}
