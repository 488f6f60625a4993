/** Task family: opening hours (texts like `Mo-Fr 09:00-18:00; Sa 10:00-14:00` read and asked), in TypeScript. */

import type { Chance } from '../../../server/kernel/prng.ts';
import { drawn, pad, someFirm } from '../drawn-words.ts';
import { type DeliveryForm, functionProject, type Posting } from '../family.ts';
import type { settingsOf } from '../study-family.ts';
import { voicedFamily } from '../three-voices.ts';
import { openingHoursPieces } from './opening-hours.posting.ts';
import { openingPrograms, openingWrong } from './opening-hours.programs.ts';

const DIALS = {
  task: ['check', 'change', 'table'],
  rules: ['add', 'replace'],
  nights: ['day', 'night'],
} as const;

export type Settings = ReturnType<typeof settingsOf<typeof DIALS>>;

const TYPESCRIPT: DeliveryForm = { language: 'typescript', file: 'solution.ts' };
const DAYS: readonly string[] = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const WEEK = 10_080;
const minutesOf = (text: string) => Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2));
const clock = (minute: number) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
const dayOf = (text: string) => DAYS.indexOf(text.slice(0, 2));

type Span = readonly [from: number, until: number];

/** The spans that the rules give to each day, from its own midnight on; those of nights end beyond 24:00. */
function spansOfDays({ rules }: Settings, hours: string): Span[][] {
  const parsed = hours.split('; ').map((rule) => rule.split(' '));
  const named = (days: string, wanted: number) =>
    days.split(',').some((part) => {
      const [from = '', until = from] = part.split('-');
      return (wanted - dayOf(from) + 7) % 7 <= (dayOf(until) - dayOf(from) + 7) % 7;
    });
  return DAYS.map((_, day) => {
    const fitting = parsed.filter(([days = '']) => named(days, day));
    const counting = rules === 'add' ? fitting : fitting.slice(-1);
    const times = counting.flatMap(([, all = '']) => (all === 'off' ? [] : all.split(',')));
    return times.map((time): Span => {
      const [from, until] = [minutesOf(time.slice(0, 5)), minutesOf(time.slice(6))];
      return [from, until > from ? until : until + 1440];
    });
  });
}

/** Asks about single minutes, looking at the day itself and, for nights, at the day before. */
function asking(settings: Settings, hours: string): (minute: number) => boolean {
  const spans = spansOfDays(settings, hours);
  const covers = (day: number, minute: number) =>
    (spans[day] ?? []).some(([from, until]) => minute >= from && minute < until);
  return (minute) => {
    const day = Math.floor(minute / 1440);
    return covers(day, minute % 1440) || covers((day + 6) % 7, (minute % 1440) + 1440);
  };
}

function nextChange(settings: Settings, hours: string, moment: string): string {
  const now = dayOf(moment) * 1440 + minutesOf(moment);
  const ask = asking(settings, hours);
  const isOpen = ask(now);
  const ahead = drawn(WEEK, (step) => (now + step) % WEEK).find((minute) => ask(minute) !== isOpen);
  if (ahead === undefined) return isOpen ? 'always open' : 'always closed';
  return `${isOpen ? 'closes' : 'opens'} ${DAYS[Math.floor(ahead / 1440)]} ${clock(ahead % 1440)}`;
}

function weekTable(settings: Settings, hours: string): string[] {
  const open = drawn(WEEK, asking(settings, hours));
  const total = open.filter(Boolean).length;
  const rows = DAYS.map((name, day) => {
    const signs = open
      .slice(day * 1440, day * 1440 + 1440)
      .map((isOpen) => (isOpen ? 'x' : '.'))
      .join('');
    const spans = [...signs.matchAll(/x+/g)].map(({ index, 0: run }) => `${clock(index)}-${clock(index + run.length)}`);
    return `${name} ${spans.join(' ') || 'closed'}`;
  });
  return [...rows, `total ${Math.floor(total / 60)}:${pad(total % 60)}`];
}

