/** Three ways of running of the family `stack-machines`: with input, after a listing, with a profile. */

import type { LineStage } from './line-family.ts';
import type { MachineSecond } from './stack-machines.model.ts';

export const machineSeconds: readonly LineStage<MachineSecond>[] = [
  {
    kind: 'input',
    about: 'numbers as input',
    minutes: 0,
    text: [
      'Input: the program ends before the first line that is exactly ---; below it stands one whole number a line (fits 32 bits). The instruction read (no operand) puts the next of them onto the stack; fault "no input" if there is none left. Without such a line there are no numbers.',
      'The programs also get numbers to work on: after a line that is just --- the rest of the input is one whole number on each line, within 32 bits, and each read, which has no operand, puts the next number on the stack. When they are used up the fault is "no input". The line and the numbers may be absent.',
      'Data: an optional first line consisting of "---" terminates the program text and is followed by integers of 32 bits, one per line. The instruction "read", without operand, pushes the next unused one and faults with "no input" after the last.',
    ],
    program: `
inputs = []


@instruction('read')
def read(machine):
    if not inputs:
        raise Trouble('no input')
    machine.push(inputs.pop(0))


def main():
    lines = sys.stdin.read().splitlines()
    if '---' in lines:
        end = lines.index('---')
        inputs.extend(map(int, lines[end + 1:]))
        lines = lines[:end]
    try:
        code, _ = assemble(lines, forms())
    except Trouble as trouble:
        print(trouble)
        return
    for _ in Machine(code).steps():
        pass


main()
`,
    other: `
class Reading(Extended):
    kinds = {**Extended.kinds, 'read': ''}

    def __init__(self, numbers):
        super().__init__()
        self.numbers = iter(numbers)

    def do_read(self):
        number = next(self.numbers, None)
        if number is None:
            raise Trouble('no input')
        self.give(number)


head, _, tail = ('\\n' + sys.stdin.read()).partition('\\n---\\n')
try:
    program, _ = assemble(head[1:].split('\\n'), Reading.kinds)
except Trouble as trouble:
    print(trouble)
else:
    Reading([int(word) for word in tail.split()]).run(program)
`,
    slips: [
      { why: 'Numbers are read in their order', from: 'inputs.pop(0)', to: 'inputs.pop()' },
      { why: 'No number left is a fault', from: "raise Trouble('no input')", to: 'return machine.push(0)' },
    ],
    edges: {
      'numbers in order': 'read|read|sub|print|read|print|---|10|4|-8',
      'no number left': 'read|print|read|print|---|6',
      'no numbers at all': 'push 1|print|read',
    },
  },
  {
    kind: 'listing',
    about: 'a listing',
    minutes: 30,
    text: [
      'Listing: before a correct program runs, print each instruction as "ADDRESS WORD OPERAND": addresses count instructions from 000 with at least three digits, a label as operand is shown as the address it stands for, a number as it was typed. Then all labels in alphabetical order as "NAME = ADDRESS" (of the next instruction; behind the last one, the first free address), then ---, then what the run prints.',
      'Before it starts I want to see what was assembled, provided that there is no error in it: per instruction its address, counted from 000 in at least three digits, the word and the operand as typed, but instead of a label the address that it means. After these come the labels by the alphabet, like "loop = 004"; a label stands for the next instruction, and one at the very end for the address after the last. A line --- follows, and then the output of the run.',
      'Listing: for an error-free program, output first all instructions in the form "ADDRESS WORD OPERAND", addresses being at least three digits and starting at 000, operands as written save labels, which appear as addresses; second the labels sorted by name, "NAME = ADDRESS", denoting the subsequent instruction or, at the end, the address past the last; third "---". The output of the run follows.',
    ],
    program: `
def print_listing(lines, code, labels):
    for address, (number, word, operands) in enumerate(code):
        shown = f'{operands[0]:03}' if instructions[word][0] == 'label' else ''
        if operands and not shown:
            shown = lines[number - 1].split(';')[0].split()[-1]
        print(f'{address:03} {word} {shown}'.rstrip())
    for label in sorted(labels):
        print(f'{label} = {labels[label]:03}')
    print('---')


def main():
    lines = sys.stdin.read().splitlines()
    try:
        code, labels = assemble(lines, forms())
    except Trouble as trouble:
        print(trouble)
        return
    print_listing(lines, code, labels)
    for _ in Machine(code).steps():
        pass


main()
`,
    other: `
def listing(source, program, where):
    for address, (number, word, arguments) in enumerate(program):
        text = ' '.join(source[number - 1].partition(';')[0].rpartition(word)[2].split()) if arguments else ''
        if Extended.kinds[word] == 'label':
            text = str(where[text]).zfill(3)
        yield ' '.join(filter(None, [str(address).zfill(3), word, text]))
    yield from sorted(name + ' = ' + str(address).zfill(3) for name, address in where.items())
    yield '---'


source = sys.stdin.read().split('\\n')
try:
    program, where = assemble(source, Extended.kinds)
except Trouble as trouble:
    print(trouble)
else:
    print('\\n'.join(listing(source, program, where)))
    Extended().run(program)
`,
    slips: [
      { why: 'Labels are listed by the alphabet', from: 'for label in sorted(labels):', to: 'for label in labels:' },
      {
        why: 'Labels as operands are shown as addresses',
        from: "shown = f'{operands[0]:03}' if instructions[word][0] == 'label' else ''",
        to: "shown = ''",
      },
      {
        why: 'Numbers are shown as typed',
        from: "shown = lines[number - 1].split(';')[0].split()[-1]",
        to: 'shown = str(operands[0])',
      },
    ],
    edges: {
      'labels by name': 'zed: push 0 ; start|jumpz b|a: push 007|b:|print|last:',
      'typed numbers': 'push 007|print|push -0|print',
      'no listing of errors': 'push 1|oops',
    },
  },
  {
    kind: 'profile',
    about: 'a profile',
    minutes: 20,
    text: [
      'Profile: after the run of a correct program, also after halt or a fault (the faulty instruction counts as executed, except the one for which there were no steps left), print for each line that was executed "line N: COUNT" in the order of lines, and at last "deepest: D", the largest number of values that were on the stack after any instruction, 0 at the start.',
      'When a correct program has ended, however it ended, I want to know where the time went: for each line that was executed at least once "line N: COUNT", from top to bottom; an instruction with a fault was executed, too, unless the steps were used up. After this comes "deepest: D" with the greatest height of the stack that there was after an instruction, or 0 if it was never filled.',
      'Profile: upon termination of any kind of an error-free program, output "line N: COUNT" for all executed lines ascending, the faulting instruction included unless it exceeded the steps, followed by "deepest: D", the maximum of the stack height after each instruction (initially 0).',
    ],
    program: `
class Profiled(Machine):
    deepest = 0

    def push(self, value):
        super().push(value)
        self.deepest = max(self.deepest, len(self.stack))


def main():
    try:
        code, _ = assemble(sys.stdin.read().splitlines(), forms())
    except Trouble as trouble:
        print(trouble)
        return
    machine, counts = Profiled(code), {}
    for number in machine.steps():
        counts[number] = counts.get(number, 0) + 1
    for number in sorted(counts):
        print(f'line {number}: {counts[number]}')
    print(f'deepest: {machine.deepest}')


main()
`,
    other: `
from collections import Counter


class Watched(Extended):
    def __init__(self):
        super().__init__()
        self.tally, self.deepest = Counter(), 0

    def executed(self, number):
        self.tally[number] += 1

    def give(self, *results):
        super().give(*results)
        self.deepest = max(self.deepest, len(self.values))

    def report(self):
        for number, count in sorted(self.tally.items()):
            print('line %d: %d' % (number, count))
        print('deepest: %d' % self.deepest)


try:
    program, _ = assemble(sys.stdin.read().split('\\n'), Watched.kinds)
except Trouble as trouble:
    print(trouble)
else:
    machine = Watched()
    machine.run(program)
    machine.report()
`,
    slips: [
      {
        why: 'Lines are reported from top to bottom',
        from: 'for number in sorted(counts):',
        to: 'for number in counts:',
      },
      {
        why: 'The deepest stack counts, not the last one',
        from: "print(f'deepest: {machine.deepest}')",
        to: "print(f'deepest: {len(machine.stack)}')",
      },
    ],
    edges: {
      'up and down': 'jump low|high: push 1|push 2|push 3|drop|drop|drop|halt|low: push 4|jump high',
      'fault counted': 'push 1|print|drop|push 2',
      'never filled': 'jump end|push 1|end:',
    },
  },
];
