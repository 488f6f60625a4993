/** The machine of the family `stack-machines` told again: lines parsed by patterns, run by one loop. */

export type MachineFirst = 'variables' | 'routines' | 'arithmetic' | 'cells';
export type MachineSecond = 'input' | 'listing' | 'profile';

type Form = 'none' | 'number' | 'label' | 'word';

const OWN: Readonly<Record<string, Form>> = { push: 'number', jump: 'label', jumpz: 'label' };
const FORMS: Readonly<Record<MachineFirst | MachineSecond, Readonly<Record<string, Form>>>> = {
  variables: { load: 'word', store: 'word' },
  routines: { call: 'label', return: 'none' },
  arithmetic: { div: 'none', mod: 'none', less: 'none', equal: 'none' },
  cells: { peek: 'none', poke: 'none' },
  input: { read: 'none' },
  listing: {},
  profile: {},
};
const STEPS_MAX = 20_000;

interface Line {
  readonly number: number;
  readonly label: string | undefined;
  readonly words: readonly string[];
}

interface Instruction {
  readonly number: number;
  readonly word: string;
  readonly operand: string;
}

function parsed(text: readonly string[]): Line[] {
  return text.map((line, at) => {
    const words = line
      .replace(/;.*/, '')
      .split(' ')
      .filter((word) => word !== '');
    const label = words[0]?.endsWith(':') ? words[0].slice(0, -1) : undefined;
    return { number: at + 1, label, words: label === undefined ? words : words.slice(1) };
  });
}

/** What is wrong with the first wrong line, or nothing. */
function problemOf(source: readonly Line[], forms: Readonly<Record<string, Form>>): string | null {
  const labels = source.map(({ label }) => label);
  for (const [
    at,
    {
      number,
      label,
      words: [word, ...operands],
    },
  ] of source.entries()) {
    if (label !== undefined && labels.indexOf(label) < at) return `line ${number}: label twice`;
    if (word === undefined) continue;
    const form = Object.hasOwn(forms, word) ? forms[word] : undefined;
    if (form === undefined) return `line ${number}: unknown ${word}`;
    const [operand = ''] = operands;
    const fits = {
      none: operands.length === 0,
      number: operands.length === 1 && /^-?\d{1,9}$/.test(operand),
      label: operands.length === 1 && labels.includes(operand),
      word: operands.length === 1 && /^[a-z]+$/.test(operand),
    }[form];
    if (!fits) return `line ${number}: operand`;
  }
  return null;
}

const three = (address: number): string => String(address).padStart(3, '0');
const wrap = (value: number | bigint): number => Number(BigInt.asIntN(32, BigInt(value)));

/** All that is printed. */
export function machineOutput(lines: readonly string[], first: MachineFirst, second: MachineSecond): string[] {
  const end = second === 'input' ? lines.indexOf('---') : -1;
  const source = parsed(end < 0 ? lines : lines.slice(0, end));
  const inputs = end < 0 ? [] : lines.slice(end + 1).map(Number);
  const plain = ['drop', 'dup', 'swap', 'add', 'sub', 'mul', 'print', 'halt'].map((word) => [word, 'none'] as const);
  const forms = { ...Object.fromEntries(plain), ...OWN, ...FORMS[first], ...FORMS[second] };
  const problem = problemOf(source, forms);
  if (problem !== null) return [problem];
  const labels = new Map<string, number>();
  const code: Instruction[] = [];
  for (const {
    number,
    label,
    words: [word, operand = ''],
  } of source) {
    if (label !== undefined) labels.set(label, code.length);
    if (word !== undefined) code.push({ number, word, operand });
  }
  const printed: string[] = [];
  if (second === 'listing') {
    for (const [at, { word, operand }] of code.entries()) {
      const shown = forms[word] === 'label' ? three(labels.get(operand) ?? 0) : operand;
      printed.push([three(at), word, shown].filter((part) => part !== '').join(' '));
    }
    for (const label of [...labels.keys()].sort()) printed.push(`${label} = ${three(labels.get(label) ?? 0)}`);
    printed.push('---');
  }
  const counts = new Map<number, number>();
  const deepest = ran(code, labels, inputs, printed, counts);
  if (second === 'profile') {
    for (const [number, count] of [...counts].sort(([a], [b]) => a - b)) printed.push(`line ${number}: ${count}`);
    printed.push(`deepest: ${deepest}`);
  }
  return printed;
}

function ran(
  code: readonly Instruction[],
  labels: ReadonlyMap<string, number>,
  inputs: readonly number[],
  printed: string[],
  counts: Map<number, number>,
): number {
  const [memory, callers, waiting] = [new Map<string, number>(), [] as number[], [...inputs]];
  let [stack, deepest, next]: [number[], number, number] = [[], 0, 0];
  for (let steps = 0; next < code.length; steps += 1) {
    const { number, word, operand } = code[next] ?? { number: 0, word: 'halt', operand: '' };
    const fault = (what: string): number => {
      printed.push(`fault in line ${number}: ${what}`);
      return deepest;
    };
    if (steps === STEPS_MAX) return fault('too many steps');
    counts.set(number, (counts.get(number) ?? 0) + 1);
    if (word === 'halt') return deepest;
    next += 1;
    const needed = /^(?:push|jump|load|call|return|read)$/.test(word)
      ? 0
      : /^(?:drop|dup|print|jumpz|store|peek)$/.test(word)
        ? 1
        : 2;
    if (stack.length < needed) return fault('stack is empty');
    const rest = stack.slice(0, stack.length - needed);
    const [one = 0, two = 0] = stack.slice(stack.length - needed);
    const target = labels.get(operand) ?? 0;
    const put = (...values: (number | bigint)[]): void => {
      rest.push(...values.map(wrap));
    };
    if (word === 'push') put(Number(operand));
    else if (word === 'dup') put(one, one);
    else if (word === 'swap') put(two, one);
    else if (word === 'add') put(one + two);
    else if (word === 'sub') put(one - two);
    else if (word === 'mul') put(BigInt(one) * BigInt(two));
    else if (word === 'print') printed.push(String(one));
    else if (word === 'jump' || (word === 'jumpz' && one === 0)) next = target;
    else if (word === 'store') memory.set(operand, one);
    else if (word === 'load') {
      if (!memory.has(operand)) return fault(`${operand} is not set`);
      put(memory.get(operand) ?? 0);
    } else if (word === 'call') {
      if (callers.length === 50) return fault('too deep');
      callers.push(next);
      next = target;
    } else if (word === 'return') {
      const back = callers.pop();
      if (back === undefined) return fault('no caller');
      next = back;
    } else if (word === 'less') put(one < two ? 1 : 0);
    else if (word === 'equal') put(one === two ? 1 : 0);
    else if (word === 'div' || word === 'mod') {
      if (two === 0) return fault('division by zero');
      put(word === 'div' ? Math.floor(one / two) : one - two * Math.floor(one / two));
    } else if (word === 'peek' || word === 'poke') {
      const cell = word === 'peek' ? one : two;
      if (cell < 0 || cell > 31) return fault(`no cell ${cell}`);
      if (word === 'peek') put(memory.get(String(cell)) ?? 0);
      else memory.set(String(cell), one);
    } else if (word === 'read') {
      const value = waiting.shift();
      if (value === undefined) return fault('no input');
      put(value);
    }
    stack = rest;
    deepest = Math.max(deepest, stack.length);
  }
  return deepest;
}
