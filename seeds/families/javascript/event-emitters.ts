/** Task family: event emitters in JavaScript: who hears what, in which order, and what else an emitter can do. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { type DeliveryForm, functionProject } from '../family.ts';
import { type Rule, ruledProject } from '../ruled-project.ts';
import { type StudyFamily, settingsOf } from '../study-family.ts';
import { alternativeProgram, referenceProgram } from './event-emitters.programs.ts';
import { DIALS, EXTRAS, type Extra, ROUTES, type Route } from './event-emitters-texts.ts';

type Step = [string, ...Json[]];
type Arguments = [Step[]];

const TYPESCRIPT: DeliveryForm = { language: 'typescript', file: 'solution.ts' };
const JAVASCRIPT: DeliveryForm = { language: 'javascript', file: 'solution.js' };

interface Listener {
  readonly name: string;
  readonly event: string;
  readonly weight: number;
  readonly limit: number;
  readonly serial: number;
}

function hears(route: Route, listened: string, emitted: string): boolean {
  if (route === 'plain' && listened.startsWith('!')) return listened !== `!${emitted}`;
  if (route === 'plain') return listened === emitted || listened === '*';
  const [mine, theirs] = [listened.split('.'), emitted.split('.')];
  if (route === 'upwards') return mine.every((part, at) => part === theirs[at]);
  if (route === 'stars')
    return mine.length === theirs.length && mine.every((part, at) => part === '*' || part === theirs[at]);
  return new RegExp(`^${listened.replaceAll('.', '[.]').replaceAll('#', '.*')}$`).test(emitted);
}

/** Plays the steps on a plain list of listeners that is sorted anew for each event. */
function answer(route: Route, extra: Extra, [steps]: Arguments): Json {
  let listeners: Listener[] = [];
  let kept: [string, Json][] = [];
  const log: Json[] = [];
  const counts = new Map<number, number>();
  const deliver = (listener: Listener, event: string, value: Json): void => {
    log.push([listener.name, event, value]);
    const count = (counts.get(listener.serial) ?? 0) + 1;
    counts.set(listener.serial, count);
    if (extra === 'limits' && count >= listener.limit)
      listeners = listeners.filter(({ serial }) => serial !== listener.serial);
  };
  steps.forEach(([kind, ...rest], serial) => {
    const [first = '', second = '', third = null] = rest;
    if (kind === 'on') {
      const weight = extra === 'priorities' ? Number(third) : 0;
      const limit = extra === 'limits' && typeof third === 'number' && third > 0 ? third : Number.POSITIVE_INFINITY;
      const listener = { name: String(first), event: String(second), weight, limit, serial };
      listeners.push(listener);
      if (extra === 'replay')
        for (const [event, value] of kept) if (hears(route, listener.event, event)) deliver(listener, event, value);
    } else if (kind === 'off') {
      listeners = listeners.filter(({ name, event }) => name !== first || (second !== '' && event !== second));
    } else {
      if (extra === 'replay') {
        kept = kept.filter(([event]) => event !== first);
        kept.push([String(first), second]);
      }
      const heard = listeners.filter(({ event }) => hears(route, event, String(first)));
      for (const listener of heard.toSorted((a, b) => b.weight - a.weight || a.serial - b.serial))
        deliver(listener, String(first), second);
      if (heard.length === 0) log.push(['nobody', String(first), second]);
    }
  });
  return log;
}

function drawnSteps(random: Chance, route: Route, extra: Extra, count: number): Step[] {
  const { listened, emitted } = ROUTES[route];
  const name = () => random.pick(['ann', 'bob', 'cat', 'dot']);
  return Array.from({ length: count }, (): Step => {
    const turn = random.below(10);
    if (turn < 3) {
      const last = { priorities: random.below(4) - 1, limits: random.below(4), replay: null }[extra];
      return ['on', name(), random.pick(listened), ...(last === null ? [] : [last])];
    }
    if (turn === 3) return random.below(2) === 0 ? ['off', name()] : ['off', name(), random.pick(listened)];
    return ['emit', random.pick(emitted), random.below(100)];
  });
}

