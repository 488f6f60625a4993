/** Task family: text from templates and data (a small template language, a mail merge over files). */

import { known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Files, Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Family, Posting } from './family.ts';
import { type FilesCase, javascriptFiles, javascriptFunction } from './javascript-project.ts';
import { templateRenderingAnswers } from './template-rendering.answers.ts';
import { mergeReference, mergeWrong, renderReference, renderWrong } from './template-rendering.programs.ts';

const FAMILY = 'template-rendering';

const renderPosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Tiny template engine: variables, if/else, each (no npm allowed)',
  description: `
Our newsletter tool runs in an embedded JS engine where Handlebars does not load, so we want a tiny engine of our own: render(template, data) in solution.js, returning the finished text. data is a JSON object.

Tags stand in double braces; spaces directly inside the braces do not matter ({{ name }} is {{name}}). Everything outside tags is copied as it is, line breaks included. Single braces are ordinary text.

{{path}} prints a value, HTML-escaped: & < > " become &amp; &lt; &gt; &quot;
{{raw path}} prints it without escaping.
{{#if path}} … {{else}} … {{/if}}: the else part is optional. False are: missing, null, false, 0, "" and the empty list. Everything else is true (also an empty object).
{{#each path}} … {{/each}} repeats for every item of the list; anything that is not a list gives nothing. There is no else in each.
Blocks can be nested in each other to any depth. Templates are always well formed.

A path is names joined by dots (author.name, also items.0 for list positions). The FIRST name is searched from the inside out: in the current item of the innermost each, then in the item of the each around it, and at last in data; the first place that has this name (own key, even if its value is null) is used. Further names are then looked up only in that value. {{this}} is the current item itself (outside of each: data).

Printing: missing and null print nothing; text as it is; numbers and true/false as JavaScript writes them (0 prints 0, false prints false); objects and lists print as JSON without spaces.`,
  skills: ['JavaScript', 'HTML', 'Node.js', 'Email Developer'],
  bracket: 'small',
  postedPriceCents: 30_000,
  estimatedMinutes: 150,
};

/** Expected texts, written by hand beside their template and data. The first two are the visible ones. */
const RENDERINGS: readonly (readonly [name: string, template: string, data: Record<string, Json>, expected: string])[] =
  [
    [
      'greeting',
      'Hello {{name}}, you owe {{ amount }} EUR.',
      { name: 'Ann', amount: 12.5 },
      'Hello Ann, you owe 12.5 EUR.',
    ],
    [
      'list of items',
      '<ul>{{#each items}}<li>{{title}}</li>{{/each}}</ul>{{#if more}}more{{else}}end{{/if}}',
      { items: [{ title: 'A & B' }, { title: 'C' }], more: false },
      '<ul><li>A &amp; B</li><li>C</li></ul>end',
    ],
    ['empty template', '', { a: 1 }, ''],
    [
      'escaping',
      '{{t}}|{{raw t}}',
      { t: '<a href="x">&lt;</a>' },
      '&lt;a href=&quot;x&quot;&gt;&amp;lt;&lt;/a&gt;|<a href="x">&lt;</a>',
    ],
    [
      'printing of values',
      '{{a}},{{b}},{{c}},{{d}},{{raw e}},{{f}},{{raw g}}',
      { a: 0, b: false, c: null, e: { x: [1, 'y'] }, f: '', g: [] },
      '0,false,,,{"x":[1,"y"]},,[]',
    ],
    [
      'truth of values',
      '{{#each v}}{{#if x}}T{{else}}F{{/if}}{{/each}}',
      { v: [{ x: [] }, { x: {} }, { x: 0 }, { x: '0' }, { x: '' }, { x: null }, {}, { x: [0] }] },
      'FTFTFFFT',
    ],
    [
      'names from outside',
      '{{#each people}}{{name}} of {{company}}{{#each pets}} +{{this}} ({{name}}, {{company}}){{/each}};{{/each}}',
      {
        company: 'X',
        name: 'root',
        people: [
          { name: 'Ann', pets: ['cat', 'dog'] },
          { pets: [], company: null },
        ],
      },
      'Ann of X +cat (Ann, X) +dog (Ann, X);root of ;',
    ],
    [
      'deep paths',
      '{{a.b.c}}{{a.x.c}}{{list.1}}{{a.b}}{{#each rows}}{{a.b.c}}{{/each}}',
      { a: { b: { c: 7 } }, list: ['p', 'q'], rows: [{ a: {} }, { z: 1 }] },
      '7q{&quot;c&quot;:7}7',
    ],
    [
      'loops over other things',
      '[{{#each a}}x{{/each}}{{#each b}}x{{/each}}{{#each c}}x{{/each}}{{#each d}}{{this}}{{/each}}]',
      { a: {}, b: 'text', d: [1, 'two', [3]] },
      '[1two[3]]',
    ],
    [
      'nested conditions',
      '{{#if a}}{{#if b}}1{{else}}2{{/if}}{{else}}{{#if b}}3{{else}}4{{/if}}{{/if}}{{#if b}}{{#each l}}{{#if this}}y{{else}}n{{/if}}{{/each}}{{/if}}',
      { a: 0, b: 'yes', l: [1, 0, '', 'z'] },
      '3ynny',
    ],
    [
      'braces, lines and spaces',
      'a { b } {c}\n  {{  #if x  }}\n yes {{ else }} no\n{{ /if }}}\n',
      { x: true },
      'a { b } {c}\n  \n yes }\n',
    ],
    ['own keys only', '{{toString}}{{#if constructor}}bad{{else}}good{{/if}}{{a.length}}', { a: 'text' }, 'good'],
    [
      'skipped blocks',
      '{{#if no}}{{#each l}}{{#if this}}1{{else}}2{{/if}}{{/each}}{{x}}{{else}}{{#each none}}{{#if a}}3{{else}}4{{/if}}{{/each}}ok{{/if}}',
      { l: [1, 2], x: 'hidden', none: [] },
      'ok',
    ],
  ];

