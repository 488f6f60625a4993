/** Programs of the family `kinship`. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './kinship.ts';

/** Distances upwards from everybody asked for, breadth first. */
function climbing({ task, form, line }: Settings): string {
  const words = form === 'words';
  const parents = line === 'both' ? 'people.get(name, (None, None))' : 'people.get(name, (None, None))[:1]';
  const up = `def distances_up(people, start):
    distance = {start: 0}
    queue = [start]
    for name in queue:
        for parent in ${parents}:
            if parent is not None and parent not in distance:
                distance[parent] = distance[name] + 1
                queue.append(parent)
    return distance
`;
  const body = {
    relation: `${
      words
        ? `
def line_word(word, steps):
    if steps == 1:
        return word
    return 'great-' * (steps - 2) + 'grand' + word

`
        : ''
    }
def relation(people, one, two):
    above_one, above_two = distances_up(people, one), distances_up(people, two)
    common = [(above_one[name] + above_two[name], above_one[name]) for name in above_one if name in above_two]
    if not common:
        return None
    total, up = min(common)
    down = total - up
${
  words
    ? `    if total == 0:
        return 'self'
    if up == 0:
        return line_word('child', down)
    if down == 0:
        return line_word('parent', up)
    if up == down == 1:
        return 'sibling'
    if down == 1:
        return 'great-' * (up - 2) + 'aunt or uncle'
    if up == 1:
        return 'great-' * (down - 2) + 'niece or nephew'
    return f'cousin {min(up, down) - 1}, removed {abs(up - down)}'`
    : '    return [up, down]'
}
`,
    descendants: words
      ? `
def descendants(people, ancestor):
    generations = {}
    for name in people:
        distance = distances_up(people, name).get(ancestor, 0)
        if distance:
            generations.setdefault(distance, []).append(name)
    return [sorted(generations[number]) for number in sorted(generations)]
`
      : `
def descendants(people, ancestor):
    counts = Counter(distances_up(people, name).get(ancestor, 0) for name in people)
    del counts[0]
    return [count for distance, count in sorted(counts.items())]
`,
    common: `
def common_ancestors(people, one, two):
    above_one, above_two = distances_up(people, one), distances_up(people, two)
    shared = set(above_one) & set(above_two)
    nearest = min((above_one[name] + above_two[name] for name in shared), default=0)
    return sorted(${words ? '' : '['}${words ? 'name' : 'name, above_one[name], above_two[name]'}${words ? '' : ']'} for name in shared if above_one[name] + above_two[name] == nearest)
`,
  }[task];
  return `
${task === 'descendants' && !words ? 'from collections import Counter\n\n\n' : ''}${up}
${body}`;
}

/** Generation after generation, as sets. */
function layering({ task, form, line }: Settings): string {
  const words = form === 'words';
  const step =
    line === 'both'
      ? '{parent for name in layer for parent in people.get(name, ())}'
      : '{people[name][0] for name in layer if name in people}';
  const layers = `def layers_above(people, start):
    known = set()
    layer = {start}
    while layer:
        yield layer
        known |= layer
        layer = ${step} - known - {None}
`;
  const children = line === 'both' ? 'layer & set(parents)' : 'parents[0] in layer';
  const body = {
    relation: `
${layers}

def relation(people, one, two):
    best = None
    for up, ours in enumerate(layers_above(people, one)):
        for down, theirs in enumerate(layers_above(people, two)):
            if ours & theirs and (best is None or up + down < sum(best)):
                best = (up, down)
${
  words
    ? `    if best is None:
        return None
    up, down = best
    great = 'great-' * max(0, max(best) - 2)
    if min(best) == 0:
        word = 'parent' if up else 'child'
        return 'self' if up == down else great + ('grand' if max(best) > 1 else '') + word
    if min(best) > 1:
        return 'cousin %d, removed %d' % (min(best) - 1, max(best) - min(best))
    if up == down:
        return 'sibling'
    return great + ('niece or nephew' if up == 1 else 'aunt or uncle')`
    : '    return best and list(best)'
}
`,
    descendants: `
def descendants(people, ancestor):
    result = []
    found = {ancestor}
    layer = {ancestor}
    while True:
        layer = {name for name, parents in people.items() if ${children}} - found
        if not layer:
            return result
        found |= layer
        result.append(${words ? 'sorted(layer)' : 'len(layer)'})
`,
    common: `
${layers}

def common_ancestors(people, one, two):
    places = {}
    for up, layer in enumerate(layers_above(people, one)):
        for name in layer:
            places[name] = [up]
    for down, layer in enumerate(layers_above(people, two)):
        for name in layer & set(places):
            places[name].append(down)
    shared = [[name, *steps] for name, steps in places.items() if len(steps) == 2]
    shared.sort(key=lambda row: (row[1] + row[2], row[0]))
    return [${words ? 'row[0]' : 'row'} for row in shared if row[1] + row[2] == shared[0][1] + shared[0][2]]
`,
  }[task];
  return body;
}

export function kinshipPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'distances upwards, breadth first', program: climbing(settings) },
    { how: 'whole generations as sets', program: layering(settings) },
  ];
}

export function kinshipWrong(settings: Settings): readonly WrongProgram[] {
  const { task, form, line } = settings;
  const right = climbing(settings);
  const from = (name: string, why: string, old: string, now: string): WrongProgram => ({
    name,
    why,
    program: edited(right, old, now),
  });
  const byTask: Record<Settings['task'], () => WrongProgram> = {
    relation: () =>
      from(
        'the-other-way-round',
        'The answer says what two is to one.',
        'total, up = min(common)\n    down = total - up',
        'total, down = min(common)\n    up = total - down',
      ),
    descendants: () =>
      from(
        'children-only',
        'All generations are wanted.',
        form === 'words' ? 'if distance:' : ' in sorted(counts.items())]',
        form === 'words' ? 'if distance == 1:' : ' in sorted(counts.items())][:1]',
      ),
    common: () => from('all-common-ancestors', 'Only the nearest ones are wanted.', ' == nearest', ' >= nearest'),
  };
  return [
    byTask[task](),
    ...(line === 'mothers'
      ? [
          from(
            'father-where-the-mother-is-unknown',
            'Fathers never count.',
            'people.get(name, (None, None))[:1]',
            '[parent for parent in people.get(name, ()) if parent][:1]',
          ),
        ]
      : task === 'descendants'
        ? [from('longest-way', 'The shortest line of descent counts.', ' and parent not in distance', '')]
        : []),
    {
      name: 'other-form',
      why: 'The form of the answer is another.',
      program: climbing({ ...settings, form: form === 'words' ? 'numbers' : 'words' }),
    },
    {
      name: 'other-line',
      why: line === 'both' ? 'Fathers count as well as mothers.' : 'Only mothers count.',
      program: climbing({ ...settings, line: line === 'both' ? 'mothers' : 'both' }),
    },
  ];
}
