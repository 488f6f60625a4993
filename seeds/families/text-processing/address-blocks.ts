/** Task family: postal addresses read from blocks of lines, by the customs of a country. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Comparator } from '../../../server/protocol/arena/acceptance.ts';
import { csvText } from '../csv.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram } from './address-blocks.alternatives.ts';
import { referenceProgram } from './address-blocks.programs.ts';
import { COUNTRIES, type Country, DIALS, OUTPUTS, type Output } from './address-blocks-texts.ts';

type Fields = Readonly<Record<string, string>>;

/** The fields of a block, or what is wrong with it. */
function parsed(block: readonly string[], country: Country): Fields | string {
  const least = country === 'uk' ? 4 : 3;
  if (block.length < least) return 'too few lines';
  const [name = '', ...rest] = block;
  const last = rest.pop() ?? '';
  if (country === 'uk') {
    const code = last.toUpperCase().replaceAll(' ', '');
    if (!/^[A-Z]{1,2}\d[0-9A-Z]?\d[A-Z]{2}$/.test(code)) return 'bad postcode';
    const town = (rest.pop() ?? '').toUpperCase();
    const street = rest.pop() ?? '';
    return { name, extra: rest.join('; '), street, town, postcode: `${code.slice(0, -3)} ${code.slice(-3)}` };
  }
  const street = rest.pop() ?? '';
  const extra = rest.join('; ');
  if (country === 'us') {
    const found = /^([^,]*[^, ]) ?, ?([A-Za-z]{2}) (\d{5}(?:-\d{4})?)$/.exec(last);
    if (found === null) return 'bad last line';
    const [, town = '', state = '', zip = ''] = found;
    return { name, extra, street, town, state: state.toUpperCase(), zip };
  }
  const found = /^(?:[Dd]-)?(\d{5}) (.+)$/.exec(last);
  if (found === null) return 'bad last line';
  const [, postcode = '', town = ''] = found;
  const house = /^(.+?) (\d+ ?[A-Za-z]?)$/.exec(street);
  const road = (house?.[1] ?? street).replace(/str\.$/, 'straße').replace(/Str\.$/, 'Straße');
  return { name, extra, street: road, number: (house?.[2] ?? '').replace(' ', '').toLowerCase(), postcode, town };
}

function label(fields: Fields, country: Country): string[] {
  const { name = '', street = '', number = '', postcode = '', town = '', state = '', zip = '' } = fields;
  if (country === 'us') return [name, street, `${town}, ${state} ${zip}`];
  if (country === 'uk') return [name, street, `${town} ${postcode}`];
  return [name, `${street} ${number}`.trim(), `${postcode} ${town}`];
}

function answer(stdin: string, output: Output, country: Country): string {
  const blocks = stdin
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim())
    .join('\n')
    .split(/\n\n+/)
    .map((block) => block.split('\n').filter((line) => line !== ''))
    .filter((block) => block.length > 0);
  const results = blocks.map((block) => parsed(block, country));
  const good = results.filter((result): result is Fields => typeof result !== 'string');
  if (output === 'json') return `${JSON.stringify(good)}\n`;
  if (output === 'faults') {
    const faults = results.flatMap((result, at) => (typeof result === 'string' ? [`block ${at + 1}: ${result}`] : []));
    const doubles = good.length - new Set(good.map((fields) => JSON.stringify(fields))).size;
    return lines(...faults, `${good.length} good, ${faults.length} bad, ${doubles} repeated`);
  }
  if (output === 'csv') {
    const code = country === 'us' ? 'zip' : 'postcode';
    const sorted = good.toSorted((a, b) =>
      (a[code] ?? '') < (b[code] ?? '') ? -1 : Number((a[code] ?? '') > (b[code] ?? '')),
    );
    return csvText([
      COUNTRIES[country].columns,
      ...sorted.map((fields) => COUNTRIES[country].columns.map((name) => fields[name] ?? '')),
    ]);
  }
  const labels = good.map((fields) => label(fields, country));
  const rows = labels.flatMap((left, at) => {
    if (at % 2 === 1) return [];
    const right = labels[at + 1];
    const body = left.map((line, row) => (right === undefined ? line : `${line} | ${right[row]}`));
    return at === 0 ? body : ['---', ...body];
  });
  return lines(...rows);
}

const text = (blocks: readonly (readonly string[])[]): string =>
  lines(...blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block])));

