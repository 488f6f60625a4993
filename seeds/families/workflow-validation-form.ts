/** A project of the family `workflow-validation`: a form validator driven by rules; expected errors are written by hand. */

import { known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Posting } from './family.ts';
import { javascriptFunction } from './javascript-project.ts';
import { formReference, formWrong } from './workflow-validation.programs.ts';

const FAMILY = 'workflow-validation';

const formPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Form validator driven by JSON rules',
  description: `
We generate our sign-up forms from JSON and want the same checks on the server. Write validateForm(rules, values) in solution.js. It returns a list of {"field":…,"code":…}, empty if all is well.

A rule: {"field":"age","type":"integer","required":true,"min":18,"max":99}. type is "text", "integer" or "date"; everything but field and type is optional. One rule per field. values is an object; its values are texts, numbers, true/false or null.

For each rule, in the order of the rules:
a) A value is empty if it is missing, null or a text of nothing but spaces. Empty and required -> code "required". Empty values are not checked any further. A field is required if required is true, or if requiredIf is given as {"field":"country","equals":"US"} and the value of that other field is exactly (same type, no trimming) the one named.
b) Type, code "type", and nothing further for this field:
 - text: must be a string
 - integer: a whole number, or a text that after trimming is an optional "-" and 1 to 15 digits (numbers have at most 15 digits too)
 - date: text, after trimming YYYY-MM-DD, and a day that exists (Gregorian leap years; years 0000 to 9999)
c) Limits, codes "min" and "max", both inclusive: for text the length after trimming, for integer the number, for date the date (min and max are given as "YYYY-MM-DD"). Both can fail at once if the rule is silly: report min first.
d) oneOf (a list): the value as it is (untrimmed, same type) must be in it, else "choice".
e) sameAs (a field name): the value must be exactly the value of that field, else "same".
So one field can have several errors, in the order above.

After all rules: each field in values that no rule mentions gives "unknown", sorted by name (plain string comparison).`,
  skills: ['JavaScript', 'JSON', 'Web Development', 'Node.js'],
  bracket: 'simple',
  postedPriceCents: 8_500,
  estimatedMinutes: 50,
};

type Value = string | number | boolean | null;
type Rule = {
  field: string;
  type: string;
  required?: boolean;
  requiredIf?: { field: string; equals: Value };
  min?: number | string;
  max?: number | string;
  oneOf?: Value[];
  sameAs?: string;
};
type Values = { [field: string]: Value };

const rule = (field: string, type: string, more: Partial<Rule> = {}): Rule => ({ field, type, ...more });
const SIGN_UP: Rule[] = [
  rule('name', 'text', { required: true, min: 2, max: 10 }),
  rule('age', 'integer', { min: 18, max: 99 }),
  rule('born', 'date', { min: '1900-01-01', max: '2010-12-31' }),
  rule('country', 'text', { oneOf: ['US', 'NO', 'DE'] }),
  rule('state', 'text', { requiredIf: { field: 'country', equals: 'US' } }),
  rule('again', 'text', { sameAs: 'name' }),
];

