/** Other ways to say one line of a program that mean the same: what people differ in who solve a thing the same way. */

import { isBalanced, type Line } from './lines.ts';

/** One way: the lines that stand for this one; null: it says no such thing. */
export interface Way {
  readonly kind: string;
  readonly say: (line: Line, before: string, name: () => string) => readonly string[] | null;
}

/** A name or a number alone: nothing to give a name to. */
const SIMPLE = /^[\w.$]+$/;

interface Parts {
  readonly indent: string;
  readonly parts: readonly string[];
}

/** The groups of a pattern that is looked for in the code, as they stand in the text. The first is the indent. */
function partsOf({ text, code, isWhole }: Line, pattern: RegExp): Parts | null {
  if (!isWhole) return null;
  const found = new RegExp(pattern.source, 'd').exec(code);
  const ranges = found?.indices;
  if (found === null || ranges === undefined) return null;
  const [indent = '', ...parts] = ranges.slice(1).map((range) => (range === undefined ? '' : text.slice(...range)));
  return { indent, parts };
}

function codePart(line: Line, pattern: RegExp, group: number): string {
  return pattern.exec(line.code)?.[group] ?? '';
}

/** Gives a name to a piece of a line first: `lead` is what makes a name in the language. */
function named(
  kind: string,
  pattern: RegExp,
  lead: string,
  end: string,
  rest: (parts: readonly string[], name: string) => string,
): Way {
  return {
    kind,
    say: (line, before, name) => {
      const found = partsOf(line, pattern);
      const piece = found?.parts.at(-1);
      if (
        found === null ||
        piece === undefined ||
        SIMPLE.test(piece) ||
        !isBalanced(codePart(line, pattern, found.parts.length + 1))
      )
        return null;
      // Without braces what comes before would hold one line only.
      if (end === ';' && !/(?:^|[{};])\s*$/.test(before)) return null;
      if (/\byield\b|\bawait\b|:=/.test(line.code)) return null;
      const given = name();
      return [`${found.indent}${lead}${given} = ${piece}${end}`, `${found.indent}${rest(found.parts, given)}`];
    },
  };
}

function changed(
  kind: string,
  pattern: RegExp,
  say: (parts: readonly string[], indent: string) => readonly string[],
): Way {
  return {
    kind,
    say: (line) => {
      const found = partsOf(line, pattern);
      if (found === null || !found.parts.every((_, at) => isBalanced(codePart(line, pattern, at + 2)))) return null;
      return say(found.parts, found.indent).map((said) => `${found.indent}${said}`);
    },
  };
}

const STEP = '    ';

/** Signs that compare, and what they are with the sides exchanged. */
const MIRRORED: Readonly<Record<string, string>> = {
  ...{ '<': '>', '>': '<', '<=': '>=', '>=': '<=' },
  ...{ '==': '==', '!=': '!=', '===': '===', '!==': '!==' },
};
/** Two names or numbers and nothing of theirs that binds closer: brackets, words or the line's end on both sides. */
const COMPARED =
  /^(\s*)(.*?(?:\(|\bif |\band |\bor |\breturn |&& |\|\| ))([\w.]+) (<=?|>=?|===?|!==?) ([\w.]+)((?:\)|:| and | or | &&| \|\||;|$).*)$/;

const sides: Way = {
  kind: 'exchange the sides',
  say: (line) => {
    const found = partsOf(line, COMPARED);
    if (found === null) return null;
    const [start = '', one = '', sign = '', other = '', end = ''] = found.parts;
    return [`${found.indent}${start}${other} ${MIRRORED[sign] ?? sign} ${one}${end}`];
  },
};

export const PYTHON_WAYS: readonly Way[] = [
  sides,
  changed('an empty list by its word', /^(\s*)(\w+) = \[\]$/, ([name]) => [`${name} = list()`]),
  changed('an empty table by its word', /^(\s*)(\w+) = \{\}$/, ([name]) => [`${name} = dict()`]),
  named('name a result', /^(\s+)return (.+)$/, '', '', (_, name) => `return ${name}`),
  named('name a condition', /^(\s*)if (.+):$/, '', '', (_, name) => `if ${name}:`),
  named(
    'name what is gone through',
    /^(\s*)for (\w+(?:, \w+)*) in (.+):$/,
    '',
    '',
    ([each], name) => `for ${each} in ${name}:`,
  ),
  changed('brackets round a result', /^(\s+)return (.*[ ].*)$/, ([result]) => [`return (${result})`]),
  changed('brackets round a condition', /^(\s*)if (.+):$/, ([condition]) => [`if (${condition}):`]),
  changed('spell a step out', /^(\s*)(\w+) ([+*-])= (\d+)$/, ([name, sign, by]) => [`${name} = ${name} ${sign} ${by}`]),
  changed('shorten a step', /^(\s*)(\w+) = \2 ([+*-]) (\d+)$/, ([name, sign, by]) => [`${name} ${sign}= ${by}`]),
  changed(
    'two results',
    /^(\s+)return ((?:(?! if |\blambda\b|\bfor\b).)+) if ((?:(?! if | else |\bfor\b).)+) else ((?:(?! if | else |\bfor\b).)+)$/,
    ([one, condition, other]) => [`if ${condition}:`, `${STEP}return ${one}`, `return ${other}`],
  ),
];

export const JAVASCRIPT_WAYS: readonly Way[] = [
  sides,
  named('name a result', /^(\s*)return (.+);$/, 'const ', ';', (_, name) => `return ${name};`),
  named('name a condition', /^(\s*)if \((.+)\) \{$/, 'const ', ';', (_, name) => `if (${name}) {`),
  named(
    'name what is gone through',
    /^(\s*)for \(const (.+) of (.+)\) \{$/,
    'const ',
    ';',
    ([each], name) => `for (const ${each} of ${name}) {`,
  ),
  changed('braces round one line', /^(\s*)if \((.+)\) ((?:return|continue|break|throw)\b.*;)$/, ([condition, then]) => [
    `if (${condition}) {`,
    `  ${then}`,
    '}',
  ]),
  changed('spell a step out', /^(\s*)(\w+) ([+-])= (\d+);$/, ([name, sign, by]) => [
    `${name} = ${name} ${sign} ${by};`,
  ]),
  changed('a name that could change', /^(\s*)const (\w+ = .+;)$/, ([rest]) => [`let ${rest}`]),
  changed('a body with a result', /^(\s*)const (\w+) = (\([\w, ]*\)|\w+) => ([^{(].*);$/, ([name, given, result]) => [
    `const ${name} = ${given} => {`,
    `  return ${result};`,
    '};',
  ]),
];

/** Queries are said another way word by word. */
export const SQL_WAYS: readonly { readonly kind: string; readonly from: RegExp; readonly to: string }[] = [
  { kind: 'inner', from: /(?<!\b(?:LEFT|RIGHT|FULL|CROSS|INNER|OUTER|NATURAL)\s+)\bJOIN\b/gi, to: 'INNER JOIN' },
  { kind: 'inner', from: /\bINNER\s+JOIN\b/gi, to: 'JOIN' },
  { kind: 'unequal', from: /<>/g, to: '!=' },
  { kind: 'unequal', from: /!=/g, to: '<>' },
  { kind: 'count', from: /\bCOUNT\(\*\)/gi, to: 'COUNT(1)' },
  { kind: 'sides', from: /\bON\s+(\w+\.\w+)\s*=\s*(\w+\.\w+)\b/gi, to: 'ON $2 = $1' },
];
