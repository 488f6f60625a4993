/** Reference and alternative around the stages of the family `stack-machines`. */

import type { Frame } from './line-family.ts';

export const machineFrame: Frame = (half, first, second) => `${half}

STEPS_MAX = 20000
instructions = {}


def instruction(word, form=''):
    def registered(action):
        instructions[word] = form, action
        return action
    return registered


class Machine:
    def __init__(self, code):
        self.code = code
        self.stack = []
        self.next = 0

    def push(self, value):
        self.stack.append((value + 2**31) % 2**32 - 2**31)

    def pop(self):
        if not self.stack:
            raise Trouble('stack is empty')
        return self.stack.pop()

    def steps(self):
        done = 0
        while self.next < len(self.code):
            number, word, operand = self.code[self.next]
            self.next += 1
            try:
                if done == STEPS_MAX:
                    raise Trouble('too many steps')
                yield number
                instructions[word][1](self, *operand)
            except Trouble as trouble:
                print(f'fault in line {number}: {trouble}')
                return
            done += 1


def forms():
    return {word: form for word, (form, _) in instructions.items()}


@instruction('push', 'number')
def push(machine, value):
    machine.push(value)


@instruction('drop')
def drop(machine):
    machine.pop()


@instruction('dup')
def dup(machine):
    value = machine.pop()
    machine.push(value)
    machine.push(value)


@instruction('swap')
def swap(machine):
    top, below = machine.pop(), machine.pop()
    machine.push(top)
    machine.push(below)


@instruction('add')
def add(machine):
    machine.push(machine.pop() + machine.pop())


@instruction('sub')
def sub(machine):
    right, left = machine.pop(), machine.pop()
    machine.push(left - right)


@instruction('mul')
def mul(machine):
    machine.push(machine.pop() * machine.pop())


@instruction('print')
def show(machine):
    print(machine.pop())


@instruction('jump', 'label')
def jump(machine, address):
    machine.next = address


@instruction('jumpz', 'label')
def jump_if_zero(machine, address):
    if machine.pop() == 0:
        machine.next = address


@instruction('halt')
def halt(machine):
    machine.next = len(machine.code)

${first}

${second}
`;

export const machineOtherFrame: Frame = (half, first, second) => `${half}

class Basic:
    kinds = dict.fromkeys('drop dup swap add sub mul print halt'.split(), '')
    kinds.update(push='number', jump='label', jumpz='label')

    def __init__(self):
        self.values = []
        self.position = 0
        self.running = True

    def take(self, count):
        if len(self.values) < count:
            raise Trouble('stack is empty')
        taken = self.values[len(self.values) - count:]
        del self.values[len(self.values) - count:]
        return taken

    def give(self, *results):
        for result in results:
            result &= 0xFFFFFFFF
            self.values.append(result - 0x100000000 if result & 0x80000000 else result)

    def do_push(self, value):
        self.give(value)

    def do_drop(self):
        self.take(1)

    def do_dup(self):
        self.give(*self.take(1) * 2)

    def do_swap(self):
        self.give(*reversed(self.take(2)))

    def do_add(self):
        self.give(sum(self.take(2)))

    def do_sub(self):
        left, right = self.take(2)
        self.give(left - right)

    def do_mul(self):
        left, right = self.take(2)
        self.give(left * right)

    def do_print(self):
        print(*self.take(1))

    def do_jump(self, target):
        self.position = target

    def do_jumpz(self, target):
        if self.take(1) == [0]:
            self.position = target

    def do_halt(self):
        self.running = False

    def executed(self, number):
        pass

    def run(self, program):
        remaining = 20000
        while self.running and self.position < len(program):
            number, word, arguments = program[self.position]
            self.position += 1
            try:
                if remaining == 0:
                    raise Trouble('too many steps')
                remaining -= 1
                self.executed(number)
                getattr(self, 'do_' + word)(*arguments)
            except Trouble as trouble:
                print('fault in line %d: %s' % (number, trouble))
                self.running = False

${first}

${second}
`;

export const machineHalves = [
  `
import re
import sys

PATTERNS = {'number': r'-?[0-9]{1,9}', 'label': '[a-z]+', 'name': '[a-z]+'}


class Trouble(Exception):
    pass


def assemble(lines, forms):
    labels, rows, address = {}, [], 0
    for line in lines:
        words = line.split(';')[0].split()
        label = words.pop(0)[:-1] if words and words[0].endswith(':') else None
        if label is not None:
            labels.setdefault(label, address)
        rows.append((label, words))
        address += bool(words)
    seen, code = set(), []
    for number, (label, words) in enumerate(rows, 1):
        if label is not None:
            if label in seen:
                raise Trouble(f'line {number}: label twice')
            seen.add(label)
        if not words:
            continue
        word, *operands = words
        if word not in forms:
            raise Trouble(f'line {number}: unknown {word}')
        form = forms[word]
        if len(operands) != bool(form) or form and not re.fullmatch(PATTERNS[form], operands[0]):
            raise Trouble(f'line {number}: operand')
        if form == 'label' and operands[0] not in labels:
            raise Trouble(f'line {number}: operand')
        if form == 'number':
            operands = [int(operands[0])]
        elif form == 'label':
            operands = [labels[operands[0]]]
        code.append((number, word, operands))
    return code, labels
`,
  `
import sys


class Trouble(Exception):
    pass


def is_integer(text):
    digits = text.removeprefix('-')
    return digits.isascii() and digits.isdigit() and len(digits) <= 9


def is_name(text):
    return text.isascii() and text.isalpha() and text.islower()


def assemble(lines, kinds):
    where, parts, count = {}, [], 0
    for line in lines:
        words = line.partition(';')[0].split()
        mark = words[0] if words and words[0][-1] == ':' else ''
        if mark:
            words = words[1:]
            where.setdefault(mark[:-1], count)
        parts.append((mark[:-1], bool(mark), words))
        count += 1 if words else 0
    accept = {'number': is_integer, 'name': is_name, 'label': where.__contains__}
    program, known = [], []
    for number, (mark, marked, words) in enumerate(parts, 1):
        if marked and mark in known:
            raise Trouble('line %d: label twice' % number)
        if marked:
            known.append(mark)
        if words and words[0] not in kinds:
            raise Trouble('line %d: unknown %s' % (number, words[0]))
        if words:
            kind, given = kinds[words[0]], words[1:]
            fitting = not given if kind == '' else len(given) == 1 and accept[kind](given[0])
            if not fitting:
                raise Trouble('line %d: operand' % number)
            convert = {'number': int, 'label': where.get}.get(kind, str)
            program.append((number, words[0], [convert(one) for one in given]))
    return program, where
`,
] as const;