/** Values beside the errors they give under the sign-up rules, written by hand as `field code`. The first two are visible. */
const FORMS: readonly (readonly [name: string, values: Values, errors: string, rules?: Rule[]])[] = [
  ['too young and no state', { name: 'Ann', age: 17, country: 'US' }, 'age min,state required'],
  ['all is well', { name: 'Ann', age: '40', born: '1984-02-29', country: 'NO', again: 'Ann' }, ''],
  ['nothing filled in', {}, 'name required'],
  ['spaces are empty', { name: '   ', age: ' ', born: null, again: '' }, 'name required'],
  ['zero and false are values', { name: false, age: 0, born: 0, state: 0 }, 'name type,age min,born type,state type'],
  ['length after trimming', { name: '  A ', again: '  A ' }, 'name min'],
  ['limits are inclusive', { name: '0123456789', age: 99, born: '2010-12-31' }, ''],
  ['just outside', { name: '0123456789x', age: ' 100 ', born: '1899-12-31' }, 'name max,age max,born min'],
  [
    'texts that are no integers',
    { a: '1.0', b: '+5', c: '1e3', d: '--1', e: 2.5, f: true, g: ' -0012 ', h: '1234567890123456' },
    'a type,b type,c type,d type,e type,f type,h type',
    [...'abcdefgh'].map((field) => rule(field, 'integer')),
  ],
  [
    'days that do not exist',
    {
      a: '2023-02-29',
      b: '1900-02-29',
      c: '2000-02-29',
      d: '2024-04-31',
      e: '2024-13-01',
      f: '2024-00-10',
      g: '2024-01-00',
      h: '2024-1-01',
      i: ' 2024-12-31 ',
      j: '0000-02-29',
    },
    'a type,b type,d type,e type,f type,g type,h type',
    [...'abcdefghij'].map((field) => rule(field, 'date')),
  ],
  ['choices are exact', { name: 'Bo', country: 'us', again: 'bo' }, 'country choice,again same'],
  ['choice with spaces', { name: 'Bo', country: 'US ', again: ' Bo' }, 'country choice,again same'],
  [
    'condition is exact',
    { a: 1, b: null, c: '' },
    'c required',
    [
      rule('a', 'integer'),
      rule('b', 'text', { requiredIf: { field: 'a', equals: '1' } }),
      rule('c', 'text', { requiredIf: { field: 'a', equals: 1 } }),
    ],
  ],
  [
    'several errors of one field',
    { a: 'xyz', b: '5' },
    'a min,a max,a choice,a same,b choice',
    [rule('a', 'text', { min: 5, max: 2, oneOf: ['x'], sameAs: 'b' }), rule('b', 'integer', { oneOf: [5] })],
  ],
  ['unknown fields', { zip: '1', name: 'Ann', Zip: null, 'a b': 2 }, 'Zip unknown,a b unknown,zip unknown'],
  ['no rules', { b: 1, a: 2 }, 'a unknown,b unknown', []],
];

/** Many fields whose errors are chosen first and whose values are then made to fit. */
function randomForm(random: Chance, count: number): (typeof FORMS)[number] {
  const rules: Rule[] = [];
  const values: Values = {};
  const errors: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const field = `f${index}`;
    const code = random.pick(['', '', 'required', 'type', 'min', 'max', 'choice']);
    const [low, high] = [random.below(20), 40 + random.below(20)];
    rules.push(
      rule(field, 'integer', {
        min: low,
        max: high,
        ...(code === 'required' ? { required: true } : {}),
        ...(code === 'choice' ? { oneOf: [low, 'x'] } : {}),
      }),
    );
    const value = {
      '': random.pick([low, high, ` ${low} `]),
      type: 'x1',
      min: low - 1,
      max: high + 1,
      choice: low + 1,
      required: random.pick(['', '  ', null]),
    }[code];
    values[field] = value ?? null;
    if (code !== '') errors.push(`${field} ${code}`);
  }
  return [`${count} random fields`, values, errors.join(','), rules];
}

/** The form project under `seed`. */
export function formProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'form');
  const all = [...FORMS, randomForm(random, 20), randomForm(random, 250)];
  const cases = all.map(([name, values, , rules = SIGN_UP]) => ({
    name,
    args: [rules, values] as [Rule[], Values],
  }));
  const errorsOf = (text: string): Json =>
    text
      .split(',')
      .filter(Boolean)
      .map((part) => ({ field: part.slice(0, part.lastIndexOf(' ')), code: part.slice(part.lastIndexOf(' ') + 1) }));
  const expected = new Map(
    all.map(([, values, errors, rules = SIGN_UP]) => [JSON.stringify([rules, values]), errorsOf(errors)]),
  );
  return javascriptFunction<[Rule[], Values]>(formPosting, {
    entry: 'validateForm',
    answer: (rules, values) => known(expected.get(JSON.stringify([rules, values])), 'expected errors'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    reference: formReference,
    wrong: formWrong,
  });
}
