/** Task family: graphs (the fastest delivery route with closed places; a build order with cycle report). */

import { type Chance, chance } from '../../server/kernel/prng.ts';
import type { Json } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { type Family, functionProject, lines, type Posting, PYTHON, stdioProject } from './family.ts';
import { graphRoutesAnswers } from './graph-routes.answers.ts';
import { buildReference, buildWrong, routeReference, routeWrong } from './graph-routes.programs.ts';

const FAMILY = 'graph-routes';

const routePosting: Posting = {
  slug: `${FAMILY}-1`,
  family: FAMILY,
  title: 'Fastest route between depots with one-way roads and closures',
  description: `
We deliver bread to about 200 shops and plan with a list of roads and driving minutes. We look for a developer who writes the route search as one Python function; the map display exists already.

Deliverable: solution.py with cheapest_route(roads, start, goal, closed)

roads: list of {"from": "Mill", "to": "Park", "minutes": 7, "one_way": false}. Minutes are whole numbers, at least 1. A road with one_way true can be driven only from "from" to "to". There may be several roads between the same two places, with different minutes.
start, goal: names of places
closed: list of places that cannot be entered today (market days). Names in it may be unknown.

Result: {"minutes": total minutes, "path": [start, ..., goal]}, or None (null) if there is no route.

Which route: the one with the fewest minutes. If several routes need the same minutes take the one with the fewest places in its path. If there is still more than one, compare the paths place by place and take the one that comes first in plain alphabetical order of the names (Python string order).

Special cases:
- start equals goal: 0 minutes, path with this one place, even if no road touches it, unless it is closed
- start or goal closed: None
- start or goal not in any road: None (apart from start = goal)

It has to stay quick with some hundred roads. Please no external packages.`,
  skills: ['Python', 'Algorithm', 'Logistics', 'Software Architecture'],
  bracket: 'small',
  postedPriceCents: 29_000,
  estimatedMinutes: 60,
};

type Road = { from: string; to: string; minutes: number; one_way: boolean };

/** Bellman-Ford over (minutes, places, path): rounds until no better route to any place appears. */
function cheapestRoute(roads: Road[], start: string, goal: string, closed: string[]): Json {
  if (closed.includes(start) || closed.includes(goal)) return null;
  type Route = { minutes: number; path: string[] };
  const before = (a: Route, b: Route): boolean => {
    if (a.minutes !== b.minutes) return a.minutes < b.minutes;
    if (a.path.length !== b.path.length) return a.path.length < b.path.length;
    const at = a.path.findIndex((place, index) => place !== b.path[index]);
    return at >= 0 && (a.path[at] ?? '') < (b.path[at] ?? '');
  };
  const best = new Map<string, Route>([[start, { minutes: 0, path: [start] }]]);
  const arcs = roads.flatMap((road) => (road.one_way ? [road] : [road, { ...road, from: road.to, to: road.from }]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, minutes } of arcs) {
      const here = best.get(from);
      if (here === undefined || closed.includes(to) || here.path.includes(to)) continue;
      const route = { minutes: here.minutes + minutes, path: [...here.path, to] };
      const known = best.get(to);
      if (known !== undefined && !before(route, known)) continue;
      best.set(to, route);
      changed = true;
    }
  }
  return best.get(goal) ?? null;
}

const road = (text: string): Road => {
  const [from = '', sign, to = '', minutes] = text.split(' ');
  return { from, to, minutes: Number(minutes), one_way: sign === '>' };
};

function drawnRoads(random: Chance, places: number, count: number): Road[] {
  return Array.from({ length: count }, () => ({
    from: `P${random.below(places)}`,
    to: `P${random.below(places)}`,
    minutes: 1 + random.below(6),
    one_way: random.below(3) === 0,
  }));
}

function routeProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'route');
  type Arguments = [Road[], string, string, string[]];
  const town = ['Mill - Park 7', 'Park - Zoo 4', 'Mill - Zoo 15', 'Zoo > Airport 9'].map(road);
  const ask = (from: string, to: string, closed: string[], ...roads: string[]): Arguments => [
    roads.map(road),
    from,
    to,
    closed,
  ];
  return functionProject<Arguments>(PYTHON, routePosting, {
    entry: 'cheapest_route',
    answer: cheapestRoute,
    visible: { 'through the park': [town, 'Mill', 'Airport', []], 'direct road': [town, 'Zoo', 'Park', []] },
    hidden: {
      'one way against': [town, 'Airport', 'Zoo', []],
      'closed place': [town, 'Mill', 'Zoo', ['Park', 'Nowhere']],
      'closed goal': [town, 'Mill', 'Zoo', ['Zoo']],
      'start is goal': ask('Home', 'Home', []),
      'start is goal but closed': ask('Home', 'Home', ['Home'], 'Home - Park 2'),
      'unknown goal': [town, 'Mill', 'Harbour', []],
      'fewer places win a tie': ask('A', 'Z', [], 'A - B 2', 'B - C 2', 'C - Z 2', 'A - X 3', 'X - Z 3'),
      'names win the last tie': ask('A', 'Z', [], 'A - D 2', 'D - Z 2', 'A - C 2', 'C - Z 2', 'A - c 1', 'c - Z 3'),
      'more stops but faster': ask('A', 'Z', [], 'A - Z 9', 'A - B 2', 'B - C 2', 'C - D 2', 'D - Z 2'),
      'several roads between two places': ask('A', 'B', [], 'A - B 9', 'B - A 4', 'A > B 5', 'B > A 1'),
      'drawn town': [drawnRoads(random, 12, 30), 'P0', 'P7', ['P3']],
      'dense town full of ties': [drawnRoads(random, 25, 200), 'P1', 'P20', []],
      'large town': [drawnRoads(random, 150, 500), 'P0', 'P149', ['P10', 'P20']],
    },
    reference: routeReference,
    wrong: routeWrong,
  });
}

