/** Second solutions of the family `unit-conversion`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const roman = `
import sys

PLACES = (
    ("", "M", "MM", "MMM"),
    ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"),
    ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"),
    ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
)
VALUES = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))


def written(number):
    return "".join(place[int(digit)] for place, digit in zip(PLACES, "%04d" % number))


def read(numeral):
    """The number of a numeral in its standard form, or None."""
    values = [VALUES.get(sign, 0) for sign in numeral]
    if not values or 0 in values:
        return None
    number = sum(-one if one < after else one for one, after in zip(values, values[1:] + [0]))
    return number if 0 < number < 4000 and written(number) == numeral else None


def converted(text):
    if text != "" and all(sign in "0123456789" for sign in text):
        digits = text.lstrip("0")
        return written(int(digits)) if 0 < len(digits) < 5 and int(digits) < 4000 else "invalid"
    number = read(text.upper())
    return "invalid" if number is None else str(number)


for line in sys.stdin:
    parts = [part.strip() for part in line.strip().split("-", 1)]
    if parts != [""]:
        print("-".join(map(converted, parts)))
`;

const recipe = `
from math import gcd

DIGITS = set("0123456789")
# Name and how many teaspoons, the largest first.
UNITS = (("cup", 48), ("tbsp", 3), ("tsp", 1))


def number_of(word):
    """A whole number, a decimal or a fraction as numerator and denominator; None for anything else."""
    for separator in ("/", "."):
        if separator in word:
            left, right = word.split(separator, 1)
            if not (left and right and set(left + right) <= DIGITS):
                return None
            if separator == "/":
                return int(left), int(right)
            return int(left + right), 10 ** len(right)
    return (int(word), 1) if word and set(word) <= DIGITS else None


def amount_of(words):
    numbers = [number_of(word) for word in words]
    if None in numbers:
        return None
    if len(words) == 1:
        return numbers[0]
    (whole, one), (part, of) = numbers
    mixed = set(words[0]) <= DIGITS and "/" in words[1]
    return (whole * of + part, of) if mixed else None


def shown(amount, of):
    whole, part = divmod(amount, of)
    if part == 0:
        return str(whole)
    common = gcd(part, of)
    fraction = "%d/%d" % (part // common, of // common)
    return "%d %s" % (whole, fraction) if whole else fraction


def scaled(line, factor):
    words = line.split(" ")
    for count in (2, 1):
        amount, rest = amount_of(words[:count]), " ".join(words[count:]).lstrip(" ")
        if amount is not None and rest != "":
            break
    else:
        return line
    top, bottom = amount[0] * factor[0], amount[1] * factor[1]
    word, _, ingredient = rest.partition(" ")
    known = {name: spoons for name, spoons in UNITS if word in (name, name + "s")}
    if not known or ingredient == "":
        return shown(top, bottom) + " " + rest
    top *= sum(known.values())
    name, spoons = next((unit for unit in UNITS if 4 * top >= bottom * unit[1]), UNITS[-1])
    return shown(top, bottom * spoons) + " " + name + ("s" if top > bottom * spoons else "") + " " + ingredient


def scale_recipe(lines, factor):
    times = amount_of(factor.split(" "))
    return [scaled(line, times) for line in lines]
`;

export const unitConversionAnswers: Readonly<Record<string, MoreAnswers>> = {
  'unit-conversion-1': {
    how: 'Writes digit by digit, and reads by adding values and writing the number again.',
    program: roman,
    requirements: {
      'print the Roman numeral in upper case': ['three lines', 'every subtraction', 'leading zeros'],
      'Only 1 to 3999': ['limits'],
      'upper or lower case or mixed': ['lower and mixed case', 'three lines', 'large input'],
      'it is a range; convert': ['a range', 'ranges of both kinds'],
      'Both sides do not need': ['ranges of both kinds', 'drawn lines'],
      'blanks at the ends of the line': ['blank lines and blanks'],
      'Lines that are empty or only blanks': ['blank lines and blanks', 'empty input'],
      'Whatever cannot be converted': ['limits', 'sides missing', 'not numbers at all', 'drawn lines'],
      'Roman numerals are accepted only': ['standard form only', 'every subtraction'],
      'Every other spelling': ['standard form only', 'large input'],
    },
  },
  'unit-conversion-2': {
    how: 'Calculates with numerators and denominators by hand, and reads lines word by word.',
    program: recipe,
    requirements: {
      'It gives back the list': ['no lines', 'twice as much', 'large recipe'],
      'factor is a string with the same kinds': ['mixed factor and decimals', 'half of it'],
      'A line begins with an amount if': [
        'twice as much',
        'lines without amount',
        'several blanks',
        'mixed factor and decimals',
      ],
      'Such a line becomes': ['several blanks', 'half of it'],
      'Every other line stays': ['lines without amount', 'drawn recipe'],
      'The new amount is exact': ['half of it', 'fractions that are not proper', 'large recipe'],
      'Never 3/2 or 0.5': ['thirds stay exact', 'unusual fractions'],
      'choose the best unit': ['factor one changes units', 'words like units', 'exactly one unit', 'drawn recipe'],
      'Use the largest of the three': ['exactly a quarter', 'very little', 'large recipe'],
      'The unit gets an s': ['exactly one unit', 'twice as much'],
      'This is done with factor 1 too': ['factor one changes units'],
      'All other units': ['words like units', 'twice as much'],
    },
  },
};
