/** Four sets of functions of the family `small-spreadsheets`. */

import type { LineStage } from './line-family.ts';
import type { SheetFirst } from './small-spreadsheets.model.ts';
import { tenFunctions } from './small-spreadsheets.ten-functions.ts';

export const sheetFirsts: readonly LineStage<SheetFirst>[] = [
  {
    kind: 'sums',
    about: 'sums over ranges',
    minutes: 20,
    text: [
      'Functions: SUM, COUNT and MAX take one or more arguments, each an expression or a range like A1:C4 (upper left to lower right corner). In a range only the cells with numbers take part; empty ones and texts are passed over. COUNT says how many numbers there are in all; MAX of none is 0.',
      'The functions are SUM, COUNT (how many numbers) and MAX. They can have any number of arguments from one on, and besides ordinary expressions there may be ranges, A1:C4 for instance, always typed from the upper left to the lower right. Cells of a range that are empty or contain text do not matter. If there is no number at all, MAX is 0, just as SUM and COUNT are.',
      'Functions: SUM, COUNT, MAX with at least one argument, an expression or a range "A1:C4" from upper left to lower right. Of a range solely numeric cells are considered, empty and textual ones being ignored; COUNT yields the quantity of numbers; each of the three is 0 in the absence of numbers.',
    ],
    program: `
FUNCTIONS = {'SUM': sum, 'COUNT': len, 'MAX': lambda numbers: max(numbers, default=0)}


def check(name, args):
    if name not in FUNCTIONS:
        raise ValueError(name)


def call(name, args):
    numbers = []
    for arg in args:
        numbers += arg if isinstance(arg, list) else [arg]
    return FUNCTIONS[name](numbers)
`,
    other: `
def check(name, args):
    if name != 'SUM' and name != 'COUNT' and name != 'MAX':
        raise ValueError('unknown')


def result_of(name, values):
    count = total = 0
    greatest = None
    for value in values:
        for number in value if type(value) is list else (value,):
            count, total = count + 1, total + number
            if greatest is None or greatest < number:
                greatest = number
    outcome = {'SUM': total, 'COUNT': count, 'MAX': greatest or 0}[name]
    return None, outcome
`,
    slips: [
      { why: 'The greatest number may be negative', from: 'max(numbers, default=0)', to: 'max([0, *numbers])' },
      { why: 'A count counts every argument', from: "'COUNT': len", to: "'COUNT': lambda numbers: len(set(numbers))" },
    ],
    edges: {
      'numbers of a range':
        'A1 5|A2 text|B1 -2|B3 5|C1 =SUM(A1:B3)|C2 =COUNT(A1:B3, 7, A9)|C3 =MAX(A1:B3, 1+1)|D1 =MAX(B1:B2)|D2 =MAX(A4:B9)|D3 =SUM( A2:A2 )|? C1|? C2|? D1|? D2',
      'ranges elsewhere':
        'A1 5|C1 =A1:A2|C2 =SUM(A1:A2)+1|C3 =SUM()|C4 =SUM(A1|C5 =MIN(A1)|C6 =SUM(A1:A2+1)|? C1|? C2|? C3|? C4|? C6',
      'brackets in a range':
        'A1 5|A2 7|C1 =SUM((A1):A2)|C2 =MAX(A1:(A2))|C3 =COUNT((A1:A2))|C4 =SUM( ( A1 ) , A1 : A2 )|? C1|? C2|? C3|? C4',
      'errors in a range':
        'A1 =A2+oops|A2 =SUM(B1:B3)|B1 1|B2 =B3+1|B3 hello|A4 =SUM(A1:B2)|A5 =SUM(B2:B3)|A6 =COUNT(A1:A9)|? A1|? A2|? A4|? A6',
    },
  },
  {
    kind: 'division',
    about: 'division',
    minutes: 0,
    text: [
      'Functions: DIV and MOD take two expressions. The quotient is rounded down, DIV(-7, 2) is -4, and MOD is what is left, 1 there and -1 for MOD(7, -2). Division by 0 gives the error #DIV, which spreads as the others do.',
      'There are two functions, DIV and MOD, with exactly two arguments. Quotients are rounded down to a whole number, also negative ones, so DIV(-7, 2) is -4 and MOD(-7, 2) is the rest of 1; with 7 and -2 it is -4 and -1. Whoever divides by zero gets #DIV, and cells using that get it too.',
      'Functions: DIV and MOD with exactly two arguments; quotient rounded towards minus infinity and the corresponding remainder (-7, 2: -4 and 1; 7, -2: -4 and -1). A zero divisor yields #DIV, propagated like other errors.',
    ],
    program: `
def check(name, args):
    if name not in ('DIV', 'MOD') or len(args) != 2 or 'range' in (args[0][0], args[1][0]):
        raise ValueError(name)


def call(name, args):
    dividend, divisor = args
    if divisor == 0:
        raise Problem('#DIV')
    return dividend // divisor if name == 'DIV' else dividend % divisor
`,
    other: `
ORDER = {'DIV': 0, 'MOD': 1}


def check(name, args):
    kinds = [kind for kind, *_ in args]
    if name not in ORDER or len(kinds) - 2 or 'range' in kinds:
        raise ValueError('bad call')


def result_of(name, values):
    try:
        return None, divmod(*values)[ORDER[name]]
    except ZeroDivisionError:
        return '#DIV', None
`,
    slips: [
      {
        why: 'Quotients are rounded down',
        from: 'return dividend // divisor if',
        to: 'return int(dividend / divisor) if',
      },
      { why: 'A division has two arguments', from: 'or len(args) != 2 or', to: 'or len(args) < 2 or' },
      { why: 'Dividing by zero is an error', from: "raise Problem('#DIV')", to: 'return 0' },
    ],
    edges: {
      'quotients and rests':
        'A1 =DIV(0-7, 2)|A2 =MOD(0-7,2)|A3 -2|A4 =DIV(7,A3)|A5 =MOD(7,A3)|A6 =DIV(8,2)*MOD(9 , 4)|? A1|? A2|? A4|? A5',
      'by nothing': 'A1 =DIV(5, A9)|A2 =A1+1|A3 =MOD(A1, 0)|A4 =MOD(5, 3-3)|A5 =DIV(0,0)|? A1|? A2|? A4',
      'wrong calls':
        'A1 =DIV(5)|A2 =DIV(5,1,1)|A3 =DIV(A5:A6,2)|A4 =div(4,2)|A5 =DIV(,2)|A6 =DIV 4,2|A7 =DIV(4 2)|? A1|? A2|? A3|? A4|? A7',
    },
  },
  {
    kind: 'conditions',
    about: 'conditions',
    minutes: 10,
    text: [
      'Functions: IF takes three expressions and is the second one, or the third if the first is 0. LESS and SAME take two and are 1 if the first is smaller, or if both are equal, else 0. All arguments are always worked out: an error in the branch that is not taken counts, and so does a loop.',
      'Three functions are needed: IF with three arguments, which gives the third if the first is zero and otherwise the second; LESS with two, 1 if the first one is smaller than the second and 0 if not; and SAME with two, 1 for equal ones, 0 for others. Do not be clever: an error or a loop in the part of IF that is not needed is an error all the same.',
      'Functions: IF with three arguments (the second if the first is non-zero, otherwise the third), LESS and SAME with two (1 or 0). Evaluation is strict: errors and loops in the branch of IF that is not selected are effective.',
    ],
    program: `
COUNTS = {'IF': 3, 'LESS': 2, 'SAME': 2}


def check(name, args):
    if COUNTS.get(name) != len(args) or any(arg[0] == 'range' for arg in args):
        raise ValueError(name)


def call(name, args):
    if name == 'IF':
        return args[1] if args[0] != 0 else args[2]
    return int(args[0] < args[1] if name == 'LESS' else args[0] == args[1])
`,
    other: `
def choose(condition, one, other):
    return one if condition else other


KNOWN = {
    ('IF', 3): choose,
    ('LESS', 2): lambda left, right: 1 if right > left else 0,
    ('SAME', 2): lambda left, right: 0 if right - left else 1,
}


def check(name, args):
    if (name, len(args)) not in KNOWN:
        raise ValueError('no such function')
    for arg in args:
        if arg[0] == 'range':
            raise ValueError('a range')


def result_of(name, values):
    return None, KNOWN[name, len(values)](*values)
`,
    slips: [
      { why: 'Every number but zero is true', from: 'args[0] != 0', to: 'args[0] > 0' },
      { why: 'Less is not less or equal', from: 'args[0] < args[1]', to: 'args[0] <= args[1]' },
    ],
    edges: {
      'true and false':
        'A1 =IF(0-3, 10, 20)|A2 =IF(0,10,20)|A3 =LESS(2,2)|A4 =LESS(0-2,1)|A5 =SAME(2,1+1)|A6 =SAME(2,3)|A7 =IF(LESS(A2,A1),1,A9)|? A1|? A2|? A3|? A4|? A5|? A6',
      'branch not taken': 'A1 =IF(1, 5, A2)|A2 words|A3 =IF(0, A3, 1)|A4 =IF(1,2,B1)|B1 =A4|? A1|? A3|? A4|? B1',
      'wrong calls':
        'A1 =IF(1,2)|A2 =LESS(1,2,3)|A3 =SAME(1)|A4 =IF(B1:B2,1,2)|A5 =AND(1,2)|A6 =IF(1,2,3|? A1|? A2|? A3|? A4|? A6',
    },
  },
  tenFunctions,
];
