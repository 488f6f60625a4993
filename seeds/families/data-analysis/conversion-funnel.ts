/** Task family: conversion funnels out of event lists (four kinds of path, time limits, channels, three reports), in JavaScript. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { javascriptFunction } from '../javascript-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { inOnePass } from './conversion-funnel.one-pass.ts';
import { FUNNEL_DIALS, type FunnelNames, type FunnelSettings, posting } from './conversion-funnel.posting.ts';
import { byPerson, wrong } from './conversion-funnel.programs.ts';

const FAMILY = { name: 'conversion-funnel', category: 'data_analysis' } as const;

const SITES = [
  ['a web shop for wool', 'funnelOf', 'visitor', 'channel', ['view', 'cart', 'address', 'pay']],
  ['an online course', 'courseFunnel', 'learner', 'campaign', ['visit', 'trial', 'lesson', 'subscribe']],
  ['a booking page for holiday flats', 'bookingFunnel', 'guest', 'referrer', ['search', 'open', 'request', 'book']],
  ['the app of a car club', 'signupSteps', 'user', 'source', ['install', 'register', 'upload', 'drive']],
] as const;

type Event = { readonly [key: string]: string | number };

/** All times of one person's steps, by recursion over what remains. */
function timesOf(settings: FunnelSettings, own: readonly Event[], steps: readonly string[], minutes: number): number[] {
  const { path, window } = settings;
  const inTime = (at: number, before: readonly number[]): boolean => {
    const mark = window === 'from step to step' ? before.at(-1) : before[0];
    return window === 'none' || mark === undefined || Math.abs(at - mark) <= minutes;
  };
  const follow = (events: readonly Event[], before: readonly number[]): number[] => {
    const step = steps[before.length];
    const found = events.findIndex(({ name }) => name === step);
    const at = Number(events[found]?.at);
    if (step === undefined || found === -1 || !inTime(at, before)) return [...before];
    if (path === 'strict' && before.length > 0 && found > 0) return [...before];
    return follow(path === 'any order' ? own : events.slice(found + 1), [...before, at]);
  };
  if (path !== 'latest start') return follow(own, []);
  const tries = own.flatMap(({ name }, start) => (name === steps[0] ? [follow(own.slice(start), [])] : []));
  return tries.toSorted((a, b) => a.length - b.length).at(-1) ?? [];
}

function table({ report }: FunnelSettings, paths: readonly number[][], steps: readonly string[]): Json {
  const count = (length: number): number => paths.filter((times) => times.length >= length).length;
  return steps.map((step, at): Json => {
    const here = count(at + 1);
    if (report === 'counts') return { step, count: here, rate: count(1) === 0 ? 0 : here / count(1) };
    if (report === 'losses') {
      const lost = at + 1 === steps.length ? 0 : here - count(at + 2);
      return { step, count: here, lost, loss: here === 0 ? 0 : lost / here };
    }
    const waits = paths.flatMap((times) => {
      const [before, own] = [times[at - 1], times[at]];
      return before === undefined || own === undefined ? [] : [Math.abs(own - before)];
    });
    waits.sort((a, b) => a - b);
    const low = waits[Math.floor((waits.length - 1) / 2)];
    const high = waits[Math.floor(waits.length / 2)];
    return { step, count: here, median: low === undefined || high === undefined ? null : (low + high) / 2 };
  });
}

function funnel(settings: FunnelSettings, names: FunnelNames, events: Event[], steps: string[], minutes: number): Json {
  const people = new Map<unknown, Event[]>();
  for (const event of events) people.set(event[names.who], [...(people.get(event[names.who]) ?? []), event]);
  const channels = new Map<string, number[][]>();
  for (const own of people.values()) {
    const channel = settings.split === 'all' ? '' : String(own[0]?.[names.channel]);
    channels.set(channel, [...(channels.get(channel) ?? []), timesOf(settings, own, steps, minutes)]);
  }
  if (settings.split === 'all') return table(settings, channels.get('') ?? [], steps);
  return Object.fromEntries([...channels].map(([channel, paths]) => [channel, table(settings, paths, steps)]));
}

