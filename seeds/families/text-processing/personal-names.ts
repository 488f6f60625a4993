/** Task family: personal names taken apart by the customs of a country, and written anew. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram } from './personal-names.alternatives.ts';
import { referenceProgram } from './personal-names.programs.ts';
import { CUSTOMS, type Custom, DIALS, FORMS, type Form } from './personal-names-texts.ts';

type Arguments = [string[]];

interface Name {
  readonly given: readonly string[];
  readonly family: string;
  /** Written before the family name in Dutch, behind it as a suffix in Scottish names. */
  readonly extra: string;
}

const raised = (word: string): string =>
  word
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1).toLowerCase())
    .join('-');

const DUTCH = ['van', 'de', 'der', 'den', 'ter', 'ten'];
const SPANISH = ['de', 'del', 'la', 'las', 'los', 'y'];
const SUFFIXES: Readonly<Record<string, string>> = { jr: 'Jr', sr: 'Sr', ii: 'II', iii: 'III' };

function nameOf(text: string, custom: Custom): Name {
  const words = text.toLowerCase().trim().split(/ +/);
  if (custom === 'dutch') {
    const from = words.findIndex((word, at) => DUTCH.includes(word) && at < words.length - 1);
    if (from < 0) return { given: words.slice(0, -1).map(raised), family: raised(words.at(-1) ?? ''), extra: '' };
    let to = from;
    while (to < words.length - 1 && DUTCH.includes(words[to] ?? '')) to += 1;
    const given = words.slice(0, from).map(raised);
    return { given, family: words.slice(to).map(raised).join(' '), extra: words.slice(from, to).join(' ') };
  }
  if (custom === 'scottish') {
    const last = words.length > 1 ? SUFFIXES[(words.at(-1) ?? '').replaceAll('.', '')] : undefined;
    const kept = last === undefined ? words : words.slice(0, -1);
    const clan = (kept.at(-1) ?? '').replace(/(?:^|(?<=-))(?:mc|o')?[a-z]/g, (start) =>
      start.length === 1 ? start.toUpperCase() : raised(start.slice(0, -1)) + start.slice(-1).toUpperCase(),
    );
    return { given: kept.slice(0, -1).map(raised), family: clan, extra: last ?? '' };
  }
  const units: string[] = [];
  let open = '';
  words.forEach((word, at) => {
    if (SPANISH.includes(word) && at < words.length - 1) open += `${word} `;
    else {
      units.push(open + raised(word));
      open = '';
    }
  });
  const count = units.length >= 3 ? 2 : 1;
  return { given: units.slice(0, -count), family: units.slice(-count).join(' '), extra: '' };
}

function written({ given, family, extra }: Name, custom: Custom): string {
  return (custom === 'dutch' ? [...given, extra, family] : [...given, family, extra])
    .filter((part) => part !== '')
    .join(' ');
}

function answer(custom: Custom, form: Form, [texts]: Arguments): string[] {
  const names = texts.map((text) => nameOf(text, custom));
  if (form === 'tidy') return names.map((name) => written(name, custom));
  if (form === 'initials') {
    const letter = (part: string): string => `${part.slice(0, 1)}.`;
    return names.map((name) => {
      const given = name.given
        .map((word) => word.split(' ').at(-1) ?? '')
        .map((word) => word.split('-').map(letter).join('-'));
      return written({ ...name, given }, custom);
    });
  }
  if (form === 'index') {
    const sorting = names.map(({ given, family, extra }) => {
      const behind = [...given, ...(custom === 'dutch' && extra !== '' ? [extra] : [])].join(' ');
      const entry = behind === '' ? family : `${family}, ${behind}`;
      return custom === 'scottish' && extra !== '' ? `${entry}, ${extra}` : entry;
    });
    return sorting.toSorted((one, other) => {
      const [a, b] = [one.toLowerCase(), other.toLowerCase()];
      return a < b ? -1 : Number(a > b);
    });
  }
  const used = new Map<string, number>();
  return names.map(({ given, family, extra }) => {
    const body = `${custom === 'dutch' ? extra : ''}${family}`.toLowerCase().replace(/[^a-z]/g, '');
    const first = (given[0] ?? '').split(' ').at(-1) ?? '';
    const box = first === '' ? body : `${first.slice(0, 1).toLowerCase()}.${body}`;
    const number = (used.get(box) ?? 0) + 1;
    used.set(box, number);
    return number === 1 ? box : `${box}${number}`;
  });
}

function drawnNames(random: Chance, custom: Custom, count: number): string[] {
  const { given, family } = CUSTOMS[custom].stock;
  const typed = (text: string): string =>
    random.pick([text, text.toUpperCase(), text.toLowerCase(), ` ${text}  `, text.replace(' ', '   ')]);
  return Array.from({ length: count }, () =>
    typed(`${Array.from({ length: random.below(3) }, () => `${random.pick(given)} `).join('')}${random.pick(family)}`),
  );
}

/** Slips that make no difference to a form. */
const UNSEEN: readonly string[] = ['tidy always-two', 'boxes hyphens-forgotten'];

function rules(custom: Custom, form: Form, random: Chance): Rule<Arguments>[] {
  const { told, edges, slips, stock } = CUSTOMS[custom];
  const mixed = stock.family.map((name, at) => `${stock.given[at % stock.given.length]} ${name}`);
  return [
    {
      told,
      cases: {
        'special names': [[...edges]],
        'all capitals': [edges.map((name) => name.toUpperCase())],
        'family name alone': [stock.family.map((name) => ` ${name} `)],
      },
      slips: slips.filter(([slip]) => !UNSEEN.includes(`${form} ${slip}`)),
    },
    {
      told: FORMS[form].told[custom],
      cases: {
        'each family name': [mixed],
        'several given names': [mixed.map((name) => `${stock.given.join(' ')} ${name}`)],
        'the same name again': [[...mixed.slice(0, 3), ...mixed.slice(0, 3), (mixed[0] ?? '').toUpperCase()]],
        'no names': [[]],
        drawn: [drawnNames(random, custom, 15)],
        'many names': [drawnNames(random, custom, 400)],
      },
      slips: FORMS[form].slips[custom],
    },
  ];
}

export const personalNames: StudyFamily = {
  name: 'personal-names',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'personal-names', index);
    const { form, custom } = settingsOf(DIALS, index);
    const entry = random.pick(['rewrite_names', 'names', 'format_names', 'convert_names', 'clean_names']);
    const club = random.pick(['rowing club', 'alumni office', 'clinic', 'book festival', 'choir society']);
    return ruledProject<Arguments>(
      {
        family: personalNames,
        index,
        seed,
        title: `${FORMS[form].title} for ${CUSTOMS[custom].title} names`,
        opening: [
          `Function ${entry}(names) in solution.py, Python: list of full names in, list of strings out. Names are typed carelessly: any capitals, extra blanks.`,
          `Hi, our ${club} has a list of members whose names were typed in by everybody as they liked, all capitals, no capitals, too many blanks. I would like a function ${entry}(names) in a file solution.py (Python) which takes the list and returns a list of properly written strings.`,
          `The function ${entry}(names), to be delivered in solution.py (Python 3), receives a list of full names in which capitalisation and the number of spaces are arbitrary, and returns a list of strings.`,
        ],
        rules: rules(custom, form, random),
        closing: [
          'Names consist of ASCII letters, hyphens, apostrophes, dots and blanks; at least one word each. Nothing but the standard library.',
          'In a name there are only plain letters without accents, hyphens, apostrophes and dots besides the blanks, and nobody is without a name. Only the standard library, please.',
          'Names contain ASCII letters, hyphens, apostrophes, full stops and spaces, and at least one word. Only the standard library may be used.',
        ],
        skills: ['Python', 'Data Cleansing', 'Text Processing'],
        estimatedMinutes: FORMS[form].minutes + CUSTOMS[custom].minutes,
        visible: {
          'two members': [[...CUSTOMS[custom].plain]],
          'one member': [[`  ${CUSTOMS[custom].plain[0]?.toUpperCase()}`]],
        },
        reference: referenceProgram(custom, form, entry),
        alternative: {
          how: 'Works with lists of words from the right end, or regular expressions, where the reference goes from the left.',
          program: alternativeProgram(custom, form, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(PYTHON, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(custom, form, args),
        }),
    );
  },
};
