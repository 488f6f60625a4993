/** Task family: machine queues (orders that arrive and wait for one machine or several, by different rules). */

import type { Chance } from '../../../server/kernel/prng.ts';
import { between, drawn, someFirm } from '../drawn-words.ts';
import { decimalText, divideHalfUp } from '../exact-number.ts';
import { lines, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { machineQueuePieces } from './machine-queue.posting.ts';
import { machineQueuePrograms, machineQueueWrong } from './machine-queue.programs.ts';

const DIALS = {
  rule: ['arrival', 'shortest', 'kind'],
  machines: ['one', 'several'],
  report: ['log', 'summary'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

/** Picks the order that goes next again and again, for the machine that can begin first. */
function answer({ rule, machines, report }: Settings, stdin: string): string {
  const rows = stdin.split('\n').filter((line) => line !== '');
  const count = machines === 'several' ? Number(rows.shift()) : 1;
  let left = rows.map((row, place) => {
    const [name = '', arrives, minutes, kind = ''] = row.split(' ');
    return { name, place, arrives: Number(arrives), minutes: Number(minutes), kind };
  });
  const park = drawn(count, (at) => ({ number: at + 1, free: 0, kind: '' }));
  const done: { name: string; machine: number; start: number; end: number; wait: number }[] = [];
  while (left.length > 0) {
    const first = Math.min(...left.map(({ arrives }) => arrives));
    const now = Math.max(first, Math.min(...park.map(({ free }) => free)));
    const machine = park.find(({ free }) => free <= now);
    if (machine === undefined) break;
    const here = left
      .filter(({ arrives }) => arrives <= now)
      .toSorted((a, b) => a.arrives - b.arrives || a.place - b.place);
    const byRule = {
      arrival: here,
      shortest: here.toSorted((a, b) => a.minutes - b.minutes || a.place - b.place),
      kind: [...here.filter(({ kind }) => kind === machine.kind), ...here],
    }[rule];
    const [next] = byRule;
    if (next === undefined) break;
    const setup = rule === 'kind' && machine.kind !== '' && machine.kind !== next.kind ? 10 : 0;
    const end = now + setup + next.minutes;
    done.push({ name: next.name, machine: machine.number, start: now, end, wait: now - next.arrives });
    Object.assign(machine, { free: end, kind: next.kind });
    left = left.filter((one) => one !== next);
  }
  if (report === 'log') {
    const sorted = done.toSorted((a, b) => a.start - b.start || a.machine - b.machine);
    return lines(...sorted.map(({ name, machine, start, end }) => `${name} ${machine} ${start} ${end}`));
  }
  const waits = done.map(({ wait }) => wait);
  const tenths = divideHalfUp(10 * waits.reduce((sum, wait) => sum + wait, 0), Math.max(1, waits.length));
  return lines(
    `orders ${done.length}`,
    `average wait ${decimalText(tenths, 1)}`,
    `longest wait ${Math.max(0, ...waits)}`,
    `finished ${Math.max(0, ...done.map(({ end }) => end))}`,
  );
}

type Order = readonly [arrives: number, minutes: number, kind: string];

function casesOf(random: Chance, { rule, machines }: Settings) {
  const given = (count: number, orders: readonly Order[]) => {
    const names = random.shuffle(drawn(orders.length, (at) => `A${100 + at}`));
    const rows = orders.map(([arrives, minutes, kind], at) =>
      [names[at], arrives, minutes, ...(rule === 'kind' ? [kind] : [])].join(' '),
    );
    return lines(...(machines === 'several' ? [String(count)] : []), ...rows);
  };
  const some = (count: number, busy: number): Order[] => {
    let now = 0;
    const all = drawn(count, (): Order => {
      now += random.below(busy);
      return [now, between(random, 1, 18), random.pick(['red', 'blue', 'green'])];
    });
    return random.shuffle(all);
  };
  return {
    visible: {
      'three orders': given(2, [
        [0, 10, 'red'],
        [4, 6, 'red'],
        [5, 3, 'blue'],
      ]),
      'a gap in between': given(2, [
        [3, 5, 'blue'],
        [20, 4, 'blue'],
        [21, 2, 'red'],
        [21, 7, 'blue'],
      ]),
    },
    hidden: {
      'no orders': given(3, []),
      'all at the same time': given(2, [
        [5, 8, 'red'],
        [5, 3, 'blue'],
        [5, 3, 'red'],
        [5, 1, 'blue'],
        [5, 9, 'red'],
      ]),
      'ends as another comes': given(2, [
        [0, 10, 'red'],
        [10, 5, 'red'],
        [10, 2, 'blue'],
        [15, 1, 'red'],
        [0, 15, 'blue'],
      ]),
      'not in order of arrival': given(2, [
        [30, 2, 'red'],
        [0, 12, 'red'],
        [6, 4, 'blue'],
        [2, 9, 'blue'],
        [6, 4, 'red'],
      ]),
      'kinds change': given(2, [
        [0, 20, 'red'],
        [1, 4, 'blue'],
        [2, 4, 'red'],
        [3, 4, 'blue'],
        [4, 4, 'red'],
        [5, 2, 'green'],
        [90, 1, 'red'],
      ]),
      'more machines than orders': given(9, [
        [1, 4, 'red'],
        [1, 4, 'blue'],
        [2, 4, 'red'],
      ]),
      'waits of a half': given(1, [
        [0, 1, 'red'],
        [0, 1, 'red'],
        [0, 1, 'red'],
        [0, 1, 'red'],
        [0, 2, 'red'],
        [8, 4, 'red'],
        [8, 1, 'red'],
        [40, 1, 'red'],
      ]),
      'drawn 1': given(2, some(15, 6)),
      'drawn 2': given(3, some(25, 5)),
      'a busy week': given(4, some(320, machines === 'several' ? 6 : 20)),
    },
  };
}

const STORIES = [
  'paints doors in a spraying booth',
  'cuts glass to measure',
  'prints posters over night',
  'engraves trophies',
  'mills spare parts',
] as const;

export const machineQueue = voicedFamily({
  name: 'machine-queue',
  category: 'scheduling',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    const rule = { arrival: 'first come, first served', shortest: 'shortest first', kind: 'same colour first' }[
      settings.rule
    ];
    const many = settings.machines === 'one' ? 'one machine' : 'several machines';
    return {
      title: tell(
        `Python: simulate a queue for ${many}, ${rule}`,
        `How long do orders wait? ${rule}, ${many}`,
        `Simulation of ${many}: ${rule}`,
      ),
      opening:
        settings.report === 'log'
          ? tell(
              `${story}. Wanted: which order runs when.`,
              `${story}, and people ask all day when their order is on. A little simulation in Python should tell.`,
              `${story}. A program shall determine when each order is processed.`,
            )
          : tell(
              `${story}. Wanted: how long orders wait.`,
              `${story}. Before we change anything I would like to know how long orders really wait, with a little simulation in Python.`,
              `${story}. A program shall determine waiting times of orders.`,
            ),
      pieces: machineQueuePieces(circumstances, settings),
      skills: ['Python', 'Simulation'],
      minutes: { arrival: 35, shortest: 40, kind: 75 }[settings.rule] + (settings.machines === 'one' ? 0 : 15),
      programs: machineQueuePrograms(settings),
      build: (posting, reference) =>
        stdioProject(PYTHON, posting, {
          ...casesOf(random, settings),
          answer: (stdin) => answer(settings, stdin),
          reference,
          wrong: machineQueueWrong(settings),
        }),
    };
  },
});