function someHours(random: Chance, { rules, nights }: Settings, count: number): string {
  const someDays = () => {
    const [one, two] = [random.pick(DAYS), random.pick(DAYS)];
    return random.pick([`${one}-${two}`, one, one === two ? one : `${one},${two}`, `Mo-Fr`]);
  };
  const quarter = (low: number, high: number) => clock(60 * low + 15 * random.below(4 * (high - low)));
  const someTimes = () => {
    const late = nights === 'night' ? [`${quarter(18, 23)}-${quarter(0, 5)}`] : [`${quarter(18, 20)}-24:00`];
    return random
      .pick([
        [`${quarter(6, 10)}-${quarter(11, 14)}`, `${quarter(14, 16)}-${quarter(17, 18)}`],
        [`${quarter(7, 12)}-${quarter(13, 20)}`],
        late,
      ])
      .join(',');
  };
  return drawn(count, () => `${someDays()} ${rules === 'replace' && random.below(5) === 0 ? 'off' : someTimes()}`).join(
    '; ',
  );
}

/** Hours, and the moments that are of interest with them. */
type Look = readonly [hours: string, moments: readonly string[]];

function looksOf(random: Chance, settings: Settings): { visible: Record<string, Look>; hidden: Record<string, Look> } {
  const moments = (count: number) => drawn(count, () => `${random.pick(DAYS)} ${clock(15 * random.below(96))}`);
  const night = settings.nights === 'night';
  const shop = 'Mo-Fr 09:00-18:00; Sa 10:00-14:00';
  return {
    visible: {
      'a shop': ['Mo-Fr 08:30-18:00; Sa 10:00-14:00', ['Mo 09:00', 'Sa 18:30', 'Su 12:00', 'We 13:45']],
      'two spans a day': ['Mo,We,Fr 08:00-12:00,13:30-17:00; Tu,Th 08:00-13:00', ['Fr 12:30', 'Th 12:59']],
    },
    hidden: {
      'exactly at the hours': [shop, ['Mo 18:00', 'Mo 09:00', 'Sa 14:00', 'Sa 13:59', 'Tu 08:59']],
      'days over the weekend': ['Fr-Mo 10:00-16:00; Tu 09:00-11:00', ['Su 11:00', 'Mo 10:30', 'Th 12:00', 'Su 16:00']],
      'rules for one day': [
        settings.rules === 'replace'
          ? 'Mo-Su 09:00-17:00; We 12:00-20:00; Su off; Mo-Tu 07:00-09:00'
          : 'Mo-Su 09:00-17:00; We 12:00-20:00; Sa,Su 08:00-09:00; Fr 17:00-19:00',
        ['We 10:00', 'Su 10:00', 'We 19:00', 'Mo 12:00', 'Fr 18:00'],
      ],
      'until the end of the day': night
        ? ['Mo-Fr 20:00-00:00; Sa 06:00-00:00', ['Mo 23:59', 'Tu 00:00', 'Sa 12:00']]
        : ['Mo-Fr 20:00-24:00; Sa 06:00-24:00; Su 00:00-03:00', ['Mo 23:59', 'Sa 12:00', 'Tu 00:00', 'Su 02:00']],
      'through the night': night
        ? ['Th-Sa 22:00-04:30; Su 18:00-02:00', ['Su 23:00', 'Mo 01:30', 'Mo 02:00', 'Th 12:00', 'Su 04:00']]
        : [
            'Th 22:00-24:00; Fr 00:00-04:30; Su 18:00-24:00; Mo 00:00-02:00',
            ['Mo 01:30', 'Mo 02:00', 'Su 23:00', 'Fr 04:29'],
          ],
      'never closed': [night ? 'Mo-Su 00:00-00:00' : 'Mo-Su 00:00-24:00', ['Mo 00:00', 'Su 23:59']],
      'touching and overlapping': [
        settings.rules === 'replace'
          ? 'Mo-Fr 09:00-12:00,12:00-15:00; Sa 10:00-13:00,12:00-14:00'
          : 'Mo-Fr 09:00-12:00; Mo-We 12:00-15:00; Sa 10:00-13:00; Sa 12:00-14:00',
        ['Mo 12:00', 'Sa 12:30', 'Sa 13:30', 'Mo 11:00'],
      ],
      'one minute a week': ['We 12:00-12:01', ['We 12:00', 'We 12:01', 'We 11:59', 'Th 00:00']],
      ...Object.fromEntries(
        drawn(3, (at): [string, Look] => [`drawn ${at + 1}`, [someHours(random, settings, 4), moments(12)]]),
      ),
      'many rules': [someHours(random, settings, 120), moments(400)],
    },
  };
}

