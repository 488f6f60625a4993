/** Task family: personal data blanked out of plain text: what counts as such, and what stands in its place. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import { type Rule, ruledProject, type Slip } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './text-redaction.programs.ts';
import { KINDS, type Kind } from './text-redaction-kinds.ts';

const DIALS = { kind: ['mail', 'phone', 'card', 'account'], style: ['label', 'tail', 'pseudonym'] } as const;

type Style = (typeof DIALS)['style'][number];

/** Walks the candidates from left to right, splitting the text at each. */
function redacted(text: string, kind: Kind, style: Style): string {
  const { candidate, counts, same, label } = KINDS[kind];
  const seen = new Map<string, number>();
  let total = 0;
  const shown = (hit: string): string => {
    total += 1;
    const key = same(hit);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (style === 'label') return `[${label}]`;
    if (style === 'pseudonym') return `<${label}-${[...seen.keys()].indexOf(key) + 1}>`;
    const signs = [...hit];
    const marked = signs.flatMap((sign, at) => (/[A-Za-z0-9]/.test(sign) ? [at] : []));
    const hidden = new Set(marked.slice(0, -4));
    return signs.map((sign, at) => (hidden.has(at) ? '*' : sign)).join('');
  };
  const body = text.replace(candidate, (hit) => (counts(hit) ? shown(hit) : hit));
  if (style === 'label') return `${body}-- ${total} redacted\n`;
  if (style === 'tail') return body;
  return `${body}--\n${[...seen.values()].map((count, at) => `${label}-${at + 1}: ${count}\n`).join('')}`;
}

/** Accounts are found without signs inside. */
function starSlips(kind: Kind): readonly Slip[] {
  if (kind === 'account') return [];
  const why = 'Signs that are neither letter nor digit stay.';
  return [['stars-for-every-sign', why, 'if sign.isalnum() and', 'if']];
}

function styleRule(style: Style, kind: Kind): Rule<string> {
  const { label, hits, twice } = KINDS[kind];
  const [one, two] = hits;
  const cases = {
    'two on one line': lines(`First ${one}, then ${two}; nothing else.`),
    'the same again': lines(`Ask ${twice[0]} or`, `ask ${twice[1]} today`, `and ${two} too`, `not ${twice[0]}`),
    'nothing to hide': lines('All quiet today.', '', 'See you at 10:30 in room 12.'),
    'empty input': '',
  };
  if (style === 'label') {
    return {
      told: [
        `Put [${label}] in its place. After the whole text print one more line "-- N redacted", N being how many were replaced (repeats count each time, 0 is printed too).`,
        `Wherever one turns up I want to read [${label}] instead, and under the text a last line like "-- 3 redacted" so that I see how many there were. Count every occurrence, also the same one again; if there was none, the line says 0.`,
        `Each occurrence shall be replaced by the literal [${label}]. One line "-- N redacted" shall follow the text, where N is the number of replacements made, repetitions included, possibly 0.`,
      ],
      cases,
      slips: [
        [
          'counts-different-ones',
          'Repeats count each time.',
          'total += 1',
          'found.add(hit)\n        total = len(found)',
        ],
        [
          'silent-when-none',
          'The line is printed when nothing was replaced, too.',
          "print(f'-- {total}",
          "if total:\n    print(f'-- {total}",
        ],
      ],
    };
  }
  if (style === 'tail') {
    return {
      told: [
        'Its letters and digits become "*", one star each, except the last four letters or digits, which stay. All other signs inside it stay as they are. Nothing else is printed.',
        'Do not cut it out: turn its letters and digits into stars, one for one, but leave the last four of them readable so that our people can still tell customers apart. Dots, dashes, blanks and whatever else is inside stay where they are, and the rest of the text is printed untouched.',
        'Within an occurrence every letter and digit other than the last four letters or digits shall be replaced by one asterisk. Any other character of the occurrence, and all remaining text, shall be output unchanged.',
      ],
      cases,
      slips: [...starSlips(kind), ['keeps-three', 'Four letters or digits stay readable.', 'left > 4', 'left > 3']],
    };
  }
  return {
    told: [
      `Replace with <${label}-1>, <${label}-2>, ... numbered by first appearance; the same one again (${KINDS[kind].sameSaid[0]}) gets its old number. Below the text print a line "--", then one line per number: "${label}-1: 2" (how often it occurred). No occurrences: only the "--" line.`,
      `Please give every one its own alias, <${label}-1> for the first that comes up, <${label}-2> for the next new one and so on. If somebody appears again, use the alias from before (${KINDS[kind].sameSaid[1]}). Under the text put a line with two dashes and then the list, like "${label}-1: 2", meaning that alias 1 stood there twice; the two dashes come even when the list is empty.`,
      `Occurrences shall be replaced by <${label}-n>, where n = 1, 2, ... enumerates distinct values in order of first appearance; ${KINDS[kind].sameSaid[2]}. The text shall be followed by a line "--" and, for each n ascending, a line "${label}-n: c" with the number c of its occurrences.`,
    ],
    cases,
    slips: [
      ['new-number-each-time', 'The same value keeps its number.', 'if key not in names:', 'if True:'],
      ['compares-as-written', 'Values are compared after normalising.', KINDS[kind].normalised, 'hit'],
    ],
  };
}

