/** Study family: an assembler and the stack machine that runs its programs. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { lineFamily } from './line-family.ts';
import { type MachineFirst, type MachineSecond, machineOutput } from './stack-machines.model.ts';
import { machineFrame, machineHalves, machineOtherFrame } from './stack-machines.programs.ts';
import { machineSeconds } from './stack-machines.runs.ts';
import { machineFirsts } from './stack-machines.sets.ts';

const SNIPPETS: Readonly<Record<MachineFirst | MachineSecond | 'always', readonly string[]>> = {
  always: [
    'push N|print',
    'push N|push M|sub|print',
    'push N|push M|swap|mul|dup|print',
    'push 99999999|push N|mul|push 12345|mul|print',
    'push 4|roundK:|dup|print|push 1|sub|dup|jumpz outK|jump roundK|outK: drop',
    'push 0|jumpz skipK|push N|print|skipK:',
    'push 0 ; nothing|push N|add|print',
  ],
  variables: ['push N|store a|load a|load a|add|print', 'push M|store b|push 3|store a|load b|print', 'load a|print'],
  routines: ['call subK|jump pastK|subK: push N|print|return|pastK:', 'call subK|subK: push M|print'],
  arithmetic: [
    'push N|push M|div|print',
    'push -N|push M|mod|print',
    'push N|push M|less|print',
    'push 2|dup|equal|print',
  ],
  cells: ['push N|push M|poke|push M|peek|print', 'push M|peek|print', 'push 7|push 31|poke'],
  input: ['read|read|add|print', 'read|print', 'read|dup|mul|print'],
  listing: ['push N', 'placeK:'],
  profile: ['push N', 'drop'],
};

const BROKEN = ['pusch 4', 'push', 'jump nowhere', 'add 3', 'push four', 'drop|drop|drop', 'halt'];

function draw(random: Chance, size: number, first: MachineFirst, second: MachineSecond): string[] {
  const made = Array.from({ length: size }, (_, at) => {
    const kind = random.pick(['always', first, first, second] as const);
    return random
      .pick(SNIPPETS[kind])
      .replaceAll('N', String(random.below(90)))
      .replaceAll('M', String(1 + random.below(19)))
      .replaceAll('K', 'abcdefghijklmnopqrstuvwxyz'[at % 26] + 'xyz'.repeat(1 + Math.floor(at / 26)));
  });
  if (size > 6 && random.below(3) === 0) made.push(random.pick(BROKEN));
  const setUp = first === 'variables' ? ['push 1|store a|push 2|store b'] : [];
  const numbers = second === 'input' ? ['---', ...Array.from({ length: size }, () => String(random.below(50)))] : [];
  return [...setUp, ...made].flatMap((snippet) => snippet.split('|')).concat(numbers);
}

/** Stack machines: four sets of further instructions, three ways of running. */
export const stackMachines = lineFamily<MachineFirst, MachineSecond>({
  name: 'stack-machines',
  skills: ['Python', 'Software Architecture', 'Compilers'],
  titles: [
    'Assembler and stack machine in Python ({first}, {second})',
    'A little machine for {user}: {first} and {second}',
    'Implementation of a stack machine with {first} and {second}',
  ],
  users: ['a course at our school', 'our robotics club', 'a puzzle game', 'an exhibition about old computers'],
  openings: [
    'solution.py reads a program for a small stack machine (for {user}) from standard input, assembles it and runs it. Points:\n- One instruction a line: a word, then at most one operand, separated by blanks. From ; on the line is a comment. Blank lines are allowed. In front of an instruction, or alone, may stand a label: small letters and a colon.\n- push N (whole number of at most nine digits, perhaps with a minus); drop; dup; swap; add, sub, mul (take two values, the lower one is the left one, and put the result); print (takes the top, prints it on a line); jump LABEL; jumpz LABEL (takes the top, jumps if it is 0); halt. Behind the last line the program ends, too.\n- All values are signed 32-bit numbers; results wrap around (2147483647 + 1 is -2147483648).\n- An error in the text: print only "line N: PROBLEM" for the topmost faulty line (from 1, all lines count) and run nothing. PROBLEM is "label twice" (defined further up already), else "unknown WORD", else "operand" (missing, superfluous, not a number, or an undefined label).\n- An error while running: print "fault in line N: PROBLEM" and stop. PROBLEM is "stack is empty" (a value is missing) or "too many steps" (20000 instructions were executed and there is another one).',
    'Hello! For {user} I need a tiny computer, as one Python file, solution.py, that takes a program from standard input and runs it. The computer works on a stack. Each line has one instruction with at most one operand behind a blank; whatever follows a semicolon is a remark; lines may be blank. A label, small letters with a colon, can stand before an instruction or by itself. These exist: push with a whole number (a minus and up to nine digits), drop, dup, swap, add, sub and mul on the two topmost values where the top is the right hand side, print which removes the top and prints it, jump with a label, jumpz which removes the top and goes to the label if that was zero, and halt. Running off the end is fine as well. Numbers have 32 bits with sign and overflow to the other side, so 2147483647 plus 1 gives -2147483648.\n\nIf the text is wrong, nothing runs: I only want "line N: " and what is wrong with the first wrong line, counting every line from 1: "label twice" if an earlier line has the label, otherwise "unknown WORD", otherwise "operand", which is for one too many, none, no number or a label that is nowhere. If it goes wrong later, print "fault in line N: stack is empty" when values are missing, or "fault in line N: too many steps" at the instruction that would be number 20001, and stop there.',
    'Subject of this contract is an assembler with interpreter (solution.py, Python) for a stack machine used by {user}; program text on standard input. Syntax: per line an optional label (lower-case letters, colon), an optional instruction of a word and up to one operand separated by blanks, an optional comment from ";" on. Instructions: push INTEGER (optional minus, one to nine digits), drop, dup, swap, add, sub, mul (the topmost value is the right operand), print (removes and prints the topmost value, one per line), jump LABEL, jumpz LABEL (removes the topmost value, branches on zero), halt. The end of the text terminates as halt does. Values are 32-bit two\'s complement with wrap-around. Static errors suppress execution; solely the first faulty line is reported as "line N: PROBLEM", N from 1 including blank lines, with PROBLEM in this precedence: "label twice" (already defined above), "unknown WORD", "operand" (count, form, or undefined label). Dynamic errors end the run with "fault in line N: PROBLEM": "stack is empty" for lacking values, "too many steps" where a 20001st instruction would execute.',
  ],
  endings: [
    'Output written before a fault stays. Labels may be used above their definition. An empty program prints nothing of its own.',
    'What was printed before a fault stays printed, of course, and one can jump forward to labels that come later. An empty text is a program that does nothing.',
    'Output preceding a fault is retained; forward references to labels are permitted; the empty program is valid.',
  ],
  minutes: 240,
  firsts: machineFirsts,
  seconds: machineSeconds,
  frames: [machineFrame, machineOtherFrame],
  halves: machineHalves,
  hows: ['a table of registered functions', 'methods found by name in a class that is extended'],
  slips: [
    {
      why: 'Values wrap around at 32 bits',
      from: 'self.stack.append((value + 2**31) % 2**32 - 2**31)',
      to: 'self.stack.append(value)',
    },
    {
      why: 'The topmost value is the right one of a difference',
      from: 'machine.push(left - right)',
      to: 'machine.push(right - left)',
    },
    {
      why: 'A label that is defined twice is an error',
      from: "if label in seen:\n                raise Trouble(f'line {number}: label twice')",
      to: '',
    },
  ],
  examples: {
    'first example': 'push 2|push 3|add|print ; five',
    'second example': 'push 3|again: dup|print|push 1|sub|dup|jumpz done|jump again|done:|halt|print',
  },
  edges: {
    'nothing at all': '',
    'wraps around': 'push 999999999|push 3|mul|print|push -999999999|push 4|mul|print',
    'left and right': 'push 1|push 5|sub|print|push 1|push 2|swap|sub|print',
    'label defined twice': 'push 1|print|a: drop|a: pusch 2',
    'unknown word': 'push 1|print||a:b|push',
    'wrong operand': 'jump below|push 1x|below:|frob',
    'undefined label': 'push 1|print|jumpz there',
    'empty stack': 'push 1|print|push 2|add|print',
    'endless loop': 'push 1|print|turn:||jump turn',
  },
  draw,
  answer: machineOutput,
});