const buildPosting: Posting = {
  slug: `${FAMILY}-2`,
  family: FAMILY,
  title: 'Script that prints the build order of modules or reports a cycle',
  description: `
Hello,

for our firmware we maintain a text file that says which module needs which other modules. I am looking for a Python script (solution.py) that reads this text from standard input and prints the order in which to build the modules, one name per line.

Input lines look like this:

ui: core net   # the user interface
net: core
tools:

Left of the colon stands one module, right of it the modules it needs, separated by blanks (possibly none). Everything from a # to the end of the line is a comment. Blank lines and lines with only a comment are skipped. A module may have several lines; its needs add up. The same need may be repeated. A module that is only named as a need and has no line of its own is a module as well and needs nothing. Names are case sensitive and contain no blanks, colons or #.

Order: a module comes after everything it needs. Whenever more than one module could be built next, take the one that comes first in plain character order. For the example: core, net, tools, ui (one per line).

If not everything can be built because of a cycle, print no order at all, only a single line: the word "cycle:" followed by all modules that cannot be built, in plain character order, separated by blanks. These are the modules on a cycle and those which need them, directly or indirectly. A module that names itself as a need is such a cycle.

Empty input: print nothing. The exit code is 0 in every case.

Kind regards`,
  skills: ['Python', 'Algorithm', 'Linux', 'Embedded Software'],
  bracket: 'simple',
  postedPriceCents: 9_500,
  estimatedMinutes: 45,
};

/** Repeats: look through all unbuilt modules in order and build the first whose needs are all built. */
function buildOrder(stdin: string): string {
  const needs = new Map<string, string[]>();
  for (const raw of stdin.split('\n')) {
    const [target = '', sources = ''] = (raw.split('#')[0] ?? '').split(':');
    if (target.trim() === '') continue;
    const named = sources.split(/\s+/).filter(Boolean);
    needs.set(target.trim(), [...(needs.get(target.trim()) ?? []), ...named]);
    for (const name of named) needs.set(name, needs.get(name) ?? []);
  }
  const open = [...needs.keys()].sort();
  const built: string[] = [];
  for (;;) {
    const at = open.findIndex((name) => needs.get(name)?.every((need) => built.includes(need)));
    if (at < 0) break;
    built.push(...open.splice(at, 1));
  }
  return open.length > 0 ? `cycle: ${open.join(' ')}\n` : lines(...built);
}

/** Modules that need only lower numbers under a shuffled naming, so that there is no cycle. */
function drawnModules(random: Chance, count: number): string {
  const names = random.shuffle(Array.from({ length: count }, (_, at) => `m${at}`));
  const rows = names.map((name, at) => {
    const needed = Array.from({ length: random.below(4) }, () => names[random.below(Math.max(at, 1))]);
    return `${name}: ${at === 0 ? '' : needed.join(' ')}`;
  });
  return lines(...random.shuffle(rows));
}

function buildProject(seed: string): ProjectPackage {
  const random = chance(seed, FAMILY, 'build');
  return stdioProject(PYTHON, buildPosting, {
    answer: buildOrder,
    visible: {
      'example of the posting': 'ui: core net   # the user interface\nnet: core\ntools:\n',
      chain: 'c: b\nb: a\na:\n',
    },
    hidden: {
      'empty input': '',
      'only comments': '# nothing\n\n   # a: b\n',
      'first name first': 'z:\nb: z\na: b\nc:\ny: c\n',
      'capital letters first': 'b:\nB:\na: B\nA: b\n',
      'cycle of two': 'a: b\nb: a\nc:\nd: a c\n',
      'needs itself': 'a: a\nb:\n',
      'users of a cycle are stuck': 'x: y\ny: x\ntop: mid\nmid: x\nfree: base\n',
      'several lines and repeats': 'app: lib lib\nlib: core\napp: core lib zed\napp:\n',
      'only named as need': 'app: gamma alpha beta\n',
      'blanks everywhere': '  app :  lib   core  #x\n\n lib:core\n',
      'no newline at the end': 'b: a',
      'drawn modules': drawnModules(random, 20),
      'large firmware': drawnModules(random, 400),
    },
    reference: buildReference,
    wrong: buildWrong,
  });
}

/** Graphs: the fastest route with ties; a topological build order. */
export const graphRoutes: Family = {
  name: FAMILY,
  category: 'graphs',
  answers: graphRoutesAnswers,
  build: (seed) => [routeProject(seed), buildProject(seed)],
};
