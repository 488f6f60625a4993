/** Two parsers of formulas of the family `small-spreadsheets`, which make the same trees. */

export const sheetHalves = [
  `
import re
import sys

TOKEN = re.compile(r' *([A-Z][1-9][0-9]?(?![0-9A-Z])|[A-Z]+|[0-9]+|[-+*():,])')


class Parser:
    def __init__(self, text, check):
        self.tokens, self.check, position = [], check, 0
        text = text.rstrip(' ')
        while position < len(text):
            found = TOKEN.match(text, position)
            if not found:
                raise ValueError(text)
            self.tokens.append(found[1])
            position = found.end()
        self.tokens.append('')

    def accept(self, *wanted):
        return self.tokens.pop(0) if self.tokens[0] in wanted else None

    def expect(self, wanted):
        if not self.accept(wanted):
            raise ValueError(wanted)

    def whole(self):
        tree = self.sum()
        if self.tokens != ['']:
            raise ValueError(self.tokens)
        return tree

    def sum(self):
        tree = self.product()
        while sign := self.accept('+', '-'):
            tree = (sign, tree, self.product())
        return tree

    def product(self):
        tree = self.factor()
        while self.accept('*'):
            tree = ('*', tree, self.factor())
        return tree

    def factor(self):
        if self.accept('('):
            tree = self.sum()
            self.expect(')')
            return tree
        token = self.tokens.pop(0) or '?'
        if token.isdigit() and len(token) <= 9:
            return ('number', int(token))
        if token[-1].isdigit() and token[0].isalpha():
            return ('cell', token)
        if not token.isalpha():
            raise ValueError(token)
        self.expect('(')
        args = [self.argument()]
        while self.accept(','):
            args.append(self.argument())
        self.expect(')')
        self.check(token, args)
        return ('call', token, args)

    def argument(self):
        if self.tokens[1:2] != [':']:
            return self.sum()
        start, _, end, *self.tokens = self.tokens
        if not (start[-1:].isdigit() and end[-1:].isdigit() and start[0].isalpha() and end[0].isalpha()):
            raise ValueError(start)
        return ('range', start, end)


def parse(text, check):
    return Parser(text, check).whole()
`,
  `
import sys
from string import ascii_uppercase as LETTERS, digits as DIGITS

STRENGTH = {'+': 1, '-': 1, '*': 2}


def skipped(text, at):
    while text[at:at + 1] == ' ':
        at += 1
    return at


def run_of(text, at, alphabet):
    end = at
    while end < len(text) and text[end] in alphabet:
        end += 1
    return text[at:end], end


def operand(text, at, check):
    at = skipped(text, at)
    if text[at:at + 1] == '(':
        tree, at = expression(text, at + 1, check)
        return tree, closed(text, at)
    letters, at = run_of(text, at, LETTERS)
    number, at = run_of(text, at, DIGITS)
    if text[at:at + 1] and text[at] in LETTERS:
        raise ValueError(text)
    if number and not letters and len(number) < 10:
        return ('number', int(number)), at
    if len(letters) == 1 and 0 < len(number) < 3 and number[0] != '0':
        return ('cell', letters + number), at
    at = skipped(text, at)
    if number or not letters or text[at:at + 1] != '(':
        raise ValueError(text)
    args = []
    while not args or text[at:at + 1] == ',':
        start = skipped(text, at + 1)
        tree, at = expression(text, start, check)
        if text[at:at + 1] == ':' and tree[0] == 'cell' and text[start] != '(':
            corner = skipped(text, at + 1)
            other, at = operand(text, corner, check)
            if other[0] != 'cell' or text[corner] == '(':
                raise ValueError(text)
            tree, at = ('range', tree[1], other[1]), skipped(text, at)
        args.append(tree)
    at = closed(text, at)
    check(letters, args)
    return ('call', letters, args), at


def closed(text, at):
    if text[at:at + 1] != ')':
        raise ValueError(text)
    return at + 1


def expression(text, at, check, weakest=1):
    tree, at = operand(text, at, check)
    at = skipped(text, at)
    while STRENGTH.get(text[at:at + 1], 0) >= weakest:
        sign = text[at]
        right, at = expression(text, at + 1, check, STRENGTH[sign] + 1)
        tree, at = (sign, tree, right), skipped(text, at)
    return tree, at


def parse(text, check):
    tree, end = expression(text, 0, check)
    if end != len(text):
        raise ValueError(text)
    return tree
`,
] as const;
