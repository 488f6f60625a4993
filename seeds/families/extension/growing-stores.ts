/** Study family: a small store of keys and values in JavaScript, driven by commands, to which commands are added. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { JAVASCRIPT, stagedFamily } from '../staged-family.ts';
import { commandSets } from './growing-stores.commands.ts';
import { historySets } from './growing-stores.histories.ts';
import { run } from './growing-stores.model.ts';

const KEYS = ['a', 'b', 'user:1', 'user:2', 'user:10', 'list', 'zebra'];

/** Commands of which most are old ones, some new, some about keys that are not there. */
function drawn(random: Chance, count: number, verbs: readonly string[]): string[] {
  return Array.from({ length: count }, () => {
    const [key, other, number] = [random.pick(KEYS), random.pick(KEYS), random.below(9)];
    const verb =
      random.below(5) < 2
        ? random.pick(['set K V', 'set K V', 'get K', 'del K', 'keys', 'jump K'])
        : random.pick(verbs);
    return verb
      .replace('K', key)
      .replace('O', other)
      .replace('N', String(number))
      .replace('V', random.pick([`v${number}`, String(number), 'two words']));
  });
}

/** Growing stores: four sets of commands about values, three about what was before. */
export const growingStores = stagedFamily<
  readonly string[],
  (typeof commandSets)[number],
  (typeof historySets)[number]
>(
  {
    name: 'growing-stores',
    category: 'extension',
    skills: ['JavaScript', 'Node.js'],
    firsts: commandSets,
    seconds: historySets,
  },
  ({ first, second, place, random }) => {
    const user = random.pick(['our chat bot', 'a lab device', 'the scoreboard of our club', 'a small shop']);
    const frame = ([commands = '', history = '']: readonly string[]) => `${START}${history}${commands}${END}`;
    const verbs = [...first.verbs, ...second.verbs];
    const of = (text: string) => text.split('|').filter((line) => line !== '');
    return {
      titles: [
        `Extend a key-value store (JavaScript): ${first.about}, ${second.about}`,
        `Our little store should learn ${first.about} and ${second.about}`,
        `Extension of a command program by ${first.about} and ${second.about}`,
      ],
      openings: [
        `The program below keeps values for ${user}. It reads commands from standard input, one a line, words separated by one blank, and answers with console.log.{program}Deliver the extended program as solution.js. What it does today must stay as it is. New:`,
        `Hello, this script holds the data of ${user} and has served us well:{program}It takes commands line by line from standard input and prints its answers. Now it should be able to do more, everything else unchanged please. Send me the whole file as solution.js.`,
        `The following JavaScript program, used for ${user}, processes commands from standard input.{program}It shall be extended as specified here and delivered in full as solution.js; existing commands keep their behaviour.`,
      ],
      endings: [
        'Commands are well formed, numbers whole. Where nothing is said to be printed, print nothing.',
        'Nobody types nonsense after a command, numbers are whole ones. If I have not said that something is printed, it stays silent.',
        'Arguments are well formed and numbers integers. Nothing is printed unless stated.',
      ],
      minutes: 35 + 10 * place[0] + 20 * place[1],
      form: JAVASCRIPT,
      acceptance: { kind: 'stdio' },
      comparator: { kind: 'exact' },
      frame,
      otherFrame: ([commands = '', history = '']) => `${OTHER_START}${history}${commands}${OTHER_END}`,
      how: 'a table of functions over a Map instead of a chain of conditions over an object',
      visible: { 'first example': of(first.example), 'second example': of(second.example) },
      hidden: {
        'nothing to do': [],
        'old commands': of('set a 1|get a|get b|keys|set b two words|del a|del a|keys|get b|jump|set a again|get a'),
        ...Object.fromEntries(Object.entries(first.edges).map(([name, text]) => [name, of(text)])),
        ...Object.fromEntries(Object.entries(second.edges).map(([name, text]) => [name, of(text)])),
        drawn: drawn(random, 40, verbs),
        'drawn again': drawn(random, 80, verbs),
        'new and old mixed': drawn(random, 150, [...verbs, 'keys', 'get K']),
        'many commands': drawn(random, 900, verbs),
      },
      input: (commands) => commands.map((command) => `${command}\n`).join(''),
      answer: (commands) =>
        run(commands, first, second)
          .map((line) => `${line}\n`)
          .join(''),
    };
  },
);

const START = `
const lines = require('fs').readFileSync(0, 'utf8').split('\\n');
let store = {};
`;

const END = `
for (const line of lines) {
  const [command, ...words] = line.split(' ');
  const key = words[0];
  if (command === '') continue;
  if (extra(command, words)) continue;
  if (past(command, words)) continue;
  if (command === 'set') {
    remember();
    store[key] = words.slice(1).join(' ');
  } else if (command === 'get') {
    console.log(key in store ? store[key] : '(none)');
  } else if (command === 'del') {
    if (key in store) {
      remember();
      delete store[key];
    } else {
      console.log('(none)');
    }
  } else if (command === 'keys') {
    console.log(Object.keys(store).sort().join(' '));
  } else {
    console.log('unknown ' + command);
  }
}
`;

const OTHER_START = `
let store = Object.create(null);
`;

const OTHER_END = `
const old = {
  set([key, ...words]) {
    remember();
    store[key] = words.join(' ');
  },
  get([key]) {
    console.log(store[key] ?? '(none)');
  },
  del([key]) {
    if (store[key] === undefined) return console.log('(none)');
    remember();
    delete store[key];
  },
  keys() {
    const names = Object.keys(store);
    names.sort((one, other) => (one < other ? -1 : 1));
    console.log(names.join(' '));
  },
};
for (const line of require('fs').readFileSync(0, 'utf8').trimEnd().split('\\n')) {
  if (!line) continue;
  const [command, ...words] = line.split(' ');
  if (extra(command, words) || past(command, words)) continue;
  if (command in old) old[command](words);
  else console.log('unknown ' + command);
}
`;
