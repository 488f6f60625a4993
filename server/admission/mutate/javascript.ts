/** Slips in JavaScript and TypeScript, found in the syntax tree and written into the text. Nothing of the program runs. */

import { parse } from '@babel/parser';
import { type Child, childrenOf, isNode, type SyntaxNode, textOf } from './javascript-tree.ts';
import type { Edit, Operator } from './mutant.ts';

const SWAPS: Readonly<Record<string, readonly [Operator, readonly string[]]>> = {
  '+': ['arithmetic', ['-']],
  '-': ['arithmetic', ['+']],
  '*': ['arithmetic', ['/']],
  '/': ['arithmetic', ['*']],
  '%': ['arithmetic', ['*']],
  '**': ['arithmetic', ['*']],
  '+=': ['arithmetic', ['-=']],
  '-=': ['arithmetic', ['+=']],
  '*=': ['arithmetic', ['/=']],
  '/=': ['arithmetic', ['*=']],
  '<': ['comparison', ['<=', '>=']],
  '<=': ['comparison', ['<', '>']],
  '>': ['comparison', ['>=', '<=']],
  '>=': ['comparison', ['>', '<']],
  '==': ['comparison', ['!=']],
  '!=': ['comparison', ['==']],
  '===': ['comparison', ['!==']],
  '!==': ['comparison', ['===']],
  '&&': ['boolean', ['||']],
  '||': ['boolean', ['&&']],
  '??': ['boolean', ['&&']],
};

/** Methods and functions by name, and what stands in their place. */
const CALLS: Readonly<Record<string, readonly [Operator, string]>> = {
  min: ['min and max', 'max'],
  max: ['min and max', 'min'],
  floor: ['arithmetic', 'ceil'],
  ceil: ['arithmetic', 'floor'],
  round: ['arithmetic', 'floor'],
  trunc: ['arithmetic', 'ceil'],
  some: ['boolean', 'every'],
  every: ['boolean', 'some'],
  toUpperCase: ['text case', 'toLowerCase'],
  toLowerCase: ['text case', 'toUpperCase'],
  startsWith: ['text case', 'endsWith'],
  endsWith: ['text case', 'startsWith'],
  indexOf: ['slice', 'lastIndexOf'],
  lastIndexOf: ['slice', 'indexOf'],
  push: ['slice', 'unshift'],
};
const DROPPED_CALLS: Readonly<Record<string, Operator>> = {
  trim: 'text case',
  trimStart: 'text case',
  trimEnd: 'text case',
  reverse: 'sort order',
  toReversed: 'sort order',
};
const SLICING: ReadonlySet<string> = new Set(['slice', 'substring', 'substr', 'at', 'charAt', 'splice']);

type Emit = (operator: Operator, where: { start: number; end: number }, replacement: string) => void;
type Rule = (node: SyntaxNode, source: string, emit: Emit, role: string) => void;

function infix(node: SyntaxNode, source: string, emit: Emit): void {
  const { left, right, operator } = node;
  if (!isNode(left) || !isNode(right) || typeof operator !== 'string') return;
  const [kind, others] = (Object.hasOwn(SWAPS, operator) ? SWAPS[operator] : undefined) ?? ['arithmetic', []];
  // A text is joined, not added: what comes out of the other operators is never a number, and proves nothing.
  const text = [left, right].some(({ type }) => type === 'StringLiteral' || type === 'TemplateLiteral');
  if (text && (operator === '+' || operator === '+=')) return;
  // What stands between the operands, comments blanked out, holds the operator and closing brackets.
  const between = source
    .slice(left.end, right.start)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (found) => ' '.repeat(found.length));
  const at = between.indexOf(operator);
  if (at === -1) return;
  const start = left.end + at;
  for (const other of others) emit(kind, { start, end: start + operator.length }, other);
}

function number(node: SyntaxNode, _source: string, emit: Emit, role: string): void {
  const { value } = node;
  if (typeof value !== 'number' || role === 'key') return;
  const others = value === 0 ? ['1', '(-1)'] : value === 1 ? ['0', '2'] : [String(value + 1), String(value - 1)];
  for (const other of others) emit('constant', node, other);
}

function text(node: SyntaxNode, _source: string, emit: Emit, role: string): void {
  if (['key', 'source', 'literal', 'required'].includes(role)) return;
  emit('constant', node, node.value === '' ? "'x'" : "''");
}

function condition(node: SyntaxNode, source: string, emit: Emit): void {
  const { test } = node;
  if (!isNode(test)) return;
  const loops = node.type !== 'IfStatement' && node.type !== 'ConditionalExpression';
  emit('condition forced', test, 'false');
  // A loop without an end is cut by its fuel and says nothing about the cases.
  if (!loops) emit('condition forced', test, 'true');
  // A comparison is turned round already.
  const compares = test.type === 'BinaryExpression' || test.type === 'UnaryExpression';
  if (!loops && !compares) emit('boolean', test, `!(${textOf(test, source)})`);
}

