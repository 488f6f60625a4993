/** What the family `event-emitters` asks for, in three voices, with its dials and slips. */

import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { Slip, Told } from '../ruled-project.ts';

export const DIALS = {
  route: ['plain', 'upwards', 'stars', 'globs'],
  extra: ['priorities', 'limits', 'replay'],
} as const;

export type Route = (typeof DIALS)['route'][number];
export type Extra = (typeof DIALS)['extra'][number];

interface RouteText {
  readonly title: string;
  readonly minutes: number;
  readonly told: Told;
  readonly listened: readonly string[];
  readonly emitted: readonly string[];
  readonly slips: readonly Slip[];
}

export const ROUTES: Readonly<Record<Route, RouteText>> = {
  plain: {
    title: 'exact names',
    minutes: 30,
    told: [
      'Reaching: a listener is reached by the event of exactly its text, capitals included. The text "*" listens to everything, whatever is emitted, and "!name" to everything but exactly that name.',
      'Whom an event reaches: those who listen to exactly this name, with the same capitals, those who listen to "*", who hear everything, and those who listen to an exclamation mark and a name, like "!save", who hear everything except for just this.',
      'An emitted event reaches the listeners whose event string is identical to it, those whose event string is "*", and those whose event string is "!" followed by a name other than the one emitted.',
    ],
    listened: ['save', '!save', '*', 'Save', 'load', '!'],
    emitted: ['save', 'load', 'SAVE', 'saves', '*', ''],
    slips: [
      ['capitals-ignored', 'Capitals matter.', 'event === emitted', 'event.toLowerCase() === emitted.toLowerCase()'],
      ['star-hears-star-only', 'A star hears everything.', "event === '*'", "emitted === '*'"],
    ],
  },
  upwards: {
    title: 'names with levels',
    minutes: 40,
    told: [
      'Reaching: event names have levels separated by dots. An event also reaches those who listen to a higher level: "a.b.c" reaches listeners of "a.b.c", "a.b" and "a", not of "a.b.c.d" or "a.bx".',
      'Whom an event reaches: names have levels with dots between, and what happens below is also heard above. So "door.front.open" reaches whoever listens to just that, to "door.front" or to "door", but nobody who listens to something deeper; and "doors" is another name altogether.',
      'Event names consist of levels separated by ".". An emitted event reaches a listener if the levels of the listener\'s event are the first levels, or all levels, of the emitted one.',
    ],
    listened: ['door', 'door.front', 'door.front.open', 'window', 'door.back'],
    emitted: [
      'door.front',
      'door.front.open',
      'door',
      'doors',
      'door.fronts',
      'window.left',
      'back.door',
      'door.front.open.wide',
    ],
    slips: [
      [
        'prefix-of-the-text',
        'Whole levels are compared.',
        "emitted.startsWith(event + '.')",
        'emitted.startsWith(event)',
      ],
      [
        'downwards-too',
        'Deeper listeners hear nothing.',
        'emitted === event ||',
        "emitted === event || event.startsWith(emitted + '.') ||",
      ],
    ],
  },
  stars: {
    title: 'stars for levels',
    minutes: 45,
    told: [
      'Reaching: names have levels separated by dots. In the event of a listener a level "*" fits any one level. The number of levels must be the same: "door.*" is reached by "door.front", not by "door" or "door.front.open". In what is emitted a star is nothing special.',
      'Whom an event reaches: names have levels with dots between, and a listener may put a star for a level he does not care about. So "door.*" hears "door.front" and "door.back", but neither "door" nor "door.front.open", since the number of levels must agree. When somebody emits a star it is just a character.',
      'Event names consist of levels separated by ".". An emitted event reaches a listener if both names have equally many levels and each level of the listener\'s event is "*" or identical to the corresponding level emitted. "*" has no special meaning in emitted names.',
    ],
    listened: ['door.front', 'door.*', '*.front', '*', '*.*.open', 'door'],
    emitted: ['door.front', 'door.back', 'window.front', 'door', 'door.front.open', 'door.*', 'x.y.open', 'door.', '*'],
    slips: [
      [
        'more-levels-fit',
        'The number of levels must agree.',
        'levels.length === parts.length &&',
        'levels.length <= parts.length &&',
      ],
      ['emitted-stars', 'An emitted star fits nothing else.', "level === '*'", "level === '*' || parts[at] === '*'"],
    ],
  },
  globs: {
    title: 'wildcards',
    minutes: 50,
    told: [
      'Reaching: in the event of a listener each "#" stands for any run of characters, dots too, also none; everything else must be the same, and the whole name must fit: "door#" is reached by "door" and "door.front", "#open" by "door.open". "#" in what is emitted is nothing special.',
      'Whom an event reaches: a listener may use the sign # as a joker for anything, of any length, nothing at all included; the rest has to be exactly the same and the name has to fit as a whole. So "door#" hears "door" and "door.front", and "#open" hears "door.open" but not "door.opened". Jokers that are emitted are mere characters.',
      'An emitted event reaches a listener if it can be obtained from the listener\'s event string by replacing each "#" with some, possibly empty, string; all other characters stand for themselves. "#" has no special meaning in emitted names.',
    ],
    listened: ['door.open', 'door#', '#open', '#', 'd#r.o#n', '#.#'],
    emitted: [
      'door.open',
      'door',
      'door.opened',
      'window.open',
      'open',
      'doorXopen',
      'dr.on',
      'd#r.o#n',
      'door.open.open',
    ],
    slips: [
      ['dot-is-any-sign', 'A dot stands for itself.', "'[.]'", "'.'"],
      ['not-empty', 'The joker may stand for nothing.', "'.*'", "'.+'"],
    ],
  },
};