function randomRendering(random: Chance, count: number): (typeof RENDERINGS)[number] {
  const rows = Array.from({ length: count }, (_, index) => ({
    sku: `S<${index}>`,
    stock: random.below(3),
    tags: index % 4 === 0 ? ['a', 'b'] : [],
  }));
  const template =
    '{{#each rows}}{{sku}}:{{#if stock}}{{stock}} {{unit}}{{else}}sold out{{/if}}{{#each tags}} {{this}}@{{sku}}{{/each}}\n{{/each}}';
  const lines = rows.map(({ sku, stock, tags }) => {
    const name = sku.replace('<', '&lt;').replace('>', '&gt;');
    return `${name}:${stock > 0 ? `${stock} pcs` : 'sold out'}${tags.map((tag) => ` ${tag}@${name}`).join('')}\n`;
  });
  return [`${count} rows`, template, { unit: 'pcs', rows }, lines.join('')];
}

function renderProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'render');
  const all = [...RENDERINGS, randomRendering(random, 25), randomRendering(random, 250)];
  const key = (template: string, data: Json) => JSON.stringify([template, data]);
  const expected = new Map(all.map(([, template, data, text]) => [key(template, data), text]));
  const cases = all.map(([name, template, data]) => ({ name, args: [template, data] as [string, Json] }));
  return javascriptFunction<[string, Json]>(renderPosting, {
    entry: 'render',
    answer: (template, data) => known(expected.get(key(template, data)), 'expected text'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    reference: renderReference,
    wrong: renderWrong,
  });
}

const mergePosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Mail merge script: letter.txt + people.csv -> one file per person',
  description: `
Looking for a script solution.js for a mail merge. It is started in a folder with letter.txt and people.csv. Environment: JavaScript with require('fs') only (readFileSync, writeFileSync, existsSync, readdirSync in the working folder), no packages.

people.csv: the first line names the columns, one of them is "id" (always filled, unique, letters and digits). Comma separated; a field may be in double quotes and can then contain commas, line breaks and "" for a quote. Lines may end with \\r\\n. Blank lines are skipped. Missing fields at the end of a row count as empty. Trim spaces around names and values.

letter.txt has placeholders <<column>> or <<column|text>>, spaces inside the << >> around the parts allowed. Names are letters and underscores, exactly as in the CSV (case counts). A placeholder is replaced by the person's value. If the value is empty (or there is no such column) the text after the bar is used, trimmed; it may be empty and never contains < or >. If there is no bar, the value is missing. Everything else in the letter is copied as is; values are never searched for placeholders again.

For every person without missing values write letter-<id>.txt. For a person with missing values write no letter.

Also write report.txt: for each person with missing values one line in CSV order, "id: missing name, name" (each name once, in the order of the letter), and as the last line "written 3 of 4". Every line ends with a line break.`,
  skills: ['JavaScript', 'Node.js', 'CSV', 'Data Processing'],
  bracket: 'simple',
  postedPriceCents: 8_000,
  estimatedMinutes: 60,
};

type Person = Readonly<Record<string, string>>;
/** A letter as parts: plain text, or a placeholder with its column and fallback. */
type Part = string | readonly [column: string, fallback?: string];