function rules(route: Route, extra: Extra, random: Chance): Rule<Arguments>[] {
  const { told, listened, emitted, slips } = ROUTES[route];
  const tail: Json[] = extra === 'replay' ? [] : [extra === 'limits' ? 0 : 1];
  const on = (name: string, event: string): Step => ['on', name, event, ...tail];
  const [a = '', b = ''] = listened;
  const [e = '', f = ''] = emitted;
  return [
    {
      told,
      cases: {
        'each against each': [
          [
            ...listened.map((event, at) => on(`l${at}`, event)),
            ...emitted.map((event, at): Step => ['emit', event, at]),
          ],
        ],
        ...Object.fromEntries(
          listened
            .slice(0, 2)
            .map((event, place) => [
              `one listener ${place + 1}`,
              [[on('solo', event), ...emitted.map((sent, at): Step => ['emit', sent, `v${at}`])]] as Arguments,
            ]),
        ),
      },
      slips,
    },
    {
      told: [
        `Steps: ["on", name, event${EXTRAS[extra].third}], ["off", name] (all of that name), ["off", name, event] (those of that name and exactly that event text), ["emit", event, value]. The same name may listen several times, also to the same event: every "on" counts for itself. An emit calls the listeners it reaches, each logging [name, emitted event, value]. If it reaches none, log ["nobody", event, value].`,
        `The steps are little lists. ["on", name, event${EXTRAS[extra].third}] adds a listener; whoever listens twice is called twice, even for the same event. ["off", name] removes all listeners of that name and ["off", name, event] only those of that name that were added with exactly this event text. ["emit", event, value] calls all the listeners it reaches, and each writes [name, the emitted event, value] into the log; if there is none, the log gets ["nobody", event, value].`,
        `A step is one of: ["on", name, event${EXTRAS[extra].third}], adding a listener (each addition is independent, even if equal to an earlier one); ["off", name], removing all listeners of that name; ["off", name, event], removing those of that name added with the identical event string; ["emit", event, value], upon which every listener reached logs [name, event, value], event being the one emitted. If no listener is reached, ["nobody", event, value] is logged.`,
      ],
      cases: {
        'off by name': [
          [
            on('x', a),
            on('x', b),
            on('y', a),
            ['off', 'x'],
            ['emit', e, 1],
            ['emit', f, 2],
            ['off', 'z'],
            ['emit', e, 3],
          ],
        ],
        'off by name and event': [
          [
            on('x', a),
            on('x', b),
            on('x', a),
            ['off', 'x', a],
            ...emitted.map((event, at): Step => ['emit', event, at]),
          ],
        ],
        'twice the same': [[on('x', a), on('x', a), ['emit', e, null], ['emit', e, [1, 2]]]],
        'nobody there': [
          [
            ['emit', e, 1],
            ['emit', f, { deep: [true] }],
          ],
        ],
        'no steps': [[]],
      },
    },
    {
      told: EXTRAS[extra].told,
      cases: {
        ...EXTRAS[extra].cases(a, b, e, f),
        drawn: [drawnSteps(random, route, extra, 25)],
        'many steps': [drawnSteps(random, route, extra, 250)],
      },
      slips: EXTRAS[extra].slips,
    },
  ];
}

export const eventEmitters: StudyFamily = {
  name: 'event-emitters',
  category: 'javascript',
  variants: 12,
  build: (seed, index) => {
    const random = chance(seed, 'event-emitters', index);
    const { route, extra } = settingsOf(DIALS, index);
    const typed = index % 2 === 1;
    const entry = random.pick(['playEvents', 'runEmitter', 'simulate', 'replayEvents', 'dispatchAll']);
    const app = random.pick(['smart home hub', 'chat widget', 'browser game', 'stock ticker', 'greenhouse monitor']);
    const form = typed ? TYPESCRIPT : JAVASCRIPT;
    const language = typed ? 'TypeScript' : 'JavaScript';
    const { listened, emitted } = ROUTES[route];
    const tail: Json[] = extra === 'replay' ? [] : [extra === 'limits' ? 0 : 1];
    const on = (name: string, event: string): Step => ['on', name, event, ...tail];
    return ruledProject<Arguments>(
      {
        family: eventEmitters,
        index,
        seed,
        title: `Event emitter in ${language}: ${ROUTES[route].title}, ${EXTRAS[extra].title}`,
        opening: [
          `${form.file}: export a function ${entry}(steps) (module.exports = { ${entry} }${typed ? ' or export function' : ''}). It starts an empty emitter, plays the steps in order and returns the log, a list.`,
          `For our ${app} I want to see an event emitter in ${language} before we build it in. Put a function ${entry}(steps) into ${form.file} and export it: it begins with an emitter nobody listens to, carries out the steps one after the other and returns what was logged, as a list.`,
          `${form.file} shall export the function ${entry}(steps) for a ${app}, written in ${language}. Beginning with an emitter without listeners, the steps are executed in order; the log is returned as a list.`,
        ],
        rules: rules(route, extra, random),
        closing: [
          'Values are any JSON and go through unchanged. No npm packages.',
          'The values can be anything that JSON knows, they are just passed on. Please no packages, a single file.',
          'Values are arbitrary JSON values. npm packages are not available.',
        ],
        skills: [language, 'Event-driven Programming', 'Node.js'],
        estimatedMinutes: ROUTES[route].minutes + EXTRAS[extra].minutes,
        visible: {
          'one listener': [[on('ann', emitted[0] ?? ''), ['emit', emitted[0] ?? '', 'hello']]],
          'two listeners': [
            [
              on('ann', listened[0] ?? ''),
              on('bob', listened[0] ?? ''),
              ['emit', emitted[0] ?? '', 7],
              ['off', 'ann'],
              ['emit', emitted[0] ?? '', 8],
            ],
          ],
        },
        reference: referenceProgram(route, extra, entry, typed),
        alternative: {
          how: 'Listeners in a map by event text with serial numbers, merged for each emit, in place of one list.',
          program: alternativeProgram(route, extra, entry, typed),
        },
      },
      (posting, parts) =>
        functionProject<Arguments>(form, posting, { ...parts, entry, answer: (...args) => answer(route, extra, args) }),
    );
  },
};
