/** Programs of the family `network-outage`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './network-outage.ts';

const REACH = `
def reached(start, neighbours, without_node=None, without_link=None):
    seen = {start}
    stack = [start]
    while stack:
        here = stack.pop()
        for other in neighbours[here]:
            if other in seen or other == without_node or {here, other} == without_link:
                continue
            seen.add(other)
            stack.append(other)
    return seen
`;

/** Takes one thing away after the other and looks what is still reached. */
function trying({ task, report, view }: Settings): string {
  const count = report === 'counts';
  const body = {
    links: `def weak_links(links${view === 'centre' ? ', centre' : ''}):
    neighbours = neighbours_of(links)
    found = []
    for one, two in links:
${
  view === 'centre'
    ? `        before = reached(centre, neighbours)
        lost = len(before) - len(reached(centre, neighbours, without_link={one, two}))
        if lost:
            found.append(sorted([one, two])${count ? ' + [lost]' : ''})`
    : `        part = reached(one, neighbours, without_link={one, two})
        if two not in part:
${count ? '            other = reached(two, neighbours, without_link={one, two})\n            found.append(sorted([one, two]) + [min(len(part), len(other))])' : '            found.append(sorted([one, two]))'}`
}
    return sorted(found)
`,
    nodes: `def weak_nodes(links${view === 'centre' ? ', centre' : ''}):
    neighbours = neighbours_of(links)
    found = []
    for node in sorted(neighbours):
${
  view === 'centre'
    ? `        if node == centre:
            continue
        before = reached(centre, neighbours) - {node}
        lost = len(before) - len(reached(centre, neighbours, without_node=node))
        if lost:
            found.append(${count ? '[node, lost]' : 'node'})`
    : `        parts = {frozenset(reached(other, neighbours, without_node=node)) for other in neighbours[node]}
        if len(parts) > 1:
            found.append(${count ? '[node, len(parts)]' : 'node'})`
}
    return found
`,
    islands: `def islands(links, failed${view === 'centre' ? ', centre' : ''}):
    neighbours = neighbours_of(links)
    for node in failed:
        for other in neighbours.pop(node, ()):
            neighbours.get(other, set()).discard(node)
${
  view === 'centre'
    ? `    safe = reached(centre, neighbours) if centre in neighbours else set()
    lost = sorted(set(neighbours) - safe)
    return ${count ? 'len(lost)' : 'lost'}`
    : `    parts = {frozenset(reached(node, neighbours)) for node in neighbours}
    return ${count ? 'sorted((len(part) for part in parts), reverse=True)' : 'sorted(sorted(part) for part in parts)'}`
}
`,
  }[task];
  const reach =
    task === 'islands'
      ? REACH.replace(', without_node=None, without_link=None', '').replace(
          ' or other == without_node or {here, other} == without_link',
          '',
        )
      : task === 'links'
        ? REACH.replace(', without_node=None', '').replace(' or other == without_node', '')
        : REACH.replace(', without_link=None', '').replace(' or {here, other} == without_link', '');
  return `${reach}

def neighbours_of(links):
    neighbours = {}
    for one, two in links:
        neighbours.setdefault(one, set()).add(two)
        neighbours.setdefault(two, set()).add(one)
    return neighbours


${body}`;
}

