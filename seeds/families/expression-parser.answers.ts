/** Second solutions of the family `expression-parser`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const evaluate = `
LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}
SIGNED = 3
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"


class Wrong(Exception):
    pass


def run_from(text, at, signs):
    end = at
    while end < len(text) and text[end] in signs:
        end += 1
    return end


def tokens_of(text):
    at = 0
    while at < len(text):
        sign, start = text[at], at
        if sign.isspace():
            at += 1
        elif sign in DIGITS:
            at = run_from(text, at, DIGITS)
            if text[at:at + 1] == "." and text[at + 1:at + 2] in set(DIGITS):
                at = run_from(text, at + 1, DIGITS)
            yield "number", text[start:at]
        elif sign in LETTERS:
            at = run_from(text, at, LETTERS)
            yield "name", text[start:at].upper()
        else:
            at += 1
            yield "sign", sign
    yield "end", ""


def combined(sign, left, right):
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if sign == "/":
        if right == 0:
            raise Wrong("division by zero")
        return left / right
    if left == 0 and right < 0:
        raise Wrong("division by zero")
    if left < 0 and right % 1 != 0:
        raise Wrong("syntax")
    return float(left) ** right


def evaluate(formula, cells):
    known = {name.upper(): value for name, value in cells.items()}
    waiting = list(tokens_of(formula))
    waiting.reverse()

    def expression(least):
        kind, text = waiting.pop()
        if (kind, text) == ("sign", "-"):
            value = -expression(SIGNED)
        elif (kind, text) == ("sign", "("):
            value = expression(1)
            if waiting.pop() != ("sign", ")"):
                raise Wrong("syntax")
        elif kind == "number":
            value = float(text)
        elif kind == "name":
            if text not in known:
                raise Wrong("unknown " + text)
            value = known[text]
        else:
            raise Wrong("syntax")
        while waiting[-1][0] == "sign" and LEVEL.get(waiting[-1][1], 0) >= least:
            sign = waiting.pop()[1]
            # Only a power may be followed by a sign of its own strength.
            value = combined(sign, value, expression(SIGNED if sign == "^" else LEVEL[sign] + 1))
        return value

    try:
        value = expression(1)
        if waiting[-1][0] != "end":
            raise Wrong("syntax")
    except Wrong as wrong:
        return {"value": None, "error": str(wrong)}
    return {"value": value, "error": None}
`;

const search = String.raw`
import re
from bisect import bisect_left
from collections import defaultdict

WORD = re.compile("[a-z0-9]+")


class Collection:
    def __init__(self, documents):
        self.everything = set(range(len(documents)))
        self.places = defaultdict(lambda: defaultdict(set))
        for number, document in enumerate(documents):
            for place, word in enumerate(WORD.findall(document["text"].lower())):
                self.places[word][number].add(place)
        self.words = sorted(self.places)

    def phrase(self, text):
        first, *others = (self.places.get(word, {}) for word in WORD.findall(text.lower()))
        found = set()
        for number, starts in first.items():
            for start in starts:
                if all(start + step in other.get(number, ()) for step, other in enumerate(others, 1)):
                    found.add(number)
                    break
        return found

    def prefix(self, text):
        found, at = set(), bisect_left(self.words, text)
        while at < len(self.words) and self.words[at].startswith(text):
            found.update(self.places[self.words[at]])
            at += 1
        return found


def search(query, documents):
    collection = Collection(documents)
    tokens = re.findall(r'"[^"]*"|[()]|[^\s()"]+', query)[::-1]
    if not tokens:
        return []

    def alternatives():
        found = conjunction()
        while tokens and tokens[-1] == "OR":
            tokens.pop()
            found |= conjunction()
        return found

    def conjunction():
        found = set(collection.everything)
        while tokens and tokens[-1] not in ("OR", ")"):
            if tokens[-1] == "AND":
                tokens.pop()
            else:
                found &= part()
        return found

    def part():
        token = tokens.pop()
        if token == "NOT":
            return collection.everything - part()
        if token == "(":
            found = alternatives()
            tokens.pop()
            return found
        if token[0] != '"' and token[-1] == "*":
            return collection.prefix(token[:-1].lower())
        return collection.phrase(token)

    return [documents[number]["id"] for number in sorted(alternatives())]
`;

export const expressionParserAnswers: Readonly<Record<string, MoreAnswers>> = {
  'expression-parser-1': {
    how: 'Climbs precedences in one function with a table of strengths, over a scanner without patterns.',
    program: evaluate,
    requirements: {
      'digits, optionally a dot': ['price with tax', 'numbers like .5'],
      'letters A-Z in upper or lower case': ['price with tax', 'drawn formula'],
      'Blanks between these are ignored': ['price with tax', 'brackets'],
      'then the minus sign in front': ['minus and power', 'brackets', 'drawn formula', 'large formula'],
      'Operators of the same strength': ['left to right', 'power from the right', 'large formula'],
      'The minus sign is weaker': ['minus and power'],
      'It may also stand behind': ['minus behind operators'],
      'There is no plus sign': ['plus in front'],
      'Return {"value": number': ['price with tax', 'unknown name', 'many brackets', 'zero to zero'],
      'division by 0, and 0 to a negative power': ['division by zero first', 'zero to a negative power'],
      'a name that is not in cells': ['unknown name', 'unknown first'],
      'everything that is not a formula': [
        'empty formula',
        'left over',
        'bracket not closed',
        'bracket too much',
        'numbers like .5',
        'plus in front',
        'root of a negative number',
        'negative to a whole power',
      ],
      'If a formula has several errors': ['division by zero first', 'unknown first'],
    },
  },
  'expression-parser-2': {
    how: 'Answers with sets of documents from an index of word places, instead of asking every document.',
    program: search,
    requirements: {
      'in the order of the documents': ['one word', 'no documents', 'large collection'],
      'Words of a document': ['whole words only', 'word with separator'],
      'Everything else separates words': ['word with separator'],
      'the document contains this word': ['one word', 'whole words only'],
      'If the word in the query contains separators': ['word with separator'],
      'some word of the document starts': ['prefix', 'prefix of the whole word', 'drawn query'],
      'the words stand directly one after': ['or and phrase', 'phrase has an order'],
      'the part directly after it': ['not takes one part', 'drawn query'],
      'The part is a word, prefix': ['double not', 'not a group'],
      'parts that simply follow each other': ['and binds stronger than or', 'or first', 'large collection'],
      'NOT binds strongest': ['and binds stronger than or', 'or first', 'not takes one part'],
      'The operators are upper case only': ['lower case operators are words'],
      'An operator inside quotes': ['operators in quotes'],
      'A quote or bracket ends a word': ['nested groups without blanks'],
      'Only the query without any parts': ['empty query'],
    },
  },
};
