/** The second program of the family `log-queries`: a tree of tests, and stages as methods of a class. */

import type { Settings } from './log-queries.ts';

/** Tests as nested lists that an evaluator walks, stages as methods of one class. */
export function walking({ stages, logic, values }: Settings): string {
  const methods = {
    count: `    def count(self, by, key):
        found = [row[key] for row in self.rows if key in row]
        ranking = sorted(Counter(sorted(found)).items(), key=itemgetter(1), reverse=True)
        self.rows = [{None: '%s %d' % item} for item in ranking]

    def first(self, number):
        del self.rows[int(number) :]
`,
    sum: `    def sum(self, field, by, key):
        groups = {}
        for row in self.rows:
            if key in row and re.fullmatch('[0-9]+', row.get(field, '')):
                name = row[key]
                total, most = groups.get(name, (0, 0))
                groups[name] = (total + int(row[field]), max(most, int(row[field])))
        self.rows = []
        for name, (total, most) in sorted(groups.items()):
            self.rows.append({key: name, 'sum': f'{total}', 'max': f'{most}'})

    def keep(self, *fields):
        for place, row in enumerate(self.rows):
            self.rows[place] = {field: row[field] for field in fields if field in row}
`,
    order: `    def order(self, field, direction='up'):
        numbers, texts, without = [], [], []
        for row in self.rows:
            if field not in row:
                without.append(row)
            elif re.fullmatch('[0-9]+', row[field]):
                numbers.append(row)
            else:
                texts.append(row)
        down = direction == 'down'
        numbers.sort(key=lambda row: int(row[field]), reverse=down)
        texts.sort(key=lambda row: row[field], reverse=down)
        self.rows = (texts + numbers if down else numbers + texts) + without

    def unique(self, field):
        first = {}
        for row in self.rows:
            if field in row:
                first.setdefault(row[field], row)
        self.rows = list(first.values())
`,
  }[stages];
  const tree =
    logic === 'brackets'
      ? `def tree(words):
    depth = 0
    for joint in ('or', 'and'):
        for place in range(len(words) - 1, -1, -1):
            depth += (words[place] == ')') - (words[place] == '(')
            if depth == 0 and words[place] == joint:
                return joint, tree(words[:place]), tree(words[place + 1 :])
    if words[0] == 'not':
        return 'not', tree(words[1:])
    if words[0] == '(':
        return tree(words[1:-1])
    return tuple(words)
`
      : `def tree(words):
    for place in range(len(words) - 1, -1, -1):
        if words[place] in ('and', 'or'):
            return words[place], tree(words[:place]), tree(words[place + 1 :])
    return ('not', tree(words[1:])) if words[0] == 'not' else tuple(words)
`;
  const reading =
    values === 'quoted'
      ? `def fields_of(line):
    fields = {}
    rest = line
    while rest:
        key, _, rest = rest.partition('=')
        if rest.startswith('"'):
            value, _, rest = rest[1:].partition('"')
            rest = rest.lstrip(' ')
        else:
            value, _, rest = rest.partition(' ')
        fields[key] = value
    return fields
`
      : `def fields_of(line):
    fields = {}
    for part in line.split(' '):
        key, _, value = part.partition('=')
        fields[key] = value
    return fields
`;
  const print =
    stages === 'count'
      ? `    for row in table.rows:
        print(row[None] if None in row else ' '.join('='.join(item) for item in row.items()))
`
      : `    for row in table.rows:
        print(' '.join('='.join(item) for item in row.items()))
`;
  return `
import re
import sys
${stages === 'count' ? 'from collections import Counter\nfrom operator import itemgetter\n' : ''}

${reading}

${tree}

def holds(node, row):
    match node:
        case 'not', inner:
            return not holds(inner, row)
        case 'and', left, right:
            return holds(left, row) and holds(right, row)
        case 'or', left, right:
            return holds(left, row) or holds(right, row)
    field, operator, wanted = node
    value = row.get(field)
    if value is None:
        return False
    if operator in '<>':
        if not re.fullmatch('[0-9]+', value):
            return False
        return int(value) != int(wanted) and (int(value) > int(wanted)) == (operator == '>')
    return {'=': value == wanted, '!=': value != wanted, '~': wanted in value}[operator]


class Table:
    def __init__(self, lines):
        self.rows = [fields_of(line) for line in lines]

    def where(self, *words):
        node = tree(list(words))
        self.rows = [row for row in self.rows if holds(node, row)]

${methods}

def main():
    query, *lines = sys.stdin.read().split('\\n')[:-1]
    table = Table(lines)
    for stage in query.split(' | '):
        name, *words = stage.split(' ')
        getattr(table, name)(*words)
${print}

main()
`;
}
