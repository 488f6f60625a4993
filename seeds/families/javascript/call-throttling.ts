/** Task family: calls that are put off, bundled or limited in JavaScript, played on a clock of numbers. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { type DeliveryForm, functionProject } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './call-throttling.programs.ts';
import { DIALS, MANNERS, type Manner, REPORTS, type Report } from './call-throttling-texts.ts';

type Call = [number, string, number];
type Arguments = [number, Call[]];

const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };
const TYPESCRIPT: DeliveryForm = { language: 'typescript', file: 'solution.ts' };

interface Run {
  readonly time: number;
  readonly key: string;
  readonly values: readonly number[];
  readonly since: number;
}

/** The runs of one key: bursts are cut off from the front of its calls. */
function runsOf(key: string, calls: readonly Call[], manner: Manner, wait: number): Run[] {
  const runs: Run[] = [];
  let rest = [...calls];
  let blockedUntil = Number.NEGATIVE_INFINITY;
  while (rest.length > 0) {
    const first = rest[0]?.[0] ?? 0;
    let end = first + wait;
    let count = 1;
    if (manner === 'throttle') {
      end = Math.max(first, blockedUntil);
      while (count < rest.length && (rest[count]?.[0] ?? 0) < end) count += 1;
      blockedUntil = end + wait;
    } else {
      for (; count < rest.length && (rest[count]?.[0] ?? 0) < end; count += 1) {
        if (manner !== 'batch') end = (rest[count]?.[0] ?? 0) + wait;
        if (manner === 'forced') end = Math.min(end, first + 3 * wait);
      }
    }
    runs.push({ time: end, key, values: rest.slice(0, count).map(([, , value]) => value), since: first });
    rest = rest.slice(count);
  }
  return runs;
}

function answer(manner: Manner, report: Report, [wait, calls]: Arguments): Json {
  const keys = [...new Set(calls.map(([, key]) => key))].sort();
  const byKey = keys.map((key) =>
    runsOf(
      key,
      calls.filter((call) => call[1] === key),
      manner,
      wait,
    ),
  );
  if (report === 'stats') {
    return byKey.map((runs) => {
      const sizes = runs.map(({ values }) => values.length);
      return [
        runs[0]?.key ?? '',
        runs.length,
        Math.max(...sizes),
        Math.max(...runs.map(({ time, since }) => time - since)),
      ];
    });
  }
  const runs = byKey.flat().toSorted((a, b) => a.time - b.time || (a.key < b.key ? -1 : Number(a.key > b.key)));
  if (report === 'log') return runs.map(({ time, key, values }) => [time, key, [...values]]);
  const slots = new Map<number, number[]>();
  for (const { time, values } of runs) {
    const slot = Math.floor(time / 100) * 100;
    const sum = values.reduce((total, value) => total + value, 0);
    const [count = 0, total = 0] = slots.get(slot) ?? [];
    slots.set(slot, [count + 1, total + sum]);
  }
  return [...slots].map(([slot, [count = 0, total = 0]]) => [slot, count, total]);
}

function drawnCalls(random: Chance, count: number): Call[] {
  let time = random.below(20);
  return Array.from({ length: count }, (): Call => {
    time += random.pick([0, 1, 3, 5, 9, 10, 12, 31, 80]);
    return [time, random.pick(['save', 'load', 'ping']), random.below(50) - 10];
  });
}

function rules(manner: Manner, report: Report, random: Chance): Rule<Arguments>[] {
  const times = (key: string, ...list: readonly number[]): Call[] => list.map((time, at) => [time, key, at + 1]);
  const mixed = [...times('b', 0, 4, 25, 95), ...times('a', 0, 9, 11, 30, 104), ...times('B', 2, 12)].toSorted(
    (one, two) => one[0] - two[0],
  );
  return [
    {
      told: MANNERS[manner].told,
      cases: {
        'a burst': [10, times('k', 0, 3, 6, 9, 12, 15)],
        'exactly the wait apart': [10, times('k', 0, 10, 20, 25, 35, 40)],
        'one tick less': [10, times('k', 0, 9, 18, 27, 36, 45, 54)],
        'far apart': [10, times('k', 5, 50, 500)],
        'at the same time': [10, times('k', 7, 7, 7, 17, 17)],
        'a long burst': [4, times('k', ...Array.from({ length: 40 }, (_, at) => at * 2))],
      },
      slips: MANNERS[manner].slips,
    },
    {
      told: REPORTS[report].told,
      cases: {
        'several keys': [10, mixed],
        'several keys, long wait': [50, mixed],
        'no calls': [10, []],
        drawn: [10, drawnCalls(random, 25)],
        'drawn, short wait': [4, drawnCalls(random, 40)],
        'many calls': [12, drawnCalls(random, 900)],
      },
      slips: REPORTS[report].slips,
    },
  ];
}

export const callThrottling: StudyFamily = {
  name: 'call-throttling',
  category: 'javascript',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'call-throttling', index);
    const { manner, report } = settingsOf(DIALS, index);
    const typed = index % 4 === 3;
    const form = typed ? TYPESCRIPT : JAVASCRIPT;
    const language = typed ? 'TypeScript' : 'JavaScript';
    const entry = random.pick(['simulate', 'playCalls', 'schedule', 'planRuns']);
    const app = random.pick(['search box', 'note editor', 'thermostat page', 'shopping list', 'map view']);
    return ruledProject<Arguments>(
      {
        family: callThrottling,
        index,
        seed,
        title: `${MANNERS[manner].title}: ${REPORTS[report].title} in ${language}`,
        opening: [
          `${form.file}: module.exports = { ${entry} }. ${entry}(wait, calls): wait = whole number above 0; calls = [time, key, value] lists with whole numbers, times from 0 and never decreasing. No real timers: compute the runs.`,
          `The ${app} of our site calls the server far too often. Before changing it I want to try our rule out on recorded calls, without real timers, in ${language}: ${form.file} exports ${entry}(wait, calls). wait is a whole number above zero, and each call is a list of time, key and value (whole numbers, times from zero on, never going back).`,
          `${form.file} shall export ${entry}(wait, calls), a simulation without timers for the ${app}, in ${language}. wait is a positive integer; calls is a list of [time, key, value], time and value being integers, time >= 0 and non-decreasing.`,
        ],
        rules: rules(manner, report, random),
        closing: [
          'Every key is treated for itself, as if there were no others. No npm.',
          'The keys have nothing to do with each other: treat each one as if it were alone. No npm packages, please.',
          'Each key is processed independently of all others. npm packages are not available.',
        ],
        skills: [language, 'Front-end', 'Algorithms'],
        estimatedMinutes: MANNERS[manner].minutes + REPORTS[report].minutes,
        visible: {
          'one call': [10, [[3, 'save', 5]]],
          'two calls': [
            10,
            [
              [0, 'save', 1],
              [40, 'save', 2],
            ],
          ],
        },
        reference: referenceProgram(manner, report, entry, typed),
        alternative: {
          how: 'A clock that goes from event to event over all keys, in place of cutting each list of calls into bursts.',
          program: alternativeProgram(manner, report, entry),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(form, posting, {
          ...parts,
          entry,
          answer: (...args) => answer(manner, report, args),
        }),
    );
  },
};