const CHANNELS = ['mail', 'search', 'flyer'] as const;

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(FUNNEL_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [site, entry, who, channel, stepNames] = random.pick(SITES);
  const names: FunnelNames = { site, entry, who, channel };
  const steps = [...stepNames];
  const limit = 20 + random.below(20);
  /** `a1@5` is person a with the first step at minute 5; step 9 is another event. */
  const events = (text: string, source?: Chance): Event[] =>
    text.split(' ').flatMap((word) => {
      const [, person, step, at] = /^(\w)(\d)@(\d+)$/.exec(word) ?? [];
      if (person === undefined) return [];
      const by = source ? source.pick(CHANNELS) : CHANNELS[person.charCodeAt(0) % 2 === 0 ? 0 : 1];
      return [
        {
          [who]: person,
          name: steps[Number(step) - 1] ?? 'help',
          at: Number(at),
          ...(settings.split === 'by channel' && { [channel]: by }),
        },
      ];
    });
  const args = (list: Event[], own = steps): [Event[], string[], number] => [list, own, limit];
  const drawn = (people: number, count: number): [Event[], string[], number] => {
    let at = 0;
    const progress = new Map<number, number>();
    const list = Array.from({ length: count }, (): Event => {
      at += random.below(Math.max(2, Math.floor(limit / people) + 2));
      const person = random.below(people);
      const next = ((progress.get(person) ?? 0) % 5) + 1;
      const step = random.below(4) === 0 ? 1 + random.below(5) : next;
      progress.set(person, step);
      const by = CHANNELS[random.below(6) === 0 ? random.below(3) : person % 3] ?? 'mail';
      return {
        [who]: `p${person}`,
        name: steps[step - 1] ?? 'help',
        at,
        ...(settings.split === 'by channel' && { [channel]: by }),
      };
    });
    return args(list);
  };
  const trim = (input: [Event[], string[], number]): [Event[], string[], number] =>
    settings.window === 'none' ? (input.slice(0, 2) as unknown as [Event[], string[], number]) : input;
  const { first, second } = inTurn('a', index, [
    { how: 'Groups the events by person and searches the path of each.', program: byPerson(settings, names) },
    { how: 'Goes over the events once and keeps a state for everybody.', program: inOnePass(settings, names) },
  ]);
  const hidden: readonly (readonly [string, [Event[], string[], number]])[] = [
    ['no events', args([])],
    ['nobody starts', args(events('a2@1 b3@4 b9@6'))],
    [
      'steps out of order',
      args(events('a2@1 a1@3 a3@5 b1@5 b3@7 b2@8 b4@9 c1@10 c2@11 c3@12 d4@13 d3@14 d2@15 d1@16')),
    ],
    ['other events between', args(events('a1@1 a9@2 a2@3 b1@3 c1@4 b2@5 b9@6 a3@7 b3@8 c2@9 c3@9 c4@9'))],
    [
      'starts twice',
      args(
        events(
          `a1@1 a2@2 b1@3 a1@9 a2@12 a3@14 b1@15 b2@19 b9@20 b1@${limit} c1@${limit + 1} c2@${limit + 2} c3@${limit + 9} c1@${limit + 9} c1@${limit + 11} c2@${limit + 12}`,
        ),
      ),
    ],
    ...(settings.window === 'none'
      ? []
      : ([
          [
            'time limit',
            args(
              events(
                `a1@1 a2@${limit} b1@${limit} a3@${limit + 9} a4@${limit + 10} b2@${2 * limit + 3} b3@${2 * limit + 4}`,
              ),
            ),
          ],
          [
            'exactly on the limit',
            args(
              events(
                `a1@5 b1@5 c1@5 a2@${5 + limit} b2@${5 + limit} c2@${6 + limit} a3@${5 + 2 * limit} b3@${6 + 2 * limit}`,
              ),
            ),
          ],
        ] as const)),
    ...(settings.split === 'all'
      ? []
      : ([
          ['two channels', args(events('b1@1 a1@2 c1@2 a2@3 b2@4 c2@5 b1@6 c3@6 a1@7 d1@8 d2@9 c4@9', random))],
        ] as const)),
    ['one step', args(events('a1@1 a1@2 b2@3 c1@4'), steps.slice(0, 1))],
    ['drawn events', drawn(6, 60)],
    ['large log', drawn(40, 420)],
  ];
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `Where do we lose people? Funnel for ${site}`,
          'Conversion funnel from an event list (JavaScript)',
          `Funnel report for ${site}`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['JavaScript', 'Data Analysis', 'Web Analytics'],
      estimatedMinutes:
        45 +
        (settings.path === 'latest start' ? 20 : 0) +
        (settings.window === 'none' ? 0 : 15) +
        (settings.split === 'all' ? 0 : 10),
    },
    (offer) =>
      javascriptFunction<[Event[], string[], number]>(offer, {
        entry,
        answer: (list, own, minutes) => funnel(settings, names, list, own, minutes),
        comparator: { kind: 'float', absolute: 1e-9, relative: 1e-9 },
        visible: [
          { name: 'a few events', args: trim(args(events('a1@1 b1@2 a2@4 c1@5 b9@6 b2@7 a3@8 d3@9'))) },
          { name: 'one visitor', args: trim(args(events('a1@3 a2@5 a3@9 a4@14'))) },
        ],
        hidden: hidden.map(([name, input]) => ({ name, args: trim(input) })),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Conversion funnels: 72 combinations of path, report, time limit and split. */
export const conversionFunnel: StudyFamily = { ...FAMILY, variants: 12, build: variant };
