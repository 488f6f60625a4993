/** Four sets of further instructions of the family `stack-machines`. */

import type { LineStage } from './line-family.ts';
import type { MachineFirst } from './stack-machines.model.ts';

export const machineFirsts: readonly LineStage<MachineFirst>[] = [
  {
    kind: 'variables',
    about: 'variables',
    minutes: 0,
    text: [
      'More instructions: store NAME takes the top value and keeps it under that name, load NAME puts it back onto the stack and keeps it. Names are small letters, any other operand is an operand error. Loading a name that was never stored: fault "NAME is not set".',
      'It also needs variables. With store and a name of small letters (anything else is an "operand" problem) the top value moves into the variable; with load and a name the value is put on the stack, and the variable keeps it. If nothing has been stored there yet, that is the fault "NAME is not set".',
      'Variables: "store NAME" removes the topmost value and assigns it, "load NAME" pushes the assigned value without clearing it; NAME consists of lower-case letters, otherwise a static operand error results. Loading an unassigned variable faults with "NAME is not set".',
    ],
    program: `
variables = {}


@instruction('store', 'name')
def store(machine, name):
    variables[name] = machine.pop()


@instruction('load', 'name')
def load(machine, name):
    if name not in variables:
        raise Trouble(f'{name} is not set')
    machine.push(variables[name])
`,
    other: `
class Extended(Basic):
    kinds = {**Basic.kinds, 'store': 'name', 'load': 'name'}

    def __init__(self):
        super().__init__()
        self.names, self.kept = [], []

    def do_store(self, name):
        self.kept += self.take(1)
        self.names.append(name)

    def do_load(self, name):
        for key, value in zip(reversed(self.names), reversed(self.kept)):
            if key == name:
                self.give(value)
                return
        raise Trouble(name + ' is not set')
`,
    slips: [
      {
        why: 'A variable that was not stored is a fault',
        from: "if name not in variables:\n        raise Trouble(f'{name} is not set')\n    machine.push(variables[name])",
        to: 'machine.push(variables.get(name, 0))',
      },
      {
        why: 'Store removes the value from the stack',
        from: 'variables[name] = machine.pop()',
        to: 'variables[name] = machine.pop()\n    machine.push(variables[name])',
      },
    ],
    edges: {
      'stored and loaded': 'push 5|store a|load a|load a|mul|print|push 1|store a|load a|print|print',
      'never stored': 'push 5|store a|load b|print',
      'bad name': 'push 5|print|store A1',
    },
  },
  {
    kind: 'routines',
    about: 'subroutines',
    minutes: 20,
    text: [
      'More instructions: call LABEL jumps and remembers where to go on; return goes on behind the call that was remembered last, which is forgotten then. At most 50 calls can be remembered: one more is the fault "too deep"; return without a remembered call is the fault "no caller".',
      'It also needs subroutines: call with a label jumps there but keeps in mind where it came from, and return continues behind the latest call that has not returned yet. Fifty calls can be open at the same time; the next one is the fault "too deep". A return when no call is open is the fault "no caller".',
      'Subroutines: "call LABEL" branches and saves the position behind itself on a separate stack of 50 positions, exceeding which faults with "too deep"; "return" resumes at the position saved last and removes it, faulting with "no caller" if there is none.',
    ],
    program: `
CALLS_MAX = 50
callers = []


@instruction('call', 'label')
def call(machine, address):
    if len(callers) == CALLS_MAX:
        raise Trouble('too deep')
    callers.append(machine.next)
    machine.next = address


@instruction('return')
def return_to_caller(machine):
    if not callers:
        raise Trouble('no caller')
    machine.next = callers.pop()
`,
    other: `
class Extended(Basic):
    kinds = {**Basic.kinds, 'call': 'label', 'return': ''}

    def __init__(self):
        super().__init__()
        self.way_back, self.depth = None, 0

    def do_call(self, target):
        if self.depth >= 50:
            raise Trouble('too deep')
        self.depth += 1
        self.way_back = self.position, self.way_back
        self.do_jump(target)

    def do_return(self):
        if self.way_back is None:
            raise Trouble('no caller')
        self.depth -= 1
        self.position, self.way_back = self.way_back
`,
    slips: [
      {
        why: 'Fifty calls can be open',
        from: 'if len(callers) == CALLS_MAX:',
        to: 'if len(callers) + 1 == CALLS_MAX:',
      },
      {
        why: 'Return goes on behind the latest call',
        from: 'machine.next = callers.pop()',
        to: 'machine.next = callers.pop(0)',
      },
      { why: 'Return without a call is a fault', from: "raise Trouble('no caller')", to: 'return halt(machine)' },
    ],
    edges: {
      'calls within calls':
        'call one|push 9|print|halt|one: push 1|print|call two|push 3|print|return|two: push 2|print|return',
      'no caller': 'push 4|print|return',
      'too deep': 'push 0|again: push 1|add|dup|print|call again',
    },
  },
  {
    kind: 'arithmetic',
    about: 'division and comparison',
    minutes: 10,
    text: [
      'More instructions: div and mod take two values like sub; the quotient is rounded down (-7 div 2 is -4) and left = right * quotient + remainder (-7 mod 2 is 1, 7 mod -2 is -1). By 0: fault "division by zero". less and equal take two values and put 1 if left < right, or if they are equal, else 0.',
      'It also needs to divide and compare. The words div and mod work on two values as sub does. Quotients go down to the next whole number, so that -7 by 2 is -4 with 1 as the rest, and 7 by -2 is -4 with -1. Dividing by zero is the fault "division by zero". Then there are less, which leaves 1 if the left value is smaller and 0 if not, and equal, with 1 for equal values.',
      'Further arithmetic: "div" and "mod" on two values, operand order as for sub, quotient rounded towards minus infinity and remainder accordingly (-7, 2: -4 and 1; 7, -2: -4 and -1), fault "division by zero" for a zero divisor; "less" and "equal" push 1 where left < right or left = right respectively, 0 otherwise.',
    ],
    program: `
def quotient_and_rest(machine):
    right, left = machine.pop(), machine.pop()
    if right == 0:
        raise Trouble('division by zero')
    return divmod(left, right)


@instruction('div')
def div(machine):
    machine.push(quotient_and_rest(machine)[0])


@instruction('mod')
def mod(machine):
    machine.push(quotient_and_rest(machine)[1])


@instruction('less')
def less(machine):
    machine.push(int(machine.pop() > machine.pop()))


@instruction('equal')
def equal(machine):
    machine.push(int(machine.pop() == machine.pop()))
`,
    other: `
class Extended(Basic):
    kinds = {**Basic.kinds, **dict.fromkeys(['div', 'mod', 'less', 'equal'], '')}

    def divided(self):
        left, right = self.take(2)
        if not right:
            raise Trouble('division by zero')
        quotient = left // right
        return quotient, left - right * quotient

    def do_div(self):
        quotient, _ = self.divided()
        self.give(quotient)

    def do_mod(self):
        _, rest = self.divided()
        self.give(rest)

    def do_less(self):
        left, right = self.take(2)
        self.give(1 if left < right else 0)

    def do_equal(self):
        self.give(1 if len(set(self.take(2))) == 1 else 0)
`,
    slips: [
      {
        why: 'Quotients are rounded down',
        from: 'return divmod(left, right)',
        to: 'return int(left / right), left - right * int(left / right)',
      },
      {
        why: 'Less asks whether the left value is smaller',
        from: 'machine.pop() > machine.pop()',
        to: 'machine.pop() < machine.pop()',
      },
    ],
    edges: {
      'rounded down':
        'push -7|push 2|div|print|push -7|push 2|mod|print|push 7|push -2|div|print|push 7|push -2|mod|print',
      'by zero': 'push 3|push 0|div|print',
      compared:
        'push 1|push 2|less|print|push 2|push 1|less|print|push 2|push 2|less|print|push 2|push 2|equal|print|push 2|push -2|equal|print',
    },
  },
  {
    kind: 'cells',
    about: 'numbered memory',
    minutes: 30,
    text: [
      'More instructions: there are memory cells 0 to 31, all 0 at first. peek takes the number of a cell from the stack and puts what is in it. poke takes the number of a cell (top) and then a value, which goes into the cell. Other numbers: fault "no cell N". If values are missing, "stack is empty" comes first.',
      'It also needs a memory of 32 cells, numbered from 0 and filled with zeros. The word peek replaces the cell number on top of the stack by the content of the cell; poke removes the cell number from the top and the value below it, and writes that value into the cell. For a number that no cell has, the fault is "no cell N", unless poke lacks its value: that is "stack is empty" as everywhere.',
      'Memory: 32 cells, addresses 0 to 31, initially zero. "peek" removes an address and pushes the content of its cell; "poke" removes an address (topmost) and a value beneath it and assigns the latter. Addresses out of range fault with "no cell N"; a lack of values takes precedence.',
    ],
    program: `
cells = [0] * 32


def checked(address):
    if not 0 <= address < len(cells):
        raise Trouble(f'no cell {address}')
    return address


@instruction('peek')
def peek(machine):
    machine.push(cells[checked(machine.pop())])


@instruction('poke')
def poke(machine):
    address, value = machine.pop(), machine.pop()
    cells[checked(address)] = value
`,
    other: `
class Extended(Basic):
    kinds = {**Basic.kinds, 'peek': '', 'poke': ''}

    def __init__(self):
        super().__init__()
        self.memory = {address: 0 for address in range(32)}

    def do_peek(self):
        address, = self.take(1)
        try:
            self.give(self.memory[address])
        except KeyError:
            raise Trouble('no cell %d' % address)

    def do_poke(self):
        value, address = self.take(2)
        if address not in self.memory:
            raise Trouble('no cell %d' % address)
        self.memory[address] = value
`,
    slips: [
      {
        why: 'Negative numbers name no cell',
        from: 'if not 0 <= address < len(cells):',
        to: 'if address >= len(cells):',
      },
      {
        why: 'Poke takes the number of the cell first',
        from: 'address, value = machine.pop(), machine.pop()',
        to: 'value, address = machine.pop(), machine.pop()',
      },
    ],
    edges: {
      'written and read':
        'push 77|push 31|poke|push 31|peek|print|push 0|peek|print|push 5|push 0|poke|push 0|peek|print',
      'no such cell': 'push 5|push -1|poke|push 1|print',
      'no cell to read': 'push 2|print|push 32|peek|print',
      'no value to write': 'push 99|poke',
    },
  },
];
