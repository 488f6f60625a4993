/** Programs of the family `delivery-tour`, in JavaScript. */

import { edited, type WrongProgram } from '../family.ts';
import type { AlternativeProgram } from '../study-family.ts';
import type { Settings } from './delivery-tour.ts';

function plain({ task, metric, home }: Settings): string {
  const between =
    metric === 'blocks'
      ? 'const travel = (a, b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);'
      : `function travel(a, b) {
  const [across, along] = [a.x - b.x, a.y - b.y];
  return Math.ceil(Math.sqrt(across * across + along * along));
}`;
  const body = {
    follow: `function follow(start, stops) {
  let now = start;
  let here = DEPOT;
  const log = stops.map((stop) => {
    const arrival = now + travel(here, stop);
    const begin = Math.max(arrival, stop.opens);
    now = begin + stop.minutes;
    here = stop;
    return { name: stop.name, arrival, wait: begin - arrival, late: begin > stop.closes };
  });
${home === 'return' ? "  log.push({ name: 'depot', arrival: now + travel(here, DEPOT), wait: 0, late: false });\n" : ''}  return log;
}

module.exports = { follow };`,
    nearest: `function nearest(stops) {
  const left = [...stops];
  const order = [];
  let here = DEPOT;
  let length = 0;
  while (left.length > 0) {
    left.sort((a, b) => travel(here, a) - travel(here, b) || (a.name < b.name ? -1 : 1));
    const next = left.shift();
    length += travel(here, next);
    order.push(next.name);
    here = next;
  }
${home === 'return' ? '  length += travel(here, DEPOT);\n' : ''}  return { order, length };
}

module.exports = { nearest };`,
    shortest: `function shortest(stops) {
  let best = { order: [], length: Infinity };
  const visit = (here, left, order, length) => {
    if (length > best.length) return;
    if (left.length === 0) {
      const total = length${home === 'return' ? ' + travel(here, DEPOT)' : ''};
      const isBetter = total < best.length || (total === best.length && order.join() < best.order.join());
      if (isBetter) best = { order, length: total };
      return;
    }
    for (const next of left) {
      visit(next, left.filter((stop) => stop !== next), [...order, next.name], length + travel(here, next));
    }
  };
  visit(DEPOT, stops, [], 0);
  return best;
}

module.exports = { shortest };`,
  }[task];
  return `const DEPOT = { x: 0, y: 0 };\n\n${between}\n\n${body}\n`;
}

function tabled({ task, metric, home }: Settings): string {
  const distance =
    metric === 'blocks'
      ? `function distance([x, y], [u, v]) {
  return Math.max(x, u) - Math.min(x, u) + Math.max(y, v) - Math.min(y, v);
}`
      : `function distance([x, y], [u, v]) {
  const square = (u - x) * (u - x) + (v - y) * (v - y);
  let length = 0;
  while (length * length < square) length += 1;
  return length;
}`;
  const body = {
    follow: `exports.follow = (start, stops) => {
  const places = [[0, 0], ...stops.map(({ x, y }) => [x, y])${home === 'return' ? ', [0, 0]' : ''}];
  const visits = [...stops${home === 'return' ? ", { name: 'depot', opens: 0, closes: Infinity, minutes: 0 }" : ''}];
  const result = [];
  let clock = start;
  for (const [at, { name, opens, closes, minutes }] of visits.entries()) {
    clock += distance(places[at], places[at + 1]);
    const wait = clock < opens ? opens - clock : 0;
    result.push({ name, arrival: clock, wait, late: clock + wait > closes });
    clock += wait + minutes;
  }
  return result;
};`,
    nearest: `exports.nearest = (stops) => {
  const places = new Map(stops.map(({ name, x, y }) => [name, [x, y]]));
  const names = [...places.keys()].sort();
  const order = [];
  const steps = [];
  for (let place = [0, 0]; order.length < stops.length; place = places.get(order.at(-1))) {
    let chosen;
    for (const name of names) {
      if (order.includes(name)) continue;
      if (chosen === undefined || distance(place, places.get(name)) < distance(place, places.get(chosen))) chosen = name;
    }
    steps.push(distance(place, places.get(chosen)));
    order.push(chosen);
  }
${home === 'return' ? '  if (order.length > 0) steps.push(distance(places.get(order.at(-1)), [0, 0]));\n' : ''}  return { order, length: steps.reduce((sum, step) => sum + step, 0) };
};`,
    shortest: `exports.shortest = (stops) => {
  const sorted = [...stops].sort((a, b) => (a.name < b.name ? -1 : 1));
  const places = sorted.map(({ x, y }) => [x, y]);
${home === 'return' ? '  const homeward = places.map((place) => distance(place, [0, 0]));\n' : ''}  const full = (1 << sorted.length) - 1;
  const known = new Map();
  const rest = (visited, here) => {
    if (visited === full) return ${home === 'return' ? 'homeward[here] ?? 0' : '0'};
    const key = visited * 16 + here + 1;
    if (!known.has(key)) {
      const ways = places.map((place, next) => (visited & (1 << next) ? Infinity : step(here, next) + rest(visited | (1 << next), next)));
      known.set(key, Math.min(...ways));
    }
    return known.get(key);
  };
  const step = (here, next) => distance(here === -1 ? [0, 0] : places[here], places[next]);
  const order = [];
  let [visited, here] = [0, -1];
  while (visited !== full) {
    const wanted = rest(visited, here);
    const next = places.findIndex((_, at) => !(visited & (1 << at)) && step(here, at) + rest(visited | (1 << at), at) === wanted);
    order.push(sorted[next].name);
    [visited, here] = [visited | (1 << next), next];
  }
  return { order, length: rest(0, -1) };
};`,
  }[task];
  return `${distance}\n\n${body}\n`;
}

export function tourPrograms(settings: Settings): readonly [AlternativeProgram, AlternativeProgram] {
  return [
    { how: 'walks from stop to stop and tries orders one after the other', program: plain(settings) },
    { how: 'works on lists of places and remembers partial results', program: tabled(settings) },
  ];
}

export function tourWrong(settings: Settings): readonly WrongProgram[] {
  const { task, metric, home } = settings;
  const right = plain(settings);
  const edit = {
    follow: () => ({
      name: 'late-on-the-minute',
      why: 'Who begins at the closing time itself is not late.',
      program: edited(right, 'begin > stop.closes', 'begin >= stop.closes'),
    }),
    nearest: () => ({
      name: 'names-backwards',
      why: 'Of equally near stops the first by name is next.',
      program: edited(right, '(a.name < b.name ? -1 : 1)', '(a.name > b.name ? -1 : 1)'),
    }),
    shortest: () => ({
      name: 'nearest-next',
      why: 'The whole tour has to be the shortest.',
      program: `${plain({ ...settings, task: 'nearest' })}\nmodule.exports.shortest = nearest;\n`,
    }),
  }[task]();
  return [
    edit,
    {
      name: 'other-distance',
      why: 'Distances are measured as the text says.',
      program: plain({ ...settings, metric: metric === 'blocks' ? 'straight' : 'blocks' }),
    },
    {
      name: 'other-end',
      why: `The tour ${home === 'return' ? 'goes back to the depot' : 'ends at its last stop'}.`,
      program: plain({ ...settings, home: home === 'return' ? 'open' : 'return' }),
    },
  ];
}
