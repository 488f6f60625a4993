/** Task family: delivery tours (a given round with opening times, the nearest stop next, the shortest order), in JavaScript. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { between, drawn, someFirm, someTowns } from '../drawn-words.ts';
import { type DeliveryForm, functionProject, type Posting } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { deliveryTourPieces } from './delivery-tour.posting.ts';
import { tourPrograms, tourWrong } from './delivery-tour.programs.ts';

const DIALS = {
  task: ['follow', 'nearest', 'shortest'],
  metric: ['blocks', 'straight'],
  home: ['return', 'open'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Place = { name: string; x: number; y: number };
type Stop = Place & { opens: number; closes: number; minutes: number };

const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };
const DEPOT = { name: 'depot', x: 0, y: 0 };

function travel({ metric }: Settings, a: Place, b: Place): number {
  const [across, along] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  if (metric === 'blocks') return across + along;
  return drawn(across + along + 1, (length) => length).find((length) => length ** 2 >= across ** 2 + along ** 2) ?? 0;
}

function follow(settings: Settings, start: number, stops: readonly Stop[]) {
  const depot: Stop = { ...DEPOT, opens: 0, closes: 1_000_000, minutes: 0 };
  let [now, here] = [start, depot];
  return [...stops, ...(settings.home === 'return' ? [depot] : [])].map((stop) => {
    const arrival = now + travel(settings, here, stop);
    const wait = Math.max(0, stop.opens - arrival);
    [now, here] = [arrival + wait + stop.minutes, stop];
    return { name: stop.name, arrival, wait, late: arrival + wait > stop.closes };
  });
}

function lengthOf(settings: Settings, order: readonly Place[]): number {
  const ends = settings.home === 'return' && order.length > 0 ? [DEPOT] : [];
  const places = [DEPOT, ...order, ...ends];
  return places.slice(1).reduce((sum, place, at) => sum + travel(settings, places[at] ?? DEPOT, place), 0);
}

function nearest(settings: Settings, stops: readonly Place[]) {
  const order: Place[] = [];
  while (order.length < stops.length) {
    const here = order.at(-1) ?? DEPOT;
    const left = stops.filter((stop) => !order.includes(stop));
    order.push(
      left.reduce((best, stop) => {
        const gap = travel(settings, here, stop) - travel(settings, here, best);
        return gap < 0 || (gap === 0 && stop.name < best.name) ? stop : best;
      }),
    );
  }
  return { order: order.map(({ name }) => name), length: lengthOf(settings, order) };
}

function orders<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) => orders(items.filter((item) => item !== first)).map((rest) => [first, ...rest]));
}

function shortest(settings: Settings, stops: readonly Place[]) {
  const sorted = stops.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  let best: { order: string[]; length: number } | undefined;
  for (const order of orders(sorted)) {
    const length = lengthOf(settings, order);
    if (best === undefined || length < best.length) best = { order: order.map(({ name }) => name), length };
  }
  return best ?? { order: [], length: 0 };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  const rest = { reference, wrong: tourWrong(settings) };
  const towns = someTowns(random, 24);
  const place = (at: number, x: number, y: number): Place => ({
    name: at < 24 ? (towns[at] ?? '') : `${towns[at % 24]} ${Math.floor(at / 24)}`,
    x,
    y,
  });
  const some = (count: number, reach: number) =>
    random.shuffle(drawn(count, (at) => place(at, between(random, -reach, reach), between(random, -reach, reach))));
  const looks = (most: number): Record<string, Place[]> => ({
    'no stops': [],
    'one stop': [place(0, 3, 4)],
    'in one line': [place(2, 6, 0), place(1, -2, 0), place(0, 2, 0), place(3, -9, 0)],
    'equally far': random.shuffle([place(0, 5, 0), place(1, 0, 5), place(2, -5, 0), place(3, 0, -5)]),
    'at one place': [place(3, 2, 2), place(1, 2, 2), place(2, 0, 0), place(0, 7, 1)],
    'there and back': [place(0, 1, 0), place(1, 10, 1), place(2, -3, 0), place(3, -4, 3)],
    'drawn 1': some(5, 9),
    'drawn 2': some(6, 30),
    'drawn 3': some(6, 5),
    'as many as allowed': some(most, 40),
  });
  // Names in order and no ties: what is easily got wrong is left to the hidden cases.
  const names = towns.slice(0, 4).toSorted();
  const stop = (at: number, x: number, y: number): Place => ({ name: names[at] ?? '', x, y });
  const shown = {
    'a few stops': [stop(1, 3, 4), stop(0, -2, 1), stop(2, 6, 8)],
    'some more': [stop(0, 1, 1), stop(1, 5, 2), stop(2, 2, 7), stop(3, -7, -5)],
  };
  const mapped = <From, To>(all: Record<string, From>, make: (item: From) => To) =>
    Object.fromEntries(Object.entries(all).map(([name, item]) => [name, make(item)]));
  if (settings.task === 'follow') {
    const timed = (stops: readonly Place[], slacks: readonly number[]): [number, Stop[]] => {
      let now = 480;
      let here: Place = DEPOT;
      const all = stops.map((stop, _at): Stop => {
        now += travel(settings, here, stop);
        here = stop;
        const opens = now + random.pick([-30, 12, 0, -5]);
        const minutes = random.below(12);
        const closes = Math.max(now, opens) + random.pick(slacks);
        now = Math.max(now, opens) + minutes;
        return { ...stop, opens, closes, minutes };
      });
      return [480, all];
    };
    return functionProject<[number, Stop[]]>(JAVASCRIPT, posting, {
      visible: mapped(shown, (stops) => timed(stops, [20, -3, 8])),
      hidden: mapped(looks(250), (stops) => timed(stops, [20, 0, -1, 5])),
      ...rest,
      entry: 'follow',
      answer: (start, stops) => follow(settings, start, stops),
    });
  }
  const one = (stops: Place[]): [Place[]] => [stops];
  const isNearest = settings.task === 'nearest';
  const solve = isNearest ? nearest : shortest;
  return functionProject<[Place[]]>(JAVASCRIPT, posting, {
    visible: mapped(shown, one),
    hidden: mapped(looks(isNearest ? 150 : 7), one),
    ...rest,
    entry: settings.task,
    answer: (stops) => solve(settings, stops),
  });
}

const STORIES = [
  'delivers vegetables by cargo bike',
  'brings warm meals to pensioners',
  'collects laundry from hotels',
  'refills vending machines',
  'reads gas meters',
] as const;

export const deliveryTour = voicedFamily({
  name: 'delivery-tour',
  category: 'scheduling',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        follow: tell(
          'JavaScript: arrival times of a delivery tour',
          'Will our van be late? Times along a fixed tour',
          'Timetable of a delivery tour with time windows',
        ),
        nearest: tell(
          'JavaScript: nearest neighbour tour',
          'Always to the nearest stop: a simple tour planner',
          'Tour by the rule of the nearest stop',
        ),
        shortest: tell(
          'JavaScript: shortest tour through a few stops',
          'Find the really shortest round for our van',
          'Shortest tour through up to seven stops',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Plain JavaScript (Node, no packages), one exported function.`,
        `${story} and plans the rounds by feeling. A small JavaScript function without any packages would help us a lot.`,
        `${story}. A JavaScript module without dependencies is specified below.`,
      ),
      pieces: deliveryTourPieces(circumstances, settings),
      skills: ['JavaScript', 'Algorithm'],
      minutes: { follow: 25, nearest: 20, shortest: 45 }[settings.task] + (settings.metric === 'blocks' ? 0 : 5),
      programs: tourPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
