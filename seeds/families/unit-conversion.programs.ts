/** Reference and wrong programs of the family `unit-conversion`. */

import { edited, type WrongProgram } from './family.ts';

export const romanReference = `
import sys

SIGNS = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
]


def to_roman(number):
    text = ""
    for value, sign in SIGNS:
        while number >= value:
            text += sign
            number -= value
    return text


NUMBERS = {to_roman(number): number for number in range(1, 4000)}


def convert(text):
    if text.isascii() and text.isdigit():
        number = int(text)
        return to_roman(number) if 1 <= number <= 3999 else "invalid"
    return str(NUMBERS.get(text.upper(), "invalid"))


for line in sys.stdin:
    first, dash, last = line.strip().partition("-")
    if not first and not dash:
        continue
    if dash:
        print(convert(first.strip()) + "-" + convert(last.strip()))
    else:
        print(convert(first))
`;

export const romanWrong: readonly WrongProgram[] = [
  {
    name: 'careless-reading',
    why: 'Adds and subtracts signs without checking the form, so IIII and IC are accepted.',
    program: edited(
      romanReference,
      'return str(NUMBERS.get(text.upper(), "invalid"))',
      `values = dict((sign, value) for value, sign in SIGNS if len(sign) == 1)
    if not text or any(sign not in values for sign in text.upper()):
        return "invalid"
    numbers = [values[sign] for sign in text.upper()]
    return str(sum(-a if a < b else a for a, b in zip(numbers, numbers[1:] + [0])))`,
    ),
  },
  {
    name: 'no-upper-limit',
    why: 'Writes numbers above 3999 with more than three M.',
    program: edited(romanReference, 'if 1 <= number <= 3999 else', 'if 1 <= number else'),
  },
  {
    name: 'upper-case-only',
    why: 'Does not read numerals in lower case.',
    program: edited(romanReference, 'NUMBERS.get(text.upper(), "invalid")', 'NUMBERS.get(text, "invalid")'),
  },
];

export const recipeReference = String.raw`
import re
from fractions import Fraction

SPOONS = {"tsp": 1, "tbsp": 3, "cup": 48}
LINE = re.compile(r"([0-9]+ [0-9]+/[0-9]+|[0-9]+/[0-9]+|[0-9]+(?:\.[0-9]+)?) +(.+)")


def scale_recipe(lines, factor):
    return [scale(line, parse(factor)) for line in lines]


def scale(line, factor):
    match = LINE.fullmatch(line)
    if not match:
        return line
    amount, rest = parse(match[1]) * factor, match[2]
    unit, _, ingredient = rest.partition(" ")
    unit = unit.removesuffix("s")
    if unit not in SPOONS or not ingredient:
        return f"{show(amount)} {rest}"
    spoons = amount * SPOONS[unit]
    for unit in ("cup", "tbsp", "tsp"):
        converted = spoons / SPOONS[unit]
        if converted >= Fraction(1, 4):
            break
    plural = "s" if converted > 1 else ""
    return f"{show(converted)} {unit}{plural} {ingredient}"


def parse(text):
    return sum(Fraction(part) for part in text.split())


def show(amount):
    whole, rest = divmod(amount, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)
`;

export const recipeWrong: readonly WrongProgram[] = [
  {
    name: 'needs-a-whole-unit',
    why: 'Changes to a larger unit only from one whole unit on instead of a quarter.',
    program: edited(recipeReference, 'if converted >= Fraction(1, 4):', 'if converted >= 1:'),
  },
  {
    name: 'improper-fractions',
    why: 'Writes 3/2 instead of 1 1/2.',
    program: edited(recipeReference, 'return f"{whole} {rest}" if whole else str(rest)', 'return str(amount)'),
  },
  {
    name: 'plural-from-one',
    why: 'Writes the plural for exactly one unit.',
    program: edited(recipeReference, '"s" if converted > 1 else ""', '"s" if converted >= 1 else ""'),
  },
  {
    name: 'float-amounts',
    why: 'Calculates with floats and limits the denominator, which bends unusual fractions.',
    program: edited(
      recipeReference,
      'return sum(Fraction(part) for part in text.split())',
      'return Fraction(float(sum(Fraction(part) for part in text.split()))).limit_denominator(16)',
    ),
  },
];
