/** Task family: appointment slots (wishes served in turn, the emptiest slot, waiting lists). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { between, drawn, pad, someFirm, somePeople } from '../drawn-words.ts';
import { functionProject, type Posting, PYTHON } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { appointmentSlotsPieces } from './appointment-slots.posting.ts';
import { slotPrograms, slotWrong } from './appointment-slots.programs.ts';

const DIALS = {
  task: ['wishes', 'emptiest', 'waiting'],
  seats: ['one', 'several'],
  members: ['equal', 'first'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;
type Wish = [name: string, wishes: string[]];
type Action = [action: string, name: string, slot: string];
type Slots = string[] | Record<string, number>;
type Call = [Slots, (Wish | Action)[]] | [Slots, (Wish | Action)[], string[]];

const sizesOf = (slots: Slots): Map<string, number> =>
  new Map(Array.isArray(slots) ? slots.map((slot) => [slot, 1]) : Object.entries(slots));

function served({ task }: Settings, slots: Slots, requests: readonly Wish[], members: readonly string[]): Json {
  const sizes = sizesOf(slots);
  const places: { slot: string; name: string }[] = [];
  const left = (slot: string) => (sizes.get(slot) ?? 0) - places.filter((place) => place.slot === slot).length;
  const isMember = ([name]: Wish) => members.includes(name);
  for (const [name, wishes] of [...requests.filter(isMember), ...requests.filter((request) => !isMember(request))]) {
    const open = wishes.filter((slot) => left(slot) > 0);
    const most = Math.max(...open.map(left));
    const emptiest = Array.isArray(slots) ? open.toSorted()[0] : open.find((slot) => left(slot) === most);
    const slot = task === 'wishes' ? open[0] : emptiest;
    if (slot !== undefined) places.push({ slot, name });
  }
  if (task === 'wishes')
    return requests.map(([name]) => [name, places.find((place) => place.name === name)?.slot ?? null]);
  return [...sizes.keys()].map((slot) => [slot, places.filter((place) => place.slot === slot).map(({ name }) => name)]);
}

function waited(slots: Slots, actions: readonly Action[], members: readonly string[]): Json {
  return [...sizesOf(slots)].map(([slot, size]) => {
    let inside: string[] = [];
    let outside: string[] = [];
    for (const [action, name] of actions.filter(([, , wanted]) => wanted === slot)) {
      if (action === 'book') {
        if (inside.includes(name) || outside.includes(name)) continue;
        if (inside.length < size) inside = [...inside, name];
        else outside = [...outside, name];
        continue;
      }
      outside = outside.filter((other) => other !== name);
      if (!inside.includes(name)) continue;
      const next = outside.find((other) => members.includes(other)) ?? outside[0];
      inside = [...inside.filter((other) => other !== name), ...(next === undefined ? [] : [next])];
      outside = outside.filter((other) => other !== next);
    }
    return [slot, inside, outside];
  });
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  const { task, seats, members } = settings;
  const people = somePeople(random, 12);
  const times = (count: number) => drawn(count, (at) => `${pad(8 + Math.floor(at / 4))}:${pad(15 * (at % 4))}`);
  const given = (
    slots: readonly string[],
    sizes: readonly number[],
    requests: (Wish | Action)[],
    group: string[],
  ): Call => {
    const all: Slots =
      seats === 'one' ? [...slots] : Object.fromEntries(slots.map((slot, at) => [slot, sizes[at % sizes.length] ?? 1]));
    return members === 'first' ? [all, requests, group] : [all, requests];
  };
  const [a = '', b = '', c = '', d = '', e = ''] = people;
  const [t0 = '', t1 = '', t2 = ''] = times(3);
  const plan = (
    sizes: readonly number[],
    group: string[],
    ...rows: readonly (readonly [string, ...string[]])[]
  ): Call => {
    const wishes = rows.map(([name, ...all]): Wish => [name, all]);
    const actions = rows.flatMap(([name, ...all]) => all.map((slot): Action => ['book', name, slot]));
    const cancels = rows
      .slice(0, 2)
      .flatMap(([name, first]) => (first === undefined ? [] : [['cancel', name, first] as Action]));
    const again = rows.slice(0, 1).map(([name, first = t0]): Action => ['book', name, first]);
    return given([t0, t1, t2], sizes, task === 'waiting' ? [...actions, ...cancels, ...again] : wishes, group);
  };
  const some = (slotCount: number, count: number, spread: number): Call => {
    const slots = random.shuffle(times(slotCount));
    const names = count > 12 ? drawn(count, (at) => `client ${at}`) : people.slice(0, count);
    const group = names.filter(() => random.below(4) === 0);
    const wish = () => random.pick([...slots, ...slots, '23:00']);
    const requests =
      task === 'waiting'
        ? drawn(
            count * spread,
            (): Action => [random.pick(['book', 'book', 'book', 'cancel']), random.pick(names), wish()],
          )
        : names.map((name): Wish => [name, [...new Set(drawn(1 + random.below(spread), wish))]]);
    return given(slots, [between(random, 1, 2), between(random, 1, 4), 2], requests, group);
  };
  return functionProject<Call>(PYTHON, posting, {
    visible: {
      'three clients': plan([1, 2, 1], [c], [a, t0, t1], [b, t0, t2], [c, t1]),
      'four clients': plan([2, 1, 1], [b], [b, t2], [a, t2, t0], [d, t2, t1], [c, t0]),
    },
    hidden: {
      'no requests': given([t0, t1], [1], [], [a]),
      'all want the same': plan([2, 1, 1], [d, e], [a, t1], [b, t1], [c, t1], [d, t1], [e, t1]),
      'unknown slot': plan([1, 1, 2], [a], [c, '23:00', t2], [a, '22:00'], [b, t2, '23:00'], [d, t2]),
      'later wishes': plan([1, 2, 1], [e], [c, t2, t1], [b, t2, t1, t0], [a, t2, t1, t0], [e, t2, t0]),
      'cancelled and booked again': plan([1, 1, 1], [d], [a, t0], [b, t0], [c, t0], [d, t0], [e, t1, t0]),
      'members among others': plan(
        [1, 2, 2],
        [d, b],
        [e, t0, t1],
        [c, t0, t1],
        [b, t0, t1],
        [a, t1, t2],
        [d, t0, t2, t1],
      ),
      'wishes out of order': plan(
        [2, 3, 2],
        [a],
        [b, t2, t0],
        [a, t1, t0],
        [c, t2, t1, t0],
        [d, t1, t2, t0],
        [e, t0, t2],
      ),
      'drawn 1': some(5, 9, 3),
      'drawn 2': some(8, 12, 4),
      'drawn 3': some(4, 12, 3),
      'a busy month': some(60, 150, 5),
    },
    reference,
    wrong: slotWrong(settings),
    entry: 'assign',
    answer: (slots, requests, group = []) =>
      task === 'waiting'
        ? waited(slots, requests as Action[], group)
        : served(settings, slots, requests as Wish[], group),
  });
}

const STORIES = [
  'cuts hair',
  'inspects cars',
  'teaches climbing in small groups',
  'gives vaccinations',
  'rents out a recording studio by the hour',
] as const;

export const appointmentSlots = voicedFamily({
  name: 'appointment-slots',
  category: 'scheduling',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        wishes: tell(
          'Python: assign appointments by wishes',
          'Give our clients the times they wish for',
          'Assignment of appointments by preference',
        ),
        emptiest: tell(
          'Python: spread clients over appointment slots',
          'Fill our calendar sensibly',
          'Distribution of clients over appointments',
        ),
        waiting: tell(
          'Python: bookings with waiting lists',
          'Book, cancel, and who moves up?',
          'Bookings and cancellations with waiting lists',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Appointments are to be handed out by a Python function.`,
        `${story}. Appointments are handed out by telephone and with a pencil so far, and mistakes cost us clients.`,
        `${story}. A Python function shall hand out its appointments.`,
      ),
      pieces: appointmentSlotsPieces(circumstances, settings),
      skills: ['Python', 'Scheduling'],
      minutes: { wishes: 15, emptiest: 20, waiting: 35 }[settings.task] + (settings.members === 'first' ? 5 : 0),
      programs: slotPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
