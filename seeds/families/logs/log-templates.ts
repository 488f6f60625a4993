/** Task family: templates of log messages (numbers masked, templates counted, rare and new ones found). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { drawn, pad, someFirm, somePeople } from '../drawn-words.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { logTemplatesPieces } from './log-templates.posting.ts';
import { templatePrograms, templateWrong } from './log-templates.programs.ts';

const DIALS = {
  task: ['count', 'rare', 'fresh'],
  masks: ['numbers', 'more'],
  head: ['cut', 'whole'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

/** Eats the text from the left, piece by piece. */
function templateOf({ masks, head }: Settings, line: string): string {
  const text = head === 'cut' ? line.split(' ').slice(2).join(' ') : line;
  let rest = text;
  let template = '';
  while (rest !== '') {
    const quoted = masks === 'more' ? /^"[^"]*"/.exec(rest) : null;
    const word = /^[A-Za-z0-9_]+/.exec(rest)?.[0] ?? '';
    if (quoted !== null) {
      template += '<text>';
      rest = rest.slice(quoted[0].length);
    } else if (word === '') {
      template += rest.slice(0, 1);
      rest = rest.slice(1);
    } else {
      template += masks === 'more' && /^[0-9a-f]{8}$/.test(word) ? '<id>' : word.split(/\d+/).join('<n>');
      rest = rest.slice(word.length);
    }
  }
  return template;
}

function answer(settings: Settings, stdin: string): string {
  const rows = stdin.split('\n').slice(0, -1);
  if (settings.task === 'fresh') {
    const border = rows.indexOf('---');
    const known = new Set(rows.slice(0, border).map((row) => templateOf(settings, row)));
    const later = new Set(rows.slice(border + 1).map((row) => templateOf(settings, row)));
    return lines(...[...later].filter((template) => !known.has(template)));
  }
  const groups = Map.groupBy(rows, (row) => templateOf(settings, row));
  if (settings.task === 'rare')
    return lines(
      ...rows.flatMap((row, at) => (groups.get(templateOf(settings, row))?.length === 1 ? [`${at + 1}: ${row}`] : [])),
    );
  const ranked = [...groups].toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return lines(...ranked.map(([template, all]) => `${all.length} ${template}`));
}

function casesOf(random: Chance, { task }: Settings) {
  const people = somePeople(random, 5);
  const hex = () => drawn(8, () => random.pick([...'0123456789abcdef'])).join('');
  const kinds = [
    () => `user ${random.pick(people)} logged in from 10.0.${random.below(9)}.${random.below(99)}`,
    () => `request ${hex()} took ${random.below(900)} ms`,
    () => `file "${random.pick(people)} ${random.below(50)}.pdf" uploaded, ${random.below(9_000)} bytes`,
    () => `job${random.below(40)} finished in ${random.below(60)}m${random.below(60)}s`,
    () => `no answer from node-${random.below(12)}:${random.below(9_000)}`,
    () => `"${random.pick(people)}" renamed to "${random.pick(people)}"`,
    () => `cache is full`,
    () => `session ${hex()} of user ${random.pick(people)} closed`,
    () => `checksum ${hex()}${random.below(9)} is wrong`,
  ] as const;
  const whole = (text: string, level = 'INFO') =>
    `${pad(random.below(24))}:${pad(random.below(60))}:${pad(random.below(60))} ${level} ${text}`;
  const some = (count: number, of: number = kinds.length) =>
    drawn(count, () => whole(kinds[random.below(of)]?.() ?? '', random.pick(['INFO', 'INFO', 'WARN'])));
  const split = (all: readonly string[], at: number) =>
    lines(...(task === 'fresh' ? [...all.slice(0, at), '---', ...all.slice(at)] : all));
  const fixed = (at: number, ...texts: readonly string[]) =>
    split(
      texts.map((text) => whole(text)),
      at,
    );
  return {
    visible: {
      'a few lines': fixed(
        2,
        'request took 31 ms',
        'cache is full',
        'request took 7 ms',
        'disk 2 is full',
        'disk 11 is full',
      ),
      'other words': fixed(1, 'retry 1 of 3', 'retry 2 of 3', 'connection lost after 120 s', 'connection made'),
    },
    hidden: {
      'no lines': split([], 0),
      'long numbers': fixed(
        1,
        'sum 123456789012345678901',
        'sum 5',
        'version 1.20.3',
        'version 10.2.33',
        'sum -4',
        'a1b22c333',
        'a9b8c7',
      ),
      'quoted texts': fixed(
        2,
        'said "hello 12 times"',
        'said "good bye"',
        'said nothing',
        'a single " sign 5',
        '"" and "x" and "y',
        'said "" twice',
      ),
      identifiers: fixed(
        2,
        'id deadbeef ok',
        'id 0123abcd ok',
        'id 12345678 ok',
        'id DEADBEEF ok',
        'id deadbeef0 ok',
        'id x-cafebabe: ok',
        'id 1a2b3c4d_5 ok',
        'id deadbee ok',
      ),
      levels: split(
        [
          whole('started', 'INFO'),
          whole('started', 'WARN'),
          whole('stopped', 'ERROR'),
          whole('started', 'INFO'),
          whole('stopped', 'ERROR'),
        ],
        1,
      ),
      'spaces in messages': fixed(1, 'wait  5  s', 'wait 5 s', 'wait  77  s', ' wait 5 s', 'wait 5 s '),
      'equal counts': fixed(3, 'b 1', 'a 1', 'c 5', 'a 2', 'c 1', 'b 7', 'd 1'),
      'told once': fixed(1, 'x 1', 'y 2', 'y 3', 'z 1', 'x 9', 'y 4', 'z 2', 'w 1'),
      'drawn 1': split(some(25), 10),
      'drawn 2': split([...some(40, 5), ...some(30)], 40),
      'a large log': split([...some(300, 6), ...some(300)], 300),
    },
  };
}

const STORIES = [
  'drowns in log lines',
  'operates vending machines that talk a lot',
  'has a legacy system that nobody understands',
  'keeps servers for a theatre',
  'moved to new software last week',
] as const;

export const logTemplates = voicedFamily({
  name: 'log-templates',
  category: 'logs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        count: tell(
          'Python: count message templates of a log',
          'What does our log say all day?',
          'Frequency of message templates',
        ),
        rare: tell(
          'Python: find log lines of a kind of their own',
          'Show us the odd lines in the log',
          'Detection of unique message templates',
        ),
        fresh: tell(
          'Python: find new kinds of log messages',
          'Which messages are new since yesterday?',
          'Detection of new message templates',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Messages are to be grouped by template.`,
        `${story}. Most lines say the same with other numbers in them, so I want to look at the patterns and not at the lines. Python, please.`,
        `${story}. A Python script shall group log lines by template.`,
      ),
      pieces: logTemplatesPieces(circumstances, settings),
      skills: ['Python', 'Regular Expressions'],
      minutes: { count: 20, rare: 20, fresh: 25 }[settings.task] + (settings.masks === 'more' ? 15 : 0),
      programs: templatePrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random, settings),
          comparator: { kind: 'exact' },
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: templateWrong(settings),
        }),
    };
  },
});
