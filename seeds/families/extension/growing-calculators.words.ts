/** Four sets of new words of the family `growing-calculators`. */

import type { Words } from './growing-calculators.stages.ts';
import { BEFORE, statefulWords } from './growing-calculators.stateful-words.ts';

const divisor = (a: number, b: number): number => (b === 0 ? Math.abs(a) : divisor(b, a % b));

export const wordSets: readonly Words[] = [
  {
    about: 'words for the stack',
    words: ['dup', 'swap', 'over', 'rot', 'depth', 'dup'],
    before: BEFORE,
    text: [
      'New words: dup (pushes the top number again), swap (exchanges the top two), over (pushes a copy of the second from the top), rot (moves the third from the top to the top), depth (pushes how many numbers there were). Too few numbers are an error as with +.',
      'It needs words to move numbers about: dup doubles the top one, swap exchanges the upper two, over puts a copy of the second on top, rot takes the third from the top and puts it on top, and depth pushes the count of numbers that were there. If there are too few, that is an error like everywhere.',
      'The words dup (duplicate the top), swap (exchange the top two), over (push a copy of the second), rot (move the third to the top) and depth (push the previous number of elements) are to be added; insufficient elements constitute an error as for the existing words.',
    ],
    cases: ['moved about', 'too few'],
    program: `
def more(word):
    needed = {'dup': 1, 'swap': 2, 'over': 2, 'rot': 3, 'depth': 0}
    if word not in needed:
        return False
    if len(stack) < needed[word]:
        raise Trouble
    if word == 'dup':
        stack.append(stack[-1])
    elif word == 'swap':
        stack[-2:] = stack[-1], stack[-2]
    elif word == 'over':
        stack.append(stack[-2])
    elif word == 'rot':
        stack.append(stack.pop(-3))
    else:
        stack.append(len(stack))
    return True
`,
    other: `
def more(word):
    if word == 'depth':
        stack.append(len(stack))
    elif word == 'dup':
        top = pop()
        stack.extend([top, top])
    elif word in ('swap', 'over'):
        first, second = pop(), pop()
        stack.extend([first, second] if word == 'swap' else [second, first, second])
    elif word == 'rot':
        first, second, third = pop(), pop(), pop()
        stack.extend([second, first, third])
    return word in ('depth', 'dup', 'swap', 'over', 'rot')
`,
    slips: [
      {
        why: 'rot moves the third number to the top',
        from: 'stack.append(stack.pop(-3))',
        to: 'stack.insert(-2, stack.pop())',
      },
    ],
    edges: {
      'moved about': ['1 2 3 rot . . .', '1 2 swap . . 5 dup . .', '7 8 over . . . depth .', '4 4 4 depth . . . .'],
      'too few': ['rot', '1 2 rot', '1 over', 'swap', 'dup', '1 swap', 'depth .', '5 6 rot .', 'depth .'],
    },
    apply: (stack, word) => {
      const [a, b, c] = [stack.at(-1), stack.at(-2), stack.at(-3)];
      if (word === 'depth') return [...stack, stack.length];
      if (word === 'dup') return a === undefined ? 'error' : [...stack, a];
      if (word !== 'swap' && word !== 'over' && word !== 'rot') return 'unknown';
      if (a === undefined || b === undefined) return 'error';
      if (word === 'over') return [...stack, b];
      if (word === 'swap') return [...stack.slice(0, -2), a, b];
      return c === undefined ? 'error' : [...stack.slice(0, -3), b, a, c];
    },
  },
  {
    about: 'whole-number arithmetic',
    words: ['mod', 'gcd', 'fact', 'abs', 'neg', '7', '-4', '6'],
    before: BEFORE,
    text: [
      'New words: mod (second modulo top, with the sign of the top; top 0: error), gcd (greatest common divisor of the top two, never negative, 0 and 0 give 0), fact (factorial; below 0 or above 12: error), abs and neg (of the top).',
      'Please teach it some arithmetic: mod is what remains of the second number after division by the top one and has the sign of the top one (dividing by 0 is an error); gcd the greatest common divisor of two numbers, never below zero, and 0 for two zeros; fact the factorial, an error for numbers under 0 or over 12; abs drops a minus and neg turns the sign.',
      'To be added: mod (remainder of the second element by the top, bearing the sign of the top; error if the top is 0), gcd (non-negative greatest common divisor of two elements; 0 for two zeros), fact (factorial of 0 to 12, otherwise an error), abs (absolute value) and neg (negation).',
    ],
    cases: ['signs of remainders', 'factorials'],
    program: `
from math import factorial, gcd

def more(word):
    if word == 'mod':
        right, left = pop(), pop()
        if right == 0:
            raise Trouble
        stack.append(left % right)
    elif word == 'gcd':
        stack.append(gcd(pop(), pop()))
    elif word == 'fact':
        number = pop()
        if not 0 <= number <= 12:
            raise Trouble
        stack.append(factorial(number))
    elif word == 'abs':
        stack.append(abs(pop()))
    elif word == 'neg':
        stack.append(-pop())
    else:
        return False
    return True
`,
    other: `
FACTORIALS = [1]
while len(FACTORIALS) < 13:
    FACTORIALS.append(FACTORIALS[-1] * len(FACTORIALS))

def more(word):
    if word in ('abs', 'neg'):
        number = pop()
        stack.append(-number if word == 'neg' or number < 0 else number)
        return True
    if word == 'fact':
        number = pop()
        if number < 0 or number >= len(FACTORIALS):
            raise Trouble
        stack.append(FACTORIALS[number])
        return True
    if word not in ('mod', 'gcd'):
        return False
    right = pop()
    left = pop()
    if word == 'gcd':
        while right:
            left, right = right, left % right
        stack.append(max(left, -left))
    elif right:
        stack.append(left - left // right * right)
    else:
        raise Trouble
    return True
`,
    slips: [
      {
        why: 'A remainder has the sign of the top number',
        from: 'stack.append(left % right)',
        to: 'stack.append(abs(left) % abs(right))',
      },
    ],
    edges: {
      'signs of remainders': [
        '-7 3 mod .',
        '7 -3 mod .',
        '-7 -3 mod .',
        '6 3 mod .',
        '5 0 mod',
        '-12 18 gcd .',
        '0 0 gcd .',
        '0 -4 gcd .',
        '-5 abs . 5 neg . 0 neg .',
      ],
      factorials: ['0 fact .', '12 fact .', '13 fact', '-1 fact', '5 fact fact', 'fact', '3 fact fact .'],
    },
    apply: (stack, word) => {
      const [a, b] = [stack.at(-1), stack.at(-2)];
      if (!['mod', 'gcd', 'fact', 'abs', 'neg'].includes(word)) return 'unknown';
      if (a === undefined) return 'error';
      const rest = stack.slice(0, -1);
      if (word === 'abs') return [...rest, Math.abs(a)];
      if (word === 'neg') return [...rest, 0 - a];
      if (word === 'fact')
        return a < 0 || a > 12
          ? 'error'
          : [...rest, Array.from({ length: a }, (_, at) => at + 1).reduce((product, one) => product * one, 1)];
      if (b === undefined || (word === 'mod' && a === 0)) return 'error';
      return [...rest.slice(0, -1), word === 'gcd' ? divisor(b, a) : b - Math.floor(b / a) * a];
    },
  },
  ...statefulWords,
];