function kindRule(kind: Kind, random: Chance): Rule<string> {
  const { told, edges, slips, hits, near, draw } = KINDS[kind];
  const filler = ['please call', 'was sent by', 'belongs to', 'see also', 'not', 'or', 'checked:', 'Re:'];
  const drawn = (count: number): string =>
    lines(
      ...Array.from({ length: count }, () => {
        const piece = random.pick([() => draw(random), () => random.pick(hits), () => random.pick(near)])();
        return `${random.pick(filler)} ${piece}${random.pick([' ok', ', then', '', ' / x'])} ${random.pick(filler)}`;
      }),
    );
  return {
    told,
    cases: { ...edges, 'looks like one': lines(...near), drawn: drawn(12), 'long text': drawn(400) },
    slips,
  };
}

const OPENINGS = [
  'Small filter in Python, one file solution.py. Text comes on standard input, the cleaned text goes to standard output.',
  'we hand support tickets to an outside company and must not give away personal data. I need a little Python script, solution.py, that reads a ticket from standard input and prints it again without the delicate bits.',
  'Deliverable: solution.py (Python 3). The program reads a text from standard input and writes the redacted text to standard output, subject to the following clauses.',
] as const;

export const textRedaction: StudyFamily = {
  name: 'text-redaction',
  category: 'text_processing',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'text-redaction', index);
    const { kind, style } = settingsOf(DIALS, index);
    const { title, hits, minutes } = KINDS[kind];
    const firm = random.pick(['Lindqvist Support', 'Harbour Desk', 'Oak & Pine', 'Copper Line', 'Bluebird Care']);
    return ruledProject<string>(
      {
        family: textRedaction,
        index,
        seed,
        title: `${title} (${{ label: 'labels', tail: 'last four stay', pseudonym: 'aliases' }[style]})`,
        opening: [OPENINGS[0], `Hello, ${firm} here: ${OPENINGS[1]}`, `${firm}, data protection. ${OPENINGS[2]}`],
        rules: [kindRule(kind, random), styleRule(style, kind)],
        closing: [
          'White space at line ends is not compared. Only ASCII text comes in. Standard library only.',
          'Our tickets are plain ASCII, every line ends with a newline, and blanks at the end of a line do not matter to me. Thank you!',
          'Input is ASCII, each line being terminated by a newline. Trailing white space is disregarded in the comparison. Third-party packages are not available.',
        ],
        skills: ['Python', 'Regular Expressions', 'Data Protection'],
        estimatedMinutes: minutes + (style === 'label' ? 0 : 15),
        visible: {
          'one hit': lines('Dear team,', `please note ${hits[0]} for later.`),
          'two lines': lines(`${hits[1]}`, 'is not', `${hits[0]} at all`),
        },
        reference: referenceProgram(kind, style),
        alternative: {
          how: 'A scanner that cuts the text into pieces sign by sign, in place of regular expressions.',
          program: alternativeProgram(kind, style),
        },
      },
      (posting, parts) => stdioProject(PYTHON, posting, { ...parts, answer: (text) => redacted(text, kind, style) }),
    );
  },
};
