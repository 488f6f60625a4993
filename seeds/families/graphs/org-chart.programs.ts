/** Programs of the family `org-chart`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './org-chart.ts';

/** Walks up from everybody. */
function climbing({ task, pay, who }: Settings): string {
  const withPay = pay === 'sum';
  const filter = who === 'managers' ? '    if name not in bosses:\n        continue\n' : '';
  const above = `
def above(name):
    chain = []
    while people[name]['manager']:
        name = people[name]['manager']
        chain.insert(0, name)
    return chain
`;
  const body = {
    teams: `direct = Counter(row['manager'] for row in people.values())
total = Counter(boss for name in people for boss in above(name))
${
  withPay
    ? `cost = Counter()
for name, row in people.items():
    for member in [name, *above(name)]:
        cost[member] += int(row['salary'])
`
    : ''
}print('name,direct,total${withPay ? ',cost' : ''}')
for name in sorted(people):
${filter}    print(name, direct[name], total[name]${withPay ? ', cost[name]' : ''}, sep=',')
`,
    chains: `print('name,level,chain${withPay ? ',above' : ''}')
for name in sorted(people):
${filter}    chain = above(name)
${
  withPay
    ? `    salaries = [int(people[boss]['salary']) for boss in chain]
    print(name, len(salaries), ' > '.join(chain), sum(salaries), sep=',')
`
    : '    print(f"{name},{len(chain)},{\' > \'.join(chain)}")\n'
}`,
    tree: `for path in sorted(above(name) + [name] for name in people):
    name = path[-1]
${filter}${
  withPay
    ? `    team = sum(int(row['salary']) for other, row in people.items() if name in above(other) + [other])
    print('  ' * (len(path) - 1) + f'{name} ({team})')
`
    : "    print('  ' * (len(path) - 1) + name)\n"
}`,
  }[task];
  return `
import csv
import sys
${task === 'teams' ? 'from collections import Counter\n' : ''}
people = {row['name']: row for row in csv.DictReader(sys.stdin)}
${who === 'managers' ? "bosses = {row['manager'] for row in people.values()}\n" : ''}
${above}

${body}`;
}

/** Goes down from the top, with lists of reports. */
function descending({ task, pay, who }: Settings): string {
  const withPay = pay === 'sum';
  const guard = who === 'managers';
  const collect = {
    teams: `def team(name):
    size = 0
${withPay ? '    money = salary[name]\n' : ''}    for other in reports.get(name, []):
${
  withPay
    ? `        inner_size, inner_money = team(other)
        size += inner_size + 1
        money += inner_money
`
    : '        size += team(other) + 1\n'
}${guard ? '    if name in reports:\n    ' : ''}    lines.append(f'{name},{len(reports.get(name, []))},{size}${withPay ? ',{money}' : ''}')
    return size${withPay ? ', money' : ''}


lines = []
for top in reports.get('', []):
    team(top)
print('name,direct,total${withPay ? ',cost' : ''}')
for line in sorted(lines, key=lambda line: line.split(',')[0]):
    print(line)
`,
    chains: `table = {}
queue = [(name, []${withPay ? ', 0' : ''}) for name in reports.get('', [])]
for name, chain${withPay ? ', above' : ''} in queue:
${guard ? '    if name in reports:\n    ' : ''}    table[name] = f"{name},{len(chain)},{' > '.join(chain)}${withPay ? ',{above}' : ''}"
    queue += [(other, chain + [name]${withPay ? ', above + salary[name]' : ''}) for other in reports.get(name, [])]
print('name,level,chain${withPay ? ',above' : ''}')
for name in sorted(table):
    print(table[name])
`,
    tree: `${
      withPay
        ? `def cost(name):
    return salary[name] + sum(map(cost, reports.get(name, [])))


`
        : ''
    }stack = [(name, '') for name in sorted(reports.get('', []), reverse=True)]
while stack:
    name, indent = stack.pop()
${guard ? '    if name in reports:\n    ' : ''}    print(indent + name${withPay ? " + f' ({cost(name)})'" : ''})
    for other in sorted(reports.get(name, []), reverse=True):
        stack.append((other, indent + '  '))
`,
  }[task];
  return `
from csv import DictReader
from sys import stdin

managers${withPay ? ', salary' : ''} = {}${withPay ? ', {}' : ''}
for line in DictReader(stdin):
    managers[line['name']] = line['manager']
${withPay ? "    salary[line['name']] = int(line['salary'])\n" : ''}reports = {}
for name in managers:
    reports.setdefault(managers[name], []).append(name)


${collect}`;
}

export function orgChartPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'walks up from everybody', program: climbing(settings) },
    { how: 'goes down from the top', program: descending(settings) },
  ];
}

export function orgChartWrong(settings: Settings): readonly WrongProgram[] {
  const { task, pay, who } = settings;
  const right = climbing(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    teams: () =>
      from(
        'reports-of-reports-only',
        'Everybody below counts, at any depth.',
        'for boss in above(name))',
        'for boss in above(name)[-2:])',
      ),
    chains: () => from('bottom-first', 'The chain begins at the top.', 'chain.insert(0, name)', 'chain.append(name)'),
    tree: () =>
      from(
        'names-all-over',
        'Reports stand below their manager.',
        'in sorted(above(name) + [name] for name in people)',
        'in sorted((above(name) + [name] for name in people), key=len)',
      ),
  };
  return [
    byTask[task](),
    task === 'tree'
      ? from(
          'capitals-are-alike',
          'Capitals come before small letters.',
          'sorted(above(name) + [name] for name in people)',
          'sorted((above(name) + [name] for name in people), key=lambda path: [part.lower() for part in path])',
        )
      : from(
          'capitals-are-alike',
          'Capitals come before small letters.',
          'sorted(people)',
          'sorted(people, key=str.lower)',
        ),
    {
      name: 'other-people',
      why: who === 'managers' ? 'Only managers are listed.' : 'Everybody is listed.',
      program: climbing({ ...settings, who: who === 'managers' ? 'all' : 'managers' }),
    },
    pay === 'none'
      ? { name: 'money-too', why: 'Salaries are not to be shown.', program: climbing({ ...settings, pay: 'sum' }) }
      : { name: 'no-money', why: 'The salaries are summed up too.', program: climbing({ ...settings, pay: 'none' }) },
  ];
}
