/** Programs of the family `seating-conflicts`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './seating-conflicts.ts';

/** Notes a rival. Who seats one guest after the other passes over names that are no guests; whoever looks for groups cannot. */
function noted({ task, input }: Settings, whose: string, rival: string): string {
  const [empty, add] = input === 'pairs' ? ['[]', 'append'] : ['set()', 'add'];
  return `${task === 'greedy' ? `rivals.setdefault(${whose}, ${empty})` : `rivals[${whose}]`}.${add}(${rival})`;
}

/** Spreads over each group from its first guest. */
function spreading(settings: Settings): string {
  const { task, input, first } = settings;
  const build =
    input === 'pairs'
      ? `    rivals = {name: [] for name in guests}
    for one, two in conflicts:
        ${noted(settings, 'one', 'two')}
        ${noted(settings, 'two', 'one')}
`
      : `    rivals = {name: set(conflicts.get(name, ())) for name in guests}
    for name, others in conflicts.items():
        for other in others:
            ${noted(settings, 'other', 'name')}
`;
  const order = first === 'name' ? 'sorted(guests)' : 'guests';
  const spread = `    table = {}
    for start in ${order}:
        if start in table:
            continue
        table[start] = 0
        queue = [start]
        for name in queue:
            for rival in rivals[name]:
                if rival not in table:
                    table[rival] = 1 - table[name]
                    queue.append(rival)
`;
  const result = {
    tables: `${spread}    if any(table[name] == table[rival] for name in guests for rival in rivals[name]):
        return None
    return [[name for name in ${order} if table[name] == number] for number in (0, 1)]
`,
    groups: `${spread.replace('    table = {}\n', '    table = {}\n    groups = []\n')}        bad = any(table[name] == table[rival] for name in queue for rival in rivals[name])
        groups.append([${first === 'name' ? 'sorted(queue)' : '[name for name in guests if name in queue]'}, not bad])
    return groups
`,
    greedy: `    table = {}
    for name in ${first === 'name' ? 'sorted(guests)' : 'sorted(guests, key=lambda name: -len(rivals[name]))'}:
        taken = {table[rival] for rival in rivals[name] if rival in table}
        table[name] = next(number for number in range(1, len(guests) + 1) if number not in taken)
    return [[name, table[name]] for name in guests]
`,
  }[task];
  return `
def seat(guests, conflicts):
${build}${result}`;
}

/** Joins guests with the opposite sides of their rivals, or asks a set of pairs. */
function joining({ task, input, first }: Settings): string {
  const pairs = input === 'pairs' ? 'conflicts' : '[(name, other) for name in conflicts for other in conflicts[name]]';
  const order = first === 'name' ? 'sorted(guests)' : 'guests';
  const side = `    leader = {(name, side): (name, side) for name in guests for side in (0, 1)}

    def find(node):
        while leader[node] != node:
            node = leader[node]
        return node

    for one, two in ${pairs}:
        for side in (0, 1):
            leader[find((one, side))] = find((two, 1 - side))
`;
  const result = {
    tables: `${side}    if any(find((name, 0)) == find((name, 1)) for name in guests):
        return None
${
  first === 'name'
    ? `    lists, sides = [[], []], {}
    for name in sorted(guests):
        sides.setdefault(find((name, 0)), 0)
        sides.setdefault(find((name, 1)), 1)
        lists[sides[find((name, 0))]].append(name)
    return lists`
    : `    chosen = {}
    for name in guests:
        group = frozenset(find((name, side)) for side in (0, 1))
        chosen.setdefault(group, find((name, 0)))
    first = set(chosen.values())
    return [[name for name in guests if (find((name, 0)) in first) is is_first] for is_first in (True, False)]`
}
`,
    groups: `${side}    groups = {}
    for name in ${order}:
        key = frozenset((find((name, 0)), find((name, 1))))
        groups.setdefault(key, []).append(name)
    return [[members, len(key) == 2] for key, members in groups.items()]
`,
    greedy: `    quarrels = {frozenset(pair) for pair in ${pairs}}
${
  first === 'name'
    ? '    ranking = sorted(guests)\n'
    : `    counts = {name: sum(name in quarrel for quarrel in quarrels) for name in guests}
    ranking = sorted(guests, key=counts.get, reverse=True)
`
}    tables = []
    for name in ranking:
        for table in tables:
            if all(frozenset((name, other)) not in quarrels for other in table):
                table.append(name)
                break
        else:
            tables.append([name])
    numbers = {name: number for number, table in enumerate(tables, 1) for name in table}
    return [[name, numbers[name]] for name in guests]
`,
  }[task];
  return `
def seat(guests, conflicts):
${result}`;
}

export function seatingPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'spreads from guest to rival', program: spreading(settings) },
    { how: 'joined groups with two sides, or pairs asked one by one', program: joining(settings) },
  ];
}

export function seatingWrong(settings: Settings): readonly WrongProgram[] {
  const { task, input, first } = settings;
  const right = spreading(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    tables: () =>
      from(
        'seats-them-anyway',
        'Where two tables do not suffice the answer is None.',
        '        return None\n',
        '        pass\n',
      ),
    groups: () => from('always-fine', 'A group that two tables do not suffice for is marked.', 'not bad]', 'True]'),
    greedy: () =>
      from(
        'three-tables',
        'There are as many tables as needed.',
        'range(1, len(guests) + 1) if number not in taken)',
        'range(1, 4) if number not in taken or number == 3)',
      ),
  };
  return [
    byTask[task](),
    {
      name: 'other-order',
      why: first === 'name' ? 'The order of names decides.' : 'The order is another.',
      program: spreading({ ...settings, first: first === 'name' ? 'list' : 'name' }),
    },
    input === 'pairs'
      ? from('one-sided', 'A conflict counts for both.', `        ${noted(settings, 'two', 'one')}\n`, '')
      : from(
          'one-sided',
          'A conflict counts for both.',
          `            ${noted(settings, 'other', 'name')}\n`,
          '            pass\n',
        ),
  ];
}