function build(settings: Settings, random: Chance, posting: Posting, reference: string) {
  const { visible, hidden } = looksOf(random, settings);
  const each = <Input>(side: Record<string, Look>, make: (look: Look) => Input) =>
    Object.fromEntries(Object.entries(side).map(([name, look]) => [name, make(look)]));
  const both = <Input>(make: (look: Look) => Input) => ({ visible: each(visible, make), hidden: each(hidden, make) });
  const rest = { reference, wrong: openingWrong(settings) };
  if (settings.task === 'check') {
    return functionProject<[string, string[]]>(TYPESCRIPT, posting, {
      ...both(([hours, moments]): [string, string[]] => [hours, [...moments]]),
      ...rest,
      entry: 'isOpen',
      answer: (hours, moments) =>
        moments.map((moment) => asking(settings, hours)(dayOf(moment) * 1440 + minutesOf(moment))),
    });
  }
  if (settings.task === 'table') {
    return functionProject<[string]>(TYPESCRIPT, posting, {
      ...both(([hours]): [string] => [hours]),
      ...rest,
      entry: 'weekTable',
      answer: (hours) => weekTable(settings, hours),
    });
  }
  return functionProject<[string, string]>(TYPESCRIPT, posting, {
    ...both(([hours, [moment = '']]): [string, string] => [hours, moment]),
    ...rest,
    entry: 'nextChange',
    answer: (hours, moment) => nextChange(settings, hours, moment),
  });
}

const STORIES = [
  'shows shops on a map',
  'runs a chain of pharmacies',
  'makes a guide to museums and bars',
  'has a booking page for hairdressers',
  'lists petrol stations',
] as const;

export const openingHours = voicedFamily({
  name: 'opening-hours',
  category: 'dates',
  dials: DIALS,
  variant: (settings, circumstances) => {
    const { tell, turn, random } = circumstances;
    const story = `${someFirm(random)} ${turn(STORIES)}`;
    return {
      title: {
        check: tell(
          'TypeScript: is it open at these times?',
          'Are we open right now? Opening hours in TypeScript',
          'Evaluation of opening hours at given moments',
        ),
        change: tell(
          'TypeScript: next change of opening hours',
          'The sign on the door: opens at, closes at',
          'Determination of the next opening or closing',
        ),
        table: tell(
          'TypeScript: opening hours as a table of the week',
          'Show our opening hours day by day',
          'Expansion of opening hours into a weekly table',
        ),
      }[settings.task],
      opening: tell(
        `${story}. Opening hours come as short texts; plain TypeScript without packages wanted.`,
        `${story}. The opening hours come to us as short texts that no customer can read, so we need a bit of TypeScript (no packages).`,
        `${story}. The module described here, TypeScript without packages, evaluates opening hours.`,
      ),
      pieces: openingHoursPieces(circumstances, settings),
      skills: ['TypeScript', 'Parsing'],
      minutes: { check: 60, change: 80, table: 75 }[settings.task] + (settings.nights === 'night' ? 20 : 0),
      programs: openingPrograms(settings),
      build: (posting, reference) => build(settings, random, posting, reference),
    };
  },
});
