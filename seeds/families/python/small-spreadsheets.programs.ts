/** Reference and alternative around the stages of the family `small-spreadsheets`. */

import type { Frame } from './line-family.ts';

export const sheetFrame: Frame = (half, first, second) => `${half.trimStart()}

class Problem(Exception):
    pass


def area(start, end):
    columns = range(ord(start[0]), ord(end[0]) + 1)
    return [f'{chr(column)}{row}' for row in range(int(start[1:]), int(end[1:]) + 1) for column in columns]

${first}

def references(tree):
    kind, *parts = tree
    if kind == 'number':
        return []
    if kind == 'cell':
        return parts
    if kind == 'range':
        return area(*parts)
    return [cell for part in (parts[1] if kind == 'call' else parts) for cell in references(part)]


def single(value):
    if isinstance(value, Problem):
        raise value
    if isinstance(value, str):
        raise Problem('#TEXT')
    return value


def evaluate(tree, values):
    kind, *parts = tree
    if kind == 'number':
        return parts[0]
    if kind == 'cell':
        return single(values.get(parts[0], 0))
    if kind == 'range':
        found = [values[cell] for cell in area(*parts) if cell in values]
        return [single(value) for value in found if not isinstance(value, str)]
    if kind == 'call':
        return call(parts[0], [evaluate(part, values) for part in parts[1]])
    left, right = [evaluate(part, values) for part in parts]
    return left + right if kind == '+' else left - right if kind == '-' else left * right


def is_number(text):
    digits = text.removeprefix('-')
    return digits.isascii() and digits.isdigit() and len(digits) <= 9


def calculated(sheet):
    values, trees = {}, {}
    for cell, text in sheet.items():
        if not text.startswith('='):
            values[cell] = int(text) if is_number(text) else text
            continue
        try:
            trees[cell] = parse(text[1:], check)
        except ValueError:
            values[cell] = Problem('#SYNTAX')
    waiting, users = {}, {}
    for cell, tree in trees.items():
        needed = {name for name in references(tree) if name in trees}
        waiting[cell] = len(needed)
        for name in needed:
            users.setdefault(name, []).append(cell)
    ready = [cell for cell, count in waiting.items() if count == 0]
    for cell in ready:
        try:
            values[cell] = evaluate(trees[cell], values)
        except Problem as problem:
            values[cell] = problem
        for user in users.get(cell, []):
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    for cell in trees:
        values.setdefault(cell, Problem('#LOOP'))
    return values

${second}
`;

export const sheetOtherFrame: Frame = (half, first, second) => `${half.trimStart()}

def rectangle(start, end):
    for row in range(int(start[1:]), int(end[1:]) + 1):
        for code in range(ord(start[0]), ord(end[0]) + 1):
            yield chr(code) + str(row)

${first}

class Later(Exception):
    pass


class Sheet:
    signs = {'+': int.__add__, '-': int.__sub__, '*': int.__mul__}

    def __init__(self, entries):
        self.trees, self.results = {}, {}
        for cell, text in entries.items():
            if text[0] == '=':
                try:
                    self.trees[cell] = parse(text[1:], check)
                except ValueError:
                    self.results[cell] = '#SYNTAX', None
            elif text.lstrip('-').isdecimal() and text.isascii() and len(text) - 9 <= text.count('-') <= 1:
                self.results[cell] = None, int(text)
            else:
                self.results[cell] = None, text
        self.settle()

    def settle(self):
        open_cells = [*self.trees]
        before = None
        while open_cells != before:
            before, open_cells = open_cells, []
            for cell in before:
                try:
                    self.results[cell] = self.worth(self.trees[cell])
                except Later:
                    open_cells.append(cell)
        for cell in open_cells:
            self.results[cell] = '#LOOP', None

    def look(self, cell):
        if cell in self.trees and cell not in self.results:
            raise Later(cell)
        return self.results.get(cell, (None, 0))

    def worth(self, tree):
        method = getattr(self, 'of_' + tree[0], None)
        if method:
            return method(*tree[1:])
        (wrong, left), (other, right) = self.worth(tree[1]), self.worth(tree[2])
        if wrong or other:
            return wrong or other, None
        return None, self.signs[tree[0]](left, right)

    def of_number(self, number):
        return None, number

    def of_cell(self, cell):
        wrong, value = self.look(cell)
        return ('#TEXT', None) if isinstance(value, str) else (wrong, value)

    def of_range(self, start, end):
        found = [self.look(cell) for cell in rectangle(start, end) if cell in self.trees or cell in self.results]
        wrong = next((problem for problem, _ in found if problem), None)
        return wrong, [value for _, value in found if isinstance(value, int)]

    def of_call(self, name, parts):
        pairs = [self.worth(part) for part in parts]
        wrong = next(filter(None, (problem for problem, _ in pairs)), None)
        return (wrong, None) if wrong else result_of(name, [value for _, value in pairs])


def calculated(entries):
    return {cell: value if wrong is None else wrong for cell, (wrong, value) in Sheet(entries).results.items()}

${second}
`;
