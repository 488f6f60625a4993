/** Task family: world clock (local times, flights and weekly calls across time zones and clock changes). */

import type { Chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import { parseTable } from '../csv.ts';
import { between, drawn, pad, someFirm } from '../drawn-words.ts';
import { functionProject, lines, type Posting, PYTHON, stdioProject } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { worldClockPieces } from './world-clock.posting.ts';
import { worldClockPrograms, worldClockWrong } from './world-clock.programs.ts';
import { localText, minutesOf, momentsAt, offsetAt, ZONE_NAMES } from './zone-rules.ts';

const DIALS = {
  task: ['convert', 'durations', 'series'],
  twice: ['earlier', 'later'],
  missing: ['shift', 'reject'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

/** One local time at home, and another place: what every case of every task is made of. */
type Look = readonly [text: string, home: string, other: string];

function momentOf({ twice, missing }: Settings, text: string, zone: string): number | null {
  const local = minutesOf(text);
  const moments = momentsAt(zone, local);
  if (moments.length === 0) return missing === 'reject' ? null : local - offsetAt(zone, local - 2_000);
  return (twice === 'earlier' ? moments[0] : moments.at(-1)) ?? null;
}

const shown = (moment: number, zone: string) => localText(moment + offsetAt(zone, moment));

function convert(settings: Settings, text: string, home: string, zones: readonly string[]): Json {
  const moment = momentOf(settings, text, home);
  return moment === null ? null : zones.map((zone) => shown(moment, zone));
}

function durations(settings: Settings, stdin: string): string {
  let total = 0;
  const rows = parseTable(stdin).map((row) => {
    const start = momentOf(settings, row.departure ?? '', row.from_zone ?? '');
    const end = momentOf(settings, row.arrival ?? '', row.to_zone ?? '');
    if (start === null || end === null) return `${row.flight},invalid`;
    total += end - start;
    return `${row.flight},${end - start}`;
  });
  return lines('flight,minutes', ...rows, `total,${total}`);
}

function series(settings: Settings, first: string, home: string, other: string, count: number): Json {
  const entries: [string, string, boolean][] = [];
  for (let week = 0; week < count; week += 1) {
    const moment = momentOf(settings, localText(minutesOf(first) + week * 10_080), home);
    if (moment === null) continue;
    const there = shown(moment, other);
    entries.push([shown(moment, home), there, entries.length > 0 && entries.at(-1)?.[1].slice(11) !== there.slice(11)]);
  }
  return entries;
}

const PLANTED: Readonly<Record<string, readonly Look[]>> = {
  'around daylight saving': [
    ['2025-03-20 09:30', 'America/New_York', 'Europe/Berlin'],
    ['2025-03-29 23:45', 'Europe/London', 'America/Chicago'],
    ['2025-10-30 18:00', 'Europe/Helsinki', 'America/Los_Angeles'],
  ],
  'southern summer': [
    ['2024-12-30 21:00', 'Australia/Sydney', 'Europe/London'],
    ['2025-07-01 00:15', 'Europe/Berlin', 'Australia/Sydney'],
  ],
  'half hours': [
    ['2025-02-28 22:10', 'Asia/Kolkata', 'America/Bogota'],
    ['2024-02-28 22:10', 'America/New_York', 'Asia/Kolkata'],
  ],
  'time that occurs twice': [
    ['2025-10-26 02:30', 'Europe/Berlin', 'Asia/Tokyo'],
    ['2025-11-02 01:00', 'America/Chicago', 'UTC'],
    ['2025-04-06 02:59', 'Australia/Sydney', 'Europe/London'],
  ],
  'time that does not exist': [
    ['2025-03-30 02:30', 'Europe/Berlin', 'America/New_York'],
    ['2026-03-08 02:00', 'America/Los_Angeles', 'Asia/Kolkata'],
    ['2025-10-05 02:45', 'Australia/Sydney', 'UTC'],
  ],
};

const flight = (number: number, [text, home, other]: Look, minutes: number): string => {
  const moment = momentsAt(home, minutesOf(text))[0] ?? minutesOf(text) - offsetAt(home, minutesOf(text));
  const arrival = shown(moment + minutes, other);
  return number % 2 === 0
    ? `F${number},${home},${text},${other},${arrival}`
    : `R${number},${other},${shown(moment - minutes, other)},${home},${text}`;
};

function looksOf(random: Chance) {
  const places = () => random.shuffle(ZONE_NAMES);
  const someLook = (): Look => {
    const [home = '', other = ''] = places();
    const day = `${between(random, 2012, 2029)}-${pad(between(random, 1, 12))}-${pad(between(random, 1, 28))}`;
    return [`${day} ${pad(between(random, 0, 23))}:${pad(5 * between(random, 0, 11))}`, home, other];
  };
  const visible = {
    summer: [['2025-06-16 14:00', 'Europe/London', 'Asia/Tokyo']] as Look[],
    winter: [['2025-01-13 08:30', 'America/New_York', 'Europe/Berlin'], someLook()] as Look[],
  };
  const hidden: Record<string, readonly Look[]> = {
    ...PLANTED,
    'no answers wanted': [],
    ...Object.fromEntries(drawn(3, (at) => [`drawn ${at + 1}`, drawn(4, someLook)])),
    'all of a year': [...drawn(200, someLook), ...Object.values(PLANTED).flat()],
  };
  return { visible, hidden };
}

function mapped<Input>(looks: ReturnType<typeof looksOf>, make: (looks: readonly Look[], name: string) => Input) {
  const each = (side: Readonly<Record<string, readonly Look[]>>) =>
    Object.fromEntries(Object.entries(side).map(([name, all]) => [name, make(all, name)]));
  return { visible: each(looks.visible), hidden: each(looks.hidden) };
}

const ANY: Look = ['2025-05-05 10:00', 'Europe/London', 'UTC'];

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  const looks = looksOf(random);
  const rest = { reference, wrong: worldClockWrong(settings) };
  if (settings.task === 'durations') {
    const cases = mapped(looks, (all) =>
      lines(
        'flight,from_zone,departure,to_zone,arrival',
        ...all.map((look, at) => flight(at, look, 35 + ((at * 97) % 800))),
      ),
    );
    return stdioProject(PYTHON, posting, { ...cases, ...rest, answer: (stdin) => durations(settings, stdin) });
  }
  if (settings.task === 'convert') {
    type Call = [string, string, string[]];
    const cases = mapped(looks, (all, name): Call => {
      const [text, home, other] = all.at(name === 'all of a year' ? -1 : 0) ?? ANY;
      const zones = name === 'no answers wanted' ? [] : [other, ...random.shuffle(ZONE_NAMES).slice(0, 5), other];
      return [
        text,
        home,
        name === 'all of a year' ? drawn(300, (at) => ZONE_NAMES[at % ZONE_NAMES.length] ?? '') : zones,
      ];
    });
    return functionProject<Call>(PYTHON, posting, {
      ...cases,
      ...rest,
      entry: 'local_times',
      answer: (...given) => convert(settings, ...given),
    });
  }
  type Call = [string, string, string, number];
  const cases = mapped(looks, (all, name): Call => {
    const [text, home, other] = all.at(name === 'all of a year' ? -1 : 0) ?? ANY;
    const back = name.startsWith('time that') || name === 'all of a year' ? 2 : 0;
    const count = name === 'no answers wanted' ? 0 : name === 'all of a year' ? 400 : 6;
    return [localText(minutesOf(text) - back * 10_080), home, other, count];
  });
  return functionProject<Call>(PYTHON, posting, {
    ...cases,
    ...rest,
    entry: 'weekly_series',
    answer: (...given) => series(settings, ...given),
  });
}

const STORIES = [
  'has offices on three continents',
  'sells courses with teachers all over the world',
  'books freight on planes',
  'runs a help desk that follows the sun',
  'is a choir whose singers live far apart',
] as const;

export const worldClock = voicedFamily({
  name: 'world-clock',
  category: 'dates',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        convert: tell(
          'One moment in many time zones (Python function)',
          'What time is it for the others? Time zones in Python',
          'Conversion of local times between time zones',
        ),
        durations: tell(
          'True flight times from local times (Python, CSV)',
          'How long are our flights really? Time zones!',
          'Elapsed time of flights across time zones',
        ),
        series: tell(
          'Weekly call across two time zones (Python function)',
          'Our weekly call keeps moving for the colleagues abroad',
          'Dates of a weekly meeting in two time zones',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Times get mixed up twice a year; this is the function that must not.`,
        `${story}, and twice a year, when the clocks change, somebody is an hour off. We need this done properly once.`,
        `${story}. The software described converts local times under consideration of daylight saving.`,
      ),
      pieces: worldClockPieces(circumstances, settings),
      skills: ['Python', 'Time Zones'],
      minutes: { convert: 30, durations: 45, series: 60 }[settings.task] + (settings.missing === 'reject' ? 5 : 10),
      programs: worldClockPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