type Step = [string, ...Json[]];

interface ExtraText {
  readonly title: string;
  readonly minutes: number;
  /** Third part of an "on" step. */
  readonly third: string;
  readonly told: Told;
  readonly cases: (a: string, b: string, e: string, f: string) => Readonly<Record<string, [Step[]]>>;
  readonly slips: readonly Slip[];
}

export const EXTRAS: Readonly<Record<Extra, ExtraText>> = {
  priorities: {
    title: 'priorities',
    minutes: 10,
    third: ', priority',
    told: [
      'Order: an emit calls higher priority first (integers, negative ones too), equal priority in the order in which they were added.',
      'Who has the higher priority is called first; it is a whole number and may be below zero. Among equals whoever was added earlier comes earlier.',
      'The listeners reached are called in order of descending priority (an integer), and of addition where priorities are equal.',
    ],
    cases: (a, _b, e) => ({
      'in order of priority': [
        [
          ['on', 'low', a, -5],
          ['on', 'first', a, 2],
          ['on', 'top', a, 10],
          ['on', 'second', a, 2],
          ['on', 'zero', a, 0],
          ['emit', e, 1],
        ],
      ],
      'added late': [
        [
          ['on', 'x', a, 1],
          ['emit', e, 1],
          ['on', 'y', a, 3],
          ['on', 'x', a, 0],
          ['emit', e, 2],
          ['off', 'y'],
          ['emit', e, 3],
        ],
      ],
    }),
    slips: [
      ['lowest-first', 'Higher priorities come first.', 'two.priority - one.priority', 'one.priority - two.priority'],
    ],
  },
  limits: {
    title: 'limited listeners',
    minutes: 15,
    third: ', times',
    told: [
      'Limits: times = how often that listener is called before it is removed (after that call); 0 = no limit. Order of calls: as added. Adding the same again starts a new count for the new one only.',
      'The number times says after how many calls a listener is taken out again by itself, 0 meaning never. The calls go in the order in which the listeners were added. If somebody is added anew that is a fresh listener with a fresh count, and the old one goes on with its own.',
      'times is a non-negative integer; a listener with times > 0 is removed after having been called that often, 0 denotes no limit. Listeners reached are called in order of addition. Counts belong to individual listeners and are not shared between equal additions.',
    ],
    cases: (a, b, e) => ({
      'once and twice': [
        [
          ['on', 'once', a, 1],
          ['on', 'twice', a, 2],
          ['on', 'ever', b, 0],
          ['emit', e, 1],
          ['emit', e, 2],
          ['emit', e, 3],
        ],
      ],
      'added again': [
        [
          ['on', 'x', a, 2],
          ['emit', e, 1],
          ['on', 'x', a, 2],
          ['emit', e, 2],
          ['emit', e, 3],
          ['emit', e, 4],
        ],
      ],
    }),
    slips: [['zero-means-once', 'Zero means no limit.', 'times > 0 &&', '']],
  },
  replay: {
    title: 'last values replayed',
    minutes: 25,
    third: '',
    told: [
      'Replay: the emitter keeps the last value of every emitted event. Whoever is added is at once called for each kept event that reaches it, in the order in which these were last emitted (emitting again moves an event to the end). Events that nobody heard are kept too. Order of calls of an emit: as added.',
      'Late guests should not miss anything: the emitter remembers the last value of every event that was ever emitted, even if nobody heard it. A new listener is called right away for every remembered event that reaches it, the one longest ago first, where an event emitted anew counts from its latest time. Otherwise an emit calls its listeners in the order in which they were added.',
      'The emitter retains for each event emitted, heard or not, its most recent value. A listener being added is immediately called for each retained event that reaches it, in order of the most recent emission, oldest first. An emit calls the listeners reached in order of addition.',
    ],
    cases: (a, b, e, f) => ({
      'added afterwards': [
        [
          ['emit', e, 1],
          ['emit', f, 2],
          ['emit', e, 3],
          ['on', 'late', a],
          ['on', 'later', b],
          ['emit', e, 4],
        ],
      ],
      'off and on again': [
        [
          ['on', 'x', a],
          ['emit', e, 'one'],
          ['off', 'x'],
          ['emit', e, 'two'],
          ['on', 'x', a],
          ['emit', f, 'three'],
          ['on', 'y', b],
        ],
      ],
    }),
    slips: [['first-order-kept', 'Emitting again moves an event to the end.', 'kept.delete(emitted);', '']],
  },
};
