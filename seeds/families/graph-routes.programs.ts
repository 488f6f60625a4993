/** Reference and wrong programs of the family `graph-routes`. */

import { edited, type WrongProgram } from './family.ts';

export const routeReference = `
import heapq


def cheapest_route(roads, start, goal, closed):
    neighbours = {}
    for road in roads:
        a, b, minutes = road["from"], road["to"], road["minutes"]
        neighbours.setdefault(a, []).append((b, minutes))
        if not road["one_way"]:
            neighbours.setdefault(b, []).append((a, minutes))
    blocked = set(closed)
    if start in blocked or goal in blocked:
        return None
    waiting, done = [(0, 1, [start])], set()
    while waiting:
        minutes, stops, path = heapq.heappop(waiting)
        place = path[-1]
        if place == goal:
            return {"minutes": minutes, "path": path}
        if place in done:
            continue
        done.add(place)
        for other, more in neighbours.get(place, []):
            if other not in blocked and other not in done:
                heapq.heappush(waiting, (minutes + more, stops + 1, path + [other]))
    return None
`;

export const routeWrong: readonly WrongProgram[] = [
  {
    name: 'fewest-stops',
    why: 'Searches the route with the fewest stops instead of the fewest minutes.',
    program: edited(
      edited(
        routeReference,
        '(minutes + more, stops + 1, path + [other])',
        '(stops + 1, minutes + more, path + [other])',
      ),
      'minutes, stops, path = heapq.heappop(waiting)',
      'stops, minutes, path = heapq.heappop(waiting)',
    ).replace('[(0, 1, [start])]', '[(1, 0, [start])]'),
  },
  {
    name: 'one-way-ignored',
    why: 'Drives every road in both directions.',
    program: edited(routeReference, 'if not road["one_way"]:', 'if True:'),
  },
  {
    name: 'ties-by-name-only',
    why: 'Among equally fast routes takes the first by name, not the one with fewer stops.',
    program: edited(
      routeReference,
      '(minutes + more, stops + 1, path + [other])',
      '(minutes + more, 0, path + [other])',
    ),
  },
  {
    name: 'closed-goal',
    why: 'Does not notice that start or goal themselves are closed.',
    program: edited(
      routeReference,
      'if start in blocked or goal in blocked:\n        return None\n',
      'blocked -= {start, goal}\n',
    ),
  },
];

export const buildReference = `
import heapq
import sys

needs = {}
for line in sys.stdin:
    line = line.split("#")[0].strip()
    if not line:
        continue
    target, _, sources = line.partition(":")
    target = target.strip()
    needs.setdefault(target, set())
    for source in sources.split():
        needs[target].add(source)
        needs.setdefault(source, set())

users = {name: [] for name in needs}
for name, sources in needs.items():
    for source in sources:
        users[source].append(name)

missing = {name: len(sources) for name, sources in needs.items()}
ready = [name for name, count in missing.items() if count == 0]
heapq.heapify(ready)
order = []
while ready:
    name = heapq.heappop(ready)
    order.append(name)
    for user in users[name]:
        missing[user] -= 1
        if missing[user] == 0:
            heapq.heappush(ready, user)

stuck = sorted(name for name, count in missing.items() if count > 0)
if stuck:
    print("cycle: " + " ".join(stuck))
else:
    for name in order:
        print(name)
`;

export const buildWrong: readonly WrongProgram[] = [
  {
    name: 'queue-instead-of-smallest',
    why: 'Takes modules in the order in which they become ready instead of the alphabetically first one.',
    program: edited(
      edited(buildReference, 'name = heapq.heappop(ready)', 'name = ready.pop(0)'),
      'heapq.heappush(ready, user)',
      'ready.append(user)',
    ),
  },
  {
    name: 'repeated-need-counted-twice',
    why: 'Counts a module that is named twice as two open needs and then reports a cycle.',
    program: edited(
      edited(buildReference, 'needs.setdefault(target, set())\n    for', 'needs.setdefault(target, [])\n    for'),
      'needs[target].add(source)\n        needs.setdefault(source, set())',
      'needs[target].append(source)\n        needs.setdefault(source, [])',
    ).replace('users[source].append(name)', 'users[source].append(name) if name not in users[source] else None'),
  },
  {
    name: 'cycle-partly-built',
    why: 'Prints the modules that can be built before it reports the cycle.',
    program: edited(buildReference, 'if stuck:\n', 'if stuck:\n    print("\\n".join(order))\n'),
  },
  {
    name: 'needed-modules-forgotten',
    why: 'Leaves out modules that are only named as a need and have no line of their own.',
    program: edited(
      buildReference,
      '    for name in order:\n        print(name)',
      '    for name in order:\n        if needs[name] or not users[name]:\n            print(name)',
    ),
  },
];
