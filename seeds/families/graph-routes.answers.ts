/** Second solutions of the family `graph-routes`, and which cases stand for which sentence. */

import type { MoreAnswers } from './family.ts';

const route = `
from heapq import heappop, heappush


def cheapest_route(roads, start, goal, closed):
    shut = set(closed)
    if start in shut or goal in shut:
        return None
    ways, back = {}, {}
    for road in roads:
        pairs = [(road["from"], road["to"])]
        if not road["one_way"]:
            pairs.append((road["to"], road["from"]))
        for here, there in pairs:
            if here in shut or there in shut:
                continue
            best = min(road["minutes"], ways.get(here, {}).get(there, road["minutes"]))
            ways.setdefault(here, {})[there] = best
            back.setdefault(there, {})[here] = best

    # How far every place is from the goal, in minutes and stops.
    left, waiting = {}, [(0, 0, goal)]
    while waiting:
        minutes, stops, place = heappop(waiting)
        if place in left:
            continue
        left[place] = (minutes, stops)
        for other, more in back.get(place, {}).items():
            if other not in left:
                heappush(waiting, (minutes + more, stops + 1, other))
    if start not in left:
        return None

    path = [start]
    while path[-1] != goal:
        minutes, stops = left[path[-1]]
        path.append(min(
            other
            for other, more in ways[path[-1]].items()
            if left.get(other) == (minutes - more, stops - 1)
        ))
    return {"minutes": left[start][0], "path": path}
`;

const buildOrder = `
import sys
from bisect import insort


def read(text):
    needs = {}
    for line in text.split("\\n"):
        module, colon, named = line.partition("#")[0].partition(":")
        if colon:
            own = needs.setdefault(module.strip(), set())
            for other in named.split():
                own.add(other)
                needs.setdefault(other, set())
    return needs


def main():
    needs = read(sys.stdin.read())
    free = sorted((name for name in needs if not needs[name]), reverse=True)
    waits = {name: set(others) for name, others in needs.items() if others}
    order = []
    while free:
        built = free.pop()
        order.append(built)
        for name in [name for name, others in waits.items() if built in others]:
            waits[name].remove(built)
            if not waits[name]:
                del waits[name]
                # Kept in descending order, so that the first name is popped from the end.
                insort(free, name, key=lambda one: tuple(-ord(sign) for sign in one) + (1,))
    if waits:
        print("cycle:", *sorted(waits))
    elif order:
        print("\\n".join(order))


main()
`;

export const graphRoutesAnswers: Readonly<Record<string, MoreAnswers>> = {
  'graph-routes-1': {
    how: 'Searches from the goal, then walks from the start along the names that come first, instead of carrying paths.',
    program: route,
    requirements: {
      'A road with one_way true': ['one way against', 'drawn town'],
      'There may be several roads': ['several roads between two places'],
      'list of places that cannot be entered': ['closed place', 'drawn town'],
      'Names in it may be unknown': ['unknown goal', 'closed place'],
      'or None (null) if there is no route': ['one way against', 'closed place'],
      'the one with the fewest minutes': ['through the park', 'direct road', 'more stops but faster', 'large town'],
      'take the one with the fewest places': ['fewer places win a tie', 'dense town full of ties'],
      'compare the paths place by place': ['names win the last tie', 'dense town full of ties'],
      'start equals goal': ['start is goal', 'start is goal but closed'],
      'start or goal closed': ['closed goal', 'start is goal but closed'],
      'start or goal not in any road': ['unknown goal', 'start is goal'],
      'It has to stay quick': ['large town'],
    },
  },
  'graph-routes-2': {
    how: 'Keeps the buildable modules in a sorted list, and crosses needs off instead of counting them.',
    program: buildOrder,
    requirements: {
      'one name per line': ['example of the posting', 'chain'],
      'separated by blanks (possibly none)': ['example of the posting', 'blanks everywhere', 'no newline at the end'],
      'Everything from a # to the end': ['example of the posting', 'only comments'],
      'Blank lines and lines with only a comment': ['only comments', 'blanks everywhere'],
      'A module may have several lines': ['several lines and repeats'],
      'The same need may be repeated': ['several lines and repeats'],
      'A module that is only named as a need': ['only named as need'],
      'Names are case sensitive': ['capital letters first'],
      'a module comes after everything it needs': ['chain', 'drawn modules', 'large firmware'],
      'Whenever more than one module could be built': ['first name first', 'capital letters first', 'large firmware'],
      'If not everything can be built': ['cycle of two', 'users of a cycle are stuck', 'drawn modules'],
      'These are the modules on a cycle': ['users of a cycle are stuck'],
      'A module that names itself': ['needs itself'],
      'print nothing': ['empty input', 'only comments'],
    },
  },
};
