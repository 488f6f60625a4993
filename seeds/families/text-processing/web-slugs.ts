/** Task family: titles turned into parts of web addresses: how letters become ASCII, and what the address must keep to. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './web-slugs.programs.ts';
import { DIALS, SCRIPTS, type Script, SHAPES, type Shape } from './web-slugs-texts.ts';

type Arguments = [string[], number];

const GERMAN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', '&': ' und ' };
const RUSSIAN: Readonly<Record<string, string>> = Object.fromEntries(
  'а a,б b,в v,г g,д d,е e,ё yo,ж zh,з z,и i,й y,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ,ы y,ь ,э e,ю yu,я ya'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);
const GREEK: Readonly<Record<string, string>> = Object.fromEntries(
  'α a,β v,γ g,δ d,ε e,ζ z,η i,θ th,ι i,κ k,λ l,μ m,ν n,ξ x,ο o,π p,ρ r,σ s,ς s,τ t,υ y,φ f,χ ch,ψ ps,ω o'
    .split(',')
    .map((pair) => pair.split(' ') as [string, string]),
);
const LATIN: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss' };

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

function ascii(title: string, script: Script): string {
  const small = title.toLowerCase();
  const mapped = (text: string, table: Readonly<Record<string, string>>): string =>
    [...text].map((sign) => table[sign] ?? sign).join('');
  if (script === 'german') return mapped(small, GERMAN);
  if (script === 'latin') return bare(mapped(small, LATIN));
  if (script === 'russian') {
    return [...small]
      .map((sign, at) =>
        sign === 'е' && !/[бвгджзйклмнпрстфхцчшщё]/.test(small[at - 1] ?? ' ') ? 'ye' : (RUSSIAN[sign] ?? sign),
      )
      .join('');
  }
  const plain = bare(small)
    .replace(/(?<![α-ω])μπ/g, 'b')
    .replaceAll('μπ', 'mb')
    .replaceAll('ου', 'ou')
    .replaceAll('γγ', 'ng');
  return mapped(plain, GREEK);
}

const slugOf = (title: string, script: Script): string => (ascii(title, script).match(/[a-z0-9]+/g) ?? []).join('-');

function answer(script: Script, shape: Shape, [titles, limit]: Arguments): Json {
  if (shape === 'paths') {
    return titles.map((title) => {
      const parts = title
        .split('/')
        .map((part) => slugOf(part, script))
        .filter((part) => part !== '');
      return parts.length > limit
        ? `${parts.slice(0, limit - 1).join('/')}${limit > 1 ? '/' : ''}${parts.slice(limit - 1).join('-')}`
        : parts.join('/') || '-';
    });
  }
  if (shape === 'short') {
    return titles.map((title) => {
      const slug = slugOf(title, script);
      if (slug.length <= limit) return slug;
      const cut = slug.slice(0, limit + 1).lastIndexOf('-');
      return cut < 0 ? slug.slice(0, limit) : slug.slice(0, cut);
    });
  }
  const taken = new Set<string>();
  return titles.map((title) => {
    const slug = slugOf(title, script) || 'untitled';
    let number = limit;
    let free = slug;
    while (taken.has(free)) {
      free = `${slug}-${number}`;
      number += 1;
    }
    taken.add(free);
    return free;
  });
}

function drawnTitles(random: Chance, script: Script, shape: Shape, count: number): string[] {
  const { words } = SCRIPTS[script];
  const joint = shape === 'paths' ? [' ', ' / ', '/', '//'] : [' ', ' ', ' - ', ', ', '/'];
  return Array.from({ length: count }, () =>
    Array.from({ length: random.below(5) }, () => random.pick(words) + random.pick(joint))
      .join('')
      .concat(random.pick(words)),
  );
}

function rules(script: Script, shape: Shape, random: Chance): Rule<Arguments>[] {
  const { told, edges, slips } = SCRIPTS[script];
  const { usual, other } = SHAPES[shape];
  return [
    {
      told,
      cases: {
        'every special letter': [edges, usual],
        'one by one': [edges.flatMap((title) => title.split(' ')), usual],
      },
      slips,
    },
    {
      told: [
        'After that every run of other signs than a-z and 0-9 becomes one hyphen; none at the start or end.',
        'Whatever is then not one of the letters a to z or a digit turns into a hyphen, several in a row into one, and there must be none at the beginning or the end.',
        'In the result, each maximal run of characters other than a-z and 0-9 shall be replaced by a single hyphen; leading and trailing hyphens are removed.',
      ],
      cases: {
        'odd signs': [['  Hello,  World! ', '--2024--', 'a_b.c', '日本 no 1', 'x', "it's 100% ok?"], usual],
        'nothing left': [['', '!!!', '…', 'a'], usual],
      },
    },
    {
      told: SHAPES[shape].told,
      cases: {
        ...Object.fromEntries(
          SHAPES[shape].edges.map((titles, at) => [`addresses ${at + 1}`, [titles, usual] as Arguments]),
        ),
        'other number': [SHAPES[shape].edges.flat(), other],
        'no titles': [[], usual],
        drawn: [drawnTitles(random, script, shape, 12), usual],
        'many titles': [drawnTitles(random, script, shape, 300), other],
      },
      slips: SHAPES[shape].slips,
    },
  ];
}

export const webSlugs: StudyFamily = {
  name: 'web-slugs',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'web-slugs', index);
    const { script, shape } = settingsOf(DIALS, index);
    const entry = random.pick(['slugs', 'make_slugs', 'addresses', 'to_addresses', 'url_names']);
    const call = `${entry}(titles, ${SHAPES[shape].parameter})`;
    const site = random.pick(['recipe blog', 'book shop', 'local paper', 'museum', 'concert agency']);
    const [first = '', second = '', third = ''] = SCRIPTS[script].plain;
    return ruledProject<Arguments>(
      {
        family: webSlugs,
        index,
        seed,
        title: `${SHAPES[shape].title} from ${SCRIPTS[script].title} titles`,
        opening: [
          `${call} in solution.py (Python). titles: list of texts. Returns a list with one slug per title, same order. Everything is first turned into small letters.`,
          `We run a ${site} and the titles of our pages must become readable addresses. Please write ${call} in a file solution.py, in Python: it gets the list of titles and gives back the list of addresses, one for each, in the same order. Start by making everything lower case.`,
          `solution.py (Python 3) shall define ${call}, returning a list with one string for each element of titles, in order. Each title is first converted to lower case.`,
        ],
        rules: rules(script, shape, random),
        closing: [
          'Standard library only. Letters come composed (one code point each).',
          'Accented letters arrive as one character each, not as letter plus accent. No extra packages on our server, sorry.',
          'Titles are in Unicode normalisation form C. Third-party packages are not available.',
        ],
        skills: ['Python', 'Unicode', 'SEO'],
        estimatedMinutes: SHAPES[shape].minutes + SCRIPTS[script].minutes,
        visible: {
          'three titles': [[first, second, third], SHAPES[shape].usual],
          'one title': [[`${second}: ${first}`], SHAPES[shape].usual],
        },
        reference: referenceProgram(script, shape, entry),
        alternative: {
          how: 'Goes sign by sign and builds the words of the address, in place of regular expressions over the whole title.',
          program: alternativeProgram(script, shape, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(script, shape, args),
        }),
    );
  },
};
