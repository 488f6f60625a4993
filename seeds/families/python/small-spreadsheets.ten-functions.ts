/** The largest set of functions of the family `small-spreadsheets`: over ranges, of two numbers, and of conditions. */

import type { LineStage } from './line-family.ts';
import type { SheetFirst } from './small-spreadsheets.model.ts';

export const tenFunctions: LineStage<SheetFirst> = {
  kind: 'everything',
  about: 'ten functions',
  minutes: 150,
  text: [
    'Functions over ranges: SUM, COUNT, MAX, AVERAGE and MEDIAN take one or more arguments, each an expression or a range like A1:C4 (upper left to lower right). Of a range only cells with numbers count, texts and empty ones do not. COUNT says how many numbers there are in all; MAX of none is 0. An average is rounded to the nearest whole number, halves up (-2.5 to -2); of an even number of values the median is the lower one of the two in the middle; both are the error #NONE without any number. Functions of expressions: DIV and MOD take two; the quotient is rounded down, DIV(-7, 2) is -4, and MOD is what is left, 1 there and -1 for MOD(7, -2); division by 0 is the error #DIV. IF takes three and is the second one, or the third if the first is 0; LESS and SAME take two and are 1 if the first is smaller, or if both are equal, else 0. All arguments are always worked out, so an error or a loop in the branch that is not taken counts. #NONE and #DIV spread as the others do.',
    'There are ten functions. Five look at any number of arguments from one on, which may be ranges (A1:C4, always typed from the upper left to the lower right) besides ordinary expressions: SUM, COUNT (how many numbers), MAX, AVERAGE and MEDIAN. In a range they look at numbers only, neither at texts nor at empty cells. Without any number SUM, COUNT and MAX are 0, while AVERAGE and MEDIAN are the error #NONE. Averages become whole numbers, upwards when it is exactly half, so 2.5 is 3 and -2.5 is -2, and when the median falls between two values, take the smaller. The other five take no ranges. DIV and MOD have two arguments: quotients are rounded down, also negative ones, so DIV(-7, 2) is -4 and MOD(-7, 2) is the rest of 1; with 7 and -2 it is -4 and -1; by zero both are #DIV. LESS has two and is 1 if the first is smaller and 0 if not, SAME has two and is 1 for equal ones and 0 for others. IF has three and gives the third if the first is zero, otherwise the second. Do not be clever there: an error or a loop in the part that is not needed is an error all the same. Cells that use a #DIV or a #NONE get it too, like any error.',
    'Functions with at least one argument, an expression or a range "A1:C4" from upper left to lower right, textual and empty cells of ranges being ignored: SUM, COUNT (quantity of numbers), MAX, AVERAGE (rounded to the nearest integer, halves towards plus infinity), MEDIAN (the lower middle value of an even quantity). In the absence of numbers the first three are 0 and the last two yield #NONE. Functions with a fixed number of expressions: DIV and MOD with two (quotient rounded towards minus infinity and the corresponding remainder; -7, 2: -4 and 1; 7, -2: -4 and -1; a zero divisor yields #DIV), LESS and SAME with two (1 or 0), IF with three (the second if the first is non-zero, otherwise the third). Evaluation is strict: errors and loops in the branch of IF that is not selected are effective. #NONE and #DIV are propagated like other errors.',
  ],
  program: `
OVER_RANGES = {
    'SUM': sum,
    'COUNT': len,
    'MAX': lambda numbers: max(numbers, default=0),
    'AVERAGE': lambda numbers: (2 * sum(numbers) + len(numbers)) // (2 * len(numbers)),
    'MEDIAN': lambda numbers: sorted(numbers)[(len(numbers) - 1) // 2],
}
COUNTS = {'DIV': 2, 'MOD': 2, 'IF': 3, 'LESS': 2, 'SAME': 2}


def check(name, args):
    if name in OVER_RANGES:
        return
    if COUNTS.get(name) != len(args) or any(arg[0] == 'range' for arg in args):
        raise ValueError(name)


def call(name, args):
    if name in OVER_RANGES:
        numbers = []
        for arg in args:
            numbers += arg if isinstance(arg, list) else [arg]
        if name in ('AVERAGE', 'MEDIAN') and not numbers:
            raise Problem('#NONE')
        return OVER_RANGES[name](numbers)
    if name == 'IF':
        return args[1] if args[0] != 0 else args[2]
    left, right = args
    if name in ('LESS', 'SAME'):
        return int(left < right if name == 'LESS' else left == right)
    if right == 0:
        raise Problem('#DIV')
    return left // right if name == 'DIV' else left % right
`,
  other: `
from fractions import Fraction
from math import floor
from statistics import median_low

WIDE = 'AVERAGE COUNT MAX MEDIAN SUM'.split()
NARROW = {
    ('DIV', 2): lambda left, right: divmod(left, right)[0],
    ('IF', 3): lambda condition, one, other: one if condition else other,
    ('LESS', 2): lambda left, right: 1 if right > left else 0,
    ('MOD', 2): lambda left, right: divmod(left, right)[1],
    ('SAME', 2): lambda left, right: 0 if right - left else 1,
}


def check(name, args):
    if name not in WIDE and ((name, len(args)) not in NARROW or 'range' in [kind for kind, *_ in args]):
        raise ValueError('bad call')


def over(name, numbers):
    total = sum(numbers)
    if name in ('COUNT', 'SUM'):
        return None, total if name == 'SUM' else len(numbers)
    if not numbers:
        return (None, 0) if name == 'MAX' else ('#NONE', None)
    if name == 'AVERAGE':
        return None, floor(Fraction(total, len(numbers)) + Fraction(1, 2))
    return None, median_low(numbers) if name == 'MEDIAN' else sorted(numbers)[-1]


def result_of(name, values):
    if name in WIDE:
        return over(name, [number for value in values for number in (value if type(value) is list else [value])])
    try:
        return None, NARROW[name, len(values)](*values)
    except ZeroDivisionError:
        return '#DIV', None
`,
  slips: [
    {
      why: 'Halves are rounded up',
      from: '(2 * sum(numbers) + len(numbers)) // (2 * len(numbers))',
      to: 'round(sum(numbers) / len(numbers))',
    },
    {
      why: 'The lower one of two middle values is the median',
      from: '(len(numbers) - 1) // 2',
      to: 'len(numbers) // 2',
    },
    { why: 'The greatest number may be negative', from: 'max(numbers, default=0)', to: 'max([0, *numbers])' },
    { why: 'Quotients are rounded down', from: 'return left // right if', to: 'return int(left / right) if' },
    { why: 'Every number but zero is true', from: 'args[0] != 0', to: 'args[0] > 0' },
  ],
  edges: {
    'numbers of a range':
      'A1 5|A2 text|B1 -2|B3 5|C1 =SUM(A1:B3)|C2 =COUNT(A1:B3, 7, A9)|C3 =MAX(A1:B3, 1+1)|D1 =MAX(B1:B2)|D2 =MAX(A4:B9)|D3 =SUM( A2:A2 )|? C1|? C2|? C3|? D1|? D2|? D3',
    'halves up':
      'A1 2|A2 3|B1 -2|B2 -3|C1 =AVERAGE(A1:A2)|C2 =AVERAGE(B1:B2)|C3 =AVERAGE(A1,A2,A2)|C4 =MEDIAN(A1:B2)|C5 =MEDIAN(5,1,9)|C6 =AVERAGE(4,5)|? C1|? C2|? C4|? C5|? C6',
    'no numbers':
      'A1 text|B1 =AVERAGE(A1:A9)|B2 =MEDIAN(A2:A9)+1|B3 =AVERAGE(A2)|B4 =AVERAGE(A1:A1, 3)|B5 =COUNT(A1:A9)|B6 =SUM(A2:A9)|? B1|? B2|? B3|? B4|? B5|? B6',
    'quotients and rests':
      'A1 =DIV(0-7, 2)|A2 =MOD(0-7,2)|A3 -2|A4 =DIV(7,A3)|A5 =MOD(7,A3)|A6 =DIV(8,2)*MOD(9 , 4)|? A1|? A2|? A4|? A5|? A6',
    'by nothing':
      'A1 =DIV(5, A9)|A2 =A1+1|A3 =MOD(A1, 0)|A4 =MOD(5, 3-3)|A5 =SUM(A1:A4)|A6 =IF(1, 2, A4)|? A1|? A2|? A4|? A5|? A6',
    'true and false':
      'A1 =IF(0-3, 10, 20)|A2 =IF(0,10,20)|A3 =LESS(2,2)|A4 =LESS(0-2,1)|A5 =SAME(2,1+1)|A6 =SAME(2,3)|A7 =IF(LESS(A2,A1),1,A9)|? A1|? A2|? A3|? A4|? A5|? A6|? A7',
    'branch not taken': 'A1 =IF(1, 5, A2)|A2 words|A3 =IF(0, A3, 1)|A4 =IF(1,2,B1)|B1 =A4|? A1|? A3|? A4|? B1',
    'functions in functions':
      'A1 3|A2 8|B1 =IF(LESS(AVERAGE(A1:A2), MEDIAN(A1:A2)), SUM(A1:A2), DIV(MAX(A1:A2), COUNT(A1:A2)))|B2 =MOD(SUM(A1:A2, IF(A1, 5, 6)), AVERAGE(A1:A2))|B3 =SAME(MAX(A1, A2), MEDIAN(A2))|? B1|? B2|? B3',
    'brackets in a range':
      'A1 5|A2 8|C1 =AVERAGE((A1):A2)|C2 =MEDIAN(A1:(A2))|C3 =SUM((A1:A2))|C4 =MEDIAN( ( A2 ) , A1 : A2 )|? C1|? C2|? C3|? C4',
    'wrong calls':
      'A1 =AVERAGE()|A2 =MEDIAN(1|A3 =MEAN(1,2)|A4 =SUM(B1:)|A5 =IF(1,2)|A6 =DIV(B1:B2,2)|A7 =LESS(1,2,3)|A8 =MAX(B1:B2+1)|A9 =IF(B1:B2,1,2)|B9 =SAME(1)|C9 =MOD(5)|? A1|? A2|? A3|? A4|? A5|? A6|? A7|? A8|? A9|? B9|? C9',
  },
};