function call(node: SyntaxNode, source: string, emit: Emit): void {
  const { callee } = node;
  if (!isNode(callee) || !/^(?:Optional)?MemberExpression$/.test(callee.type)) return;
  const { property, object } = callee;
  if (!isNode(property) || !isNode(object) || property.type !== 'Identifier' || callee.computed === true) return;
  const name = textOf(property, source);
  const swap = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (swap !== undefined) emit(swap[0], property, swap[1]);
  const dropped = Object.hasOwn(DROPPED_CALLS, name) ? DROPPED_CALLS[name] : undefined;
  if (dropped !== undefined) emit(dropped, { start: object.end, end: node.end }, '');
  if (name === 'sort' || name === 'toSorted') emit('sort order', { start: node.end, end: node.end }, '.reverse()');
  const given = Array.isArray(node.arguments) ? node.arguments.filter(isNode) : [];
  if (SLICING.has(name)) {
    for (const argument of given) {
      if (argument.type !== 'NumericLiteral') emit('slice', argument, `(${textOf(argument, source)}) + 1`);
    }
  }
}

const RULES: Readonly<Record<string, Rule>> = {
  BinaryExpression: infix,
  LogicalExpression: infix,
  AssignmentExpression: (node, source, emit, role) => {
    infix(node, source, emit);
    if (role === 'expression') emit('statement deletion', node, 'void 0');
  },
  UnaryExpression: (node, source, emit) => {
    const { argument, operator } = node;
    if (!isNode(argument)) return;
    if (operator === '!') emit('boolean', node, `!!(${textOf(argument, source)})`);
    if (operator === '-') emit('arithmetic', node, `(${textOf(argument, source)})`);
  },
  UpdateExpression: (node, source, emit) => {
    const { argument, operator, prefix } = node;
    if (!isNode(argument)) return;
    const [name, other] = [textOf(argument, source), operator === '++' ? '--' : '++'];
    emit('arithmetic', node, prefix === true ? other + name : name + other);
  },
  NumericLiteral: number,
  StringLiteral: text,
  BooleanLiteral: (node, _source, emit) => emit('constant', node, String(node.value !== true)),
  RegExpLiteral: (node, source, emit) => {
    const { flags } = node;
    if (typeof flags !== 'string') return;
    for (const flag of flags) {
      if (!'gim'.includes(flag)) continue;
      emit('text case', node, textOf(node, source).replace(/[a-z]*$/, flags.replace(flag, '')));
    }
  },
  IfStatement: (node, source, emit) => {
    condition(node, source, emit);
    if (node.alternate === null) emit('statement deletion', node, ';');
  },
  ConditionalExpression: condition,
  WhileStatement: condition,
  CallExpression: (node, source, emit, role) => {
    call(node, source, emit);
    if (role === 'expression') emit('statement deletion', node, 'void 0');
  },
  OptionalCallExpression: call,
  ReturnStatement: (node, _source, emit) => {
    const { argument } = node;
    if (isNode(argument) && argument.type !== 'NullLiteral') emit('return value', argument, 'null');
  },
  ThrowStatement: (node, _source, emit) => emit('statement deletion', node, ';'),
  BreakStatement: (node, _source, emit) => {
    // Of a switch outside of any loop it gives no program, and is left out with those.
    if (node.label === null) emit('loop', node, 'continue;');
  },
  ContinueStatement: (node, _source, emit) => {
    if (node.label === null) emit('loop', node, 'break;');
  },
  AssignmentPattern: (node, source, emit) => {
    const { left } = node;
    if (isNode(left)) emit('default argument', node, textOf(left, source));
  },
};

/** Types are no part of what runs; a value with a type beside it is. */
function isTypeOnly({ type }: SyntaxNode): boolean {
  return type.startsWith('TS') && !['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(type);
}

function walk({ node, role }: Child, source: string, edits: Edit[]): void {
  if (isTypeOnly(node) || node.type === 'TypeAnnotation' || node.type === 'Directive') return;
  const line = node.loc?.start.line ?? 1;
  const emit: Emit = (operator, { start, end }, replacement) => {
    edits.push({ operator, line, start, end, replacement });
  };
  const rule = Object.hasOwn(RULES, node.type) ? RULES[node.type] : undefined;
  rule?.(node, source, emit, role);
  for (const child of childrenOf(node)) walk(child, source, edits);
}

function parsed(source: string, typed: boolean): SyntaxNode {
  const plugins: 'typescript'[] = typed ? ['typescript'] : [];
  const file: unknown = parse(source, { sourceType: 'unambiguous', allowReturnOutsideFunction: true, plugins }).program;
  if (!isNode(file)) throw new SyntaxError('no program');
  return file;
}

/** Every slip that the operators know. Throws a `SyntaxError` where the text is no program. */
export function javascriptEdits(source: string, typed: boolean): readonly Edit[] {
  const edits: Edit[] = [];
  walk({ node: parsed(source, typed), role: 'program' }, source, edits);
  return edits;
}

/** Whether the text is still a program: a mutant that is none would be killed by anything. */
export function isJavascript(source: string, typed: boolean): boolean {
  try {
    parsed(source, typed);
    return true;
  } catch (problem) {
    if (problem instanceof SyntaxError) return false;
    throw problem;
  }
}
