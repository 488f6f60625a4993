/** Task family: network outages (links and nodes on which others depend, and what failures cut off). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { drawn, pad, someFirm } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { ENTRIES, networkOutagePieces } from './network-outage.posting.ts';
import { outagePrograms, outageWrong } from './network-outage.programs.ts';

const DIALS = {
  task: ['links', 'nodes', 'islands'],
  report: ['names', 'counts'],
  view: ['whole', 'centre'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Link = [string, string];

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Groups of connected nodes, found by spreading labels until nothing changes. */
function groups(nodes: readonly string[], links: readonly Link[]): string[][] {
  const label = new Map(nodes.map((node) => [node, node]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of links) {
      const [one, two] = [label.get(a), label.get(b)];
      if (one === undefined || two === undefined || one === two) continue;
      const [least, most] = byText(one, two) < 0 ? [one, two] : [two, one];
      for (const [node, own] of label) if (own === most) label.set(node, least);
      changed = true;
    }
  }
  const found = Map.groupBy(nodes, (node) => label.get(node));
  return [...found.values()].map((group) => group.toSorted(byText));
}

function answer(
  { task, report, view }: Settings,
  links: readonly Link[],
  failed: readonly string[],
  centre: string,
): Json {
  const nodes = [...new Set(links.flat())].toSorted(byText);
  const withCentre = (all: string[][]) => all.find((group) => group.includes(centre)) ?? [];
  if (task === 'islands') {
    const left = nodes.filter((node) => !failed.includes(node));
    const parts = groups(left, links);
    const lost = left.filter((node) => !withCentre(parts).includes(node));
    if (view === 'centre') return report === 'names' ? lost : lost.length;
    const sorted = parts.toSorted((a, b) => byText(a[0] ?? '', b[0] ?? ''));
    return report === 'names' ? sorted : parts.map(({ length }) => length).toSorted((a, b) => b - a);
  }
  const before = groups(nodes, links);
  const found = (task === 'links' ? links : nodes).flatMap((item): Json[] => {
    const gone = typeof item === 'string' ? item : '';
    const left = nodes.filter((node) => node !== gone);
    const after = groups(
      left,
      links.filter((link) => link !== item),
    );
    const own = typeof item === 'string' ? [item] : item.toSorted(byText);
    const rest = (group: readonly string[]) => group.filter((node) => node !== gone).length;
    if (view === 'centre') {
      const lost = rest(withCentre(before)) - withCentre(after).length;
      if (lost <= 0 || gone === centre) return [];
      return report === 'counts' ? [[...own, lost]] : [task === 'links' ? own : gone];
    }
    const home = before.find((group) => group.includes(own[0] ?? '')) ?? [];
    const parts = after.filter(([first = '']) => home.includes(first));
    if (parts.length < 2) return [];
    if (report === 'names') return [task === 'links' ? own : gone];
    return [[...own, task === 'links' ? Math.min(...parts.map(({ length }) => length)) : parts.length]];
  });
  return found.toSorted((a, b) => byText(JSON.stringify(a), JSON.stringify(b)));
}

function looksOf(random: Chance): Record<'visible' | 'hidden', Record<string, Link[]>> {
  const some = (nodes: number, extra: number, islands: number): Link[] => {
    const names = random.shuffle(drawn(nodes, (at) => `n${pad(at, 3)}`));
    const tree = names
      .slice(islands)
      .map((name, at): Link => [name, names[Math.max(at % islands, at - random.below(6))] ?? '']);
    const keys = new Set(tree.map((link) => link.toSorted(byText).join()));
    const more = drawn(extra, (): Link => [random.pick(names), random.pick(names)]).filter(([a, b]) => {
      const key = [a, b].toSorted(byText).join();
      if (a === b || keys.has(key)) return false;
      keys.add(key);
      return true;
    });
    return random.shuffle([...tree, ...more]).map(([a, b]): Link => (random.below(2) === 0 ? [a, b] : [b, a]));
  };
  const ring: Link[] = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'd'],
    ['d', 'a'],
  ];
  return {
    visible: {
      'ring with a tail': [...ring, ['e', 'c'], ['f', 'e']],
      'two rings': [...ring, ['d', 'x'], ['x', 'y'], ['y', 'z'], ['z', 'x']],
    },
    hidden: {
      'no links': [],
      'one link': [['b', 'a']],
      'a ring': ring,
      'a star': [
        ['hub', 'a'],
        ['b', 'hub'],
        ['hub', 'c'],
        ['d', 'hub'],
      ],
      'a chain': [
        ['c', 'd'],
        ['b', 'a'],
        ['b', 'c'],
        ['e', 'd'],
        ['a', 'f'],
      ],
      'two networks': [
        ['a', 'b'],
        ['c', 'a'],
        ['x', 'y'],
        ['y', 'z'],
        ['z', 'x'],
        ['z', 'w'],
      ],
      'drawn 1': some(9, 3, 1),
      'drawn 2': some(14, 5, 2),
      'drawn 3': some(20, 12, 3),
      'a large network': some(110, 40, 2),
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  type Call = [Link[], ...Json[]];
  const make = (links: Link[], name: string, isShown: boolean): Call => {
    const nodes = [...new Set(links.flat())].toSorted(byText);
    const centre = nodes[1] ?? 'a';
    // Shown cases neither lose the centre nor leave a node alone; a chain and a star do.
    const planted: Record<string, string[]> = { 'a chain': [centre], 'a star': ['hub'] };
    const some = random.shuffle(nodes).slice(0, nodes.length < 3 ? 1 : Math.ceil(nodes.length / 6));
    const failed = isShown ? nodes.slice(-1) : (planted[name] ?? some);
    return [
      links,
      ...(settings.task === 'islands' ? [[...failed, 'spare']] : []),
      ...(settings.view === 'centre' ? [centre] : []),
    ];
  };
  const looks = looksOf(random);
  const each = (side: Record<string, Link[]>) =>
    Object.fromEntries(Object.entries(side).map(([name, links]) => [name, make(links, name, side === looks.visible)]));
  return functionProject<Call>(PYTHON, posting, {
    visible: each(looks.visible),
    hidden: each(looks.hidden),
    reference,
    wrong: outageWrong(settings),
    entry: ENTRIES[settings.task],
    answer: (links, ...rest) => {
      const failed = settings.task === 'islands' ? (rest[0] as string[]) : [];
      return answer(settings, links, failed, settings.view === 'centre' ? String(rest.at(-1)) : '');
    },
  });
}

const STORIES = [
  'supplies villages with fibre',
  'runs water pipes for a valley',
  'looks after the radio links of a ferry line',
  'operates a heating network',
  'keeps the office network of a hospital',
] as const;

export const networkOutage = voicedFamily({
  name: 'network-outage',
  category: 'graphs',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        links: tell(
          'Python: find the links without a way around',
          'Which single cables can cut somebody off?',
          'Determination of critical links',
        ),
        nodes: tell(
          'Python: find single points of failure',
          'Which boxes must never fail?',
          'Determination of critical nodes',
        ),
        islands: tell(
          'Python: what is left after an outage',
          'These nodes are down: who is cut off?',
          'Connectivity after failure of nodes',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Function over a list of links wanted.`,
        `${story}. The map of it hangs on the wall, but nobody sees at a glance what depends on what, so a Python function has to.`,
        `${story}. A function in Python shall evaluate its network.`,
      ),
      pieces: networkOutagePieces(circumstances, settings),
      skills: ['Python', 'Graph Theory'],
      minutes: { links: 45, nodes: 50, islands: 25 }[settings.task] + (settings.report === 'counts' ? 10 : 0),
      programs: outagePrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
