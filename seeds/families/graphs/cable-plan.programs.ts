/** Programs of the family `cable-plan`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './cable-plan.ts';

/** Cheapest offers first, joining groups (Kruskal). */
function joining({ task, islands, laid }: Settings): string {
  const parameters = `offers${laid === 'some' ? ', laid' : ''}`;
  const result = {
    cost: `    ${islands === 'refuse' ? 'if len({leader(place) for place in group}) > 1:\n        return None\n    ' : ''}return total
`,
    list: `    ${islands === 'refuse' ? 'if len({leader(place) for place in group}) > 1:\n        return None\n    ' : ''}return sorted(chosen)
`,
    longest: `    ${islands === 'refuse' ? 'if len({leader(place) for place in group}) > 1:\n        return None\n    ' : ''}return max((cost for _, _, cost in chosen), default=0)
`,
  }[task];
  return `
def plan(${parameters}):
    group = {}
    for one, two, _ in offers:
        group.setdefault(one, one)
        group.setdefault(two, two)

    def leader(place):
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

${
  laid === 'some'
    ? `    for one, two in laid:
        group.setdefault(one, one)
        group.setdefault(two, two)
        group[leader(one)] = leader(two)
`
    : ''
}    ${task === 'cost' ? 'total = 0' : 'chosen = []'}
    for one, two, cost in sorted(offers, key=lambda offer: ${task === 'list' ? '(offer[2], sorted(offer[:2]))' : 'offer[2]'}):
        if leader(one) != leader(two):
            group[leader(one)] = leader(two)
            ${{ cost: 'total += cost', list: 'chosen.append(sorted([one, two]) + [cost])', longest: 'chosen.append([one, two, cost])' }[task]}
${result}`;
}

/** Grows a network from one place by the cheapest offer that leads on (Prim). */
function growing({ task, islands, laid }: Settings): string {
  const parameters = `offers${laid === 'some' ? ', laid' : ''}`;
  const many = islands === 'each';
  const entry = task === 'list' ? '(cost, min(one, two), max(one, two), two)' : '(cost, two)';
  const popped = task === 'list' ? 'cost, first, second, place' : 'cost, place';
  const take = {
    cost: '            spent += cost',
    list: '            if (first, second) not in existing:\n                cables.append([first, second, cost])',
    longest: '            longest = max(longest, cost)',
  }[task];
  const plainTake = task === 'list' ? '            cables.append([first, second, cost])' : take;
  const existing = laid === 'some' && task === 'list';
  const begin = { cost: 'spent = 0', list: 'cables = []', longest: 'longest = 0' }[task];
  const end = { cost: 'spent', list: 'sorted(cables)', longest: 'longest' }[task];
  return `
from heapq import heappop, heappush


def plan(${parameters}):
    ways = {}
    for one, two, cost in offers${laid === 'some' ? ' + [[one, two, 0] for one, two in laid]' : ''}:
        for here, there in ((one, two), (two, one)):
            ways.setdefault(here, []).append((there, cost))
${existing ? '    existing = {(min(link), max(link)) for link in laid}\n' : ''}    ${begin}
    joined = set()
${
  many
    ? `    for start in ways:
        if start in joined:
            continue
        joined.add(start)
        heap = []
        one = start
        while True:
            for two, cost in ways[one]:
                heappush(heap, ${entry})
            while heap and heap[0][-1] in joined:
                heappop(heap)
            if not heap:
                break
            ${popped} = heappop(heap)
${existing ? take : plainTake}
            joined.add(place)
            one = place
    return ${end}
`
    : `    heap = [${task === 'list' ? "(0, '', '', place)" : '(0, place)'} for place in list(ways)[:1]]
    while heap:
        ${popped} = heappop(heap)
        if place in joined:
            continue
        joined.add(place)
${
  task === 'list'
    ? `        if first${existing ? ' and (first, second) not in existing' : ''}:
            cables.append([first, second, cost])`
    : take.replace(/^ {4}/gm, '')
}
        for other, price in ways[place]:
            if other not in joined:
                heappush(heap, ${task === 'list' ? '(price, min(place, other), max(place, other), other)' : '(price, other)'})
    return ${end} if len(joined) == len(ways) else None
`
}`;
}

export function cablePrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'cheapest offers first, joining groups', program: joining(settings) },
    { how: 'grows from one place by the cheapest way on', program: growing(settings) },
  ];
}

export function cableWrong(settings: Settings): readonly WrongProgram[] {
  const { task, islands, laid } = settings;
  const right = joining(settings);
  const wrong: WrongProgram[] = [
    {
      name: 'other-islands',
      why: islands === 'refuse' ? 'What cannot be connected is refused.' : 'Every island has its own network.',
      program: joining({ ...settings, islands: islands === 'refuse' ? 'each' : 'refuse' }),
    },
    {
      name: 'dearest-first',
      why: 'The cheapest offers go first, not the dearest.',
      program: edited(
        right,
        'for one, two, cost in sorted(offers, ',
        'for one, two, cost in sorted(offers, reverse=True, ',
      ),
    },
    {
      name: 'order-of-the-input',
      why: 'The cheapest offers go first.',
      program: edited(
        right,
        `sorted(offers, key=lambda offer: ${task === 'list' ? '(offer[2], sorted(offer[:2]))' : 'offer[2]'})`,
        'offers',
      ),
    },
  ];
  if (laid === 'some')
    wrong.push({
      name: 'forgets-what-is-laid',
      why: 'Cables that lie already connect for nothing.',
      program: edited(
        right,
        'group.setdefault(two, two)\n        group[leader(one)] = leader(two)',
        'group.setdefault(two, two)',
      ),
    });
  return wrong;
}
