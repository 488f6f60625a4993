/** Study family: a stack calculator in Python that is extended by words and by a manner of working. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { stagedFamily } from '../staged-family.ts';
import { manners } from './growing-calculators.manners.ts';
import { calculated, type Manners, type Words } from './growing-calculators.stages.ts';
import { wordSets } from './growing-calculators.words.ts';

const START = `
import sys

class Trouble(Exception):
    pass

stack = []

def pop():
    if not stack:
        raise Trouble
    return stack.pop()
`;

const END = `
def calculate(word):
    if word.lstrip('-').isdigit():
        stack.append(int(word))
    elif word == '+':
        stack.append(pop() + pop())
    elif word == '*':
        stack.append(pop() * pop())
    elif word == '-':
        right = pop()
        stack.append(pop() - right)
    elif word == '.':
        print(show(pop()))
    elif not more(word):
        raise Trouble

for line in sys.stdin:
    before = stack[:]
    try:
        for word in prepared(line.split()):
            calculate(word)
    except Trouble:
        stack[:] = before
        print('error')
`;

const OTHER_END = `
from operator import add, mul, sub

OPERATIONS = {'+': add, '*': mul, '-': sub}

def step(word):
    if word in OPERATIONS:
        right, left = pop(), pop()
        stack.append(OPERATIONS[word](left, right))
        return
    if word == '.':
        print(show(pop()))
        return
    try:
        stack.append(int(word))
    except ValueError:
        if not more(word):
            raise Trouble

def one_line(line):
    copy = tuple(stack)
    try:
        for word in prepared(line.split()):
            step(word)
    except Trouble:
        stack.clear()
        stack.extend(copy)
        print('error')

for line in sys.stdin.read().splitlines():
    one_line(line)
`;

function drawn(random: Chance, count: number, words: readonly string[], lines: readonly string[]): string[] {
  const old = ['+', '-', '.', '.', '3', '12', '-8', '5', '10'];
  return Array.from({ length: count }, () => {
    if (random.below(4) === 0) return random.pick(lines);
    const made = Array.from({ length: 1 + random.below(6) }, () => random.pick(random.below(2) === 0 ? old : words));
    return `${random.below(25)} ${made.join(' ')}${random.below(12) === 0 ? ' nonsense' : ''}`;
  });
}

/** Growing calculators: four sets of words, three manners. */
export const growingCalculators = stagedFamily<readonly string[], Words, Manners>(
  {
    name: 'growing-calculators',
    category: 'extension',
    skills: ['Python', 'Software Development'],
    firsts: wordSets,
    seconds: manners,
  },
  ({ first, second, place, random }) => {
    const user = random.pick(['a surveyor', 'our maths club', 'the workshop', 'a small lab']);
    return {
      titles: [
        `Extend a stack calculator (Python): ${first.about}, ${second.about}`,
        `The calculator of ${user} should learn ${first.about} and ${second.about}`,
        `Extension of a calculator by ${first.about} and ${second.about}`,
      ],
      openings: [
        'The script below calculates for {user}: numbers go onto a stack, words work on it, line by line from standard input.{program}Deliver the whole extended script as solution.py; what works today must go on working.',
        'Hi, this is the calculator that {user} uses every day:{program}It reads lines from standard input, keeps a stack of numbers and prints with the point. If something goes wrong in a line, the stack is as before that line. Please extend it, without changing what it does now, and send me the complete solution.py.',
        'The following Python program, in use at {user}, evaluates lines of standard input on a stack.{program}It is to be extended as specified and delivered completely as solution.py. Existing behaviour, that of errors included, shall not change.',
      ].map((text) => text.replace('{user}', user)) as unknown as readonly [string, string, string],
      endings: [
        'Words are separated by blanks, numbers stay below ten digits or so. An error anywhere in a line puts the stack back to what it was before the line and ends the line, as now.',
        'There are only blanks between words, and the numbers are not huge. Errors in the new words behave like those in the old ones: the rest of the line is dropped and the stack is as before the line.',
        'Words are separated by blanks; numbers remain small. Errors of new words are treated as those of existing ones: the line ends and the stack of its beginning is restored.',
      ],
      minutes: 25 + 5 * place[0] + 10 * place[1],
      acceptance: { kind: 'stdio' },
      comparator: { kind: 'exact' },
      frame: (parts) => `${START}${parts.join('')}${END}`,
      otherFrame: (parts) => `${START}${parts.join('')}${OTHER_END}`,
      how: 'a table of operations, and other structures for what is new',
      visible: {
        'first example': Object.values(first.edges)[0]?.slice(0, 2) ?? [],
        'second example': Object.values(second.edges)[0]?.slice(0, 3) ?? [],
      },
      hidden: {
        'nothing to do': [],
        'old words': ['1 2 + .', '5 3 - .', '-4 6 * . 2', '. .', '+', '', '7 nonsense', '1 +', '.', '8 9', '. .'],
        ...first.edges,
        ...second.edges,
        drawn: drawn(random, 15, first.words, second.lines),
        'drawn again': drawn(random, 40, first.words, second.lines),
        'drawn once more': drawn(random, 80, first.words, second.lines),
        'many lines': drawn(random, 500, first.words, second.lines),
      },
      input: (lines) => lines.map((line) => `${line}\n`).join(''),
      answer: (lines) =>
        calculated(lines, first, second.manner)
          .map((line) => `${line}\n`)
          .join(''),
    };
  },
);