/** Writes the two input files and the expected output from people and parts, without reading either file. */
function mergeCase(name: string, columns: string[], people: Person[], parts: Part[], style = '\n'): [FilesCase, Files] {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...people.map((person) => columns.map((column) => person[column] ?? ''))];
  const letter = parts.map((part) => (typeof part === 'string' ? part : `<<${part.join('|')}>>`)).join('');
  const csv = lines.map((fields) => fields.map(cell).join(',') + style).join('');
  const output: Record<string, string> = {};
  const report: string[] = [];
  for (const person of people) {
    const holes = parts
      .filter((part) => typeof part !== 'string')
      .map(([column, fallback]) => [column.trim(), fallback] as const);
    const missing = holes.filter(([column, fallback]) => !person[column]?.trim() && fallback === undefined);
    const filled = parts.map((part) =>
      typeof part === 'string' ? part : person[part[0].trim()]?.trim() || (part[1] ?? '').trim(),
    );
    if (missing.length === 0) output[`letter-${person.id}.txt`] = filled.join('');
    else report.push(`${person.id}: missing ${[...new Set(missing.map(([column]) => column))].join(', ')}\n`);
  }
  output['report.txt'] = `${report.join('')}written ${people.length - report.length} of ${people.length}\n`;
  return [{ name, files: { 'letter.txt': letter, 'people.csv': csv } }, output];
}

function mergeCases(random: Chance): [FilesCase, Files][] {
  const ann = { id: 'a1', name: 'Ann', city: 'Oslo', title: 'Dr.' };
  const bo = { id: 'b2', name: 'Bo', city: '', title: '' };
  const columns = ['id', 'name', 'city', 'title'];
  const drawn = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `p${index}`,
      name: random.pick(['Kim', 'Lee, Jr.', 'the "one"']),
      city: random.pick(['', 'Rome', 'two\nlines', '  ']),
      title: random.pick(['', 'Dr.', 'Ms']),
    }));
  const letter: Part[] = ['Dear ', ['title', ''], ' ', ['name'], ',\n\nwe visit ', ['city', 'your town'], '.\n'];
  const strict: Part[] = [['name'], ' in ', ['city'], ' or ', ['city'], ', ', ['title'], '\n'];
  return [
    mergeCase('one person', columns, [ann], letter),
    mergeCase('missing city', columns, [ann, bo], [['name'], ' lives in ', ['city'], '\n']),
    mergeCase('fallbacks', columns, [ann, bo], letter),
    mergeCase('nobody', columns, [], letter),
    mergeCase('several missing, each once', columns, [bo, ann], strict),
    mergeCase(
      'quoted fields',
      columns,
      [
        { ...ann, name: 'Lee, "Ann"', city: 'a\nb' },
        { ...bo, name: '"' },
      ],
      letter,
    ),
    mergeCase('windows lines', columns, [ann, { ...bo, title: ' Mx ' }], letter, '\r\n'),
    mergeCase('blank lines', columns, [ann, bo], [['name'], '\n'], '\n\n'),
    mergeCase(
      'placeholders in values',
      columns,
      [{ ...ann, name: '<<city>>', city: '$& $1' }],
      [['name'], ' ', ['city'], ' $$\n'],
    ),
    mergeCase('unknown column and case', columns, [ann], [['Name', ' friend '], ' ', ['nick_name', ''], ['name']]),
    mergeCase('unknown column without fallback', columns, [ann, bo], ['x ', ['phone'], ' < y >> <<1>>']),
    mergeCase('spaces in placeholders', columns, [ann, bo], [[' name '], ' ', ['city ', ' no city ']]),
    mergeCase('random people', columns, drawn(12), letter),
    mergeCase('many people', columns, drawn(90), strict),
  ];
}

function mergeProject(seed: string): ProjectPackage {
  const all = mergeCases(chance(seed, FAMILY, 'merge'));
  const expected = new Map(all.map(([item, output]) => [JSON.stringify(item.files), output]));
  const cases = all.map(([item]) => item);
  return javascriptFiles(mergePosting, {
    answer: (files) => known(expected.get(JSON.stringify(files)), 'expected files'),
    visible: cases.slice(0, 2),
    hidden: cases.slice(2),
    reference: mergeReference,
    wrong: mergeWrong,
  });
}

/** Template rendering: a tiny engine; a mail merge. */
export const templateRendering: Family = {
  name: FAMILY,
  category: 'javascript',
  answers: templateRenderingAnswers,
  build: (seed) => [renderProject(seed), mergeProject(seed)],
};