function drawnBlocks(random: Chance, country: Country, count: number): string[][] {
  const { streets, places, faulty } = COUNTRIES[country];
  const names = ['Ada Lark', 'Bo  Quist', 'Cy "Red" Fox', 'Dee Moss, Ltd.', ' Eli Roth '];
  const extras = [[], [], ['Flat 4'], ['c/o Wren', 'Floor 2']];
  return Array.from({ length: count }, () => {
    const place = random.below(7) === 0 ? random.pick(faulty) : random.pick(places);
    const block = [random.pick(names), ...random.pick(extras), random.pick(streets), ...place];
    return random.below(12) === 0 ? block.slice(-1) : block;
  });
}

function rules(output: Output, country: Country, random: Chance): Rule<string>[] {
  const { told, streets, places, faulty, slips } = COUNTRIES[country];
  const every = places.map((place, at) => [`Person ${at}`, streets[at % streets.length] ?? '', ...place]);
  const roads = streets.map((street, at) => ['Kit Vale', 'Dept. 7', street, ...(places[at % places.length] ?? [])]);
  const bad = faulty.map((place, at) => [`Person ${at}`, streets[0] ?? '', ...place]);
  const tell = OUTPUTS[output];
  return [
    {
      told,
      cases: {
        'every form of place': text(every),
        'every form of street': text(roads),
        'places that are none': text([...bad, ...every.slice(0, 2)]),
        'short blocks': text([['Solo'], ['Duo', streets[0] ?? ''], ['Trio', ...(places[0] ?? [])], every[0] ?? []]),
      },
      slips: output === 'faults' ? slips.slice(1) : slips,
    },
    {
      told: tell.told[country],
      cases: {
        'empty input': '',
        'empty lines everywhere': lines(
          '',
          '  ',
          ...(every[0] ?? []).map((line) => `   ${line} `),
          ' ',
          '',
          '',
          ...(every[1] ?? []),
          '',
        ),
        repeated: text([
          ...every,
          ...roads,
          ...every.slice(0, 3).map((block) => block.map((line) => line.replace(' ', '  '))),
        ]),
        drawn: text(drawnBlocks(random, country, 9)),
        'many addresses': text(drawnBlocks(random, country, 250)),
      },
      slips: tell.slips,
    },
  ];
}

const COMPARATORS: Partial<Record<Output, Comparator>> = {
  json: { kind: 'json' },
  csv: { kind: 'table', columns: { postcode: 'text', zip: 'text', number: 'text' }, absolute: 1e-9, rowsOrdered: true },
};

export const addressBlocks: StudyFamily = {
  name: 'address-blocks',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'address-blocks', index);
    const { output, country } = settingsOf(DIALS, index);
    const { streets, places, title, minutes } = COUNTRIES[country];
    const firm = random.pick(['Willow Candles', 'Brass & Reed', 'Tern Bicycles', 'Orchard Wines', 'Slate Press']);
    const sample = (name: string, at: number) => [name, streets[at] ?? '', ...(places[0] ?? [])];
    const comparator = COMPARATORS[output];
    return ruledProject<string>(
      {
        family: addressBlocks,
        index,
        seed,
        title: `${OUTPUTS[output].title} from ${title} addresses`,
        opening: [
          'Python, solution.py, stdin to stdout. Input: addresses as blocks of lines, blocks separated by one or more empty lines. First squeeze runs of blanks and strip every line (a line of blanks only is empty).',
          `Customers of ${firm} send us their addresses as a few lines of text, and between two addresses there is at least one empty line. I need a Python program, solution.py, reading all that from standard input and printing to standard output. People type too many blanks: several in a row count as one, and those at the ends of a line as none, so a line with nothing but blanks is an empty one.`,
          `${firm} requires a program solution.py (Python 3) processing postal addresses from standard input. An address is a block of consecutive non-empty lines. Beforehand, runs of spaces are reduced to one and leading and trailing spaces are removed from each line.`,
        ],
        rules: rules(output, country, random),
        closing: [
          'UTF-8 in and out. Standard library.',
          'Text is UTF-8. Please use only what comes with Python.',
          'Input and output are encoded in UTF-8. Only the standard library may be used.',
        ],
        skills: ['Python', 'Data Extraction', 'Text Processing'],
        estimatedMinutes: minutes + OUTPUTS[output].minutes,
        visible: {
          'two addresses': text([sample('Ann Reed', 0), sample('Max Poole', 2)]),
          'three addresses': text([sample('Ida Holm', 2), sample('Ben Ash', 0), sample('Una Lind', 2)]),
        },
        reference: referenceProgram(output, country),
        alternative: {
          how: 'Collects blocks in a list of lists and takes lines apart with string methods in place of regular expressions.',
          program: alternativeProgram(output, country),
        },
      },
      (posting, parts) =>
        stdioProject(PYTHON, posting, {
          ...parts,
          ...(comparator && { comparator }),
          answer: (stdin) => answer(stdin, output, country),
        }),
    );
  },
};
