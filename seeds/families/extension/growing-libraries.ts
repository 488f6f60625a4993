/** Study family: the loan desk of a small library, in TypeScript, which learns rules of lending and lists. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily, TYPESCRIPT } from '../staged-family.ts';
import { listings } from './growing-libraries.listings.ts';
import { answers, type Listing, type Rule } from './growing-libraries.model.ts';
import { rules } from './growing-libraries.rules.ts';

const START = `
interface Loan {
  member: string;
  day: number;
}

interface Desk {
  day: number;
  out: Map<string, Loan>;
}
`;

const END = `
function answer(desk: Desk, line: string): string[] {
  const words = line.split(' ');
  const [word, book, member] = words;
  const loan = desk.out.get(book);
  if (word === 'day') {
    desk.day = Number(book);
    return [];
  }
  if (word === 'lend') {
    const no = loan ? book + ' is out' : refusal(desk, book, member);
    if (no !== '') return [no];
    desk.out.set(book, { member, day: desk.day });
    lent(desk, book, member);
    noted(desk, book, member);
    return [];
  }
  if (word === 'back') {
    if (!loan) return [book + ' is not out'];
    desk.out.delete(book);
    return returned(desk, book, loan);
  }
  if (word === 'who') return [loan ? loan.member : 'nobody'];
  return rule(desk, words) ?? list(desk, words) ?? ['unknown ' + word];
}

export function serve(lines: string[]): string[] {
  const desk: Desk = { day: 1, out: new Map() };
  return lines.flatMap((line) => answer(desk, line));
}
`;

const OTHER_END = `
const known: Record<string, (desk: Desk, book: string, member: string) => string[]> = {
  day(desk, number) {
    desk.day = parseInt(number, 10);
    return [];
  },
  lend(desk, title, member) {
    if (desk.out.has(title)) return [\`\${title} is out\`];
    const reason = refusal(desk, title, member);
    if (reason) return [reason];
    lent(desk, title, member);
    noted(desk, title, member);
    desk.out.set(title, { member, day: desk.day });
    return [];
  },
  back(desk, title) {
    const loan = desk.out.get(title);
    if (loan === undefined) return [\`\${title} is not out\`];
    desk.out.delete(title);
    return returned(desk, title, loan);
  },
  who: (desk, title) => [desk.out.get(title)?.member ?? 'nobody'],
};

export function serve(lines: string[]): string[] {
  const desk: Desk = { day: 1, out: new Map<string, Loan>() };
  const said: string[] = [];
  for (const words of lines.map((line) => line.split(' '))) {
    const action = known[words[0]];
    if (action) said.push(...action(desk, words[1], words[2]));
    else said.push(...(rule(desk, words) ?? list(desk, words) ?? [\`unknown \${words[0]}\`]));
  }
  return said;
}
`;

const BOOKS = ['moby', 'emma', 'dune', 'ulysses', 'hamlet', 'heidi'];
const MEMBERS = ['ann', 'bob', 'cy', 'dan'];

/** Lines in which days pass, about half of them old commands. */
function drawn(random: Chance, count: number, verbs: readonly string[]): string[] {
  let day = 1;
  return Array.from({ length: count }, () => {
    const verb =
      random.below(2) === 0
        ? random.pick(verbs)
        : random.pick(['lend B M', 'lend B M', 'back B', 'who B', 'day', 'day', 'shout B']);
    if (verb === 'day') {
      day += random.pick([1, 2, 5, 9, 16]);
      return `day ${day}`;
    }
    return verb
      .replace('B', random.pick(BOOKS))
      .replace(/\bM\b/g, () => random.pick(MEMBERS))
      .replace('N', String(random.below(6)));
  });
}

/** Growing libraries: four rules of lending, three lists. */
export const growingLibraries = stagedFamily<readonly string[], Rule, Listing>(
  {
    name: 'growing-libraries',
    category: 'extension',
    skills: ['TypeScript', 'Software Development'],
    firsts: rules,
    seconds: listings,
  },
  ({ first, second, place, random }) => {
    const library = random.pick(['our village library', 'a school library', 'the library of a firm', 'a toy library']);
    const of = (text: string): string[] => text.split('|');
    const edges = Object.entries({ ...first.edges, ...second.edges }).map(([name, text]) => [name, of(text)]);
    const verbs = [...first.verbs, ...second.verbs];
    return {
      titles: [
        `TypeScript: add ${first.about} and ${second.about} to a loan desk`,
        `The desk of ${library} should know ${first.about}, and tell ${second.about}`,
        `Extension of a lending program by ${first.about} and ${second.about}`,
      ],
      openings: [
        `This is the loan desk of ${library}: serve gets lines with commands and returns the lines of its answers.{program}Deliver the extended program as solution.ts, with serve exported as it is. Everything that it does today stays. Add two things.`,
        `Good morning, at ${library} we keep our loans with this:{program}You give serve the lines that we typed, and it returns what is to be printed. It is fine as far as it goes, so please leave that alone, but now it has to do two more things. I need the whole file, solution.ts, and serve must still be exported.`,
        `The following module, in use at ${library}, exports serve(lines), which returns the answers to a list of commands.{program}It shall be extended by the two functions specified here and be delivered in full as solution.ts, present behaviour being preserved.`,
      ],
      endings: [
        'Commands are well formed, names are small letters, days never go back, numbers are whole and not negative. What has no answer above answers nothing.',
        'Nobody mistypes a command, days never go backwards, names have small letters only and numbers are whole ones, never below zero. Where I did not mention an answer there is none.',
        'Commands have correct arguments; names consist of small letters, numbers are integers of at least 0, and days do not decrease. Nothing is answered unless stated.',
      ],
      minutes: 40 + 10 * place[0] + 10 * place[1],
      form: TYPESCRIPT,
      acceptance: { kind: 'function', entry: 'serve' },
      frame: (parts) => `${START}${parts.join('')}${END}`,
      otherFrame: (parts) => `${START}${parts.join('')}${OTHER_END}`,
      how: 'a table of commands, and other structures for what is new',
      visible: { 'first example': of(first.example), 'second example': of(second.example) },
      hidden: {
        'nothing to do': [],
        'old commands': of(
          'who moby|lend moby ann|lend moby bob|who moby|back moby|back moby|who moby|sing moby|day 9|lend moby bob|who moby',
        ),
        ...Object.fromEntries(edges),
        drawn: drawn(random, 30, verbs),
        'drawn again': drawn(random, 70, verbs),
        'drawn once more': drawn(random, 120, verbs),
        'a busy year': drawn(random, 600, verbs),
      },
      input: (lines) => [lines],
      answer: (lines) => answers(lines, first, second),
    };
  },
);
