/** Reference and wrong programs of the family `expression-parser`. */

import { edited, type WrongProgram } from './family.ts';

export const formulaReference = String.raw`
import re

TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([A-Za-z]+)|(.))", re.DOTALL)


class FormulaError(Exception):
    pass


class Parser:
    def __init__(self, text, cells):
        self.tokens = TOKEN.findall(text.rstrip())
        self.cells = {name.upper(): value for name, value in cells.items()}
        self.position = 0

    def sign(self):
        return self.tokens[self.position][2] if self.position < len(self.tokens) else ""

    def take(self, signs):
        sign = self.sign()
        if sign and sign in signs:
            self.position += 1
            return sign
        return None

    def total(self):
        value = self.product()
        while sign := self.take("+-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self):
        value = self.signed()
        while sign := self.take("*/"):
            other = self.signed()
            if sign == "/" and other == 0:
                raise FormulaError("division by zero")
            value = value * other if sign == "*" else value / other
        return value

    def signed(self):
        if self.take("-"):
            return -self.signed()
        return self.power()

    def power(self):
        base = self.atom()
        if self.take("^"):
            exponent = self.signed()
            if base == 0 and exponent < 0:
                raise FormulaError("division by zero")
            if base < 0 and exponent != int(exponent):
                raise FormulaError("syntax")
            return float(base) ** exponent
        return base

    def atom(self):
        if self.position >= len(self.tokens):
            raise FormulaError("syntax")
        number, name, sign = self.tokens[self.position]
        self.position += 1
        if number:
            return float(number)
        if name:
            if name.upper() not in self.cells:
                raise FormulaError("unknown " + name.upper())
            return self.cells[name.upper()]
        if sign == "(":
            value = self.total()
            if self.take(")"):
                return value
        raise FormulaError("syntax")


def evaluate(formula, cells):
    parser = Parser(formula, cells)
    try:
        value = parser.total()
        if parser.position < len(parser.tokens):
            raise FormulaError("syntax")
    except FormulaError as error:
        return {"value": None, "error": str(error)}
    return {"value": value, "error": None}
`;

export const formulaWrong: readonly WrongProgram[] = [
  {
    name: 'power-from-the-left',
    why: 'Evaluates 2^3^2 from the left; it has to be 2^(3^2).',
    program: edited(
      edited(
        formulaReference,
        `        if self.take("^"):
            exponent = self.signed()`,
        `        while self.take("^"):
            exponent = -self.atom() if self.take("-") else self.atom()`,
      ),
      'return float(base) ** exponent',
      'base = float(base) ** exponent',
    ),
  },
  {
    name: 'minus-before-power',
    why: 'Binds the minus sign tighter than the power, so -2^2 becomes 4.',
    program: edited(
      edited(
        formulaReference,
        '        if self.take("-"):\n            return -self.signed()\n        return self.power()',
        '        return self.power()',
      ),
      '        base = self.atom()',
      '        negative = False\n        while self.take("-"):\n            negative = not negative\n        base = -self.atom() if negative else self.atom()',
    ),
  },
  {
    name: 'rest-ignored',
    why: 'Ignores what is left over behind a complete expression.',
    program: edited(formulaReference, 'if parser.position < len(parser.tokens):', 'if not parser.tokens:'),
  },
  {
    name: 'names-with-case',
    why: 'Distinguishes upper and lower case in names.',
    program: formulaReference.replaceAll('name.upper()', 'name'),
  },
];

export const searchReference = String.raw`
import re

TOKEN = re.compile(r'\(|\)|"[^"]*"|[^\s()"]+')


def search(query, documents):
    tokens = TOKEN.findall(query)
    if not tokens:
        return []
    matches, rest = either(tokens, 0)
    return [d["id"] for d in documents if matches(words(d["text"]))]


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def either(tokens, at):
    parts = []
    while True:
        part, at = every(tokens, at)
        parts.append(part)
        if at < len(tokens) and tokens[at] == "OR":
            at += 1
        else:
            return (lambda found: any(part(found) for part in parts)), at


def every(tokens, at):
    parts = []
    while at < len(tokens) and tokens[at] not in ("OR", ")"):
        if tokens[at] == "AND":
            at += 1
            continue
        part, at = single(tokens, at)
        parts.append(part)
    return (lambda found: all(part(found) for part in parts)), at


def single(tokens, at):
    token = tokens[at]
    if token == "NOT":
        part, at = single(tokens, at + 1)
        return (lambda found: not part(found)), at
    if token == "(":
        part, at = either(tokens, at + 1)
        return part, at + 1
    if token.startswith('"'):
        return phrase(words(token)), at + 1
    if token.endswith("*"):
        prefix = token[:-1].lower()
        return (lambda found: any(word.startswith(prefix) for word in found)), at + 1
    return phrase(words(token)), at + 1


def phrase(wanted):
    size = len(wanted)
    return lambda found: any(found[i:i + size] == wanted for i in range(len(found) - size + 1))
`;

export const searchWrong: readonly WrongProgram[] = [
  {
    name: 'parts-of-words',
    why: 'Finds words inside longer words.',
    program: edited(
      searchReference,
      'return lambda found: any(found[i:i + size] == wanted for i in range(len(found) - size + 1))',
      'return lambda found: " ".join(wanted) in " ".join(found)',
    ),
  },
  {
    name: 'or-binds-tighter',
    why: 'Gives OR the higher precedence: "a b OR c" becomes a and (b or c).',
    program: edited(
      edited(
        searchReference,
        '        if tokens[at] == "AND":',
        '        if tokens[at] == "OR":\n            previous = parts.pop()\n            part, at = single(tokens, at + 1)\n            parts.append(lambda found, a=previous, b=part: a(found) or b(found))\n            continue\n        if tokens[at] == "AND":',
      ),
      'tokens[at] not in ("OR", ")")',
      'tokens[at] != ")"',
    ),
  },
  {
    name: 'not-takes-the-rest',
    why: 'Applies NOT to everything that follows instead of the next part only.',
    program: edited(
      searchReference,
      'part, at = single(tokens, at + 1)\n        return (lambda found: not',
      'part, at = every(tokens, at + 1)\n        return (lambda found: not',
    ),
  },
  {
    name: 'phrases-in-any-order',
    why: 'Treats a phrase in quotes like its single words.',
    program: edited(
      searchReference,
      'return lambda found: any(found[i:i + size] == wanted for i in range(len(found) - size + 1))',
      'return lambda found: set(wanted) <= set(found) if size > 1 else wanted[0] in found',
    ),
  },
];
