/** Sets of new words of the family `growing-calculators` that keep variables or take the whole stack, and what was before. */

import type { Words } from './growing-calculators.stages.ts';

export const BEFORE = `
def more(word):
    return False
`;

export const statefulWords: readonly Words[] = [
  {
    about: 'variables',
    words: ['!x', '@x', '?x', '#x', '!y', '@y', '?y', '@x'],
    before: BEFORE,
    text: [
      'New words, NAME being any letters: !NAME takes the top number off and keeps it under NAME; @NAME pushes what is kept (nothing kept: error); ?NAME pushes 1 if something is kept, else 0; #NAME forgets it (nothing kept: error). An error later in the line does not take back what was kept or forgotten.',
      'I miss variables. !price takes the top number away and remembers it as price, @price pushes it (an error if there is none), ?price pushes 1 if it is remembered and 0 if not, #price forgets it (again an error if there is none). Any letters can be a name. What has been remembered or forgotten stays so even if the line ends with an error.',
      'Variables are to be added, named by letters: !NAME pops the top and stores it; @NAME pushes the stored value (error if none); ?NAME pushes 1 or 0 depending on whether a value is stored; #NAME deletes it (error if none). Changes of variables are not reverted by a later error in the same line.',
    ],
    cases: ['kept and forgotten', 'kept in spite of an error'],
    program: `
variables = {}

def more(word):
    sign, name = word[0], word[1:]
    if not name or sign not in '!@?#':
        return False
    if sign == '!':
        variables[name] = pop()
    elif sign == '?':
        stack.append(int(name in variables))
    elif name not in variables:
        raise Trouble
    elif sign == '@':
        stack.append(variables[name])
    else:
        del variables[name]
    return True
`,
    other: `
import re

names = []
values = []

def more(word):
    found = re.fullmatch('([!@?#])(.+)', word)
    if found is None:
        return False
    sign, name = found.groups()
    place = names.index(name) if name in names else None
    if sign == '?':
        stack.append(0 if place is None else 1)
        return True
    if sign == '!':
        value = pop()
        if place is None:
            names.append(name)
            values.append(value)
        else:
            values[place] = value
        return True
    if place is None:
        raise Trouble
    if sign == '@':
        stack.append(values[place])
    else:
        names.pop(place)
        values.pop(place)
    return True
`,
    slips: [
      {
        why: 'A number that is kept leaves the stack',
        from: 'variables[name] = pop()',
        to: 'variables[name] = pop()\n        stack.append(variables[name])',
      },
    ],
    edges: {
      'kept and forgotten': [
        '?x . @x',
        '5 !x @x @x + .',
        '?x .',
        '#x @x',
        '#x',
        '1 2 !y !x @x . @y . .',
        '!z',
        '?xx ?y . .',
      ],
      'kept in spite of an error': ['5 !x nonsense', '@x .', '7 !x #x nonsense', '?x .', '1 2 3 !x + + +', '@x . . .'],
    },
    apply: (stack, word, variables) => {
      const [, mark, name = ''] = /^([!@?#])(.+)$/.exec(word) ?? [];
      if (mark === undefined) return 'unknown';
      const [top, value] = [stack.at(-1), variables.get(name)];
      if (mark === '?') return [...stack, value === undefined ? 0 : 1];
      if (mark === '!') {
        if (top === undefined) return 'error';
        variables.set(name, top);
        return stack.slice(0, -1);
      }
      if (value === undefined) return 'error';
      if (mark === '@') return [...stack, value];
      variables.delete(name);
      return stack;
    },
  },
  {
    about: 'words for the whole stack',
    words: ['sum', 'max', 'min', 'sort', '<', '4', '9', '2'],
    before: BEFORE,
    text: [
      'New words over all numbers on the stack: sum replaces them by their sum (none: 0), max and min by the largest and the smallest (none: error), sort orders them so that the largest is on top. And < takes two numbers off and pushes 1 if the second from the top is smaller than the top, else 0.',
      'We often have a pile of numbers, so: sum puts the total in place of all numbers (0 when there are none), max the largest and min the smallest in place of all (an error when there are none), sort arranges them with the largest on top. One more: < takes two numbers and pushes 1 when the lower one is less than the top one, else 0.',
      'Words acting upon the entire stack are to be added: sum (replaces all elements by their sum, 0 if empty), max and min (replace all by the maximum or minimum; error if empty), sort (ascending, the maximum becoming the top); furthermore <, which replaces two elements by 1 if the second is less than the top and by 0 otherwise.',
    ],
    cases: ['whole piles', 'empty piles'],
    program: `
def more(word):
    if word == 'sum':
        stack[:] = [sum(stack)]
    elif word in ('max', 'min'):
        if not stack:
            raise Trouble
        stack[:] = [max(stack) if word == 'max' else min(stack)]
    elif word == 'sort':
        stack.sort()
    elif word == '<':
        top = pop()
        stack.append(int(pop() < top))
    else:
        return False
    return True
`,
    other: `
def more(word):
    if word == '<':
        right, left = pop(), pop()
        stack.append(1 if left < right else 0)
        return True
    if word == 'sort':
        ordered = sorted(stack)
        stack.clear()
        stack.extend(ordered)
        return True
    picks = {'sum': None, 'max': -1, 'min': 0}
    if word not in picks:
        return False
    total = 0
    ordered = []
    while stack:
        ordered.append(stack.pop())
        total += ordered[-1]
    ordered.sort()
    if word == 'sum':
        stack.append(total)
    elif ordered:
        stack.append(ordered[picks[word]])
    else:
        raise Trouble
    return True
`,
    slips: [
      { why: 'The second number is compared with the top one', from: 'int(pop() < top)', to: 'int(pop() > top)' },
    ],
    edges: {
      'whole piles': [
        '3 1 2 sort . . .',
        '3 1 2 sum .',
        '5 9 -4 max .',
        '5 9 -4 min .',
        '1 2 < . 2 1 < . 2 2 < .',
        '1 2 3 sum 4 sum .',
        '7 sort .',
      ],
      'empty piles': ['max', 'min', 'sum .', 'sort', '1 <', '.', '8 . max', 'sum sum .'],
    },
    apply: (stack, word) => {
      const [a, b] = [stack.at(-1), stack.at(-2)];
      if (word === 'sum') return [stack.reduce((sum, one) => sum + one, 0)];
      if (word === 'sort') return stack.toSorted((one, other) => one - other);
      if (word === 'max' || word === 'min')
        return stack.length === 0 ? 'error' : [word === 'max' ? Math.max(...stack) : Math.min(...stack)];
      if (word !== '<') return 'unknown';
      return a === undefined || b === undefined ? 'error' : [...stack.slice(0, -2), b < a ? 1 : 0];
    },
  },
];
