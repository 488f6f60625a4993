/** Task family: conversions (Roman numerals both ways; recipe amounts in fractions and kitchen units). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { type Family, functionProject, lines, type Posting, PYTHON, stdioProject } from './family.ts';
import { unitConversionAnswers } from './unit-conversion.answers.ts';
import { recipeReference, recipeWrong, romanReference, romanWrong } from './unit-conversion.programs.ts';

const FAMILY = 'unit-conversion';

const romanPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Convert Roman numerals to numbers and back (strict), stdin/stdout',
  description: `
We digitise old books and have to convert volume and page numbers. A script solution.py shall read lines from standard input and print one line for each of them:

- the line is a whole number in digits (leading zeros allowed): print the Roman numeral in upper case. Only 1 to 3999 can be written.
- the line is a Roman numeral, upper or lower case or mixed: print the number in digits.
- the line has a dash in it: it is a range; convert what is before the first dash and what is after it, each on its own, and print both joined by a dash without blanks. Both sides do not need to be of the same kind: "xii-15" becomes "12-XV".
- blanks at the ends of the line and around the dash do not matter. Lines that are empty or only blanks are skipped, nothing is printed for them.

Whatever cannot be converted (0, 4000, letters that are no numeral, an empty side of a range, signs, decimals, a second dash on the right side) becomes the word invalid; the other side of a range is converted nevertheless.

Roman numerals are accepted only in their standard form, the one you would write yourself: IV and not IIII, XCIX and not IC, CM and not DCCCC, MCMXCIV and so on. Every other spelling is invalid.

Example input: MCMXCIV, 2024, iiii on three lines gives 1994, MMXXIV, invalid.`,
  skills: ['Python', 'Algorithm', 'Data Processing'],
  bracket: 'micro',
  postedPriceCents: 2_200,
  estimatedMinutes: 25,
};

const PLACES: readonly (readonly string[])[] = [
  ['', 'M', 'MM', 'MMM'],
  ['', 'C', 'CC', 'CCC', 'CD', 'D', 'DC', 'DCC', 'DCCC', 'CM'],
  ['', 'X', 'XX', 'XXX', 'XL', 'L', 'LX', 'LXX', 'LXXX', 'XC'],
  ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'],
];

const NUMERAL = /^(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$/;

const roman = (digits: string): string =>
  [...digits.padStart(4, '0')].map((digit, at) => PLACES[at]?.[Number(digit)] ?? '').join('');

/** Digit by digit from a table of places; a numeral is read by its pattern and the places are looked up. */
function convertNumeral(text: string): string {
  if (/^\d+$/.test(text)) {
    const digits = text.replace(/^0+/, '');
    return digits !== '' && Number(digits) < 4_000 ? roman(digits) : 'invalid';
  }
  const parts = NUMERAL.exec(text.toUpperCase())?.slice(1);
  if (parts === undefined || text === '') return 'invalid';
  const digits = parts.map((part, at) => PLACES[at]?.indexOf(part));
  return String(Number(digits.join('')));
}

function convertNumerals(stdin: string): string {
  const given = stdin
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines(
    ...given.map((line) => {
      const dash = line.indexOf('-');
      if (dash < 0) return convertNumeral(line);
      return `${convertNumeral(line.slice(0, dash).trim())}-${convertNumeral(line.slice(dash + 1).trim())}`;
    }),
  );
}

function drawnNumerals(random: Chance, count: number): string {
  const one = () => {
    const number = String(1 + random.below(3_999));
    return random.pick([number, roman(number), roman(number).toLowerCase(), `${roman(number)}I`, `X${roman(number)}`]);
  };
  return lines(...Array.from({ length: count }, () => random.pick([one(), one(), `${one()} - ${one()}`])));
}

function romanProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'roman');
  return stdioProject(PYTHON, romanPosting, {
    answer: convertNumerals,
    visible: { 'three lines': 'MCMXCIV\n2024\nXIV\n', 'a range': '1-3\nXL\nC-110\n' },
    hidden: {
      'empty input': '',
      limits: '0\n1\n3999\n4000\n12345\n',
      'standard form only': 'IIII\nIC\nDCCCC\nVX\nIIX\nXCX\nMMMM\nVV\nIVI\nLL\n',
      'lower and mixed case': 'xii\nMcMxC\niv\n',
      'ranges of both kinds': 'xii-15\n 7 - IX \ncc-abc\n',
      'sides missing': '-5\nX-\n-\n1-2-3\n',
      'not numbers at all': 'hello\n1.5\n+4\nX V\n12a\n',
      'leading zeros': '0007\n000\n04000\n',
      'blank lines and blanks': '\n  \n IX \n\n\t12\n',
      'every subtraction': '4\n9\n40\n90\n400\n900\n1444\n2999\nCDXLIV\nCMXCIX\n',
      'drawn lines': drawnNumerals(random, 40),
      'large input': drawnNumerals(random, 1_500),
    },
    reference: romanReference,
    wrong: romanWrong,
  });
}

const recipePosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Scale recipe ingredients with fractions (cups, tbsp, tsp)',
  description: `
I run a baking blog and want a "make it for 6 instead of 4" button. My nephew does the website, you do the math :) Python please, file solution.py, function scale_recipe(lines, factor). It gives back the list of the scaled lines.

lines is a list of strings like "1 1/2 cups flour", "3/4 tsp salt", "2 eggs", "0.5 tbsp oil" or "salt to taste". factor is a string with the same kinds of numbers: "2", "1/2", "1 1/2", "0.75". It is always greater than zero.

A line begins with an amount if it starts directly with 2, 0.5, 3/4 or 1 1/2 (whole number, one blank, fraction), followed by one or more blanks and something else. Such a line becomes: new amount, one blank, the rest. Every other line stays exactly as it is. Denominators are never 0 and amounts never 0.

The new amount is exact and written as a whole number, a fraction in lowest terms, or whole number, blank, fraction: 2, 3/8, 1 1/2. Never 3/2 or 0.5, and no rounding: a third of 1 is 1/3, and if 7/24 comes out then 7/24 it is.

If the first word of the rest is tsp, tbsp or cup (or with an s: tsps, tbsps, cups; lower case only) and something follows after one blank, choose the best unit: 1 tbsp = 3 tsp, 1 cup = 16 tbsp. Use the largest of the three units in which the amount is at least 1/4; if even tsp gives less than 1/4 use tsp. The unit gets an s if the amount is more than 1: 3/4 cup, 1 cup, 1 1/4 cups. This is done with factor 1 too: "4 tbsp milk" becomes "1/4 cup milk".

All other units (g, ml, eggs, ...) stay as written.`,
  skills: ['Python', 'Mathematics', 'Blog'],
  bracket: 'simple',
  postedPriceCents: 6_000,
  estimatedMinutes: 40,
};

/** Everything in whole numerators over whole denominators; no fraction type. */
function scaleRecipe(given: string[], factor: string): Json {
  type Ratio = readonly [top: number, bottom: number];
  const read = (text: string): Ratio => {
    const [, whole = '0', top = '0', bottom = '1'] = /^(?:(\d+(?:\.\d+)?)(?: |$))?(?:(\d+)\/(\d+))?$/.exec(text) ?? [];
    const [digits = '', decimals = ''] = whole.split('.');
    const scale = 10 ** decimals.length;
    return [Number(digits + decimals) * Number(bottom) + Number(top) * scale, scale * Number(bottom)];
  };
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const show = ([top, bottom]: Ratio): string => {
    const whole = Math.floor(top / bottom);
    const rest = top % bottom;
    const common = divisor(rest, bottom);
    const fraction = rest === 0 ? [] : [`${rest / common}/${bottom / common}`];
    return [...(whole > 0 || rest === 0 ? [String(whole)] : []), ...fraction].join(' ');
  };
  const [factorTop, factorBottom] = read(factor);
  return given.map((line) => {
    const [, amount, rest = ''] = /^(\d+ \d+\/\d+|\d+\/\d+|\d+(?:\.\d+)?) +(.+)$/.exec(line) ?? [];
    if (amount === undefined) return line;
    const [top, bottom] = read(amount);
    const scaled: Ratio = [top * factorTop, bottom * factorBottom];
    const [, unit, ingredient] = /^(tsp|tbsp|cup)s? (.+)$/.exec(rest) ?? [];
    if (unit === undefined) return `${show(scaled)} ${rest}`;
    const spoons = scaled[0] * (unit === 'cup' ? 48 : unit === 'tbsp' ? 3 : 1);
    const [best, size] =
      4 * spoons >= 48 * scaled[1] ? ['cup', 48] : 4 * spoons >= 3 * scaled[1] ? ['tbsp', 3] : ['tsp', 1];
    const inBest: Ratio = [spoons, scaled[1] * Number(size)];
    return `${show(inBest)} ${best}${inBest[0] > inBest[1] ? 's' : ''} ${ingredient}`;
  });
}

function recipeProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'recipe');
  const drawn = (count: number): string[] =>
    Array.from({ length: count }, () => {
      const part = `${1 + random.below(7)}/${2 + random.below(7)}`;
      const amount = random.pick([
        String(1 + random.below(9)),
        part,
        `${1 + random.below(3)} ${part}`,
        `${random.below(4)}.25`,
        'some',
      ]);
      return `${amount} ${random.pick(['tsp', 'tbsps', 'cups', 'cup', 'g', 'large'])} ${random.pick(['flour', 'brown sugar', 'eggs'])}`;
    });
  return functionProject<[string[], string]>(PYTHON, recipePosting, {
    entry: 'scale_recipe',
    answer: scaleRecipe,
    visible: {
      'twice as much': [['1 1/2 cups flour', '2 eggs', 'salt to taste'], '2'],
      'half of it': [['3 cups milk', '100 g butter', '1 tsp vanilla'], '1/2'],
    },
    hidden: {
      'no lines': [[], '2'],
      'factor one changes units': [['4 tbsp milk', '3 tsp oil', '48 tsp water', '1/8 cup rum'], '1'],
      'exactly a quarter': [['3/4 tsp salt', '1 tbsp sugar', '4 tbsp sugar', '3 tbsp sugar'], '1'],
      'exactly one unit': [['1/2 cup rice', '1/2 tbsp oil', '1 cups tea'], '2'],
      'thirds stay exact': [['1 egg', '1 cup flour', '7/8 tsp soda', '10 g salt'], '1/3'],
      'unusual fractions': [['7/24 cup cream', '5/17 l milk', '11/32 kg flour'], '5/7'],
      'mixed factor and decimals': [['0.5 tbsp oil', '2.25 cups sugar', '1 1/3 lemons'], '1 1/2'],
      'very little': [['1/8 tsp saffron', '1/4 tsp salt'], '0.5'],
      'lines without amount': [['', 'salt', '2', ' 2 eggs', '2eggs', '1/2', 'about 2 eggs', '2-3 apples'], '2'],
      'words like units': [['2 cup', '1 cupcake box', '2 Cups tea', '3 tspx salt', '5 tbsps'], '2'],
      'fractions that are not proper': [['5/4 cups flour', '4/2 eggs', '1 6/4 cups milk'], '1'],
      'several blanks': [['2   eggs', '1 1/2  cups flour', '1  1/2 cups flour'], '3'],
      'drawn recipe': [drawn(15), random.pick(['2', '3/4', '1 1/4'])],
      'large recipe': [drawn(500), '1.5'],
    },
    reference: recipeReference,
    wrong: recipeWrong,
  });
}

/** Conversions: Roman numerals; recipes. */
export const unitConversion: Family = {
  name: FAMILY,
  category: 'strings_and_numbers',
  answers: unitConversionAnswers,
  build: (seed) => [romanProject(seed), recipeProject(seed)],
};
