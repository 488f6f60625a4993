/** Programs of the family `log-queries`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './log-queries.ts';
import { walking } from './log-queries.walking.ts';

/** A recursive parser that makes functions, and one step after the other. */
function closures({ stages, logic, values }: Settings): string {
  const steps = {
    count: `def count_by(rows, key):
    counts = {}
    for row in rows:
        if key in row:
            counts[row[key]] = counts.get(row[key], 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def run(stage, rows):
    command, *words = stage.split()
    if command == 'where':
        test = parse(words)
        return [row for row in rows if test(row)]
    if command == 'count':
        return count_by(rows, words[1])
    return rows[: int(words[0])]


def show(row):
    if isinstance(row, tuple):
        return f'{row[0]} {row[1]}'
    return ' '.join(f'{key}={value}' for key, value in row.items())
`,
    sum: `def total(rows, field, key):
    sums = {}
    for row in rows:
        value = row.get(field, '')
        if key in row and value.isascii() and value.isdigit():
            sums.setdefault(row[key], []).append(int(value))
    return [{key: name, 'sum': str(sum(sums[name])), 'max': str(max(sums[name]))} for name in sorted(sums)]


def run(stage, rows):
    command, *words = stage.split()
    if command == 'where':
        test = parse(words)
        return [row for row in rows if test(row)]
    if command == 'sum':
        return total(rows, words[0], words[2])
    return [{field: row[field] for field in words if field in row} for row in rows]


def show(row):
    return ' '.join(f'{key}={value}' for key, value in row.items())
`,
    order: `def ordered(rows, field, backwards):
    def rank(row):
        value = row[field]
        return (0, int(value), '') if value.isascii() and value.isdigit() else (1, 0, value)

    known = [row for row in rows if field in row]
    return sorted(known, key=rank, reverse=backwards) + [row for row in rows if field not in row]


def run(stage, rows):
    command, *words = stage.split()
    if command == 'where':
        test = parse(words)
        return [row for row in rows if test(row)]
    if command == 'order':
        return ordered(rows, words[0], words[1:] == ['down'])
    seen = set()
    return [row for row in rows if words[0] in row and not (row[words[0]] in seen or seen.add(row[words[0]]))]


def show(row):
    return ' '.join(f'{key}={value}' for key, value in row.items())
`,
  }[stages];
  const atom = `def parse_test(words):
    ${logic === 'brackets' ? "if words[0] == '(':\n        words.pop(0)\n        test = parse_or(words)\n        words.pop(0)\n        return test\n    " : ''}if words[0] == 'not':
        words.pop(0)
        inner = parse_test(words)
        return lambda row: not inner(row)
    field, operator, wanted = words.pop(0), words.pop(0), words.pop(0)

    def test(row):
        if field not in row:
            return False
        value = row[field]
        if operator == '=':
            return value == wanted
        if operator == '!=':
            return value != wanted
        if operator == '~':
            return wanted in value
        return is_number(value) and (int(value) < int(wanted) if operator == '<' else int(value) > int(wanted))

    return test
`;
  const chain =
    logic === 'brackets'
      ? `def parse_and(words):
    tests = [parse_test(words)]
    while words[:1] == ['and']:
        words.pop(0)
        tests.append(parse_test(words))
    return lambda row: all(test(row) for test in tests)


def parse_or(words):
    tests = [parse_and(words)]
    while words[:1] == ['or']:
        words.pop(0)
        tests.append(parse_and(words))
    return lambda row: any(test(row) for test in tests)


parse = parse_or
`
      : `def parse(words):
    test = parse_test(words)
    while words:
        operator = words.pop(0)
        test = combined(operator, test, parse_test(words))
    return test


def combined(operator, left, right):
    if operator == 'and':
        return lambda row: left(row) and right(row)
    return lambda row: left(row) or right(row)
`;
  const reading =
    values === 'quoted'
      ? `def read(line):
    return {key: value.replace('"', '') for key, value in re.findall(r'(\\w+)=("[^"]*"|\\S*)', line)}
`
      : `def read(line):
    return dict(part.split('=', 1) for part in line.split())
`;
  return `
${values === 'quoted' ? 'import re\n' : ''}import sys


def is_number(text):
    return text.isascii() and text.isdigit()


${reading}

${atom}

${chain}

${steps}

query, *lines = sys.stdin.read().splitlines()
rows = [read(line) for line in lines]
for stage in query.split(' | '):
    rows = run(stage, rows)
for row in rows:
    print(show(row))
`;
}

export function queryPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'a recursive parser that makes functions', program: closures(settings) },
    { how: 'a tree of tests and a class with a method for each stage', program: walking(settings) },
  ];
}

export function queryWrong(settings: Settings): readonly WrongProgram[] {
  const { stages, logic, values } = settings;
  const right = closures(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byStages: Record<Settings['stages'], () => WrongProgram> = {
    count: () => from('order-of-names', 'The most frequent value is first.', '(-item[1], item[0])', 'item[0]'),
    sum: () =>
      from(
        'texts-count-as-nought',
        'A maximum is the largest number.',
        'str(max(sums[name]))',
        'max(map(str, sums[name]))',
      ),
    order: () => from('numbers-as-texts', 'Numbers are compared as numbers.', "(0, int(value), '')", '(0, 0, value)'),
  };
  return [
    byStages[stages](),
    from(
      'missing-is-different',
      'A test of a field that a line lacks fails.',
      '            return False\n',
      "            return operator == '!='\n",
    ),
    {
      name: 'other-logic',
      why: logic === 'brackets' ? 'And binds more than or.' : 'Tests are joined from left to right.',
      program:
        logic === 'brackets'
          ? edited(right, "    while words[:1] == ['and']:", "    while words[:1] == ['and'] and len(words) > 99:")
          : closures({ ...settings, logic: 'brackets' }),
    },
    ...(values === 'quoted'
      ? [from('keeps-quotes', 'Quotes are no part of the value.', ".replace('\"', '')", '')]
      : []),
  ];
}