/** One depth-first search with low marks, or groups that are joined. */
function marking({ task, report, view }: Settings): string {
  const count = report === 'counts';
  const centre = view === 'centre';
  if (task === 'islands') {
    return `
def islands(links, failed${centre ? ', centre' : ''}):
    group = {}

    def leader(node):
        while group[node] != node:
            node = group[node]
        return node

    for link in links:
        alive = [node for node in link if node not in failed]
        for node in alive:
            group.setdefault(node, node)
        if len(alive) == 2:
            group[leader(alive[0])] = leader(alive[1])
${
  centre
    ? `    home = leader(centre) if centre in group else None
    lost = [node for node in group if leader(node) != home]
    return ${count ? 'len(lost)' : 'sorted(lost)'}
`
    : `    members = {}
    for node in ${count ? 'group' : 'sorted(group)'}:
        members.setdefault(leader(node), []).append(node)
    return ${count ? 'sorted(map(len, members.values()))[::-1]' : 'sorted(members.values())'}
`
}`;
  }
  const roots = centre
    ? '    search(centre, None)\n'
    : '    for start in list(around):\n        if start not in order:\n            search(start, None)\n';
  const sizes = count || centre;
  const collect =
    task === 'links'
      ? `            if low[other] > order[node]:
                found.append(${count ? (centre ? 'sorted((node, other)) + [below[other]]' : '[*sorted((node, other)), other]') : 'sorted((node, other))'})`
      : `            if low[other] >= order[node]:
                cut[node] = cut.get(node, 0) + ${centre && count ? 'below[other]' : '1'}`;
  const finish =
    task === 'links'
      ? count && !centre
        ? `    result = []
    for one, two, lower in found:
        size = below[lower]
        whole = below[root[lower]]
        result.append([one, two, min(size, whole - size)])
    return sorted(result)`
        : '    return sorted(found)'
      : centre
        ? `    cut.pop(centre, None)
    return ${count ? '[[node, cut[node]] for node in sorted(cut)]' : 'sorted(cut)'}`
        : `    for node in starts:
        cut[node] = cut.get(node, 0) - 1
    parts = {node: pieces + 1 for node, pieces in cut.items() if pieces > 0}
    return ${count ? '[[node, parts[node]] for node in sorted(parts)]' : 'sorted(parts)'}`;
  const entry = task === 'links' ? 'weak_links' : 'weak_nodes';
  const needsBelow = sizes && count && (centre || task === 'links');
  const needsRoot = task === 'links' && count && !centre;
  return `
from collections import defaultdict


def ${entry}(links${centre ? ', centre' : ''}):
    around = defaultdict(list)
    for one, two in links:
        around[one].append(two)
        around[two].append(one)
    order, low${needsBelow ? ', below' : ''}${needsRoot ? ', root' : ''} = {}, {}${needsBelow ? ', {}' : ''}${needsRoot ? ', {}' : ''}
    ${task === 'links' ? 'found = []' : 'cut = {}'}
${task === 'nodes' && !centre ? '    starts = []\n' : ''}
    def search(node, parent):
        order[node] = low[node] = len(order)
${needsBelow ? '        below[node] = 1\n' : ''}${needsRoot ? '        root[node] = root.get(parent, node)\n' : ''}        for other in around[node]:
            if other == parent:
                continue
            if other in order:
                low[node] = min(low[node], order[other])
                continue
            search(other, node)
            low[node] = min(low[node], low[other])
${needsBelow ? '            below[node] += below[other]\n' : ''}${collect}

${task === 'nodes' && !centre ? roots.replace('search(start, None)', 'starts.append(start)\n            search(start, None)') : roots}${finish}
`;
}

export function outagePrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'takes one thing away after the other', program: trying(settings) },
    { how: 'marks of a depth-first search, or joined groups', program: marking(settings) },
  ];
}

/** A mistake that shows only where a network has several parts, a failed centre, or a node left alone. */
function subtle(settings: Settings): WrongProgram {
  const { task, view } = settings;
  const right = trying(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  if (task === 'islands') {
    return view === 'centre'
      ? from(
          'failed-centre-cuts-nobody-off',
          'Where the centre failed all others have lost it.',
          ' else set()',
          ' else set(neighbours)',
        )
      : from(
          'single-nodes-are-no-groups',
          'A node without links is a group.',
          'for node in neighbours}',
          'for node in neighbours if neighbours[node]}',
        );
  }
  if (view === 'centre') {
    const why = 'Nodes that never were connected with the centre are not cut off.';
    return task === 'links'
      ? from('never-connected-counts', why, 'lost = len(before)', 'lost = len(neighbours)')
      : from('never-connected-counts', why, 'before = reached(centre, neighbours)', 'before = set(neighbours)');
  }
  const why = 'All networks count, not only the first.';
  const first = 'reached(links[0][0], neighbours) if links else set()';
  return task === 'links'
    ? from(
        'first-network-only',
        why,
        '        part = reached(',
        `        if one not in (${first}):\n            continue\n        part = reached(`,
      )
    : from('first-network-only', why, 'in sorted(neighbours):', `in sorted(${first}):`);
}

export function outageWrong(settings: Settings): readonly WrongProgram[] {
  const { task, report, view } = settings;
  const right = trying(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const otherReport: WrongProgram = {
    name: 'other-report',
    why: `The answer gives ${report === 'counts' ? 'counts' : 'names'}.`,
    program: trying({ ...settings, report: report === 'counts' ? 'names' : 'counts' }),
  };
  const oneWay = from(
    'one-way-links',
    'A link works in both directions.',
    '        neighbours.setdefault(two, set()).add(one)\n',
    '        neighbours.setdefault(two, set())\n',
  );
  if (task === 'islands') {
    return [
      subtle(settings),
      otherReport,
      oneWay,
      from(
        'failed-nodes-still-listed',
        'Failed nodes are out.',
        'in neighbours.pop(node, ())',
        'in neighbours.get(node, set()).copy()',
      ),
    ];
  }
  if (view === 'centre') {
    const cut = task === 'links' ? 'if lost:' : '        if lost:';
    return [
      subtle(settings),
      otherReport,
      oneWay,
      from('more-than-one', 'One node cut off is enough.', cut, cut.replace('lost:', 'lost > 1:')),
    ];
  }
  return task === 'links'
    ? [
        subtle(settings),
        otherReport,
        oneWay,
        from(
          'names-as-they-come',
          'The two names of a link are sorted.',
          report === 'counts' ? 'found.append(sorted([one, two]) +' : 'found.append(sorted([one, two]))',
          report === 'counts' ? 'found.append([one, two] +' : 'found.append([one, two])',
        ),
      ]
    : [
        subtle(settings),
        otherReport,
        oneWay,
        from('three-parts', 'Falling into two parts is enough.', 'len(parts) > 1', 'len(parts) > 2'),
      ];
}
